"""Who may see and do what with scenarios: the officers of the standing office, and those whom a scenario names."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from nhipcau.listening.models import Activation, LiveRole, LiveStep, RolePerson, Scenario
from nhipcau.newsroom.permissions import CLEAR

VIEW, CHANGE = "listening.view_scenario", "listening.change_scenario"
RECORD = "programme.add_activity"


def oversees(user: Any) -> bool:
    """Tell whether a person sees every scenario: administrator, programme officer, approver."""
    return bool(user.has_perm(VIEW))


def is_named_anywhere(user: Any) -> bool:
    """Tell whether any scenario, or any event, names a person."""
    return RolePerson.objects.filter(user=user).exists() or Activation.objects.filter(roles__people__user=user).exists()


def may_see_any(user: Any) -> bool:
    """Tell whether there may be anything for a person to see."""
    return oversees(user) or is_named_anywhere(user)


def scenarios_visible_to(user: Any) -> QuerySet[Scenario]:
    """All of them for those who oversee; for anybody else those that name the person."""
    if oversees(user):
        return Scenario.objects.all()
    return Scenario.objects.filter(pk__in=RolePerson.objects.filter(user=user).values("role__scenario"))


def activations_visible_to(user: Any) -> QuerySet[Activation]:
    """Events on scenarios that a person sees, and those in which the person has, or had, a role."""
    if oversees(user):
        return Activation.objects.all()
    named = RolePerson.objects.filter(user=user).values("role__scenario")
    took_part = LiveRole.objects.filter(people__user=user).values("activation")
    return Activation.objects.filter(Q(scenario__in=named) | Q(pk__in=took_part))


def scenario_for(user: Any, pk: int) -> Scenario:
    """The scenario, if the person may see it.

    Raises:
        Http404: there is none, or it is none of the person's business; both look alike.
    """
    scenario: Scenario = get_object_or_404(scenarios_visible_to(user).select_related("kind", "unit"), pk=pk)
    return scenario


def activation_for(user: Any, pk: int) -> Activation:
    """The event, if the person may see it.

    Raises:
        Http404: there is none, or it is none of the person's business; both look alike.
    """
    rows = activations_visible_to(user).select_related("version", "unit", "scenario", "activity")
    activation: Activation = get_object_or_404(rows, pk=pk)
    return activation


def may_act_in(role: LiveRole | None, user: Any) -> bool:
    """Tell whether a person acts in a role: one of its people, or who oversees. Without a role everybody may."""
    return role is None or oversees(user) or any(person.user_id == user.pk for person in role.people.all())


def may_name_for(role: LiveRole, user: Any) -> bool:
    """Tell whether a person names somebody for a role while the event runs: one of its people, or who oversees.

    A role that clears statements gives that right on; so only who oversees names somebody for it.
    """
    return oversees(user) if role.clears else may_act_in(role, user)


def may_do(step: LiveStep, user: Any) -> bool:
    """Tell whether a person may tick a step."""
    return may_act_in(step.role, user)


def may_clear_statements(roles: Iterable[LiveRole], user: Any) -> bool:
    """Tell whether a person has the right to clear statements of an event; the words must still be another's."""
    return bool(user.has_perm(CLEAR)) or any(
        role.clears and any(person.user_id == user.pk for person in role.people.all()) for role in roles
    )


def may_evaluate(user: Any) -> bool:
    """Tell whether a person writes evaluations and closes events."""
    return oversees(user)
