"""A second opinion without a database: facts in, verdicts out."""

import json
import os
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError

from outcomes.frameworks.loader import framework, frameworks, slugs
from outcomes.rules.facts import Facts, read_facts
from outcomes.rules.judge import judge
from outcomes.rules.known_names import refuse_strange
from outcomes.rules.plans import read_plan
from outcomes.rules.reading import BadFile, day

FAR = "expected a date with years before and after it to count to, found"
MIDDLE = 5000  # of the years that Python’s calendar has
YEARS_AROUND = 200  # the longest that a rule or a plan counts, and more


class Command(BaseCommand):
    help = "Judge a facts file under a published framework, and print the verdicts as JSON."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("framework", nargs="?", help="for example nsfof-2022")
        parser.add_argument("facts", nargs="?", help="a JSON file, as docs/facts.md describes")
        parser.add_argument("--plan", help="a JSON file with an authority’s plan")
        parser.add_argument("--as-of", help="the judging day, like 2024-06-30; today without it")
        parser.add_argument("--batch", help="a folder of files, each with framework, plan, facts")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            refuse_empty(options)
            plan = load(Path(options["plan"])) if options["plan"] else None
            if options["batch"]:
                self.judge_folder(Path(options["batch"]), plan, options["as_of"])
                return
            facts = load(Path(options["facts"] or "facts"))
            verdicts = judged(options["framework"], facts, plan, options["as_of"])
            self.tell(verdicts, indent=2)
        except BadFile as bad:
            self.refuse(str(bad))
        except BrokenPipeError:
            # whoever read has seen enough; without this Python complains once more as it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except Exception as error:
            raise CommandError(ours(error)) from error

    def judge_folder(self, folder: Path, plan: object, as_of: object) -> None:
        """One line of JSON a file; a bad file is one line too, and the others go on.

        `plan` and `as_of` are for the files that bring none of their own.
        """
        if not folder.is_dir():
            raise BadFile("--batch", f"expected a folder, found “{folder}”")
        for path in sorted(folder.glob("*.json")):
            line: dict[str, Any] = {"file": path.name}
            try:
                line["verdicts"] = judged_file(load(path), plan, as_of)
            except BadFile as bad:
                line["error"] = str(bad)
            except Exception as error:  # noqa: BLE001  no fault of ours stops the other files
                line["error"] = ours(error)
            self.tell(line)

    def tell(self, found: dict[str, Any], indent: int | None = None) -> None:
        """JSON as it reads best; escaped where the output, or UTF-8 itself, can't say a letter."""
        text = json.dumps(found, indent=indent, ensure_ascii=False)
        try:
            text.encode(getattr(self.stdout, "encoding", None) or "utf-8")
        except UnicodeEncodeError:
            text = json.dumps(found, indent=indent)
        self.stdout.write(text)

    def refuse(self, reason: str) -> NoReturn:
        self.stderr.write(reason)
        sys.exit(2)


def refuse_empty(options: dict[str, Any]) -> None:
    """Raises `BadFile` for an option that names nothing, as a script's unset variable does: judging
    without the plan that was meant would look like judging with it."""
    for name in ("plan", "batch"):
        if options[name] == "":
            raise BadFile(f"--{name}", "expected a path, found nothing")


def ours(error: Exception) -> str:
    """A fault of the rules in words, so that it ends as little as it can."""
    return f"file: expected verdicts, found a fault in our rules ({type(error).__name__}: {error})"


def load(path: Path) -> object:
    """What the file holds. Raises `BadFile`, also where an object has a key twice."""
    found: object
    try:
        text = path.read_text(encoding="utf-8-sig")
        found = json.loads(text, parse_constant=no_number, object_pairs_hook=each_key_once)
        refuse_twice(found)
    except BadFile:
        raise
    except OSError as error:
        raise BadFile(path.name, f"expected a file that can be read: {error.strerror}") from error
    except ValueError as error:
        raise BadFile(path.name, f"expected JSON in UTF-8: {error}") from error
    except RecursionError as error:
        raise BadFile(path.name, "expected JSON, found lists in lists too deep to read") from error
    return found


class ToldTwice(dict[str, Any]):
    """An object that has one key twice: JSON allows it, and one of the two would be lost."""

    key = ""


def each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object itself, marked where a key comes again: its path is known only to the whole."""
    table = dict(pairs)
    if len(table) == len(pairs):
        return table
    marked = ToldTwice(table)
    marked.key = next(key for key, times in Counter(k for k, _ in pairs).items() if times > 1)
    return marked


def refuse_twice(found: object, path: str = "") -> None:
    """Raises `BadFile` with the path of the first key that its object has twice."""
    if isinstance(found, ToldTwice):
        raise BadFile(path + found.key, "expected this key once in its object, found it twice")
    if isinstance(found, dict):
        for key, value in found.items():
            refuse_twice(value, f"{path}{key}.")
    elif isinstance(found, list):
        for number, value in enumerate(found):
            refuse_twice(value, f"{path.removesuffix('.')}[{number}].")


def no_number(word: str) -> NoReturn:
    """Python reads these and JSON has none: NaN is neither more nor less than any threshold."""
    raise ValueError(f"{word} is no number")


def judged(slug: object, facts: object, plan: object, as_of: object) -> dict[str, Any]:
    on = date.today() if as_of is None else day(as_of)  # noqa: DTZ011  a day, where it is run
    if on is None:
        raise BadFile("as_of", f"expected a date like 2024-03-01, found “{as_of}”")
    if not isinstance(slug, str):
        raise BadFile("framework", "expected the name of a framework")
    version, case, overlay = framework(slug), read_facts(facts), read_plan(plan)
    refuse_unpublished(case)
    refuse_strange(overlay, case, version, frameworks())
    try:
        return judge(version, case, overlay, as_of=on).to_dict(with_facts=True)
    except BadFile:
        raise
    except (OverflowError, ValueError):
        # Python says it by either, wherever a month or a week is added to a day.
        refuse_far({"as_of": on.isoformat(), "facts": facts})
        raise


def refuse_far(told: object) -> None:
    """Raises `BadFile` with the path of the date that is nearest to an end of the calendar."""
    path, found = max(dates_in(told), key=lambda one: abs(one[1].year - MIDDLE))
    if abs(found.year - MIDDLE) > MIDDLE - YEARS_AROUND:
        raise BadFile(path.removeprefix("facts."), f"{FAR} “{found}”")


def dates_in(told: object, path: str = "") -> Iterator[tuple[str, date]]:
    if isinstance(told, dict):
        for key, value in told.items():
            yield from dates_in(value, f"{path}.{key}" if path else key)
    elif isinstance(told, list):
        for number, value in enumerate(told):
            yield from dates_in(value, f"{path}[{number}]")
    elif (found := day(told)) is not None:
        yield path, found


def refuse_unpublished(facts: Facts) -> None:
    """A misspelt framework of an earlier claim would bar nothing, and a family be paid twice."""
    for number, claim in enumerate(facts.case.earlier_claims):
        if claim.framework not in slugs():
            where = f"case.earlier_claims[{number}].framework"
            names = ", ".join(slugs())
            raise BadFile(where, f"expected one of {names}, found “{claim.framework}”")


def judged_file(data: object, plan: object, as_of: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise BadFile("file", "expected an object with framework, as_of, plan and facts")
    if "facts" not in data:
        raise BadFile("facts", "expected an object, found nothing")
    own_plan, own_day = data.get("plan"), data.get("as_of")
    return judged(
        data.get("framework"),
        data["facts"],
        plan if own_plan is None else own_plan,
        as_of if own_day is None else own_day,
    )
