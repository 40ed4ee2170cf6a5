"""Several things in one sentence."""

from collections.abc import Iterable


def listed(names: Iterable[str], word: str = "and") -> str:
    """`A`, `A and B`, `A, B and C`; empty for none."""
    *most, last = [*names] or [""]
    return f"{', '.join(most)} {word} {last}" if most else last
