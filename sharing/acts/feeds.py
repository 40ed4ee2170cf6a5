"""Files that agencies send come in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from sharing.acting import act, record
from sharing.feeds import attendance, education
from sharing.feeds.reading import FeedReading
from sharing.models import DATA_STEWARDS, Agency, Category, FeedFile, FeedRow, Line, User
from sharing.refusals import Refused
from sharing.rules.days import long_day


@dataclass(frozen=True, slots=True)
class Feed:
    """How a kind of file is read, and the category that an agreement must name."""

    read: Callable[[bytes], FeedReading[Any]]
    category: str


FEEDS: dict[str, Feed] = {
    FeedFile.Kind.EDUCATION: Feed(education.read, Category.EDUCATION),
    FeedFile.Kind.ATTENDANCE: Feed(attendance.read, Category.EDUCATION),
}
BATCH = 1_000


@act("feed.receive")
def receive_feed(
    *,
    kind: str,
    name: str,
    content: bytes,
    from_agency: Agency,
    to_agency: Agency | None = None,
    by: User,
) -> FeedFile:
    """Take a file that an agreement in force allows: good rows, and bad ones with their reasons.

    `to_agency` is needed only where the sender's agreements name several receivers. Refused whole
    where nothing can be read from it, or where the same bytes came before.
    """
    feed = FEEDS.get(kind)
    if feed is None:
        raise Refused("We don’t know files of this kind.", field="kind")
    taker = _taker(feed.category, from_agency, to_agency, by)
    reading = _read(feed, content)
    file = FeedFile(
        kind=kind,
        name=PurePath(name).name[:200] or "file.csv",
        sha256=reading.sha256,
        from_agency=from_agency,
        to_agency=taker,
        category=feed.category,
        received_by=by,
        encoding=reading.encoding,
    )
    _refuse_twice(file)
    file.check_and_save()
    rows = _rows(file, reading)
    FeedRow.objects.bulk_create(rows, batch_size=BATCH)
    good = len(reading.rows)
    record(file, kind=kind, good=good, bad=len(rows) - good)
    return file


def _read(feed: Feed, content: bytes) -> FeedReading[Any]:
    if len(content) > settings.UPLOAD_LIMIT:
        most = filesizeformat(settings.UPLOAD_LIMIT).replace("\xa0", " ")
        raise Refused(f"The file is larger than {most}. Send it in parts.", field="file")
    reading = feed.read(content)
    if reading.refused:
        raise Refused(*(p.reason for p in reading.errors), field="file")
    return reading


def _refuse_twice(file: FeedFile) -> None:
    """One file of a sender at a time, so that two presses of a button are one file."""
    Agency.objects.select_for_update(no_key=True).get(pk=file.from_agency_id)
    same = FeedFile.objects.filter(kind=file.kind, sha256=file.sha256)
    before = same.filter(from_agency=file.from_agency, to_agency=file.to_agency).first()
    if before is not None:
        day = timezone.localdate(before.received_at)
        raise Refused(f"This file came already, on {long_day(day)}.", field="file")


def _taker(category: str, giver: Agency, asked: Agency | None, by: User) -> Agency:
    """The agency that receives it: a steward's own, or the one that the sender's lines name."""
    lines = Line.objects.in_force().for_categories([category]).filter(from_agency=giver)
    allowed = list(Agency.objects.filter(lines_in__in=lines).distinct())
    about = Category(category).label.lower()
    if not by.is_system and by.agency != giver:
        if by.role not in DATA_STEWARDS:
            raise Refused("You can send files of your own agency only.", field="from_agency")
        asked = by.agency
    if asked is not None and asked not in allowed:
        said = f"No agreement today lets {giver} tell {asked} about {about}. Nothing was taken."
        raise Refused(said, field="from_agency")
    if not allowed:
        said = f"No agreement today lets {giver} tell anyone about {about}. Nothing was taken."
        raise Refused(said, field="from_agency")
    if asked is None and len(allowed) > 1:
        raise Refused("Say which agency it is for.", field="to_agency")
    return asked or allowed[0]


def _rows(file: FeedFile, reading: FeedReading[Any]) -> list[FeedRow]:
    """Every row that the report names, in the order of the file."""
    problems: dict[int, list[dict[str, str]]] = defaultdict(list)
    for problem in reading.problems:
        problems[problem.row].append({"column": problem.column, "reason": problem.reason})
    read = {row.row: row.to_dict() for row in reading.rows}
    left_out = {row.row: row.to_dict() for row in reading.left_out}
    return [
        FeedRow(
            file=file,
            number=number,
            state=FeedRow.State.READ if number in read else FeedRow.State.BAD,
            typed=read.get(number) or left_out.get(number, {}),
            problems=problems.get(number, []),
        )
        for number in sorted({*read, *problems} - {0})
    ]
