"""Published stories, and a site of their own for each test."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from nhipcau.jobs.services import do
from nhipcau.newsroom.editions import add_edition
from nhipcau.newsroom.enums import InformationKind, Topic
from nhipcau.newsroom.models import Delivery, RightsImage, StoryIndexPage, StoryPage
from nhipcau.newsroom.services import clear_story, submit_story
from nhipcau.organisation.enums import Role, Tier, UnitKind
from nhipcau.organisation.models import Unit


@pytest.fixture
def site_folder(settings: Any, tmp_path: Path) -> Path:
    """The published site of this test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PUBLISHED_SITE = tmp_path / "site"
    settings.PUBLIC_ADDRESS = "https://vankhe.example"
    return tmp_path / "site"


class Office:
    """An editor and an approver who publish things; `carry` does what the job worker would."""

    def __init__(self, editor: Any, approver: Any, unit: Unit) -> None:
        self.editor, self.approver, self.unit = editor, approver, unit

    def draft(self, **values: Any) -> StoryPage:
        story = StoryPage(
            **{
                "title": "Thác Khuổi Ngần",
                "lead": "Một dòng nước của hai bờ.",
                "body": [("paragraph", "<p>Bốn mươi hai mét nước đổ qua ba bậc đá.</p>")],
                "information_kind": InformationKind.IMAGE,
                "topic": Topic.VISIT,
                "providing_unit": self.unit,
                "contains_no_secret": True,
                "live": False,
                "owner": self.editor,
                **values,
            }
        )
        StoryIndexPage.objects.get(locale__language_code="vi").add_child(instance=story)
        story.save_revision(user=self.editor)
        return self.fresh(story)

    def clear(self, story: StoryPage) -> StoryPage:
        clear_story(submit_story(self.fresh(story), by=self.editor), by=self.approver)
        return self.fresh(story)

    def publish(self, **values: Any) -> StoryPage:
        return self.clear(self.draft(**values))

    def change(self, story: StoryPage, **values: Any) -> StoryPage:
        story = self.fresh(story)
        for name, value in {**values, "contains_no_secret": True}.items():
            setattr(story, name, value)
        story.save_revision(user=self.editor)
        return self.clear(story)

    def translate(self, story: StoryPage, language: str = "en", **values: Any) -> StoryPage:
        return self.change(add_edition(self.fresh(story), language, by=self.editor), **values)

    def carry(self) -> list[Delivery]:
        """Work off every delivery that waits for the portal."""
        waiting = list(Delivery.objects.filter(outlet="portal", state="waiting").order_by("pk"))
        for delivery in waiting:
            do("newsroom.Delivery", delivery.pk)
        done = list(Delivery.objects.filter(pk__in=[delivery.pk for delivery in waiting]))
        assert [delivery.failure for delivery in done] == [""] * len(done)
        return done

    @staticmethod
    def fresh(story: StoryPage) -> StoryPage:
        return StoryPage.objects.get(pk=story.pk)


@pytest.fixture
def office(db: None, person: Callable[..., Any], site_folder: Path) -> Office:
    Unit.objects.create(name="UBND tỉnh Vân Khê", kind=UnitKind.PEOPLES_COMMITTEE, tier=Tier.PROVINCE)
    press = Unit.objects.create(name="Báo Vân Khê", kind=UnitKind.PRESS, tier=Tier.PROVINCE)
    return Office(person(Role.EDITOR), person(Role.APPROVER), press)


@pytest.fixture
def picture(db: None, site_folder: Path) -> RightsImage:
    """A picture of 1200 × 800."""
    content = io.BytesIO()
    Image.new("RGB", (1200, 800), "teal").save(content, "JPEG")
    return RightsImage.objects.create(
        title="Thác",
        file=SimpleUploadedFile("thac.jpg", content.getvalue(), "image/jpeg"),
        description="Thác nước nhiều dòng",
        credit="Lò Thị Thử",
        rights_holder="Báo Vân Khê",
        licence="CC BY 4.0",
    )
