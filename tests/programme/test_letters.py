"""Letters about tasks: to whom, when, once each, taken up again after a kill, and none for who wants none."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Post, SpecialDay, Unit, UnitGroup
from nhipcau.organisation.services import create_unit
from nhipcau.programme.enums import AssignmentRole, TaskState
from nhipcau.programme.letter_models import LetterChoice, TaskNotice
from nhipcau.programme.letters import send_task_letters
from nhipcau.programme.models import Task
from nhipcau.programme.services import create_task
from nhipcau.programme.tasks.services import move_deadline, put_away, remind

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
DEADLINE = date(2026, 3, 20)  # a Friday


def at(day: int, hour: int = 9, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def unit(db: None) -> Unit:
    return create_unit("Sở Ngoại vụ", by=None)


@pytest.fixture
def contact(person: Make, unit: Unit) -> Any:
    return with_address(person(Role.UNIT_CONTACT, unit), "dau.moi@example.test")


def with_address(user: Any, address: str) -> Any:
    user.email = address
    user.save()
    return user


def due(title: str, owner: Any, role: AssignmentRole = AssignmentRole.LEAD, deadline: date = DEADLINE) -> Task:
    return create_task(title, year=2026, assignments=[(role, owner)], deadline=deadline, by=None)


def test_each_step_of_a_deadline_is_written_once_on_its_working_day(contact: Any, unit: Unit) -> None:
    due("Biên soạn sổ tay", unit)
    subjects = {}
    for day in range(1, 32):
        for hour in (3, 7, 15):
            before = len(mail.outbox)
            if send_task_letters(at(day, hour)):
                subjects[day, hour] = mail.outbox[before].subject
    assert subjects == {
        (13, 7): "hạn 20/3/2026: Biên soạn sổ tay",
        (19, 7): "hạn 20/3/2026: Biên soạn sổ tay",
        (20, 7): "ngày làm việc cuối cùng, hạn 20/3/2026: Biên soạn sổ tay",
        (23, 7): "đã quá hạn 20/3/2026, chưa xong: Biên soạn sổ tay",
        (27, 7): "đã quá hạn 20/3/2026, chưa xong: Biên soạn sổ tay",
    }
    assert {tuple(letter.to) for letter in mail.outbox} == {("dau.moi@example.test",)}
    assert f"/workspace/tasks/inspect/{Task.objects.get().pk}/" in mail.outbox[0].body
    assert "/workspace/account/" in mail.outbox[0].body


def test_one_letter_tells_of_all_tasks_the_most_pressing_first(contact: Any, unit: Unit) -> None:
    group = UnitGroup.objects.create(name="các sở", kinds=[unit.kind])
    late = due("Việc đã chậm", group, AssignmentRole.IMPLEMENT, date(2026, 3, 18))
    due("Việc sắp đến hạn", unit, AssignmentRole.COOPERATE)
    due("Việc chỉ tham mưu", unit, AssignmentRole.ADVISE)
    remind(late, date(2026, 3, 19), user=contact)
    assert send_task_letters(at(19)) == 1
    (letter,) = mail.outbox
    assert letter.subject == "3 nhiệm vụ cần lưu ý"
    places = [
        letter.body.index(words) for words in ("đã quá hạn 18/3/2026", "hạn 20/3/2026", "hẹn nhắc ngày 19/3/2026")
    ]
    assert places == sorted(places)
    assert "tham mưu" not in letter.body


def test_what_is_done_cancelled_or_given_to_others_is_not_written_about(contact: Any, unit: Unit) -> None:
    other = create_unit("Sở Tài chính", by=None)
    due("Của người khác", other)
    for state in (TaskState.DONE, TaskState.CANCELLED):
        Task.objects.filter(pk=due("Xong", unit).pk).update(state=state)
    create_task("Không hạn", year=2026, assignments=[(AssignmentRole.LEAD, unit)], by=None)
    assert send_task_letters(at(20)) == 0


def test_only_contacts_in_office_with_an_address_get_letters(contact: Any, unit: Unit, person: Make) -> None:
    with_address(person(Role.TRANSLATOR, unit), "bien.dich@example.test")
    gone = with_address(person(Role.UNIT_CONTACT, unit), "da.chuyen@example.test")
    Post.objects.filter(user=gone).update(ends_on=date(2026, 3, 1))
    person(Role.UNIT_CONTACT, unit)
    away = with_address(person(Role.UNIT_CONTACT, unit), "khoa@example.test")
    away.is_active = False
    away.save()
    due("Biên soạn", unit)
    assert send_task_letters(at(20)) == 1
    assert mail.outbox[0].to == ["dau.moi@example.test"]


def test_the_task_of_a_unit_that_ended_is_its_followers(person: Make) -> None:
    former, follower = create_unit("Sở Thông tin", by=None), create_unit("Sở Văn hóa", by=None)
    due("Biên soạn", former)
    Unit.objects.filter(pk=former.pk).update(ends_on=date(2026, 3, 1))
    former.successors.add(follower)
    with_address(person(Role.UNIT_CONTACT, follower), "moi@example.test")
    assert send_task_letters(at(20)) == 1


def test_a_moved_deadline_has_letters_of_its_own(contact: Any, unit: Unit) -> None:
    task = due("Biên soạn", unit)
    send_task_letters(at(19))
    move_deadline(task, date(2026, 3, 27), reason="Chờ kinh phí", by=None)
    assert [send_task_letters(at(day)) for day in (20, 20, 26)] == [1, 0, 1]
    assert "27/3/2026" in mail.outbox[-1].subject


def test_a_day_off_of_the_office_moves_letters(contact: Any, unit: Unit) -> None:
    SpecialDay.objects.create(day=date(2026, 3, 19), name="Ngày của tỉnh")
    due("Biên soạn", unit)
    assert [send_task_letters(at(day)) for day in (18, 19, 20)] == [1, 0, 1]


def test_who_wants_no_letters_gets_none_and_chooses_it_on_the_own_page(
    client: Client, contact: Any, unit: Unit, person: Make
) -> None:
    due("Biên soạn", unit)
    client.force_login(contact)
    page = client.get("/workspace/account/").content.decode()
    assert "Thư nhắc về nhiệm vụ" in page
    form = {
        "name_email-first_name": "Thử", "name_email-last_name": "Lò", "name_email-email": contact.email,
        "locale-preferred_language": "vi", "locale-current_time_zone": "Asia/Ho_Chi_Minh", "theme-theme": "system",
        "theme-contrast": "system", "theme-density": "default",
    }  # fmt: skip
    client.post("/workspace/account/", form)
    assert not LetterChoice.objects.get(user=contact).about_tasks
    with_address(person(Role.UNIT_CONTACT, unit), "nguoi.khac@example.test")
    assert send_task_letters(at(20)) == 1
    assert mail.outbox[0].to == ["nguoi.khac@example.test"]
    client.post("/workspace/account/", {**form, "task_letters-about_tasks": "on"})
    assert send_task_letters(at(20)) == 1


def test_a_day_that_one_chose_is_written_even_on_a_weekend_unless_put_away(contact: Any, unit: Unit) -> None:
    task = due("Biên soạn", unit, deadline=date(2026, 6, 30))
    remind(task, date(2026, 3, 14), user=contact)
    put_away(remind(task, date(2026, 3, 15), user=contact))
    assert [send_task_letters(at(day)) for day in (13, 14, 14, 15, 16)] == [0, 1, 0, 0, 0]
    assert mail.outbox[0].subject == "hẹn nhắc ngày 14/3/2026: Biên soạn"


def test_one_chose_a_day_for_a_task_that_one_no_longer_sees(contact: Any, unit: Unit) -> None:
    task = due("Biên soạn", unit, deadline=date(2026, 6, 30))
    remind(task, date(2026, 3, 10), user=contact)
    task.assignments.all().delete()
    assert send_task_letters(at(10)) == 0


@pytest.mark.parametrize("moment", ["before it goes", "after it went"])
def test_a_killed_worker_leaves_a_claim_that_the_next_one_takes_up_with_the_same_letter(
    contact: Any, unit: Unit, person: Make, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    with_address(person(Role.UNIT_CONTACT, unit), "hai@example.test")
    due("Biên soạn", unit)
    send = EmailMessage.send

    def die(self: EmailMessage, *args: Any, **kwargs: Any) -> int:
        if moment == "after it went":
            send(self, *args, **kwargs)
        raise SystemExit

    with monkeypatch.context() as killed:
        killed.setattr(EmailMessage, "send", die)
        with pytest.raises(SystemExit):
            send_task_letters(at(20))
    assert send_task_letters(at(20, 9, 1)) == 1, "the other person's letter is not held up"
    assert send_task_letters(at(20, 9, 2)) == 0, "the first one may still be on its way"
    assert send_task_letters(at(20, 9, 11)) == 1
    assert send_task_letters(at(20, 15)) == 0
    assert not TaskNotice.objects.filter(sent_at=None).exists()
    by_person: dict[str, set[str]] = {}
    for letter in mail.outbox:
        by_person.setdefault(letter.to[0], set()).add(letter.extra_headers["Message-ID"])
    assert {address: len(names) for address, names in by_person.items()} == {
        "dau.moi@example.test": 1, "hai@example.test": 1,
    }  # fmt: skip


def test_without_a_way_to_the_mail_server_letters_wait(
    contact: Any, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    due("Biên soạn", unit)
    with monkeypatch.context() as broken:

        def no_network(*args: Any, **kwargs: Any) -> int:
            raise OSError("no network")

        broken.setattr(EmailMessage, "send", no_network)
        assert send_task_letters(at(20)) == 0
    assert send_task_letters(at(20) + timedelta(minutes=11)) == 1


def test_a_title_with_a_line_break_makes_no_header_of_its_own(contact: Any, unit: Unit) -> None:
    task = due("Biên soạn", unit)
    Task.objects.filter(pk=task.pk).update(title="Biên soạn\r\nBcc: ai@example.test")
    send_task_letters(at(20))
    assert mail.outbox[0].message()["Bcc"] is None


def test_the_number_of_questions_does_not_grow_with_tasks(
    contact: Any, unit: Unit, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        due(f"Việc {number}", unit)
    send_task_letters(at(20))
    with django_assert_max_num_queries(12):
        assert send_task_letters(at(20)) == 0
