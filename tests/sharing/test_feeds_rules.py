"""Feeds: the real education layout, our own attendance format, and all that can be wrong."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from outcomes.news import attendance_fact
from sharing.feeds import attendance, contacts, education

ROOT = Path(__file__).parents[2]
SHARED = ROOT / ".." / "shared" / "data" / "family_context" / "education.csv"
MADE_UP = ROOT / "tests" / "data" / "education.csv"
HEADINGS = ",".join(attendance.REQUIRED)
GOOD = "N356000000001,Jayden,Osei,2012-05-03,Larkmoor,2026-spring,2026-01-05,2026-03-27,116,4,3"


def school_rolls():
    """The real file where it is, and always the made-up one of the same layout."""
    return [path for path in (SHARED, MADE_UP) if path.exists()]


def of(*lines: str) -> bytes:
    return "\n".join((HEADINGS, *lines)).encode()


@pytest.fixture(params=school_rolls(), ids=lambda p: p.parent.name)
def roll(request):
    return request.param.read_bytes()


def test_every_row_of_a_school_roll_is_read(roll):
    reading = education.read(roll)
    records = list(csv.reader(io.StringIO(roll.decode(), newline="")))
    assert len(reading.rows) == len(records) - 1 > 0
    assert reading.errors == ()
    assert reading.encoding == "UTF-8"
    assert not reading.refused


def test_school_roll_rows_are_numbered_as_a_spreadsheet_shows_them(roll):
    rows = education.read(roll).rows
    assert [r.row for r in rows] == list(range(2, len(rows) + 2))


def test_addresses_of_several_lines_keep_them(roll):
    rows = education.read(roll).rows
    assert all(row.address.count("\n") >= 2 for row in rows)
    assert all(row.postcode == row.address.splitlines()[-1] for row in rows)


def test_phones_are_made_alike_or_kept_with_a_warning(roll):
    reading = education.read(roll)
    warned = {p.row for p in reading.warnings if p.column == "Contact Number"}
    assert warned
    for row in reading.rows:
        assert row.row in warned or (row.phone.isdigit() and len(row.phone) == 11)
        assert row.phone


def test_postcodes_that_cannot_exist_are_kept_and_flagged(roll):
    reading = education.read(roll)
    flagged = {p.row for p in reading.warnings if p.column == "Address"}
    assert flagged
    by_row = {row.row: row for row in reading.rows}
    assert all(by_row[number].postcode for number in flagged)


def test_days_and_words_of_a_school_roll_are_typed(roll):
    rows = education.read(roll).rows
    assert all(isinstance(r.date_of_birth, date) for r in rows)
    assert all(isinstance(r.coverage_to, date) for r in rows)
    assert {r.involvement for r in rows} == {"current", "historic", ""}
    assert {r.sex for r in rows} == {"F", "M", ""}
    assert any("'" in r.last_name for r in rows)
    assert any("," in r.school for r in rows)


def test_rows_become_plain_values():
    made = education.read(MADE_UP.read_bytes()).rows[0].to_dict()
    assert made["date_of_birth"] == "2012-05-03"
    assert made["address"] == "14 Tannery Row\nMerrowby\nMB3 7CK"


def test_the_same_bytes_have_the_same_hash(roll):
    assert education.read(roll).sha256 == education.read(roll).sha256
    assert education.read(roll).sha256 != education.read(roll + b"\n").sha256


def test_a_name_in_the_future_and_no_name_at_all():
    heading = ",".join(education.REQUIRED) + ",Date Current As Of\n"
    lines = "1,A,B,2027-01-01,S,2026-01-01\n2,,,2012-01-01,S,2026-01-01\n3,A,,2012-01-01,S,\n"
    reading = education.read((heading + lines).encode())
    assert [p.row for p in reading.errors] == [2, 3]
    assert [r.row for r in reading.rows] == [4]


def test_words_we_do_not_know_are_said():
    heading = ",".join(education.REQUIRED) + ",Service Involvement,Contact Number,Address\n"
    line = "1,A,B,2012-01-01,S,Perhaps,ring mum,nowhere\n"
    reading = education.read((heading + line).encode())
    assert [p.column for p in reading.warnings] == [
        "Address",
        "Service Involvement",
        "Contact Number",
    ]
    assert reading.rows[0].phone == "ring mum"
    assert reading.rows[0].involvement == ""


def test_an_attendance_row_becomes_a_fact():
    row = attendance.read(of(GOOD)).rows[0]
    assert attendance_fact(row.to_dict()) == {
        "term": "2026-spring",
        "from": "2026-01-05",
        "to": "2026-03-27",
        "possible": 116,
        "authorised": 4,
        "unauthorised": 3,
    }
    assert row.to_dict()["date_of_birth"] == "2012-05-03"


def test_mitigated_is_yes_or_no():
    content = f"{HEADINGS},mitigated\n{GOOD},yes\n{GOOD.replace('Jayden', 'Jay')[1:]},no\n"
    rows = attendance.read(content.encode()).rows
    assert rows[0].mitigated
    assert attendance_fact(rows[0].to_dict())["mitigated"] is True
    assert "mitigated" not in attendance_fact(rows[1].to_dict())
    bad = attendance.read(f"{HEADINGS},mitigated\n{GOOD},maybe\n".encode())
    assert bad.errors[0].reason == "“maybe” isn’t yes or no."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b"\n \n\n", "The file is empty."),
        (b"\xef\xbb\xbf", "The file is empty."),
        (HEADINGS.encode(), "The file has headings and no rows."),
        (b"name,dob\nA,B\n", "Found: name, dob."),
        (HEADINGS.replace("possible,", "").encode() + b"\n1\n", "Missing: possible."),
        ((HEADINGS + ",upn").encode() + b"\n1\n", "These columns come twice: upn."),
        (b"PK\x03\x04\x00\x00", "This isn’t a CSV file."),
        (GOOD.encode("utf-16"), "This isn’t a CSV file."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_whole_and_says_why(content, reason):
    reading = attendance.read(content)
    assert reading.refused
    assert reading.rows == ()
    assert reason in reading.problems[0].reason
    assert reading.problems[0].row == 0


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8 with a mark"), ("cp1252", "Windows-1252")],
)
def test_encodings(encoding, said):
    content = of(GOOD.replace("Osei", "Renée")).decode().encode(encoding)
    reading = attendance.read(content)
    assert reading.rows[0].last_name == "Renée"
    assert reading.encoding == said
    assert bool(reading.warnings) == (encoding == "cp1252")


def test_bytes_that_are_no_text_are_refused():
    assert attendance.read(of(GOOD) + b"\x81\xff").refused


@pytest.mark.parametrize(
    ("old", "new", "column", "reason"),
    [
        ("2012-05-03", "3rd of May", "date_of_birth", "isn’t a date"),
        ("2012-05-03", "2012-02-30", "date_of_birth", "isn’t a date"),
        ("2012-05-03", "", "date_of_birth", "It’s empty."),
        ("Jayden,Osei", ",", "first_name", "There is no name."),
        (",116,", ",,", "possible", "It’s empty."),
        (",116,", ",-1,", "possible", "isn’t a whole number"),
        (",116,", ",5,", "possible", "7 were missed out of 5."),
        ("2026-spring", "2026", "term", "isn’t a term"),
        ("2026-spring", "2026-autumn", "term", "The days aren’t in autumn 2026."),
        ("2026-03-27", "2025-03-27", "to", "before the first day"),
        ("Larkmoor", "", "school", "It’s empty."),
        ("Larkmoor,", "", "", "10 cells, and there are 11"),
        ("Larkmoor", "Lark,moor", "", "12 cells, and there are 11"),
        ("Larkmoor", '"Larkmoor', "", "quotation mark left open"),
        ("Larkmoor", '"Lark"moor', "", "quotation mark left open"),
    ],
)
def test_a_broken_row_is_named_and_the_others_go_in(old, new, column, reason):
    other = GOOD.replace("N356000000001", "").replace("Jayden", "Amelia")
    assert old in GOOD
    reading = attendance.read(of(GOOD.replace(old, new, 1), other))
    assert [r.first_name for r in reading.rows] == ["Amelia"]
    problem = reading.errors[0]
    assert (problem.row, problem.column) == (2, column)
    assert reason in problem.reason


def test_a_term_that_has_not_begun_has_no_attendance():
    in_2199 = GOOD.replace("2026-", "2199-")
    problem = attendance.read(of(in_2199)).errors[0]
    assert (problem.column, problem.reason) == ("from", "It’s still to come.")


def test_zero_is_a_number_and_an_empty_cell_is_not():
    assert attendance.read(of(GOOD.replace("116,4,3", "116,0,0"))).rows[0].authorised == 0
    assert attendance.read(of(GOOD.replace("116,4,3", "116,,"))).rows == ()


def test_dates_day_first_and_terms_the_other_way_round():
    line = GOOD.replace("2012-05-03", "03/05/2012").replace("2026-spring", "Spring 2026")
    row = attendance.read(of(line)).rows[0]
    assert row.date_of_birth == date(2012, 5, 3)
    assert row.term == "2026-spring"


def test_blank_lines_and_trailing_commas_are_nothing():
    reading = attendance.read(of(GOOD, "", ",,,,,,,,,,", GOOD.replace("N356000000001", "") + ",,"))
    assert [r.row for r in reading.rows] == [2, 5]
    assert reading.errors == ()


def test_the_same_row_twice_is_taken_once_and_said():
    reading = attendance.read(of(GOOD, GOOD))
    assert len(reading.rows) == 1
    assert reading.warnings[0].row == 3
    assert "row 2" in reading.warnings[0].reason


def test_headings_may_be_spelt_as_people_do():
    content = of(GOOD).decode().replace("date_of_birth", " Date Of  Birth ").encode()
    assert attendance.read(content).rows


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("N356000000001", True),
        ("M35600000001A", True),
        ("P207000016049", False),
        ("A356000000001", False),
        ("N35600000000", False),
        ("N3560000000011", False),
        ("I356000000001", False),
    ],
)
def test_pupil_numbers_are_checked_by_their_letter(text, good):
    worked = {"P207000016049": "B207000016049"}  # the rule book's vendor example, true total 266
    assert attendance.is_upn(worked.get(text, text)) is good


def test_a_wrong_pupil_number_is_left_out_with_a_warning():
    reading = attendance.read(of(GOOD.replace("N356", "A356")))
    assert reading.rows[0].upn == ""
    assert reading.warnings[0].column == "upn"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("+44(0)1632 960142", "01632960142"),
        ("+441632960142", "01632960142"),
        ("+4401632960142", "01632960142"),
        ("0044 1632 960142", "01632960142"),
        ("(01632) 960 142", "01632960142"),
        ("07700 900145", "07700900145"),
        ("01632 96014", "0163296014"),
        ("960142", None),
        ("none", None),
    ],
)
def test_phones(text, wanted):
    assert contacts.phone(text) == wanted


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("SK1 3XE", True),
        ("EC1A 1BB", True),
        ("W1A 0AX", True),
        ("ZZ99 3CZ", True),
        ("GIR 0AA", True),
        ("SK1 3XC", False),
        ("MB3 7CK", False),
        ("MB3 7XE", False),
        ("G6T 3BF", False),
    ],
)
def test_postcodes(text, possible):
    assert contacts.is_possible(text) is possible


def test_a_postcode_is_found_at_the_end_of_an_address():
    assert contacts.postcode_in("1 Mill End\nMerrowby mb37ck") == "MB3 7CK"
    assert contacts.postcode_in("1 Mill End") == ""
    assert contacts.postcode_in("") == ""
