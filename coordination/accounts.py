"""How people sign in: accounts are made by their agency, never by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """allauth, without a way to open an account, and in our words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": (
            "Too many tries. Wait 5 minutes, then try again, or ring the help desk"
        ),
        "username_password_mismatch": "That username and password do not go together",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an agency's administrator opens accounts."""
        return False
