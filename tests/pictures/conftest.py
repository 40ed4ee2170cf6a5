"""Pictures are made when asked for (`make pictures`); they are no tests of the product."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import chromium, play

__all__ = ["chromium", "play"]


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Other runs do not even read them."""
    return None if "pictures" in config.getoption("markexpr") else True
