"""A case's facts in the published format, and judging it now."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from families.models import Case
from outcomes import acts
from outcomes.acts.equal import why_not_judge
from outcomes.judging.facts import facts_table
from sharing.api import Conflicting
from sharing.authority import require
from sharing.journal import saw
from sharing.models import User
from sharing.refusals import Refused
from sharing.views import or_404


def find_case(user: User, key: str) -> Case:
    """The case, or 404 where it may not be known."""
    cases = Case.objects.visible_to(user).select_related("family__authority", "owner")
    return or_404(cases.filter(key=key).first())


class CaseFacts(APIView):
    """The facts object of docs/facts.md, with what the caller may see and nothing else."""

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, key: str) -> Response:
        """What a verdict on the case rests on."""
        user: Any = request.user
        case = find_case(user, key)
        saw(user, case, verb="case.facts")
        return Response(facts_table(case, seen_by=user))


class JudgedOut(serializers.Serializer[Any]):
    judgement = serializers.UUIDField()


class JudgeCase(APIView):
    """Judging, as the worker does each night."""

    @extend_schema(request=None, responses=JudgedOut)
    def post(self, request: Request, key: str) -> Response:
        """Judge the case as of today; an unchanged verdict writes nothing."""
        user: Any = request.user
        case = find_case(user, key)
        require(user, "case.judge")
        if no := why_not_judge(case, user):
            raise Conflicting(Refused(no))  # or the answer says whether a need is named
        status = acts.judge_case(case=case, by=user)
        if status is None:
            raise Conflicting(Refused("Name a need first"))
        return Response({"judgement": status.key})
