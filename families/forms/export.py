"""Which list someone wants to take out."""

from __future__ import annotations

from typing import Any

from django import forms

from families.leaving.exports import kinds_for
from sharing.form_fields import TapChoiceField
from sharing.models import User


class ExportForm(forms.Form):
    kind = TapChoiceField(label="Which list?", choices=())

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = kinds_for(user)
        self.fields["kind"] = TapChoiceField(
            label="Which list?", choices=kinds, initial=kinds[0][0] if kinds else None
        )
