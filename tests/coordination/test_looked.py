"""Who has looked at a family, shown on the record itself."""

from __future__ import annotations

import pytest
from django.urls import reverse

from coordination.told import DONE, PROVE, THINGS, words_of
from families import acts
from families.models import Family
from outcomes.models import SampledClaim
from sharing.authority import MAY
from sharing.models import Category, JournalEntry, Role
from tests.cast import let_help, let_lead, make_family, make_line, make_user, member
from tests.house.situation import make_situation
from tests.together import of_each


def lines(client, family, **asked) -> str:
    page = client.get(reverse("families:looked", args=[family.reference]), asked)
    assert page.status_code == 200
    html = page.content.decode()
    return html[html.index('aria-labelledby="lines"') :]


@pytest.fixture
def looked(family, case, dot, ada, as_user):
    """Dot opened the plan and found the family by a search."""
    client = as_user(dot)
    client.get(reverse("families:plan", args=[family.reference]))
    client.post(reverse("search"), {"words": "Doyle"})
    return family


def test_the_lead_worker_reads_who_looked_in_plain_words(looked, ada, as_user):
    said = lines(as_user(ada), looked)
    assert "<b>Dot Example</b>, Family Hub, opened the plan" in said
    assert "<b>Dot Example</b>, Family Hub, found it by a search" in said
    assert "<b>Ada Example</b>, Early Help East, agreed to lead" in said


def test_one_who_was_turned_away_stands_there_too(looked, ada, eve, as_user):
    as_user(eve).get(reverse("families:plan", args=[looked.reference]))
    said = lines(as_user(ada), looked, kind="refused")
    assert "<b>Eve Example</b>, Lantern Trust, was turned away" in said
    assert "Dot Example" not in said


def test_it_is_filtered_by_person_agency_kind_and_days(looked, ada, dot, borough, as_user):
    client = as_user(ada)
    assert "Ada Example" not in lines(client, looked, person=str(dot.post.key))
    assert "Dot Example" in lines(client, looked, agency=str(borough.early_help.key))
    assert "registered" not in lines(client, looked, kind="opened")
    assert "search" not in lines(client, looked, kind="opened")
    assert "opened the plan" not in lines(client, looked, kind="shown")
    assert "registered" in lines(client, looked, days="0", kind="did")


def test_pages_go_on_where_the_last_ended_and_tell_no_number(looked, ada, as_user, monkeypatch):
    monkeypatch.setattr("coordination.views.looked.A_PAGE", 3)
    client, seen, query = as_user(ada), [], {"kind": "did", "days": "0"}
    url = reverse("families:looked", args=[looked.reference])
    while query is not None:
        page = client.get(url, query)
        seen += [line.pk for line in page.context["lines"]]
        query = page.context["next"] or None
        if query:
            assert str(seen[-1]) not in query.split("after=")[1].split(":")
            query = dict(part.split("=") for part in query.replace("%3A", ":").split("&"))
    did = JournalEntry.objects.about_family(looked.pk).filter(kind="did")
    assert seen == list(did.order_by("-pk").values_list("pk", flat=True))


def test_a_coordinator_sees_what_auditors_looked_at_and_no_more(situation_of_results, as_user):
    family, ivy, fay, sampled = situation_of_results
    as_user(fay).get(reverse("outcomes:sampled", args=[sampled.key]))
    said = lines(as_user(ivy), family)
    assert "Fay Example" in said
    assert "Ada Example" not in said


@pytest.fixture
def situation_of_results(request):
    now = make_situation(request.getfixturevalue)
    family = Family.objects.get(reference=now.named["reference"])
    return family, now.users["ivy"], now.users["fay"], SampledClaim.objects.get()


def test_others_may_not_ask(looked, dot, hal, cas, with_cas, as_user):
    url = reverse("families:looked", args=[looked.reference])
    assert as_user(dot).get(url).status_code == 403
    assert as_user(cas).get(url).status_code in (403, 404)
    assert as_user(hal).get(url).status_code == 200
    assert (
        "Who has looked"
        not in as_user(dot).get(reverse("families:why", args=[looked.reference])).content.decode()
    )


def test_who_was_asked_to_lead_reads_it_once_they_said_yes(dot, ben, as_user):
    family = make_family(dot)
    case = acts.open_case(family=family, by=dot)
    acts.offer_case(case=case, lead=ben.post, by=dot)
    url = reverse("families:looked", args=[family.reference])
    assert as_user(ben).get(url).status_code == 403
    assert url not in as_user(ben).get(family.get_absolute_url()).content.decode()
    acts.accept_lead(case=case, by=ben)
    assert as_user(ben).get(url).status_code == 200


def test_my_own_page_tells_what_i_looked_at_and_nobody_elses(looked, dot, ada, as_user):
    page = as_user(dot).get(reverse("looked")).content.decode()
    assert "You opened the plan" in page
    assert looked.reference in page
    assert "agreed to lead" not in page


@of_each(sorted(MAY))
def test_every_act_can_be_told_in_words(verb):
    for kind in ("did", "refused"):
        said = words_of(JournalEntry(kind=kind, verb=verb))
        assert not set("._") & set(said)
    assert verb in DONE or verb == PROVE


def test_no_words_are_kept_for_what_nobody_does():
    assert set(DONE) <= set(MAY)
    assert set(THINGS) <= {verb.partition(".")[0] for verb in MAY}


def test_an_act_that_shields_someone_is_told_without_what_it_shields():
    """A lead of another agency reads the log too, and is not told of these: of a colleague's own
    tie the supervisors alone are."""
    nouns = ("address.", "sharing.", "tie.", "conflict.", "emergency.")
    lines = [
        JournalEntry(kind=kind, verb=verb)
        for verb in MAY
        if verb.startswith(nouns)
        for kind in ("did", "refused")
    ]
    told = " ".join(map(words_of, lines))
    for word in ("address", "home", "consent", "tie", "know", "emergency"):
        assert word not in told


def test_a_lead_of_another_agency_reads_of_those_who_may_be_known_to_help(
    borough, dot, hal, request, as_user
):
    """The police help too, and no line tells the school so; its lead reads of the hub and of its
    own. A line for services involved tells of the police as well."""
    pat = request.getfixturevalue("pat")
    sam = make_user("Sam", borough.school, Role.SUPERVISOR)
    family = make_family(dot)
    yes = [acts.Decision(borough.school, Category.IDENTITY, "given")]
    acts.record_consents(person=member(family, "Kelly"), decisions=yes, by=dot)
    let_lead(family, sam, dot)
    let_help(family, pat, dot)
    as_user(pat).get(reverse("families:plan", args=[family.reference]))
    said = lines(as_user(hal), family)
    assert "<b>Pat Example</b>, Merrowby Police, was turned away" in said
    said = lines(as_user(sam), family)
    assert "<b>Dot Example</b>, Family Hub, registered the family" in said
    assert "<b>Sam Example</b>, Larkmoor Academy, agreed to lead" in said
    assert (
        "Merrowby Police"
        not in as_user(sam)
        .get(reverse("families:looked", args=[family.reference]))
        .content.decode()
    )
    make_line(borough.agreement, borough.police, borough.school, Category.SERVICES,
              consent_needed=False)  # fmt: skip
    assert "<b>Pat Example</b>, Merrowby Police, was turned away" in lines(as_user(sam), family)
