"""Every named address of the house, as the resolver knows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its full name, what it takes, whether it is the API's, and how it is asked."""

    name: str
    takes: tuple[str, ...]
    is_api: bool
    method: str


def routes() -> list[Route]:
    """All named addresses, each once, in order of their names."""
    found = {route.name: route for route in _walk(get_resolver().url_patterns, "", (), False)}
    return sorted(found.values(), key=lambda route: route.name)


def _walk(patterns: list, space: str, taken: tuple[str, ...], is_api: bool) -> Iterator[Route]:
    for pattern in patterns:
        takes = taken + tuple(pattern.pattern.regex.groupindex)
        api = is_api or str(pattern.pattern) == "api/"
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inner, takes, api)
        elif isinstance(pattern, URLPattern) and "format" not in takes:
            yield Route(f"{space}{pattern.name}", takes, api, _method(pattern))


def _method(pattern: URLPattern) -> str:
    """An act of the API can only be posted; everything else is read."""
    actions = getattr(pattern.callback, "actions", None)
    view = getattr(pattern.callback, "cls", None)
    if actions:
        return "post" if set(actions) == {"post"} else "get"
    return "post" if view and not hasattr(view, "get") else "get"
