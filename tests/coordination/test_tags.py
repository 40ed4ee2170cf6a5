"""The parts every page is made of."""

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.template import Context, Template, TemplateDoesNotExist
from django.template.loader import render_to_string

from coordination.templatetags.whole_family import (
    ago,
    clock_time,
    day,
    day_long,
    day_short,
    icon_of,
    initials,
    pounds,
    sureness,
)

ICONS = sorted(path.stem for path in Path("templates/parts/icons").glob("*.svg"))


def drawn(text: str, **context: Any) -> str:
    return Template("{% load whole_family %}" + text).render(Context(context))


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_silent_and_drawn_in_our_box(name: str) -> None:
    html = icon_of(name)
    assert html.startswith('<svg class="wf-ic" viewBox="0 0 20 20" aria-hidden="true"')
    assert "<script" not in html
    assert "style" not in html


def test_an_icon_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(TemplateDoesNotExist):
        icon_of("no-such-icon")


@pytest.mark.parametrize(
    ("sex", "drawing"),
    [
        ("male", '<rect class="s"'),
        ("F", '<circle class="s"'),
        ("unborn", "M18 3 34 32H2z"),
        ("", "M18 1 35 18"),
        (None, "M18 1 35 18"),
    ],
)
def test_each_person_has_their_shape(sex: str | None, drawing: str) -> None:
    assert drawing in drawn("{% shape sex 9 %}", sex=sex)


def test_a_shape_holds_the_age_or_says_that_it_is_not_known() -> None:
    assert ">0</text>" in drawn("{% shape 'female' 0 %}")
    assert ">?</text>" in drawn("{% shape 'female' %}")
    assert "<text" not in drawn("{% shape 'unborn' %}")
    assert 'class="f"' in drawn("{% shape 'male' 14 index=True size='s' %}")


@pytest.mark.parametrize(
    ("verdict", "tone", "words"),
    [
        ("met", "good", "Met"),
        ("not_met", "bad", "Not met"),
        ("not_known", "wait", "Not known"),
        ("not_applicable", "quiet", "Does not apply"),
    ],
)
def test_a_verdict_is_a_word_with_a_tone(verdict: str, tone: str, words: str) -> None:
    html = drawn("{% status verdict %}", verdict=verdict)
    assert f"wf-st--{tone}" in html
    assert f"<span>{words}</span>" in html


def test_other_states_say_what_they_are_told() -> None:
    html = drawn("{% status 'bad' '2 days late' icon='clock' pill=True %}")
    assert "wf-st--bad wf-st--pill" in html
    assert "2 days late" in html


@pytest.mark.parametrize(
    ("gone", "filled", "tone"),
    [(0.1, 10, '"wf-clock"'), (0.8, 80, "wf-clock--wait"), (3, 100, "wf-clock--bad")],
)
def test_a_clock_fills_and_always_has_words(gone: float, filled: int, tone: str) -> None:
    html = drawn("{% clock gone '9h left' %}", gone=gone)
    assert f'stroke-dasharray="{filled} 100"' in html
    assert tone in html
    assert "9h left" in html


def test_who_sees_this_is_a_sentence() -> None:
    one = drawn("{% sees who %}", who=["Early Help East"])
    assert "<b>Early Help East</b> sees this." in one
    three = drawn("{% sees who url='/why' %}", who=["A", "B", "C"])
    assert "<b>A</b>, <b>B</b> and <b>C</b> see this." in three
    assert 'href="/why"' in three
    assert "Only you." in drawn("{% sees 'Only you.' %}")


@time_machine.travel(datetime(2026, 11, 19, 8, 41, tzinfo=UTC))
def test_days_and_times_are_said_as_people_say_them() -> None:
    summer = datetime(2026, 7, 1, 23, 5, tzinfo=UTC)
    assert day(date(2026, 11, 19)) == "Thu 19 Nov 2026"
    assert day(summer) == "Thu 2 Jul 2026"
    assert day_short(date(2026, 11, 5)) == "5 Nov"
    assert day_short(date(2025, 11, 5)) == "5 Nov 2025"
    assert day_long(date(2026, 11, 5)) == "5 November 2026"
    assert clock_time(summer) == "12:05am"
    assert clock_time(datetime(2026, 11, 19, 12, 0, tzinfo=UTC)) == "12:00pm"
    assert "19 Nov" in drawn("{% source 'The school' on %}", on=date(2026, 11, 19))


@time_machine.travel(datetime(2026, 11, 19, 8, 41, tzinfo=UTC))
@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2026, 11, 19), "today"),
        (date(2026, 11, 18), "yesterday"),
        (date(2026, 11, 20), "tomorrow"),
        (date(2026, 11, 5), "14 days ago"),
        (date(2026, 11, 22), "in 3 days"),
        (date(2026, 8, 1), "3 months ago"),
        (date(2023, 8, 1), "3 years ago"),
        (None, ""),
    ],
)
def test_how_long_ago(on: date | None, says: str) -> None:
    assert ago(on) == says


def test_nothing_is_not_no_money() -> None:
    assert pounds(1240) == "£1,240"
    assert pounds("0") == "£0"
    assert pounds("12.5") == "£12.50"
    assert pounds(-3) == "-£3"
    assert pounds(None) == ""


def test_how_sure_a_rule_is_is_said_in_words() -> None:
    assert sureness("confirmed") == "As published"
    assert sureness("assumed") == "Our reading of what was published"
    assert sureness("own") == "A need of our own"


def test_initials() -> None:
    assert initials("Priya Nair") == "PN"
    assert initials("Maria Anna van Dijk") == "MD"
    assert initials("Sukarno") == "S"
    assert initials("") == ""


def test_what_people_wrote_is_never_markup() -> None:
    words = render_to_string("parts/voice.html", {"words": "<script>x</script>", "who": "Kelly"})
    assert "<script>" not in words
    assert "&lt;script&gt;" in words


def test_a_family_in_a_list_is_words_and_no_markup() -> None:
    row = SimpleNamespace(
        url='/families/"x"/', name="O'Neil <b>& Sons", glyphs=[], people=(), mine=False,
        reference="<i>", lead="A & B", state=("bad", "<u>late", "warning"), days_words="Today",
    )  # fmt: skip
    html = drawn("{% family_row row %}", row=row)
    assert "O&#x27;Neil &lt;b&gt;&amp; Sons</a>" in html
    assert 'href="/families/&quot;x&quot;/"' in html
    for words in ("&lt;i&gt;", "A &amp; B", "&lt;u&gt;late"):
        assert words in html
