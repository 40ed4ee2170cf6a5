"""A case as it went: who was asked to lead, who works with the family, visits, plan and actions."""

from __future__ import annotations

from datetime import date, timedelta

from coordination.demo import texts
from coordination.demo.days import days_before, moment, office_hours, working_day
from coordination.demo.links import involve, partners
from coordination.demo.pen import Pen, Written
from coordination.demo.plans import FRAMEWORK
from families.models import (
    Action,
    Assessment,
    BookedVisit,
    Case,
    Family,
    Goal,
    Note,
    Plan,
    Seen,
    Visit,
)
from sharing.models import Category

Stage = Case.Stage
FRIDAY = 4


def work(pen: Pen, made: Written) -> None:
    """The case from its opening to its closing, or to the day of the demo."""
    _earlier(pen, made)
    made.case = _case(pen, made)
    involve(pen, made)
    if made.sketch.stage in (Stage.ACTIVE, Stage.CLOSED) and pen.on > made.assessed:
        _assessment(pen, made)
    if made.sketch.stage in (Stage.ACTIVE, Stage.CLOSED):
        _plans(pen, made)
        _visits(pen, made)
        _booked(pen, made)
        if not pen.lean:
            _looked(pen, made)


def _booked(pen: Pen, made: Written) -> None:
    """Every third active family has a visit to come, within the week."""
    number = made.case or 0
    if pen.lean or made.sketch.stage != Stage.ACTIVE or number % 3:
        return
    lead, day = pen.signer(made.sketch.lead), pen.on + timedelta(days=number % 7)
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > FRIDAY else 0)
    rows = pen.rows.at(moment(max(made.accepted, days_before(pen.on, 2)), 16), lead)
    row = rows.add(
        BookedVisit,
        case_id=made.case,
        at=moment(day, 9 + number % 8, 30),
        place=Visit.Place.HOME,
        visitor_id=lead.post,
        remember=texts.REMEMBER[number % len(texts.REMEMBER)],
        owner_id=lead.agency,
    )
    rows.did("visit.book", BookedVisit, row, made.family)


def _earlier(pen: Pen, made: Written) -> None:
    """A case of years ago, that ended well."""
    if made.sketch.told.earlier is None:
        return
    opened, closed = (days_before(pen.on, days) for days in made.sketch.told.earlier)
    pen.rows.at(moment(opened, 11), pen.signer("tom.adeyemi"))
    case = pen.rows.add(
        Case,
        family_id=made.family,
        framework=FRAMEWORK,
        opened_on=opened,
        stage=Stage.CLOSED,
        closed_on=closed,
        closing_reason="Outcomes met, sustained",
        owner_id=pen.hub,
    )
    pen.rows.did("case.open", Case, case, made.family)


def _case(pen: Pen, made: Written) -> int:
    sketch, rows = made.sketch, pen.rows
    hub, chair = pen.signer("tom.adeyemi"), pen.signer("helen.marsh")
    rows.at(moment(made.opened, 12), hub)
    case = rows.add(
        Case,
        family_id=made.family,
        framework=FRAMEWORK,
        opened_on=made.opened,
        owner_id=pen.hub,
    )
    rows.did("case.open", Case, case, made.family)
    if sketch.stage == Stage.NOT_ALLOCATED:
        rows.at(moment(made.allocated, 10), chair)
        again = pen.on + timedelta(days=pen.rng.randint(2, 30))
        rows.change(Case, case, stage=Stage.NOT_ALLOCATED, look_again_on=again)
        rows.did("case.leave_unallocated", Case, case, made.family)
    if not sketch.lead:
        return case
    lead = pen.signer(sketch.lead)
    rows.at(moment(made.allocated, 10, 20), chair)
    rows.change(Case, case, stage=Stage.OFFERED, lead_id=lead.post, offered_at=rows.moment)
    rows.did("case.offer", Case, case, made.family, lead=lead.post)
    if sketch.stage == Stage.OFFERED:
        return case
    rows.at(moment(made.accepted, 9, 10), lead)
    rows.change(Case, case, stage=Stage.ACTIVE, lead_since=made.accepted)
    rows.did("case.accept_lead", Case, case, made.family, lead=lead.post)
    if sketch.closed:
        rows.at(moment(sketch.closed, 16), lead)
        reason = sketch.closing_reason
        rows.change(Case, case, stage=Stage.CLOSED, closed_on=sketch.closed, closing_reason=reason)
        rows.did("case.close", Case, case, made.family, reason=reason)
    return case


def _assessment(pen: Pen, made: Written) -> None:
    lead = pen.signer(made.sketch.lead)
    rows, rng = pen.rows.at(moment(made.assessed, 17), lead), pen.rng
    row = rows.add(
        Assessment,
        case_id=made.case,
        what_is_happening=rng.choice(texts.HAPPENING),
        strengths=rng.choice(texts.STRENGTHS),
        family_words=made.sketch.told.wanted or rng.choice(texts.WANTED),
        completed_by_id=lead.user,
        owner_id=lead.agency,
    )
    rows.did("assessment.complete", Assessment, row, made.family)


def _plans(pen: Pen, made: Written) -> None:
    """A plan at first, then a newer version each four months or so."""
    days: list[date] = []
    day = made.planned
    while day < made.last_day(pen.on) and len(days) < (1 if pen.lean else 4):
        days.append(working_day(day))
        day += timedelta(days=pen.rng.randint(90, 140))
    for version, agreed_on in enumerate(days, start=1):
        _plan(pen, made, version, agreed_on, newest=version == len(days))


def _plan(pen: Pen, made: Written, version: int, day: date, *, newest: bool) -> None:
    lead, rng, sketch = pen.signer(made.sketch.lead), pen.rng, made.sketch
    rows = pen.rows.at(office_hours(rng, day), lead)
    review = day + timedelta(days=rng.randint(42, 120))
    if newest and sketch.stage == Stage.ACTIVE:
        ahead = sketch.told.review_in
        review = pen.on + timedelta(days=rng.randint(-6, 45) if ahead is None else ahead)
    plan = rows.add(
        Plan,
        case_id=made.case,
        version=version,
        state=Plan.State.AGREED if newest else Plan.State.REPLACED,
        family_words=sketch.told.wanted or rng.choice(texts.WANTED),
        agreed_on=day,
        agreed_by_id=lead.user,
        review_on=max(review, day + timedelta(days=7)),
        owner_id=lead.agency,
    )
    for place in sketch.parents[:2] or [0]:
        person = made.people[place]
        rows.add(Plan.agreed_with.through, plan_id=plan, person_id=person)
    rows.did("plan.agree", Plan, plan, made.family, version=version)
    told = sketch.told.goals or tuple(
        (need.code, texts.GOALS[need.code], tuple(rng.sample(texts.ACTIONS, rng.randint(1, 2))))
        for need in sketch.needs[: 2 if pen.lean else 5]
    )
    for position, (code, words, actions) in enumerate(told):
        goal = rows.add(
            Goal, plan_id=plan, words=words, need=code, position=position, owner_id=lead.agency
        )
        if newest:
            made.goals[code] = goal
        for what in actions:
            _action(pen, made, what, day, goal=goal, newest=newest)


def _action(
    pen: Pen,
    made: Written,
    what: str,
    day: date,
    *,
    goal: int | None = None,
    visit: int | None = None,
    newest: bool = True,
) -> None:
    """Most are done in time; of the newest some wait, and a few are late."""
    rng, lead = pen.rng, pen.signer(made.sketch.lead)
    running = newest and made.sketch.stage == Stage.ACTIVE
    due = day + timedelta(days=rng.randint(4, 28))
    waits = running and (due > days_before(pen.on, 3) or rng.random() < 0.3)
    if running and rng.random() < 0.35:
        waits, due = True, pen.on + timedelta(days=rng.randint(-4, 21))
    by_family = rng.random() < 0.45
    doer = rng.choice(made.sketch.parents or [0])
    late = due <= days_before(pen.on, 21)  # nobody leaves it for months
    done = None if waits and not late else min(due, made.last_day(pen.on))
    row = pen.rows.add(
        Action,
        case_id=made.case,
        goal_id=goal,
        visit_id=visit,
        what=what,
        doer_person_id=made.people[doer] if by_family else None,
        doer_post_id=None if by_family else lead.post,
        due_on=due,
        owner_id=lead.agency,
    )
    pen.rows.did("action.add", Action, row, made.family)
    if done is not None:
        at, signer, done = pen.rows.moment, pen.rows.signer, max(done, day)
        pen.rows.at(moment(done, 17, 5), lead)
        pen.rows.change(Action, row, done_on=done, done_by_id=lead.user)
        pen.rows.did("action.complete", Action, row, made.family)
        if at:
            pen.rows.at(at, signer)


def _visits(pen: Pen, made: Written) -> None:
    """One each fortnight or so; the last of them lies days to three weeks back."""
    rng = pen.rng
    day, last = made.accepted + timedelta(days=3), made.last_day(pen.on)
    made.visits = 0
    while day <= last and made.visits < (3 if pen.lean else 40):
        _visit(pen, made, min(working_day(day), last))
        day += timedelta(days=rng.randint(8, 24))


def _visit(pen: Pen, made: Written, day: date) -> None:
    rng, rows, lead = pen.rng, pen.rows, pen.signer(made.sketch.lead)
    at = office_hours(rng, day)
    rows.at(at, lead)
    away = rng.random() < 0.08
    place = rng.choices(("home", "school", "office", "phone"), (70, 12, 8, 10))[0]
    visit = rows.add(
        Visit,
        case_id=made.case,
        happened_at=at,
        place=Visit.Place.HOME if away else place,
        outcome=Visit.Outcome.NO_ONE_IN if away else Visit.Outcome.MET,
        recorded_by_id=lead.user,
        owner_id=lead.agency,
    )
    rows.did("visit.record", Visit, visit, made.family)
    made.visits += 1
    if away:
        return
    able = [p for p, m in enumerate(made.sketch.people) if m.born and m.born < day]
    children = set(made.sketch.children(pen.on))
    chosen = sorted(rng.sample(able, min(len(able), rng.randint(1, 2 if pen.lean else 4))))
    for who in chosen:
        alone = who in children and rng.random() < 0.3
        owner = lead.agency
        rows.add(Seen, visit_id=visit, person_id=made.people[who], alone=alone, owner_id=owner)
    _notes(pen, made, visit, [who for who in chosen if who in children])
    if rng.random() < 0.25 and not pen.lean:
        _action(pen, made, rng.choice(texts.ACTIONS), day, visit=visit)


def _looked(pen: Pen, made: Written) -> None:
    """Who opened the record: the lead often, others now and then."""
    others = ["helen.marsh", *(username for username, _ in partners(pen, made)[:1])]
    for username in (*[made.sketch.lead] * 3, *others):
        days = (made.last_day(pen.on) - made.accepted).days
        day = working_day(made.accepted + timedelta(days=pen.rng.randint(0, max(0, days))))
        pen.rows.at(office_hours(pen.rng, max(day, made.accepted)), pen.signer(username))
        pen.rows.saw("family.see", Family, made.family, made.family)


def _notes(pen: Pen, made: Written, visit: int, children: list[int]) -> None:
    rng, lead = pen.rng, pen.signer(made.sketch.lead)
    headings = ["what_happened", *rng.sample(["home", "worries", "strengths", "agreed"], 1)]
    if children and not pen.lean:
        headings.append("child_voice")
    for heading in headings[: 1 if pen.lean else 3]:
        child = children[0] if heading == "child_voice" else None
        pen.rows.add(
            Note,
            visit_id=visit,
            heading=heading,
            text=rng.choice(texts.NOTES[heading]),
            category=Category.PLAN if heading == "agreed" else Category.CASE_NOTES,
            person_id=made.people[child] if child is not None else None,
            owner_id=lead.agency,
        )
