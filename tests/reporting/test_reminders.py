"""Letters before, on and after the last day to file: to whom, when, once, and none when it is filed."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection

from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Post, Unit
from nhipcau.reporting import filing, services
from nhipcau.reporting.models import Reminder, ReportingDuty
from nhipcau.reporting.reminders import reminder_due, send_reminders

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
MARCH = date(2026, 3, 10)


def at(day: int, hour: int = 9, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def contact(person: Make, newspaper: Unit) -> Any:
    user = person(Role.UNIT_CONTACT, newspaper)
    user.email = "dau.moi@example.test"
    user.save()
    return user


@pytest.fixture(autouse=True)
def february_filed(duty: ReportingDuty) -> None:
    ReportingDuty.objects.filter(pk=duty.pk).update(begins_on=date(2026, 2, 20))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 13), None),
        (date(2026, 3, 14), 5),
        (date(2026, 3, 16), 5),
        (date(2026, 3, 17), None),
        (date(2026, 3, 18), 1),
        (date(2026, 3, 19), 0),
        (date(2026, 3, 20), -1),
        (date(2026, 3, 22), -3),
        (date(2026, 3, 30), None),
    ],
)
def test_each_reminder_has_its_day_and_is_caught_up_for_two_more(today: date, expected: int | None) -> None:
    assert reminder_due(date(2026, 3, 19), [5, 1, 0, -1, -3], today) == expected


def test_a_letter_goes_out_once_and_names_report_day_and_place(duty: ReportingDuty, contact: Any) -> None:
    assert [send_reminders(at(18)), send_reminders(at(18, 15))] == [1, 0]

    (letter,) = mail.outbox
    assert letter.to == ["dau.moi@example.test"]
    assert letter.subject == "Báo cáo tháng 3/2026: còn 1 ngày"
    assert "trước hết ngày 19/3/2026" in letter.body
    assert "/workspace/unit-reports/" in letter.body


def test_late_is_said_and_a_filed_report_is_reminded_of_no_more(
    duty: ReportingDuty, contact: Any, newspaper: Unit
) -> None:
    send_reminders(at(20))
    assert mail.outbox[0].subject == "Báo cáo tháng 3/2026: chậm 1 ngày"

    duty.refresh_from_db()
    report = services.open_report(duty, newspaper, MARCH, by=contact)
    filing.file_report(report, by=contact, version=report.version)
    assert send_reminders(at(22)) == 0


def test_letters_wait_for_the_morning(duty: ReportingDuty, contact: Any) -> None:
    assert send_reminders(at(18, 3)) == 0
    assert send_reminders(at(18, 7)) == 1


def test_nobody_without_an_address_a_post_or_the_right_is_written_to(
    duty: ReportingDuty, contact: Any, newspaper: Unit, office: Unit, person: Make
) -> None:
    Post.objects.filter(user=contact).update(ends_on=date(2026, 3, 1))
    editor = person(Role.EDITOR, newspaper)
    editor.email = "bien.tap@example.test"
    editor.save()
    person(Role.UNIT_CONTACT, newspaper)

    assert send_reminders(at(18)) == 0
    assert not Reminder.objects.exists()


def test_a_letter_that_could_not_go_out_is_tried_again(
    duty: ReportingDuty, contact: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*args: Any, **kwargs: Any) -> int:
        raise OSError("no network")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", no_network)
        assert send_reminders(at(18)) == 0
    assert send_reminders(at(18, 12)) == 1


def test_a_letter_is_sent_outside_any_transaction_and_taken_up_when_its_worker_died(
    duty: ReportingDuty, contact: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    depth = len(connection.savepoint_ids)

    def killed(*args: Any, **kwargs: Any) -> int:
        assert len(connection.savepoint_ids) == depth
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr("django.core.mail.EmailMessage.send", killed)
        with pytest.raises(SystemExit):
            send_reminders(at(18, 8))
    assert send_reminders(at(18, 8)) == 0, "another worker may still be at it"
    assert send_reminders(at(18, 9)) == 1


def test_a_day_off_moves_the_reminders_with_the_due_day(duty: ReportingDuty, contact: Any) -> None:
    send_reminders(at(20, month=4))
    assert mail.outbox[0].subject == "Báo cáo tháng 4/2026: hạn gửi là hôm nay"
