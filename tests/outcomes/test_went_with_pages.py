"""What went with a need being met: for who may read the family's results, never as a cause, and
never of fewer than five families."""

import html

import pytest
from django.urls import reverse

from outcomes import acts
from outcomes.explorer.alike import TOGETHER, TOO_FEW
from tests import cast
from tests.outcomes.counted_rows import Writer
from tests.outcomes.counting_made import OneFamily

WITH, WITHOUT = ("school",), ()


@pytest.fixture
def need(case, ada):
    return acts.identify_need(
        case=case, code="1a", person=cast.member(case.family, "Jayden"), by=ada
    )


@pytest.fixture
def page(need):
    return reverse("outcomes:went-with", args=[need.key])


@pytest.fixture
def neighbours(borough, case):
    """60 families: 12 of 20 kept it with the school around, 10 of 20 without; 20 never had it."""
    writer = Writer(borough)
    groups = (
        (12, {"1a": "kept"}, WITH), (8, {"1a": "lost"}, WITH),
        (10, {"1a": "kept"}, WITHOUT), (10, {"1a": "not_known"}, WITHOUT),
        (10, {}, WITH), (10, {}, WITHOUT),
    )  # fmt: skip
    for number, needs, around in groups:
        one = OneFamily("Orchard", "East", "2025", "not_met", needs, around, "weeks_3", "-")
        for _ in range(number):
            writer.one(one, framework=case.framework)
    return writer


def read(as_user, user, page):
    answer = as_user(user).get(page)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_it_says_what_went_together_and_not_why(neighbours, need, page, ada, as_user, api_as):
    shown = read(as_user, ada, page)
    assert TOGETHER in shown
    assert "Families in which the need was found" in shown  # the headings' meanings
    table = api_as(ada).get(f"/api/needs/{need.key}/went-with/").data
    cells = {
        row["row"]: {name: cell["value"] for name, cell in row["cells"].items()}
        for row in table["rows"]
    }
    assert cells == {
        "everyone": {"with_need": 40, "kept": 20, "share_kept": 50},
        "school": {"with_need": 20, "kept": 10, "share_kept": 50},
    }  # fmt: skip
    assert TOGETHER in table["warnings"]


def test_where_one_to_four_are_in_any_group_nothing_is_said_of_the_helper(
    neighbours, page, case, ada, as_user
):
    one = OneFamily("Orchard", "East", "2025", "met", {"1a": "kept"}, ("police",), "weeks_3", "-")
    for _ in range(4):
        neighbours.one(one, framework=case.framework)
    shown = read(as_user, ada, page)
    police = shown[shown.index("Police") :]
    assert "held back" in police[:900]


def test_of_one_family_nothing_is_said(page, ada, as_user):
    assert TOO_FEW in read(as_user, ada, page)


def test_the_ledger_leads_there(need, page, ada, as_user):
    overview = reverse("families:family", args=[need.case.family.reference])
    assert page in read(as_user, ada, overview)


@pytest.mark.parametrize("who", ["ben", "cas", "eve", "fay", "gus", "kay", "max"])
def test_who_has_no_business_with_the_results_finds_nothing(who, page, with_cas, as_user, request):
    assert as_user(request.getfixturevalue(who)).get(page).status_code == 404
