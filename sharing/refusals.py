"""The errors by which the house says no: to what was asked, and to who asks."""

from django.core.exceptions import PermissionDenied


class Refused(Exception):
    """Reasons a person can read; `field` names the input to blame, where there is one."""

    def __init__(self, *reasons: str, field: str | None = None) -> None:
        super().__init__(*reasons)
        self.reasons: tuple[str, ...] = reasons
        self.field = field

    def __str__(self) -> str:
        return " ".join(self.reasons)


class NotTheirs(PermissionDenied):
    """The role does such things, and this one is not for this person to do. Its sentence is for
    them to read: why, and whom to ask."""
