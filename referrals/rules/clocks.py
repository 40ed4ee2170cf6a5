"""Working hours in England: the hours of working days, all 24, without weekends and holidays.

So 48 working hours are two working days, and a referral of Friday 10am is due on Tuesday 10am.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from families.rules.working_days import is_working_day

LONDON = ZoneInfo("Europe/London")
HOURS_TO_DECIDE = 48


def working_minutes(start: datetime, end: datetime) -> int:
    """Minutes of working days between two instants; 0 when the end comes first.

    By the clock on the wall: the night the clocks change is a weekend.
    """
    first, last = wall(start), wall(end)
    total, day = 0, first.date()
    while day <= last.date():
        if is_working_day(day):
            opens = max(first, datetime.combine(day, time.min))
            closes = min(last, datetime.combine(day + timedelta(days=1), time.min))
            total += max(0, int((closes - opens).total_seconds() // 60))
        day += timedelta(days=1)
    return total


def wall(instant: datetime) -> datetime:
    """London's clock, without its zone."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs its zone")
    return instant.astimezone(LONDON).replace(tzinfo=None)


def after_working_minutes(start: datetime, minutes: int) -> datetime:
    """The instant at which so many working minutes have gone, in London's time."""
    now = wall(start)
    while True:
        midnight = datetime.combine(now.date() + timedelta(days=1), time.min)
        if is_working_day(now.date()):
            room = int((midnight - now).total_seconds() // 60)
            if minutes <= room:
                return (now + timedelta(minutes=minutes)).replace(tzinfo=LONDON)
            minutes -= room
        now = midnight


@dataclass(frozen=True, slots=True)
class Clock:
    """`fraction` is of the time gone, past 1 when late. `due` is None while it is stopped."""

    minutes_left: int
    fraction: float
    due: datetime | None
    stopped: bool

    @property
    def is_late(self) -> bool:
        return self.minutes_left < 0

    @property
    def text(self) -> str:
        """`24h left`, `40m left`, `5h late`, `Stopped, 12h left`."""
        said = f"{span(abs(self.minutes_left))} {'late' if self.is_late else 'left'}"
        return f"Stopped, {said}" if self.stopped else said


def span(minutes: int) -> str:
    return f"{minutes // 60}h" if minutes >= 60 else f"{minutes}m"


def clock(
    started: datetime,
    now: datetime,
    *,
    hours: int = HOURS_TO_DECIDE,
    paused_minutes: int = 0,
    paused_at: datetime | None = None,
) -> Clock:
    """`paused_minutes`: working minutes of earlier stops; `paused_at`: since when it stands."""
    stands = min(now, paused_at) if paused_at else now
    gone = max(0, working_minutes(started, stands) - paused_minutes)
    allowed = hours * 60
    due = after_working_minutes(started, allowed + paused_minutes) if paused_at is None else None
    return Clock(allowed - gone, gone / allowed, due, paused_at is not None)


def stopped_for(paused_at: datetime, resumed_at: datetime) -> int:
    """Working minutes to add to `paused_minutes` when the clock starts again."""
    return working_minutes(paused_at, resumed_at)
