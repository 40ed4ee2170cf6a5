"""Files that agencies send come in; agreements are written, signed and take effect."""

from sharing.acts.accounts import (
    close_account,
    end_session,
    make_token,
    prove_again,
    revoke_token,
)
from sharing.acts.documents import attach_document, remove_document
from sharing.acts.drafting import (
    NewLine,
    add_line,
    change_agreement,
    change_line,
    draft_agreement,
    remove_line,
    revise_agreement,
)
from sharing.acts.feeds import FEEDS, receive_feed
from sharing.acts.standing import (
    activate_agreement,
    end_agreement,
    leave_agreement,
    resume_agreement,
    review_agreement,
    sign_agreement,
    suspend_agreement,
)

__all__ = [
    "FEEDS",
    "NewLine",
    "activate_agreement",
    "add_line",
    "attach_document",
    "change_agreement",
    "change_line",
    "close_account",
    "draft_agreement",
    "end_agreement",
    "end_session",
    "leave_agreement",
    "make_token",
    "prove_again",
    "receive_feed",
    "remove_document",
    "remove_line",
    "resume_agreement",
    "review_agreement",
    "revise_agreement",
    "revoke_token",
    "sign_agreement",
    "suspend_agreement",
]
