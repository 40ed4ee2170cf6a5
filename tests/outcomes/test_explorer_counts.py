"""The explorer's SQL: the same numbers as counting in Python, of whom it should count, and of
nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils import timezone

from families.models import Case, Conflict, Restriction
from outcomes.explorer.asked import Asked, Explorer
from outcomes.explorer.counts import Counting
from outcomes.models import LocalPlan, Need, NeedStatus
from sharing.models import Team
from tests.copies import copied
from tests.outcomes.counted_rows import Writer, claimed_line
from tests.outcomes.counting_made import VERSION, MadeCounting, OneFamily, families_by_chance
from tests.outcomes.plans_made import OWN, drafted

ONE = OneFamily("Orchard", "East", "2025", "met", {"1a": "kept"}, ("school",), "weeks_3", "-")


@copied
def writer(borough) -> Writer:
    return Writer(borough)


def counting(writer: Writer) -> Counting:
    return Counting(writer.borough.early_help, VERSION)


def judged(families):
    """The rows always have a judgement."""
    return [replace(f, result="not_met") if f.result == "not_judged" else f for f in families]


def test_sql_counts_what_python_counts(writer):
    families = judged(families_by_chance(7, 40))
    writer.write(families)
    sql, python = counting(writer), MadeCounting(families)
    teams = {str(team.key): team.name for team in Team.objects.all()} | {"-": "-"}
    short = {"Early Help East": "East"}
    for by in ("", "area", "year"):
        for question in ("results", "needs", "pairs", "around", "helped"):
            assert sorted(getattr(sql, question)(by)) == sorted(getattr(python, question)(by))
        assert sorted(sql.visited(by)) == sorted(python.visited(by))
    by_team = [(short.get(teams[t], teams[t]), *rest) for t, *rest in sql.results("team")]
    assert sorted(by_team) == sorted(python.results("team"))
    assert sorted(sql.approved()) == sorted(python.approved())
    assert sql.versions() == [VERSION]


def test_a_family_counts_once_in_a_version_by_its_newest_case(writer):
    first = writer.one(replace(ONE, year="2024", result="not_met"))
    writer.one(ONE, first.family)
    assert counting(writer).results() == [("", "met", 1)]


def test_a_case_opened_by_mistake_counts_nobody(writer):
    writer.one(ONE, closing_reason=Case.WITHDRAWN)
    assert counting(writer).results() == []


def test_a_restricted_family_is_in_no_number_for_anyone(writer, hal):
    case = writer.one(ONE)
    for question in ("results", "needs", "around", "visited", "approved"):
        assert getattr(counting(writer), question)()
    restriction = Restriction.objects.create(
        family=case.family, reason="Someone is looking for them", owner=case.owner,
        review_on=timezone.localdate(),
    )  # fmt: skip
    restriction.named.add(hal)
    for question in ("results", "needs", "pairs", "around", "visited", "approved", "versions"):
        assert getattr(counting(writer), question)() == []
    restriction.lifted_on = timezone.localdate()
    restriction.save()
    assert counting(writer).results() == [("", "met", 1)]


def test_a_confidential_address_is_in_no_area(writer):
    family = writer.family("Orchard", confidential=True)
    writer.one(ONE, family)
    assert counting(writer).results("area") == [("-", "met", 1)]


def test_another_confidential_address_keeps_the_family_out_of_the_area_of_its_home(writer):
    case = writer.one(ONE)
    case.family.addresses.create(
        lines="A refuge", ward="Kestrel", confidential=True, owner=case.owner
    )
    assert counting(writer).results("area") == [("-", "met", 1)]


def test_another_agencys_case_is_not_ours_to_count(writer):
    writer.one(ONE, owner=writer.borough.school)
    assert counting(writer).results() == []
    assert Counting(writer.borough.school, VERSION).results() == [("", "met", 1)]


def test_a_need_met_in_an_approved_result_and_not_today_is_lost(writer):
    case = writer.one(replace(ONE, approved="2026-01", needs={"1a": "watched"}))
    assert counting(writer).needs() == [("", "1a", "watched", 1)]
    claimed_line(case, case.needs.get())
    assert counting(writer).needs() == [("", "1a", "lost", 1)]


def test_one_person_without_progress_keeps_the_family_from_being_met(writer):
    """Every child, not one of them: a need of two people stands as the worse of the two."""
    case = writer.one(ONE)
    mother = case.family.people.create(
        relation="parent", given_name="Kelly", family_name="Made", owner=case.owner
    )
    hers = Need.objects.create(
        case=case, code="1a", person=mother, identified_by=writer.worker, owner=case.owner
    )
    NeedStatus.objects.create(
        status=case.statuses.get(), need=hers, verdict="not_known", owner=case.owner
    )
    assert counting(writer).needs() == [("", "1a", "not_known", 1)]


def test_a_helper_of_another_time_did_not_help_in_this_case(writer):
    case = writer.one(ONE)
    case.family.involvements.update(until=date(2025, 6, 2), since=date(2025, 1, 1))
    assert counting(writer).around()
    case.family.involvements.update(until=date(2025, 6, 1))
    assert not counting(writer).around()


def test_everyone_of_an_agency_gets_the_same_numbers(writer, kay, hal):
    """Who declares a tie to a family must not learn what it is counted as by what then changes."""
    cases = writer.write(judged(families_by_chance(7, 30)))
    before = Explorer(kay).tables(Asked("places", VERSION))
    Conflict.objects.create(
        user=kay, family=cases[0].family, tie="Cousin", owner=kay.agency,
        declared_by=kay,
    )  # fmt: skip
    assert Explorer(kay).tables(Asked("places", VERSION)) == before
    assert Explorer(hal).tables(Asked("places", VERSION)) == before


def test_our_own_needs_are_known_from_every_published_plan_and_from_no_draft(writer, ivy):
    assert counting(writer).local() == {}
    drafted(ivy, local_needs=[OWN | {"code": "L2"}])
    assert counting(writer).local() == {}
    LocalPlan.objects.update(state=LocalPlan.State.PUBLISHED)
    (meaning,) = counting(writer).local().values()
    assert (meaning.code, meaning.text) == ("L2", OWN["text"])
