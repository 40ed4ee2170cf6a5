"""Addresses of results, claims and audits. Never a name, never a count."""

from django.urls import path

from families.urls import FAMILY
from outcomes.views import (
    alike,
    asking,
    audit,
    equal,
    evidence,
    explorer,
    frameworks,
    needs,
    paying,
    plan_acts,
    plans,
    presenting,
    progress,
    results,
    returns,
    trials,
)

app_name = "outcomes"

RESULTS = f"{FAMILY}results/"
PLAN = "local-plans/<uuid:key>/"

urlpatterns = [
    path(RESULTS, progress.ProgressPage.as_view(), name="progress"),
    path(f"{RESULTS}ask/", asking.AskFor.as_view(), name="ask-for"),
    path(f"{RESULTS}need/", needs.IdentifyNeed.as_view(), name="identify-need"),
    path(f"{RESULTS}fact/", evidence.RecordEvidence.as_view(), name="record-evidence"),
    path(f"{RESULTS}looked/", evidence.RecordCoverage.as_view(), name="record-coverage"),
    path(f"{FAMILY}needs/", presenting.NotedNeeds.as_view(), name="noted-needs"),
    path(f"{FAMILY}needs/note/", presenting.NoteNeed.as_view(), name="note-need"),
    path("meetings/needs/<uuid:key>/", presenting.MeetingNeeds.as_view(), name="meeting-needs"),
    path("needs/<uuid:key>/take-back/", presenting.TakeBackNeed.as_view(), name="take-back-need"),
    path("judgements/<uuid:key>/", equal.EqualJudgementPage.as_view(), name="equal-judgement"),
    path("judgements/<uuid:key>/answer/", equal.AnswerJudgement.as_view(), name="answer-judgement"),
    path(
        "judgements/<uuid:key>/take-back/",
        equal.TakeBackJudgement.as_view(),
        name="take-back-judgement",
    ),
    path("needs/<uuid:key>/went-with/", alike.WentWith.as_view(), name="went-with"),
    path("evidence/<uuid:key>/why/", evidence.WhyEvidence.as_view(), name="why-evidence"),
    path("results/", results.Results.as_view(), name="results"),
    path("results/<uuid:key>/", results.Results.as_view(), name="result"),
    path("results/<uuid:key>/propose/", results.Propose.as_view(), name="propose"),
    path("results/claims/<uuid:key>/", results.ClaimPage.as_view(), name="claim"),
    path("results/claims/<uuid:key>/approve/", results.Approve.as_view(), name="approve"),
    path("results/claims/<uuid:key>/reject/", results.Reject.as_view(), name="reject"),
    path("results/payments/", paying.Payments.as_view(), name="payments"),
    path("results/payments/record/", paying.RecordAnswers.as_view(), name="record-answers"),
    path("results/payments/<uuid:key>/agree/", paying.AgreeAnswers.as_view(), name="agree-answers"),
    path(
        "results/payments/<uuid:key>/take-back/",
        paying.TakeBackAnswer.as_view(),
        name="take-back-answer",
    ),
    path("results/back/", returns.ResultsBack.as_view(), name="results-back"),
    path("results/explorer/", explorer.ExplorerPage.as_view(), name="explorer"),
    path("results/explorer/take/", explorer.TakeFigures.as_view(), name="take-figures"),
    path("audits/", audit.Audits.as_view(), name="audits"),
    path("audits/draw/", audit.Draw.as_view(), name="draw"),
    path("audits/<uuid:key>/", audit.Sample.as_view(), name="sample"),
    path("audits/claims/<uuid:key>/", audit.Sampled.as_view(), name="sampled"),
    path("audits/claims/<uuid:key>/finding/", audit.Finding.as_view(), name="finding"),
    path("audits/findings/<uuid:key>/answer/", audit.Answer.as_view(), name="answer-finding"),
    path("frameworks/", frameworks.Frameworks.as_view(), name="frameworks"),
    path("frameworks/<slug:slug>/", frameworks.FrameworkPage.as_view(), name="framework"),
    path("local-plans/", plans.LocalPlans.as_view(), name="local-plans"),
    path("local-plans/write/", plan_acts.DraftPlan.as_view(), name="draft-local-plan"),
    path(PLAN, plans.LocalPlanPage.as_view(), name="local-plan"),
    path(f"{PLAN}file/", plans.PlanFile.as_view(), name="local-plan-file"),
    path(f"{PLAN}changes/", plans.PlanChanges.as_view(), name="local-plan-changes"),
    path(f"{PLAN}change/<slug:part>/", plan_acts.ChangePlan.as_view(), name="change-local-plan"),
    path(f"{PLAN}needs/add/", plan_acts.AddLocalNeed.as_view(), name="add-local-need"),
    path(
        f"{PLAN}needs/<str:code>/change/",
        plan_acts.ChangeLocalNeed.as_view(),
        name="change-local-need",
    ),
    path(
        f"{PLAN}needs/<str:code>/remove/",
        plan_acts.RemoveLocalNeed.as_view(),
        name="remove-local-need",
    ),
    path(f"{PLAN}publish/", plan_acts.PublishPlan.as_view(), name="publish-local-plan"),
    path(f"{PLAN}end/", plan_acts.EndPlan.as_view(), name="end-local-plan"),
    path(f"{PLAN}discard/", plan_acts.DiscardPlan.as_view(), name="discard-local-plan"),
    path(f"{PLAN}try/", plan_acts.TryPlan.as_view(), name="try-local-plan"),
    path("local-plans/trials/<uuid:key>/", trials.Trial.as_view(), name="plan-trial"),
    path(
        "local-plans/trials/<uuid:key>/families/",
        trials.TrialFamilies.as_view(),
        name="plan-trial-families",
    ),
]
