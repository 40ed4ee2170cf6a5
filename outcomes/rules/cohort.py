"""Money that hangs on how many families are worked with: arithmetic of the first phase."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from outcomes.rules.framework import Cohort, Year
from sharing.rules import Finding, met, not_met

PENNY = Decimal("0.01")
WHOLE = Decimal(1)


def funded_already(cohort: Cohort, families: int) -> int:
    """How many of the families are taken as paid for by another fund, rounded to whole ones."""
    share = Decimal(families) / cohort.funded_one_in
    return int(share.quantize(WHOLE, rounding=ROUND_HALF_UP))


def year_of(cohort: Cohort, day: date) -> Year:
    """The year in which the day falls; the first or last one outside them."""
    begun = [year for year in cohort.year if year.begins <= day]
    return max(begun or cohort.year[:1], key=lambda year: year.begins)


def attachment(cohort: Cohort, families: int, day: date) -> Decimal:
    """Pounds up front for so many families begun in the year of that day."""
    paid = Decimal(families) * (cohort.funded_one_in - 1) / cohort.funded_one_in
    return (paid * year_of(cohort, day).attachment).quantize(PENNY)


def worked_enough(cohort: Cohort, *, target: int, worked: int) -> Finding:
    """Whether all of the next year's attachment money follows. Families being checked for a
    claim count as worked with."""
    percent = Decimal(100 * worked) / target if target else Decimal(0)
    said = f"{worked} of {target} families are worked with: {percent:.0f}%."
    asked = f"It needs {cohort.worked_percent:g}%."
    return met(said, asked) if percent >= cohort.worked_percent else not_met(said, asked)
