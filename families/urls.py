"""Addresses of families' pages. Family pages take the reference, others the key; never a name.

The overview and the story read every storey, so their views stand in coordination.
"""

from django.urls import path

from families.views import (
    address,
    archive,
    booking,
    case,
    consent,
    deciding,
    emergency,
    exporting,
    lists,
    looking,
    matching,
    merging,
    people,
    plan,
    restriction,
    statement,
    ties,
    transferring,
    trying,
    viewing,
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
    path("view-as/", viewing.StartViewing.as_view(), name="view-as"),
    path("view-as/<uuid:key>/", viewing.Viewing.as_view(), name="viewing"),
    path("view-as/<uuid:key>/end/", viewing.EndViewing.as_view(), name="end-viewing"),
    path("visits/<uuid:key>/why/", why.WhyVisit.as_view(), name="why-visit"),
    path("plans/<uuid:key>/why/", why.WhyPlan.as_view(), name="why-plan"),
    path("services/<uuid:key>/why/", why.WhyService.as_view(), name="why-service"),
    path("actions/<uuid:key>/done/", plan.CompleteAction.as_view(), name="complete-action"),
    path(
        "consents/<uuid:key>/withdraw/", consent.WithdrawConsent.as_view(), name="withdraw-consent"
    ),
    path("involvements/<uuid:key>/end/", people.EndHelper.as_view(), name="end-helper"),
    path("agreements/<uuid:key>/try/", trying.TryAgreement.as_view(), name="try-agreement"),
    path("matches/", matching.Matches.as_view(), name="matches"),
    path("matches/<uuid:key>/decide/", matching.DecideMatch.as_view(), name="decide-match"),
    path("merges/", merging.Merges.as_view(), name="merges"),
    path("merges/<uuid:key>/", merging.MergePage.as_view(), name="merge"),
    path("merges/<uuid:key>/review/", merging.ReviewMerge.as_view(), name="review-merge"),
    path("merges/<uuid:key>/undo/", merging.UndoMerge.as_view(), name="undo-merge"),
    path("transfers/", transferring.Transfers.as_view(), name="transfers"),
    path("transfers/<uuid:key>/", transferring.TransferPage.as_view(), name="transfer"),
    path("transfers/<uuid:key>/take-on/", transferring.TakeOn.as_view(), name="take-on"),
    path(
        "transfers/<uuid:key>/decline/",
        transferring.DeclineTransfer.as_view(),
        name="decline-transfer",
    ),
    path(
        "transfers/<uuid:key>/withdraw/",
        transferring.WithdrawTransfer.as_view(),
        name="withdraw-transfer",
    ),
    path(f"{FAMILY}earlier/", transferring.Earlier.as_view(), name="earlier"),
    path(f"{FAMILY}transfer/", transferring.OfferTransfer.as_view(), name="offer-transfer"),
    path(f"{FAMILY}merge/", merging.MergeFamilies.as_view(), name="merge-families"),
    path(f"{FAMILY}visits/", visit.Visits.as_view(), name="visits"),
    path(f"{FAMILY}visits/record/", visit.RecordVisit.as_view(), name="record-visit"),
    path(f"{FAMILY}visits/book/", booking.BookVisit.as_view(), name="book-visit"),
    path("booked/<uuid:key>/move/", booking.MoveVisit.as_view(), name="move-visit"),
    path("booked/<uuid:key>/call-off/", booking.CallOffVisit.as_view(), name="call-off-visit"),
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
        statement.Statement.as_view(),
        name="consent-statement",
    ),
    path(
        f"{FAMILY}consent/<uuid:person>/tried/", consent.TryToAsk.as_view(), name="attempt-consent"
    ),
    path(
        f"{FAMILY}consent/<uuid:person>/able/",
        consent.JudgeCompetence.as_view(),
        name="judge-competence",
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
    path(f"{FAMILY}bring-back/", archive.BringBack.as_view(), name="bring-back"),
    path(f"{FAMILY}close/", case.Close.as_view(), name="close"),
    path(f"{FAMILY}restriction/", restriction.RestrictionPage.as_view(), name="restriction"),
    path(f"{FAMILY}restrict/", restriction.Restrict.as_view(), name="restrict"),
    path(
        f"{FAMILY}sharing-decisions/",
        deciding.SharingDecisions.as_view(),
        name="sharing-decisions",
    ),
    path(
        f"{FAMILY}sharing-decisions/add/", deciding.DecideSharing.as_view(), name="decide-sharing"
    ),
    path(f"{FAMILY}why/", why.Why.as_view(), name="why"),
    *(
        path(f"restrictions/<uuid:key>/{step}/", view.as_view(), name=f"{step}-restriction")
        for step, view in (
            ("review", restriction.ReviewRestriction),
            ("name", restriction.NameInRestriction),
            ("lift", restriction.LiftRestriction),
        )
    ),
    path("addresses/<uuid:key>/", address.AddressPage.as_view(), name="address"),
    path("addresses/<uuid:key>/keep-back/", address.KeepBack.as_view(), name="keep-back"),
    path("addresses/<uuid:key>/name/", address.NameForAddress.as_view(), name="name-address"),
    path("addresses/<uuid:key>/open-up/", address.OpenAddressUp.as_view(), name="open-address"),
    path("addresses/<uuid:key>/show/", address.RevealAddress.as_view(), name="show-address"),
    path(
        "sharing-decisions/<uuid:key>/review/",
        deciding.ReviewSharing.as_view(),
        name="review-sharing",
    ),
    path("emergency/", emergency.OpenInEmergency.as_view(), name="open-emergency"),
    path("emergencies/", emergency.Emergencies.as_view(), name="emergencies"),
    path("emergencies/<uuid:key>/", emergency.Emergency.as_view(), name="emergency"),
    path("unusual-looks/", looking.UnusualLooks.as_view(), name="unusual-looks"),
    path("unusual-looks/<uuid:key>/", looking.UnusualLookPage.as_view(), name="unusual-look"),
    path("new/", emergency.Notices.as_view(), name="notices"),
    path("new/<uuid:key>/read/", emergency.ReadNotice.as_view(), name="read-notice"),
    path("people-i-know/", ties.PeopleIKnow.as_view(), name="people-i-know"),
    path("people-i-know/family/", ties.Declare.as_view(), name="declare-conflict"),
    path("people-i-know/name/", ties.SayTie.as_view(), name="say-tie"),
    path("people-i-know/home/", ties.SayOwnHome.as_view(), name="say-own-home"),
    path("conflicts/", ties.Conflicts.as_view(), name="conflicts"),
    path("conflicts/ties/<uuid:key>/confirm/", ties.ConfirmTie.as_view(), name="confirm-tie"),
    path("conflicts/ties/<uuid:key>/dismiss/", ties.DismissTie.as_view(), name="dismiss-tie"),
    path("conflicts/<uuid:key>/end/", ties.EndConflict.as_view(), name="end-conflict"),
]
