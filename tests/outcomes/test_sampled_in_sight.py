"""A sample tells nobody that a family is kept from them (access.md, P4)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from families import acts as families
from families.models import Family
from outcomes import acts
from sharing.refusals import Refused
from tests import cast
from tests.copies import copied
from tests.outcomes.claimed import approved_claim


@copied
def claims(case, dot, ada, ben, ivy, jim):
    """Three approved claims, each of another family."""
    led = [cast.let_lead(cast.make_family(dot, name=name), ben, dot) for name in ("Moss", "Nash")]
    return [approved_claim(one, ivy, jim, f"C-100{n}") for n, one in enumerate((case, *led))]


@pytest.fixture
def soon():
    return timezone.localdate() + timedelta(days=30)


def shut(claim, hal, ada):
    family = Family.objects.get(pk=claim.case.family_id)
    families.place_restriction(family=family, reason="Staff", named=[ada], by=hal)


def test_what_is_drawn_from_leaves_out_what_is_shut(claims, fay, hal, ada, ivy, soon):
    shut(claims[1], hal, ada)
    with pytest.raises(Refused, match="1 to 2 claims"):
        acts.draw_sample(auditor=fay.post, size=3, closes_on=soon, by=ivy)
    sample = acts.draw_sample(auditor=fay.post, size=2, closes_on=soon, by=ivy)
    assert sample.population == 2
    assert not sample.claims.filter(claim=claims[1]).exists()


@pytest.fixture
def second_shut(claims, fay, hal, ada, ivy, soon):
    """A sample of all three, the second of which was shut since."""
    sample = acts.draw_sample(auditor=fay.post, size=3, closes_on=soon, by=ivy)
    shut(sample.claims.get(position=2).claim, hal, ada)
    return sample


@pytest.mark.parametrize("who", ["fay", "ivy"])
def test_what_was_drawn_and_shut_since_is_in_no_number(who, second_shut, request, api_as, as_user):
    sample, reader = second_shut, request.getfixturevalue(who)
    third = sample.claims.get(position=3)
    program, browser = api_as(reader), as_user(reader)
    told = program.get("/api/sampled/").json()["results"]
    assert [row["position"] for row in told] == [1, 2]
    assert program.get(f"/api/sampled/{third.key}/").json()["position"] == 2
    for answer in (program.get("/api/samples/").json()["results"][0],
                   program.get(f"/api/samples/{sample.key}/").json()):  # fmt: skip
        assert answer["size"] == 2
    pages = {
        "/audits/": "0 of 2 checked",
        f"/audits/{sample.key}/": "2 of 3 approved claims",
        f"/audits/claims/{third.key}/": "claim 2 of 2",
    }
    for url, says in pages.items():
        assert says in browser.get(url).content.decode(), url


@pytest.fixture
def all_shut(second_shut, hal, ada):
    for position in (1, 3):
        shut(second_shut.claims.get(position=position).claim, hal, ada)
    return second_shut


@pytest.mark.parametrize("who", ["fay", "ivy"])
def test_a_sample_of_which_all_is_shut_is_like_none(who, all_shut, request, api_as, as_user):
    sample, reader = all_shut, request.getfixturevalue(who)
    program, browser = api_as(reader), as_user(reader)
    assert program.get("/api/samples/").json()["results"] == []
    assert program.get(f"/api/samples/{sample.key}/").status_code == 404
    assert browser.get(f"/audits/{sample.key}/").status_code == 404
    assert sample.reference not in browser.get("/audits/").content.decode()
