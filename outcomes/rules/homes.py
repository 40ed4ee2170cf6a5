"""A home that is settled, or whose rent arrears are being paid off (rulebook 3.3, need 9b)."""

from dataclasses import replace

from outcomes.rules.dates import ONE_DAY, joined
from outcomes.rules.question import Question
from outcomes.rules.states import ARREARS_PAID, runs_where, spells, state_held, state_of
from outcomes.rules.work import without
from sharing.rules import Finding, Verdict, any_of, not_applicable

BEARABLE = ("arrears", "settled")


def settled_or_arrears_plan_kept(q: Question) -> Finding:
    """Settled; or, where arrears are all the trouble there is, a plan for them kept."""
    home = state_held(replace(q, given={"kind": "housing", "good": ("settled",)}))
    plan = arrears_plan_kept(q)
    return home if plan.verdict is Verdict.NOT_APPLICABLE else any_of(home, plan)


def arrears_plan_kept(q: Question) -> Finding:
    """A plan kept or the debt cleared, counted from the day on which nothing worse was left.

    Not applicable without arrears, without a plan that goes on, or while something worse goes on:
    no plan makes up for a notice, an eviction or an unsuitable home.
    """
    homes = spells(replace(q, given={"kind": "housing"}))
    if not any(state_of(home) == "arrears" for home in homes):
        return not_applicable("No rent arrears.")
    lived = joined((home.start, home.end or q.day) for home in homes)
    worse = without(lived, runs_where(homes, q.day, lambda state: state in BEARABLE))
    if any(last >= q.day for _, last in worse):
        return not_applicable("More than arrears is wrong with the home.")
    plan = state_held(replace(q, given=ARREARS_PAID))
    if plan.verdict is Verdict.NOT_KNOWN:
        return not_applicable("No plan for the arrears.")
    if plan.since is None or not worse:
        return plan
    return replace(plan, since=max(plan.since, worse[-1][1] + ONE_DAY))
