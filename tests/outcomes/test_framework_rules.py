from datetime import date

import pytest

from outcomes.frameworks import loader
from outcomes.frameworks.loader import FOLDER, framework, frameworks, in_force, read_framework
from outcomes.rules.facts import read_facts
from outcomes.rules.judge import judge
from outcomes.rules.reading import BadFile
from outcomes.rules.registry import COMBINING, ENTRY_RULES, GIVEN, RESULT_RULES
from outcomes.rules.sampling import draw, population_hash, sample_size
from tests.outcomes.facts_made import AS_OF, IDENTIFIED, PEOPLE, family

TOML = (FOLDER / "nsfof-2022.toml").read_bytes()


def test_nsfof_2022_has_ten_headlines_and_all_their_needs():
    made = framework("nsfof-2022")
    assert [h.code for h in made.headlines] == [str(n) for n in range(1, 11)]
    assert [len(h.needs) for h in made.headlines] == [4, 3, 3, 2, 4, 6, 3, 3, 3, 3]
    assert all(n.provenance == "assumed" and n.source.startswith("rulebook") for n in made.needs)
    assert len(made.sha256) == 64
    assert made.need("1a").measured
    assert not made.need("5a").measured
    assert made.need("99") is None


def test_every_rule_of_every_version_runs():
    """With nothing on record no outcome is met, under no rule of no version."""
    for made in frameworks():
        for need in made.needs:
            person = None if need.subject == "family" else "p2"
            person = "p1" if need.subject == "adult" else person
            needs = [{"need": need.code, "person": person, "identified": IDENTIFIED}]
            facts = read_facts(family(people=PEOPLE, needs=needs, evidence=[], coverage=[]))
            found = judge(made, facts, as_of=AS_OF).needs[0]
            assert found.finding.verdict in {"not_known", "not_applicable"}, need.code
            assert found.finding.reasons


def test_each_rule_says_what_it_is_given():
    assert set(GIVEN) == (set(ENTRY_RULES) | set(RESULT_RULES)) - set(COMBINING)


@pytest.mark.parametrize(
    ("began", "slug"),
    [
        ("2012-03-31", None),
        ("2012-04-01", "tf1-2012"),
        ("2015-03-31", "tf1-2012"),
        ("2015-04-01", "tf2-2015"),
        ("2018-04-01", "tf2-2018"),
        ("2021-03-31", "tf2-2020"),
        ("2021-04-01", "sf-2021"),
        ("2022-04-01", "nsfof-2022"),
        ("2025-03-31", "nsfof-2022"),
        ("2025-04-01", "ffp-2025"),
        ("2026-11-25", "ffp-2025"),
    ],
)
def test_a_case_belongs_to_the_version_in_force_when_it_began(began, slug):
    found = in_force(date.fromisoformat(began), frameworks())
    assert (found.slug if found else None) == slug


#: A published file never changes: a claim made under it must be judged the same for ever.
PUBLISHED = {
    "tf1-2012": "ccad9355b776c38b4ed32b0f1da7dfe1d6211bb7d1736310709cd2ca4cd34106",
    "tf2-2015": "6db4b58afdc04bca53814957c4aed848b50016b5fb768f62d13cea7762c9b5d8",
    "tf2-2018": "e431988c52d02a28097ce3bd78417446cd65273069175ae5c61e8aab1b3145f1",
    "tf2-2020": "0e1e5a90ff31fe600a3792747e992b42d258b164b179520016b48e22051a0438",
    "sf-2021": "23254326c77834eab215704ecd82d197a2f1b78fc79021f4034d824d51b1b5f8",
    "nsfof-2022": "ed6fab7c24c5945ebfe219721be0422c57fe05e2b4ff6c992c4fd3cad481a41f",
    "ffp-2025": "038b01d08f8a7a8ea4d3ada099be81e9b801381ee153e5fe34c460f714d7c907",
}


def test_no_published_file_has_changed():
    assert {slug: framework(slug).sha256 for slug in loader.slugs()} == PUBLISHED


def test_a_version_that_was_never_published():
    with pytest.raises(BadFile, match=r"expected one of .*nsfof-2022.*, found “tf9”"):
        framework("tf9")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('slug = "nsfof-2022"', "", "slug: expected some text"),
        ("[eligibility]", "[eligible]", "eligible: expected one of"),
        ("min_needs = 3", 'min_needs = "3"', "eligibility.min_needs: expected a whole number"),
        ('amount = "800.00"', 'amount = "much"', "route[0].amount: expected a number"),
        ("until = 2024-11-30", 'until = "soon"', "route[0].until: expected a date"),
        ('rule = "workless"', 'rule = "idle"', "headline[9].need[0].entry.rule: expected one of"),
        ("terms = 2, count", 'terms = "2", count', "entry.given.terms: expected a number"),
        ("percent = 90, ", "", "entry.given.percent: expected a number, found nothing"),
        ("percent = 90, ", "percent = 90, per = 1, ", "entry.given.per: expected one of"),
        ("ages = [0, 5]", "ages = [5]", "ages: expected a youngest and an oldest"),
        ("\nmonths = 6", "\nmonths = -6", "need[3].months: expected 0 or more months"),
        ("watch_months = 6", "watch_months = -1", "watch_months: expected 0 or more months"),
        ("800.00", "-1", "amount: expected pounds"),
        ('provenance = "assumed"', 'provenance = "sure"', "provenance: expected one of"),
        ('subject = "child"', 'subject = "kid"', "subject: expected one of"),
        ('code = "1b"', 'code = "1a"', "headline: expected each need’s code once, found 1a again"),
        ("[[headline]]", "[headline", "expected TOML in UTF-8"),
    ],
)
def test_a_broken_framework_says_where(old, new, said):
    content = TOML.decode().replace(old, new, 1)
    assert content != TOML.decode()
    with pytest.raises(BadFile) as error:
        read_framework(content.encode(), "test.toml")
    assert str(error.value).startswith("test.toml: ")
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("version", "old", "new", "said"),
    [
        ("tf1-2012", 'work_need = "work"', 'work_need = "job"', "given.work_need: expected a need"),
        ("tf1-2012", 'beside = "education_crime"', 'beside = "luck"', "beside: expected a route"),
        ("tf1-2012", '"education_half"', '"education_part"', "route[0].asks: expected only"),
        ("tf1-2012", '"crime", "work"]', '"crime", "toil"]', "eligibility.among: expected headl"),
        ("tf1-2012", "funded_one_in = 6", "", "cohort.funded_one_in: expected a whole number"),
        ("tf1-2012", "{ episodes = 3, terms", "{ terms", "any_of[0].given.episodes: expected"),
        ("tf2-2015", 'school_need = "tf2.2a"', 'need = "2a"', "given.school_need: expected a need"),
        ("tf2-2015", 'unborn_for = ["tf2.6c"]', 'unborn_for = ["6"]', "unborn_for: expected needs"),
        ("tf2-2015", 'steps = ["lead"', 'steps = ["chat"', "route[0].steps: expected only lead"),
    ],
)
def test_a_broken_route_or_criterion_says_where(version, old, new, said):
    content = (FOLDER / f"{version}.toml").read_text(encoding="utf-8")
    assert old in content
    with pytest.raises(BadFile) as error:
        read_framework(content.replace(old, new, 1).encode(), "test.toml")
    assert said in str(error.value)


def test_the_hash_is_of_the_file_itself():
    assert read_framework(TOML + b"\n", "x.toml").sha256 != framework("nsfof-2022").sha256


POPULATION = [f"claim-{n}" for n in range(1, 376)]


def test_a_sample_can_be_drawn_again_from_its_record():
    one = draw(POPULATION, size=38, seed="summer-2026")
    assert one == draw(POPULATION, size=38, seed="summer-2026")
    assert len(one.chosen) == one.size == 38
    assert list(one.chosen) == [c for c in POPULATION if c in one.chosen]
    assert one.population_hash == population_hash(POPULATION)
    assert one.chosen != draw(POPULATION, size=38, seed="winter-2026").chosen
    assert one.chosen[:3] == ("claim-3", "claim-9", "claim-17")


def test_a_population_in_another_order_or_with_one_more_is_another():
    assert population_hash(POPULATION) != population_hash(POPULATION[::-1])
    more = draw([*POPULATION, "claim-999"], size=38, seed="summer-2026")
    assert more.population_hash != population_hash(POPULATION)


def test_every_claim_can_be_drawn():
    drawn = {c for n in range(200) for c in draw(POPULATION[:20], size=2, seed=str(n)).chosen}
    assert drawn == set(POPULATION[:20])


@pytest.mark.parametrize(
    ("count", "size"), [(375, 38), (10, 1), (11, 2), (1, 1), (0, 0), (380, 38)]
)
def test_a_tenth_rounded_up_and_at_least_one(count, size):
    assert sample_size(count) == size
    assert sample_size(count, percent=100) == count


def test_samples_that_make_no_sense():
    with pytest.raises(ValueError, match="twice"):
        draw(["a", "a"], size=1, seed="s")
    with pytest.raises(ValueError, match="smaller than nothing"):
        draw(["a"], size=-1, seed="s")
    assert draw(["a"], size=5, seed="s").size == 1
