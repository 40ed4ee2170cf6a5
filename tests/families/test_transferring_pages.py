"""The pages and endpoints of a family that moves, without scripts."""

from __future__ import annotations

from django.urls import reverse

from families import acts
from families.models import EarlierEntry, Family, Transfer
from sharing.models import Authority
from tests import cast
from tests.cast import PASSWORD
from tests.families.moved import AGREED, offer, say_yes, take

CHOSEN = [str(category) for category in AGREED]


def url(name: str, *args: object) -> str:
    return reverse(f"families:{name}", args=args)


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


class TestAFamilyMoves:
    def test_offered_by_one_hub_and_taken_on_by_the_other(
        self, family, elsewhere, ada, hal, as_user
    ):
        say_yes(family, elsewhere, ada, "Kelly", "Jayden")
        here, there = as_user(hal), as_user(elsewhere.tim)
        start = url("offer-transfer", family.reference)
        assert start in page(here, url("people", family.reference))
        shown = page(here, start)
        assert "Wexmoor Early Help" in shown
        assert "They would know today: Kelly and Jayden." in shown
        given = {
            "council": elsewhere.hub.key, "categories": CHOSEN,
            "why": "They moved in May", "told": "Kelly asked us to",
        }  # fmt: skip
        made = here.post(start, given)
        transfer = Transfer.objects.get()
        assert made.url == transfer.get_absolute_url()
        assert "family offered by another council" in page(there, reverse("home"))
        assert transfer.get_absolute_url() in page(there, url("transfers"))
        offered = page(there, transfer.get_absolute_url())
        for words in ("Kelly Doyle", "Jayden Osei", "They moved in May", "Kelly asked us to"):
            assert words in offered
        for words in ("Marcus", family.reference, "Orchard"):
            assert words not in offered
        taken = there.post(url("take-on", transfer.key), {"categories": CHOSEN})
        record = Transfer.objects.get().record
        assert taken.url == record.get_absolute_url()
        assert "Doyle and Osei" in page(there, taken.url)
        closed = page(here, transfer.get_absolute_url())
        assert "Taken on" in closed
        assert record.reference not in closed

    def test_what_came_is_read_on_a_page_of_its_own(
        self, family, case, elsewhere, ada, hal, as_user
    ):
        acts.complete_assessment(case=case, what_is_happening="Mornings\nare hard", by=ada)
        say_yes(family, elsewhere, ada, "Kelly")
        record = take(offer(family, elsewhere, hal), elsewhere.tim).record
        there = as_user(elsewhere.tim)
        story = page(there, url("story", record.reference))
        assert "What Merrowby Early Help wrote came with the family" in story
        assert "Mornings" in page(there, url("earlier", record.reference))
        entry = EarlierEntry.objects.get()
        assert as_user(hal).get(url("earlier", record.reference)).status_code == 404
        assert entry.text == "Mornings\nare hard"

    def test_nothing_typed_is_lost(self, family, elsewhere, hal, as_user):
        start = url("offer-transfer", family.reference)
        given = {"council": elsewhere.hub.key, "categories": CHOSEN[1:], "why": "They moved"}
        answer = as_user(hal).post(start, given)
        assert answer.status_code == 422
        said = answer.content.decode()
        assert "They moved" in said
        assert "govuk-error-message" in said
        assert not Transfer.objects.exists()

    def test_the_choice_of_the_identity_is_asked_back_at_its_field(
        self, transfer, elsewhere, as_user
    ):
        answer = as_user(elsewhere.tim).post(
            url("take-on", transfer.key), {"categories": CHOSEN[1:]}
        )
        assert answer.status_code == 422
        assert "Who they are goes with every record" in answer.content.decode()

    def test_without_an_agreement_there_is_nobody_to_offer_it_to(self, family, hal, as_user):
        said = page(as_user(hal), url("offer-transfer", family.reference))
        assert "There is no council to offer it to" in said

    def test_of_two_councils_one_is_chosen(self, family, elsewhere, borough, hal, as_user):
        other = cast.make_agency(
            Authority.objects.create(name="Third Council", code="E08009996"), "Third Hub", "council"
        )
        cast.make_team(other, "Hub", "hub")
        elsewhere.agreement.parties.add(other)
        cast.make_line(elsewhere.agreement, borough.early_help, other, "identity")
        start = url("offer-transfer", family.reference)
        said = page(as_user(hal), start)
        assert "Which council did they move to?" in said
        assert "Third Hub" in page(as_user(hal), f"{start}?council={other.key}")

    def test_declined_and_taken_back(self, family, transfer, elsewhere, hal, as_user):
        said = as_user(elsewhere.tim).post(
            url("decline-transfer", transfer.key), {"because": "They live in Merrowby"}
        )
        assert said.url == url("transfers")
        assert "They live in Merrowby" in page(as_user(hal), transfer.get_absolute_url())
        again = offer(family, elsewhere, hal)
        as_user(hal).post(url("withdraw-transfer", again.key), {"because": "They came back"})
        assert as_user(elsewhere.tim).get(again.get_absolute_url()).status_code == 404

    def test_what_an_offer_says_is_judged_when_it_is_read(
        self, family, elsewhere, ada, hal, as_user, api_as
    ):
        """A yes taken back, a home kept back since: before it is taken on, nobody there is told."""
        say_yes(family, elsewhere, ada, "Kelly", "Jayden")
        words = {"why": "Jayden changes school", "told": "We moved from 6 Orchard Rise"}
        offered = acts.offer_transfer(
            family=family, council=elsewhere.hub, categories=["identity"], by=hal, **words
        )
        answers = [url(name, offered.key) for name in ("transfer", "take-on", "decline-transfer")]
        there, detail = [*answers, url("transfers")], f"/api/transfers/{offered.key}/"

        def read(who, pages):
            said = "".join(page(as_user(who), address) for address in pages)
            program = api_as(who)
            assert program.get(detail).json() == program.get("/api/transfers/").json()["results"][0]
            return said + program.get(detail).content.decode()

        before = read(elsewhere.tim, there)
        assert all(before.count(said) > 3 for said in words.values())
        for consent in cast.member(family, "Jayden").consents.all():
            acts.withdraw_consent(consent=consent, by=ada)
        after = read(elsewhere.tim, there)
        assert "Jayden" not in after
        assert words["told"] in after
        acts.keep_address_back(address=family.addresses.get(), by=ada)
        assert "Orchard" not in read(elsewhere.tim, there)
        assert all(said in read(hal, there[:1]) for said in words.values())

    def test_what_waits_is_never_behind_what_was_answered(
        self, family, transfer, elsewhere, dot, hal, as_user
    ):
        """A page holds 25; all of these were offered later."""
        for number in range(26):
            people = [acts.NewPerson("parent", "Ola")]
            later = cast.make_family(dot, name=f"Family {number}", people=people)
            answered = offer(later, elsewhere, hal)
            acts.decline_transfer(transfer=answered, because="Not here", by=elsewhere.tim)
        shown = page(as_user(elsewhere.tim), url("transfers"))
        assert transfer.get_absolute_url() in shown


class TestConsentOfAMove:
    def test_another_council_is_asked_about_only_where_a_move_is_prepared(
        self, family, elsewhere, ada, as_user
    ):
        consent = url("consent", family.reference)
        assert "Wexmoor" not in page(as_user(ada), consent)
        assert "Wexmoor" in page(as_user(ada), f"{consent}?agency={elsewhere.hub.key}")

    def test_each_of_the_family_is_asked_about_it_in_turn(self, family, elsewhere, ada, as_user):
        there = f"?agency={elsewhere.hub.key}"
        said = page(as_user(ada), f"{url('consent', family.reference)}{there}")
        jayden = cast.member(family, "Jayden")
        link = f"?person={jayden.key}&amp;agency={elsewhere.hub.key}"
        assert link in said
        assert "Wexmoor" in page(
            as_user(ada), f"{url('consent', family.reference)}{link.replace('&amp;', '&')}"
        )

    def test_what_was_decided_about_it_stays_in_sight(self, family, elsewhere, ada, as_user):
        say_yes(family, elsewhere, ada, "Kelly")
        kelly = cast.member(family, "Kelly")
        assert "Wexmoor" in page(
            as_user(ada), f"{url('consent', family.reference)}?person={kelly.key}"
        )


class TestByProgram:
    def test_offered_and_taken_on(self, family, elsewhere, ada, hal, api_as):
        say_yes(family, elsewhere, ada, "Kelly")
        for user in (hal, elsewhere.tim):
            user.set_password(PASSWORD)
            user.save()
        given = {
            "council": str(elsewhere.hub.key), "categories": CHOSEN, "why": "They moved",
            "told": "Kelly asked", "password": PASSWORD,
        }  # fmt: skip
        made = api_as(hal).post(f"/api/families/{family.reference}/transfer/", given, format="json")
        assert made.status_code == 200, made.content
        assert made.json()["reference"] == family.reference
        there = api_as(elsewhere.tim)
        address = f"/api/transfers/{made.json()['key']}/"
        assert there.get(address).json()["reference"] == ""
        said = {"categories": ["identity"], "password": PASSWORD}
        taken = there.post(f"{address}take-on/", said, format="json")
        record = Family.objects.get(owner=elsewhere.hub)
        assert taken.json()["reference"] == record.reference
        assert api_as(hal).get(address).json()["reference"] == family.reference

    def test_a_council_without_an_agreement_is_no_choice(self, family, elsewhere, hal, api_as):
        hal.set_password(PASSWORD)
        hal.save()
        elsewhere.agreement.lines.all().delete()
        given = {
            "council": str(elsewhere.hub.key), "categories": CHOSEN, "why": "They moved",
            "told": "Kelly asked", "password": PASSWORD,
        }  # fmt: skip
        made = api_as(hal).post(f"/api/families/{family.reference}/transfer/", given, format="json")
        assert made.status_code == 400
        assert "council" in made.json()
