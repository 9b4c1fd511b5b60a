"""Scenarios, what runs on them, and what it taught."""

from nhipcau.listening.models.evaluation import Answer, Improvement, Question
from nhipcau.listening.models.live import (
    Activation,
    Letter,
    LivePerson,
    LiveRole,
    LiveStatement,
    LiveStep,
    LogLine,
)
from nhipcau.listening.models.scenario import (
    KindOfEvent,
    Level,
    PreparedStatement,
    RolePerson,
    Scenario,
    ScenarioRole,
    ScenarioVersion,
    StatementText,
    Step,
    Trigger,
)

__all__ = [
    "Activation",
    "Answer",
    "Improvement",
    "KindOfEvent",
    "Letter",
    "Level",
    "LivePerson",
    "LiveRole",
    "LiveStatement",
    "LiveStep",
    "LogLine",
    "PreparedStatement",
    "Question",
    "RolePerson",
    "Scenario",
    "ScenarioRole",
    "ScenarioVersion",
    "StatementText",
    "Step",
    "Trigger",
]
