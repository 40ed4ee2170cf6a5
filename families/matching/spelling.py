"""One spelling of a name, for looking it up: nobody has to type it just as it stands on record.

Python folds what is typed and the database what is on record, alike (decision 57).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Concat

#: Letters that Unicode does not take apart into a letter and its mark.
ONE_FOR_ONE = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ς": "σ"}
TWO_FOR_ONE = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
#: Marks upon letters: Latin and Greek, Hebrew, Arabic.
MARKS = r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]"
#: They part the halves of a double name, or are left out.
PARTS, LEFT_OUT = "-‐‑–—/(&", "'’‘`´ʼʹ.,"

_FROM = "".join(ONE_FOR_ONE) + PARTS
_TO = "".join(ONE_FOR_ONE.values()) + " " * len(PARTS)


def folded(text: str) -> str:
    """Zoë is zoe, Łukasz lukasz, O’Neill oneill, Anne-Marie two words."""
    plain = re.sub(MARKS, "", unicodedata.normalize("NFKD", text)).lower()
    plain = plain.translate(str.maketrans(_FROM, _TO, LEFT_OUT))
    for letter, letters in TWO_FOR_ONE.items():
        plain = plain.replace(letter, letters)
    return plain


def _sql(text: str) -> str:
    """Most names are of plain letters, which is quick to see: they need no taking apart."""
    left_out = LEFT_OUT.replace("'", "''")
    whole = f"lower(regexp_replace(normalize({text}, NFKD), '{MARKS}', '', 'g'))"
    whole = f"translate({whole}, '{_FROM}{left_out}', '{_TO}')"
    for letter, letters in TWO_FOR_ONE.items():
        whole = f"replace({whole}, '{letter}', '{letters}')"
    parts, dropped = (re.sub("[^ -~]", "", marks) for marks in (PARTS, left_out))
    plain = f"translate(lower({text}), '{parts}{dropped}', '{' ' * len(parts)}')"
    return f"CASE WHEN octet_length({text}) = length({text}) THEN {plain} ELSE {whole} END"


class Folded(Func):
    """`folded` in SQL, of core PostgreSQL."""

    output_field = TextField()
    template = _sql("%(expressions)s")

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, tuple[Any, ...]]:
        """The template says the name several times, and each time its values go along."""
        sql, params = super().as_sql(*args, **kwargs)
        return sql, tuple(params) * self.template.count("%(expressions)s")


def words_in(*fields: str) -> Folded:
    """These columns, folded, with a space before each word: ` zo` finds where one starts."""
    spaced: list[F | Value] = []
    for field in fields:
        spaced += [Value(" "), F(field)]
    return Folded(Concat(*spaced, output_field=TextField()))
