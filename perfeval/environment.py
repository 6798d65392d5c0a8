"""Reading the environment: nonsense in a variable is refused by name, in plain words, before anything starts.

Every variable is listed in docs/settings.md. No message repeats a value that may hold a password.
"""

import os
import re
from collections.abc import Collection
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 50
_WORDS = {
    **dict.fromkeys(("1", "true", "yes", "on"), True),
    **dict.fromkeys(("0", "false", "no", "off"), False),
}
_ADDRESS = re.compile(r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?(/[A-Za-z0-9_-]+)*")
_SCHEMES = {"sqlite", "postgres", "postgresql"}


def flag(name: str, *, default: bool) -> bool:
    """Read a yes or no.

    Raises:
        ImproperlyConfigured: the variable holds another word.
    """
    word = os.environ.get(name, "")
    if not word:
        return default
    if word.lower() not in _WORDS:
        raise ImproperlyConfigured(
            f"{name} is {word!r}; it can be 1 or 0, true or false, yes or no, on or off."
        )
    return _WORDS[word.lower()]


def choice(name: str, choices: Collection[str], *, default: str) -> str:
    """Read one of several words.

    Raises:
        ImproperlyConfigured: the variable holds another word.
    """
    word = os.environ.get(name, "") or default
    if word not in choices:
        raise ImproperlyConfigured(f"{name} is {word!r}; it can be {', '.join(choices)}.")
    return word


def whole_number(name: str, *, default: int) -> int:
    """Read a number that is greater than zero.

    Raises:
        ImproperlyConfigured: the variable holds anything else.
    """
    text = os.environ.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdecimal()) or int(text) == 0:
        raise ImproperlyConfigured(f"{name} is {text!r}; it must be a whole number greater than 0.")
    return int(text)


def address(name: str, *, default: str) -> str:
    """Read the address of a site, scheme and host, without a slash at its end.

    Raises:
        ImproperlyConfigured: it is something else.
    """
    text = (os.environ.get(name, "") or default).rstrip("/")
    if text and not _ADDRESS.fullmatch(text):
        raise ImproperlyConfigured(f"{name} is {text!r}; it must look like https://jixiao.example.gov.cn.")
    return text


def secret_key(name: str) -> str:
    """Read the key that signs sessions.

    Raises:
        ImproperlyConfigured: it is missing, or short enough to be guessed.
    """
    key = os.environ.get(name, "")
    if len(key) < SHORTEST_SECRET:
        raise ImproperlyConfigured(
            f"{name} has {len(key)} characters; a real site needs at least {SHORTEST_SECRET} random ones. "
            "To try the site on your own machine, set PERFEVAL_DEBUG=1 instead."
        )
    return key


def database(name: str, *, default: str) -> dict[str, Any]:
    """Read the address of the database: Django's dict for it.

    Raises:
        ImproperlyConfigured: it is neither a file of SQLite nor a database of PostgreSQL.
    """
    url = os.environ.get(name, "") or default
    scheme, _, rest = url.partition("://")
    if scheme not in _SCHEMES or not rest:
        raise ImproperlyConfigured(
            f"{name} must begin with sqlite:// or postgres://, for example "
            "sqlite:////srv/perfeval/perfeval.sqlite3 or postgres://user:password@host:5432/perfeval."
        )
    if scheme == "sqlite" and (not rest.startswith("/") or rest.endswith("/")):
        raise ImproperlyConfigured(
            f"{name} names no file; an absolute path has four slashes: sqlite:////srv/perfeval/perfeval.sqlite3."
        )
    try:
        config: dict[str, Any] = environ.Env.db_url_config(url)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} cannot be read: the port must be a number, and in user and password the characters "
            "# / ? @ : % must be written as %23 %2F %3F %40 %3A %25."
        ) from None
    if not config["NAME"]:
        raise ImproperlyConfigured(f"{name} names no database: postgres://user:password@host:5432/perfeval.")
    return config
