"""Addresses of families' pages. Family pages take the reference, others the key; never a name.

The overview and the story read every storey, so their views stand in coordination.
"""

from django.urls import path

from families.views import (
    case,
    consent,
    exporting,
    lists,
    matching,
    people,
    plan,
    trying,
    visit,
    why,
)

app_name = "families"
FAMILY = "families/<str:reference>/"

urlpatterns = [
    path("exports/", exporting.Exports.as_view(), name="exports"),
    path("exports/<str:signed>/collect/", exporting.Collect.as_view(), name="collect-export"),
    path("families/", lists.Families.as_view(), name="list"),
    path("visits/due/", visit.VisitsDue.as_view(), name="visits-due"),
    path("visits/<uuid:key>/", visit.VisitPage.as_view(), name="visit"),
    path("actions/<uuid:key>/done/", plan.CompleteAction.as_view(), name="complete-action"),
    path(
        "consents/<uuid:key>/withdraw/", consent.WithdrawConsent.as_view(), name="withdraw-consent"
    ),
    path("involvements/<uuid:key>/end/", people.EndHelper.as_view(), name="end-helper"),
    path("agreements/<uuid:key>/try/", trying.TryAgreement.as_view(), name="try-agreement"),
    path("matches/", matching.Matches.as_view(), name="matches"),
    path("matches/<uuid:key>/decide/", matching.DecideMatch.as_view(), name="decide-match"),
    path(f"{FAMILY}visits/", visit.Visits.as_view(), name="visits"),
    path(f"{FAMILY}visits/record/", visit.RecordVisit.as_view(), name="record-visit"),
    path(f"{FAMILY}plan/", plan.PlanPage.as_view(), name="plan"),
    path(f"{FAMILY}plan/agree/", plan.AgreePlan.as_view(), name="agree-plan"),
    path(f"{FAMILY}actions/add/", plan.AddAction.as_view(), name="add-action"),
    path(f"{FAMILY}assess/", plan.Assess.as_view(), name="assess"),
    path(f"{FAMILY}consent/", consent.ConsentPage.as_view(), name="consent"),
    path(
        f"{FAMILY}consent/<uuid:person>/record/",
        consent.RecordConsent.as_view(),
        name="record-consent",
    ),
    path(
        f"{FAMILY}consent/<uuid:person>/statement/",
        consent.Statement.as_view(),
        name="consent-statement",
    ),
    path(f"{FAMILY}people/", people.People.as_view(), name="people"),
    path(f"{FAMILY}people/add/", people.AddPerson.as_view(), name="add-person"),
    path(f"{FAMILY}homes/add/", people.AddHome.as_view(), name="add-home"),
    path(f"{FAMILY}stays/add/", people.AddStay.as_view(), name="add-stay"),
    path(f"{FAMILY}bonds/add/", people.AddBond.as_view(), name="add-bond"),
    path(f"{FAMILY}contacts/add/", people.AddContact.as_view(), name="add-contact"),
    path(f"{FAMILY}warnings/add/", people.NoteWarning.as_view(), name="add-warning"),
    path(f"{FAMILY}helpers/add/", people.AddHelper.as_view(), name="add-helper"),
    path(f"{FAMILY}lead/accept/", case.AcceptLead.as_view(), name="accept-lead"),
    path(f"{FAMILY}lead/decline/", case.DeclineLead.as_view(), name="decline-lead"),
    path(f"{FAMILY}close/", case.Close.as_view(), name="close"),
    path(f"{FAMILY}why/", why.Why.as_view(), name="why"),
]
