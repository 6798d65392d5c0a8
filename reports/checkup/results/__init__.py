"""What a check-up found, as it is shown, listed and found again in the file."""
