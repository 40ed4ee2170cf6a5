"""The same hands without a mouse: Tab to what is meant, then Enter, Space, arrows and letters."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.hands import BrowserHands

#: More than any page has to stop at.
MOST = 400
#: htmx is at work: its address is there before its content, and the focus goes with that.
MOVING = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
IS_HERE = "e => e === document.activeElement"
#: What a sighted person needs to know where they are.
IS_MARKED = """e => { const look = getComputedStyle(e);
  return look.outlineStyle !== "none" || look.boxShadow !== "none"; }"""
OF_ITS_NAME = """e => { const here = document.activeElement;
  return here.type === "radio" && here.name === e.name && here.form === e.form; }"""


class KeyboardHands(BrowserHands):
    """Someone who uses the keyboard alone. What the others looked at is not looked at again."""

    def look(self) -> None:
        """Wait until nothing moves. No axe: `BrowserHands` had a look at each page of the way."""
        expect(self.page.locator(MOVING)).to_have_count(0)

    def attach(self, label: str, name: str, content: bytes) -> None:
        """Up to the box; the window that opens then is the browser's own."""
        self._reach(self._box(label))
        super().attach(label, name, content)

    def _reach(self, target: Locator, until: str = IS_HERE) -> None:
        """By Tab, as many times as it takes. Raises AssertionError where it does not lead there."""
        target.wait_for(state="attached")
        for _ in range(MOST):
            if target.evaluate(until):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {target} at {self.address}")

    def _use(self, target: Locator) -> None:
        self._reach(target)
        assert target.evaluate(IS_MARKED), f"Nobody sees that {target} has the focus"
        self.page.keyboard.press("Enter")

    def _fill(self, box: Locator, words: str) -> None:
        self._reach(box)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)

    def _check(self, tile: Locator) -> None:
        """A box by Space. Of radios Tab stops at one, and arrows lead on."""
        if tile.get_attribute("type") == "radio":
            self._reach(tile, OF_ITS_NAME)
            for _ in range(MOST):
                if tile.evaluate(IS_HERE):
                    break
                self.page.keyboard.press("ArrowDown")
        else:
            self._reach(tile)
        if not tile.is_checked():
            self.page.keyboard.press("Space")
        assert tile.is_checked(), f"{tile} is not chosen"

    def _select(self, box: Locator, number: int) -> None:
        self._reach(box)
        self.page.keyboard.press("Home")
        for _ in range(number):
            self.page.keyboard.press("ArrowDown")
        chosen = box.evaluate("e => e.selectedIndex")
        assert chosen == number, f"{chosen} is chosen in {box}, and not {number}"
