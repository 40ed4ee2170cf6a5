"""What we hold and who sees it: decisions by person, agency and kind; changing one's mind."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from families import acts
from families.audience import lines_asking_consent
from families.forms.consent import ConsentForm, Question, WordsForm, deciders_for
from families.identity import Member
from families.models import Consent, Override, Person
from families.pages import FamilyAct, FamilyPage, OfFamily
from sharing.authority import may
from sharing.models import Agency, Category
from sharing.views import or_404, viewer


class WhoDecides(OfFamily):
    """The person whose decisions the page is about: `?person=`, else the first who may decide."""

    def get_member(self) -> Member:
        wanted = self.request.GET.get("person") or self.kwargs.get("person")
        if wanted:
            return or_404(self.identity.by_key(str(wanted)))
        at_home = [m for home in self.identity.homes for m in home.people]
        adults = [m for m in at_home if not m.child]
        likely = [*(m for m in adults if m.parental), *adults, *self.identity.members]
        return or_404(next(iter(likely), None))

    def questions(self, member: Member) -> list[Question]:
        """From agreement lines in force that need consent, agencies at work here first."""
        lines = lines_asking_consent(self.identity.owner_id)
        standing = {
            (c.agency_id, c.category): c for c in self.identity.consents if c.person_id == member.pk
        }
        agencies: dict[int, Agency] = {}
        pairs: set[tuple[int, str]] = set()
        for line in lines:
            agencies[line.to_agency_id] = line.to_agency
            pairs.add((line.to_agency_id, line.category))
        missing = {agency for agency, _ in standing} - set(agencies)
        agencies |= Agency.objects.visible_to(self.user).in_bulk(missing)
        pairs |= {pair for pair in standing if pair[0] in agencies}
        helping = {h.agency_id for h in self.identity.helpers}
        order = list(Category)

        def place(pair: tuple[int, str]) -> tuple[bool, str, int]:
            return (
                pair[0] not in helping,
                agencies[pair[0]].name,
                order.index(Category(pair[1])),
            )

        return [
            Question(agencies[agency], category, standing.get((agency, category)))
            for agency, category in sorted(pairs, key=place)
        ]

    def people_context(self, member: Member) -> dict[str, Any]:
        base = reverse("families:consent", args=[self.identity.reference])
        chips = [
            {
                "name": m.name,
                "small": "Decided" if m.asked else "Not asked" if m.decides else "A parent decides",
                "url": f"{base}?person={m.key}",
                "current": m == member,
                "sex": m.sex,
                "age": m.age,
                "index": m.focus,
            }
            for m in self.identity.members
        ]
        return {"member": member, "chips": [{"title": "", "chips": chips}]}


class ConsentPage(WhoDecides, FamilyPage):
    """Everyone's decisions, with the form of the one chosen."""

    tab = "consent"
    template_name = "families/consent.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        member = self.get_member()
        questions = self.questions(member)
        form = None
        if (
            self.identity.ours
            and may(self.user, "consent.record")
            and deciders_for(self.identity, member)
        ):
            form = ConsentForm(identity=self.identity, member=member, questions=questions)
        overrides = Override.objects.visible_to(self.user).in_force()
        context = super().get_context_data(**kwargs)
        context.update(self.people_context(member))
        return context | {
            "consent_form": form,
            "questions": questions,
            "post_url": reverse(
                "families:record-consent", args=[self.identity.reference, member.key]
            ),
            "overrides": overrides.filter(family_id=self.identity.pk).select_related("agency"),
            "given": [q for q in questions if q.said == "given"],
        }


class RecordConsent(WhoDecides, FamilyAct):
    """Write down one person's decisions."""

    verb = "consent.record"
    tab = "consent"
    template_name = "families/consent.html"
    form_class = ConsentForm
    back = "families:consent"

    def get_form_kwargs(self) -> dict[str, Any]:
        self.member = self.get_member()
        return super().get_form_kwargs() | {
            "identity": self.identity,
            "member": self.member,
            "questions": self.questions(self.member),
        }

    def perform(self, form: Any) -> Any:
        known = Person.objects.visible_to(self.user).filter(family_id=self.identity.pk)
        people = {str(person.key): person for person in known}
        given = form.cleaned_data
        return acts.record_consents(
            person=people[str(self.member.key)],
            decisions=form.decisions(),
            given_by=form.decider(people, self.member),
            how=given["how"],
            words=given["words"],
            decided_on=given["decided_on"],
            by=self.user,
        )

    @property
    def done(self) -> str:  # type: ignore[override]
        return f"{self.member.name}’s decisions are saved. They work at once."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context.update(self.people_context(self.member))
        return context | {"consent_form": context["form"], "post_url": self.request.path}

    def get_success_url(self) -> str:
        url = reverse("families:consent", args=[self.identity.reference])
        return f"{url}?person={self.kwargs['person']}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(self.get_success_url())


class WithdrawConsent(FamilyAct):
    """Two taps: change to no, yes."""

    verb = "consent.withdraw"
    tab = "consent"
    form_class = WordsForm
    template_name = "families/withdraw.html"
    go = "Yes, change to no"
    done = "Changed to no. It works at once, everywhere."

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        consents = Consent.objects.visible_to(viewer(request)).select_related(
            "person__family", "agency"
        )
        self.consent = or_404(consents.filter(key=kwargs["key"]).first())
        super().setup(request, *args, reference=self.consent.person.family.reference, **kwargs)

    def perform(self, form: Any) -> Any:
        return acts.withdraw_consent(
            consent=self.consent, words=form.cleaned_data["words"], by=self.user
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = Question(self.consent.agency, self.consent.category, self.consent)
        return super().get_context_data(**kwargs) | {
            "consent": self.consent,
            "question": question,
        }

    def get_success_url(self) -> str:
        url = reverse("families:consent", args=[self.identity.reference])
        return f"{url}?person={self.consent.person.key}"


class Statement(WhoDecides, FamilyPage):
    """One person's own copy, to print: what we hold, who sees it, and how to change it."""

    tab = "consent"
    template_name = "families/statement.html"
    looked = "family.print"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        member = self.get_member()
        questions = self.questions(member)
        return super().get_context_data(**kwargs) | {
            "member": member,
            "given": [q for q in questions if q.said == "given"],
            "refused": [q for q in questions if q.said == "refused"],
            "open": [q for q in questions if not q.said],
        }
