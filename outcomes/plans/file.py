"""A local plan as a file: what `manage.py judge --plan` takes (docs/plan.schema.json)."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse

from outcomes.models import LocalPlan
from sharing.rules.days import long_day


def as_plan_file(plan: LocalPlan) -> dict[str, Any]:
    """The settings as they count, with a note that says which plan it is."""
    until = f" to {long_day(plan.valid_until)}" if plan.valid_until else ""
    draft = " A draft: nobody is judged by it." if plan.is_draft else ""
    note = f"{plan}. From {long_day(plan.valid_from)}{until}.{draft}"
    return {"note": note} | plan.overlay


def plan_file_name(plan: LocalPlan) -> str:
    """Like local-plan-e08000003-nsfof-2022-version-4.json; a draft says so."""
    draft = "-draft" if plan.is_draft else ""
    name = f"{plan.authority.code}-{plan.framework.slug}-version-{plan.version}"
    return f"local-plan-{name.lower()}{draft}.json"


def download(plan: LocalPlan) -> HttpResponse:
    """The file, to keep."""
    text = json.dumps(as_plan_file(plan), indent=2, ensure_ascii=False)
    answer = HttpResponse(f"{text}\n", content_type="application/json; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{plan_file_name(plan)}"'
    return answer
