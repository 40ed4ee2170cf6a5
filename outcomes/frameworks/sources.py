"""The public documents behind the frameworks' rules, by the short names that the files give."""

from __future__ import annotations

import re
from collections.abc import Iterable

_GUIDANCE = "Supporting Families programme guidance 2022 to 2025, chapter {}, GOV.UK"
SOURCES = {
    "CAMBS20": "Cambridgeshire, outcomes plan of 2020",
    "DERBY": "Derby City Council, outcomes plan of phase 2",
    "DEVON-FILTER": "Devon County Council, answer to a request for information on who was counted",
    "EASTSX": "East Sussex County Council, phase 2 criteria",
    "HEREF20": "Herefordshire Council, outcomes plan of 2020",
    "HERTS23": "Hertfordshire Families First, new outcomes framework, June 2023",
    "LGIU": "Local Government Information Unit, briefing on phase 1",
    "LINCS": "Lincolnshire, Families Working Together: who is eligible",
    "NOTTS-CL": "Nottingham, checklist of phase 2, version 6",
    "PBRX": "Troubled Families: payment by results explained, J. Ronicle",
    "RBKC": "Royal Borough of Kensington and Chelsea, outcomes plan of phase 2",
    "S002": "A paper for a council’s children’s partnership board, 2013",
    "SFG-4": _GUIDANCE.format(4),
    "SFG-5": _GUIDANCE.format(5),
    "SHROPS": "Shropshire Council, outcomes plan of phase 2",
    "SURREY": "Surrey County Council, outcomes plan of phase 2",
    "TORBAY": "Torbay Council, outcomes plan of phase 2",
}
_SHORT_NAMES = re.compile(r"\b(?:" + "|".join(sorted(SOURCES, reverse=True)) + r")\b")


def named_in(sources: Iterable[str]) -> list[tuple[str, str]]:
    """Each document that these sources name, by its short name, with its title."""
    found = {name for source in sources for name in _SHORT_NAMES.findall(source)}
    return [(name, SOURCES[name]) for name in sorted(found)]
