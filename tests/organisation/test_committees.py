"""Committees: who held which post on which day, who followed, and where two held at once."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from nhipcau.audit.models import AuditEntry
from nhipcau.directives.models import Directive
from nhipcau.organisation.committees.models import Committee, CommitteePost, PostTerm
from nhipcau.organisation.committees.queries import composition, head_on, too_many, with_terms, with_too_many
from nhipcau.organisation.committees.services import add_usual_posts, appoint, carry_ends
from nhipcau.organisation.enums import PostKind, Role
from nhipcau.organisation.models import Person, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_1_june_2026")]
Make = Callable[..., Any]


@pytest.fixture
def committee(db: None) -> Committee:
    made = Committee.objects.create(name="Ban Chỉ đạo Công tác thông tin đối ngoại tỉnh", begins_on=date(2021, 1, 1))
    add_usual_posts(made)
    return made


def post_of(committee: Committee, kind: PostKind) -> CommitteePost:
    return committee.posts.get(kind=kind)


def again(committee: Committee) -> Committee:
    return with_terms(Committee.objects.filter(pk=committee.pk)).get()


def formset(*titles: tuple[str, str]) -> dict[str, Any]:
    """The posts as the page sends them."""
    rows: dict[str, Any] = {"posts-TOTAL_FORMS": len(titles), "posts-INITIAL_FORMS": 0}
    for number, (kind, title) in enumerate(titles):
        rows |= {f"posts-{number}-kind": kind, f"posts-{number}-title": title, f"posts-{number}-ORDER": number + 1}
    return rows


EMPTY = {
    "decision_number": "", "decision_date": "", "standing_office": "", "unit": "", "begins_on": "", "ends_on": "",
    "follows": "",
}  # fmt: skip


# Rules


def test_a_new_committee_gets_the_usual_posts_once(committee: Committee) -> None:
    add_usual_posts(committee)
    assert [str(post) for post in committee.posts.all()] == [
        "Trưởng ban", "Phó Trưởng ban Thường trực", "Phó Trưởng ban", "Ủy viên", "Thư ký", "Tổ giúp việc",
    ]  # fmt: skip


def test_who_held_a_post_on_a_day_and_what_that_person_was_then(committee: Committee, people: list[Person]) -> None:
    head = post_of(committee, PostKind.HEAD)
    appoint(people[0], head, begins_on=date(2021, 1, 1), by=None)
    appoint(people[2], head, begins_on=date(2025, 3, 1), takes_over=True, by=None)
    Person.objects.filter(pk=people[0].pk).update(function="Giám đốc")
    heads = {day: [one.full_name for one in head_on(again(committee), day)] for day in (
        date(2020, 12, 31), date(2025, 2, 28), date(2025, 3, 1),
    )}  # fmt: skip
    assert list(heads.values()) == [[], ["Lò Thị Mây"], ["Nông Văn Tới"]]
    history = composition(again(committee), date(2026, 1, 1))[0].history
    assert [(term.capacity, term.ends_on) for term in history] == [
        ("Giám đốc, Sở Tài chính", None),
        ("Phó Giám đốc, Sở Ngoại vụ", date(2025, 2, 28)),
    ]
    assert not too_many(again(committee))


def test_two_heads_at_once_are_written_down_and_flagged_even_in_two_posts(
    committee: Committee, people: list[Person]
) -> None:
    head = post_of(committee, PostKind.HEAD)
    second = CommitteePost.objects.create(
        committee=committee, kind=PostKind.HEAD, title="Đồng Trưởng ban", sort_order=9
    )
    appoint(people[0], head, begins_on=date(2021, 1, 1), by=None)
    appoint(people[2], second, begins_on=date(2024, 1, 1), ends_on=date(2024, 6, 30), by=None)
    (found,) = too_many(again(committee))
    assert (found.crowd.begins_on, found.crowd.ends_on) == (date(2024, 1, 1), date(2024, 6, 30))
    assert {person.full_name for person in found.people} == {"Lò Thị Mây", "Nông Văn Tới"}
    assert with_too_many(date(2024, 5, 1)) == [committee]
    assert with_too_many(date(2026, 5, 1)) == []


def test_any_number_of_members_is_no_crowd(committee: Committee, people: list[Person]) -> None:
    for person in people:
        appoint(person, post_of(committee, PostKind.MEMBER), begins_on=date(2021, 1, 1), by=None)
    assert too_many(again(committee)) == []


@pytest.mark.parametrize(
    ("begins_on", "ends_on", "words"),
    [
        pytest.param(date(2020, 12, 31), None, "thành lập", id="before the committee"),
        pytest.param(date(2023, 1, 1), None, "rồi", id="twice the same person"),
        pytest.param(date(2027, 1, 1), date(2026, 1, 1), "trước", id="ends before it begins"),
    ],
)
def test_a_term_that_cannot_be_is_refused_with_the_reason(
    committee: Committee, people: list[Person], begins_on: date, ends_on: date | None, words: str
) -> None:
    member = post_of(committee, PostKind.MEMBER)
    appoint(people[0], member, begins_on=date(2022, 1, 1), ends_on=date(2026, 12, 31), by=None)
    with pytest.raises(ValidationError) as refused:
        appoint(people[0], member, begins_on=begins_on, ends_on=ends_on, by=None)
    assert refused.value.messages
    assert PostTerm.objects.count() == 1


def test_a_committee_that_follows_another_ends_it_and_its_terms(committee: Committee, people: list[Person]) -> None:
    appoint(people[0], post_of(committee, PostKind.HEAD), begins_on=date(2021, 1, 1), by=None)
    new = Committee.objects.create(name="Ban Chỉ đạo mới", begins_on=date(2026, 2, 1), follows=committee)
    carry_ends(new, by=None)
    committee.refresh_from_db()
    assert committee.ends_on == date(2026, 1, 31)
    assert PostTerm.objects.get().ends_on == date(2026, 1, 31)
    carry_ends(new, by=None)
    assert AuditEntry.objects.filter(action="committee changed").count() == 1


# Screens


def test_an_officer_enters_a_committee_and_appoints_its_head(
    as_officer: Client, people: list[Person], offices: list[Unit]
) -> None:
    values = {**EMPTY, "name": "Ban Chỉ đạo tỉnh", "begins_on": "2021-01-01", "standing_office": offices[0].pk}
    assert as_officer.post(reverse("committees:add"), {**values, **formset()}).status_code == 302
    committee = Committee.objects.get()
    head = post_of(committee, PostKind.HEAD)
    term = {
        "post": head.pk, "person": people[0].pk, "begins_on": "2021-01-01", "ends_on": "", "capacity": "", "field": "",
        "decision_number": "31-QĐ/TU", "decision_date": "2020-12-25",
    }  # fmt: skip
    as_officer.post(reverse("committee_terms:add"), term)
    second = {**term, "person": people[2].pk, "begins_on": "2026-01-01"}
    answer = as_officer.post(reverse("committee_terms:add"), second, follow=True)
    shown = answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("committees:inspect", args=[committee.pk])
    assert "cùng giữ một lúc" in shown
    assert "hai người cùng lúc" in as_officer.get(reverse("committees:index")).content.decode()
    first = PostTerm.objects.get(person=people[0])
    as_officer.post(reverse("committee_terms:edit", args=[first.pk]), {**term, "ends_on": "2025-12-31"})
    shown = as_officer.get(reverse("committees:inspect", args=[committee.pk]), {"on": "2024-05-01"}).content.decode()
    assert "cùng giữ một lúc" not in shown
    assert "Phó Giám đốc, Sở Ngoại vụ" in shown
    assert set(AuditEntry.objects.values_list("action", flat=True)) >= {
        "committee entered", "term entered", "term changed",
    }  # fmt: skip


def test_own_posts_are_kept_in_their_order_and_one_that_was_held_stays(
    as_officer: Client, people: list[Person]
) -> None:
    own = formset(("head", "Tổ trưởng"), ("member", "Tổ viên"))
    assert as_officer.post(reverse("committees:add"), {**EMPTY, "name": "Tổ công tác", **own}).status_code == 302
    committee = Committee.objects.get()
    assert [str(post) for post in committee.posts.all()] == ["Tổ trưởng", "Tổ viên"]
    head = post_of(committee, PostKind.HEAD)
    appoint(people[0], head, begins_on=date(2025, 1, 1), by=None)
    rows = {**own, "posts-INITIAL_FORMS": 2, "posts-0-DELETE": "on"}
    rows |= {f"posts-{number}-id": post.pk for number, post in enumerate(committee.posts.all())}
    answer = as_officer.post(reverse("committees:edit", args=[committee.pk]), {**EMPTY, "name": "Tổ công tác", **rows})
    assert "nên được giữ lại" in answer.content.decode()
    assert committee.posts.count() == 2


def test_a_typed_decision_leads_to_the_library_whichever_came_first(
    as_officer: Client, committee: Committee, people: list[Person]
) -> None:
    page = reverse("committees:inspect", args=[committee.pk])
    appoint(
        people[0], post_of(committee, PostKind.HEAD), begins_on=date(2021, 1, 1), decision_number="31-QĐ/TU",
        decision_date=date(2020, 12, 25), by=None,
    )  # fmt: skip
    assert "31-QĐ/TU" in as_officer.get(page).content.decode()
    other_year = Directive.objects.create(
        sha256="0" * 64, text_sha256="0" * 64, file_name="a", original=b"", text="", reading={}, number="31-QĐ/TU",
        date=date(2023, 1, 1),
    )  # fmt: skip
    assert reverse("directives:review", args=[other_year.pk]) not in as_officer.get(page).content.decode()
    meant = Directive.objects.create(
        sha256="1" * 64, text_sha256="1" * 64, file_name="b", original=b"", text="", reading={}, number="Số 31 - QĐ/TU",
        date=date(2020, 12, 25),
    )  # fmt: skip
    assert reverse("directives:review", args=[meant.pk]) in as_officer.get(page).content.decode()
    form = as_officer.get(reverse("committee_terms:add")).content.decode()
    assert "<datalist" in form
    assert '<option value="Số 31 - QĐ/TU"' in form


def test_a_contact_reads_committees_and_changes_nothing(
    as_contact: Client, committee: Committee, people: list[Person]
) -> None:
    term = appoint(people[2], post_of(committee, PostKind.HEAD), begins_on=date(2021, 1, 1), by=None)
    shown = as_contact.get(reverse("committees:inspect", args=[committee.pk])).content.decode()
    assert "Nông Văn Tới" in shown
    assert "Bổ nhiệm" not in shown
    for address in (
        reverse("committees:add"), reverse("committees:edit", args=[committee.pk]),
        reverse("committee_terms:edit", args=[term.pk]), reverse("committee_terms:delete", args=[term.pk]),
    ):  # fmt: skip
        assert as_contact.post(address, {"name": "Khác"}).status_code == 302
    committee.refresh_from_db()
    assert committee.name.startswith("Ban Chỉ đạo")
    assert PostTerm.objects.count() == 1


def test_the_composition_of_a_day_goes_into_a_workbook(
    as_officer: Client, committee: Committee, people: list[Person]
) -> None:
    Person.objects.filter(pk=people[1].pk).update(full_name="=HYPERLINK(1)")
    appoint(
        people[0], post_of(committee, PostKind.MEMBER), begins_on=date(2021, 1, 1), ends_on=date(2022, 1, 1), by=None
    )
    appoint(people[1], post_of(committee, PostKind.MEMBER), begins_on=date(2023, 1, 1), by=None)
    answer = as_officer.get(
        reverse("committee_terms:index"), {"committee": committee.pk, "on": "2024-01-01", "export": "xlsx"}
    )
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    cells = [cell for row in load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2) for cell in row]
    assert "=HYPERLINK(1)" in [cell.value for cell in cells]
    assert "Lò Thị Mây" not in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for cell in cells)


@pytest.mark.parametrize("count", [1, 4])
def test_the_number_of_questions_does_not_grow(
    as_officer: Client, people: list[Person], django_assert_max_num_queries: Any, count: int
) -> None:
    for number in range(count):
        committee = Committee.objects.create(name=f"Ban {number}", begins_on=date(2021, 1, 1))
        add_usual_posts(committee)
        for person in people:
            appoint(person, post_of(committee, PostKind.MEMBER), begins_on=date(2022, 1, 1), by=None)
    as_officer.get(reverse("committees:index"))
    for address in (reverse("committees:index"), reverse("committee_terms:index")):
        with django_assert_max_num_queries(18):
            assert as_officer.get(address).status_code == 200
    with django_assert_max_num_queries(20):
        assert as_officer.get(reverse("committees:inspect", args=[committee.pk])).status_code == 200


def test_the_home_page_asks_the_officer_to_end_one_of_two_terms(
    client: Client, person: Make, committee: Committee, people: list[Person]
) -> None:
    for one in people[:2]:
        appoint(one, post_of(committee, PostKind.HEAD), begins_on=date(2025, 1, 1), by=None)
    client.force_login(person(Role.PROGRAMME_OFFICER))
    assert "có chức danh nhiều người cùng giữ" in client.get("/workspace/").content.decode()
    client.force_login(person(Role.UNIT_CONTACT))
    assert "có chức danh nhiều người cùng giữ" not in client.get("/workspace/").content.decode()
