"""When the phases of a fiscal year are due, as seen from a day."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.models import Phase

SOON = 7
"""Days before the end of a phase from which on it is shown as pressing."""

COUNTED = 60
"""Days since the end of a phase up to which they are counted."""


@dataclass(frozen=True, slots=True)
class Due:
    """A phase and how far away it is on ``today``."""

    phase: Phase
    today: datetime.date

    @property
    def days(self) -> int:
        """The days left until the phase ends; negative afterwards."""
        return (self.phase.due_on - self.today).days

    @property
    def state(self) -> str:
        """One of ``ahead``, ``open``, ``soon``, ``over``."""
        if self.today < self.phase.opens_on:
            return "ahead"
        if self.days < 0:
            return "over"
        return "soon" if self.days <= SOON else "open"

    def __str__(self) -> str:
        if self.state == "ahead":
            days = (self.phase.opens_on - self.today).days
            text = ngettext("opens in %(days)d day", "opens in %(days)d days", days)
            return text % {"days": days}
        if self.days == 0:
            return _("due today")
        if self.days < -COUNTED:
            return _("ended")
        if self.days < 0:
            text = ngettext("%(days)d day past its end", "%(days)d days past its end", -self.days)
            return text % {"days": -self.days}
        text = ngettext("%(days)d day left", "%(days)d days left", self.days)
        return text % {"days": self.days}
