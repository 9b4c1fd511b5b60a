"""What the live page shows, as values: who may do what, where each step stands, what comes next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nhipcau.listening import access
from nhipcau.listening.enums import StatementState, StepState
from nhipcau.listening.labels import against_plan, span_words
from nhipcau.listening.models import Activation, Improvement, LivePerson, LiveRole, LiveStatement, LiveStep, LogLine
from nhipcau.listening.queries import accounts_to_name
from nhipcau.listening.rules import open_places, step_state, whole_minutes

PRESSING = (StepState.OVERDUE, StepState.DUE)


@dataclass(frozen=True, slots=True)
class StepView:
    """A step, where it stands now, and whether the person may tick it."""

    step: LiveStep
    state: StepState
    may_do: bool
    is_mine: bool
    # "chậm 12 phút", "còn 45 phút", or how it was done against its plan.
    words: str

    @property
    def is_pressing(self) -> bool:
        """Whether it should be done now."""
        return self.state in PRESSING

    @property
    def is_late(self) -> bool:
        """Whether it is, or was, late."""
        return self.state in (StepState.OVERDUE, StepState.DONE_LATE)


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role, its people, and whom the person may let act in it."""

    role: LiveRole
    people: tuple[LivePerson, ...]
    takers: tuple[LivePerson, ...]
    is_mine: bool
    may_name: bool


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement and what is still open in it."""

    statement: LiveStatement
    open_places: tuple[str, ...]

    @property
    def is_out(self) -> bool:
        """Whether it was released."""
        return bool(self.statement.state == StatementState.RELEASED)


@dataclass(frozen=True, slots=True, kw_only=True)
class LivePage:
    """Everything on the page of an event."""

    activation: Activation
    now: datetime
    steps: tuple[StepView, ...]
    roles: tuple[RoleView, ...]
    statements: tuple[StatementView, ...]
    log: tuple[LogLine, ...]
    improvements: tuple[Improvement, ...]
    levels: list[dict[str, Any]]
    may_lead: bool
    sees_scenario: bool
    accounts: tuple[tuple[int, str], ...]
    user: Any

    @property
    def to_name_for(self) -> list[LiveRole]:
        """The roles for which the person may name somebody."""
        return [] if self.activation.is_closed else [view.role for view in self.roles if view.may_name]

    @property
    def running_words(self) -> str:
        """How long the event runs, or ran."""
        end = self.activation.closed_at or self.now
        return span_words(max(whole_minutes(end - self.activation.started_at), 0))  # a clock may have gone back

    @property
    def pressing(self) -> list[StepView]:
        """What should be done now, the person's own first."""
        return sorted((view for view in self.steps if view.is_pressing), key=lambda view: not view.is_mine)

    @property
    def next_step(self) -> StepView | None:
        """The first step that is still ahead."""
        ahead = [view for view in self.steps if view.state == StepState.AHEAD and view.step.due_at]
        return min(ahead, key=lambda view: view.step.due_at or self.now, default=None)

    @property
    def asked(self) -> list[StepView]:
        """The steps that the level asks for, or that something was decided about."""
        return [view for view in self.steps if view.state != StepState.NOT_ASKED]

    @property
    def ahead(self) -> list[StepView]:
        """What is open and not pressing; in an event that is over, whatever was not done."""
        if self.activation.is_closed:
            return [view for view in self.steps if view.step.is_open]
        ahead = [view for view in self.steps if view.step.is_open and not view.is_pressing]
        return sorted(ahead, key=lambda view: (view.step.due_at is None, view.step.due_at or self.now))

    @property
    def decided(self) -> list[StepView]:
        """What was done or left out."""
        return [view for view in self.steps if not view.step.is_open]

    @property
    def done_count(self) -> int:
        """How many of them are decided."""
        return sum(not view.step.is_open for view in self.asked)

    @property
    def mark(self) -> str:
        """Changes whenever the page would look otherwise: with what happened, and every minute."""
        return page_mark(self.activation, self.now)


def page_mark(activation: Activation, now: datetime) -> str:
    """See `LivePage.mark`; needs the event alone."""
    minute = 0 if activation.is_closed else int(now.timestamp() // 60)
    return f"{activation.revision}-{minute}"


def live_page(activation: Activation, user: Any, *, now: datetime) -> LivePage:
    """Gather the page, with one question per table however many rows there are."""
    roles = list(activation.roles.select_related("acting").prefetch_related("people"))
    by_key = {role.pk: role for role in roles}
    leads = access.oversees(user)
    steps = list(activation.steps.all())
    for step in steps:
        if step.role_id:
            step.role = by_key[step.role_id]
    role_views = tuple(_role_view(role, user, leads=leads) for role in roles)
    names = not activation.is_closed and any(view.may_name for view in role_views)
    return LivePage(
        activation=activation,
        now=now,
        steps=tuple(_step_view(step, activation, user, leads=leads, now=now) for step in steps),
        roles=role_views,
        statements=tuple(
            StatementView(one, tuple(open_places(one.text)) if one.state != StatementState.RELEASED else ())
            for one in activation.statements.all()
        ),
        log=tuple(activation.log.all()),
        improvements=tuple(activation.improvements.select_related("user")),
        levels=activation.levels,
        may_lead=leads,
        sees_scenario=leads or access.scenarios_visible_to(user).filter(pk=activation.scenario_id).exists(),
        accounts=tuple(accounts_to_name(user)) if names else (),
        user=user,
    )


def _names(role: LiveRole | None, user: Any) -> bool:
    return role is not None and any(person.user_id == user.pk for person in role.people.all())


def _step_view(step: LiveStep, activation: Activation, user: Any, *, leads: bool, now: datetime) -> StepView:
    state = state_of(step, activation, now=now)
    is_mine = _names(step.role, user)
    may_do = not activation.is_closed and (leads or step.role is None or is_mine)
    return StepView(step, state, may_do, is_mine, _words(step, state, activation, now))


def state_of(step: LiveStep, activation: Activation, *, now: datetime) -> StepState:
    """Where a step stands; in an event that is over, where it stood at its end."""
    return step_state(
        due_at=step.due_at,
        done_at=step.done_at,
        is_left_out=step.is_left_out,
        now=activation.closed_at or now,
        is_over=activation.is_closed,
    )


def _words(step: LiveStep, state: StepState, activation: Activation, now: datetime) -> str:
    if state in (StepState.DONE, StepState.DONE_LATE):
        return against_plan(step.due_at, step.done_at)
    if step.due_at is None or state == StepState.LEFT_OUT or (activation.is_closed and state == StepState.AHEAD):
        return ""
    return span_words(whole_minutes(step.due_at - (activation.closed_at or now)))


def _role_view(role: LiveRole, user: Any, *, leads: bool) -> RoleView:
    people = tuple(role.people.all())
    mine = tuple(person for person in people if person.user_id == user.pk)
    takers = tuple(person for person in (people if leads else mine) if person.pk != role.acting_id)
    return RoleView(role, people, takers, bool(mine), access.may_name_for(role, user))
