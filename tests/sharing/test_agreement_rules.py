"""When an agreement or a line is wrong: tables, without a database."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pytest

from sharing.models import Agency, Category, Line, Purpose
from sharing.rules.agreements import (
    HEALTHLIKE,
    Party,
    Reminder,
    Signed,
    Terms,
    enough_signed,
    not_ready,
    overlaps,
    passed_on,
    reminders,
    wrong_days,
    wrong_line,
    wrong_parties,
)
from sharing.rules.documents import ODT, kind_of
from sharing.rules.gateways import gateways

COUNCIL = Party(1, "Early Help", "council")
SCHOOL = Party(2, "Larkmoor Academy", "school")
POLICE = Party(3, "Merrowby Police", "police")
HEALTH = Party(4, "Merrow NHS Trust", "health")
JOBCENTRE = Party(5, "Jobcentre", "jobcentre")
CHARITY = Party(6, "Lantern Trust", "charity")
HOUSING = Party(7, "Tannery Homes", "housing")
GONE = Party(8, "Old Mill School", "school", active=False)
LEFT = Party(9, "Kestrel Primary", "school", left=True)
ALL = (COUNCIL, SCHOOL, POLICE, HEALTH, JOBCENTRE, CHARITY, HOUSING, GONE, LEFT)
CO_OPERATION = "Children Act 2004, section 10"
CRIME = "Crime and Disorder Act 1998, section 115"
DEA = "Digital Economy Act 2017, section 35"
WELFARE = "Welfare Reform Act 2012, section 131, with SI 2012/1483, regulation 5(1)(d)"
HOLDING = "Welfare Reform Act 2012, section 131, with SI 2012/1483, regulation 6"

GOOD = Terms(SCHOOL, COUNCIL, "education", "education", gateway=CO_OPERATION)
BENEFITS = Terms(
    JOBCENTRE, COUNCIL, "employment", "benefits and employment", consent=False, gateway=WELFARE
)
ONWARD = replace(BENEFITS, giver=COUNCIL, taker=HOUSING, gateway=CO_OPERATION)


def said(faults):
    return [(fault.field, fault.reason) for fault in faults]


def test_a_good_line_has_no_fault():
    assert wrong_line(GOOD, ALL) == []


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"taker": SCHOOL}, "to_agency", "an agency needs no line to itself"),
        ({"giver": GONE}, "from_agency", "Old Mill School is no longer active"),
        ({"taker": LEFT}, "to_agency", "Kestrel Primary has left this agreement"),
        ({"giver": Party(77, "Elsewhere", "school")}, "from_agency", "is not a party"),
        ({"audience": "named"}, "named", "Choose the person at Early Help"),
        ({"named": 4}, "named", "Leave this empty"),
        ({"basis": "6.1.a", "consent": False}, "consent_needed", "the person must say yes"),
        ({"basis": "6.1.f"}, "basis", "Larkmoor Academy performs a public task"),
        ({"condition": "9.2.a", "consent": False}, "consent_needed", "explicit consent"),
        ({"category": "health", "about": "health"}, "condition", "Health needs a condition"),
        ({"category": "mental_health", "about": "mental health"}, "condition", "Article 9"),
        ({"category": "substance_use", "condition": "10.law"}, "condition", "Article 9"),
        ({"category": "offending"}, "condition", "Offending needs a condition of Article 10"),
        ({"category": "offending", "condition": "9.2.h"}, "condition", "Article 10"),
        ({"gateway": ""}, "gateway", "Choose the law"),
        ({"gateway": "Because we said so"}, "gateway", "Choose the law"),
        ({"gateway": "Local Government Act 2000, section 2"}, "gateway", "Localism Act 2011"),
        ({"gateway": CRIME, "taker": HOUSING}, "gateway", "does not let Tannery Homes be told"),
        ({"gateway": "NHS Act 2006, section 82"}, "gateway", "gives Larkmoor Academy no power"),
        ({"gateway": WELFARE}, "gateway", "does not reach education"),
        ({"gateway": "Criminal Justice Act 2003, section 325"}, "gateway", "about neither"),
        ({"purpose": "audit"}, "gateway", "does not allow this purpose"),
        (
            {"gateway": DEA, "category": "health", "about": "health", "condition": "9.2.h"},
            "gateway",
            "does not reach health",
        ),
    ],
)
def test_what_is_wrong_with_one_line(change, field, reason):
    faults = said(wrong_line(replace(GOOD, **change), ALL))
    assert [f for f, _ in faults] == [field]
    assert reason in faults[0][1]


def test_benefit_data_of_the_jobcentre_needs_a_law_that_names_it():
    assert wrong_line(BENEFITS, ALL) == []
    assert wrong_line(replace(BENEFITS, gateway=DEA), ALL) == []
    faults = wrong_line(replace(BENEFITS, gateway=CO_OPERATION), ALL)
    assert [f.field for f in faults] == ["gateway"]


@pytest.mark.parametrize("gateway", [WELFARE, HOLDING])
@pytest.mark.parametrize("giver", [COUNCIL, CHARITY, HOUSING])
def test_only_the_jobcentre_gives_under_social_security_law(gateway, giver):
    line = replace(BENEFITS, giver=giver, taker=HOUSING if giver != HOUSING else CHARITY)
    assert [f.field for f in wrong_line(replace(line, gateway=gateway), ALL)] == ["gateway"]


@pytest.mark.parametrize("gateway", [WELFARE, HOLDING])
def test_benefit_data_is_never_passed_on_whichever_line_comes_first(gateway):
    coming = replace(BENEFITS, gateway=gateway, agreement="Jobcentre and Early Help")
    assert said(passed_on(ONWARD, [coming]))[0][0] == "category"
    assert "Jobcentre and Early Help" in passed_on(ONWARD, [coming])[0].reason
    assert said(passed_on(coming, [ONWARD]))[0][0] == "to_agency"
    for onward in (replace(ONWARD, gateway=DEA), replace(ONWARD, purpose="results")):
        assert passed_on(onward, [coming])


def test_what_did_not_come_under_social_security_law_may_go_on():
    assert passed_on(ONWARD, [replace(BENEFITS, gateway=DEA)]) == []
    assert passed_on(replace(ONWARD, giver=CHARITY), [BENEFITS]) == []
    assert passed_on(replace(ONWARD, category="housing"), [BENEFITS]) == []
    assert passed_on(BENEFITS, [BENEFITS]) == []


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ({}, "says this already"),
        ({"consent": False}, "on other terms"),
        ({"audience": "manager"}, "on other terms"),
        ({"audience": "named", "named": 4}, "on other terms"),
        ({"purpose": "results"}, None),
        ({"category": "health"}, None),
        ({"giver": COUNCIL, "taker": SCHOOL}, None),
    ],
)
def test_two_lines_may_not_settle_one_thing_twice(other, wrong):
    faults = overlaps(GOOD, [replace(GOOD, agreement="Schools", **other)])
    assert [f.field for f in faults] == (["category"] if wrong else [])
    if wrong:
        assert wrong in faults[0].reason
        assert "“Schools”" in faults[0].reason


def test_several_named_people_stand_beside_each_other_on_the_same_terms():
    named = replace(GOOD, audience="named", named=4)
    assert overlaps(named, [replace(named, named=5)]) == []
    assert overlaps(named, [replace(named, named=5, consent=False)])
    assert overlaps(named, [named])


D = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("ends", "review", "fields"),
    [
        (None, None, []),
        (D, D, []),
        (D - timedelta(days=1), None, ["ends_on"]),
        (None, D - timedelta(days=1), ["review_on"]),
        (D, D + timedelta(days=1), ["review_on"]),
    ],
)
def test_days_come_in_their_order(ends, review, fields):
    assert [f.field for f in wrong_days(D, ends, review)] == fields


def test_an_agreement_has_two_parties_that_are_still_there():
    assert wrong_parties([COUNCIL, SCHOOL]) == []
    assert [f.field for f in wrong_parties([COUNCIL])] == ["parties"]
    assert "Old Mill School" in wrong_parties([COUNCIL, GONE, SCHOOL])[0].reason


@pytest.mark.parametrize(
    ("signatures", "enough"),
    [
        ([(1, 1, "t"), (2, 2, "t")], True),
        ([(1, 1, "t")], False),
        ([(1, 1, "t"), (1, 2, "t")], False),  # one person in two posts
        ([(1, 1, "t"), (2, 1, "t")], False),  # two people of one party
        ([(1, 1, "t"), (2, 2, "another text")], False),
        ([(1, 1, "t"), (2, 9, "t")], False),  # a party that left
        ([], False),
    ],
)
def test_two_people_of_two_parties_sign_exactly_this(signatures, enough):
    given = [Signed(*one) for one in signatures]
    assert enough_signed(given, "t", [COUNCIL, SCHOOL, LEFT]) is enough


@pytest.mark.parametrize(
    ("lines", "signed", "ends", "count"),
    [(1, True, D, 0), (0, True, None, 1), (1, False, None, 1), (0, False, date(2020, 1, 1), 3)],
)
def test_what_is_not_ready_does_not_take_effect(lines, signed, ends, count):
    assert len(not_ready(lines, signed, ends, D, [COUNCIL, SCHOOL])) == count


@pytest.mark.parametrize(
    ("days", "within"), [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (0, 7)]
)
def test_reminders_stand_90_30_and_7_days_before(days, within):
    day = D + timedelta(days=days)
    wanted = [] if within is None else [Reminder("end", day, within)]
    assert reminders(day, None, D) == wanted
    assert [r.within for r in reminders(None, day, D)] == ([within] if within else [])


def test_a_review_that_passed_stays_and_an_end_that_passed_goes():
    before = D - timedelta(days=40)
    assert reminders(before, before, D) == [Reminder("review", before, 7)]


def test_the_table_of_gateways_names_only_what_there_is():
    kinds = set(Agency.Kind.values)
    for gateway in gateways().values():
        assert gateway.givers | gateway.takers | gateway.one_end <= kinds, gateway.title
        assert gateway.categories | gateway.not_categories <= set(Category.values)
        assert gateway.purposes <= set(Purpose.values)
        assert gateway.effect
        assert gateway.forbids
        assert len(gateway.title) <= 160
    assert set(Category.values) >= HEALTHLIKE
    conditions = {value.split(".")[0] for value in Line.Condition.values if value}
    assert conditions == {"9", "10"}


def zipped(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return made.getvalue()


WORD = {"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (zipped(**WORD), "docx"),
        (zipped(**WORD, **{"word/vbaProject.bin": "macro"}), None),
        (zipped(mimetype=ODT), "odt"),
        (zipped(**{"mimetype": ODT, "Basic/script.xml": "macro"}), None),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), None),
        (b"PK\x03\x04 and then nothing", None),
        (b"MZ\x90\x00", None),
        (b"<html><script>", None),
        (b"", None),
    ],
)
def test_a_document_is_told_by_its_bytes(content, ending):
    kind = kind_of(content)
    assert (kind and kind.ending) == ending
