"""An agreement is written: its parties and days, then line by line. Only a draft is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from sharing.acting import act, record
from sharing.acts.carrying import carry_documents
from sharing.facts import faults_of_line, parties_of, party
from sharing.models import Agency, Agreement, Line, Post, Purpose, User
from sharing.refusals import Refused
from sharing.rules.agreements import Fault, wrong_days, wrong_parties

State = Agreement.State
COPIED = (
    *("from_agency", "to_agency", "category", "purpose", "audience", "named"),
    *("consent_needed", "basis", "condition", "gateway"),
)


@dataclass(frozen=True, slots=True)
class NewLine:
    """Who may tell whom what, and on what terms."""

    from_agency: Agency
    to_agency: Agency
    category: str
    gateway: str
    purpose: str = Purpose.SUPPORT
    audience: str = Line.Audience.TEAM
    named: User | None = None
    consent_needed: bool = True
    basis: str = Line.Basis.PUBLIC_TASK
    condition: str = ""


@act("agreement.draft")
def draft_agreement(
    *,
    title: str,
    parties: Sequence[Agency],
    starts_on: date,
    ends_on: date | None = None,
    review_on: date | None = None,
    by: User,
) -> Agreement:
    """Begin a new agreement, without lines yet. The writer's own agency is one of its parties."""
    if by.agency is not None:  # one at a time, so that two presses of a button are one draft
        Agency.objects.select_for_update(no_key=True).get(pk=by.agency.pk)
    agreement = Agreement(title=title.strip(), starts_on=starts_on, ends_on=ends_on)
    agreement.review_on = review_on
    _refuse_head(agreement, parties, by)
    agreement.check_and_save()
    agreement.parties.set(parties)
    record(agreement, parties=sorted(one.pk for one in parties))
    return agreement


@act("agreement.change", on="agreement")
def change_agreement(
    *,
    agreement: Agreement,
    title: str,
    parties: Sequence[Agency],
    starts_on: date,
    ends_on: date | None = None,
    review_on: date | None = None,
    by: User,
) -> Agreement:
    """Change a draft's title, parties and days. Whoever signed signs again."""
    agreement = draft_of(agreement, by)
    agreement.title, agreement.starts_on = title.strip(), starts_on
    agreement.ends_on, agreement.review_on = ends_on, review_on
    _refuse_head(agreement, parties, by)
    staying = {one.pk for one in parties}
    for agency in agreement.parties.exclude(pk__in=staying).order_by("name"):
        if agreement.lines.filter(from_agency=agency).exists() or (
            agreement.lines.filter(to_agency=agency).exists()
        ):
            raise Refused(f"{agency} stands in a line. Remove its lines first", field="parties")
    agreement.check_and_save()
    agreement.parties.set(parties)
    record(agreement, parties=sorted(staying), unsigned=clear_signatures(agreement))
    return agreement


@act("agreement.revise", on="agreement")
def revise_agreement(*, agreement: Agreement, by: User) -> Agreement:
    """Write a new version of an agreement. The present one stays until the new one is activated.

    Raises Refused for what was never activated or was replaced, and while a new version is
    written.
    """
    agreement = locked(agreement, by)
    if agreement.state not in (State.ACTIVE, State.SUSPENDED):
        raise Refused("Only an agreement that was activated gets a new version")
    if agreement.replaced_from is not None:
        raise Refused("A later version has taken its place. Change that one")
    if agreement.later.filter(state=State.DRAFT).exists():
        raise Refused("A new version is being written already")
    today = timezone.localdate()
    parties = [one for one in parties_of(agreement) if one.active and not one.left]
    new = Agreement(
        title=agreement.title,
        starts_on=max(today, agreement.starts_on),
        version=agreement.version + 1,
        supersedes=agreement,
    )
    new.ends_on = _not_before(agreement.ends_on, new.starts_on)
    new.review_on = _not_before(agreement.review_on, new.starts_on)
    new.save()
    new.parties.set([one.pk for one in parties])
    here = [one.pk for one in parties]
    for line in agreement.lines.filter(from_agency__in=here, to_agency__in=here):
        Line.objects.create(agreement=new, **{name: getattr(line, name) for name in COPIED})
    documents = carry_documents(agreement, new)
    record(new, supersedes=agreement.pk, version=new.version, documents=documents)
    return new


@act("line.add", on="agreement")
def add_line(*, agreement: Agreement, line: NewLine, by: User) -> Line:
    """One more line of a draft. Whoever signed signs again."""
    agreement = draft_of(agreement, by)
    added = Line(agreement=agreement, **_fields(line))
    _refuse_line(added)
    added.save()
    record(added, agreement=agreement.pk, unsigned=clear_signatures(agreement))
    return added


@act("line.change", on="line")
def change_line(*, line: Line, to: NewLine, by: User) -> Line:
    """Other terms for a line of a draft. Whoever signed signs again."""
    agreement = draft_of(line.agreement, by)
    changed = agreement.lines.get(pk=line.pk)
    for name, value in _fields(to).items():
        setattr(changed, name, value)
    _refuse_line(changed)
    changed.save()
    record(changed, agreement=agreement.pk, unsigned=clear_signatures(agreement))
    return changed


@act("line.remove", on="line")
def remove_line(*, line: Line, by: User) -> Agreement:
    """Take a line out of a draft. Whoever signed signs again."""
    agreement = draft_of(line.agreement, by)
    removed = agreement.lines.filter(pk=line.pk).first()
    if removed is None:
        raise Refused("This line has been removed already")
    record(removed, agreement=agreement.pk, unsigned=clear_signatures(agreement))
    removed.delete()
    return agreement


def locked(agreement: Agreement, by: User) -> Agreement:
    """Read afresh and held until the act is done, by someone of a party that looks after it."""
    held = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
    own = by.agency.pk if by.agency else 0
    if not held.parties.filter(pk=own).exists() or held.left.filter(pk=own).exists():
        raise Refused("Only people of its own parties may do this")
    return held


def draft_of(agreement: Agreement, by: User) -> Agreement:
    """The same, where it is still a draft."""
    held = locked(agreement, by)
    if held.state != State.DRAFT:
        raise Refused("Only a draft can be changed. Write a new version of this agreement")
    return held


def clear_signatures(agreement: Agreement) -> int:
    """Nobody has signed what the draft says now."""
    return agreement.signatures.all().delete()[0]


def refuse(faults: Sequence[Fault]) -> None:
    """Say no at the first field to blame, with all its reasons."""
    if faults:
        field = faults[0].field
        raise Refused(*(fault.reason for fault in faults if fault.field == field), field=field)


def _fields(line: NewLine) -> dict[str, object]:
    return {name: getattr(line, name) for name in NewLine.__dataclass_fields__}


def _refuse_head(agreement: Agreement, parties: Sequence[Agency], by: User) -> None:
    refuse(wrong_days(agreement.starts_on, agreement.ends_on, agreement.review_on))
    refuse(wrong_parties([party(one) for one in parties]))
    if by.agency not in parties:
        raise Refused(f"{by.agency} must be one of the parties", field="parties")
    earlier = Agreement.objects.exclude(pk__in=[agreement.pk, agreement.supersedes_id or 0])
    alike = earlier.filter(title__iexact=agreement.title, replaced_from=None)
    if agreement.version == 1 and alike.exclude(state=State.ENDED).exists():
        raise Refused("There is an agreement with this title already", field="title")


def _refuse_line(line: Line) -> None:
    refuse(faults_of_line(line, parties_of(line.agreement)))
    works_there = Post.objects.current().filter(user=line.named, agency=line.to_agency)
    if line.named is not None and not works_there.exists():
        raise Refused(f"{line.named} does not work at {line.to_agency}", field="named")
    line.full_clean()


def _not_before(day: date | None, first: date) -> date | None:
    return day if day and day >= first else None
