"""What happens to people's ways in: one-time links."""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from nhipcau.organisation.models import OneTimeSignIn, User

LINK_LIFETIME = timedelta(hours=12)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_sign_in_link(user: User, *, lifetime: timedelta = LINK_LIFETIME) -> str:
    """Make a token that signs `user` in once. Only its hash is kept, so it cannot be shown again."""
    token = secrets.token_urlsafe(32)
    OneTimeSignIn.objects.filter(user=user, used_at=None).delete()
    OneTimeSignIn.objects.create(user=user, token_hash=_hash(token), expires_at=timezone.now() + lifetime)
    return token


def person_of_sign_in_link(token: str) -> User | None:
    """Whom the link would sign in, or None when it is spent, too old or unknown."""
    link = (
        OneTimeSignIn.objects.select_related("user")
        .filter(token_hash=_hash(token), used_at=None, expires_at__gt=timezone.now(), user__is_active=True)
        .first()
    )
    return link.user if link else None


def use_sign_in_link(token: str) -> User | None:
    """Spend the link; of two clicks at once one wins."""
    user = person_of_sign_in_link(token)
    spent = OneTimeSignIn.objects.filter(token_hash=_hash(token), used_at=None).update(used_at=timezone.now())
    return user if user and spent else None
