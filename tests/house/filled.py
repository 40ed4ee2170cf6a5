"""A form of a page, filled in as somebody would who has nothing special to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from tests.journeys.paper import Builder

WORDS = "Because it is so"


def tree_of(content: bytes) -> Element:
    builder = Builder()
    builder.feed(content.decode())
    return builder.root


def leads_to(page: Element) -> set[str]:
    """The paths to which its links and forms go."""
    found = [link.get("href", "") for link in page.iter("a")]
    found += [form.get("action", "") for form in page.iter("form")]
    return {urlsplit(address).path for address in found}


def filled(page: Element, goes_to: str, said: Mapping[str, str]) -> dict[str, list[str]]:
    """What is there stays, the first of what can be chosen is chosen, long answers get a few words,
    and `said` is said besides. `goes_to`: the form's own page, or that which it names."""
    form = next(one for one in page.iter("form") if _sends(one, goes_to))
    written: dict[str, list[str]] = {}
    choices: dict[str, str] = {}
    for box, name in _boxes(form):
        kind, there = box.get("type", box.tag), box.get("value", "")
        if kind in ("radio", "checkbox"):
            choices.setdefault(name, there or "on")
            if "checked" in box.attrib:
                written.setdefault(name, []).append(there or "on")
        elif kind == "select":
            written[name] = [_chosen(box, first="-" not in name)]
        else:
            written[name] = [(box.text or "").strip() or WORDS if kind == "textarea" else there]
    chosen = {name: [value] for name, value in choices.items()} | written
    return chosen | {name: [value] for name, value in said.items()}


def has_form(page: Element, goes_to: str) -> bool:
    return any(_sends(form, goes_to) for form in page.iter("form"))


def _sends(form: Element, goes_to: str) -> bool:
    return form.get("method") == "post" and form.get("action", "") in ("", goes_to)


def _boxes(form: Element) -> Iterator[tuple[Element, str]]:
    for box in form.iter():
        name = box.get("name", "")
        if box.tag in ("input", "textarea", "select") and name and "__prefix__" not in name:
            yield box, name


def _chosen(box: Element, *, first: bool) -> str:
    """`first`: of one's own accord; a row of many may stay empty."""
    options = list(box.iter("option"))
    marked = [one.get("value", "") for one in options if "selected" in one.attrib]
    others = [one.get("value", "") for one in options] if first else []
    return next(filter(None, [*marked, *others]), "")
