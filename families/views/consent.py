"""A conversation about sharing: one person and one agency at a time; changing one's mind."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from families import acts
from families.forms.consent import AttemptForm, CompetenceForm, ConsentForm, WordsForm
from families.identity import Member
from families.models import Attempt, Competence, Consent, Person
from families.models.person import of_the_known
from families.pages import FamilyAct, FamilyPage, OfFamily
from families.rules.consent import PRESUMED_ABLE_AT
from families.why.talk import (
    Question,
    Talk,
    by_agency,
    deciders_for,
    judged_for,
    questions_for,
    together,
    told,
    unasked,
    young,
)
from sharing.authority import may
from sharing.views import or_404, viewer


class WhoDecides(OfFamily):
    """The person whom the page is about: `?person=`, else the first who may decide; and the agency:
    `?agency=`, else the first with something to ask."""

    @cached_property
    def member(self) -> Member:
        wanted = self.request.GET.get("person") or self.kwargs.get("person")
        if wanted:
            return or_404(self.identity.by_key(str(wanted)))
        at_home = [m for home in self.identity.homes for m in home.people]
        adults = [m for m in at_home if not m.child]
        likely = [*(m for m in adults if m.parental), *adults, *self.identity.members]
        return or_404(next(iter(likely), None))

    @cached_property
    def talks(self) -> list[Talk]:
        """All that there is to ask this person; nothing where nobody can decide yet."""
        if self.member.unborn:
            return []
        return by_agency(questions_for(self.identity, self.member, self.user, self.wanted))

    @property
    def wanted(self) -> str:
        """The key of the agency that the page is asked for."""
        return self.request.POST.get("agency") or self.request.GET.get("agency") or ""

    @cached_property
    def talk(self) -> Talk | None:
        if self.wanted:
            return or_404(next((t for t in self.talks if str(t.agency.key) == self.wanted), None))
        return next((t for t in self.talks if t.open), next(iter(self.talks), None))

    @property
    def questions(self) -> list[Question]:
        return [q for talk in self.talks for q in talk.questions]

    def address(self, talk: Talk | None = None) -> str:
        """This person's part of the page, at one agency."""
        base = reverse("families:consent", args=[self.identity.reference])
        at = f"&agency={talk.agency.key}" if talk else ""
        return f"{base}?person={self.member.key}{at}"

    def people_context(self) -> dict[str, Any]:
        base = reverse("families:consent", args=[self.identity.reference])
        same = self._same_agency()
        ask = "Not asked" if self._asks_anything() else "Nothing to ask"
        chips = [
            {
                "name": m.name,
                "small": "Decided" if m.asked else ask if m.decides else _not_asked(m),
                "url": f"{base}?person={m.key}{'' if m.unborn else same}",
                "current": m == self.member,
                "sex": m.sex,
                "age": m.age,
                "index": m.focus,
            }
            for m in self.identity.members
        ]
        return {"member": self.member, "chips": [{"title": "", "chips": chips}]}

    def _asks_anything(self) -> bool:
        """A line in force has something to ask of whoever may decide. It asks all of them the same,
        and nothing of a baby who is not born."""
        return self.member.unborn or not all(q.idle for q in self.questions)

    def _same_agency(self) -> str:
        """Whoever came to ask about one agency asks the next person about it too, where a line in
        force has something to ask of everyone."""
        asked = self.wanted and self.talk and any(q.givers for q in self.talk.questions)
        return f"&agency={self.wanted}" if asked else ""

    def talk_context(self) -> dict[str, Any]:
        """What is said about the agency, and what was said and tried before."""
        about = {"person": self.member.pk}
        known = Person.objects.visible_to(self.user).filter(pk=OuterRef("given_by"))
        history = Consent.objects.visible_to(self.user).filter(**about)
        history = history.annotate(giver_known=Exists(known))
        tries = Attempt.objects.visible_to(self.user).filter(**about)
        able, judged = judged_for(self.member, self.talk.questions if self.talk else (), self.user)
        agency = self.talk.agency.name if self.talk else ""
        freely = [line for line in unasked(self.identity, self.user) if line.agency == agency]
        return {
            "talks": [(talk, self.address(talk), talk == self.talk) for talk in self.talks],
            "talk": self.talk,
            "unasked": freely,
            "history": told(history.select_related("agency", "given_by", "recorded_by"), self.user),
            "attempts": tries.select_related("agency", "recorded_by")[:12],
            "able": able,
            "judged": judged[:1],
            "young": young(self.member) and not self.member.unborn,
            "presumed": (self.member.age or 0) >= PRESUMED_ABLE_AT,
            "may_judge": self.identity.ours and may(self.user, "competence.judge"),
            "may_try": self.identity.ours and may(self.user, "consent.attempt"),
        }

    def form_kwargs(self, questions: list[Question]) -> dict[str, Any]:
        able, _ = judged_for(self.member, questions, self.user)
        deciders = deciders_for(self.identity, self.member, able)
        return {"member": self.member, "questions": questions, "deciders": deciders}


def _not_asked(member: Member) -> str:
    return "Not born yet" if member.unborn else "A parent decides"


class ConsentPage(WhoDecides, FamilyPage):
    """What one agency would see of one person, and their yes or no to it."""

    tab = "consent"
    template_name = "families/consent.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = None
        if self.talk and self.identity.ours and may(self.user, "consent.record"):
            given = self.form_kwargs(list(self.talk.questions))
            form = ConsentForm(**given) if given["deciders"] else None
        context = super().get_context_data(**kwargs)
        context.update(self.people_context() | self.talk_context())
        return context | {
            "consent_form": form,
            "questions": self.questions,
            "post_url": reverse(
                "families:record-consent", args=[self.identity.reference, self.member.key]
            ),
            "given": together(q for q in self.questions if q.said == "given"),
            "decide_sharing_url": self.decide_sharing_url,
        }

    @property
    def decide_sharing_url(self) -> str:
        """The decisions of a record of ours; another agency only writes down not to share."""
        if not may(self.user, "sharing.decide"):
            return ""
        page = "sharing-decisions" if self.identity.ours else "decide-sharing"
        return reverse(f"families:{page}", args=[self.identity.reference])


class RecordConsent(WhoDecides, FamilyAct):
    """Write down one person's decisions, about one agency or all."""

    verb = "consent.record"
    tab = "consent"
    template_name = "families/consent.html"
    form_class = ConsentForm
    back = "families:consent"

    def get_form_kwargs(self) -> dict[str, Any]:
        one = self.talk if "agency" in self.request.POST else None
        asked = list(one.questions) if one else self.questions
        return super().get_form_kwargs() | self.form_kwargs(asked)

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
            until=given["until"],
            review_on=given["review_on"],
            evidence=given["evidence"],
            sure=given.get("sure", False),
            by=self.user,
        )

    @property
    def done(self) -> str:  # type: ignore[override]
        return f"{self.member.name}’s decisions are saved. They work at once."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context.update(self.people_context() | self.talk_context())
        return context | {
            "consent_form": context["form"],
            "post_url": self.request.path,
            "questions": self.questions,
            "given": together(q for q in self.questions if q.said == "given"),
        }

    def get_success_url(self) -> str:
        """The next agency with something to ask."""
        after = self.talks.index(self.talk) + 1 if self.talk else 0
        rest = [t for t in (*self.talks[after:], *self.talks[:after]) if t.open and t != self.talk]
        return self.address(next(iter(rest), self.talk))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(self.address())


class WithdrawConsent(FamilyAct):
    """Two taps: change to no, yes."""

    verb = "consent.withdraw"
    tab = "consent"
    form_class = WordsForm
    template_name = "families/withdraw.html"
    go = "Yes, change to no"
    done = "Changed to no. It works at once, everywhere."

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        user = viewer(request)
        consents = Consent.objects.visible_to(user).filter(of_the_known(user))
        consents = consents.select_related("person__family", "agency")
        self.consent = or_404(consents.filter(key=kwargs["key"]).first())
        super().setup(request, *args, reference=self.consent.person.family.reference, **kwargs)

    def perform(self, form: Any) -> Any:
        return acts.withdraw_consent(
            consent=self.consent, words=form.cleaned_data["words"], by=self.user
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        consent = self.consent
        question = Question(consent.agency, consent.category, consent, consent.purpose)
        return super().get_context_data(**kwargs) | {"consent": consent, "question": question}

    def get_success_url(self) -> str:
        url = reverse("families:consent", args=[self.identity.reference])
        return f"{url}?person={self.consent.person.key}&agency={self.consent.agency.key}"


class OfOneTalk(WhoDecides, FamilyAct):
    """An act on one person, about the agency that `?agency=` names."""

    tab = "consent"

    @property
    def person(self) -> Person:
        return self.person_with(str(self.member.key))

    def get_success_url(self) -> str:
        return self.address(self.talk)


class TryToAsk(OfOneTalk):
    """No answer yet: they were out, or want to think."""

    verb = "consent.attempt"
    title = "You tried to ask"
    form_class = AttemptForm
    intro = "For whoever tries next. Until there is a yes, nothing is shared."
    done = "Written down."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"You tried to ask {self.member.name}"

    def perform(self, form: Any) -> Attempt:
        agency = self.talk.agency if self.talk else None
        return acts.record_attempt(
            person=self.person, agency=agency, by=self.user, **form.cleaned_data
        )


class JudgeCompetence(OfOneTalk):
    """Whether a young person can make this decision."""

    verb = "competence.judge"
    title = "Can they decide this?"
    form_class = CompetenceForm
    intro = "It is about what they understand, not their age, and holds for this decision only."
    done = "Written down, with your name and the day."

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Can {self.member.name} decide this?"

    def get_form_kwargs(self) -> dict[str, Any]:
        if not young(self.member):
            raise Http404
        return super().get_form_kwargs() | {"talk": or_404(self.talk)}

    def perform(self, form: Any) -> list[Competence]:
        said = {name: form.cleaned_data[name] for name in ("able", "ground", "judged_on")}
        agency = or_404(self.talk).agency
        return acts.judge_competence(
            person=self.person, agency=agency, parts=form.decision(), by=self.user, **said
        )
