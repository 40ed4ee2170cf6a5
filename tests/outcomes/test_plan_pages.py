"""Local plans in the browser and in the API: read, written part by part, published, tried."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outcomes import acts
from outcomes.models import LocalPlan, PlanTrial
from outcomes.tasks import try_plan
from sharing.models import JournalEntry, Role
from tests.outcomes.plans_made import OWN, SLUG, WHY, drafted, published
from tests.outcomes.ready import TODAY, make_ready, on

PARTS = ("days", "counting", "lasting", "sources", "discretion", "paying")


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def address(plan, name="local-plan", *more):
    return reverse(f"outcomes:{name}", args=[plan.key, *more])


BOXES = ("day", "month", "year")


def boxes(name, day=None):
    return {f"{name}_{box}": getattr(day, box) if day else "" for box in BOXES}


def dates(since, until=None, why=WHY):
    return boxes("valid_from", since) | boxes("valid_until", until) | {"reason": why}


def test_the_list_says_what_a_case_that_opens_today_begins_under(ivy, jim, as_user):
    client = as_user(ivy)
    first = text(client.get(reverse("outcomes:local-plans")))
    assert "the version published for today" in first
    assert "No local plans yet" in first
    plan = published(ivy, jim)
    then = text(client.get(reverse("outcomes:local-plans")))
    assert f"begins under <b>{plan.framework.title}" in then
    assert "because a local plan goes on counting by it" in then


PAYING = {"pays__outcomes": "900", "block_across_programmes": "yes"}
SAID = {
    "counting": {"min_attendance": "92.5", "count_authorised_absence": "no"},
    "lasting": {"sustain_months__*": "9", "sustain_months__3a": "12"},
    "sources": {"sources__domestic_abuse": ["police", "health"]},
    "discretion": {"discretion": ["1a"], "discretion_roles": ["supervisor"]},
    "paying": PAYING | boxes("pays__until"),
}


def test_a_plan_is_written_part_by_part_and_published_by_a_second_person(ivy, jim, as_user):
    acts.load_frameworks()
    today, client = timezone.localdate(), as_user(ivy)
    given = dates(today) | {"framework": SLUG}
    answer = client.post(reverse("outcomes:draft-local-plan"), given, follow=True)
    assert "The draft is saved" in text(answer)
    plan = LocalPlan.objects.get()
    for part, values in SAID.items():
        assert client.post(address(plan, "change-local-plan", part), values).status_code == 302
    plan.refresh_from_db()
    assert plan.overlay == {
        "authority": plan.authority.code,
        "min_attendance": 92.5,
        "count_authorised_absence": False,
        "sustain_months": {"*": 9, "3a": 12},
        "sources": {"domestic_abuse": ["police", "health"]},
        "discretion": ["1a"],
        "pays": {"outcomes": "900.00", "until": None},
        "block_across_programmes": True,
    }
    page = text(client.get(plan.get_absolute_url()))
    assert "Published: 90%" in page
    assert "Our reading of what was published: rulebook 3.3" in page
    assert "a second person publishes it" in page
    assert "Read and publish" not in page
    other = as_user(jim)
    assert "Read and publish" in text(other.get(plan.get_absolute_url()))
    form = other.get(address(plan, "publish-local-plan"))
    assert "92.5%" in text(form)
    answer = other.post(
        address(plan, "publish-local-plan"), {"fingerprint": plan.fingerprint}, follow=True
    )
    assert "In force" in text(answer)


@pytest.mark.parametrize("part", PARTS)
def test_each_form_shows_what_is_set_and_saving_it_unchanged_changes_nothing(
    part, ivy, as_user, hal
):
    settings = {
        "min_attendance": 95,
        "same_fact_may_count_twice": True,
        "sustain_months": {"*": 9, "L1": 3},
        "sources": {"asb": ["police"]},
        "discretion": ["1a"],
        "local_needs": [OWN],
        "pays": {"outcomes": "900.00", "until": "2030-03-31"},
    }
    plan = drafted(ivy, **settings)
    plan = acts.change_plan(plan=plan, judges=acts.Judges([Role.KEY_WORKER], [hal]), by=ivy)
    client = as_user(ivy)
    form = client.get(address(plan, "change-local-plan", part)).context["form"]
    given = {}
    for field in form:
        value = field.value()
        if hasattr(value, "year") or field.name.endswith("until"):
            value = form.fields[field.name].widget.decompress(value)
            given |= {f"{field.name}_{box}": one for box, one in zip(BOXES, value, strict=True)}
        elif value is not None:
            given[field.name] = value
    before = plan.fingerprint
    answer = client.post(address(plan, "change-local-plan", part), given)
    assert answer.status_code == 302, answer.context["form"].errors
    plan.refresh_from_db()
    assert plan.fingerprint == before


@pytest.mark.parametrize(
    ("part", "given", "field"),
    [
        ("counting", {"min_attendance": "110"}, "min_attendance"),
        ("counting", {"min_headlines": "eleven"}, "min_headlines"),
        ("lasting", {"sustain_months__1a": "-1"}, "sustain_months__1a"),
        ("lasting", {"sustain_months__*": "61"}, "sustain_months__*"),
        ("sources", {"sources__asb": ["gossip"]}, "sources__asb"),
        ("discretion", {"discretion": ["9z"]}, "discretion"),
        ("discretion", {"discretion": ["1a"]}, "discretion_roles"),
        ("paying", {"pays__outcomes": "a lot"}, "pays__outcomes"),
        ("paying", {"pays__outcomes": "-5"}, "pays__outcomes"),
        ("paying", boxes("pays__until", timezone.now()), "pays__outcomes"),
        ("days", dates(timezone.now(), timezone.now() - timedelta(days=9)), "valid_until"),
        ("days", dates(timezone.now() - timedelta(days=9)), "valid_from"),
        ("days", dates(timezone.now(), why=""), "reason"),
    ],
)
def test_what_can_not_be_is_said_at_its_field_and_nothing_typed_is_lost(
    part, given, field, ivy, as_user
):
    plan = drafted(ivy)
    answer = as_user(ivy).post(address(plan, "change-local-plan", part), given)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert f'id="id_{field}' in answer.content.decode()
    name, value = next(iter(given.items()))
    if isinstance(value, str) and value:
        assert f'value="{value}"' in answer.content.decode(), name
    plan.refresh_from_db()
    assert list(plan.overlay) == ["authority"]


NEED = {
    "code": "L1",
    "headline": "5",
    "text": "Grandparents look after the children",
    "outcome": "Someone helps them",
    "subject": "family",
    "entry": "found",
    "result": "judged",
    "months": "6",
}


def test_a_need_of_our_own_is_added_changed_and_removed(ivy, as_user):
    plan, client = drafted(ivy), as_user(ivy)
    assert client.post(address(plan, "add-local-need"), NEED).status_code == 302
    plan.refresh_from_db()
    made = plan.overlay["local_needs"][0]
    assert (made["entry"], made["result"]) == ({"rule": "nominated"}, {"rule": "judged"})
    assert (made["months"], made["provenance"]) == (6, "confirmed")
    page = text(client.get(plan.get_absolute_url()))
    assert "Counts: a worker finds it; nothing is measured" in page
    change = address(plan, "change-local-need", "L1")
    terms = NEED | {"entry": "misses_10", "result": "attends_90", "months": "", "code": "X9"}
    assert client.post(change, terms).status_code == 302
    plan.refresh_from_db()
    made = plan.overlay["local_needs"][0]
    assert (made["code"], made["entry"]["given"]["percent"]) == ("L1", 90)
    assert "months" not in made
    assert client.post(address(plan, "remove-local-need", "L1")).status_code == 302
    plan.refresh_from_db()
    assert "local_needs" not in plan.overlay
    assert client.get(change).status_code == 404


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"code": "1a"}, "code"),
        ({"code": "L 1"}, "code"),
        ({"headline": "77"}, "headline"),
        ({"entry": "magic"}, "entry"),
        ({"months": ""}, "months"),
        ({"text": ""}, "text"),
        ({"subject": "cat"}, "subject"),
    ],
)
def test_an_own_need_that_can_not_be_is_said_at_its_field(given, field, ivy, as_user):
    plan = drafted(ivy)
    answer = as_user(ivy).post(address(plan, "add-local-need"), NEED | given)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_a_test_from_elsewhere_stays_as_it_is(ivy, as_user):
    strange = OWN | {"entry": {"rule": "excluded_for_good", "given": {"terms": 3}}}
    plan, client = drafted(ivy, local_needs=[strange]), as_user(ivy)
    change = address(plan, "change-local-need", "L1")
    assert "A test from elsewhere: excluded for good" in text(client.get(change))
    assert client.post(change, NEED | {"entry": "as_it_is"}).status_code == 302
    plan.refresh_from_db()
    assert plan.overlay["local_needs"][0]["entry"] == strange["entry"]


def test_a_draft_waits_on_the_home_of_the_second_person(ivy, jim, hal, as_user):
    drafted(ivy)
    assert "draft local plan to read" in text(as_user(jim).get("/"))
    assert "draft local plan to read" not in text(as_user(ivy).get("/"))
    assert "Local plans" in text(as_user(hal).get("/"))


def test_versions_are_compared_in_words(ivy, jim, as_user):
    first = published(ivy, jim, min_attendance=92)
    later = timezone.localdate() + timedelta(days=5)
    second = drafted(ivy, since=later, min_attendance=95)
    client = as_user(ivy)
    page = text(client.get(address(second, "local-plan-changes")))
    assert "Attendance to reach" in page
    assert "92%" in page
    assert "<b>95%</b>" in page
    assert "What differs" in text(client.get(first.get_absolute_url()))
    page = text(as_user(jim).get(address(second, "publish-local-plan")))
    assert "What it says otherwise than version 1" in page
    assert "Nobody has tried it" in page
    strange = address(first, "local-plan-changes") + "?since=nothing"
    assert client.get(strange).status_code == 404


def test_a_published_plan_is_ended_and_a_draft_thrown_away(ivy, jim, as_user):
    plan, client = published(ivy, jim), as_user(ivy)
    page = text(client.get(plan.get_absolute_url()))
    assert "Write a new version" in page
    given = boxes("last_day", timezone.localdate()) | {"reason": "The payer has stopped"}
    assert client.post(address(plan, "end-local-plan"), given).status_code == 302
    draft = drafted(ivy, "ffp-2025")
    answer = client.post(address(draft, "discard-local-plan"), follow=True)
    assert "The draft is gone" in text(answer)
    assert not LocalPlan.objects.filter(pk=draft.pk).exists()


def test_nobody_is_led_to_end_a_plan(ivy, jim, as_user):
    """While its next version is written, ending it was all there was to do, and green."""
    plan = published(ivy, jim)
    drafted(ivy)
    page = text(as_user(ivy).get(plan.get_absolute_url()))
    end = address(plan, "end-local-plan")
    assert f'<a class="wf-btn" href="{end}">End it</a>' in page


def test_a_draft_is_tried_in_the_browser(borough, dot, ada, ivy, ben, as_user):
    ready = make_ready(borough, dot, ada)
    with on(TODAY):
        plan, client = drafted(ivy, min_attendance=99), as_user(ivy)
        answer = client.post(address(plan, "try-local-plan"), follow=True)
        assert "Being tried" in text(answer)
        trial = PlanTrial.objects.get()
        try_plan(trial.pk)
        page = text(client.get(trial.get_absolute_url()))
        assert "Could no longer be claimed for" in page
        assert "Fewer than 5 families" in page
        assert "From met to not met" in page
        assert ready.family.name not in page
        rows = reverse("outcomes:plan-trial-families", args=[trial.key])
        found = text(client.get(rows + "?group=need.met-not_met.1a"))
        assert ready.family.name in found
        assert "<b>By the draft:</b>" in found
        assert "99" in found
        seen = JournalEntry.objects.filter(verb="family.list", by=ivy).latest("pk")
        assert seen.data["families"] == [ready.family.pk]
        assert client.get(rows + "?group=need.magic.1a").status_code == 404
        assert client.get(rows).status_code == 404
        assert as_user(ben).get(trial.get_absolute_url()).status_code == 403


def test_a_manager_reads_the_reasons_on_the_familys_own_page(borough, dot, ada, ivy, hal, as_user):
    make_ready(borough, dot, ada)
    with on(TODAY):
        trial = acts.try_plan(plan=drafted(ivy, min_attendance=99), by=ivy)
        try_plan(trial.pk)
        rows = reverse("outcomes:plan-trial-families", args=[trial.key])
        found = text(as_user(hal).get(rows + "?group=claim.lose."))
        assert "By the draft" not in found


def test_a_program_writes_tries_and_publishes_a_plan(ivy, jim, kay, api_as):
    acts.load_frameworks()
    ours, theirs = api_as(ivy), api_as(jim)
    today = timezone.localdate().isoformat()
    given = {"framework": SLUG, "valid_from": today, "reason": WHY}
    made = ours.post("/api/local-plans/", given, format="json").json()
    where = f"/api/local-plans/{made['key']}/"
    wrong = ours.post(f"{where}change/", {"settings": {"discretion": ["zz"]}}, format="json")
    assert (wrong.status_code, wrong.json()["field"]) == (409, "discretion")
    judges = {"roles": ["supervisor"], "people": [str(ivy.post.key)]}
    change = {"settings": {"discretion": ["1a"]}, "judges": judges}
    changed = ours.post(f"{where}change/", change, format="json").json()
    assert changed["overlay"]["discretion"] == ["1a"]
    assert changed["discretion_people"] == ["Ivy Example"]
    trial = ours.post(f"{where}try/").json()
    assert (trial["percent"], trial["changes"]) == (0, [])
    try_plan(PlanTrial.objects.get().pk)
    done = api_as(kay).get(f"/api/local-plan-trials/{trial['key']}/").json()
    assert done["finished_at"]
    said = {"fingerprint": changed["fingerprint"]}
    assert ours.post(f"{where}publish/", said, format="json").status_code == 409
    assert theirs.post(f"{where}publish/", said, format="json").json()["state"] == "published"
    end = {"last_day": today, "reason": "It is over now"}
    assert ours.post(f"{where}end/", end, format="json").json()["state"] == "ended"
    again = ours.post("/api/local-plans/", given | {"framework": "ffp-2025"}, format="json").json()
    gone = ours.post(f"/api/local-plans/{again['key']}/discard/")
    assert gone.json() == {"key": again["key"], "version": 1}
