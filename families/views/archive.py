"""Bringing an archived record back."""

from __future__ import annotations

from typing import Any

from families import acts
from families.forms.archive import BringBackForm
from families.pages import FamilyAct
from sharing.questions.addresses import to


class BringBack(FamilyAct):
    """A family that the archive holds asks for help again."""

    verb = "family.bring_back"
    form_class = BringBackForm
    heading = "Bring this record back"
    intro = (
        "For 30 days those who worked with the family can open it, and the hub is offered it where "
        "a request matches. Once a case opens it stays open; if none does, it comes back to you."
    )
    go = "Bring it back"
    done = "The record is open again for 30 days. You no longer see it."
    back = "families:family"

    def perform(self, form: Any) -> Any:
        self.brought = acts.bring_back(family=self.family, by=self.user, **form.cleaned_data)
        return self.brought

    def get_success_url(self) -> str:
        """The record itself is shut to the archive while it is open to others."""
        return to("families:list") if hasattr(self, "brought") else super().get_success_url()
