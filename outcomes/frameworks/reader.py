"""From one need's table to a `Need`, for published frameworks and local plans alike."""

from collections.abc import Container
from typing import Any

from outcomes.rules.framework import Need, Test
from outcomes.rules.question import LABELS
from outcomes.rules.reading import BadFile, day, list_of, refuse_unknown, say, table_of
from outcomes.rules.registry import COMBINING, ENTRY_RULES, GIVEN, RESULT_RULES, UNMEASURED
from outcomes.rules.states import BETTER

LONGEST = 1200  # months, a lifetime; more would only run off the calendar
DEEPEST = 8  # tests within tests
TEXTS = ("code", "headline", "text", "outcome", "source")
SUBJECTS = ("child", "adult", "parent", "young_person", "family", "unborn", "person")
PROVENANCE = ("confirmed", "assumed")
KEYS = (*TEXTS, "subject", "provenance", "months", "ages", "entry", "result")


def read_need(data: object, path: str, headline: str | None = None) -> Need:
    """Raises `BadFile`, also for a rule that doesn't exist or is given the wrong things."""
    table = dict(table_of(data, path))
    if headline is not None:
        table["headline"] = headline
    refuse_unknown(table, KEYS, path)
    words = {name: text(table, name, path) for name in TEXTS}
    entry = read_test(table.get("entry"), f"{path}.entry", ENTRY_RULES)
    result = read_test(table.get("result"), f"{path}.result", RESULT_RULES)
    months = table.get("months")
    if months is not None and (type(months) is not int or not 0 <= months <= LONGEST):
        raise BadFile(
            f"{path}.months", f"expected 0 or more months, at most {LONGEST}, found {say(months)}"
        )
    return Need(
        code=words["code"],
        headline=words["headline"],
        text=words["text"],
        outcome=words["outcome"],
        source=words["source"],
        subject=choice(table, "subject", SUBJECTS, path),
        provenance=choice(table, "provenance", PROVENANCE, path),
        entry=entry,
        result=result,
        months=months,
        ages=read_ages(table.get("ages"), f"{path}.ages"),
        measured=any(part.rule not in UNMEASURED for part in result.parts),
        nomination=all(part.rule in UNMEASURED for part in entry.parts),
    )


def read_ages(data: object, path: str) -> tuple[int, int] | None:
    """`[16, 17]`: both years counted."""
    if data is None:
        return None
    ages = list_of(data, path)
    if len(ages) != 2 or not all(isinstance(a, int) for a in ages):
        raise BadFile(path, f"expected a youngest and an oldest age, found {say(data)}")
    youngest, oldest = ages
    return int(str(youngest)), int(str(oldest))


def read_test(data: object, path: str, rules: dict[str, Any]) -> Test:
    """`{ rule = "...", given = { ... } }`, or `{ any_of = [tests] }`, or `{ all_of = [tests] }`,
    and beside it, where the need's own are not enough, `provenance` and `source`."""
    table = dict(table_of(data, path))
    about: dict[str, Any] = {}
    if "provenance" in table:
        about["provenance"] = choice(table, "provenance", PROVENANCE, path)
    if "source" in table:
        about["source"] = text(table, "source", path)
    table = {k: v for k, v in table.items() if k not in about}
    how = next((name for name in COMBINING if name in table), None)
    if how is not None:
        refuse_unknown(table, (how,), path)
        if path.count("_of[") >= DEEPEST:
            raise BadFile(path, f"expected tests within tests, at most {DEEPEST} deep")
        parts = enumerate(list_of(table[how], f"{path}.{how}"))
        tests = tuple(read_test(part, f"{path}.{how}[{i}]", rules) for i, part in parts)
        return Test(rule=how, given={"tests": tests}, **about)
    refuse_unknown(table, ("rule", "given"), path)
    rule = table.get("rule")
    if not isinstance(rule, str) or rule not in rules or rule in COMBINING:
        known = [name for name in rules if name not in COMBINING]
        raise BadFile(f"{path}.rule", f"expected one of {', '.join(known)}, found {say(rule)}")
    given = read_given(table.get("given", {}), f"{path}.given", GIVEN[rule])
    refuse_strange_kinds(given, f"{path}.given")
    if "earlier" in given:
        given["earlier"] = read_earlier(given["earlier"], f"{path}.given.earlier")
    return Test(rule=rule, given=given, **about)


def read_given(data: object, path: str, wanted: dict[str, tuple[str, bool]]) -> dict[str, Any]:
    """What the rule is given, each of its kind."""
    given: dict[str, Any] = dict(table_of(data, path))
    refuse_unknown(given, wanted, path)
    for name, (kind, required) in wanted.items():
        where = f"{path}.{name}"
        if name not in given:
            if required:
                raise BadFile(where, f"expected {KIND_WORDS[kind]}, found nothing")
        elif kind == "words":
            given[name] = tuple(str(word) for word in list_of(given[name], where))
        elif not isinstance(given[name], PLAIN[kind]) or (
            kind == "number" and isinstance(given[name], bool)
        ):
            raise BadFile(where, f"expected {KIND_WORDS[kind]}, found {say(given[name])}")
        elif kind == "number" and not 0 <= given[name] <= LONGEST:
            raise BadFile(where, f"expected a number from 0 to {LONGEST}, found {say(given[name])}")
    return given


def read_earlier(table: dict[str, Any], path: str) -> dict[str, Any]:
    """Another percent up to a day: `{ until = 2015-08-31, percent = 85 }`."""
    refuse_unknown(table, ("until", "percent"), path)
    until, percent = day(table.get("until")), table.get("percent")
    if until is None:
        raise BadFile(f"{path}.until", f"expected a date, found {say(table.get('until'))}")
    if not isinstance(percent, int | float) or not 0 <= percent <= 100:
        raise BadFile(f"{path}.percent", f"expected a percentage, found {say(percent)}")
    return {"until": until, "percent": percent}


def refuse_strange_kinds(given: dict[str, Any], path: str) -> None:
    """A rule reads kinds of evidence that there are, and no words of its own. One that weighs
    several against scores reads those that can get better."""
    known: Container[str] = BETTER if "tools" in given else LABELS
    named = [(f"{path}.kinds[{i}]", kind, known) for i, kind in enumerate(given.get("kinds", ()))]
    named += [(f"{path}.kind", given["kind"], LABELS)] if "kind" in given else []
    for where, kind, these in named:
        if kind not in these:
            said = "expected a kind of evidence that this rule reads"
            raise BadFile(where, f"{said}, found {say(kind)}")


PLAIN: dict[str, Any] = {"number": int | float, "flag": bool, "word": str, "table": dict}
KIND_WORDS = {
    "number": "a number",
    "flag": "true or false",
    "word": "some text",
    "words": "a list of words",
    "table": "a table",
}


def text(table: dict[str, Any], name: str, path: str) -> str:
    found = table.get(name)
    if not isinstance(found, str) or not found:
        raise BadFile(f"{path}.{name}", f"expected some text, found {say(found)}")
    return found


def choice(table: dict[str, Any], name: str, choices: tuple[str, ...], path: str) -> Any:
    found = table.get(name)
    if found not in choices:
        raise BadFile(f"{path}.{name}", f"expected one of {', '.join(choices)}, found {say(found)}")
    return found
