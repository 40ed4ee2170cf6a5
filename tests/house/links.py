"""Whatever a page links to opens for its reader: none leads to a page that is refused them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin

from django.db import transaction
from django.test import Client

LINK = re.compile(r'<a\b[^>]*?\shref="(/[^"#]*|\?[^"#]*)')
#: One ends the sign-in; the other is for programs.
NOT_FOLLOWED = ("/sign-out/", "/api/")
OPENS = {200, 302}


@dataclass
class Links:
    """What somebody's pages link to, as they are walked through."""

    opened: dict[str, int] = field(default_factory=dict)
    led_from: dict[str, str] = field(default_factory=dict)

    def read(self, address: str, status: int, content: bytes, kind: str) -> None:
        """An address was opened, and this came back."""
        self.opened[address] = status
        if kind == "text/html" and status == 200:
            for link in LINK.findall(content.decode()):
                self.led_from.setdefault(urljoin(address, unescape(link)), address)

    def refused(self, client: Client) -> Iterator[str]:
        """Where they lead to what does not open. Opened now is only what was not on the way."""
        for link, page in self.led_from.items():
            if not link.startswith(NOT_FOLLOWED):
                status = self.opened.get(link) or status_of(client, link)
                if status not in OPENS:
                    yield f"{page} leads to {link}: {status}"


def status_of(client: Client, address: str) -> int:
    """Whatever looking wrote is undone."""
    with transaction.atomic():
        status = client.get(address).status_code
        transaction.set_rollback(True)
    return status
