"""Decisions are numbered and say their status; words.md names every model."""

import re
from pathlib import Path

import pytest

from tests.house.test_sharing import models_of_the_house

DOCS = Path(__file__).resolve().parents[2] / "docs"
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda p: p.name)
def test_a_decision_has_its_number_heading_and_status(path):
    number = re.match(r"(\d{4})-[a-z0-9-]+\.md$", path.name)
    assert number, path.name
    text = path.read_text()
    assert text.startswith(f"# {int(number[1])}. ")
    assert re.search(r"^Status: (accepted|superseded by \d{4})", text, re.MULTILINE)
    for heading in ("Context", "Decision", "Consequences", "Considered"):
        assert f"## {heading}" in text, f"{path.name} lacks {heading}"


def test_decisions_are_numbered_without_gaps():
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers


def test_every_model_is_in_the_words():
    words = (DOCS / "words.md").read_text()
    missing = [m.__name__ for m in models_of_the_house() if f"`{m.__name__}`" not in words]
    assert not missing
