"""Agreements, their lines and documents in the API: read by the parties, one POST an act."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from sharing import acts
from sharing.api import NothingIn, VisibleKeyField, VisibleViewSet
from sharing.models import Agency, Agreement, Category, Document, Line, Post, Purpose, Signature


class LineOut(serializers.ModelSerializer[Line]):
    """One line, also in words."""

    from_agency = serializers.StringRelatedField()  # type: ignore[var-annotated]
    to_agency = serializers.StringRelatedField()  # type: ignore[var-annotated]
    words = serializers.CharField(read_only=True)

    class Meta:
        model = Line
        fields = (
            "key", "from_agency", "to_agency", "category", "purpose", "audience", "consent_needed",
            "basis", "condition", "gateway", "words",
        )  # fmt: skip
        read_only_fields = fields


class SignatureOut(serializers.ModelSerializer[Signature]):
    by = serializers.StringRelatedField()  # type: ignore[var-annotated]
    agency = serializers.StringRelatedField()  # type: ignore[var-annotated]

    class Meta:
        model = Signature
        fields = ("key", "by", "agency", "at", "fingerprint")
        read_only_fields = fields


class DocumentOut(serializers.ModelSerializer[Document]):
    """A document; its bytes are at `url`."""

    url = serializers.CharField(source="get_absolute_url", read_only=True)

    class Meta:
        model = Document
        fields = ("key", "title", "ending", "size", "sha256", "attached_at", "url")
        read_only_fields = fields


class AgreementOut(serializers.ModelSerializer[Agreement]):
    parties = serializers.StringRelatedField(many=True)  # type: ignore[var-annotated]
    left = serializers.StringRelatedField(many=True)  # type: ignore[var-annotated]
    standing = serializers.CharField(read_only=True)
    supersedes = serializers.SlugRelatedField(slug_field="key", read_only=True)  # type: ignore[var-annotated]
    lines = LineOut(many=True, read_only=True)
    signatures = SignatureOut(many=True, read_only=True)
    documents = DocumentOut(many=True, read_only=True)

    class Meta:
        model = Agreement
        fields = (
            "key", "title", "version", "supersedes", "state", "standing", "state_since", "reason",
            "starts_on", "ends_on", "review_on", "replaced_from", "parties", "left", "lines",
            "signatures", "documents",
        )  # fmt: skip
        read_only_fields = fields


class AgreementDetailOut(AgreementOut):
    """With the text that is signed, and its fingerprint."""

    text = serializers.CharField(read_only=True)
    fingerprint = serializers.CharField(read_only=True)

    class Meta(AgreementOut.Meta):
        fields = (*AgreementOut.Meta.fields, "text", "fingerprint")  # type: ignore[assignment]
        read_only_fields = fields  # type: ignore[assignment]


class AgreementIn(serializers.Serializer[Any]):
    """Its title, parties and days."""

    title = serializers.CharField(max_length=160)
    parties = serializers.ListField(child=VisibleKeyField(Agency), min_length=1)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(required=False, allow_null=True)
    review_on = serializers.DateField(required=False, allow_null=True)


class LineIn(serializers.Serializer[Any]):
    """Cleans to a `NewLine`. `named` is someone's post at the receiving agency."""

    from_agency = VisibleKeyField(Agency)
    to_agency = VisibleKeyField(Agency)
    category = serializers.ChoiceField(Category.choices)
    purpose = serializers.ChoiceField(Purpose.choices, default=Purpose.SUPPORT)
    audience = serializers.ChoiceField(Line.Audience.choices, default=Line.Audience.TEAM)
    named = VisibleKeyField(Post, required=False, allow_null=True)
    consent_needed = serializers.BooleanField(default=True)
    basis = serializers.ChoiceField(Line.Basis.choices, default=Line.Basis.PUBLIC_TASK)
    condition = serializers.ChoiceField(
        [(value, label) for value, label in Line.Condition.choices if value],
        required=False,
        allow_blank=True,
    )
    gateway = serializers.CharField(max_length=160)

    def new_line(self, given: dict[str, Any]) -> acts.NewLine:
        post = given.pop("named", None)
        return acts.NewLine(named=post.user if post else None, **given)


class AddLineIn(LineIn):
    def validate(self, attrs: Any) -> Any:
        return {"line": self.new_line(attrs)}


class ChangeLineIn(LineIn):
    def validate(self, attrs: Any) -> Any:
        return {"to": self.new_line(attrs)}


class StopIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=300)


class ReviewIn(serializers.Serializer[Any]):
    """What was found, and when to look again."""

    found = serializers.CharField(max_length=300)
    review_on = serializers.DateField()


class LeaveIn(StopIn):
    party = VisibleKeyField(Agency)


class SignIn(serializers.Serializer[Any]):
    """Of the text that was read."""

    fingerprint = serializers.CharField(max_length=64)


class AttachIn(serializers.Serializer[Any]):
    """A document as a multipart upload."""

    title = serializers.CharField(max_length=120)
    file = serializers.FileField(allow_empty_file=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Of a file that is too large, enough is read for the act to see that."""
        content = attrs["file"].read(settings.DOCUMENT_LIMIT + 1)
        return {"title": attrs["title"], "content": content}


class AgreementViewSet(VisibleViewSet):
    """Agreements that the caller's agency is a party to."""

    model = Agreement
    answers = {"add_line": LineOut, "sign": SignatureOut, "attach": DocumentOut}

    def get_queryset(self) -> Any:
        found: Any = super().get_queryset()
        if not hasattr(found, "with_lines"):
            return found
        with_papers = found.with_lines().select_related("supersedes")
        return with_papers.prefetch_related(
            "left", "documents", "signatures__by", "signatures__agency"
        )

    def get_serializer_class(self) -> Any:
        usual = AgreementOut if self.action == "list" else AgreementDetailOut
        return self.answers.get(self.action, usual)

    @extend_schema(request=AgreementIn, responses=AgreementDetailOut)
    def create(self, request: Request) -> Response:
        """Begin a new agreement."""
        return self.perform(acts.draft_agreement, AgreementIn)

    @extend_schema(request=AgreementIn)
    @action(detail=True, methods=["post"])
    def change(self, request: Request, key: str) -> Response:
        """Change a draft's title, parties and days."""
        return self.perform(acts.change_agreement, AgreementIn, agreement=self.get_object())

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def revise(self, request: Request, key: str) -> Response:
        """Start a new version; answers with it."""
        return self.perform(acts.revise_agreement, NothingIn, agreement=self.get_object())

    @extend_schema(request=LineIn, responses=LineOut)
    @action(detail=True, methods=["post"], url_path="add-line")
    def add_line(self, request: Request, key: str) -> Response:
        """One more line of a draft."""
        return self.perform(acts.add_line, AddLineIn, agreement=self.get_object())

    @extend_schema(request=SignIn, responses=SignatureOut)
    @action(detail=True, methods=["post"])
    def sign(self, request: Request, key: str) -> Response:
        """Sign the text with this fingerprint for the caller's agency."""
        return self.perform(acts.sign_agreement, SignIn, agreement=self.get_object())

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def activate(self, request: Request, key: str) -> Response:
        """Let a signed draft take effect. Needs a password from the last 5 minutes: send it as
        `password`. A token can't."""
        return self.perform(acts.activate_agreement, NothingIn, agreement=self.get_object())

    @extend_schema(request=StopIn)
    @action(detail=True, methods=["post"])
    def suspend(self, request: Request, key: str) -> Response:
        """Stop it for now."""
        return self.perform(acts.suspend_agreement, StopIn, agreement=self.get_object())

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, key: str) -> Response:
        """Go on with it."""
        return self.perform(acts.resume_agreement, NothingIn, agreement=self.get_object())

    @extend_schema(request=StopIn)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, key: str) -> Response:
        """End it for good."""
        return self.perform(acts.end_agreement, StopIn, agreement=self.get_object())

    @extend_schema(request=ReviewIn)
    @action(detail=True, methods=["post"])
    def review(self, request: Request, key: str) -> Response:
        """Write down that it was looked at."""
        return self.perform(acts.review_agreement, ReviewIn, agreement=self.get_object())

    @extend_schema(request=LeaveIn)
    @action(detail=True, methods=["post"])
    def leave(self, request: Request, key: str) -> Response:
        """One party leaves."""
        return self.perform(acts.leave_agreement, LeaveIn, agreement=self.get_object())

    @extend_schema(request={"multipart/form-data": AttachIn}, responses=DocumentOut)
    @action(detail=True, methods=["post"])
    def attach(self, request: Request, key: str) -> Response:
        """Keep a document with it."""
        return self.perform(acts.attach_document, AttachIn, agreement=self.get_object())


class LineViewSet(VisibleViewSet):
    """Lines of agreements that the caller may read."""

    model = Line

    def get_queryset(self) -> Any:
        related = ("agreement", "from_agency", "to_agency", "named")
        return super().get_queryset().select_related(*related)

    def get_serializer_class(self) -> Any:
        return AgreementDetailOut if self.action == "remove" else LineOut

    @extend_schema(request=LineIn, responses=LineOut)
    @action(detail=True, methods=["post"])
    def change(self, request: Request, key: str) -> Response:
        """Other terms for a line of a draft."""
        return self.perform(acts.change_line, ChangeLineIn, line=self.get_object())

    @extend_schema(request=None, responses=AgreementDetailOut)
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, key: str) -> Response:
        """Take it out of a draft; answers with the agreement."""
        return self.perform(acts.remove_line, NothingIn, line=self.get_object())


class DocumentViewSet(VisibleViewSet):
    """Documents kept with agreements that the caller may read."""

    model = Document

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("agreement")

    def get_serializer_class(self) -> Any:
        return AgreementDetailOut if self.action == "remove" else DocumentOut

    @extend_schema(request=None, responses=AgreementDetailOut)
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, key: str) -> Response:
        """Take it out of a draft; answers with the agreement."""
        return self.perform(acts.remove_document, NothingIn, document=self.get_object())


#: Address and viewset, for doors/api.py.
VIEWSETS = (
    ("agreements", AgreementViewSet),
    ("lines", LineViewSet),
    ("documents", DocumentViewSet),
)
