"""Files come in: who may send what, what is refused whole, what is kept."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone

from sharing.acts import receive_feed
from sharing.feeds import education
from sharing.models import Category, FeedFile, FeedRow, JournalEntry, User
from sharing.refusals import Refused
from tests import cast
from tests.sharing.feeds_made import HEADING, JAYDEN, attendance, roll_path


@pytest.fixture
def send(borough, kay):
    """A file of attendance as Kay receives it from the school, with what is said otherwise."""

    def sending(content: bytes = attendance(JAYDEN), **changed) -> FeedFile:
        said = {
            "kind": "attendance",
            "name": "spring.csv",
            "from_agency": borough.school,
            "by": kay,
        }
        return receive_feed(content=content, **(said | changed))

    return sending


def test_good_rows_go_in_and_bad_ones_are_kept_with_their_reasons(send, borough, kay):
    bad = JAYDEN.replace("116", "many").replace("2026-spring", "Winter")
    file = send(attendance(JAYDEN, bad, JAYDEN, f"{JAYDEN},one cell too many"))
    assert (file.to_agency, file.received_by) == (borough.early_help, kay)
    rows = list(file.rows.all())
    assert [(row.number, row.state) for row in rows] == [
        (2, "read"), (3, "bad"), (4, "bad"), (5, "bad"),
    ]  # fmt: skip
    assert rows[0].typed["possible"] == 116
    assert rows[0].typed["start"] == "2026-01-05"
    assert [problem["column"] for problem in rows[1].problems] == ["term", "possible"]
    assert rows[1].typed["last_name"] == "Osei", "what was read of a bad row is kept"
    assert "row 2" in rows[2].problems[0]["reason"]
    assert rows[3].typed == {}
    assert JournalEntry.objects.get(verb="feed.receive").data == {
        "kind": "attendance", "good": 1, "bad": 3,
    }  # fmt: skip


def test_the_same_file_is_taken_once_and_the_refusal_says_since_when(send):
    first = send()
    day = timezone.localdate(first.received_at)
    with pytest.raises(Refused, match=f"on {day.day} {day:%B %Y}") as no:
        send(name="again.csv")
    assert no.value.field == "file"
    assert FeedFile.objects.count() == FeedRow.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (HEADING.encode(), "no rows"),
        (b"name,age\nJayden,13", "Missing: upn"),
        (attendance(JAYDEN).decode().encode("utf-16"), "CSV"),
        (b"PK\x03\x04\x00\x00", "CSV"),
    ],
)
def test_what_cannot_be_read_is_refused_whole(send, content, says):
    with pytest.raises(Refused, match=says) as no:
        send(content)
    assert no.value.field == "file"
    assert not FeedFile.objects.exists()


def test_a_file_that_is_too_large_is_refused(send, settings):
    settings.UPLOAD_LIMIT = 100
    with pytest.raises(Refused, match="in parts"):
        send()


def test_a_kind_that_nobody_knows_is_refused(send):
    with pytest.raises(Refused, match="kind"):
        send(kind="weather")


def test_without_a_line_in_force_today_nothing_is_taken(send, borough):
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(Refused, match="Merrowby Police tell Merrowby Early Help about education"):
        send(from_agency=borough.police)
    for changes in ({"state": "suspended"}, {"state": "active", "ends_on": yesterday}):
        type(borough.agreement).objects.update(**changes)
        with pytest.raises(Refused, match="No agreement today") as no:
            send()
        assert no.value.field == "from_agency"
    assert not FeedFile.objects.exists()


def test_another_category_opens_nothing(send, borough):
    borough.agreement.lines.filter(category=Category.EDUCATION).delete()
    with pytest.raises(Refused, match="Nothing was taken"):
        send()


def test_the_sender_uploads_and_the_lines_choose_the_receiver(send, borough, cas):
    assert send(by=cas).to_agency == borough.early_help


def test_where_lines_name_several_receivers_the_sender_says_which(send, borough, cas):
    cast.make_line(borough.agreement, borough.school, borough.police, Category.EDUCATION)
    with pytest.raises(Refused, match="which agency") as no:
        send(by=cas)
    assert no.value.field == "to_agency"
    assert send(by=cas, to_agency=borough.police).to_agency == borough.police
    with pytest.raises(Refused, match="No agreement"):
        send(attendance(JAYDEN, "x"), by=cas, to_agency=borough.charity)


def test_a_partner_sends_for_its_own_agency_only(send, borough, pat):
    cast.make_line(borough.agreement, borough.school, borough.police, Category.EDUCATION)
    with pytest.raises(Refused, match="your own agency only"):
        send(by=pat)


def test_a_steward_receives_for_their_own_agency_only(send, borough, kay):
    cast.make_line(borough.agreement, borough.school, borough.police, Category.EDUCATION)
    assert send(to_agency=borough.police).to_agency == borough.early_help


@pytest.mark.parametrize("name", ["ada", "fay", "lou", "max"])
def test_other_roles_receive_nothing(send, name, request):
    with pytest.raises(PermissionDenied):
        send(by=request.getfixturevalue(name))


def test_who_sees_a_file(send, borough, request):
    file = send()
    other_school = cast.make_agency(borough.authority, "Kestrel Lane Primary", "school")
    head = cast.make_user("Head", other_school, "practitioner")
    for user in (request.getfixturevalue(n) for n in ("cas", "dot", "ivy", "kay")):
        assert FeedFile.objects.visible_to(user).get() == file
        assert FeedRow.objects.visible_to(user).count() == 1
    for user in (head, *(request.getfixturevalue(n) for n in ("eve", "ada", "fay", "pat", "max"))):
        assert not FeedFile.objects.visible_to(user).exists()
        assert not FeedRow.objects.visible_to(user).exists()


def test_the_command_takes_the_school_roll_and_says_what_came_of_it(borough):
    printed = StringIO()
    given = ("education", str(roll_path()), "--from", "larkmoor academy")
    call_command("receive_feed", *given, stdout=printed)
    file = FeedFile.objects.get()
    assert file.rows.bad().count() == 0
    assert file.rows.good().count() == len(education.read(roll_path().read_bytes()).rows) > 0
    assert f"{file.rows.good().count():,} rows taken" in printed.getvalue()
    assert file.received_by == User.objects.system()
    with pytest.raises(CommandError, match="came already"):
        call_command("receive_feed", *given)
    assert FeedFile.objects.count() == 1


def test_the_command_lists_bad_rows_and_refuses_plainly(borough, tmp_path):
    path = tmp_path / "spring.csv"
    path.write_bytes(attendance(JAYDEN, JAYDEN.replace("116", "many")))
    printed = StringIO()
    call_command(
        "receive_feed", "attendance", str(path), "--from", "Larkmoor Academy", stdout=printed
    )
    assert "Row 3, possible: “many” isn’t a whole number" in printed.getvalue()
    for arguments, says in (
        ((str(path), "--from", "Nobody"), "No agency is called Nobody"),
        ((str(tmp_path / "gone.csv"), "--from", "Larkmoor Academy"), "can't be read"),
        ((str(path), "--from", "Lantern Trust"), "No agreement today"),
    ):
        with pytest.raises(CommandError, match=says):
            call_command("receive_feed", "attendance", *arguments)
