"""The weekly digest of unusual looks: found in the journal, reviewed by another, told to few."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from coordination.home.worklist import tasks
from coordination.tasks import deliver_news
from families import acts
from families.models import Family, Involvement, Notice, UnusualLook
from families.tasks import note_last_weeks_looks
from sharing.models import JournalEntry, Role, User
from sharing.refusals import Refused
from tests import cast
from tests.copies import copied
from tests.families.looked_at import last_week, look_at

SYSTEM = User.objects.system


def note() -> int:
    return acts.note_unusual_looks(week=last_week(), by=SYSTEM())


@copied
def kim(borough) -> User:
    """A colleague of Ada's with the mother's last name."""
    user = cast.make_user("Kim", borough.early_help, Role.KEY_WORKER, borough.east)
    User.objects.filter(pk=user.pk).update(full_name="Kim Doyle", email="kim@example.org")
    return User.objects.get(pk=user.pk)


@copied
def una(borough) -> User:
    """A supervisor who works with no family."""
    return cast.make_user("Una", borough.early_help, Role.SUPERVISOR, borough.results)


@copied
def look(family, kim, hal) -> UnusualLook:
    look_at(family, kim)
    note()
    return UnusualLook.objects.get()


class TestWhatIsFound:
    def test_the_same_last_name_in_a_sentence_without_a_name(self, look, family, kim):
        assert (look.user, look.family, look.rules) == (kim, family, ["surname"])
        assert look.why == "They have the same last name as someone in the family."
        assert look.reference.startswith("UL-")
        assert look.owner == family.owner

    def test_a_name_that_someone_had_before(self, family, hal, borough):
        cast.member(family, "Marcus").former_names.create(
            family_name="Penn", owner=borough.early_help
        )
        penn = cast.make_user("Penn", borough.early_help, Role.KEY_WORKER)
        User.objects.filter(pk=penn.pk).update(full_name="Ida Penn")
        look_at(family, penn)
        assert note() == 1

    def test_the_same_street_but_never_that_of_an_address_kept_back(self, family, ada, hal):
        acts.say_own_home(lines="80 Orchard Rise", postcode="MB3 9ZZ", by=ada)
        look_at(family, ada)
        address = family.addresses.get()
        address.confidential = True
        address.save()
        assert note() == 0
        address.confidential = False
        address.save()
        assert note() == 1
        assert UnusualLook.objects.get().rules == ["street"]

    def test_the_street_of_a_family_to_whom_they_are_tied(self, family, ada, dot, hal):
        people = [acts.NewPerson("parent", "Jo", "Penn")]
        home = acts.NewHome("Home", "8 Orchard Rise", "MB3 7CK")
        other = acts.register_family(name="Penn", people=people, home=home, by=dot)
        acts.start_involvement(family=other, kind="team_around", post=ada.post, by=dot)
        acts.declare_conflict(family=other, tie="Cousin", by=ada)
        look_at(family, ada)
        note()
        assert (
            UnusualLook.objects.get().why == "They are tied to another family in the same street."
        )

    def test_asking_for_the_record_of_a_family_to_whom_they_are_tied(
        self, family, ada, hal, as_user
    ):
        acts.declare_conflict(family=family, tie="Cousin", by=ada)
        look_at(family, ada)
        note()
        assert "tied" in UnusualLook.objects.get().rules

    def test_relatives_of_a_family_they_help_unless_they_work_with_them(
        self, family, ada, dot, hal
    ):
        acts.add_contact(person=cast.member(family, "Kelly"), value="07700 900201", by=ada)
        other = acts.register_family(
            name="Penn", people=[acts.NewPerson("parent", "Jo", "Penn")], by=dot
        )
        acts.add_contact(person=cast.member(other, "Jo"), value="0770 0900 201", by=dot)
        Involvement.objects.update(since=last_week())
        look_at(other, ada)
        look_at(other, dot)  # whose team is on duty for it
        look_at(family, ada)
        note()
        found = UnusualLook.objects.get()
        assert (found.user, found.family, found.rules) == (ada, other, ["relatives"])

    def test_many_more_than_usual_for_them_and_for_their_role(self, borough, ada, ben, dot, hal):
        many = [_plain_family(dot, number) for number in range(21)]
        for family in many:
            look_at(family, ada)
        for weeks in (2, 3, 4):
            look_at(many[0], ada, weeks_ago=weeks)
        look_at(many[0], ben)
        note()
        found = UnusualLook.objects.get()
        assert (found.user, found.family, found.owner) == (ada, None, borough.early_help)
        assert found.why == "They opened 21 families in the week; usually 1."

    def test_three_families_at_night_of_whom_they_wrote_nothing(self, ada, dot, hal):
        families = [_plain_family(dot, number) for number in range(3)]
        for family in families:
            look_at(family, ada, hour=23)
        look_at(families[0], ada, did="visit.record")
        assert note() == 0
        look_at(families[0], ada, day=6)  # a Sunday
        assert note() == 1
        assert UnusualLook.objects.get().rules == ["hours"]

    def test_lists_other_weeks_and_the_system_are_no_looks(self, family, kim, hal, ada):
        look_at(family, kim, weeks_ago=2)
        look_at(family, SYSTEM())
        look_at(family, ada)
        assert note() == 0


def _plain_family(dot: User, number: int) -> Family:
    person = acts.NewPerson("parent", "Jo", f"Penn{'abcdefghijklmnopqrstuvwxyz'[number]}")
    return acts.register_family(name=f"Family {number}", people=[person], by=dot)


class TestAgain:
    def test_the_same_week_twice_adds_only_what_is_missing(self, look, family, kim, ada, hal):
        assert note() == 0
        assert Notice.objects.filter(to=hal).count() == 1
        User.objects.filter(pk=ada.pk).update(full_name="Ada Bell")
        look_at(family, ada)
        assert note() == 1
        assert UnusualLook.objects.count() == 2

    def test_the_task_does_the_week_that_is_over(self, family, kim, hal):
        look_at(family, kim)
        assert note_last_weeks_looks() == 1
        assert note_last_weeks_looks() == 0

    def test_the_command_does_any_week_that_is_over(self, family, kim, hal):
        look_at(family, kim, weeks_ago=3)
        monday = last_week() - timedelta(weeks=2)
        said = io.StringIO()
        call_command("unusual_looks", week=monday, stdout=said)
        assert said.getvalue() == "1 new\n"
        with pytest.raises(CommandError, match="Monday"):
            call_command("unusual_looks", week=monday + timedelta(days=1))

    @pytest.mark.parametrize("days", [1, 7])
    def test_a_week_begins_on_monday_and_is_over(self, days, db):
        with pytest.raises(Refused):
            acts.note_unusual_looks(week=last_week() + timedelta(days=days), by=SYSTEM())

    def test_what_was_explained_is_not_asked_again_for_the_same_reason(self, family, kim, hal):
        look_at(family, kim, weeks_ago=2)
        acts.note_unusual_looks(week=last_week() - timedelta(weeks=1), by=SYSTEM())
        first = UnusualLook.objects.get()
        acts.review_look(look=first, outcome="explained", words="A common name", by=hal)
        look_at(family, kim)
        assert note() == 0
        acts.say_own_home(lines="80 Orchard Rise", postcode="MB3 9ZZ", by=kim)
        assert note() == 1

    def test_what_must_be_looked_into_is_asked_again(self, family, kim, hal):
        look_at(family, kim, weeks_ago=2)
        acts.note_unusual_looks(week=last_week() - timedelta(weeks=1), by=SYSTEM())
        acts.review_look(look=UnusualLook.objects.get(), outcome="pursued", words="Hm", by=hal)
        look_at(family, kim)
        assert note() == 1


class TestWhoIsTold:
    def test_reviewers_by_reference_only_and_not_who_looked(self, look, kim, hal, lou, family):
        User.objects.filter(pk=hal.pk).update(email="hal@example.org")
        assert set(Notice.objects.values_list("to", flat=True)) == {hal.pk}  # lou came later
        deliver_news()
        (message,) = mail.outbox
        year, week, _ = last_week().isocalendar()
        assert Notice.objects.get().reference == f"LW-{year}-{week:02}"
        said = message.subject + message.body
        for word in ("Doyle", "Kim", family.reference, look.reference):
            assert word not in said

    def test_a_supervisor_is_not_told_of_their_own_look(self, family, hal, una):
        User.objects.filter(pk=una.pk).update(full_name="Una Doyle")
        look_at(family, una)
        note()
        assert list(Notice.objects.values_list("to", flat=True)) == [hal.pk]
        assert not UnusualLook.objects.visible_to(User.objects.get(pk=una.pk)).exists()

    def test_home_says_how_many_wait(self, look, hal, kim):
        assert "Ask about an unusual look" in [task.title for task in tasks(hal)]
        assert not [task for task in tasks(kim) if "unusual" in task.title]
        acts.review_look(look=look, outcome="explained", words="A common name", by=hal)
        assert not [task for task in tasks(hal) if "unusual" in task.title]

    def test_a_restricted_family_is_no_row_for_others(self, family, kim, hal, una, lou):
        acts.place_restriction(family=family, reason="Staff", named=[hal], by=hal)
        look_at(family, kim)
        note()
        assert set(Notice.objects.values_list("to", flat=True)) == {hal.pk}
        for user in (una, lou, kim):
            assert not UnusualLook.objects.visible_to(user).exists()
        assert UnusualLook.objects.visible_to(hal).exists()

    def test_the_family_log_does_not_warn_who_looked(self, look, family, hal, as_user):
        as_user(hal).get(look.get_absolute_url())
        acts.review_look(look=look, outcome="pursued", words="Hm", by=hal)
        verbs = JournalEntry.objects.about_family(family.pk).values_list("verb", flat=True)
        assert not [verb for verb in verbs if "look" in verb]


class TestTheReview:
    def test_is_by_a_supervisor_or_sharing_lead_who_is_someone_else(self, look, kim, ada, hal, lou):
        for user in (kim, ada):
            with pytest.raises(PermissionDenied):
                acts.review_look(look=look, outcome="explained", words="Fine", by=user)
        acts.review_look(look=look, outcome="pursued", words="She could not say why", by=lou)
        done = acts.review_look(look=look, outcome="explained", words="Now she can", by=hal)
        assert (done.outcome, done.reviewed_by) == ("explained", hal)
        with pytest.raises(Refused, match="already"):
            acts.review_look(look=look, outcome="pursued", words="Again", by=lou)

    def test_never_of_ones_own_look(self, family, hal, lou):
        User.objects.filter(pk=hal.pk).update(full_name="Hal Doyle")
        look_at(family, hal)
        note()
        with pytest.raises(Http404):
            acts.review_look(
                look=UnusualLook.objects.get(), outcome="explained", words="Mine", by=hal
            )

    def test_needs_words(self, look, hal):
        with pytest.raises(Refused) as no:
            acts.review_look(look=look, outcome="explained", words=" ", by=hal)
        assert no.value.field == "words"


class TestPages:
    def test_a_supervisor_asks_about_it(self, look, hal, family, as_user):
        client = as_user(hal)
        assert look.reference in client.get(reverse("families:unusual-looks")).content.decode()
        page = client.get(look.get_absolute_url()).content.decode()
        assert "Opened: the record" in page
        assert reverse("families:looked", args=[family.reference]) in page
        answer = {"outcome": "explained", "words": "A common name"}
        assert client.post(look.get_absolute_url(), answer).status_code == 302
        assert "A common name" in client.get(reverse("families:unusual-looks")).content.decode()

    def test_who_may_not_see_the_family_gets_a_reference_only(
        self, look, una, lou, family, as_user, api_as
    ):
        page = as_user(una).get(look.get_absolute_url()).content.decode()
        assert family.reference in page
        assert reverse("families:looked", args=[family.reference]) not in page
        for url in (look.get_absolute_url(), reverse("families:unusual-looks")):
            page = as_user(lou).get(url).content.decode()
            assert look.reference in page
            assert family.reference not in page
        shown = api_as(lou).get(reverse("unusual-looks-detail", args=[look.key])).json()
        assert (shown["reference"], shown["family"]) == (look.reference, None)
        shown = api_as(una).get(reverse("unusual-looks-detail", args=[look.key])).json()
        assert shown["family"] == family.reference

    def test_who_may_not_know_the_record_reads_nothing_of_what_shields_someone(
        self, look, kim, una, lou, family, as_user
    ):
        """That a home is kept back, a limit was set or a tie declared (as in the family's log)."""
        verbs = ("address.keep_back", "restriction.place", "conflict.declare", "competence.judge")
        for verb in (*verbs, "visit.record"):
            look_at(family, kim, did=verb)
        for asks in (una, lou):
            page = as_user(asks).get(look.get_absolute_url()).content.decode()
            said = re.findall(r"Did: ([\w ]+)", page)
            assert said == ["change the record"] * len(verbs) + ["record visit"]

    def test_a_new_item_leads_to_the_list(self, look, hal, as_user):
        page = as_user(hal).get(reverse("families:notices")).content.decode()
        assert reverse("families:unusual-looks") in page

    def test_the_api_reviews(self, look, lou, api_as):
        answer = {"outcome": "pursued", "words": "She could not say why"}
        url = reverse("unusual-looks-review", args=[look.key])
        assert api_as(lou).post(url, answer, format="json").json()["outcome"] == "pursued"

    def test_a_list_of_many_asks_the_database_no_more_often(
        self, look, hal, family, borough, as_user, django_assert_max_num_queries
    ):
        for number in range(20):
            UnusualLook.objects.create(
                reference=f"UL-{number}", week=last_week() - timedelta(weeks=number + 1),
                user=look.user, post=look.post, family=family, rules=["surname"],
                reasons=["Because."], review_by=timezone.localdate(), owner=family.owner,
            )  # fmt: skip
        client = as_user(hal)
        client.get(reverse("families:unusual-looks"))
        with django_assert_max_num_queries(11):
            assert client.get(reverse("families:unusual-looks")).status_code == 200
