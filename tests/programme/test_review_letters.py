"""Letters about yearly reviews of coordination programmes that are missing: to whom, when, once each."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from nhipcau.organisation.enums import Role
from nhipcau.organisation.services import create_unit
from nhipcau.programme.coordination.letters import send_review_letters
from nhipcau.programme.coordination.models import Coordination
from nhipcau.programme.coordination.services import write_review
from nhipcau.programme.letter_models import LetterChoice, ReviewNotice

pytestmark = pytest.mark.django_db


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def officer(person: Any) -> Any:
    return with_address(person(Role.PROGRAMME_OFFICER), "chuyen.vien@example.test")


def with_address(user: Any, address: str) -> Any:
    user.email = address
    user.save()
    return user


def agreed(name: str, **values: Any) -> Coordination:
    ours = create_unit(f"Ban {name}", by=None)
    return Coordination.objects.create(
        **{"name": name, "our_unit": ours, "partner_name": "Báo Quân đội", "begins_on": date(2026, 1, 15), **values}
    )


def sent_on(first: date, last: date) -> dict[str, str]:
    """The days on which letters went, with their subjects; looked at twice a day, before and in working hours."""
    found = {}
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        for hour in (6, 9, 15):
            before = len(mail.outbox)
            if send_review_letters(at(date.fromordinal(ordinal), hour)):
                found[f"{date.fromordinal(ordinal):%d/%m/%Y} {hour}"] = mail.outbox[before].subject
    return found


def test_one_is_written_to_when_a_review_is_asked_for_and_when_it_is_late_on_working_days(officer: Any) -> None:
    agreed("Biên giới")
    missing = "Biên giới: chưa có đánh giá năm 2026"
    # 1 January is a holiday, and 2027 begins on a Friday.
    assert sent_on(date(2026, 11, 25), date(2027, 2, 5)) == {
        "01/12/2026 9": missing, "15/12/2026 9": missing, "04/01/2027 9": missing, "15/01/2027 9": missing,
    }  # fmt: skip
    assert "đang chậm" in mail.outbox[-1].body
    assert "đang chậm" not in mail.outbox[0].body
    assert f"/workspace/coordination/{Coordination.objects.get().pk}/review/2026/" in mail.outbox[0].body


def test_an_agreement_that_ends_within_the_year_is_reviewed_at_its_end(officer: Any) -> None:
    agreed("Biên giới", ends_on=date(2026, 6, 26))  # a Friday
    assert list(sent_on(date(2026, 6, 20), date(2026, 7, 20))) == ["29/06/2026 9", "13/07/2026 9"]


def test_several_are_told_in_one_letter_and_what_is_finished_in_none(officer: Any) -> None:
    agreed("Một")
    agreed("Hai", begins_on=date(2025, 3, 1))
    done = agreed("Ba")
    write_review(done, 2026, planned="", done="Đã xong", remarks="", finished_on=date(2026, 11, 30), by=None)
    assert send_review_letters(at(date(2026, 12, 1))) == 1
    (letter,) = mail.outbox
    assert letter.subject == "Còn thiếu 2 đánh giá năm của các chương trình phối hợp"
    assert "Ba," not in letter.body


def test_only_who_looks_after_them_and_wants_letters_gets_any(officer: Any, person: Any) -> None:
    agreed("Biên giới")
    with_address(person(Role.UNIT_CONTACT), "dau.moi@example.test")
    person(Role.PROGRAMME_OFFICER)
    LetterChoice.objects.create(
        user=with_address(person(Role.PROGRAMME_OFFICER), "khong@example.test"), about_tasks=False
    )
    send_review_letters(at(date(2026, 12, 1)))
    assert [letter.to for letter in mail.outbox] == [["chuyen.vien@example.test"]]


def test_a_killed_worker_leaves_a_claim_that_is_taken_up_with_a_word_about_it(
    officer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed("Biên giới")
    day = date(2026, 12, 1)
    send = EmailMessage.send

    def die(self: EmailMessage, *args: Any, **kwargs: Any) -> int:
        send(self, *args, **kwargs)
        raise SystemExit

    with monkeypatch.context() as killed:
        killed.setattr(EmailMessage, "send", die)
        with pytest.raises(SystemExit):
            send_review_letters(at(day))
    assert [send_review_letters(at(day, 9, minute)) for minute in (5, 11, 30)] == [0, 1, 0]
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert "Có thể Quý vị đã nhận được thư này" in second.body
    assert not ReviewNotice.objects.filter(sent_at=None).exists()
