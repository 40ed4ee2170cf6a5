"""Every measure on the demo borough and on 40,000 families: one table, kept as JSON too."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench import access, floors, measures, national, recompute  # noqa: E402
from bench.measured import Measured  # noqa: E402
from bench.wall import lists_behind_the_wall, rows_behind_the_wall  # noqa: E402
from families.models import Family  # noqa: E402

MANY = 40_000


def on_this_database() -> Iterator[Measured]:
    """Everything that depends on how many families there are."""
    floor = floors.measure()
    viewer = measures.busiest_viewer()
    yield from measures.pages(viewer, floor)
    yield access.filtered_list(viewer.user)
    yield from access.one_object(viewer.user)
    hidden = Family.objects.exclude(pk__in=Family.objects.visible_to(viewer.user).values("pk"))
    yield access.hidden_or_nothing(viewer.client, hidden.order_by("pk")[0])
    yield from rows_behind_the_wall(viewer)
    yield measures.write_amplification(viewer)
    yield from measures.page_weight(viewer)


def in_a_nation(people: national.Nation) -> Iterator[Measured]:
    """What the access rule costs among 400,000 families."""
    yield access.filtered_list(people.few, "(sees 200)")
    yield access.filtered_list(people.some, "(sees 2,000)")
    yield access.filtered_list(people.many, "(sees 100,000)")
    yield access.filtered_list(people.partner, "(by consent)")
    yield from access.one_object(people.partner)
    yield from lists_behind_the_wall(people)


@contextmanager
def another_database(name: str, *, empty: bool = False) -> Iterator[None]:
    """A copy of the demo's database, or an empty one, for as long as it is needed."""
    own = connection.settings_dict["NAME"]
    _switch("postgres")
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        template = "template1" if empty else own
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    _switch(name)
    try:
        yield
    finally:
        _switch("postgres")
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        _switch(own)


def _switch(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def tell(title: str, lines: Iterator[Measured]) -> list[dict[str, object]]:
    """Print a part of the table as it comes."""
    print(f"\n{title}")
    kept = []
    for line in lines:
        mark = "holds" if line.holds else "MISSED"
        bar = f"<= {line.target:g} {line.unit}".rstrip()
        figure = f"{line.ratio:8.2f} {line.unit:<3}{bar:<12}{mark:<7}"
        print(f"  {line.code}  {line.what:<58}{figure} {line.note}")
        kept.append(asdict(line) | {"holds": line.holds})
    return kept


def main() -> int:
    """0 when every bar holds."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--families", type=int, default=MANY, help="0: the demo borough only")
    parser.add_argument("--nation", type=int, default=0, help="also among so many, like 400000")
    parser.add_argument("--verdicts", type=int, default=0, help="the verdicts of so many, no more")
    arguments = parser.parse_args()
    report = (
        dict(of_a_nation(arguments.verdicts, verdicts_only=True))
        if arguments.verdicts
        else everything(arguments.families, arguments.nation)
    )
    place = Path(settings.DATA_DIR, "bench.json")
    place.write_text(json.dumps(report, indent=1))
    print(f"\nKept in {os.path.relpath(place)}")
    return 0 if all(line["holds"] for part in report.values() for line in part) else 1


def everything(families: int, nation: int) -> dict[str, list[dict[str, object]]]:
    """The demo borough, a bigger one, and a nation where one is wanted."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("load_demo", verbosity=0)
    report = {"any size": tell("Any size", measures.cold_start())}
    count = Family.objects.count()
    report["demo"] = tell(f"The demo borough, {count} families", on_this_database())
    if families:
        with another_database("whole_family_bench"):
            began = time.perf_counter()
            call_command("seed", families=families, seed=1, bulk=True, verbosity=0)
            made = Measured(
                "seed",
                f"seconds to make {families} families by COPY",
                time.perf_counter() - began,
                120,
                "s",
            )
            report["seed"] = tell("Growing", iter([made]))
            report["many"] = tell(f"{Family.objects.count()} families", on_this_database())
    return report | dict(of_a_nation(nation)) if nation else report


def of_a_nation(
    families: int, *, verdicts_only: bool = False
) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """In a database of its own, empty at first."""
    with another_database("whole_family_nation", empty=True):
        call_command("migrate", verbosity=0)
        people = national.make(families)
        if not verdicts_only:
            yield "nation", tell(f"{families} families", in_a_nation(people))
        yield "verdicts", tell(f"Verdicts of {families}", recompute.of_everyone(families))


if __name__ == "__main__":
    sys.exit(main())
