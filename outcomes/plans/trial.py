"""What a trial of a draft plan found: counted for all, listed only as far as the viewer may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from families.access import REACH
from families.why.trial import never_counted, shown
from outcomes.models import PlanTrial, TrialChange
from outcomes.rules.framework import Framework
from sharing.models import Purpose, User
from sharing.wall import opened_to_read

GAIN, LOSE, EARLIER, LATER, MORE, LESS = "gain", "lose", "earlier", "later", "more", "less"
What = TrialChange.What
#: Of each kind of change and its direction: in words, and how it looks.
SAID: dict[tuple[str, str], tuple[str, str]] = {
    (What.ELIGIBLE, GAIN): ("Would count, and don’t today", "good"),
    (What.ELIGIBLE, LOSE): ("Would no longer count", "bad"),
    (What.CLAIM, GAIN): ("Could be claimed for, and can’t today", "good"),
    (What.CLAIM, LOSE): ("Could no longer be claimed for", "bad"),
    (What.AMOUNT, MORE): ("More would be paid", "good"),
    (What.AMOUNT, LESS): ("Less would be paid", "bad"),
    (What.DAY, EARLIER): ("Could have a result on an earlier day", "good"),
    (What.DAY, LATER): ("Would have to wait longer for a result", "bad"),
}
VERDICTS = {
    "met": "met",
    "not_met": "not met",
    "not_known": "not known",
    "not_applicable": "not counted",
}
TONES = {"met": "good", "not_met": "bad", "not_known": "wait", "not_applicable": "quiet"}


@dataclass(frozen=True, slots=True)
class Group:
    """All that changes in one way: `name` finds it again in an address."""

    what: str
    code: str
    way: str
    words: str
    tone: str
    families: int

    @property
    def name(self) -> str:
        return ".".join([self.what, self.way, self.code])

    @property
    def count(self) -> str:
        """Nothing below five is told exactly."""
        return f"{shown(self.families)} families"


@dataclass(frozen=True, slots=True)
class OneNeed:
    """A need of the framework with its groups."""

    text: str
    groups: list[Group]


def groups_of(trial: PlanTrial) -> list[Group]:
    """Every way in which families change, the whole case first, then need by need; whoever asks is
    told the same."""
    with opened_to_read():  # whoever prepares a plan counts families, and does not see them all
        counted = trial.changes.order_by().exclude(case__family__in=never_counted())
        families = Count("case__family", distinct=True)
        found = list(counted.values("what", "code", "way").annotate(families=families))
    made = [
        Group(row["what"], row["code"], row["way"], *said(row), row["families"]) for row in found
    ]
    order = list(What.values)
    return sorted(made, key=lambda one: (order.index(one.what), one.code, one.way))


def by_need(groups: Iterable[Group], framework: Framework) -> list[OneNeed]:
    """Needs in the framework's order."""
    of_needs = [one for one in groups if one.what == What.NEED]
    found = []
    for need in framework.needs:
        own = [one for one in of_needs if one.code == need.code]
        if own:
            found.append(OneNeed(f"{need.text} ({need.code})", own))
    return found


def said(row: Mapping[str, Any]) -> tuple[str, str]:
    known = SAID.get((row["what"], row["way"]))
    if known is not None:
        return known
    before, _, after = row["way"].partition("-")
    return f"From {VERDICTS[before]} to {VERDICTS[after]}", TONES[after]


def group_named(name: str) -> Group | None:
    """A group by the name that an address holds; its families are not counted here."""
    what, _, rest = name.partition(".")
    way, _, code = rest.partition(".")
    known = (what, way) in SAID
    before, _, after = way.partition("-")
    of_need = what == What.NEED and before in VERDICTS and after in VERDICTS
    if not known and not of_need:
        return None
    return Group(what, code, way, *said({"what": what, "way": way}), families=0)


def passed_over(trial: PlanTrial) -> str:
    """How many cases could not be judged; empty where none."""
    return shown(trial.passed_over) if trial.passed_over else ""


def reasons_shown(user: User) -> bool:
    """Sentences rest on all of a family's evidence: for those who look at results, who may see all
    that a result rests on. Others read them on the family's own page, as far as they may."""
    return REACH[user.role].purpose == Purpose.RESULTS
