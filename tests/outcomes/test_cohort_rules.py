"""The board paper's arithmetic, and what each year of the first phase paid."""

from datetime import date
from decimal import Decimal

import pytest

from outcomes.frameworks.loader import framework
from outcomes.rules.cohort import attachment, funded_already, worked_enough, year_of

TF1 = framework("tf1-2012")
SECOND_YEAR = date(2013, 4, 1)


def test_one_family_in_six_of_1200_is_paid_for_by_another_fund():
    assert funded_already(TF1.cohort, 400 + 600 + 200) == 200


def test_the_second_year_s_600_families_bring_1_2_million():
    assert attachment(TF1.cohort, 600, SECOND_YEAR) == Decimal("1200000.00")


def test_375_of_400_is_94_percent_and_passes_75():
    found = worked_enough(TF1.cohort, target=400, worked=375)
    assert found.verdict == "met"
    assert found.reasons == ("375 of 400 families are worked with: 94%.", "It needs 75%.")


@pytest.mark.parametrize(("worked", "verdict"), [(300, "met"), (299, "not_met")])
def test_75_percent_of_400_is_300(worked, verdict):
    assert worked_enough(TF1.cohort, target=400, worked=worked).verdict == verdict


@pytest.mark.parametrize(
    ("opened", "whole", "school", "progress"),
    [
        (date(2011, 6, 1), 800, 700, 100),
        (date(2013, 3, 31), 800, 700, 100),
        (date(2013, 4, 1), 1600, 1400, 200),
        (date(2014, 4, 1), 2400, 2100, 300),
        (date(2015, 5, 1), 2400, 2100, 300),
    ],
)
def test_a_result_pays_by_the_year_in_which_the_case_opened(opened, whole, school, progress):
    half, more, work = TF1.routes
    assert half.amount_for(opened) == school
    assert more.amount_for(opened) == progress
    assert work.amount_for(opened) == whole == year_of(TF1.cohort, opened).result
    year = year_of(TF1.cohort, opened)
    assert year.attachment + year.result == 4000
    assert year.attachment == 4000 * year.attachment_share / 100
