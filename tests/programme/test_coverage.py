"""The matrix of a directive's provisions by months and by units, and the evidence behind its cells."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from nhipcau.directives.models import Directive, Provision
from nhipcau.organisation.enums import Role, UnitKind
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.organisation.services import create_unit
from nhipcau.programme.coverage.cells import Cell
from nhipcau.programme.coverage.evidence import evidence
from nhipcau.programme.coverage.matrix import Matrix, months_matrix, units_matrix
from nhipcau.programme.coverage.scope import Scope
from nhipcau.programme.coverage.summary import summaries
from nhipcau.programme.enums import AssignmentRole, TaskState
from nhipcau.programme.models import Activity, Task
from nhipcau.programme.recording import record_activity
from nhipcau.programme.services import create_task, set_task_state

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)
PAGE = "/workspace/tasks/coverage/"
Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def tenth_of_march(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 10, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    return {name: create_unit(name, kind=UnitKind.DEPARTMENT, by=None) for name in ("Sở Ngoại vụ", "Sở Tài chính")}


@pytest.fixture
def directive(db: None) -> Directive:
    """Part III with III.1, III.2 and III.3 below it."""
    directive = Directive.objects.create(
        sha256="a", text_sha256="a", file_name="a.txt", original=b"", text="", reading={}, number="07-HD/BTGDVTU",
        date=date(2026, 1, 12),
    )  # fmt: skip
    part = add_provision(directive, 0, "III", kind="part")
    for number in (1, 2, 3):
        add_provision(directive, number, f"III.{number}", parent=part)
    return directive


def add_provision(directive: Directive, order: int, path: str, **more: Any) -> Provision:
    what = {"kind": "point", "text": f"Nội dung {path}", "span_start": order, "span_end": order + 1, **more}
    return Provision.objects.create(directive=directive, order=order, path=path, **what)


def give(directive: Directive, path: str | None, *owners: Unit | UnitGroup, title: str = "Việc", **more: Any) -> Task:
    provision = directive.provisions.get(path=path) if path else None
    parts = [(AssignmentRole.IMPLEMENT, owner) for owner in owners]
    return create_task(title, year=2026, assignments=parts, directive=directive, provision=provision, by=None, **more)


def did(unit: Unit, task: Task, day: date, title: str = "Đã làm") -> Activity:
    return record_activity(unit=unit, kind="event", title=title, happened_on=day, task=task, by=None)


@pytest.fixture
def work(directive: Directive, units: dict[str, Unit]) -> dict[str, Task]:
    """III.1 late in February with an activity in January; III.2 done in March and planned in May; III.3 nothing."""
    late = give(directive, "III.1", units["Sở Ngoại vụ"], title="Biên soạn", deadline=date(2026, 2, 28))
    done = give(directive, "III.2", units["Sở Tài chính"], title="Tập huấn", deadline=date(2026, 3, 5))
    planned = give(directive, "III.2", *units.values(), title="Triển lãm", deadline=date(2026, 5, 1))
    open_ended = give(directive, None, title="Không mục")
    did(units["Sở Ngoại vụ"], late, date(2026, 1, 20), "Họp biên soạn")
    did(units["Sở Tài chính"], done, date(2026, 3, 4), "Lớp tập huấn")
    set_task_state(done, TaskState.DONE, by=None)
    return {"late": late, "done": done, "planned": planned, "open": open_ended}


def scope(user: Any, **asked: Any) -> Scope:
    return Scope(user, TODAY, {"show": "all", **{name: str(value) for name, value in asked.items()}})


def cells(matrix: Matrix) -> dict[str, dict[int, tuple[str, int]]]:
    """What is not empty, by the provision's place."""
    return {
        line.provision.path if line.provision else "": {
            key: (cell.state, cell.count) for key, cell in line.cells if cell != Cell()
        }
        for line in matrix.lines
    }


def test_each_provision_says_in_which_month_it_is_late_done_planned_or_nothing(
    person: Make, work: dict[str, Task]
) -> None:
    matrix = months_matrix(scope(person(Role.PROGRAMME_OFFICER)))
    assert cells(matrix) == {
        "III": {},
        "III.1": {1: ("done", 1), 2: ("late", 1)},
        "III.2": {3: ("done", 1), 5: ("planned", 1)},
        "III.3": {},
        "": {0: ("planned", 1)},
    }
    assert [line.is_heading for line in matrix.lines] == [True, False, False, False, False]
    assert matrix.counts == {"late": 1, "planned": 2, "done": 0, "nothing": 1}


def test_by_units_each_stands_for_itself(person: Make, work: dict[str, Task], units: dict[str, Unit]) -> None:
    matrix = units_matrix(scope(person(Role.PROGRAMME_OFFICER), view="units"))
    foreign, finance = (units[name].pk for name in ("Sở Ngoại vụ", "Sở Tài chính"))
    assert cells(matrix) == {
        "III": {},
        "III.1": {foreign: ("done", 1)},
        "III.2": {foreign: ("planned", 1), finance: ("planned", 1)},
        "III.3": {},
        "": {0: ("planned", 1)},
    }


def test_a_group_is_opened_into_its_members_and_unknown_words_keep_a_column(
    person: Make, directive: Directive, units: dict[str, Unit]
) -> None:
    group = UnitGroup.objects.create(name="các sở", kinds=[UnitKind.DEPARTMENT])
    task = give(directive, "III.1", group, deadline=date(2026, 2, 1))
    did(units["Sở Tài chính"], task, date(2026, 2, 20))
    unknown = give(directive, "III.2")
    unknown.assignments.create(role=AssignmentRole.LEAD, unit_words="Ban Quản lý cửa khẩu")
    found = cells(units_matrix(scope(person(Role.PROGRAMME_OFFICER), view="units")))
    assert found["III.1"] == {units["Sở Ngoại vụ"].pk: ("late", 1), units["Sở Tài chính"].pk: ("done", 1)}
    assert found["III.2"] == {0: ("planned", 1)}


def test_both_views_count_provisions_alike(person: Make, work: dict[str, Task]) -> None:
    officer = person(Role.PROGRAMME_OFFICER)
    assert units_matrix(scope(officer, view="units")).counts == months_matrix(scope(officer)).counts


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("open", ["III", "III.1", "III.2", ""]),
        ("late", ["III", "III.1"]),
        ("without", ["III", "III.3"]),
        ("done", []),
        ("all", ["III", "III.1", "III.2", "III.3", ""]),
        ("nonsense", ["III", "III.1", "III.2", ""]),
    ],
)
def test_lines_can_be_narrowed_and_keep_their_headings(
    person: Make, work: dict[str, Task], show: str, expected: list[str]
) -> None:
    assert list(cells(months_matrix(scope(person(Role.PROGRAMME_OFFICER), show=show)))) == expected


def test_a_withdrawn_activity_and_one_of_another_year_do_not_count(
    person: Make, work: dict[str, Task], units: dict[str, Unit]
) -> None:
    Activity.objects.filter(title="Họp biên soạn").update(withdrawn_on=TODAY)
    did(units["Sở Ngoại vụ"], work["late"], date(2025, 12, 31))
    assert cells(months_matrix(scope(person(Role.PROGRAMME_OFFICER))))["III.1"] == {2: ("late", 1)}
    of_2025 = cells(months_matrix(scope(person(Role.PROGRAMME_OFFICER), year=2025)))
    assert of_2025["III.1"] == {0: ("late", 1), 12: ("done", 1)}


@pytest.mark.parametrize("view", ["months", "units"])
def test_every_cell_opens_to_exactly_what_it_counts(person: Make, work: dict[str, Task], view: str) -> None:
    asked = scope(person(Role.PROGRAMME_OFFICER), view=view)
    matrix = units_matrix(asked) if view == "units" else months_matrix(asked)
    opened = 0
    for line in matrix.lines:
        for key, cell in line.cells:
            found = evidence(asked, f"{line.key}-{key}")
            assert found is not None
            states = [one.state for one in found.tasks]
            assert (states.count("late"), states.count("planned"), states.count("done")) == (
                cell.late, cell.planned, cell.done,
            )  # fmt: skip
            assert found.all_activities == cell.activities
            opened += bool(cell != Cell())
    assert opened >= 3


@pytest.mark.parametrize("cell", ["", "x", "1", "1-x", "-", "999999-3", "0-13", "0-" + "9" * 40, "-1--1"])
def test_a_cell_that_does_not_exist_is_none(person: Make, work: dict[str, Task], cell: str) -> None:
    assert evidence(scope(person(Role.PROGRAMME_OFFICER)), cell) is None


def test_a_contact_sees_the_units_own_work_and_nobody_elses(
    person: Make, work: dict[str, Task], units: dict[str, Unit]
) -> None:
    contact = person(Role.UNIT_CONTACT, units["Sở Ngoại vụ"])
    assert cells(months_matrix(scope(contact)))["III.2"] == {5: ("planned", 1)}
    by_unit = units_matrix(scope(contact, view="units"))
    assert [column.unit for column in by_unit.columns] == [units["Sở Ngoại vụ"]]
    other = units["Sở Tài chính"].pk
    assert scope(contact, unit=other).unit is None
    assert evidence(scope(contact, view="units"), f"{work['planned'].provision_id}-{other}") is None
    march = evidence(scope(contact), f"{work['done'].provision_id}-3")
    assert march is not None
    assert (march.tasks, march.activities) == ([], [])


def test_a_directive_that_gave_the_unit_nothing_is_not_offered(
    client: Client, person: Make, work: dict[str, Task], directive: Directive
) -> None:
    client.force_login(person(Role.UNIT_CONTACT, create_unit("Báo Vân Khê", by=None)))
    page = client.get(PAGE, {"directive": directive.pk}).content.decode()
    assert "Chưa có văn bản nào giao việc" in page
    assert "07-HD/BTGDVTU" not in page


def test_the_filter_stands_in_the_address_and_survives_a_reload(
    client: Client, person: Make, work: dict[str, Task], directive: Directive, units: dict[str, Unit]
) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    unit = units["Sở Ngoại vụ"].pk
    cell = f"{work['planned'].provision_id}-5"
    address = {"directive": directive.pk, "year": 2026, "unit": unit, "show": "open", "cell": cell}
    page = client.get(PAGE, address).content.decode()
    assert f'<option value="{unit}" selected>' in page
    assert '<option value="open" selected>' in page
    assert "Triển lãm" in page
    assert "Không mục" not in page


@pytest.mark.parametrize(
    "address",
    [
        {"year": "999999999999", "directive": "-5", "unit": "x", "page": "0", "cell": "9-9", "view": "<b>"},
        {"year": "1", "directive": "9" * 40, "unit": "9" * 18, "page": "9" * 18, "view": "units"},
        {"year": "２０２６", "cell": "\u202e1-1"},
    ],
)
def test_an_absurd_address_still_shows_the_matrix(
    client: Client, person: Make, work: dict[str, Task], address: dict[str, str]
) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    assert "III.1" in client.get(PAGE, address).content.decode()
    assert client.get(reverse("programme_tasks:coverage_cell"), address).status_code == 404


def test_the_matrix_goes_into_a_workbook_in_which_no_text_is_a_formula(
    client: Client, person: Make, work: dict[str, Task]
) -> None:
    Task.objects.filter(pk=work["late"].pk).update(title='=HYPERLINK("http://x";"y")\x0b' + "ậ" * 200)
    client.force_login(person(Role.PROGRAMME_OFFICER))
    for view in ("months", "units"):
        answer = client.get(PAGE, {"export": "xlsx", "view": view, "show": "all"})
        book = load_workbook(io.BytesIO(answer.content))
        rows = list(book["Các mục"].iter_rows(min_row=4, values_only=True))
        assert [row[0] for row in rows][:3] == ["III", "III.1", "III.2"]
        assert rows[1][2] == "chậm"
        titles = [row[1] for row in book["nhiệm vụ"].iter_rows(min_row=2)]
        assert titles[0].data_type == "s"
        assert str(titles[0].value).startswith("=HYPERLINK")


def test_an_officer_sees_first_how_each_directive_stands(
    client: Client, person: Make, work: dict[str, Task], directive: Directive, units: dict[str, Unit]
) -> None:
    officer = person(Role.PROGRAMME_OFFICER)
    (line,) = summaries(officer, today=TODAY)
    assert (line.late, line.planned, line.done, line.nothing) == (1, 2, 0, 1)
    assert summaries(person(Role.UNIT_CONTACT, units["Sở Ngoại vụ"]), today=TODAY) == []
    client.force_login(officer)
    home = client.get("/workspace/").content.decode()
    assert home.index("Thực hiện văn bản chỉ đạo") < home.index('id="waiting"')
    assert f"coverage/?directive={directive.pk}" in home


@pytest.mark.parametrize("view", ["months", "units"])
def test_the_number_of_questions_does_not_grow(
    client: Client,
    person: Make,
    directive: Directive,
    units: dict[str, Unit],
    django_assert_num_queries: Any,
    view: str,
) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    expected = {"months": 16, "units": 20}[view]
    client.get("/workspace/")  # what is asked once in a process is asked now
    for size in (1, 4):
        for number in range(size):
            order = directive.provisions.count()
            add_provision(directive, order, f"IV.{order}")
            group = UnitGroup.objects.create(name=f"các sở {order}", kinds=[UnitKind.DEPARTMENT])
            task = give(directive, f"IV.{order}", group, deadline=date(2026, 4, number + 1))
            did(create_unit(f"Sở {order}", kind=UnitKind.DEPARTMENT, by=None), task, date(2026, 3, 1))
        with django_assert_num_queries(expected):
            assert client.get(PAGE, {"view": view}).status_code == 200
