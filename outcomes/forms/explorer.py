"""What someone wants to see counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from outcomes.explorer.asked import (
    NEEDS,
    SHOWS,
    SUPPORT,
    TIME,
    Asked,
    Explorer,
    uses_need,
    uses_part,
)
from outcomes.explorer.works import first_part
from outcomes.frameworks.loader import framework
from sharing.models import User

NOT_THERE = {"invalid_choice": "Choose one from the list: this is not in it, or is too small"}


def works_form(user: User, said: Mapping[str, str]) -> ExplorerForm:
    """Which families someone who does the work compares with: their own area's where nothing else
    was said and the explorer shows that area by itself, else everyone."""
    explorer = Explorer(user)
    asked = {**said, "show": SUPPORT, "need": ""}
    version = asked.get("version") or next(iter(explorer.versions), "")
    if "part" not in asked and version in explorer.versions:
        asked["part"] = first_part(explorer, user, version)
    return ExplorerForm(asked, explorer=explorer)


class ExplorerForm(forms.Form):
    """Which tables, of which framework version, and narrowed to what. Nothing said is everything.

    One narrows by year, area or team, never by two of them at once: where two meet, few families
    are left, and each could be found by setting one answer against another.
    """

    show = forms.ChoiceField(
        choices=list(SHOWS.items()), required=False, widget=forms.HiddenInput,
        error_messages=NOT_THERE,
    )  # fmt: skip
    version = forms.ChoiceField(label="Framework version", required=False, error_messages=NOT_THERE)
    part = forms.ChoiceField(label="Year, area or team", required=False, error_messages=NOT_THERE)
    need = forms.ChoiceField(label="Need", required=False, error_messages=NOT_THERE)

    def __init__(self, data: Any, *, explorer: Explorer, **kwargs: Any) -> None:
        said = {name: data.get(name, "") for name in ("show", "version", "part", "need")}
        self.explorer = explorer
        versions = explorer.versions
        first = versions[0] if versions else ""
        self.shown = said["show"] if said["show"] in SHOWS else NEEDS
        self.chosen = said["version"] if said["version"] in versions else first
        said |= {"show": said["show"] or NEEDS, "version": said["version"] or first}
        super().__init__(said, **kwargs)
        self._choose("version", [(v, framework(v).title) for v in versions])
        if self.shown == TIME:  # every version has its rows there
            self.fields["version"].widget = forms.HiddenInput()
        if self.chosen and uses_part(self.shown):
            self._choose("part", [("", "Everyone"), *explorer.parts(self.chosen)])
        else:
            del self.fields["part"]
        if self.chosen and uses_need(self.shown):
            self._choose("need", [("", "All needs"), *explorer.needs(self.chosen)])
        else:
            del self.fields["need"]

    def _choose(self, name: str, choices: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    @property
    def asked(self) -> Asked:
        """What was chosen, as far as it is good."""
        good = getattr(self, "cleaned_data", {})
        return Asked(self.shown, self.chosen, good.get("part") or "", good.get("need") or "")

    def again(self, show: str) -> dict[str, str]:
        """The same choices for other tables, as far as those take them."""
        asked = self.asked
        kept = {"show": show, "version": asked.version}
        if uses_part(show) and asked.part:
            kept["part"] = asked.part
        if uses_need(show) and asked.need:
            kept["need"] = asked.need
        return kept
