"""Results back by program and on a page of their own, with the explorer's figures of one's area."""

import pytest

from families.models import Case
from outcomes import acts
from outcomes.explorer.asked import NEEDS, SUPPORT, Asked, Explorer
from outcomes.explorer.works import own_area
from outcomes.telling.returns import results_back
from sharing.models import JournalEntry
from tests import cast
from tests.copies import copied
from tests.outcomes.counted_rows import Writer, count_rows
from tests.outcomes.counting_made import VERSION, families_by_chance
from tests.outcomes.ready import TODAY, on

API, PAGE, WORKS = "/api/results-back/", "/results/back/", "/api/what-works/"
NEW = "Nothing new. A need that is met"


@pytest.fixture
def ready(judged):
    with on(TODAY):
        yield judged


@copied
def written(borough) -> Writer:
    writer = Writer(borough)
    writer.write(families_by_chance(0, 60))
    return writer


@pytest.fixture
def writer(written) -> Writer:
    count_rows()
    return written


def test_the_endpoint_the_page_and_the_home_say_the_same(ready, ada, ivy, as_user, api_as):
    assert api_as(ada).get(API).json() == []
    assert NEW in as_user(ada).get(PAGE).content.decode()
    claim = acts.propose_claim(case=ready.case, by=ivy)
    (row,) = api_as(ada).get(API).json()
    (back,) = results_back(ada)
    assert row == {
        "kind": "claimed", "family": ready.family.reference, "why": back.why, "judgement": "",
        "what": f"The claim {claim.reference}", "on": row["on"],
    }  # fmt: skip
    html = as_user(ada).get(PAGE).content.decode()
    assert claim.reference in html
    assert NEW not in html
    seen = JournalEntry.objects.filter(by=ada, verb="family.list", data__page="results-back")
    assert seen.latest("pk").data["families"] == [ready.family.pk]
    assert PAGE in as_user(ada).get("/").content.decode()


@pytest.mark.parametrize("who", ["ben", "cas", "dot", "eve", "fay", "ivy", "kay"])
def test_it_is_for_who_leads(who, ready, ivy, api_as, request):
    acts.propose_claim(case=ready.case, by=ivy)
    assert api_as(request.getfixturevalue(who)).get(API).json() == []


@pytest.mark.parametrize("who", ["cas", "dot", "eve", "fay", "ivy", "kay", "max", "lou"])
def test_what_works_is_for_who_does_the_work(who, writer, as_user, api_as, request):
    someone = request.getfixturevalue(who)
    assert as_user(someone).get(PAGE).status_code == 403
    assert api_as(someone).get(WORKS).status_code == 403


def test_the_figures_are_the_explorer_s_own_cell_by_cell(writer, ada, hal, kay, api_as):
    explorer = Explorer(kay)
    for part in ("", *[key for _, units in explorer.parts(VERSION) for key, _ in units]):
        theirs = [
            table.as_dict()
            for show in (SUPPORT, NEEDS)
            for table in Explorer(kay).tables(Asked(show, VERSION, part))
        ]
        for worker in (ada, hal):
            told = api_as(worker).get(WORKS, {"part": part}).json()
            assert (told["part"], told["tables"]) == (part, theirs)
    assert theirs


def test_one_s_own_area_comes_first_where_it_may_be_shown(writer, ada, dot, as_user):
    html = as_user(ada).get(PAGE).content.decode()
    assert "What works: all families of" in html
    explorer = Explorer(ada)
    shown = [key for by, units in explorer.parts(VERSION) if by == "Area" for key, _ in units]
    area = shown[0].partition(":")[2]
    lead_one_in(ada, dot, area)
    html = as_user(ada).get(PAGE).content.decode()
    assert f"What works: {area}" in html
    assert "What works: all families of" in as_user(ada).get(f"{PAGE}?part=").content.decode()


def test_where_a_family_lives_chooses_for_whoever_is_told_where(borough, case, family, kim, ada):
    """The school leads, and is told who they are and the plan."""
    borough.school.lines_in.update(consent_needed=False)
    cast.let_help(family, kim, ada)
    type(case).objects.update(lead=kim.post)
    assert Case.objects.visible_to(kim).filter(lead=kim.post).exists()
    assert own_area(kim) == ""
    cast.make_line(
        borough.agreement, borough.early_help, borough.school, "contact", consent_needed=False
    )
    assert own_area(kim) == "Orchard"
    family.addresses.update(confidential=True)
    assert own_area(kim) == ""


def lead_one_in(ada, dot, ward):
    case = cast.let_lead(cast.make_family(dot), ada, dot)
    address = case.family.households.get(is_main=True).address
    type(address).objects.filter(pk=address.pk).update(ward=ward)


def test_a_part_that_is_not_shown_is_refused_in_words(writer, ada, as_user, api_as):
    answer = as_user(ada).get(PAGE, {"part": "area:Nowhere"})
    assert answer.status_code == 422
    assert "Choose one from the list" in answer.content.decode()
    assert api_as(ada).get(WORKS, {"part": "area:Nowhere"}).status_code == 400


def test_too_few_families_say_nothing(borough, ada, as_user, api_as):
    assert "Too few families yet." in as_user(ada).get(PAGE).content.decode()
    assert api_as(ada).get(WORKS).json()["tables"] == []
