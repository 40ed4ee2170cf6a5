"""A line binds while both its agencies are active and parties of its agreement."""

import pytest

from sharing.models import Line

#: What happens to one of a line's two agencies, said of the line's agreement.
ENDINGS = {
    "it left": lambda agreement, agency: agreement.left.add(agency),
    "it was never a party": lambda agreement, agency: agreement.parties.remove(agency),
    "it is closed": lambda _, agency: (
        type(agency).objects.filter(pk=agency.pk).update(is_active=False)
    ),
}


def bound(borough) -> set[tuple[str, str]]:
    ends = Line.objects.in_force().values_list("from_agency__name", "to_agency__name")
    return set(ends.filter(agreement=borough.agreement))


@pytest.mark.parametrize("how", ENDINGS)
def test_no_line_binds_to_or_from_an_agency_once(how, borough):
    school, before = borough.school, bound(borough)
    both = {pair for pair in before if school.name in pair}
    assert {giver == school.name for giver, _ in both} == {True, False}
    ENDINGS[how](borough.agreement, school)
    assert bound(borough) == before - both
