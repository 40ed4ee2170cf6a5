"""Work as spells, judged by intervals (decisions 17 and 18)."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from outcomes.rules.dates import (
    ONE_DAY,
    Run,
    add_months,
    joined,
    run_up_to,
    say_day,
    through,
)
from outcomes.rules.evidence import Benefit, Eet, Employment, WorkProgramme
from outcomes.rules.question import Question, covers, ended, not_recorded
from outcomes.rules.spoken import BENEFITS
from outcomes.rules.turning import plainly, turns_on
from sharing.rules import Finding, Verdict, all_of, any_of, met, not_applicable, not_known, not_met

ENOUGH_HOURS = 16  # a week, beside Universal Credit
LEARNING = ("education", "training")
LONG = ("JSA", "UC")  # 26 of the last 30 weeks after these, 13 weeks without a gap after others
WEEK = timedelta(weeks=1)
SHORT_GAP = 4 * WEEK
LOOKED_AT = 30 * WEEK


def says_out_of_work(benefit: Benefit) -> bool:
    return benefit.benefit != "UC" or benefit.conditionality not in {None, "working_enough"}


def work_runs(q: Question) -> list[Run]:
    """Days in work; with Universal Credit running, only 16 hours or more, in one job or several,
    or `working_enough`."""
    credit = [b for b in q.of(Benefit) if b.benefit == "UC"]
    runs: list[Run] = [
        (b.start, b.end or q.day) for b in credit if b.conditionality == "working_enough"
    ]
    jobs = [job for job in q.of(Employment) if job.hours > 0]
    short = [job for job in jobs if job.hours < ENOUGH_HOURS]
    runs += [(job.start, job.end or q.day) for job in jobs if job.hours >= ENOUGH_HOURS]
    on_credit = [(b.start, b.end or q.day) for b in credit]
    runs += without([(job.start, job.end or q.day) for job in short], on_credit)
    return joined([*runs, *enough_together(short, q.day)])


def enough_together(jobs: list[Employment], day: date) -> list[Run]:
    """Days on which jobs come to enough hours between them. Another source may tell of the same
    job again, so only those of one source are added up."""
    runs: list[Run] = []
    for source in sorted({job.source for job in jobs}) if len(jobs) > 1 else ():
        own = {(j.start, j.end or day, j.hours) for j in jobs if j.source == source}
        points = sorted({start for start, _, _ in own} | {end + ONE_DAY for _, end, _ in own})
        for first, after_it in pairwise(points):
            hours = sum(h for start, end, h in own if start <= first <= end)
            if hours >= ENOUGH_HOURS:
                runs.append((first, after_it - ONE_DAY))
    return runs


def without(runs: list[Run], taken: list[Run]) -> list[Run]:
    """The days of the runs that are not in any of those taken out."""
    for first, last in taken:
        kept: list[Run] = []
        for start, end in runs:
            if start < first:
                kept.append((start, min(end, first - ONE_DAY)))
            if end > last:
                kept.append((max(start, last + ONE_DAY), end))
        runs = [(a, b) for a, b in kept if a <= b]
    return runs


def workless(q: Question) -> Finding:
    """Entry: out of work on the day."""
    if run_up_to(work_runs(q), q.day) is not None:
        return not_met(f"In work on {say_day(q.day)}.")
    benefits = [b for b in q.of(Benefit) if b.runs_on(q.day) and says_out_of_work(b)]
    if benefits:
        name = BENEFITS[benefits[-1].benefit]
        return met(f"On {name}, a benefit for people out of work, on {say_day(q.day)}.")
    if q.of(Employment) or all_jobs(q) or covers(q.covered(Employment.kind), q.day, q.day):
        return met(f"Out of work on {say_day(q.day)}.")
    return not_known(
        f"We don’t know about work on {say_day(q.day)}.", missing=not_recorded(q, Employment.kind)
    )


def all_jobs(q: Question) -> bool:
    """Someone with any job on the record was out of work at all other times, before it too."""
    return bool(q.facts.of(Employment, q.person.id if q.person else None))


def all_benefits(q: Question) -> bool:
    """Someone with any benefit on the record was on no other; its last day is said there."""
    accepted = q.plan.sources.get(Benefit.kind)
    items = q.facts.of(Benefit, q.person.id if q.person else None)
    return any(accepted is None or b.source in accepted for b in items)


def on_benefit(q: Question) -> Finding:
    """Entry: on one of these benefits on the day, and not as someone who earns enough.

    `or_nothing`: beside another test, where being on none says nothing.
    """
    running = [b for b in q.of(Benefit) if b.runs_on(q.day) and b.benefit in q.given["benefits"]]
    found = [b for b in running if says_out_of_work(b)]
    if found:
        name = BENEFITS[found[-1].benefit]
        return met(f"On {name} on {say_day(q.day)}.")
    if q.given.get("or_nothing"):
        return not_applicable("On no such benefit.")
    if any(b.benefit == "UC" and b.conditionality is None for b in running):
        said = "On Universal Credit. We don’t know with what conditions."
        return not_known(said, missing=["The conditions of Universal Credit"])
    if running or all_benefits(q) or covers(q.covered(Benefit.kind), q.day, q.day):
        return not_met(f"On no such benefit on {say_day(q.day)}.")
    return not_known("We don’t know about benefits then.", missing=not_recorded(q, Benefit.kind))


def left_benefit_for_work(q: Question) -> Finding:
    """Result: off benefit and in lasting work that began while the family was worked with. Work
    that can't count is said so before its weeks are up."""
    finding = in_work(q)
    if finding.verdict is Verdict.NOT_KNOWN:
        return finding
    left = off_benefit(q, finding.since)
    if finding.is_met:
        return finding if left.is_met else left
    return all_of(finding, left) if left.verdict is Verdict.NOT_MET else finding


def off_benefit(q: Question, since: date | None) -> Finding:
    """Work that follows a benefit of the time in which the case was open, and ends it; of someone
    out of work, work from tomorrow."""
    began, opened = since or would_resume(q), q.facts.case.opened
    if since is not None and since < opened:
        return not_met(f"The work began on {say_day(since)}, before the case opened.")
    if came_from(q, began) is None:
        if q.of(Benefit) or covers(q.covered(Benefit.kind), opened, min(began, q.day)):
            when = "before the work began" if since else "since the case opened"
            return not_met(f"Not on a benefit for people out of work {when}.")
        said = "We don’t know about benefits before the work began."
        return not_known(said, missing=not_recorded(q, Benefit.kind))
    if not left_since_opening(q, began):
        return not_met("Off the benefit before the case opened.")
    still = [b for b in q.of(Benefit) if b.runs_on(q.day) and b.benefit != "UC"]
    if still and since is not None:
        name = BENEFITS[still[-1].benefit]
        return not_met(f"Still on {name}.", earliest=q.day + ONE_DAY)
    return met("Off the benefit.")


def left_since_opening(q: Question, work: date) -> bool:
    """On a benefit for people out of work before the work began, while the case was open."""
    opened = q.facts.case.opened
    return any(
        b.start < work and (b.end is None or b.end >= opened) and says_out_of_work(b)
        for b in q.of(Benefit)
    )


def joined_work_programme(q: Question) -> Finding:
    """Result: volunteered for the Work Programme, or attached to provision, in the last months."""
    first = add_months(q.day, -int(q.given["months"])) + ONE_DAY
    found = [w for w in q.of(WorkProgramme) if w.on >= first]
    if found:
        said = "Volunteered for" if found[-1].event == "volunteered" else "Attached to"
        return met(f"{said} work provision on {say_day(found[-1].on)}.", since=found[-1].on)
    if q.of(WorkProgramme) or covers(q.covered(WorkProgramme.kind), first, q.day):
        return not_met(f"No Work Programme since {say_day(first)}.")
    missing = not_recorded(q, WorkProgramme.kind, first=first)
    return not_known("We don’t know about the Work Programme.", missing=missing)


def in_work(q: Question) -> Finding:
    """26 of the last 30 weeks after JSA or UC, else 13 weeks on end, and in work on the day."""
    runs = [cut for run in work_runs(q) if (cut := after(q, run))]
    since = run_up_to(runs, q.day)
    if since is None:
        return not_working(q, runs)
    if came_from(q, start_with_gaps(runs, since)) in LONG:
        return most_weeks(q, runs)
    return weeks_on_end(q, since, "In work")


def in_work_or_progress(q: Question) -> Finding:
    """In work as `in_work` has it, or clear progress to work (rulebook 3.3, need 10a)."""
    working, progress = in_work(q), progress_to_work(q)
    if progress.verdict is Verdict.NOT_APPLICABLE:
        return working
    return any_of(working, progress)


def progress_to_work(q: Question) -> Finding:
    """Education, training or work provision, begun since the need was found, for 13 weeks on end.

    An event of work provision holds for `months`, as in the version of 2012: it says that someone
    joined and not that they stayed. Not applicable where nothing of the kind goes on.
    """
    learning = [run for status in LEARNING for run in since_found(q, status)]
    idle = [(e.start, e.end or q.day) for e in q.of(Eet) if e.status == "neet"]
    runs = without(learning, idle)
    months = int(q.given["months"])
    runs += [(w.on, through(w.on, months)) for w in q.of(WorkProgramme) if w.on >= q.entry_day]
    since = run_up_to([cut for run in runs if (cut := after(q, run))], q.day)
    if since is None:
        return not_applicable("No training, education or work provision now.")
    return weeks_on_end(q, since, "In training, education or work provision")


def since_found(q: Question, status: str) -> list[Run]:
    """What began since the need was found; a course told term by term began with the first."""
    told = [(e.start, e.end or q.day) for e in q.of(Eet) if e.status == status]
    return [run for run in joined(told) if run[0] >= q.entry_day]


def after(q: Question, run: Run) -> Run | None:
    """Only what came after a regression."""
    start = max(run[0], q.after + ONE_DAY) if q.after else run[0]
    return (start, run[1]) if start <= run[1] else None


def not_working(q: Question, runs: list[Run]) -> Finding:
    benefits = [b for b in q.of(Benefit) if b.runs_on(q.day) and says_out_of_work(b)]
    known = all_jobs(q) or benefits or covers(q.covered(Employment.kind), q.day, q.day)
    if not known:
        said = f"We don’t know about work on {say_day(q.day)}."
        return not_known(said, missing=not_recorded(q, Employment.kind))
    said = "Not in work now."
    if came_from(q, q.day + ONE_DAY) not in LONG:
        return not_met(said, earliest=q.day + 13 * WEEK)
    idle = idle_days(runs, q.day)
    if len(idle) == LOOKED_AT.days:
        return not_met(said, earliest=q.day + 26 * WEEK)
    tomorrow = plainly(q.day) + ONE_DAY  # each day out of work moves it
    turns_on(q.day, tomorrow)
    return not_met(said, earliest=max(tomorrow, enough_weeks(idle)))


def would_resume(q: Question) -> date:
    """The first day of the work that would count, were someone out of work in work tomorrow."""
    tomorrow = q.day + ONE_DAY
    if q.person is None or came_from(q, tomorrow) not in LONG:
        return tomorrow
    runs = [cut for run in work_runs(q) if (cut := after(q, run))]
    first = start_with_gaps(runs, plainly(tomorrow))
    return first if first < plainly(tomorrow) else tomorrow


def came_from(q: Question, start: date) -> str | None:
    """The benefit that someone was last on before the work began; of two at once, the one that
    asks for longer work. How long each ran on beside the work says nothing."""
    before = [b for b in q.of(Benefit) if b.start < start and says_out_of_work(b)]
    last = start - ONE_DAY
    ranked = [(min(b.end or last, last), b.benefit in LONG, b.start, b.benefit) for b in before]
    return max(ranked)[-1] if ranked else None


def start_with_gaps(runs: list[Run], since: date) -> date:
    """The first day of the work, looking through gaps that 26 of 30 weeks allows."""
    for start, end in reversed(joined(runs)):
        if start < since and since - end - ONE_DAY <= SHORT_GAP:
            since = start
    return since


def most_weeks(q: Question, runs: list[Run]) -> Finding:
    """26 of the last 30 weeks. From day to day one more is worked for each idle one that falls out
    of the 30 weeks; so the idle days say when it will be enough, and when the words change."""
    since = start_with_gaps(runs, run_up_to(runs, q.day) or q.day)
    idle = idle_days(runs, q.day)
    worked = LOOKED_AT.days - len(idle)
    said = f"In work for {worked // 7} of the last 30 weeks."
    one_more = 7 - worked % 7
    turns_on(q.day, idle[one_more - 1] + LOOKED_AT if one_more <= len(idle) else None)
    if worked >= 26 * 7:
        return met(said, since=since)
    earliest = enough_weeks(idle)
    return replace(not_met(said, "It needs 26.", earliest=earliest, until=earliest), since=since)


def enough_weeks(idle: list[date]) -> date:
    """The day on which no more than four of the 30 weeks are idle, if each day from now on is
    worked."""
    surplus = len(idle) - SHORT_GAP.days
    return idle[surplus - 1] + LOOKED_AT if surplus > 0 else date.min


def idle_days(runs: list[Run], day: date) -> list[date]:
    """The days not in work of the 30 weeks that end on the day, oldest first."""
    last = plainly(day)
    worked = [(plainly(start), plainly(end)) for start, end in runs]
    idle = without([(last - LOOKED_AT + ONE_DAY, last)], worked)
    return [a + timedelta(days=n) for a, b in idle for n in range((b - a).days + 1)]


def weeks_on_end(q: Question, since: date, what: str) -> Finding:
    """13 weeks with no day missing."""
    until = since + int(q.given.get("weeks", 13)) * WEEK - ONE_DAY
    said = f"{what} without a gap since {say_day(since)}."
    if until <= q.day:
        return met(said, since=since)
    soon = not_met(said, f"13 weeks are up on {say_day(until)}.", earliest=until, until=until)
    return replace(soon, since=since)


def neet(q: Question) -> Finding:
    """Entry: not in education, employment or training on the day."""
    items = q.of(Eet)
    running = [e for e in items if e.runs_on(q.day)]
    if not running and items and items[-1].status == "neet":
        return not_met(ended(items[-1]))
    if not running:
        return not_known(
            "We don’t know about education or work then.", missing=not_recorded(q, Eet.kind)
        )
    if running[-1].status == "neet":
        start = say_day(running[-1].start)
        return met(f"Not in education, work or training from {start}.")
    return not_met(f"In {running[-1].status} on {say_day(q.day)}.")


def in_eet(q: Question) -> Finding:
    """13 weeks on end in education, employment or training, and so on the day."""
    items = q.of(Eet)
    if any(e.status == "neet" and e.runs_on(q.day) for e in items):
        said = "Not in education, work or training now."
        return not_met(said, earliest=q.day + 13 * WEEK)
    good = [(e.start, e.end or q.day) for e in items if e.status != "neet"]
    neets = [(e.start, e.end or q.day) for e in items if e.status == "neet"]
    runs = [cut for run in joined(without(good, neets)) if (cut := after(q, run))]
    since = run_up_to(runs, q.day)
    if since is None:
        return not_known(
            "We don’t know about education or work now.", missing=not_recorded(q, Eet.kind)
        )
    return weeks_on_end(q, since, "In education, work or training")
