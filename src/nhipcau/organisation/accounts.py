"""Rules of signing in for django-allauth: nobody signs up, an administrator makes the account."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffOnlyAdapter(DefaultAccountAdapter):
    """Closes the door to signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
