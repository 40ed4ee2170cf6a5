"""Who they are, where they live, how to reach them, and who works with them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from families import acts
from families.acts.involvement import why_not_end
from families.forms.people import (
    TEAM_AROUND,
    BondForm,
    ContactForm,
    HelperForm,
    HomeForm,
    PersonForm,
    StayForm,
    WarningForm,
)
from families.identity import Helper, Home
from families.models import Bond, ContactPoint, Household, Involvement
from families.pages import FamilyAct, FamilyPage
from sharing.authority import may
from sharing.forms import ButtonForm
from sharing.models import Category
from sharing.views import or_404, viewer

KEPT_BACK_WITH = "You, the lead worker and those who work on this record see it."


class People(FamilyPage):
    """The family's people and homes, and the team around them."""

    tab = "people"
    template_name = "families/people.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = {"person__family_id": self.identity.pk}
        contacts: dict[int, list[ContactPoint]] = {}
        for point in ContactPoint.objects.visible_to(self.user).filter(**here).order_by("pk"):
            contacts.setdefault(point.person_id, []).append(point)
        bonds = Bond.objects.visible_to(self.user).filter(one__family_id=self.identity.pk)
        names = {m.pk: m.name for m in self.identity.members}
        ended = Involvement.objects.visible_to(self.user).filter(family_id=self.identity.pk)
        return (
            super().get_context_data(**kwargs)
            | {
                "rows": [
                    {"member": member, "contacts": contacts.get(member.pk, [])}
                    for member in self.identity.members
                ],
                "bonds": [
                    f"{names[b.one_id]}: {b.get_kind_display().lower()} {names[b.other_id]}"
                    for b in bonds
                    if b.one_id in names and b.other_id in names
                ],
                "ended": ended.exclude(
                    pk__in=Involvement.objects.visible_to(self.user).live()
                ).select_related("post__user", "post__agency", "team")[:10],
                "may_add": may(self.user, "person.add"),
                "homes": self.homes(),
                "helpers": self.helpers(),
            }
            | self.offers()
        )

    def offers(self) -> dict[str, bool]:
        """What else this viewer may do with the record: what its acts would not refuse."""
        user, keeping, case = self.user, self.keeping, self.identity.case
        keeps = keeping.decides(or_lead=False)
        return {
            "may_team": may(user, "involvement.start") and not self.in_an_emergency,
            "may_restrict": may(user, "restriction.place") and keeps and self.identity.ours,
            "may_merge": may(user, "family.merge") and keeps,
            "may_transfer": may(user, "transfer.offer") and keeps,
            "may_close": may(user, "case.close") and case is not None and keeping.decides(),
        }

    def homes(self) -> list[tuple[Home, bool]]:
        """Each with whether this viewer may keep its address back."""
        may_keep = may(self.user, "address.keep_back")
        return [
            (
                home,
                may_keep
                and bool(home.address_key)
                and self.keeping.decides(of=home.written_by, urgent=True),
            )
            for home in self.identity.homes
        ]

    def helpers(self) -> list[tuple[Helper, bool]]:
        """Each with whether this viewer may say that they no longer help."""
        may_end = may(self.user, "involvement.end")
        return [
            (
                helper,
                may_end
                and helper.kind == TEAM_AROUND
                and self.keeping.decides(of=helper.agency_id),
            )
            for helper in self.identity.helpers
        ]


class AboutMembers(FamilyAct):
    """Something about the family's people or homes, whom the form offers."""

    writes = (Category.IDENTITY,)
    tab = "people"
    done = "Saved."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"identity": self.identity}

    def household(self, key: str) -> Household:
        homes = Household.objects.visible_to(self.user).filter(family_id=self.identity.pk)
        return or_404(homes.filter(key=key).first())


class AddPerson(AboutMembers):
    verb = "person.add"
    form_class = PersonForm
    heading = "Add someone to the family"
    intro = "Only the name is needed now. The rest can come later."
    go = "Add them"
    done = "Added to the family."

    def perform(self, form: Any) -> Any:
        given = dict(form.cleaned_data)
        home = given.pop("home")
        person = acts.add_person(family=self.family, person=acts.NewPerson(**given), by=self.user)
        if home and not person.is_unborn:
            acts.add_stay(person=person, household=self.household(home), by=self.user)
        return person


class AddHome(FamilyAct):
    verb = "household.add"
    writes = (Category.IDENTITY, Category.CONTACT)
    tab = "people"
    form_class = HomeForm
    heading = "Add a home"
    intro = "A family may have more than one. Each home has its own people and days."
    go = "Add this home"
    done = "Home added."

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        if self.in_an_emergency:
            form.fields["confidential"].help_text = KEPT_BACK_WITH
        return form

    def perform(self, form: Any) -> Any:
        home = acts.NewHome(**form.cleaned_data)
        return acts.add_household(family=self.family, home=home, by=self.user)


class AddStay(AboutMembers):
    verb = "stay.add"
    form_class = StayForm
    heading = "Say who lives where"

    def perform(self, form: Any) -> Any:
        given = form.cleaned_data
        return acts.add_stay(
            person=self.person_with(given["person"]),
            household=self.household(given["home"]),
            since=given["since"],
            share=Decimal("0.5") if given["half"] else 1,
            days=given["days"],
            by=self.user,
        )


class AddBond(AboutMembers):
    verb = "bond.add"
    form_class = BondForm
    heading = "Say how two people are related"
    intro = "It draws the family diagram."

    def perform(self, form: Any) -> Any:
        given = form.cleaned_data
        return acts.add_bond(
            one=self.person_with(given["one"]),
            other=self.person_with(given["other"]),
            kind=given["kind"],
            since=given["since"],
            by=self.user,
        )


class AddContact(AboutMembers):
    verb = "contact.add"
    writes = (Category.CONTACT,)
    form_class = ContactForm
    heading = "Add a phone number or email"

    def perform(self, form: Any) -> Any:
        given = form.cleaned_data
        return acts.add_contact(
            person=self.person_with(given["person"]),
            value=given["value"],
            kind=given["kind"],
            safe=not given["unsafe"],
            note=given["note"],
            by=self.user,
        )


class NoteWarning(FamilyAct):
    verb = "warning.note"
    writes = (Category.CASE_NOTES,)
    tab = "people"
    form_class = WarningForm
    heading = "Warn the next visitor"
    intro = "It comes first on every page of this family, with today’s date."
    go = "Save the warning"
    done = "Warning saved."

    def perform(self, form: Any) -> Any:
        return acts.note_warning(family=self.family, by=self.user, **form.cleaned_data)


class AddHelper(FamilyAct):
    verb = "involvement.start"
    writes = (Category.IDENTITY,)
    tab = "people"
    form_class = HelperForm
    heading = "Add someone to the team around this family"
    intro = "They see only what their agreement and the family’s consent allow."
    go = "Add them"
    done = "They can work with this family now."

    def why_not(self) -> str:
        return self.in_an_emergency

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"identity": self.identity, "user": self.user}

    def perform(self, form: Any) -> Any:
        given = form.cleaned_data
        return acts.start_involvement(
            family=self.family,
            kind=TEAM_AROUND,
            post=form.posts[given["post"]],
            until=given["until"],
            reason=given["reason"],
            by=self.user,
        )


class EndHelper(FamilyAct):
    verb = "involvement.end"
    title = "Do they no longer help this family?"
    tab = "people"
    form_class = ButtonForm
    go = "Yes, they no longer help"
    done = "Ended. They lost sight of this family at once."

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        links = Involvement.objects.visible_to(viewer(request)).live()
        found = links.select_related("family", "post__user", "team").filter(key=kwargs["key"])
        self.link = or_404(found.first())
        super().setup(request, *args, reference=self.link.family.reference, **kwargs)

    def why_not(self) -> str:
        return why_not_end(self.link, self.user)

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Does {self.link.who} no longer help this family?"

    @property
    def intro(self) -> str:  # type: ignore[override]
        return "They lose sight of the record with their next click. What they wrote stays."

    def perform(self, form: Any) -> Any:
        return acts.end_involvement(involvement=self.link, by=self.user)

    def get_success_url(self) -> str:
        mine = self.link.post is not None and self.link.post == self.user.post
        if mine:
            return reverse("home")
        return super().get_success_url()
