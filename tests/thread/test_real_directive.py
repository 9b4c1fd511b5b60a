"""The whole thread with a real directive: the one of Cao Bằng, 2021. From the file to a figure in a filed report."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from nhipcau.directives.models import Directive
from nhipcau.directives.services import accept_directive, take_in
from nhipcau.jobs.services import do
from nhipcau.newsroom.editions import add_edition
from nhipcau.newsroom.enums import InformationKind, Topic
from nhipcau.newsroom.models import Delivery, StoryIndexPage, StoryPage
from nhipcau.newsroom.services import clear_story, submit_story
from nhipcau.organisation.enums import Role, Tier, UnitKind
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.programme.models import Activity, Occasion, Task
from nhipcau.programme.queries import provisions_without_task
from nhipcau.reporting.enums import Frequency, ReportState
from nhipcau.reporting.filing import file_report
from nhipcau.reporting.models import ReportingDuty
from nhipcau.reporting.services import open_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices(db: None) -> dict[str, Unit]:
    """Offices that the directive names, as they were in 2021."""
    department = {"kind": UnitKind.DEPARTMENT, "tier": Tier.PROVINCE}
    units = {
        "foreign": Unit.objects.create(name="Sở Ngoại vụ", **department),
        "information": Unit.objects.create(
            name="Sở Thông tin và Truyền thông", ends_on=date(2025, 2, 28), **department
        ),
        "journalists": Unit.objects.create(name="Hội Nhà báo Cao Bằng", kind=UnitKind.ASSOCIATION, tier=Tier.PROVINCE),
        "district": Unit.objects.create(
            name="Huyện ủy Hà Quảng", kind=UnitKind.PARTY_COMMITTEE, tier=Tier.DISTRICT, ends_on=date(2025, 6, 30)
        ),
    }
    group = UnitGroup.objects.create(
        name="các địa phương, đơn vị", kinds=[UnitKind.DEPARTMENT, UnitKind.PARTY_COMMITTEE]
    )
    group.aliases.create(name="các địa phương, đơn vị")
    return units


@pytest.fixture
def directive(offices: dict[str, Unit], real_documents: Any, person: Any) -> Directive:
    """Taken in at the door, read by the worker, accepted."""
    officer = person(Role.PROGRAMME_OFFICER)
    file = real_documents / "dev" / "01-huong-dan-btg-cao-bang-2021.txt"
    taken = take_in(file.read_bytes(), file_name=file.name, by=officer, door="workspace")
    do(taken._meta.label, taken.pk)
    taken.refresh_from_db()
    assert taken.failure == ""
    assert taken.directive is not None
    accept_directive(taken.directive, by=officer)
    return Directive.objects.get(pk=taken.directive.pk)


def test_the_directive_becomes_a_programme(directive, offices):
    assert (directive.number, directive.date) == ("14-HD/BTGTU", date(2021, 3, 30))
    foreign = Task.objects.get(assignments__unit=offices["foreign"], directive=directive)
    assert foreign.sentence.startswith("Phối hợp với các đơn vị liên quan biên soạn")
    assert foreign.provision.path.startswith("III.4")
    # Two bodies named in one heading are two assignments of each task.
    assert Task.objects.filter(assignments__unit=offices["information"]).count() == 2
    assert Task.objects.filter(assignments__unit=offices["journalists"]).count() == 2


def test_occasions_count_the_years(directive):
    front = Occasion.objects.get(name__contains="Mặt trận Việt Minh")
    assert (front.starts_on, front.years) == (date(2021, 5, 19), 80)
    birthday = Occasion.objects.get(name__contains="Ngày sinh Chủ tịch Hồ Chí Minh")
    assert (birthday.starts_on, birthday.years) == (date(2021, 5, 19), 131)


def test_reporting_duties_carry_frequency_and_day(directive):
    duties = ReportingDuty.objects.filter(directive=directive)
    before_the_20th = duties.filter(due_before_day=20)
    assert {duty.frequency for duty in before_the_20th} >= {Frequency.MONTH, Frequency.QUARTER, Frequency.YEAR}


def test_provisions_without_task_are_listed(directive):
    paths = {provision.path for provision in provisions_without_task(directive)}
    assert any(path.startswith("II.3") for path in paths)
    assert not any(path.startswith("III.4") for path in paths)


def test_a_story_becomes_a_figure_in_the_filed_report(directive, offices, person, settings, tmp_path):
    settings.PUBLISHED_SITE, settings.MEDIA_ROOT = tmp_path / "site", tmp_path / "media"
    editor, approver = person(Role.EDITOR), person(Role.APPROVER)
    contact = person(Role.UNIT_CONTACT, offices["foreign"])
    task = Task.objects.get(assignments__unit=offices["foreign"], directive=directive)

    story = StoryPage(
        title="Thác trên biên giới", lead="Hai bờ một dòng nước.", owner=editor, live=False, task=task,
        body=[("paragraph", "<p>Nước đổ qua ba bậc đá.</p>")], information_kind=InformationKind.IMAGE,
        topic=Topic.VISIT, providing_unit=offices["foreign"], contains_no_secret=True,
    )  # fmt: skip
    StoryIndexPage.objects.get(locale__language_code="vi").add_child(instance=story)
    story.save_revision(user=editor)
    publish(story, editor, approver)
    english = add_edition(StoryPage.objects.get(pk=story.pk), "en", by=editor)
    english.title, english.contains_no_secret = "Falls on the border", True
    english.save_revision(user=editor)
    publish(english, editor, approver)

    page = (settings.PUBLISHED_SITE / story.public_path.strip("/") / "index.html").read_text(encoding="utf-8")
    assert "Thác trên biên giới" in page
    assert 'hreflang="en"' in page
    assert Activity.objects.filter(unit=offices["foreign"], task=task).count() >= 1

    today = timezone.localdate()
    duty = ReportingDuty.objects.filter(
        directive=directive, frequency=Frequency.MONTH, reporter_group__isnull=False
    ).first()
    assert duty is not None
    report = open_report(duty, offices["foreign"], today, by=contact)
    section = report.sections.get(body__contains="Thác trên biên giới")
    assert section.heading.startswith("III.4")
    filed = file_report(report, by=contact, version=report.version)
    assert filed.state == ReportState.FILED
    titles = [activity["title"] for figure in filed.filed_content["figures"] for activity in figure["activities"]]
    assert "Thác trên biên giới" in titles


def publish(story, editor, approver):
    """Submitted by one person, cleared by another, and carried to every outlet by the worker."""
    clear_story(submit_story(StoryPage.objects.get(pk=story.pk), by=editor), by=approver)
    for delivery in Delivery.objects.filter(story_id=story.pk, state="waiting"):
        do("newsroom.Delivery", delivery.pk)
    assert set(Delivery.objects.filter(story_id=story.pk).values_list("outlet", "state")) == {
        ("portal", "done"), ("activity", "done"),
    }  # fmt: skip
