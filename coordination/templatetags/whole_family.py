"""What pages are made of: icons, shapes, status words, clocks, sources, dates."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache, lru_cache
from html import escape
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from coordination.govuk import errors_in, heading
from sharing.questions.addresses import to
from sharing.questions.answering import today
from sharing.rules import money
from sharing.rules.days import long_day
from sharing.rules.listing import listed

register = template.Library()

#: What is said, its tone, its icon. The first four are verdicts.
SAYINGS: dict[str, tuple[str, str, str]] = {
    "met": ("Met", "good", "done"),
    "not_met": ("Not met", "bad", "stop"),
    "not_known": ("Not known", "wait", "unknown"),
    "not_applicable": ("Does not apply", "quiet", "none"),
    "good": ("", "good", "done"),
    "wait": ("", "wait", "clock"),
    "bad": ("", "bad", "warning"),
    "info": ("", "info", "calendar"),
    "quiet": ("", "quiet", "dot"),
}
SQUARES, CIRCLES = {"male", "m"}, {"female", "f"}
UNBORN = {"unborn", "u"}


def escaped(said: Any) -> str:
    """As it may stand in HTML, also within quotes; what a template wrote itself stays as it is."""
    return said if isinstance(said, SafeString) else escape(str(said))


@register.simple_tag
def address(name: str, which: Any = None) -> str:
    """`{% address 'families:list' %}`: as `url`, found once a process (sharing/questions)."""
    return to(name, which)


@cache
def drawing(name: str) -> SafeString:
    """The paths of one icon; a name that is not there is a mistake in the template."""
    return mark_safe(render_to_string(f"parts/icons/{name}.svg").strip())  # noqa: S308 our own file


@register.simple_tag(name="icon")
def icon_of(name: str, extra: str = "") -> SafeString:
    """`{% icon 'phone' %}`. Says nothing to a screen reader: the words beside it do."""
    return _icon(str(name), str(extra))


@lru_cache(maxsize=512)
def _icon(name: str, extra: str) -> SafeString:
    return format_html(
        '<svg class="wf-ic{}" viewBox="0 0 20 20" aria-hidden="true" focusable="false">{}</svg>',
        f" {extra}" if extra else "",
        drawing(name),
    )


@register.simple_tag
@cache
def built(name: str) -> str:
    """The address of a file of the page's own; it has one name while a process lives."""
    return static(name)


@register.simple_tag
def shape(sex: Any, age: Any = None, index: Any = False, size: str = "") -> SafeString:
    """`{% shape person.sex person.age index=True size='s' %}`: the person's genogram shape."""
    kind = str(sex or "").lower()
    form = "square" if kind in SQUARES else "circle" if kind in CIRCLES else "diamond"
    form = "triangle" if kind in UNBORN else form
    shown = "" if form == "triangle" else "?" if age is None or age == "" else age
    return _drawn(form, str(shown), bool(index), size)


@register.simple_tag
def family_row(row: Any) -> SafeString:
    """A family in a list: its name, its people as shapes, what stands out (`caseload.Row`).

    A list is made of little else, so a row is drawn here and not by a template."""
    link = f'<a class="govuk-link govuk-link--no-visited-state" href="{escaped(row.url)}">'
    drawn = (shape(sex, age, index=focus, size="s") for sex, age, focus in row.glyphs)
    people = "".join(f"<li>{one}</li>" for one in drawn)
    beside = [row.reference] if row.mine or not row.lead else [row.reference, row.lead]
    counted = "1 person" if len(row.people) == 1 else f"{len(row.people)} people"
    said = " ".join(f'<span class="wf-dotsep">{escaped(words)}</span>' for words in beside)
    return mark_safe(  # noqa: S308 words escaped
        f"""<li>
  <div><h2 class="wf-h3">{link}{escaped(row.name)}</a></h2>
    <ul class="wf-glyphs wf-mt" aria-label="{counted}">{people}</ul>
    <p>{standing(row.state)} {said}</p></div>
  <span class="wf-nums wf-quiet">{row.days_words}</span>
</li>"""
    )


@lru_cache(maxsize=512)
def _drawn(form: str, age: str, index: bool, size: str) -> SafeString:
    """There are some hundred shapes, and a page has dozens of them."""
    said = {"form": form, "age": age, "index": index, "size": size}
    return mark_safe(render_to_string("parts/shape.html", said))  # noqa: S308 our own file


@register.simple_tag
def status(kind: str, text: Any = "", icon: str = "", pill: bool = False) -> SafeString:
    """`{% status 'met' %}` for a verdict, `{% status 'bad' '2 days late' %}` for anything else."""
    words, tone, drawn = SAYINGS[str(kind)]
    said = escaped(text or words)
    return mark_safe(f"{_mark(tone, str(icon or drawn), bool(pill))}{said}</span></span>")  # noqa: S308


@lru_cache(maxsize=512)
def _mark(tone: str, icon: str, pill: bool) -> str:
    """What stands before the words of a status: there are few, and a page has dozens of them."""
    wide = " wf-st--pill" if pill else ""
    return f'<span class="wf-st wf-st--{tone}{wide}">{icon_of(icon)}<span>'


JUDGED = {
    "equivalent": "Judged equal to met, not measured",
    "word": "By a worker’s word: nothing measures it",
}


@register.simple_tag
def judged(mark: str) -> SafeString:
    """The mark of a verdict by judgement, for ever beside it: "equivalent", "word" or none."""
    said = f'<span class="wf-judged">{JUDGED[mark]}</span>' if mark in JUDGED else ""
    return mark_safe(said)  # noqa: S308 words of our own


@register.simple_tag
def standing(state: tuple[str, str, str]) -> SafeString:
    """A status that comes as one thing: tone, words and icon."""
    tone, words, drawn = state
    return status(tone, words, icon=drawn)


@register.inclusion_tag("parts/clock.html")
def clock(fraction: Any, text: Any, until: datetime | None = None) -> dict[str, Any]:
    """A ring that fills as time goes (0 to 1), always with words: `{% clock 0.8 '9h left' %}`."""
    gone = min(max(float(fraction or 0), 0.0), 1.0)
    tone = "bad" if gone >= 1 else "wait" if gone >= 0.7 else ""
    return {"filled": round(gone * 100), "text": text, "tone": tone, "until": until}


@register.inclusion_tag("parts/places.html")
def places(used: int, most: int) -> dict[str, Any]:
    """A caseload as a row of places: `{% places 6 8 %}`. The words stand beside it."""
    size = max(int(used or 0), int(most or 0))
    boxes = [{"x": 20 * number, "used": number < int(used or 0)} for number in range(size)]
    return {"boxes": boxes, "width": max(20 * size, 20), "used": used, "most": most}


@register.simple_tag
def source(name: Any, on: Any = None, url: str = "", full: bool = False) -> SafeString:
    """Where a fact comes from and how fresh it is. `full=True` where the line stands alone."""
    said: str = escaped(name)
    if url:
        said = f'<a class="govuk-link" href="{escaped(url)}">{said}</a>'
    if on:
        said += f",{' correct as of' if full else ''} {day_short(on)}"
    return mark_safe(f'<p class="wf-src">{_icon("document", "")}<span>{said}</span></p>')  # noqa: S308


@register.inclusion_tag("parts/sees.html")
def sees(who: Any, url: str = "", link: str = "Why") -> dict[str, Any]:
    """Who sees this: `who` is a sentence, or a list of names which becomes one."""
    names = [str(name) for name in who] if isinstance(who, list | tuple) else []
    return {"names": names, "text": "" if names else who, "url": url, "link": link}


@register.inclusion_tag("govuk/error_summary.html")
def error_summary(*parts: Any, before: str = "save", reassure: bool = True) -> dict[str, Any]:
    """All that stands in the way, in forms and formsets, each with a link to its input."""
    errors = errors_in(parts)
    return {
        "errors": errors,
        "heading": heading(len(errors), before),
        "reassure": reassure,
    }


@register.simple_tag
def has_errors(*parts: Any) -> bool:
    """Whether the page's title starts with 'Error:'."""
    return bool(errors_in(parts))


def _as_date(value: Any) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, date) else None


@register.filter
def day(value: Any) -> str:
    """Thu 19 Nov 2026."""
    on = _as_date(value)
    return f"{on:%a} {on.day} {on:%b %Y}" if on else ""


@register.filter
def day_short(value: Any) -> str:
    """19 Nov, with its year where that is another year than this."""
    on = _as_date(value)
    if not on:
        return ""
    return f"{on.day} {on:%b}" if on.year == today().year else f"{on.day} {on:%b %Y}"


@register.filter
def day_long(value: Any) -> str:
    """19 November 2026."""
    on = _as_date(value)
    return long_day(on) if on else ""


@register.filter
def clock_time(value: Any) -> str:
    """9:41am, in Europe/London."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    if not hasattr(value, "hour"):
        return ""
    return f"{value.hour % 12 or 12}:{value.minute:02}{'am' if value.hour < 12 else 'pm'}"


@register.filter
def ago(value: Any) -> str:
    """'14 days ago', 'yesterday', 'today', 'tomorrow', 'in 3 days'; months from 60 days on."""
    on = _as_date(value)
    if not on:
        return ""
    gone = (today() - on).days
    near = {0: "today", 1: "yesterday", -1: "tomorrow"}
    if gone in near:
        return near[gone]
    size = abs(gone)
    amount = f"{size} days" if size < 60 else f"{size // 30} months"
    if size >= 730:
        amount = f"{size // 365} years"
    return f"{amount} ago" if gone > 0 else f"in {amount}"


@register.filter
def pounds(value: Any) -> str:
    """£1,240, and £1,240.50 where there are pence. Nothing stays nothing: it is not £0."""
    return "" if value is None or value == "" else money.pounds(value)


SURENESS = {
    "confirmed": "As published",
    "assumed": "Our reading of what was published",
    "own": "A need of our own",
}


@register.filter
def sureness(provenance: str) -> str:
    """How sure a rule is: the publisher's own words, how we read them, or a local plan's."""
    return SURENESS[provenance]


@register.filter
def names(people: Any) -> str:
    """Kelly, Jayden and Theo."""
    return listed(person.short_name for person in people)


@register.filter
def initials(value: Any) -> str:
    """PN for Priya Nair."""
    words = str(value or "").split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
