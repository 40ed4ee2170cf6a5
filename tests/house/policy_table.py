"""Who gets what, address by address: the table that an information governance lead can read.

A row is "status: names; status: names". `*` is everyone else; someone without an account is
`anonymous` and, where a row does not name them, is sent to sign in (302; 403 from the API).
An act of the API is asked with nothing in it: 400, 409 or 422 means may, but said nothing.
"""

from __future__ import annotations

from tests.house.policy_api import API
from tests.house.policy_pages import PAGES

TABLE: dict[str, str] = PAGES | API
