"""A browser that reads each answer to its end, as a server's closing of it would."""

from __future__ import annotations

from typing import Any

from django.test import Client


class Reader(Client):
    """What streams and is not read is never closed: the wall would stand on for the next test."""

    def request(self, **request: Any) -> Any:
        answer = super().request(**request)
        if answer.streaming:
            answer.streaming_content = [b"".join(answer.streaming_content)]
        return answer
