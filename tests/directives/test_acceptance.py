"""A directive becomes a programme once, and only when it is meant."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from wagtail.models import ModelLogEntry

from nhipcau.directives import acceptance, services
from nhipcau.directives.enums import DirectiveState, ItemState
from nhipcau.directives.errors import NeedsConfirmationError, NotInReviewError
from nhipcau.directives.models import Directive, DirectiveImport, ReadItem
from nhipcau.directives.queries import items_that_count

pytestmark = pytest.mark.django_db
REPOSITORY = Path(__file__).resolve().parents[2]


class Counting:
    """A handler that counts its calls and makes two tasks of every directive."""

    def __init__(self, counts: dict[str, int] | None = None) -> None:
        self.calls: list[Directive] = []
        self.counts = counts or {"tasks": 2}

    def __call__(self, directive: Directive, *, by: Any) -> dict[str, int]:
        self.calls.append(directive)
        return self.counts


def test_acceptance_calls_every_handler_and_keeps_the_sum(
    directive: Directive, officer: Any, handlers: list[Any]
) -> None:
    programme, reporting = Counting({"tasks": 22, "occasions": 12}), Counting({"reporting_duties": 4})
    acceptance.register(programme)
    acceptance.register(reporting)
    made = services.accept_directive(directive, by=officer)
    assert made == {"tasks": 22, "occasions": 12, "reporting_duties": 4}
    directive.refresh_from_db()
    assert (directive.state, directive.made, directive.accepted_by) == (DirectiveState.ACCEPTED, made, officer)
    assert directive.accepted_at is not None


def test_a_second_acceptance_makes_nothing_and_returns_the_same_counts(
    directive: Directive, officer: Any, handlers: list[Any]
) -> None:
    handler = Counting()
    acceptance.register(handler)
    stale = Directive.objects.get(pk=directive.pk)
    first = services.accept_directive(directive, by=officer)
    assert services.accept_directive(stale, by=officer) == first
    assert len(handler.calls) == 1


def test_two_officers_accepting_at_the_same_moment_make_one_programme(
    environment: dict[str, str], tmp_path: Path
) -> None:
    def start(module: str, *arguments: str) -> subprocess.Popen[str]:
        call = [sys.executable, "-m", f"tests.directives.{module}", *arguments]
        return subprocess.Popen(call, env=environment, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)

    start("read_and_die", "never").communicate()
    officers = [start("accept_at_once", str(tmp_path)) for _number in range(2)]
    said = [officer.communicate()[0] for officer in officers]
    assert said == ["{'tasks': 2}\n", "{'tasks': 2}\n"]
    assert (tmp_path / "calls").read_text() == "called\n"


def test_a_handler_that_fails_leaves_the_directive_under_review(
    directive: Directive, officer: Any, handlers: list[Any]
) -> None:
    def fail(directive: Directive, *, by: Any) -> dict[str, int]:
        ReadItem.objects.filter(directive=directive).update(state=ItemState.REJECTED)
        raise RuntimeError("no room")

    acceptance.register(fail)
    with pytest.raises(RuntimeError):
        services.accept_directive(directive, by=officer)
    directive.refresh_from_db()
    assert (directive.state, directive.accepted_at) == (DirectiveState.IN_REVIEW, None)
    assert not directive.items.filter(state=ItemState.REJECTED).exists()


def test_corrected_metadata_becomes_the_heading_and_what_was_left_out_goes(
    directive: Directive, officer: Any, handlers: list[Any]
) -> None:
    services.correct_item(directive.items.get(field="date"), "2026-01-13", version=1, by=officer)
    services.correct_item(directive.items.get(field="urgency"), "Khẩn", version=1, by=officer)
    services.reject_item(directive.items.get(field="place"), version=1, by=officer)
    services.accept_directive(directive, by=officer)
    directive.refresh_from_db()
    assert (str(directive.date), directive.urgency, directive.place) == ("2026-01-13", "Khẩn", "")
    assert str(directive.issuing_unit) == "Ban Tuyên giáo và Dân vận Tỉnh ủy"


def test_what_was_left_out_does_not_count(directive: Directive, officer: Any) -> None:
    task = directive.items.filter(kind="assignment").first()
    assert task is not None
    services.reject_item(task, version=1, by=officer)
    assert items_that_count(directive).filter(kind="assignment").count() == 21


def test_the_preview_says_what_would_be_made_and_makes_nothing(
    directive: Directive, officer: Any, handlers: list[Any]
) -> None:
    def make(directive: Directive, *, by: Any) -> dict[str, int]:
        Directive.objects.filter(pk=directive.pk).update(number="made")
        return {"tasks": 3}

    acceptance.register(make)
    assert services.preview_acceptance(directive, by=officer) == {"tasks": 3}
    directive.refresh_from_db()
    assert (directive.number, directive.state) == ("07-HD/BTGDVTU", DirectiveState.IN_REVIEW)


def test_a_document_that_is_not_vietnamese_needs_a_persons_word(
    directive: Directive, officer: Any, handlers: list[Any]
) -> None:
    directive.reading["problems"] = [{"code": "not_vietnamese", "span": None}]
    directive.save()
    with pytest.raises(NeedsConfirmationError):
        services.accept_directive(directive, by=officer)
    directive.refresh_from_db()
    assert directive.state == DirectiveState.IN_REVIEW
    services.accept_directive(directive, by=officer, confirmed=["not_vietnamese"])
    assert directive.state == DirectiveState.ACCEPTED


def test_set_aside_and_put_back(directive: Directive, officer: Any, handlers: list[Any]) -> None:
    services.set_aside(directive, by=officer)
    services.set_aside(directive, by=officer)
    with pytest.raises(NotInReviewError):
        services.accept_directive(directive, by=officer)
    services.put_back(directive, by=officer)
    assert directive.state == DirectiveState.IN_REVIEW
    actions = ModelLogEntry.objects.filter(object_id=str(directive.pk)).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["directives.import", "directives.set_aside", "directives.put_back"]


def test_deleting_leaves_only_the_log(directive: Directive, officer: Any) -> None:
    key = str(directive.pk)
    services.delete_directive(directive, by=officer)
    assert (Directive.objects.count(), ReadItem.objects.count(), DirectiveImport.objects.count()) == (0, 0, 0)
    entry = ModelLogEntry.objects.get(action="directives.delete")
    assert (entry.object_id, entry.user, entry.label) == (
        key,
        officer,
        "07-HD/BTGDVTU Công tác thông tin đối ngoại năm 2026",
    )


def test_an_accepted_directive_is_not_deleted(directive: Directive, officer: Any, handlers: list[Any]) -> None:
    services.accept_directive(directive, by=officer)
    with pytest.raises(NotInReviewError):
        services.delete_directive(directive, by=officer)
    with pytest.raises(NotInReviewError):
        services.set_aside(directive, by=officer)
