"""The register of outgoing documents: numbers without a gap, given once, cancelled with a reason."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhipcau.audit.kept import KeptError
from nhipcau.organisation.enums import Role, Tier, UnitKind
from nhipcau.organisation.models import Unit
from nhipcau.programme.plans.integrity import faults
from nhipcau.programme.register import exceptions
from nhipcau.programme.register.queries import lack_a_book_of_the_term
from nhipcau.programme.register.rules import day_fault, gaps
from nhipcau.programme.register.services import book_of, cancel, open_book, take_number
from nhipcau.programme.register_models import OutgoingDocument, RegisterBook

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
REPOSITORY = Path(__file__).resolve().parents[2]
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.create(name="Sở Ngoại vụ", kind=UnitKind.DEPARTMENT, tier=Tier.PROVINCE)


@pytest.fixture
def other() -> Unit:
    return Unit.objects.create(name="Ban Tuyên giáo và Dân vận Tỉnh ủy", kind=UnitKind.PARTY_BODY, tier=Tier.PROVINCE)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def take(unit: Unit, day: date, key: str, kind: str = "KH", **values: Any) -> OutgoingDocument:
    return take_number(unit, kind, day, subject="Việc", key=key, by=None, **values)


def test_numbers_count_up_by_unit_kind_and_year(unit: Unit, other: Unit, today: date) -> None:
    last_year = date(today.year - 1, 12, 31)
    written = [
        take(unit, last_year, "a").written,
        take(unit, today, "b").written,
        take(unit, today, "c").written,
        take(unit, today, "d", "BC").written,
        take(other, today, "e").written,
    ]
    assert written == ["01/KH-SNV", "01/KH-SNV", "02/KH-SNV", "01/BC-SNV", "01-KH/BTGDVTU"]
    assert list(faults()) == []


def test_what_asks_twice_gets_the_same_number(unit: Unit, today: date) -> None:
    assert take(unit, today, "a") == take(unit, today, "a")
    assert take(unit, today, "b").number == 2


def test_a_number_stands_and_falls_with_what_it_is_for(unit: Unit, today: date) -> None:
    with transaction.atomic():
        assert take(unit, today, "a").number == 1
        transaction.set_rollback(True)
    assert take(unit, today, "b").number == 1


def test_days_go_up_with_numbers_and_none_is_still_to_come(unit: Unit, today: date) -> None:
    take(unit, today, "a")
    for day in (today + timedelta(days=1), today - timedelta(days=1)):
        with pytest.raises(exceptions.DayOfNumberError):
            take(unit, max(day, date(today.year, 1, 1)) if day < today else day, "b")
    assert OutgoingDocument.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "newest", "fault"),
    [
        (date(2026, 3, 1), None, ""),
        (date(2026, 3, 1), date(2026, 3, 1), ""),
        (date(2026, 3, 1), date(2026, 3, 2), "early"),
        (date(2026, 3, 11), date(2026, 3, 2), "late"),
    ],
)
def test_which_day_a_number_may_have(day: date, newest: date | None, fault: str) -> None:
    assert day_fault(day, newest=newest, today=date(2026, 3, 10)) == fault


def test_a_cancelled_number_stays_with_its_reason_and_is_never_given_again(
    unit: Unit, today: date, person: Make
) -> None:
    officer = person(Role.UNIT_CONTACT, unit)
    first = take(unit, today, "a")
    with pytest.raises(exceptions.NoReasonError):
        cancel(first, " \n", by=officer)
    cancel(first, "Soạn nhầm", by=officer)
    with pytest.raises(exceptions.CancelledBeforeError):
        cancel(first, "Lần nữa", by=officer)
    assert take(unit, today, "b").number == 2
    first.refresh_from_db()
    assert (first.cancelled_reason, first.cancelled_by) == ("Soạn nhầm", officer)
    for change in (
        first.delete, first.save, OutgoingDocument.objects.all().delete,
        lambda: OutgoingDocument.objects.update(number=9),
    ):  # fmt: skip
        with pytest.raises(KeptError):
            change()


def test_a_book_goes_on_where_the_one_on_paper_ended(unit: Unit, today: date) -> None:
    open_book(unit, "KH", first_day=date(today.year, 1, 1), last_day=date(today.year, 12, 31), given_before=87, by=None)
    assert take(unit, today, "a").written == "88/KH-SNV"
    with pytest.raises(exceptions.BookBegunError):
        open_book(unit, "KH", first_day=today, last_day=today, by=None)


def test_a_committee_counts_through_its_term(other: Unit, today: date) -> None:
    first = date(today.year - 2, 1, 1)
    open_book(other, "KH", first_day=first, last_day=date(today.year + 2, 12, 31), by=None)
    assert [take(other, day, str(day)).number for day in (first, date(today.year - 1, 5, 5), today)] == [1, 2, 3]


def test_an_office_of_the_party_is_told_that_numbers_go_through_a_term(unit: Unit, other: Unit, today: date) -> None:
    assert lack_a_book_of_the_term([unit, other], today) == [other]
    open_book(other, "KH", first_day=date(today.year - 1, 6, 1), last_day=date(today.year + 4, 5, 31), by=None)
    assert lack_a_book_of_the_term([unit, other], today) == []


def test_a_book_of_the_year_ends_where_one_that_was_opened_by_hand_begins(unit: Unit, today: date) -> None:
    open_book(unit, "KH", first_day=date(2025, 7, 1), last_day=date(2025, 12, 31), by=None)
    assert book_of(unit, "KH", date(2025, 3, 1)).last_day == date(2025, 6, 30)
    assert book_of(unit, "KH", date(2025, 8, 1)).first_day == date(2025, 7, 1)


def test_a_gap_that_somebody_made_shows(unit: Unit, today: date) -> None:
    take(unit, today, "a")
    RegisterBook.objects.update(last_number=3)
    assert gaps([1], given_before=0, last_number=3) == [2, 3]
    assert [one for one in faults() if "lacks the numbers 2, 3" in one]


# The workspace


@pytest.fixture
def contact(client: Client, person: Make, unit: Unit) -> Client:
    client.force_login(person(Role.UNIT_CONTACT, unit), backend=BACKEND)
    return client


def form(unit: Unit, today: date, **values: Any) -> dict[str, Any]:
    return {
        "unit": unit.pk, "key": "k1", "kind": "CV", "day": today.isoformat(), "subject": "Mời họp", "short_form": "SNV",
        **values,
    }  # fmt: skip


def test_a_document_is_entered_by_hand_and_twice_sent_gets_one_number(contact: Client, unit: Unit, today: date) -> None:
    for _click in range(2):
        answer = contact.post(reverse("register:enter"), form(unit, today, kind="BC"))
        assert answer.status_code == 302
    assert OutgoingDocument.objects.get().written == "01/BC-SNV"
    listed = contact.get(reverse("register:index")).content.decode()
    assert "01/BC-SNV" in listed
    assert "Mời họp" in listed


@pytest.mark.parametrize(
    "wrong", [{"subject": ""}, {"day": "hôm qua"}, {"kind": "XYZ"}, {"short_form": "S/N V"}, {"day": "2999-01-01"}]
)
def test_what_is_wrong_is_said_and_takes_no_number(
    contact: Client, unit: Unit, today: date, wrong: dict[str, str]
) -> None:
    answer = contact.post(reverse("register:enter"), form(unit, today, **{"kind": "BC", **wrong}))
    assert answer.status_code == 422
    assert OutgoingDocument.objects.count() == 0


def test_nobody_enters_or_cancels_for_another_unit(contact: Client, other: Unit, today: date) -> None:
    assert contact.post(reverse("register:enter"), form(other, today, kind="BC")).status_code == 422
    theirs = take(other, today, "a")
    assert contact.get(reverse("register:document", args=[theirs.pk])).status_code == 404
    assert contact.post(reverse("register:document", args=[theirs.pk]), {"reason": "x"}).status_code == 404
    assert "BTGDVTU" not in contact.get(reverse("register:index")).content.decode()


def test_the_register_is_filtered_and_taken_along_with_what_was_cancelled(
    contact: Client, unit: Unit, today: date
) -> None:
    entry = take(unit, today, "a", recipients="UBND tỉnh")
    take(unit, today, "b", "BC")
    contact.post(reverse("register:document", args=[entry.pk]), {"reason": "Soạn nhầm"})
    cancelled = contact.get(reverse("register:index_results") + "?cancelled=1").content.decode()
    assert "Soạn nhầm" in cancelled
    assert "01/BC-SNV" not in cancelled
    assert "01/KH-SNV" not in contact.get(reverse("register:index_results") + "?kind=BC").content.decode()
    content = b"".join(contact.get(reverse("register:index") + "?export=csv").streaming_content).decode()
    assert "01/KH-SNV" in content
    assert "Soạn nhầm" in content


def test_the_number_of_questions_does_not_grow_with_lines(
    contact: Client, unit: Unit, today: date, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for rows in (2, 20):
        for number in range(rows):
            take(unit, today, f"{rows}-{number}")
        contact.get(reverse("register:index_results"))
        with django_assert_max_num_queries(60) as asked:
            contact.get(reverse("register:index_results"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_book_is_opened_on_its_page(contact: Client, unit: Unit) -> None:
    values = {
        "unit": unit.pk, "kind": "KH", "first_day": "2026-01-01", "last_day": "2026-12-31", "given_before": "41",
    }  # fmt: skip
    assert contact.post(reverse("register:books"), values).status_code == 302
    assert contact.post(reverse("register:books"), values).status_code == 422
    assert contact.post(reverse("register:books"), {**values, "last_day": "2025-12-31"}).status_code == 422
    assert "41" in contact.get(reverse("register:books")).content.decode()
