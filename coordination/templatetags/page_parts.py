"""What stands in a row at the top of pages: places, buttons, facts, tabs, chips, links.

Drawn here and not by a template, as each of them is on nearly every page several times
(docs/decisions/0030). Every word is escaped where it is put in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from coordination.templatetags.whole_family import (
    clock_time,
    day_long,
    escaped,
    icon_of,
    shape,
    source,
    status,
)

register = template.Library()
Said = Mapping[str, Any]


@register.simple_tag
def printed_on() -> str:
    """27 November 2026 at 9:41am: on a page that is printed now."""
    now = timezone.localtime()
    return f"{day_long(now)} at {clock_time(now)}"


@register.simple_tag
def place_links(places: Iterable[Said]) -> SafeString:
    """The navigation's lines: {url, icon, label, more, current}."""
    return _joined(
        f'<li><a href="{escaped(p["url"])}"{_current(p)}>{icon_of(p["icon"])}<span>'
        f"{escaped(p['label'])}{_wide_only(p['more'])}</span></a></li>"
        for p in places
    )


@register.simple_tag
def foot_links(links: Iterable[Said]) -> SafeString:
    """The footer's links: {url, label}."""
    return _joined(_link(link["url"], link["label"]) for link in links)


@register.simple_tag
def dotted(facts: Iterable[str]) -> SafeString:
    """Further facts of one line, each after a dot."""
    return _joined(f' <span class="wf-dotsep">{escaped(fact)}</span>' for fact in facts)


@register.simple_tag
def band_buttons(actions: Iterable[Said]) -> SafeString:
    """The band's buttons: {label, url, icon, go}."""
    return _joined(
        f'<a class="wf-btn{" wf-btn--go" if a.get("go") else ""}" href="{escaped(a["url"])}">'
        f"{icon_of(a['icon']) if a.get('icon') else ''}{escaped(a['label'])}</a>"
        for a in actions
    )


@register.simple_tag
def band_facts(facts: Iterable[Said]) -> SafeString:
    """The band's facts: {label, strong, lines, url, link}."""
    return _joined(
        f"<div><dt>{escaped(f['label'])}</dt><dd><b>{escaped(f['strong'])}</b>"
        f"{'<br>'.join(_lines(f))}</dd></div>"
        for f in facts
    )


@register.simple_tag
def tab_links(tabs: Iterable[Said]) -> SafeString:
    """A page's tabs: {label, url, current, count}."""
    return _joined(
        f'<a href="{escaped(t["url"])}"{_current(t)}>{escaped(t["label"])}{_count(t)}</a>'
        for t in tabs
    )


@register.simple_tag
def chip_links(chips: Iterable[Said]) -> SafeString:
    """People as links: {name, small, url, current, sex, age, index}; everyone=True for all."""
    return _joined(_chip(chip) for chip in chips)


@register.simple_tag
def matters(facts: Iterable[Any]) -> SafeString:
    """What matters now: each fact's tone, words and source (`context.Fact`)."""
    return _joined(
        f"<li>{status(f.tone, f.label, icon=f.icon)}<p>{escaped(f.text)}</p>"
        f"{source(f.source, f.on, url=f.url)}</li>"
        for f in facts
    )


@register.simple_tag
def promised(actions: Iterable[Any]) -> SafeString:
    """What someone promised, each with its day."""
    return _joined(
        f'<li><b class="wf-nowrap">{_by(a.due_on)}</b><span>{escaped(a.what)}</span></li>'
        for a in actions
    )


def _by(day: date | None) -> str:
    return f"By {day:%a} {day.day} {day:%b}" if day else "No day"


def _joined(parts: Iterable[str]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 words escaped


def _link(url: str, words: str) -> str:
    return f'<a class="govuk-link" href="{escaped(url)}">{escaped(words)}</a>'


def _current(said: Said) -> str:
    return ' aria-current="page"' if said.get("current") else ""


def _wide_only(words: str) -> str:
    return f'<span class="wf-wideonly">{escaped(words)}</span>' if words else ""


def _lines(fact: Said) -> list[str]:
    lines = [str(escaped(line)) for line in fact["lines"]]
    return [*lines, _link(fact["url"], fact["link"])] if fact.get("url") else lines


def _count(tab: Said) -> str:
    count = tab.get("count")
    shown = count is not None and count != ""
    return f' <span class="wf-count">{escaped(count)}</span>' if shown else ""


def _chip(chip: Said) -> str:
    on = chip.get("current")
    marks = (' wf-chip--on"', ' aria-current="true"') if on else ('"', "")
    drawn = (
        icon_of("people")
        if chip.get("everyone")
        else shape(chip.get("sex"), chip.get("age"), index=chip.get("index"))
    )
    small = f"<small>{escaped(chip['small'])}</small>" if chip.get("small") else ""
    return (
        f'<a class="wf-chip{marks[0]} href="{escaped(chip["url"])}"{marks[1]}>{drawn}'
        f"<span><b>{escaped(chip['name'])}</b>{small}</span></a>"
    )
