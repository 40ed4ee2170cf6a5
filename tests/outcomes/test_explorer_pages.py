"""The explorer's page, endpoint and file: who gets them, and that all three say the same."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from outcomes.explorer.shapes import NOTES
from sharing.models import Agency, JournalEntry
from tests import cast
from tests.copies import copied
from tests.outcomes.counted_rows import Writer, count_rows
from tests.outcomes.counting_made import VERSION, families_by_chance

PAGE, TAKE = "/results/explorer/", "/results/explorer/take/"
API, API_TAKE = "/api/explorer/", "/api/explorer/take/"
SHOWS = ("needs", "together", "support", "places", "time")


@copied
def written(borough) -> Writer:
    """Sixty families under one framework version; one area and some needs are rare."""
    writer = Writer(borough)
    writer.write(families_by_chance(0, 60))
    return writer


@pytest.fixture
def writer(written) -> Writer:
    count_rows()
    return written


def text_of(answer) -> str:
    bare = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(unescape(bare).split())


def cells_of(html: str) -> list[list[str]]:
    """The rows of every table of a page: their headings and cells, without the names for phones."""
    found = []
    for row in re.findall(r"<tr role=\"row\">(.*?)</tr>", html, re.DOTALL):
        plain = re.sub(r'<span class="name".*?</span>|<svg.*?</svg>', "", row, flags=re.DOTALL)
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", plain, re.DOTALL)
        found.append([unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in cells])
    return found


@pytest.mark.parametrize("name", ["kay", "ivy", "hal"])
def test_analysts_coordinators_and_supervisors_see_each_page(name, writer, as_user, request):
    client = as_user(request.getfixturevalue(name))
    for show in SHOWS:
        answer = client.get(PAGE, {"show": show})
        assert answer.status_code == 200
        for note in NOTES:
            assert note in text_of(answer)
        assert "<table" in answer.content.decode()
        assert "Made" not in text_of(answer)
        assert "WF-" not in text_of(answer)


@pytest.mark.parametrize("name", ["ada", "cas", "dot", "eve", "fay", "lou", "max"])
def test_nobody_else_gets_page_endpoint_or_file(name, as_user, api_as, request):
    user = request.getfixturevalue(name)
    assert as_user(user).get(PAGE).status_code == 403
    assert as_user(user).post(TAKE, {"show": "needs"}).status_code == 403
    assert api_as(user).get(API).status_code == 403
    assert api_as(user).post(API_TAKE, {"show": "needs"}).status_code == 403


def test_someone_not_signed_in_is_sent_to_sign_in(db):
    assert Client().get(PAGE).status_code == 302


def test_a_supervisor_of_another_agency_counts_their_own_families_only(writer, as_user, api_as):
    other = cast.make_agency(writer.borough.authority, "Other Service", Agency.Kind.COUNCIL)
    boss = cast.make_user("Boss", other, "supervisor")
    assert "Nothing to count yet." in text_of(as_user(boss).get(PAGE))
    assert api_as(boss).get(API).json()["tables"] == []


def test_without_enough_families_there_is_a_sentence_and_no_empty_chart(
    borough, kay, as_user, api_as
):
    writer = Writer(borough)
    client = as_user(kay)
    before = client.get(PAGE)
    assert "Nothing to count yet." in text_of(before)
    assert "<table" not in before.content.decode()
    writer.write(families_by_chance(0, 4))
    assert (
        re.sub(rb"csrf\w*[^>]*", b"", client.get(PAGE).content)[:200]
        == re.sub(rb"csrf\w*[^>]*", b"", before.content)[:200]
    )
    assert "Nothing to count yet." in text_of(client.get(PAGE))
    taken = client.post(TAKE, {"show": "needs"})
    assert taken.status_code == 422
    assert "too few families" in text_of(taken)
    assert api_as(kay).post(API_TAKE, {}).status_code == 409


def test_page_endpoint_and_file_say_the_same(writer, kay, as_user, api_as):
    for show in SHOWS:
        page = cells_of(as_user(kay).get(PAGE, {"show": show}).content.decode())
        tables = api_as(kay).get(API, {"show": show}).json()["tables"]
        file = as_user(kay).post(TAKE, {"show": show, "version": VERSION})
        assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
        lines = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
        assert any(table["rows"] for table in tables)
        assert any(line and line[0].startswith("Counted on ") for line in lines)
        for table in tables:
            same_in(page, lines, table)


def same_in(page: list[list[str]], lines: list[list[str]], table: dict) -> None:
    """The table as the endpoint gives it stands on the page and in the file."""
    marks = {"": None, "held_back": "held back", "not_applicable": "–"}
    headings = [table["rows_are"], *(column["title"] for column in table["columns"])]
    assert headings in page
    assert headings in lines
    for row in table["rows"]:
        said = [row["cells"][column["column"]] for column in table["columns"]]
        words = [marks[cell["mark"]] or str(cell["value"]) for cell in said]
        assert [row["title"], *words] in lines
        assert [row["title"], *words] in page
        assert all((cell["value"] is None) == bool(cell["mark"]) for cell in said)
    for column in table["columns"]:
        assert column["means"]
        assert any(line and column["means"] in line[0] for line in lines)


def test_every_heading_has_its_meaning_on_the_page(writer, kay, as_user):
    for show in SHOWS:
        html = as_user(kay).get(PAGE, {"show": show}).content.decode()
        described = re.findall(r'aria-describedby="(means-[\w-]+)"', html)
        assert described
        for name in described:
            assert html.count(f'id="{name}"') == 1


def test_where_two_meanings_stand_in_one_table_the_page_warns(writer, kay, as_user, api_as):
    time = text_of(as_user(kay).get(PAGE, {"show": "time"}))
    assert "Warning: Two meanings stand here." in time
    assert "Warning: “Met and kept” and “Met, not yet kept”" in text_of(as_user(kay).get(PAGE))
    writer.write(families_by_chance(0, 1))
    for case in [writer.one(f, framework="sf-2021") for f in families_by_chance(2, 12)]:
        case.needs.all()
    time = text_of(as_user(kay).get(PAGE, {"show": "time"}))
    assert "Warning: Rows of 2 framework versions stand here" in time
    endpoint = api_as(kay).get(API, {"show": "time"}).json()
    assert any("Rows of 2" in said for said in endpoint["tables"][0]["warnings"])
    needs = api_as(kay).get(API, {"version": "sf-2021"}).json()
    assert all(row["row"] for row in needs["tables"][0]["rows"])


def test_narrowed_to_a_part_and_a_need(writer, kay, as_user, api_as):
    client = as_user(kay)
    assert "Needs, area: Ward 0" in text_of(client.get(PAGE, {"part": "area:Ward 0"}))
    one = text_of(client.get(PAGE, {"need": "1a"}))
    assert "by area" in one
    assert "by team of the lead worker" in one
    both = api_as(kay).get(API, {"need": "1a", "part": "area:Ward 0"}).json()
    assert [table["table"] for table in both["tables"]] == ["need-area"]
    together = api_as(kay).get(API, {"show": "together", "need": "1a"}).json()
    assert all("1a" in row["row"].split("+") for row in together["tables"][0]["rows"])


NOT_IN_THE_LIST = (
    ("part", "area:Ward 2"),  # there, and too small to stand alone
    ("part", "area:Nowhere"),
    ("need", "5a-and-more"),
    ("version", "tf1-2012"),  # known, and nobody has a case under it
    ("show", "everything"),
)


def test_what_is_not_in_the_list_is_said_at_its_field(writer, kay, as_user, api_as):
    for field, value in NOT_IN_THE_LIST:
        page = as_user(kay).get(PAGE, {field: value})
        assert page.status_code == 422
        assert "Choose one from the list" in text_of(page)
        assert "<table" in page.content.decode(), "the page still shows what it can"
        endpoint = api_as(kay).get(API, {field: value})
        assert endpoint.status_code == 400
        assert list(endpoint.json()) == [field]


def test_an_area_too_small_answers_like_one_that_does_not_exist(writer, kay, api_as):
    small = api_as(kay).get(API, {"part": "area:Ward 2"})
    nowhere = api_as(kay).get(API, {"part": "area:Nowhere"})
    assert (small.status_code, small.content) == (nowhere.status_code, nowhere.content)


def test_taking_figures_out_is_written_down_and_looking_writes_nothing(writer, kay, as_user):
    client = as_user(kay)
    before = JournalEntry.objects.count()
    client.get(PAGE)
    assert JournalEntry.objects.count() == before
    client.post(TAKE, {"show": "needs", "version": VERSION, "part": "area:Ward 0"})
    entry = JournalEntry.objects.order_by("-pk")[0]
    assert (entry.verb, entry.by, entry.family_id) == ("figures.take", kay, None)
    assert entry.data == {
        "show": "needs", "version": VERSION, "part": "area:Ward 0", "need": "",
    }  # fmt: skip


def test_more_families_change_nothing_that_others_receive(writer, eve, cas, as_user, api_as):
    """Who may not see the figures learns nothing from their growing."""

    def received(user):
        client, program = as_user(user), api_as(user)
        answers = [client.get(PAGE), client.get(reverse("home")), program.get(API)]
        return [(a.status_code, len(a.content)) for a in answers]

    before = {user: received(user) for user in (eve, cas)}
    writer.write(families_by_chance(9, 20))
    assert {user: received(user) for user in (eve, cas)} == before


def test_the_page_asks_a_bounded_number_of_questions(
    writer, kay, as_user, django_assert_max_num_queries
):
    client = as_user(kay)
    client.get(PAGE)
    for show in SHOWS:
        with django_assert_max_num_queries(18):  # what is read past the wall is closed by one each
            client.get(PAGE, {"show": show})


def test_a_name_of_an_area_is_text_and_no_markup(writer, kay, as_user):
    for family in families_by_chance(3, 8):
        writer.one(family, writer.family("<b>Ward & “Long”</b>" + "x" * 40))
    html = as_user(kay).get(PAGE, {"show": "places"}).content.decode()
    assert "<b>Ward" not in html
    assert "&lt;b&gt;Ward &amp;" in html
