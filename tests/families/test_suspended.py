"""What pages say of sharing where the agreement that allowed it is no longer in force."""

from __future__ import annotations

import pytest
from django.urls import reverse

from families import acts
from families.models import ServiceInvolved
from sharing.models import Agency, Agreement, Category, Line
from tests.cast import make_line, member


@pytest.fixture
def consent_page(family, ada, as_user):
    """Kelly's part of the page on which people decide together, about one agency."""

    def read(agency=None):
        kelly = member(family, "Kelly")
        where = reverse("families:consent", args=[family.reference])
        asked = {"person": kelly.key} | ({"agency": agency.key} if agency else {})
        return as_user(ada).get(where, asked).content.decode()

    return read


def suspend():
    Agreement.objects.update(state=Agreement.State.SUSPENDED)


def test_nobody_is_called_not_asked_where_nothing_may_be_asked(family, consent_page):
    assert "Not asked" in consent_page()
    suspend()
    page = consent_page()
    assert "Not asked" not in page
    assert page.count("Nothing to ask") > 1
    assert "No agreement in force needs a decision here." in page


def test_a_yes_that_lets_nothing_through_says_so(family, borough, ada, consent_page, as_user):
    kelly = member(family, "Kelly")
    decisions = [acts.Decision(borough.school, Category.IDENTITY, "given")]
    acts.record_consents(person=kelly, decisions=decisions, by=ada)
    own = reverse("families:consent-statement", args=[family.reference, kelly.key])
    idle = "No agreement is in force now"
    assert "No agreement" not in consent_page(borough.school)
    assert idle not in as_user(ada).get(own).content.decode()
    suspend()
    page = consent_page(borough.school)
    assert "No agreement now" in page
    assert "No agreement in force lets them see it now." in page
    assert idle in as_user(ada).get(own).content.decode()


def test_a_service_that_may_not_tell_us_is_not_one_that_nobody_asked(family, borough, ada, as_user):
    Line.objects.filter(category=Category.SERVICES).delete()
    make_line(
        Agreement.objects.get(), borough.school, borough.early_help, Category.SERVICES,
        consent_needed=False,
    )  # fmt: skip
    assert borough.school.kind == Agency.Kind.SCHOOL
    page = reverse("families:family", args=[family.reference])

    def cells():
        grid = as_user(ada).get(page).context["page"].grid
        theirs = next(
            row for home in grid.homes for row in home.rows if row.member.name == "Jayden"
        )
        return {cell.label: cell.text for cell in theirs.cells if cell.state == "not_checked"}

    school, police = (ServiceInvolved.Kind(kind).label for kind in ("school", "police"))
    assert cells()[school] == "Not asked yet"
    assert cells()[police] == "No agreement now"
    suspend()
    assert set(cells().values()) == {"No agreement now"}
