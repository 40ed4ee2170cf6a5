"""`judge` refuses a plan or a word on a need that names what no version has (exit 2)."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from outcomes.frameworks.loader import framework, frameworks
from outcomes.rules.facts import read_facts
from outcomes.rules.known_names import refuse_strange
from outcomes.rules.plans import read_plan
from outcomes.rules.reading import BadFile
from tests.outcomes.facts_made import MET, family, item
from tests.outcomes.plans_made import OWN

SAID = {"need": "7z", "on": "2024-01-01"}
SLIPPED = item("regression", None, "key_worker", **SAID, reason="Again")
JUDGED = item("judgement", None, "key_worker", **SAID, result="progress", by="Ann", reason="Seen")


def refused(plan, facts=MET, slug="nsfof-2022"):
    with pytest.raises(BadFile) as bad:
        refuse_strange(read_plan(plan), read_facts(facts), framework(slug), frameworks())
    return str(bad.value)


@pytest.mark.parametrize(
    ("plan", "path", "expected"),
    [
        (
            {"pays": {"outcome": "800"}},
            "pays.outcome",
            "a way to a result of nsfof-2022 (outcomes)",
        ),
        ({"discretion": ["1a", "1aa"]}, "discretion[1]", "a need of nsfof-2022 or of the plan"),
        ({"sustain_months": {"*": 6, "1z": 3}}, "sustain_months.1z", "* or a need of nsfof-2022"),
        ({"local_needs": [OWN | {"headline": "99"}]}, "local_needs[0].headline", "a headline of"),
        ({"local_needs": [OWN | {"code": "1a"}]}, "local_needs[0].code", "a code of its own"),
        ({"local_needs": [OWN, OWN]}, "local_needs[1].code", "a code of its own"),
    ],
)
def test_a_plan_that_names_what_the_version_has_not(plan, path, expected):
    assert refused(plan).startswith(f"{path}: expected {expected}")


@pytest.mark.parametrize("said", [SLIPPED, JUDGED])
def test_a_word_on_a_need_that_is_not_there_would_be_lost(said):
    facts = family(evidence=[*MET["evidence"], said])
    number = len(MET["evidence"])
    assert refused({}, facts).startswith(f"evidence[{number}].need: expected a need of nsfof-2022")


def test_what_the_plan_adds_may_be_named_and_so_may_what_another_version_has():
    plan = {"local_needs": [OWN], "discretion": ["L1"], "sustain_months": {"*": 3, "L1": 9}}
    facts = family(evidence=[*MET["evidence"], SLIPPED | {"need": "L1"}])
    refuse_strange(read_plan(plan), read_facts(facts), framework("nsfof-2022"), frameworks())
    old = {"pays": {"ssp": "800", "employment": "700", "until": None}, "discretion": ["tf2.2a"]}
    nobody = family(needs=[], evidence=[], coverage=[])
    refuse_strange(read_plan(old), read_facts(nobody), framework("nsfof-2022"), frameworks())


def test_judge_says_so_with_exit_2_and_a_folder_goes_on(tmp_path):
    plan = {"pays": {"outcome": "800.00"}}
    (tmp_path / "facts.json").write_text(json.dumps(MET))
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    errors = StringIO()
    asked = ["judge", "nsfof-2022", str(tmp_path / "facts.json")]
    with pytest.raises(SystemExit) as stopped:
        call_command(*asked, plan=str(tmp_path / "plan.json"), stdout=StringIO(), stderr=errors)
    assert stopped.value.code == 2
    assert errors.getvalue().startswith("pays.outcome: expected a way to a result of nsfof-2022")
    folder = tmp_path / "folder"
    folder.mkdir()
    one = {"framework": "nsfof-2022", "as_of": "2024-06-30", "facts": MET}
    (folder / "a.json").write_text(json.dumps(one | {"plan": plan}))
    (folder / "b.json").write_text(json.dumps(one))
    out = StringIO()
    call_command("judge", batch=str(folder), stdout=out)
    bad, good = (json.loads(line) for line in out.getvalue().splitlines())
    assert bad["error"].startswith("pays.outcome: ")
    assert good["verdicts"]["payment"]["amount"] == "800.00"
