"""What people type on the ground storey's pages."""

from sharing.forms.agreements import (
    AgreementForm,
    ButtonForm,
    DocumentForm,
    LeaveForm,
    LineForm,
    ReasonForm,
    ReviewForm,
    SignForm,
)
from sharing.forms.feeds import ReceiveForm

__all__ = [
    "AgreementForm",
    "ButtonForm",
    "DocumentForm",
    "LeaveForm",
    "LineForm",
    "ReasonForm",
    "ReceiveForm",
    "ReviewForm",
    "SignForm",
]
