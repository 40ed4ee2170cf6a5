"""Pages and API of files that come in, and of agreements."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coordination.news import deliver
from coordination.readers import READERS
from families import acts
from families.acts import NewPerson
from sharing.acts import receive_feed
from sharing.models import Agreement, Category, FeedFile, JournalEntry, Role
from tests import cast
from tests.sharing.feeds_made import JAYDEN, attendance, roll_path

RECEIVE, FEEDS = "/data/receive/", "/data/"
BAD = JAYDEN.replace("116", "many")


def upload(
    content: bytes = attendance(JAYDEN, BAD), name: str = "spring.csv"
) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/csv")


@pytest.fixture
def file(borough, kay) -> FeedFile:
    return receive_feed(
        kind="attendance",
        name="spring.csv",
        content=attendance(JAYDEN, BAD, JAYDEN.replace("N356000000001", "nonsense")),
        from_agency=borough.school,
        by=kay,
    )


def test_a_steward_hands_over_a_file_and_reads_its_report(borough, kay, as_user):
    client = as_user(kay)
    said = {"kind": "attendance", "from_agency": borough.school.key, "file": upload()}
    answer = client.post(RECEIVE, said, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(FeedFile.objects.get().get_absolute_url(), 302)]
    assert "possible" in page
    assert "isn’t a whole number" in page
    assert "looking for its people" in page
    assert "spring.csv" in client.get(FEEDS).content.decode()


def test_a_school_hands_over_its_own_without_being_asked_whose(borough, cas, as_user):
    form = as_user(cas).get(RECEIVE).content.decode()
    assert "from_agency" not in form
    assert "to_agency" not in form
    as_user(cas).post(RECEIVE, {"kind": "education", "file": upload(roll_path().read_bytes())})
    file = FeedFile.objects.get()
    assert (file.from_agency, file.to_agency) == (borough.school, borough.early_help)
    assert b"Who was found" not in as_user(cas).get(file.get_absolute_url()).content


@pytest.mark.parametrize(
    "role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.SHARING_LEAD, Role.RECORDS_OFFICER]
)
def test_a_report_quotes_rows_to_no_role_that_sees_no_case_data(role, file, borough, cas, as_user):
    """Also where their own agency sent the file (access.md, P13 and P15)."""
    somebody = as_user(cast.make_user("Zoe", borough.school, role))
    detail = reverse("feeds-detail", args=[file.key])
    for address in (file.get_absolute_url(), detail):
        assert somebody.get(address).status_code == 404
        assert as_user(cas).get(address).status_code == 200
    assert "spring.csv" not in somebody.get(FEEDS).content.decode()
    assert somebody.get("/api/feeds/").json()["results"] == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty"),
        (b"name,age\nJayden,13", "Missing: upn"),
        ("é,ü\n".encode("utf-16"), "This isn’t a CSV file"),
    ],
)
def test_a_refused_file_says_why_at_the_field_and_keeps_the_rest(
    content, says, borough, kay, as_user
):
    said = {"kind": "attendance", "from_agency": borough.school.key, "file": upload(content)}
    answer = as_user(kay).post(RECEIVE, said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(says) == 2, "once in the summary, once at the field"
    assert 'value="attendance"' in page
    assert " checked" in page
    assert f'value="{borough.school.key}" selected' in page
    assert not FeedFile.objects.exists()


def test_the_same_file_twice_is_one_file(borough, kay, as_user):
    said = {"kind": "attendance", "from_agency": borough.school.key}
    as_user(kay).post(RECEIVE, said | {"file": upload()})
    again = as_user(kay).post(RECEIVE, said | {"file": upload(name="other.csv")})
    assert again.status_code == 422
    assert "This file came already, on " in again.content.decode()
    assert FeedFile.objects.count() == 1


def test_nothing_said_is_three_things_to_fix(borough, kay, as_user):
    answer = as_user(kay).post(RECEIVE, {})
    assert answer.status_code == 422
    assert "Choose a file" in answer.content.decode()


def test_where_no_agreement_lets_files_in_there_is_no_form(borough, kay, as_user):
    Agreement.objects.update(state="suspended")
    page = as_user(kay).get(RECEIVE).content.decode()
    assert "No agreement lets a file come in today" in page
    assert '<input type="file"' not in page


def test_the_report_counts_rows_and_lists_what_was_wrong(file, kay, as_user):
    page = as_user(kay).get(file.get_absolute_url()).content.decode()
    assert "many" in page
    assert "NONSENSE" not in page
    warned = as_user(kay).get(f"{file.get_absolute_url()}?show=warned").content.decode()
    assert "NONSENSE" in warned
    assert JournalEntry.objects.filter(kind="saw", subject_id=file.pk).count() == 2


def test_the_report_tells_who_was_found(borough, kay, dot, as_user):
    people = [NewPerson("child", "Jayden", "Osei", born=date(2012, 5, 3))]
    acts.register_family(name="Osei", people=people, by=dot)
    likely = [NewPerson("child", "Amelia", "Doyle", born=date(2014, 5, 3))]
    acts.register_family(name="Doyle", people=likely, by=dot)
    term = JAYDEN.partition("2012-05-03")[2]
    rows = [JAYDEN, f",Ameliaa,Doyle,2014-05-03{term}", f",No,Body,2011-01-01{term}"]
    receive_feed(
        kind="attendance",
        name="a.csv",
        content=attendance(*rows),
        from_agency=borough.school,
        by=kay,
    )
    deliver(READERS)
    answer = as_user(kay).get(FeedFile.objects.get().get_absolute_url())
    assert answer.context["found"] == {"sure": 1, "decided": 0, "waiting": 1, "nobody": 1}
    assert reverse("families:matches") in answer.content.decode()


@pytest.mark.parametrize("name", ["ada", "eve", "fay", "pat", "lou", "max"])
def test_who_has_no_business_with_a_file_does_not_learn_of_it(file, name, as_user, request):
    client = as_user(request.getfixturevalue(name))
    assert client.get(file.get_absolute_url()).status_code == 404
    assert b"spring.csv" not in client.get(FEEDS).content
    may = name in ("eve", "pat")
    assert client.get(RECEIVE).status_code == (200 if may else 403)
    answer = client.post(RECEIVE, {"kind": "attendance", "file": upload(attendance(JAYDEN))})
    assert answer.status_code == (422 if may else 403)
    assert FeedFile.objects.count() == 1


def test_another_school_sees_neither_files_nor_other_schools_to_choose(file, borough, as_user):
    kestrel = cast.make_agency(borough.authority, "Kestrel Lane Primary", "school")
    cast.make_line(borough.agreement, kestrel, borough.early_help, Category.EDUCATION)
    borough.agreement.parties.add(kestrel)
    client = as_user(cast.make_user("Head", kestrel, "practitioner"))
    assert client.get(file.get_absolute_url()).status_code == 404
    assert b"Larkmoor" not in client.get(RECEIVE).content
    said = {"kind": "attendance", "from_agency": borough.school.key, "file": upload()}
    client.post(RECEIVE, said)
    assert set(FeedFile.objects.values_list("from_agency__name", flat=True)) == {
        "Larkmoor Academy", "Kestrel Lane Primary",
    }  # fmt: skip


def test_who_looks_after_no_data_is_not_told_what_their_agency_receives(borough, pat, as_user):
    cast.make_line(borough.agreement, borough.school, borough.police, Category.EDUCATION)
    page = as_user(pat).get(RECEIVE).content.decode()
    assert "Larkmoor" not in page
    assert "No agreement lets a file come in today" in page


def test_an_agreement_is_read_in_plain_words(borough, kay, lou, eve, as_user):
    Agreement.objects.update(ends_on=date(2099, 7, 31))
    url = reverse("sharing:agreement", args=[borough.agreement.key])
    for user in (kay, lou):
        assert "Merrowby family agreement" in as_user(user).get("/agreements/").content.decode()
        page = as_user(user).get(url).content.decode()
        assert "Larkmoor Academy may tell Merrowby Early Help" in page
        assert "about education, no consent needed, until 31 July 2099" in page
        assert "about offending, the manager only" in page
        assert "to check claims" in page
    assert "Merrowby family" not in as_user(eve).get("/agreements/").content.decode()
    assert as_user(eve).get(url).status_code == 404


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"state": "draft"}, "Draft"),
        ({"state": "suspended"}, "Suspended"),
        ({"ends_on": date(2021, 1, 1)}, "Ran out"),
        ({"starts_on": date(2099, 1, 1)}, "Not begun yet"),
    ],
)
def test_an_agreement_that_does_not_bind_says_so(changes, says, borough, lou, as_user):
    Agreement.objects.update(**changes)
    page = as_user(lou).get(reverse("sharing:agreement", args=[borough.agreement.key]))
    assert says in page.content.decode()
    assert "Nothing is shared under it today" in page.content.decode()


def test_a_program_hands_over_a_file_and_reads_its_report(borough, kay, api_as):
    said = {"kind": "attendance", "from_agency": str(borough.school.key), "file": upload()}
    answer = api_as(kay).post("/api/feeds/", said, format="multipart")
    assert answer.status_code == 200, answer.content
    assert (answer.json()["good"], answer.json()["bad"]) == (1, 1)
    found = api_as(kay).get(f"/api/feeds/{answer.json()['key']}/").json()
    assert found["problems"] == [
        {
            "row": 3,
            "left_out": True,
            "column": "possible",
            "reason": "“many” isn’t a whole number, 0 or more.",
        }
    ]
    again = api_as(kay).post("/api/feeds/", said | {"file": upload()}, format="multipart")
    assert again.status_code == 409
    assert again.json()["field"] == "file"
    assert api_as(kay).post("/api/feeds/", {}, format="multipart").status_code == 400


def test_a_program_sees_no_more_than_its_person(file, borough, ada, eve, kay, api_as):
    for user in (ada, eve):
        assert api_as(user).get("/api/feeds/").json()["results"] == []
        assert api_as(user).get(f"/api/feeds/{file.key}/").status_code == 404
    assert api_as(eve).get(f"/api/agreements/{borough.agreement.key}/").status_code == 404
    said = {"kind": "attendance", "from_agency": str(borough.school.key), "file": upload()}
    assert api_as(ada).post("/api/feeds/", said, format="multipart").status_code == 403
    words = api_as(kay).get(f"/api/agreements/{borough.agreement.key}/").json()["lines"]
    assert words[-1]["words"].startswith("Merrowby Police may tell Merrowby Early Help about")
