"""Who gets what of that which a second person says too, of merges, of the archive, of results that
come back, and of a plan taken out: rows of the table in `access_table.py`, in the same form."""

from __future__ import annotations

SECOND: dict[str, str] = {
    # pages
    "families:bring-back": "403: ada cas dot hal ivy; 404: *",
    "families:merge": "200: dot hal; 404: *",
    "families:merge-families": "200: dot hal; 403: ada cas ivy; 404: *",
    "families:merges": "200: dot hal; 403: *",
    "families:review-merge": "200: dot hal; 404: *",
    "families:undo-merge": "200: dot hal; 404: *",
    "outcomes:agree-answers": "200: ivy; 403: ada dot fay hal; 404: *",
    "outcomes:answer-judgement": "200: hal; 403: ada dot fay ivy; 404: *",
    "outcomes:equal-judgement": "200: ada dot hal ivy; 404: *",
    "outcomes:local-plan-file": "200: hal ivy kay; 404: *",
    "outcomes:payments": "200: ivy; 403: *",
    "outcomes:record-answers": "200: ivy; 403: *",
    "outcomes:results-back": "200: ada ben gus hal; 403: *",
    "outcomes:take-back-answer": "200: ivy; 403: ada dot fay hal; 404: *",
    "outcomes:take-back-judgement": "200: ada dot hal; 403: fay ivy; 404: *",
    # API
    "families-bring-back": "403: ada cas dot hal ivy; 404: *",
    "families-merge": "400: dot hal; 403: ada cas ivy; 404: *",
    "merges-detail": "200: dot hal; 404: *",
    "merges-list": "200: *",
    "merges-review": "400: dot hal; 404: *",
    "merges-undo": "400: dot hal; 404: *",
    "equal-judgements-answer": "400: hal; 403: ada dot fay ivy; 404: *",
    "equal-judgements-ask": "400: ada ben dot gus hal; 403: *",
    "equal-judgements-detail": "200: ada dot fay hal ivy; 404: *",
    "equal-judgements-list": "200: *",
    "equal-judgements-take-back": "400: ada dot hal; 403: fay ivy; 404: *",
    "local-plans-file": "200: hal ivy kay; 404: *",
    "payer-answers-agree": "200: ivy; 403: ada dot fay hal; 404: *",
    "payer-answers-detail": "200: ada dot fay hal ivy; 404: *",
    "payer-answers-list": "200: *",
    "payer-answers-record": "400: ivy; 403: *",
    "payer-answers-take-back": "400: ivy; 403: ada dot fay hal; 404: *",
    "results-back": "200: *",
    "what-works": "200: ada ben gus hal; 403: *",
}
