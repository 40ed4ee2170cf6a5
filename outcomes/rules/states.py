"""Housing, money, health, substance use and social care: states that hold from day to day."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from outcomes.rules.dates import ONE_DAY, Run, add_months, joined, run_up_to, say_day, through
from outcomes.rules.evidence import KINDS, Health, Housing, Score, SocialCare, Spell
from outcomes.rules.question import LABELS, Question, covers, ended, not_recorded
from outcomes.rules.spoken import CARE, begin, either
from sharing.rules import Finding, all_of, any_of, met, not_applicable, not_known, not_met

RANKS = {"EHA": 1, "CIN": 2, "S47": 3, "CPP": 4, "CLA": 5}
BETTER = {"health": ("improved", "completed"), "substance": ("reduced", "completed")}
ARREARS_PAID = {"kind": "debt", "good": ("plan_kept", "cleared"), "arrears": True}
LASTING = {"completed", "cleared"}  # once so, so until something else is recorded


def state_of(item: Spell) -> str:
    return str(getattr(item, "state", None) or getattr(item, "status", ""))


def say_state(item: Spell) -> str:
    state = state_of(item)
    return CARE.get(state) or state.replace("_", " ")


def spells(q: Question) -> list[Spell]:
    """Items of the kind and areas asked for; completed ones last until something else. Where it is
    asked so, rent arrears that began once debts were cleared stand among the debts."""
    kind = KINDS[q.given["kind"]]
    areas = q.given.get("areas")
    found: list[Spell] = []
    for item in q.of(kind):
        if not isinstance(item, Spell) or (
            isinstance(item, Health) and areas and item.area not in areas
        ):
            continue
        found.append(lasting(q, item) if state_of(item) in LASTING else item)
    return found + (arrears_after(q, found) if q.given.get("arrears") else [])


def lasting(q: Question, item: Spell) -> Spell:
    """Without its end; but what was so before it slipped back is no evidence from after that."""
    slipped = q.after is not None and item.start <= q.after
    return replace(item, end=(item.end or q.after) if slipped else None)


def arrears_after(q: Question, debts: list[Spell]) -> list[Spell]:
    """Rent arrears from after all was cleared: that says nothing of what came later."""
    homes = [i for i in q.of(Housing) if i.state == "arrears"]
    found: list[Spell] = []
    for start, end in joined((i.start, i.end or q.day) for i in homes):
        running = [i for i in debts if i.runs_on(start)]
        newest = max(running, key=lambda i: i.start, default=None)
        if newest and state_of(newest) == "cleared" and newest.start < start:
            found.append(replace(homes[0], start=start, end=end if end < q.day else None))
    return found


def borne_out_by(q: Question) -> list[Spell]:
    """The states on record up to the day, without what was said to be completed after it."""
    items = spells(q)
    done = [i for i in items if state_of(i) == "completed"]
    return [i for i in items if not any(is_done(i, later, q.day) for later in done)]


def is_done(item: Spell, later: Spell, day: date) -> bool:
    same = getattr(item, "area", None) == getattr(later, "area", None)
    return same and later.start > item.start and not item.runs_on(day)


def state_recorded(q: Question) -> Finding:
    """Entry: one of these states, on the day or (unless it must be running) before it.

    `or_nothing`: beside another test, where a record that isn't there says nothing.
    """
    wanted, kind = q.given["states"], q.given["kind"]
    items = borne_out_by(q)
    label = LABELS[kind]
    lasting = q.given.get("running") or q.given.get("months")
    # that it is over is on record too
    over = max(items, key=lambda i: i.end or date.max) if items and lasting else None
    if q.given.get("running"):
        items = [i for i in items if i.runs_on(q.day)]
    elif q.given.get("months"):
        since = add_months(q.day, -int(q.given["months"])) + ONE_DAY
        items = [i for i in items if i.end is None or i.end >= since]
    found = [i for i in items if state_of(i) in wanted]
    if found:
        return met(f"{begin(label)}: {say_state(found[-1])} from {say_day(found[-1].start)}.")
    first = add_months(q.day, -12) + ONE_DAY
    if items:
        return not_met(f"{begin(label)}: {say_state(items[-1])}. That doesn’t count here.")
    if over and (state_of(over) in wanted or isinstance(over, SocialCare)):
        return not_met(ended(over))
    since = q.day if q.given.get("running") else first
    if covers(q.covered(kind), since, q.day):
        return not_met(f"Nothing is recorded about {label}.")
    if q.given.get("or_nothing"):
        return not_applicable(f"Nothing is recorded about {label}.")
    return not_known(f"We don’t know about {label} then.", missing=not_recorded(q, kind))


def runs_where(
    items: list[Spell], day: date, good: Callable[[str], bool], areas: Sequence[str] = ()
) -> list[Run]:
    """Runs of days on which the newest running item is a good one, in each of the areas of health
    that has one. On a tie the worse counts."""
    points = {i.start for i in items} | {i.end + ONE_DAY for i in items if i.end}
    marks = [*sorted(p for p in points if p <= day), day + ONE_DAY]
    runs = []
    for start, after in pairwise(marks):
        running = [i for i in items if i.runs_on(start)]
        if not running:
            continue
        if all(good(state_of(i)) for i in newest_of_each(running, areas)):
            runs.append((start, after - ONE_DAY))
    return joined(runs)


def newest_of_each(running: list[Spell], areas: Sequence[str]) -> list[Spell]:
    """What stands of each area that the rule names: help with one trouble says nothing of another.
    Where it names none, the newest of all is what the need is about."""
    by_area: dict[str | None, date] = {}
    for i in running:
        area = area_of(i, areas)
        by_area[area] = max(by_area.get(area, i.start), i.start)
    return [i for i in running if i.start == by_area[area_of(i, areas)]]


def area_of(item: Spell, areas: Sequence[str]) -> str | None:
    return item.area if isinstance(item, Health) and item.area in areas else None


def state_held(q: Question) -> Finding:
    """One of the good states, without a break up to the day."""
    good, kind = set(q.given["good"]), q.given["kind"]
    items = spells(q)
    areas = q.given.get("areas") or ()
    since = run_up_to(runs_where(items, q.day, lambda state: state in good, areas), q.day)
    label = LABELS[kind].capitalize()
    running = [i for i in items if i.runs_on(q.day)]
    if not running:
        said = f"We don’t know about {LABELS[kind]} on {say_day(q.day)}."
        return not_known(said, missing=not_recorded(q, kind))
    if since is None:
        bad = [i for i in newest_of_each(running, areas) if state_of(i) not in good]
        newest = max(bad, key=lambda i: i.start)
        said = f"{label}: {say_state(newest)} from {say_day(newest.start)}."
        return not_met(said, earliest=through(q.day + ONE_DAY, q.months))
    since = after_regression(q, since)
    newest = max((i for i in running if state_of(i) in good), key=lambda i: i.start)
    return met(f"{label}: {say_state(newest)}, and well since {say_day(since)}.", since=since)


def after_regression(q: Question, since: date) -> date:
    return max(since, q.after + ONE_DAY) if q.after else since


def state_held_or_score_better(q: Question) -> Finding:
    """In help or better by the record, or better by a validated tool."""
    return any_of(state_held(q), score_better(q))


def score_better(q: Question) -> Finding:
    """Every answer to the tools is better than when the need was found."""
    tools = [str(tool).casefold() for tool in q.given["tools"]]
    by_question: dict[tuple[str, str], list[Score]] = {}
    for score in q.of(Score):
        if score.tool.casefold() in tools:
            by_question.setdefault((score.tool.casefold(), score.question), []).append(score)
    if not by_question:
        return not_applicable(f"No {either(q.given['tools'])} score.")
    series = [own for scores in by_question.values() for own in comparable(q, scores)]
    named = either(q.given["tools"])
    if not series:
        return not_known(
            f"No two {named} scores to compare yet.", missing=[f"A second {named} score"]
        )
    if not all(is_better(scores[0], scores[-1]) for scores in series):
        return not_met(f"The {named} score isn’t better than when this was found.")
    since = max(better_since(scores) for scores in series)
    return met(
        f"The {named} score is better since {say_day(since)}.", since=after_regression(q, since)
    )


def comparable(q: Question, scores: list[Score]) -> list[list[Score]]:
    """Each rater's own answers, where anyone answered on two days: a parent's are no teacher's.
    Else all together. Of one day, the best is the first and the worst the last."""
    scores = sorted(
        scores, key=lambda s: (s.on, -s.value if s.direction == "up_is_better" else s.value)
    )
    by_rater: dict[str, list[Score]] = {}
    for score in scores:
        by_rater.setdefault(score.by, []).append(score)
    own = [since_entry(q, answers) for answers in by_rater.values()]
    several = [answers for answers in own if answers[-1].on > answers[0].on]
    together = since_entry(q, scores)
    return several or ([together] if together[-1].on > together[0].on else [])


def since_entry(q: Question, scores: list[Score]) -> list[Score]:
    """From the level at which the need was found; the first after that, where there is none. What
    was answered between it and a slip says nothing any more."""
    first = max((s.on for s in scores if s.on <= q.entry_day), default=scores[0].on)
    found = [s for s in scores if s.on >= first]
    return found[:1] + [s for s in found[1:] if q.after is None or s.on > q.after]


def is_better(first: Score, last: Score) -> bool:
    return (
        last.value > first.value if first.direction == "up_is_better" else last.value < first.value
    )


def better_since(scores: list[Score]) -> date:
    """The first of the scores that have all been better, up to the last."""
    since = scores[-1].on
    for score in reversed(scores[1:]):
        if not is_better(scores[0], score):
            break
        since = score.on
    return since


def treated_and_better(q: Question) -> Finding:
    """Each of the problems on record treated and better: by the record, or while in treatment by
    a score. Being in treatment alone is not yet progress."""
    found = []
    for kind in q.given["kinds"]:
        own = {"kind": kind, "areas": q.given.get("areas"), "tools": q.given["tools"]}
        part = replace(q, given=own | {"good": BETTER[kind]})
        if spells(part):
            in_help = replace(q, given=own | {"good": ("engaged", *BETTER[kind])})
            found.append(any_of(state_held(part), better_in_help(in_help)))
    if found:
        return all_of(*found)
    labels = " or ".join(LABELS[kind] for kind in q.given["kinds"])
    return not_known(f"We don’t know about {labels}.", missing=not_recorded(q, *q.given["kinds"]))


def better_in_help(q: Question) -> Finding:
    score = score_better(q)
    return all_of(state_held(q), score) if score.is_met else score


def debts_in_order(q: Question) -> Finding:
    """A plan kept or debts cleared; where the trouble was only the home, a settled one."""
    debt = replace(q, given=ARREARS_PAID)
    home = replace(q, given={"kind": "housing", "good": ("settled",)})
    if q.of(KINDS["debt"]):
        return state_held(debt)
    return state_held(home if q.of(KINDS["housing"]) else debt)


def opened_again(q: Question, items: list[SocialCare]) -> list[SocialCare]:
    """What began since the need was found, and is no step down: an enquiry, or social care's help
    after a day without any, with what goes on from that."""
    found: list[SocialCare] = []
    served = [i for i in items if RANKS[i.status] >= RANKS["CIN"]]
    for item in served:
        before = [i for i in served if i.start < item.start]
        goes_on = [i for i in before if i.end is None or i.end + ONE_DAY >= item.start]
        helped = any(i.status != "S47" for i in before)  # help that follows an enquiry comes late
        again = any(i.status != "S47" for i in goes_on if i in found)
        if item.start > q.entry_day and (item.status == "S47" or again or (helped and not goes_on)):
            found.append(item)
    return found


def level_found(q: Question, past: list[SocialCare]) -> int | None:
    """The level to step down from: that of a need of one level where it bore the need out, else
    the highest of the day on which it was found, or the last before."""
    for test in q.need.entry.parts:
        named = test.given["states"] if test.given.get("kind") == SocialCare.kind else ()
        own = [i for i in past if (i.status,) == named]
        if any(i.runs_on(q.entry_day) or test.given.get("months") for i in own):
            return RANKS[own[0].status]
    levels = [RANKS[i.status] for i in past if i.runs_on(q.entry_day)]
    return max(levels or [RANKS[i.status] for i in past[-1:]], default=None)


def stepped_down(q: Question) -> Finding:
    """Social care at a lower level than when the need was found, or ended, with no repeat."""
    items = q.of(SocialCare)
    past = [i for i in items if i.start <= q.entry_day]
    top = level_found(q, past)
    if top is None:
        return not_known(
            "Social care’s record isn’t in yet.", missing=not_recorded(q, "social_care")
        )
    again = opened_again(q, items)
    high = [i for i in items if RANKS[i.status] >= top or i in again]
    running = [i for i in high if i.runs_on(q.day)]
    if running:
        return not_met(
            f"Social care: {say_state(running[-1])} since {say_day(running[-1].start)}.",
            earliest=through(q.day + ONE_DAY, q.months),
        )
    last = max(i.end for i in high if i.end)
    since = after_regression(q, last + ONE_DAY)
    return met(f"Stepped down or closed on {say_day(last)}, and no repeat.", since=since)
