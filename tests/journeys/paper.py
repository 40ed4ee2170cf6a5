"""A page as someone reads it: its words, links, labelled boxes and buttons. HTML made a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element

EMPTY = {"input", "meta", "link", "br", "hr", "img", "use", "path", "circle", "rect", "line"}
UNREAD = {"script", "style", "title", "template"}


class Builder(HTMLParser):
    """Makes the tree. Our templates close what they open."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("document")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in (element.tag for element in self.open):
            while self.open.pop().tag != tag:
                continue

    def handle_data(self, data: str) -> None:
        parent = self.open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data


def read(element: Element) -> str:
    """Its words, with single spaces."""
    return re.sub(r"\s+", " ", "".join(_words(element))).strip()


def _words(element: Element) -> Iterator[str]:
    if element.tag not in UNREAD:
        joined = "visually-hidden" in element.get("class", "")  # goes on with the word before it
        yield f"{'' if joined else ' '}{element.text or ''}"
        for child in element:
            yield from _words(child)
            yield child.tail or ""


class Paper:
    """One page. What is written on it stays on it until a button is pressed."""

    def __init__(self, html: str) -> None:
        builder = Builder()
        builder.feed(html)
        self.root = builder.root
        self.parents = {child: parent for parent in self.root.iter() for child in parent}
        self.by_id = {e.get("id"): e for e in self.root.iter() if e.get("id")}
        self.files: dict[str, Any] = {}

    @property
    def words(self) -> str:
        """All that can be read."""
        return read(self.root)

    def link(self, words: str) -> str:
        """Where a link leads."""
        found = [e for e in self.root.iter("a") if words in read(e) and e.get("href")]
        assert found, f"No link “{words}”. The page says: {self.words}"
        return found[0].get("href", "")

    def button(self, words: str) -> Element:
        found = [e for e in self.root.iter("button") if read(e).startswith(words)]
        assert found, f"No button “{words}”. The page says: {self.words}"
        return found[0]

    def box(self, label: str, group: str = "", place: int = 0) -> Element:
        """What a label belongs to: its exact words, or a tile's with smaller words beside them."""
        labels = [e for e in self._group(group, place).iter("label") if e.get("for") in self.by_id]
        exact = [e for e in labels if read(e) == label]
        found = exact or [e for e in labels if label in read(e)]
        assert found, f"No “{label}” in “{group}”. There are: {[read(e) for e in labels]}"
        return self.by_id[found[0 if group else place].get("for")]

    def _group(self, words: str, place: int) -> Element:
        if not words:
            return self.root
        sets = [e for e in self.root.iter("fieldset") if self._legend(e) == words]
        assert sets, f"No question “{words}”. The page says: {self.words}"
        return sets[place]

    @staticmethod
    def _legend(fieldset: Element) -> str:
        return next((read(e) for e in fieldset if e.tag == "legend"), "")

    def form_of(self, element: Element) -> Element:
        """The form that a button sends, or that a box belongs to."""
        if element.get("form"):
            return self.by_id[element.get("form")]
        while element.tag != "form":
            element = self.parents[element]
        return element

    def tick(self, box: Element, *, on: bool = True) -> None:
        if box.get("type") == "radio":
            for other in self._boxes(self.form_of(box)):
                if other.get("name") == box.get("name"):
                    other.attrib.pop("checked", None)
        box.attrib.pop("checked", None)
        if on:
            box.set("checked", "")

    def choose(self, box: Element, words: str) -> None:
        options = list(box.iter("option"))
        chosen = [e for e in options if read(e) == words] or [
            e for e in options if words in read(e)
        ]
        assert chosen, f"No “{words}” among {[read(e) for e in options]}"
        for option in options:
            option.attrib.pop("selected", None)
        chosen[0].set("selected", "")

    def sent_by(self, button: Element) -> dict[str, Any]:
        """What the browser would send."""
        sent: dict[str, Any] = {}
        for box in self._boxes(self.form_of(button)):
            for value in self._values(box):
                sent.setdefault(box.get("name"), []).append(value)
        if button.get("name"):
            sent[button.get("name")] = [button.get("value", "")]
        return sent

    def _boxes(self, form: Element) -> Iterator[Element]:
        for box in self.root.iter():
            named = box.tag in {"input", "textarea", "select"} and box.get("name")
            if named and box.get("disabled") is None and self._belongs(box, form):
                yield box

    def _belongs(self, box: Element, form: Element) -> bool:
        if box.get("form"):
            return box.get("form") == form.get("id")
        above: Element | None = box
        while above is not None and above is not form:
            above = self.parents.get(above)
        return above is form

    def _values(self, box: Element) -> list[Any]:
        if box.tag == "textarea":
            return [(box.text or "").removeprefix("\n")]
        if box.tag == "select":
            options = list(box.iter("option"))
            chosen = [e for e in options if e.get("selected") is not None] or options[:1]
            return [e.get("value", read(e)) for e in chosen]
        if box.get("type") == "file":
            file = self.files.get(box.get("name", ""))
            return [file] if file else []
        if box.get("type") in {"radio", "checkbox"}:
            return [box.get("value", "on")] if box.get("checked") is not None else []
        return [box.get("value", "")]
