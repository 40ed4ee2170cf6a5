"""The pages of what stands above consent and involvement, without scripts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.templatetags.whole_family import clock_time
from families import acts
from families.acts.emergency import CANNOT
from families.models import (
    Address,
    BreakGlass,
    Conflict,
    Family,
    Notice,
    OwnHome,
    PossibleConflict,
    Restriction,
    SharingDecision,
)
from sharing.models import JournalEntry
from tests import cast

WHY = "Hospital rings: the boy is here alone"


def url(name, *args):
    return reverse(f"families:{name}", args=args)


@pytest.fixture
def with_hal(family, ada, hal):
    acts.start_involvement(family=family, kind="team_around", post=hal.post, by=ada)
    return family


class TestEmergency:
    def ask(self, browser, reference):
        return browser.post(
            url("open-emergency"), {"reference": reference, "danger": "child", "reason": WHY}
        )

    def test_opens_the_family_with_a_banner_on_each_of_its_pages(self, family, ben, hal, as_user):
        browser = as_user(ben)
        assert browser.get(family.get_absolute_url()).status_code == 404
        assert self.ask(browser, family.reference.lower()).url == family.get_absolute_url()
        ends = timezone.localtime(BreakGlass.objects.get().ends_at)
        for name in ("family", "story", "people", "plan", "visits", "consent", "record-visit"):
            said = browser.get(url(name, family.reference)).content.decode()
            assert f"Open in an emergency until {clock_time(ends)}." in said, name

    def test_no_banner_for_who_works_with_them(self, family, ada, as_user):
        assert b"Open in an emergency" not in as_user(ada).get(family.get_absolute_url()).content

    def test_answers_alike_to_the_byte(self, family, with_hal, ben, hal, as_user):
        browser = as_user(ben)
        acts.place_restriction(family=family, reason="Staff", named=[hal], by=hal)
        own = cast.make_family(hal, name="Own")
        PossibleConflict.objects.create(user=ben, family=own, source="noticed", owner=own.owner)
        said = set()
        for reference in ("WF-00000", family.reference, own.reference):
            answer = self.ask(browser, reference)
            assert answer.status_code == 422
            text = answer.content.decode().replace(reference, "")
            said.add(text[text.index("<main") :].partition("csrfmiddlewaretoken")[0])
            assert CANNOT in answer.content.decode()
        assert len(said) == 1
        kept = JournalEntry.objects.filter(kind="refused", verb="emergency.open", by=ben)
        assert kept.count() == 3
        assert set(kept.values_list("family_id", flat=True)) == {None}

    def test_the_manager_finds_it_at_home_and_says_what_they_found(
        self, family, ben, hal, lou, as_user
    ):
        self.ask(as_user(ben), family.reference)
        opened = BreakGlass.objects.get()
        for user in (hal, lou):
            home = as_user(user).get(reverse("home")).content.decode()
            assert "1 new item" in home
            assert opened.reference in home
        lead = as_user(lou).get(url("emergency", opened.key)).content.decode()
        assert family.reference not in lead
        assert family.name not in lead
        answer = as_user(hal).post(
            url("emergency", opened.key), {"outcome": "justified", "words": "Needed"}
        )
        assert answer.url == url("emergencies")
        opened.refresh_from_db()
        assert (opened.outcome, opened.reviewed_by) == ("justified", hal)
        assert "Look at an emergency" not in as_user(lou).get(reverse("home")).content.decode()

    def test_the_review_lists_what_was_opened(self, family, ben, hal, as_user):
        browser = as_user(ben)
        self.ask(browser, family.reference)
        browser.get(family.get_absolute_url())
        page = as_user(hal).get(url("emergency", BreakGlass.objects.get().key)).content.decode()
        assert "Opened: the record" in page
        assert "emergency open" not in page

    def test_a_notice_is_put_away_by_its_own_reader_only(self, family, ben, hal, lou, as_user):
        self.ask(as_user(ben), family.reference)
        notice = Notice.objects.get(to=hal)
        assert as_user(lou).post(url("read-notice", notice.key)).status_code == 404
        as_user(hal).post(url("read-notice", notice.key))
        notice.refresh_from_db()
        assert notice.read_at


class TestRestriction:
    def place(self, browser, family, hal, **changes):
        given = {"kind": "staff", "reason": "A sister", "named": [str(hal.post.key)]}
        return browser.post(url("restrict", family.reference), given | changes)

    def test_is_one_step_and_shows_who_looked_before(self, with_hal, ada, hal, as_user):
        as_user(ada).get(with_hal.get_absolute_url())
        page = self.place(as_user(hal), with_hal, hal)
        assert page.url == url("restriction", with_hal.reference)
        said = as_user(hal).get(page.url).content.decode()
        assert "Ada Example" in said
        assert "Not named" in said
        assert as_user(ada).get(with_hal.get_absolute_url()).status_code == 404

    def test_its_keeper_has_a_task_when_the_day_comes_near(self, with_hal, hal, as_user):
        self.place(as_user(hal), with_hal, hal)
        assert b"Review a restriction" not in as_user(hal).get(reverse("tasks")).content
        Restriction.objects.update(review_on=timezone.localdate() + timedelta(days=9))
        assert b"Review a restriction" in as_user(hal).get(reverse("tasks")).content

    def test_is_reviewed_renamed_and_lifted(self, with_hal, ada, hal, as_user):
        browser = as_user(hal)
        self.place(browser, with_hal, hal)
        row = Restriction.objects.get()
        day = timezone.localdate() + timedelta(days=30)
        boxes = {
            "review_on_day": day.day, "review_on_month": day.month, "review_on_year": day.year,
        }  # fmt: skip
        browser.post(url("review-restriction", row.key), boxes | {"why": "Still works here"})
        row.refresh_from_db()
        assert row.review_on == day
        keys = [str(hal.post.key), str(ada.post.key)]
        browser.post(url("name-restriction", row.key), {"named": keys})
        assert as_user(ada).get(with_hal.get_absolute_url()).status_code == 200
        browser.post(url("lift-restriction", row.key), {"because": "She left"})
        row.refresh_from_db()
        assert row.lifted_because == "She left"


class TestAddress:
    @pytest.fixture
    def address(self, with_hal):
        return Address.objects.get(family=with_hal)

    def keep(self, browser, address, **changes):
        return browser.post(url("keep-back", address.key), {"is_risk": "no"} | changes)

    def test_is_kept_back_in_one_step(self, address, ada, dot, as_user):
        self.keep(as_user(ada), address, named=[str(ada.post.key)])
        for user in (ada, dot):
            for name in ("family", "people", "consent", "why"):
                page = as_user(user).get(url(name, address.family.reference)).content
                assert b"Orchard Rise" not in page, (user, name)
        assert as_user(dot).get(url("address", address.key)).status_code == 404

    def test_a_risk_must_be_said_in_words_or_by_address(self, address, ada, as_user):
        answer = self.keep(as_user(ada), address, is_risk="yes", named=[str(ada.post.key)])
        said = answer.context["form"].errors["warning"]
        assert said == ["Say what the next worker must know"]  # there is no other address to choose
        self.keep(as_user(ada), address, is_risk="yes", warning="Ring only Kelly.")
        assert b"Ring only Kelly." in as_user(ada).get(address.family.get_absolute_url()).content

    def test_is_shown_on_a_press_which_is_written_down(self, address, ada, as_user):
        browser = as_user(ada)
        self.keep(browser, address, named=[str(ada.post.key)])
        page = browser.get(url("address", address.key)).content
        assert b"Orchard" not in page
        shown = browser.post(url("show-address", address.key))
        assert b"6 Orchard Rise" in shown.content
        assert b"Orchard" not in shown.content.partition(b"</title>")[0]
        assert JournalEntry.objects.filter(verb="address.reveal", by=ada).exists()
        assert b"Orchard" not in browser.get(url("address", address.key)).content

    def test_the_api_masks_it_too(self, address, ada, hal, api_as, as_user):
        self.keep(as_user(ada), address, named=[str(ada.post.key)])
        where = reverse("addresses-detail", args=[address.key])
        assert api_as(hal).get(where).status_code == 404
        assert api_as(ada).get(where).json()["lines"] == ""
        shown = api_as(ada).post(reverse("addresses-reveal", args=[address.key]))
        assert shown.json()["lines"] == "6 Orchard Rise"


class TestSharingDecision:
    def decide(self, browser, family, borough, **changes):
        today = timezone.localdate()
        last = today + timedelta(days=7)
        given = {
            "outcome": "share", "agency": str(borough.school.key), "categories": ["identity"],
            "danger": "child_harm", "reason": "He may hurt him", "article_6": "6.1.e",
            "told": "not_told", "told_words": "It would warn him", "happened_time": "00:01",
        }  # fmt: skip
        for name, day in (("happened_on", today), ("until", last)):
            given |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
        return browser.post(url("decide-sharing", family.reference), given | changes)

    def test_opens_at_once_and_is_reviewed_by_a_second_person(
        self, with_hal, with_cas, hal, borough, as_user
    ):
        ada, cas = with_hal.open_case.lead.user, with_cas.post.user
        answer = self.decide(as_user(ada), with_hal, borough)
        assert answer.url == url("sharing-decisions", with_hal.reference)
        assert as_user(cas).get(with_hal.get_absolute_url()).status_code == 200
        assert b"Review a decision to share" in as_user(hal).get(reverse("tasks")).content
        decision = SharingDecision.objects.get()
        page = as_user(hal).get(url("review-sharing", decision.key)).content.decode()
        assert "He may hurt him" in page
        as_user(hal).post(
            url("review-sharing", decision.key), {"finding": "ends", "words": "No need"}
        )
        assert as_user(cas).get(with_hal.get_absolute_url()).status_code == 404

    def test_what_was_not_told_stands_on_no_page_for_the_family(
        self, family, ada, borough, as_user
    ):
        self.decide(as_user(ada), family, borough)
        assert b"hurt him" not in as_user(ada).get(url("consent", family.reference)).content
        listed = as_user(ada).get(url("sharing-decisions", family.reference)).content.decode()
        assert "He may hurt him" in listed
        assert "Public task" in listed

    def test_nothing_typed_is_lost(self, family, ada, borough, as_user):
        answer = self.decide(as_user(ada), family, borough, categories=["health"])
        assert answer.status_code == 422
        assert b"He may hurt him" in answer.content
        assert b"Article 9 too" in answer.content


class TestTies:
    def test_a_family_by_its_reference_closes_at_once(self, family, ada, as_user):
        browser = as_user(ada)
        browser.post(url("declare-conflict"), {"reference": family.reference, "tie": "Cousin"})
        assert browser.get(family.get_absolute_url()).status_code == 404
        assert family.reference in browser.get(url("people-i-know")).content.decode()

    def test_what_one_may_not_see_is_like_what_does_not_exist(self, family, ben, as_user):
        said = [
            as_user(ben).post(url("declare-conflict"), {"reference": reference, "tie": "Cousin"})
            for reference in (family.reference, "WF-00000")
        ]
        assert all("We don’t find that reference" in page.content.decode() for page in said)
        assert not Conflict.objects.exists()

    def test_a_name_is_decided_by_a_supervisor_and_the_answer_is_not_told(
        self, family, ben, hal, as_user
    ):
        as_user(ben).post(url("say-tie"), {"name": "Kelly Doyle", "tie": "Cousin"})
        before = as_user(ben).get(url("people-i-know")).content
        tie = PossibleConflict.objects.get()
        assert b"Kelly Doyle" in as_user(hal).get(url("conflicts")).content
        assert b"Decide about a tie" in as_user(hal).get(reverse("tasks")).content
        as_user(hal).post(url("confirm-tie", tie.key), {"reference": family.reference})
        assert Conflict.objects.get().user == ben
        after = as_user(ben).get(url("people-i-know")).content
        assert family.reference.encode() not in after
        assert len(before) == len(after)

    def test_own_home_is_for_oneself_only(self, ada, ben, as_user):
        as_user(ada).post(url("say-own-home"), {"lines": "9 Heron Way", "postcode": "mb48no"})
        assert OwnHome.objects.get().postcode == "MB4 8NO"
        assert b"9 Heron Way" in as_user(ada).get(url("say-own-home")).content
        assert b"Heron" not in as_user(ben).get(url("say-own-home")).content

    def test_own_home_left_empty_is_taken_back(self, ada, as_user):
        for said, told in (({"lines": "9 Heron Way"}, b"Saved."), ({}, b"Taken back.")):
            assert told in as_user(ada).post(url("say-own-home"), said, follow=True).content

    def test_a_conflict_is_ended_by_a_supervisor(self, family, ada, hal, as_user):
        conflict = acts.declare_conflict(family=family, tie="Cousin", by=ada)
        assert as_user(ada).post(url("end-conflict", conflict.key)).status_code == 404
        as_user(hal).post(url("end-conflict", conflict.key), {"because": "Moved away"})
        assert Family.objects.visible_to(ada).exists()
