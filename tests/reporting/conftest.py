"""A province with a directive, tasks under its provisions and a newspaper that does things."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from nhipcau.directives.enums import DirectiveState, ItemKind
from nhipcau.directives.models import Directive, Provision, ReadItem
from nhipcau.organisation.enums import Tier, UnitKind
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.programme.enums import ActivityKind, AssignmentRole
from nhipcau.programme.models import Activity, Assignment, Programme, Task
from nhipcau.reporting.enums import Frequency
from nhipcau.reporting.models import ReportingDuty

MARCH = date(2026, 3, 10)


@pytest.fixture
def office(db: None) -> Unit:
    return Unit.objects.create(name="Ban Tuyên giáo và Dân vận Tỉnh ủy", kind=UnitKind.PARTY_BODY, tier=Tier.PROVINCE)


@pytest.fixture
def newspaper(db: None) -> Unit:
    return Unit.objects.create(name="Báo và Phát thanh, truyền hình Vân Khê", kind=UnitKind.PRESS, tier=Tier.PROVINCE)


@pytest.fixture
def departments(db: None) -> list[Unit]:
    names = ["Sở Ngoại vụ", "Sở Tài chính", "Sở Công Thương"]
    return [Unit.objects.create(name=name, kind=UnitKind.DEPARTMENT, tier=Tier.PROVINCE) for name in names]


@pytest.fixture
def all_departments(departments: list[Unit]) -> UnitGroup:
    return UnitGroup.objects.create(name="các sở, ban, ngành", kinds=[UnitKind.DEPARTMENT], tier=Tier.PROVINCE)


@pytest.fixture
def directive(db: None) -> Directive:
    """Parts II and III; III.1 and III.2 with dashes below them."""
    directive = Directive.objects.create(
        sha256="0" * 64,
        file_name="huong-dan.txt",
        original=b"",
        text="…",
        reading={},
        state=DirectiveState.ACCEPTED,
        number="07-HD/BTGDVTU",
        subject="Công tác thông tin đối ngoại năm 2026",
        date=date(2026, 1, 12),
    )
    rows: dict[str, Provision] = {}
    for order, (path, kind, title, text, parent) in enumerate(
        [
            ("II", "part", "NỘI DUNG VÀ HÌNH THỨC", "II. NỘI DUNG VÀ HÌNH THỨC", None),
            ("II.3", "point", "Quảng bá hình ảnh", "3. Quảng bá hình ảnh", "II"),
            ("III", "part", "TỔ CHỨC THỰC HIỆN", "III. TỔ CHỨC THỰC HIỆN", None),
            ("III.2", "point", "Sở Ngoại vụ", "2. Sở Ngoại vụ", "III"),
            ("III.7", "point", "Báo và Phát thanh, truyền hình Vân Khê", "7. Báo và Phát thanh", "III"),
            ("dash", "bullet", "", "- Xây dựng chuyên mục “Nhịp cầu Vân Khê”.", "III.7"),
            ("III.9", "point", "", "9. Thực hiện chế độ báo cáo trước ngày 20 hằng tháng.", "III"),
        ]
    ):
        rows[path] = Provision.objects.create(
            directive=directive,
            order=order,
            parent=rows[parent] if parent else None,
            kind=kind,
            mark=path.rsplit(".", 1)[-1],
            path="III.7" if path == "dash" else path,
            title=title,
            text=text,
            span_start=0,
            span_end=0,
        )
    return directive


@pytest.fixture
def provision(directive: Directive) -> Callable[[int], Provision]:
    """A provision of the directive by its order: 1 is II.3, 5 the dash below III.7, 6 is III.9."""
    return lambda order: Provision.objects.get(directive=directive, order=order)


@pytest.fixture
def task(directive: Directive, provision: Callable[[int], Provision]) -> Callable[..., Task]:
    """Make a task under a provision, led by a unit or a group."""

    def make(order: int, *, unit: Unit | None = None, group: UnitGroup | None = None, title: str = "Việc") -> Task:
        programme, _ = Programme.objects.get_or_create(year=2026)
        made = Task.objects.create(
            programme=programme, directive=directive, provision=provision(order), title=title, order=order
        )
        Assignment.objects.create(task=made, role=AssignmentRole.LEAD, unit=unit, group=group)
        return made

    return make


@pytest.fixture
def story(newspaper: Unit) -> Callable[..., Activity]:
    """Record that an edition of a story was published."""

    def make(
        title: str = "Thác Khuổi Ngần vào mùa nước",
        *,
        on: date = date(2026, 3, 3),
        key: str = "",
        language: str = "vi",
        unit: Unit | None = None,
        task: Task | None = None,
        kind: ActivityKind = ActivityKind.STORY,
        **more: Any,
    ) -> Activity:
        return Activity.objects.create(
            unit=unit or newspaper,
            kind=kind,
            title=title,
            happened_on=on,
            task=task,
            language=language,
            source=f"story:{key}:{language}" if key else None,
            evidence_url=f"/{language}/bai/",
            **more,
        )

    return make


@pytest.fixture
def duty(directive: Directive, provision: Callable[[int], Provision], newspaper: Unit, office: Unit) -> ReportingDuty:
    """The newspaper's monthly report."""
    return ReportingDuty.objects.create(
        directive=directive,
        provision=provision(6),
        name="Báo cáo tháng: công tác thông tin đối ngoại",
        sentence="Thực hiện chế độ báo cáo trước ngày 20 hằng tháng.",
        reporter=newspaper,
        addressee=office,
        frequency=Frequency.MONTH,
        begins_on=date(2026, 1, 15),
    )


@pytest.fixture
def group_duty(duty: ReportingDuty, all_departments: UnitGroup) -> ReportingDuty:
    """The monthly report of all departments."""
    return ReportingDuty.objects.create(
        directive=duty.directive,
        name="Báo cáo tháng của các sở, ban, ngành",
        reporter_group=all_departments,
        frequency=Frequency.MONTH,
        begins_on=date(2026, 1, 15),
    )


@pytest.fixture
def deadline_item(directive: Directive, provision: Callable[[int], Provision]) -> Callable[..., ReadItem]:
    """A reading of a reporting duty, as the review leaves it."""

    def make(**more: Any) -> ReadItem:
        value = {
            "text": "trước ngày 20 hằng tháng, quý, năm",
            "day": 20,
            "month": None,
            "every": ["month", "quarter", "year"],
            "what": "thông tin, báo cáo về Ban Chỉ đạo Công tác TTĐN tỉnh",
            "reporter": "Các sở, ban, ngành",
            "addressee": "Ban Tuyên giáo và Dân vận Tỉnh ủy",
            **more.pop("value", {}),
        }
        order = ReadItem.objects.filter(directive=directive, kind=ItemKind.RECURRING_DEADLINE).count()
        return ReadItem.objects.create(
            directive=directive,
            kind=ItemKind.RECURRING_DEADLINE,
            order=order,
            provision=more.pop("provision", provision(6)),
            confidence=0.9,
            proposal=value,
            value=value,
            **more,
        )

    return make
