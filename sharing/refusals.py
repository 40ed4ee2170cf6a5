"""The one error an act raises when it says no."""


class Refused(Exception):
    """Reasons a person can read; `field` names the input to blame, where there is one."""

    def __init__(self, *reasons: str, field: str | None = None) -> None:
        super().__init__(*reasons)
        self.reasons: tuple[str, ...] = reasons
        self.field = field

    def __str__(self) -> str:
        return " ".join(self.reasons)
