"""A local plan taken out as the file of `judge --plan`: named, valid, and judged by alike."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from jsonschema import Draft202012Validator

from outcomes import acts
from outcomes.models import CaseStatus, LocalPlan
from outcomes.rules.plan_schema import plan_schema
from sharing.models import JournalEntry
from tests.outcomes.plans_made import OWN, drafted
from tests.outcomes.ready import TODAY, make_ready, on


@pytest.fixture
def made(borough, dot, ada):
    """A ready family under a plan that changes its verdicts: six months become nine, school may
    miss less, the payer pays otherwise, and one need is the council's own."""
    made = make_ready(borough, dot, ada)
    plan = LocalPlan.objects.get(version=4)
    plan.overlay |= {"authority": plan.authority.code, "sustain_months": {"*": 9}}
    plan.overlay |= {"min_attendance": "97", "pays": {"outcomes": "640.50", "until": None}}
    plan.overlay |= {"local_needs": [OWN]}
    plan.save()
    with on(TODAY):
        acts.identify_need(case=made.case, code="L1", by=ada)
        acts.judge_case(case=made.case, by=ada)
        yield made


def taken(client, plan):
    answer = client.get(reverse("outcomes:local-plan-file", args=[plan.key]))
    assert answer.status_code == 200
    return answer


def test_judge_with_it_says_what_the_screen_says(made, ada, as_user, api_as, tmp_path, capsys):
    plan = LocalPlan.objects.get(version=4)
    files = {
        "plan.json": taken(as_user(ada), plan).content,
        "facts.json": api_as(ada).get(f"/api/cases/{made.case.key}/facts/").content,
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    said = ["judge", "nsfof-2022", str(tmp_path / "facts.json")]
    on_screen = CaseStatus.objects.current().get(case=made.case).verdicts
    assert judged(capsys, *said, plan=str(tmp_path / "plan.json")) == on_screen
    assert {need["need"] for need in on_screen["needs"]} == {"1a", "7c", "10a", "L1"}
    (tmp_path / "none.json").write_text(json.dumps({"local_needs": [OWN]}))
    assert judged(capsys, *said, plan=str(tmp_path / "none.json")) != on_screen
    html = as_user(ada).get(reverse("outcomes:progress", args=[made.family.reference]))
    (unmet,) = [need for need in on_screen["needs"] if need["need"] == "1a"]
    assert unmet["verdict"] == "not_met"
    assert unmet["reasons"][0].split(" ")[0] in html.content.decode()


def judged(capsys, *said, plan):
    call_command(*said, plan=plan, as_of=TODAY.isoformat())
    found = json.loads(capsys.readouterr().out)
    for need in found["needs"]:
        need.pop("facts")
    return found


def test_the_file_is_valid_named_and_says_which_plan_it_is(made, ada, as_user, api_as):
    plan = LocalPlan.objects.get(version=4)
    answer = taken(as_user(ada), plan)
    code = plan.authority.code.lower()
    name = f"local-plan-{code}-nsfof-2022-version-4.json"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    content = json.loads(answer.content)
    Draft202012Validator(plan_schema()).validate(content)
    assert content.pop("note").startswith(f"{plan}. From ")
    assert content == plan.overlay
    assert api_as(ada).get(f"/api/local-plans/{plan.key}/file/").content == answer.content
    seen = JournalEntry.objects.filter(by=ada, verb="localplan.see", data__form="file")
    assert seen.count() == 2


def test_whoever_reads_the_plan_takes_it_out_and_nobody_else(ivy, jim, ada, kay, cas, as_user):
    plan = drafted(ivy)
    address = reverse("outcomes:local-plan-file", args=[plan.key])
    assert "-draft.json" in taken(as_user(kay), plan).headers["Content-Disposition"]
    assert [as_user(user).get(address).status_code for user in (ada, cas)] == [404, 404]
    acts.publish_plan(plan=plan, fingerprint=plan.fingerprint, by=jim)
    assert [as_user(user).get(address).status_code for user in (ada, cas)] == [200, 200]
    page = as_user(ada).get(plan.get_absolute_url()).content.decode()
    assert address in page
