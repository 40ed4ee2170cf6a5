"""`manage.py judge`: facts in, verdicts out, and no database (no test here asks for one)."""

import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from coordination.local.servers import PROJECT
from outcomes.rules.judge import judge
from tests.outcomes.facts_made import MET, family
from tests.outcomes.golden_cases import cases, facts_of, found_at
from tests.outcomes.plans_made import OWN

JOB = {"kind": "employment", "person": "p1", "source": "dwp", "from": "2023-01-01", "hours": 20}
HAPPENED = {"rule": "happened_within"}
NESTED: dict = {"rule": "nominated"}
for _ in range(30):
    NESTED = {"any_of": [NESTED]}
AWAY = {"kind": "missing", "person": "p2", "source": "police", "on": "2024-06-01"}
EXPECTED = {"id": "u1", "relation": "unborn", "expected": "9999-12-31"}


def attended(earlier):
    return {"rule": "attended_enough", "given": {"percent": 90, "terms": 2, "earlier": earlier}}


@pytest.fixture
def write(tmp_path):
    def written(name, data):
        path = tmp_path / name
        path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
        return str(path)

    return written


def run(*args, **options):
    out = StringIO()
    call_command("judge", *args, stdout=out, **options)
    return out.getvalue()


def refused(*args, **options):
    errors = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("judge", *args, stdout=StringIO(), stderr=errors, **options)
    assert stopped.value.code == 2
    return errors.getvalue()


def test_it_prints_the_verdicts(write):
    found = json.loads(run("nsfof-2022", write("f.json", MET), as_of="2024-06-30"))
    assert found["results"][0]["verdict"] == "met"
    assert found["payment"]["amount"] == "800.00"


def test_a_plan_overlays_the_version(write):
    plan = write("plan.json", {"pays": {"outcomes": "650.00", "until": None}})
    found = run("nsfof-2022", write("f.json", MET), as_of="2024-06-30", plan=plan)
    assert json.loads(found)["payment"]["amount"] == "650.00"


def test_without_a_day_it_judges_today(write):
    facts = write("f.json", family(case={"opened": "2023-01-09"}))
    with time_machine.travel(datetime(2026, 3, 9, 12, tzinfo=UTC), tick=False):
        found = json.loads(run("nsfof-2022", facts))
    assert found["as_of"] == "2026-03-09"


@pytest.mark.parametrize(
    ("facts", "framework", "options", "said"),
    [
        (family(people=[{}]), "nsfof-2022", {}, "people[0].id: expected some text"),
        ("{", "nsfof-2022", {}, "f.json: expected JSON"),
        (MET, "tf9", {}, "framework: expected one of"),
        ('{"people": [{"id": "a"}, {"id": "b", "id": "c"}]}', "nsfof-2022", {}, "people[1].id: "),
        ('{"case": {}, "case": {}}', "nsfof-2022", {}, "case: expected this key once"),
        (
            family(
                case={
                    "opened": "2023-01-09",
                    "earlier_claims": [{"framework": "tf2", "people": ["c1"], "on": "2017-09-15"}],
                }
            ),
            "nsfof-2022",
            {},
            "case.earlier_claims[0].framework: expected one of",
        ),
        (family(evidence=[JOB | {"hours": 10**400}]), "nsfof-2022", {}, "evidence[0].hours: exp"),
        (MET, "nsfof-2022", {"as_of": "soon"}, "as_of: expected a date"),
        (MET, "nsfof-2022", {"plan": "nowhere.json"}, "nowhere.json: expected a file"),
        (MET, "nsfof-2022", {"plan": ""}, "--plan: expected a path, found nothing"),
        (MET, "nsfof-2022", {"batch": ""}, "--batch: expected a path, found nothing"),
    ],
)
def test_a_file_that_breaks_the_format_is_refused_with_the_path(
    write, facts, framework, options, said
):
    assert refused(framework, write("f.json", facts), **options).startswith(said)


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"entry": {"rule": {}}}, "entry.rule: expected one of"),
        (
            {"entry": HAPPENED | {"given": {"kinds": ["rumour"]}}},
            "entry.given.kinds[0]: expected a",
        ),
        (
            {"entry": HAPPENED | {"given": {"kinds": ["missing"], "months": 10**9}}},
            "entry.given.mo",
        ),
        (
            {"result": {"rule": "state_held", "given": {"kind": "x", "good": []}}},
            "result.given.kind",
        ),
        ({"months": 10**9}, "months: expected 0 or more months"),
        ({"result": attended({"percent": 85})}, "result.given.earlier.until: exp"),
        ({"result": attended({"until": "2015-08-31"})}, "result.given.earlier.per"),
        ({"months": True}, "months: expected 0 or more months"),
        ({"entry": NESTED}, f"entry{'.any_of[0]' * 8}: expected tests within tests"),
    ],
)
def test_a_plan_s_own_need_that_no_rule_could_ask_is_refused_with_the_path(write, own, said):
    plan = write("p.json", {"local_needs": [OWN | own]})
    found = refused("nsfof-2022", write("f.json", MET), plan=plan)
    assert found.startswith(f"local_needs[0].{said}")


def test_a_fault_planted_in_the_rules_stops_no_other_file(write, tmp_path, monkeypatch):
    def fails(version, *args, **options):
        if version.slug == "tf1-2012":
            raise KeyError("nothing here")
        return judge(version, *args, **options)

    monkeypatch.setattr("outcomes.management.commands.judge.judge", fails)
    quiet = family(needs=[]) | {"evidence": []}
    write("a.json", {"framework": "tf1-2012", "facts": quiet})
    write("b.json", {"framework": "nsfof-2022", "facts": quiet})
    first, second = map(json.loads, run(batch=str(tmp_path)).splitlines())
    assert first["error"].startswith("file: expected verdicts, found a fault in our rules (KeyErr")
    assert second["verdicts"]["framework"] == "nsfof-2022"
    with pytest.raises(CommandError, match="a fault in our rules"):
        run("tf1-2012", write("c.json", quiet))


def test_a_folder_is_judged_in_one_go_and_a_bad_file_stops_nothing(write, tmp_path):
    case = {"framework": "nsfof-2022", "as_of": "2024-06-30", "plan": None, "facts": MET}
    write("a.json", case)
    write("b.json", case | {"facts": {}})
    write("c.json", "[]")
    write("d.json", {"framework": 1, "facts": {}})
    write("e.json", {"framework": "nsfof-2022"})
    lines = [json.loads(line) for line in run(batch=str(tmp_path)).splitlines()]
    assert [line["file"] for line in lines] == [f"{name}.json" for name in "abcde"]
    assert lines[0]["verdicts"]["results"][0]["verdict"] == "met"
    assert [line["error"].split(":")[0] for line in lines[1:]] == [
        "case",
        "file",
        "framework",
        "facts",
    ]


def test_every_golden_case_in_one_folder(write, tmp_path):
    for number, (version, families, case) in enumerate(cases()):
        as_of = case.get("as_of", families[case.get("family", "usual")]["as_of"])
        facts = facts_of(families, case)
        plan = case.get("plan")
        one = {"framework": version, "as_of": as_of, "plan": plan, "facts": facts}
        write(f"{number:03}.json", one)
    lines = [json.loads(line) for line in run(batch=str(tmp_path)).splitlines()]
    for line, (_, _, case) in zip(lines, cases(), strict=True):
        for path, expected in case["expect"].items():
            assert (found_at(line["verdicts"], path) or "none") == expected, case["name"]


def test_a_day_too_far_off_and_a_folder_that_is_not_there(write, tmp_path):
    said = refused("nsfof-2022", write("f.json", MET), as_of="9999-12-31")
    assert said.startswith("as_of: expected a date with years before and after it")
    early = family(case=MET["case"] | {"opened": "0001-01-01"}, evidence=[AWAY])
    early |= {"needs": [{"need": "6b", "person": "p2", "identified": "2024-06-02"}]}
    said = refused("nsfof-2022", write("f.json", early), as_of="2024-06-30")
    assert said.startswith("case.opened: expected a date with years before and after it")
    far = write("f.json", family(people=[*MET["people"], EXPECTED]))
    assert json.loads(run("nsfof-2022", far, as_of="2024-06-30"))["payment"]["verdict"] == "met"
    assert refused(batch=str(tmp_path / "nowhere")).startswith("--batch: expected a folder")


def test_the_facts_that_a_verdict_read_are_named(write):
    facts = family(evidence=[item | {"id": f"e{n}"} for n, item in enumerate(MET["evidence"])])
    found = json.loads(run("nsfof-2022", write("f.json", facts), as_of="2024-06-30"))
    kinds = {item["id"]: item["kind"] for item in facts["evidence"]}
    read = [{kinds[id_] for id_ in need["facts"]} for need in found["needs"]]
    assert read == [{"attendance"}, {"offence"}, {"benefit", "employment"}]


def test_what_a_plan_does_not_accept_and_a_term_that_runs_are_not_among_them(write):
    row = next(item for item in MET["evidence"] if item["kind"] == "attendance")
    more = [row | {"term": "2024-summer", "from": "2024-04-15", "to": "2024-07-19", "id": "runs"}]
    more += [row | {"source": "family", "id": "by the family"}]
    told = [item | {"id": f"e{n}"} for n, item in enumerate(MET["evidence"])]
    plan = write("p.json", {"sources": {"attendance": ["school"]}})
    facts = write("f.json", family(evidence=[*told, *more]))
    found = json.loads(run("nsfof-2022", facts, as_of="2024-06-30", plan=plan))
    read = {id_ for need in found["needs"] for id_ in need["facts"]}
    assert read
    assert read <= {item["id"] for item in told}


def ask_bare(*args, **env):
    """As someone does who has the code and nothing else: no key, no settings, no servers."""
    command = [sys.executable, str(PROJECT / "manage.py"), "judge", *args]
    env = {"PATH": os.environ["PATH"], **env}
    return subprocess.run(command, env=env, capture_output=True, check=False)


def test_it_asks_nothing_of_the_machine(write, tmp_path):
    facts = write("f.json", MET)
    ran = ask_bare("nsfof-2022", facts, "--as-of", "2024-06-30")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout)["payment"]["amount"] == "800.00"
    wrong = ask_bare("nsfof-2022", write("g.json", {}), DJANGO_SETTINGS_MODULE="nowhere")
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert wrong.stderr == b"case: expected it, found nothing\n"


def test_whoever_has_read_enough_is_told_of_no_fault(write, tmp_path):
    for number in range(40):  # more than a pipe holds
        write(f"{number}.json", {"framework": "nsfof-2022", "as_of": "2024-06-30", "facts": MET})
    command = [sys.executable, str(PROJECT / "manage.py"), "judge", "--batch", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        assert ran.stdout.read(10) == b'{"file": "'
        ran.stdout.close()
        assert ran.stderr.read() == b""


def test_letters_that_the_terminal_has_not_are_escaped(write):
    named = {"case": MET["case"], "people": [{"id": "Zo\u00eb \u0141", "relation": "child"}]}
    named["needs"] = [{"need": "6b", "person": "Zo\u00eb \u0141", "identified": "2023-02-10"}]
    ran = ask_bare("nsfof-2022", write("f.json", named), PYTHONIOENCODING="ascii")
    assert json.loads(ran.stdout.decode("ascii"))["needs"][0]["person"] == "Zo\u00eb \u0141"


def test_files_made_to_break_it_break_only_themselves(write, tmp_path):
    case = {"framework": "nsfof-2022", "as_of": "2024-06-30", "facts": MET}
    jobs = [{"kind": "employment", "person": "p1", "source": "dwp", "from": "2023-01-01"}]
    write("a.json", "[" * 100_000)
    write("b.json", case | {"facts": family(evidence=[jobs[0] | {"hours": float("nan")}])})
    write("c.json", json.dumps(case).replace('"p1"', '"\\ud800"'))
    write("d.json", case | {"plan": {"sustain_months": {"*": 1201}}})
    write("e.json", case | {"as_of": "9999-12-31"})
    write("f.json", json.dumps(case).replace('"hours": 20', '"hours": 1e999'))
    write("z.json", case)
    ran = ask_bare("--batch", str(tmp_path))
    assert (ran.returncode, ran.stderr) == (0, b"")
    lines = [json.loads(line) for line in io.BytesIO(ran.stdout)]
    assert [line["file"] for line in lines] == [f"{name}.json" for name in "abcdefz"]
    said = [line.get("error", "").partition(":")[0] for line in lines]
    assert said == ["a.json", "b.json", "", "sustain_months.*", "as_of", "evidence[8].hours", ""]
    assert lines[2]["verdicts"]["needs"][-1]["person"] == "\ud800"
    assert lines[-1]["verdicts"]["payment"]["amount"] == "800.00"


def test_a_folder_s_files_without_a_day_or_plan_take_those_of_the_command(write, tmp_path):
    write("a.json", {"framework": "nsfof-2022", "facts": MET})
    own = {"as_of": "2024-12-01", "plan": {}}
    write("b.json", {"framework": "nsfof-2022", "facts": MET} | own)
    (tmp_path / "plan").mkdir()
    plan = write("plan/p.json", {"pays": {"outcomes": "650.00"}})
    lines = run(batch=str(tmp_path), as_of="2024-06-30", plan=plan).splitlines()
    found = [json.loads(line)["verdicts"] for line in lines]
    assert [one["as_of"] for one in found] == ["2024-06-30", "2024-12-01"]
    assert [one["payment"]["amount"] for one in found] == ["650.00", "0.00"]


def test_whole_numbers_may_be_written_with_a_point(write):
    def possible(sessions):
        was = [item | {"possible": sessions} for item in MET["evidence"] if "possible" in item]
        return write("f.json", family(evidence=[*was, *MET["evidence"][len(was) :]]))

    whole, pointed = (run("nsfof-2022", possible(n), as_of="2024-06-30") for n in (100, 100.0))
    assert pointed == whole
    assert ".possible: expected a whole number" in refused("nsfof-2022", possible(99.5))
