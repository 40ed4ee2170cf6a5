"""How people sign in: accounts are made by their agency, never by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """allauth, without a way to open an account."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an agency's administrator opens accounts."""
        return False
