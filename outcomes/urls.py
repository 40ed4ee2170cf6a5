"""Addresses of results, claims and audits. Never a name, never a count."""

from django.urls import path

from families.urls import FAMILY
from outcomes.views import alike, audit, evidence, explorer, needs, presenting, progress, results

app_name = "outcomes"

RESULTS = f"{FAMILY}results/"

urlpatterns = [
    path(RESULTS, progress.ProgressPage.as_view(), name="progress"),
    path(f"{RESULTS}need/", needs.IdentifyNeed.as_view(), name="identify-need"),
    path(f"{RESULTS}fact/", evidence.RecordEvidence.as_view(), name="record-evidence"),
    path(f"{RESULTS}looked/", evidence.RecordCoverage.as_view(), name="record-coverage"),
    path(f"{FAMILY}needs/", presenting.NotedNeeds.as_view(), name="noted-needs"),
    path(f"{FAMILY}needs/note/", presenting.NoteNeed.as_view(), name="note-need"),
    path("meetings/needs/<uuid:key>/", presenting.MeetingNeeds.as_view(), name="meeting-needs"),
    path("needs/<uuid:key>/take-back/", presenting.TakeBackNeed.as_view(), name="take-back-need"),
    path("needs/<uuid:key>/went-with/", alike.WentWith.as_view(), name="went-with"),
    path("evidence/<uuid:key>/why/", evidence.WhyEvidence.as_view(), name="why-evidence"),
    path("results/", results.Results.as_view(), name="results"),
    path("results/<uuid:key>/", results.Results.as_view(), name="result"),
    path("results/<uuid:key>/propose/", results.Propose.as_view(), name="propose"),
    path("results/claims/<uuid:key>/", results.ClaimPage.as_view(), name="claim"),
    path("results/claims/<uuid:key>/approve/", results.Approve.as_view(), name="approve"),
    path("results/claims/<uuid:key>/reject/", results.Reject.as_view(), name="reject"),
    path("results/explorer/", explorer.ExplorerPage.as_view(), name="explorer"),
    path("results/explorer/take/", explorer.TakeFigures.as_view(), name="take-figures"),
    path("audits/", audit.Audits.as_view(), name="audits"),
    path("audits/draw/", audit.Draw.as_view(), name="draw"),
    path("audits/<uuid:key>/", audit.Sample.as_view(), name="sample"),
    path("audits/claims/<uuid:key>/", audit.Sampled.as_view(), name="sampled"),
    path("audits/claims/<uuid:key>/finding/", audit.Finding.as_view(), name="finding"),
    path("audits/findings/<uuid:key>/answer/", audit.Answer.as_view(), name="answer-finding"),
]
