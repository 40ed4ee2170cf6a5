"""A need of the readiness ledger as a row that opens. A family's page has many of them, each with
some forty words of its own, so they are drawn here and not by a template; all words are escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django import template
from django.utils.safestring import SafeString, mark_safe

from coordination.templatetags.whole_family import (
    day_long,
    day_short,
    escaped,
    judged,
    status,
    sureness,
)
from outcomes.telling.ledger import Ask, NeedRow, Shown, Standing
from sharing.rules import Verdict

register = template.Library()

MET, DOES_NOT_APPLY = Verdict.MET.value, Verdict.NOT_APPLICABLE.value
#: Lines of evidence that stand in the row itself; the rest is on the family's results.
MOST = 4


@register.simple_tag
def ledger_row(need: NeedRow, url: str) -> SafeString:
    """`url`: the family's results, with all of the evidence."""
    about = escaped(f"{need.who}: {need.headline}")
    verdict = status(need.verdict) if need.verdict else status("quiet", "In a moment", icon="clock")
    waits = status("wait", "Not decided", icon="clock") if need.undecided else ""
    risk = need.risk
    more = "\n".join(
        f"<div><dt>{name}</dt><dd>{said}</dd></div>" for name, said in _more(need, url)
    )
    return mark_safe(  # noqa: S308 words escaped
        f"""<li><details class="wf-ledge">
  <summary>
    <span class="what"><b>{about}</b><span>{escaped(need.text)}</span></span>
    <span class="how">{verdict}{judged(need.judgement)}{waits}</span>
    <span class="when">{_when(need)}</span>
    <span class="risk">{status(risk.tone, risk.words) if risk.tone != "quiet" else ""}</span>
  </summary>
  <dl class="wf-ledge__more">{more}</dl>
</details></li>"""
    )


def _when(need: NeedRow) -> str:
    """The day in two or three words."""
    if need.verdict == MET:
        if need.until:
            return f"Keep to {day_short(need.until)}"
        return f"Since {day_short(need.since)}" if need.since else ""
    if need.earliest:
        return f"Earliest {day_short(need.earliest)}"
    return f"{len(need.missing)} missing" if need.missing else ""


def _more(need: NeedRow, url: str) -> Iterator[tuple[str, str]]:
    """What the row says when it is opened: a heading and HTML."""
    rule = f'<a class="govuk-link" href="{escaped(need.rule_at)}">{sureness(need.provenance)}</a>'
    yield "It is met when", f"{escaped(need.outcome)}. {rule}"
    yield "Evidence so far", f"{_evidence(need, url)}{_told(need.standings[:MOST])}"
    yield "Missing", _missing(need)
    yield "When", _when_in_full(need)
    if need.verdict != DOES_NOT_APPLY:
        signs = (status("bad" if sign.bad else "good", sign.says) for sign in need.signs)
        yield "Would undo it", _list([*signs, *(f"{escaped(said)}." for said in need.slips_if)])
    went_with = "What went with this need being met"
    yield "Elsewhere", _link(need.went_with, went_with, f", for {need.who}: {need.headline}")
    if need.differs:
        beside = "The worker’s word is kept beside what was measured, never in its place."
        yield "Worker says", f"{status(need.worker)} <b>These two differ.</b> {beside}"


def _evidence(need: NeedRow, url: str) -> str:
    found = need.rests_on
    if not found:
        return '<span class="wf-quiet">None that is open to you.</span>'
    further = len(found) - MOST
    more = _link(url, f"{further} more", f" for {need.who}: {need.headline}") if further > 0 else ""
    return f"{_list(map(_shown, found[:MOST]))}{more}"


def _shown(one: Shown) -> str:
    on = f" <small>{day_short(one.on)}</small>" if one.on else ""
    return f"{escaped(one.source)}: {escaped(one.what)}{on}"


def _told(standings: Iterable[Standing]) -> str:
    lines = []
    for one in standings:
        days = f"{day_short(one.since)} {f'to {day_short(one.until)}' if one.until else 'on'}"
        said = f"{escaped(one.source)}, {escaped(one.what)}, {days}"
        lines.append(f"{status(one.tone, one.words, icon=one.icon)} <span>{said}</span>")
    return _list(lines, ' class="wf-ledge__told"') if lines else ""


def _missing(need: NeedRow) -> str:
    if need.asks:
        return _list(_asked(ask, need.who) for ask in need.asks)
    return "Nothing is missing from the record." if need.verdict else "Not worked out yet."


def _asked(ask: Ask, who: str) -> str:
    whom = f"Ask {ask.whom}"
    to_ask = _link(ask.url, whom, f": {ask.what}, for {who}") if ask.url else f"{escaped(whom)}."
    return f"{escaped(ask.what)}. {to_ask}"


def _when_in_full(need: NeedRow) -> str:
    since, earliest = need.since, need.earliest
    if need.verdict == MET:
        held = f" It must hold up to {day_long(need.until)}." if need.until else ""
        return f"Met{f' since {day_long(since)}' if since else ''}.{held}"
    if need.verdict == DOES_NOT_APPLY:
        return "Does not count, either way."
    if not earliest:
        return "No day can be named yet."
    holds = f"Holds since {day_long(since)}. " if since else ""
    return f"{holds}It could be met from {day_long(earliest)}."


def _list(items: Iterable[str], css: str = "") -> str:
    return f"<ul{css}>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _link(url: str, said: str, unseen: str) -> str:
    """`unseen`: what a screen reader says beside, so that no two links sound alike."""
    hidden = f'<span class="govuk-visually-hidden">{escaped(unseen)}</span>'
    return f'<a class="govuk-link" href="{escaped(url)}">{escaped(said)}{hidden}</a>'
