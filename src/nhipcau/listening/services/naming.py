"""People are named for roles while an event runs. The scenario stays as it is; the log tells who named whom."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from nhipcau.listening.access import may_name_for
from nhipcau.listening.enums import LineKind
from nhipcau.listening.exceptions import RefusedError
from nhipcau.listening.labels import in_office_language
from nhipcau.listening.letters import write_letters
from nhipcau.listening.models import LivePerson, LiveRole
from nhipcau.listening.services.holding import clean_text, hold, write_line
from nhipcau.listening.services.steps import take_role

LONGEST_NAME, LONGEST_PHONE = 300, 30
# More than this in one role is a list that was pasted by mistake.
MOST_IN_A_ROLE = 50


@transaction.atomic
def name_person(
    role: LiveRole, *, user: Any = None, words: str = "", phone: str = "", acts: bool = False, by: Any
) -> LivePerson:
    """Name somebody for a role of a running event: an account, or a person in words. Who has an account is told.

    `acts` lets the person act in the role at once; in a role without anybody that is so in any case.
    Who stands in the role already is not named twice.

    Raises:
        RefusedError: the event is over, the person who asks may not, nobody is named, or the account cannot sign in.
    """
    activation = hold(role.activation)
    current = LiveRole.objects.select_related("acting").prefetch_related("people").get(pk=role.pk)
    if not may_name_for(current, by):
        raise RefusedError(_why_not(current))
    who = _who(user, clean_text(" ".join(words.split()), longest=LONGEST_NAME))
    person = _standing(current, user, who)
    if person is None:
        with in_office_language():
            text = _("%(role)s: %(who)s was named.") % {"role": current.name, "who": who}
            line = write_line(activation, LineKind.PERSON_NAMED, text, by=by)
        person = LivePerson.objects.create(
            role=current,
            place=_next_place(current),
            user=user,
            words=who,
            phone=clean_text(phone, longest=LONGEST_PHONE),
            named_in_line=line.number,
        )
        if user is not None:
            with in_office_language():
                write_letters(activation, line, to=user)
    if acts or current.acting_id is None:
        take_role(current, person, by=by)
    return person


def _why_not(role: LiveRole) -> str:
    if role.clears:
        return _("The role “%(role)s” clears statements, so only the standing office names somebody for it.") % {
            "role": role
        }
    return _("Only the people of a role, or the standing office, name somebody for it.")


def _who(user: Any, words: str) -> str:
    if user is None:
        if not words:
            raise RefusedError(_("Please choose a person, or write who it is."))
        return words
    if not user.is_active or not user.has_perm("wagtailadmin.access_admin"):
        raise RefusedError(_("%(person)s cannot sign in to the workspace.") % {"person": user.get_full_name()})
    return " · ".join(part for part in (user.get_full_name(), words) if part)


def _standing(role: LiveRole, user: Any, who: str) -> LivePerson | None:
    """Whoever it is, if the role has the person already."""
    people = list(role.people.all())
    if len(people) >= MOST_IN_A_ROLE:
        raise RefusedError(_("A role has at most %(most)d people.") % {"most": MOST_IN_A_ROLE})
    if user is not None:
        return next((one for one in people if one.user_id == user.pk), None)
    return next((one for one in people if one.words.casefold() == who.casefold()), None)


def _next_place(role: LiveRole) -> int:
    last = LivePerson.objects.filter(role=role).aggregate(last=Max("place"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def take_back_name(person: LivePerson, *, by: Any) -> None:
    """Take back that somebody was named while the event ran: the person sees it no more. The log keeps both lines.

    Raises:
        RefusedError: the event is over, the person who asks may not, or it is somebody of the scenario or who acts.
    """
    activation = hold(person.role.activation)
    current = LivePerson.objects.select_related("role").filter(pk=person.pk).first()
    if current is None:
        return
    if not may_name_for(current.role, by):
        raise RefusedError(_why_not(current.role))
    if current.named_in_line is None:
        raise RefusedError(_("The scenario names this person; only who was named while the event ran is taken back."))
    if current.role.acting_id == current.pk:
        raise RefusedError(_("This person acts in the role; let somebody else take over first."))
    with in_office_language():
        text = _("%(role)s: the naming of %(who)s was taken back.") % {"role": current.role.name, "who": current.words}
        write_line(activation, LineKind.NAME_TAKEN_BACK, text, by=by)
    current.delete()
