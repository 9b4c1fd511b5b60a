"""A scenario as plain values, and its numbered versions. What runs keeps the version that it runs on."""

from typing import Any

from django.db import transaction

from nhipcau.audit.services import record
from nhipcau.listening.models import (
    Level,
    PreparedStatement,
    Scenario,
    ScenarioRole,
    ScenarioVersion,
    Step,
    Trigger,
)
from nhipcau.listening.rules import fingerprint


def content_of(scenario: Scenario) -> dict[str, Any]:
    """Everything that a scenario says now, people with their names as they are now."""
    # Asked of the tables: a scenario that comes from a form holds rows of its own in memory.
    roles = ScenarioRole.objects.filter(scenario=scenario).prefetch_related("people__user", "people__unit")
    statements = PreparedStatement.objects.filter(scenario=scenario).prefetch_related("texts")
    return {
        "title": scenario.title,
        "kind": scenario.kind.name,
        "unit": scenario.unit.name,
        "purpose": scenario.purpose,
        "levels": list(Level.objects.filter(scenario=scenario).values("number", "name", "signs", "decides")),
        "triggers": list(Trigger.objects.filter(scenario=scenario).values_list("text", flat=True)),
        "roles": [
            {
                "name": role.name,
                "duty": role.duty,
                "clears": role.clears,
                "people": [
                    {"user": person.user_id, "words": person.words, "phone": person.phone}
                    for person in role.people.all()
                ],
            }
            for role in roles
        ],
        "steps": list(
            Step.objects.filter(scenario=scenario).values(
                "offset", "title", "role", "done_when", "product", "from_level"
            )
        ),
        "statements": [
            {"name": statement.name, "language": text.language, "text": text.text}
            for statement in statements
            for text in statement.texts.all()
        ],
    }


@transaction.atomic
def version_now(scenario: Scenario, *, by: Any) -> ScenarioVersion:
    """The version that the scenario is now; a new one only when something in it is otherwise than in the last."""
    Scenario.objects.select_for_update().get(pk=scenario.pk)
    content = content_of(scenario)
    sha256 = fingerprint(content)
    last: ScenarioVersion | None = scenario.versions.order_by("-number").first()
    if last is not None and last.sha256 == sha256:
        return last
    version = ScenarioVersion.objects.create(
        scenario=scenario,
        number=last.number + 1 if last else 1,
        content=content,
        sha256=sha256,
        made_by=by,
    )
    record("scenario changed", scenario, by=by, version=version.number, sha256=sha256)
    return version
