"""The one row that an address names, by a question that is drawn once for everyone with one sight.

Pages for an act and details of the API ask so. The condition is kept (`conditions.py`), and nothing
but the row's own name differs from one asking to the next: so the whole question is kept too.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404

from sharing.questions.conditions import known_by
from sharing.questions.prepared import Given, Statement, kept


def only(rows: QuerySet[Any], name: str, value: Any) -> Any:
    """The row whose `name`, which no two have, is this value; raises Http404 where there is none.

    Where more was asked of the rows than can be told by a key, it is drawn as ever.
    """
    field: Any = rows.model._meta.get_field(name)
    try:
        said = field.get_db_prep_value(field.to_python(value), connection)
    except (TypeError, ValueError, ValidationError):
        raise Http404 from None
    drawn = known_by(rows)
    if drawn is None or not field.unique:
        found = list(rows.filter(**{name: said}).order_by()[:1])
    else:

        def draw() -> Statement:
            return Statement(rows.filter(**{name: Given("value", field)}).order_by())

        found = kept((only, drawn, name), draw).ask(value=said)
        beside: Any = vars(rows)["_prefetch_related_lookups"]
        prefetch_related_objects(found, *beside)
    if not found:
        raise Http404
    return found[0]
