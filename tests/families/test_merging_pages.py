"""The pages and endpoints of merging, without scripts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.acts.merging import SECOND
from families.models import Family, Merge
from families.views.merging import NONE_TYPED, UNKNOWN
from sharing.models import JournalEntry
from tests import cast
from tests.cast import PASSWORD
from tests.families.test_merging_acts import WHY, look, merge, other, say, undo

__all__ = ["merge", "other"]


def url(name: str, *args: object) -> str:
    return reverse(f"families:{name}", args=args)


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


class TestOneFamilyTwice:
    def test_merged_with_a_colleague_and_undone_in_eight_steps(
        self, family, other, dot, hal, ada, as_user
    ):
        """J21: pages opened by a link or an answer are one interaction each with their press."""
        hub, manager = as_user(dot), as_user(hal)
        before = Family.objects.visible_to(ada).count()
        start = url("merge-families", family.reference)
        assert start in page(hub, url("people", family.reference))  # 1
        shown = page(hub, f"{start}?other={other.reference.lower()}")  # 2
        for words in ("Kelly Doyle", "Jaydn Osei", "Rose Doyle", "Merrowby Early Help, 1 person"):
            assert words in shown
        made = hub.post(start, {"other": other.reference, "why": WHY})  # 3
        assert made.url == Merge.objects.get().get_absolute_url()
        assert as_user(ada).get(family.get_absolute_url()).status_code == 404
        review = url("review-merge", Merge.objects.get().key)
        assert review in page(manager, url("merges"))  # 4
        assert WHY in page(manager, review)
        answer = manager.post(review, {"same": "yes", "words": "Rang the school"})  # 5
        assert answer.url == url("merges")
        assert f"{other.reference} is this family too" in page(hub, family.get_absolute_url())  # 6
        back = url("undo-merge", Merge.objects.get().key)
        assert back in page(hub, Merge.objects.get().get_absolute_url())  # 7
        assert hub.post(back, {"because": "Two cousins"}).status_code == 302  # 8
        assert Merge.objects.get().state == "undone"
        assert Family.objects.visible_to(ada).count() == before
        assert "is this family too" not in page(hub, family.get_absolute_url())

    def test_every_page_of_either_says_that_it_waits(self, family, other, merge, dot, as_user):
        client = as_user(dot)
        for this, that in ((family, other), (other, family)):
            for name in ("family", "people", "consent"):
                said = page(client, url(name, this.reference))
                assert f"A merge with {that.reference} waits for a second person" in said

    def test_the_folded_reference_leads_on(self, family, other, merge, hal, dot, as_user):
        look(merge, hal)
        said = page(as_user(dot), other.get_absolute_url())
        assert f"This family goes on as {family.reference}" in said

    def test_a_list_and_a_search_that_show_both_say_which_goes_on(
        self, other, merge, hal, ada, dot, as_user
    ):
        def told(user):
            client = as_user(user)
            found = client.post(reverse("search"), {"words": "Doyle"}).content.decode()
            return [
                re.findall(r"Goes on as ([-\w]+)", said)
                for said in (page(client, reverse("families:list")), found)
            ]

        assert told(dot) == [[], []]
        look(merge, hal)
        assert told(dot) == [[merge.kept.reference]] * 2
        assert told(ada) == [[], []]

    def test_who_knows_one_only_is_told_of_no_merge(self, family, other, merge, hal, ada, as_user):
        look(merge, hal)
        said = page(as_user(ada), family.get_absolute_url())
        assert other.reference not in said
        assert as_user(ada).get(merge.get_absolute_url()).status_code == 404

    def test_another_reference_is_like_none(self, family, other, dot, hal, as_user):
        acts.place_restriction(family=other, reason="Staff", named=[hal], by=hal)
        start = url("merge-families", family.reference)
        for reference in ("WF-00000", family.reference, other.reference):
            answer = as_user(dot).get(f"{start}?other={reference}")
            assert UNKNOWN in answer.content.decode()
        assert NONE_TYPED not in as_user(dot).get(start).content.decode()
        assert NONE_TYPED in as_user(dot).get(f"{start}?other=").content.decode()
        answer = as_user(dot).post(start, {"other": "WF-00000", "why": WHY})
        assert answer.status_code == 422
        assert not Merge.objects.exists()

    def test_what_stands_against_it_is_said_before_anything_is_typed(
        self, family, other, dot, hal, as_user
    ):
        acts.open_case(family=other, by=dot)
        said = page(
            as_user(dot), f"{url('merge-families', family.reference)}?other={other.reference}"
        )
        assert "Both have an open case" in said
        assert 'name="why"' not in said

    def test_what_was_said_of_the_same_two_before_is_told(
        self, family, other, dot, hal, borough, as_user
    ):
        look(say(family, other, dot), hal, same=False)
        undo(say(other, family, dot), hal)
        day = timezone.localdate()
        told = f"on {day.day} {day:%B} {day.year} because:"
        no, undone = f"{hal} said no {told} Rang the school", f"{hal} undid it {told} Two cousins"
        start = f"{url('merge-families', family.reference)}?other={other.reference}"
        for words in (no, undone):
            assert words in page(as_user(dot), start)
        again = say(family, other, hal)
        for address in (url("review-merge", again.key), again.get_absolute_url()):
            for words in (no, undone):
                assert words in page(as_user(dot), address)
        third = acts.register_family(name="Doyle", people=[acts.NewPerson("parent", "K")], by=dot)
        start = f"{url('merge-families', family.reference)}?other={third.reference}"
        assert "merged before" not in page(as_user(dot), start)

    def test_the_first_is_offered_no_answer_and_gets_none(self, merge, dot, as_user):
        client = as_user(dot)
        assert url("review-merge", merge.key) not in page(client, merge.get_absolute_url())
        answer = client.post(url("review-merge", merge.key), {"same": "yes", "words": "Me"})
        assert (answer.status_code, SECOND in answer.content.decode()) == (403, True)
        assert client.get(url("review-merge", merge.key)).status_code == 403
        assert Merge.objects.get().waits

    def test_it_is_a_task_for_the_second_and_not_for_the_first(self, merge, dot, hal, as_user):
        assert "Look at a merge" in page(as_user(hal), reverse("tasks"))
        assert "Look at a merge" not in page(as_user(dot), reverse("tasks"))

    def test_the_hubs_first_page_counts_it_for_the_second(self, merge, dot, hal, as_user):
        for user, waits in ((hal, True), (dot, False)):
            said = " ".join(page(as_user(user), reverse("home")).split())
            assert ("merge to look at" in said) is waits, user

    def test_opening_it_stands_in_both_logs(self, family, other, merge, hal, as_user):
        page(as_user(hal), merge.get_absolute_url())
        for one in (family, other):
            seen = JournalEntry.objects.filter(kind="saw", family_id=one.pk, by=hal)
            assert seen.filter(subject_type="families.Merge").exists()

    def test_a_list_tells_what_became_of_each(self, family, other, merge, hal, dot, as_user):
        assert "This reference goes on" in page(as_user(hal), merge.get_absolute_url())
        undo(merge, dot)
        assert "This reference" not in page(as_user(hal), merge.get_absolute_url())
        look(say(family, other, dot), hal)
        said = page(as_user(hal), url("merges"))
        assert "Undone" in said
        assert "One family: a second person agreed" in said
        assert "Nothing waits" in said


class TestThePasswordAgain:
    @pytest.fixture
    def late(self, dot, hal, client):
        """Someone signed in six minutes ago."""
        travels = []

        def sign_in(user):
            user.set_password(PASSWORD)
            user.save()
            client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
            client.get(reverse("home"))
            travels.append(time_machine.travel(timezone.now() + timedelta(minutes=6), tick=True))
            travels[-1].start()
            return client

        yield sign_in
        for travel in reversed(travels):
            travel.stop()

    def test_to_merge(self, family, other, dot, late):
        client, start = late(dot), url("merge-families", family.reference)
        given = {"other": other.reference, "why": WHY}
        assert client.post(start, given).status_code == 422
        assert not Merge.objects.exists()
        assert client.post(start, given | {"your_password": PASSWORD}).status_code == 302
        assert Merge.objects.exists()

    def test_to_look_at_it(self, merge, hal, late):
        client, review = late(hal), url("review-merge", merge.key)
        given = {"same": "yes", "words": "Rang"}
        assert client.post(review, given).status_code == 422
        assert Merge.objects.get().waits
        assert client.post(review, given | {"your_password": PASSWORD}).status_code == 302
        assert Merge.objects.get().state == "agreed"


class TestTheApi:
    def test_merge_review_and_undo(self, family, other, dot, hal, ada, api_as):
        hub, manager = api_as(dot), api_as(hal)
        given = {"folded": other.reference, "why": WHY}
        made = hub.post(reverse("families-merge", args=[family.reference]), given)
        assert (made.status_code, made.json()["state"]) == (200, "waiting")
        key = made.json()["key"]
        own = hub.post(reverse("merges-review", args=[key]), {"same": "yes", "words": "Me"})
        assert own.status_code == 409
        seen = manager.post(reverse("merges-review", args=[key]), {"same": "no", "words": "No"})
        assert seen.json()["state"] == "rejected"
        again = hub.post(reverse("merges-undo", args=[key]), {"because": "x"})
        assert again.status_code == 409
        assert len(manager.get(reverse("merges-list")).json()["results"]) == 1
        assert not api_as(ada).get(reverse("merges-list")).json()["results"]

    def test_a_family_that_one_does_not_know_is_none(self, family, dot, hal, api_as):
        given = {"folded": "WF-00000", "why": WHY}
        answer = api_as(dot).post(reverse("families-merge", args=[family.reference]), given)
        assert answer.status_code == 400


@pytest.fixture
def in_both(family, other, merge, borough, hal, with_cas):
    """Cas helps in both records, whose merge was agreed to; one in each said yes to be known."""
    look(merge, hal)
    acts.start_involvement(family=other, kind="team_around", post=with_cas.post, by=hal)
    for record in (family, other):
        person = cast.member(record, "Kelly")
        yes = acts.Decision(borough.school, "identity", "given")
        acts.record_consents(person=person, decisions=[yes], by=hal)
    merge.refresh_from_db()
    return with_cas.post.user


def test_why_two_records_are_one_is_told_to_those_who_keep_them(
    merge, in_both, dot, as_user, api_as
):
    """Who helps in both reads that they are one: not in whose words it was found."""
    for user, told in ((dot, True), (in_both, False)):
        shown = page(as_user(user), merge.get_absolute_url())
        program = api_as(user).get(f"/api/merges/{merge.key}/").json()
        assert (WHY in shown, program["why"] == WHY) == (told, told)
        assert (merge.words in shown, program["words"] == merge.words) == (told, told)
        assert program["state"] == "agreed"
