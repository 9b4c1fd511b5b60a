"""An editor, an approver, and stories at each stage of their way out."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from nhipcau.newsroom import outlets
from nhipcau.newsroom.enums import InformationKind, Topic
from nhipcau.newsroom.models import RightsImage, StoryIndexPage, StoryPage
from nhipcau.newsroom.services import clear_story, submit_story
from nhipcau.organisation.enums import Role, Tier, UnitKind
from nhipcau.organisation.models import Unit

PARAGRAPH = ("paragraph", "<p>Bốn mươi hai mét nước đổ qua ba bậc đá.</p>")
SOURCE = ("source", {"title": "Sổ tay", "publisher": "", "url": "", "date": None})


@pytest.fixture
def unit(db: None) -> Unit:
    return Unit.objects.create(name="Báo Vân Khê", kind=UnitKind.PRESS, tier=Tier.PROVINCE)


@pytest.fixture
def editor(person: Callable[..., Any]) -> Any:
    return person(Role.EDITOR, username="bientap")


@pytest.fixture
def translator(person: Callable[..., Any]) -> Any:
    return person(Role.TRANSLATOR, username="biendich")


@pytest.fixture
def approver(person: Callable[..., Any]) -> Any:
    return person(Role.APPROVER, username="lanhdao")


@pytest.fixture
def index(db: None) -> StoryIndexPage:
    return StoryIndexPage.objects.get(locale__language_code="vi")


@pytest.fixture
def draft(unit: Unit, index: StoryIndexPage, editor: Any) -> Callable[..., StoryPage]:
    """Make a complete draft, saved by `by` (the editor): `draft(title="…")`."""

    def make(*, by: Any = None, **values: Any) -> StoryPage:
        story = StoryPage(
            **{
                "title": "Thác Khuổi Ngần",
                "lead": "Một dòng nước của hai bờ.",
                "body": [PARAGRAPH],
                "information_kind": InformationKind.IMAGE,
                "topic": Topic.VISIT,
                "providing_unit": unit,
                "contains_no_secret": True,
                "live": False,
                "owner": by or editor,
                "locale": Locale.objects.get(language_code="vi"),
                **values,
            }
        )
        StoryIndexPage.objects.get(locale=story.locale).add_child(instance=story)
        story.save_revision(user=by or editor)
        return StoryPage.objects.get(pk=story.pk)

    return make


@pytest.fixture
def published(draft: Callable[..., StoryPage], editor: Any, approver: Any) -> Callable[..., StoryPage]:
    """Make a story that the editor submitted and the approver cleared."""

    def make(**values: Any) -> StoryPage:
        story = draft(**values)
        clear_story(submit_story(story, by=editor), by=approver)
        return StoryPage.objects.get(pk=story.pk)

    return make


class Board:
    """An outlet that remembers what it shows: title by path."""

    def __init__(self) -> None:
        self.shown: dict[str, str] = {}
        self.calls: list[tuple[str, int]] = []

    def deliver(self, delivery: Any) -> None:
        self.calls.append(("deliver", delivery.pk))
        self.shown[delivery.path] = delivery.story.title

    def withdraw(self, delivery: Any) -> None:
        self.calls.append(("withdraw", delivery.pk))
        self.shown.pop(delivery.path, None)


@pytest.fixture(autouse=True)
def board(monkeypatch: pytest.MonkeyPatch) -> Board:
    """The only outlet of these tests, so that they do not depend on which ones are installed."""
    monkeypatch.setattr(outlets, "_outlets", {})
    board = Board()
    outlets.register_outlet("board", "bảng tin", deliver=board.deliver, withdraw=board.withdraw)
    return board


def form_of(story: StoryPage, **changes: Any) -> dict[str, Any]:
    """What a browser posts for a story's form."""
    values = {
        "title": story.title,
        "lead": story.lead,
        "body": streamfield([("paragraph", rich_text("<p>Bốn mươi hai mét nước.</p>"))]),
        "picture": story.picture_id or "",
        "picture_alt": story.picture_alt,
        "picture_caption": story.picture_caption,
        "sources": streamfield([]),
        "information_kind": story.information_kind,
        "topic": story.topic,
        "providing_unit": story.providing_unit_id,
        "task": "",
        "occasion": "",
        "contains_no_secret": "on",
        "go_live_at": "",
        "expire_at": "",
        "comments": inline_formset([]),
    }
    return nested_form_data({**values, **changes})


def jpeg(size: tuple[int, int] = (640, 400), *, exif: bytes | None = None, colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", **({"exif": exif} if exif else {}))
    return out.getvalue()


@pytest.fixture
def picture(db: None, settings: Any, tmp_path: Any) -> RightsImage:
    settings.MEDIA_ROOT = tmp_path
    return RightsImage.objects.create(
        title="Thác",
        file=SimpleUploadedFile("thac.jpg", jpeg(), "image/jpeg"),
        description="Thác nước nhiều dòng",
        credit="Lò Thị Thử",
        rights_holder="Báo Vân Khê",
        licence="CC BY 4.0",
    )
