"""An agreement that is written, signed and activated through its acts, for the tests."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from sharing import acts
from sharing.models import Agreement, Category, Role, User
from tests.cast import Borough, make_user

CO_OPERATION = "Children Act 2004, section 10"


def someone_to_sign(borough: Borough, agency: str = "charity", name: str = "Sue") -> User:
    """A supervisor of another party, who signs for it."""
    return make_user(name, getattr(borough, agency), Role.SUPERVISOR)


def a_line(borough: Borough, category: str = Category.PLAN, **terms) -> acts.NewLine:
    """Early Help tells the charity."""
    given = {"from_agency": borough.early_help, "to_agency": borough.charity}
    return acts.NewLine(**given | {"category": category, "gateway": CO_OPERATION} | terms)


def a_draft(borough: Borough, lou: User, *lines: acts.NewLine, **head) -> Agreement:
    given = {
        "title": "Lantern Trust and Early Help",
        "parties": [borough.early_help, borough.charity],
        "starts_on": timezone.localdate(),
        "ends_on": timezone.localdate() + timedelta(days=365),
    }
    agreement = acts.draft_agreement(**given | head, by=lou)
    for line in lines or (a_line(borough),):
        acts.add_line(agreement=agreement, line=line, by=lou)
    return agreement


def sign(agreement: Agreement, *people: User) -> None:
    agreement = Agreement.objects.get(pk=agreement.pk)
    for one in people:
        acts.sign_agreement(agreement=agreement, fingerprint=agreement.fingerprint, by=one)


def in_force(borough: Borough, lou: User, sue: User, *lines: acts.NewLine, **head) -> Agreement:
    agreement = a_draft(borough, lou, *lines, **head)
    sign(agreement, lou, sue)
    return acts.activate_agreement(agreement=agreement, by=lou)


def again(agreement: Agreement) -> Agreement:
    """As the database has it now."""
    return Agreement.objects.get(pk=agreement.pk)


def days(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)
