"""Many small questions of one kind as one test: to report each costs more than to ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


def of_each(cases: Iterable[Any], name: Callable[[Any], Any] = repr) -> Callable[..., Any]:
    """Ask it of each case, and fail with all that are wrong, each by its name.

    A case that is a tuple is given as several arguments.
    """
    asked = list(cases)

    def decorate(check: Callable[..., None]) -> Callable[[], None]:
        def test() -> None:
            assert asked, "there is nothing to ask it of"
            wrong = []
            for case in asked:
                try:
                    check(*case) if isinstance(case, tuple) else check(case)
                except AssertionError as error:
                    wrong.append(f"{name(case)}: {error}")
                except Exception as error:
                    error.add_note(f"Asked of {name(case)}")
                    raise
            assert not wrong, f"{len(wrong)} of {len(asked)} are wrong\n" + "\n".join(wrong)

        test.__name__, test.__doc__, test.__module__ = (
            check.__name__,
            check.__doc__,
            check.__module__,
        )
        return test

    return decorate
