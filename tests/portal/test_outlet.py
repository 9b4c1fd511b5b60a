"""From a publication to the public site's files, and away again."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone

from nhipcau.jobs.services import do
from nhipcau.newsroom.models import Delivery, RightsImage
from nhipcau.newsroom.services import withdraw_story
from nhipcau.organisation.enums import Tier, UnitKind
from nhipcau.portal import pictures, queries, services
from nhipcau.portal.previewing import preview
from nhipcau.portal.published import PublishedSite
from nhipcau.programme.models import Occasion, Programme
from tests.portal.conftest import Office
from tests.portal.test_published import HANDED_ON, Answer, refuse_to_be_called

pytestmark = pytest.mark.django_db


def read(folder: Path, path: str) -> str:
    """What a reader gets at a public path, from the files alone."""
    answer = Answer(PublishedSite(refuse_to_be_called, folder, HANDED_ON), path)
    return answer.body.decode() if answer.status == 200 else str(answer.status)


def snapshot(folder: Path) -> dict[str, bytes]:
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    return {name: file.read_bytes() for name, file in files.items()}


def test_a_published_story_stands_on_its_page_first_page_topic_feed_and_site_map(
    office: Office, site_folder: Path
) -> None:
    story = office.publish()
    office.carry()
    assert read(site_folder, "/") == read(site_folder, "/vi/")
    for path in (story.public_path, "/", "/vi/", "/vi/topics/visit/", "/vi/atom.xml"):
        assert "Thác Khuổi Ngần" in read(site_folder, path), path
    assert f"https://vankhe.example{story.public_path}" in read(site_folder, "/sitemap.xml")
    page = read(site_folder, story.public_path)
    assert "<p>Bốn mươi hai mét nước đổ qua ba bậc đá.</p>" in page
    assert "Báo Vân Khê" in page
    assert "Đơn vị chủ quản: UBND tỉnh Vân Khê" in page


def test_before_the_first_publication_nothing_is_written(site_folder: Path) -> None:
    assert "Chưa có tin, bài nào được đăng." in read(site_folder, "/")


def test_a_draft_is_nowhere_to_be_found(office: Office, site_folder: Path) -> None:
    office.publish()
    draft = office.draft(title="Chưa duyệt bao giờ")
    office.carry()
    services.rebuild_site()
    assert read(site_folder, draft.public_path) == "404"
    assert not any("Chưa duyệt bao giờ".encode() in content for content in snapshot(site_folder).values())


def test_a_newer_draft_of_a_published_story_stays_inside(office: Office, site_folder: Path) -> None:
    story = office.publish()
    story.title = "Bản nháp mới"
    story.save_revision(user=office.editor)
    office.carry()
    services.rebuild_site()
    assert not any("Bản nháp mới".encode() in content for content in snapshot(site_folder).values())


def test_an_english_edition_is_linked_both_ways(office: Office, site_folder: Path) -> None:
    story = office.publish()
    office.carry()
    edition = office.translate(story, title="Khuổi Ngần Falls", lead="One river.")
    office.carry()
    assert f'href="{edition.public_path}"' in read(site_folder, story.public_path)
    assert f'href="{story.public_path}"' in read(site_folder, edition.public_path)
    assert "Khuổi Ngần Falls" in read(site_folder, "/en/")
    assert 'href="/en/about/publisher/"' in read(site_folder, "/vi/about/publisher/")


def test_an_edition_that_fell_behind_says_so_until_it_is_caught_up(office: Office, site_folder: Path) -> None:
    story = office.publish()
    edition = office.translate(story, title="Khuổi Ngần Falls", lead="One river.")
    office.carry()
    told = "This edition follows an earlier version of the original."
    assert told not in read(site_folder, edition.public_path)
    office.change(story, lead="Một dòng nước của ba bờ.")
    office.carry()
    assert told in read(site_folder, edition.public_path)


def test_a_story_published_anew_says_what_changed(office: Office, site_folder: Path) -> None:
    story = office.publish()
    office.carry()
    assert 'id="changes"' not in read(site_folder, story.public_path)
    office.change(story, title="Thác bạc", body=[("paragraph", "<p>Bốn mươi ba mét.</p>")])
    office.carry()
    page = read(site_folder, story.public_path)
    assert "tiêu đề và nội dung" in page[page.index('id="changes"') :]
    assert "Đã thay đổi ngày" in page[: page.index("<h1>")]


def test_a_withdrawn_story_is_gone_from_every_file(office: Office, site_folder: Path, picture: RightsImage) -> None:
    other = office.publish(title="Chợ Khau Mây")
    story = office.publish(picture=picture, picture_alt="Thác nước")
    office.carry()
    assert "Thác Khuổi Ngần" in read(site_folder, other.public_path)  # as a related story
    assert list((site_folder / "pictures").iterdir())
    withdraw_story(story, by=office.approver)
    office.carry()
    assert read(site_folder, story.public_path) == "404"
    assert not any("Thác Khuổi Ngần".encode() in content for content in snapshot(site_folder).values())
    assert not list((site_folder / "pictures").iterdir())


def test_withdrawing_the_last_story_leaves_the_friendly_page(office: Office, site_folder: Path) -> None:
    story = office.publish()
    office.carry()
    withdraw_story(story, by=office.approver)
    office.carry()
    assert "Chưa có tin, bài nào được đăng." in read(site_folder, "/")
    assert read(site_folder, story.public_path) == "404"


def test_a_deleted_story_is_gone_too(office: Office, site_folder: Path) -> None:
    story = office.publish()
    office.carry()
    story.delete()
    office.carry()
    assert read(site_folder, story.public_path) == "404"


def test_carrying_a_delivery_twice_changes_nothing(office: Office, site_folder: Path) -> None:
    office.publish()
    (delivery,) = office.carry()
    before = snapshot(site_folder)
    Delivery.objects.filter(pk=delivery.pk).update(state="waiting")
    do("newsroom.Delivery", delivery.pk)
    assert snapshot(site_folder) == before


def test_publishing_one_by_one_gives_the_same_site_as_rebuilding(
    office: Office, site_folder: Path, tmp_path: Path
) -> None:
    stories = [office.publish(title=f"Bài số {number}") for number in range(4)]
    office.carry()
    office.translate(stories[0], title="Story 0", lead="x")
    office.carry()
    withdraw_story(stories[1], by=office.approver)
    office.change(stories[2], title="Bài hai mới")
    office.carry()
    step_by_step = snapshot(site_folder)
    assert services.rebuild_site() == 4
    assert snapshot(site_folder) == step_by_step


def test_rebuilding_removes_pages_that_belong_to_nobody(office: Office, site_folder: Path) -> None:
    office.publish()
    site = services.published_site()
    with site.writing():
        site.put("story:gone:vi", {"/vi/gone/": b"x"})
    services.rebuild_site()
    assert read(site_folder, "/vi/gone/") == "404"


def test_pictures_come_in_sizes_with_their_rights(office: Office, site_folder: Path, picture: RightsImage) -> None:
    story = office.publish(picture=picture, picture_alt="Thác nước", picture_caption="Đầu mùa nước")
    office.carry()
    page = read(site_folder, story.public_path)
    assert 'alt="Thác nước"' in page
    assert "Đầu mùa nước" in page
    assert "Ảnh: Lò Thị Thử · © Báo Vân Khê · CC BY 4.0" in page
    files = sorted(file.suffix for file in (site_folder / "pictures").iterdir())
    assert files == [".jpg"] * 3 + [".webp"] * 3
    assert "480w" in page
    assert "1200w" in page


def test_a_damaged_picture_does_not_keep_the_words_from_readers(
    office: Office,
    site_folder: Path,
    picture: RightsImage,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(image: RightsImage) -> None:
        raise OSError("cannot identify image file")

    monkeypatch.setattr(pictures, "ready_sizes", fail)
    story = office.publish(picture=picture, picture_alt="Thác nước")
    office.carry()
    assert "Bốn mươi hai mét" in read(site_folder, story.public_path)
    assert "cannot be made ready" in caplog.text


def test_links_to_other_stories_lead_to_their_public_pages(office: Office, site_folder: Path) -> None:
    first, hidden = office.publish(title="Bài đầu"), office.draft(title="Bài nháp")
    body = f'<p><a linktype="page" id="{first.pk}">một</a> <a linktype="page" id="{hidden.pk}">hai</a></p>'
    story = office.publish(title="Bài sau", body=[("paragraph", body)])
    office.carry()
    assert f'<p><a href="{first.public_path}">một</a> hai</p>' in read(site_folder, story.public_path)


@pytest.mark.parametrize("number", [1, 3])
def test_the_whole_site_is_read_with_the_same_number_of_queries(
    office: Office, picture: RightsImage, django_assert_num_queries: Any, number: int
) -> None:
    for each in range(number):
        story = office.publish(title=f"Bài {each}", picture=picture, picture_alt="Thác nước")
        office.translate(story, title=f"Story {each}", lead="x")
        office.change(story, title=f"Bài {each} mới")
    queries.read_library()  # makes the sizes of the picture
    # Stories, sizes of pictures, deliveries, revisions, occasions, publisher.
    with django_assert_num_queries(6):
        library = queries.read_library()
    assert len(library.stories) == 2 * number


def test_the_calendar_of_the_programme_stands_on_the_vietnamese_first_page(office: Office, site_folder: Path) -> None:
    today = timezone.localdate()
    programme = Programme.objects.create(year=today.year)
    for name, day in (("Ngày đã qua", today - timedelta(1)), ("Ngày sắp tới", today + timedelta(3))):
        Occasion.objects.create(programme=programme, name=name, starts_on=day, ends_on=day)
    office.publish()
    office.carry()
    page = read(site_folder, "/vi/")
    assert "Ngày sắp tới" in page
    assert "Ngày đã qua" not in page


def test_the_site_is_freshened_once_a_day(office: Office, site_folder: Path) -> None:
    office.publish()
    office.carry()
    assert services.keep_fresh() is True
    assert services.keep_fresh() is False


def test_exporting_writes_plain_files_without_anything_hidden(
    office: Office, site_folder: Path, tmp_path: Path, picture: RightsImage
) -> None:
    office.publish(picture=picture, picture_alt="Thác nước")
    office.carry()
    folder = tmp_path / "export"
    count = services.export_site(folder)
    exported = snapshot(folder)
    assert count == len(exported)
    public = {name: content for name, content in snapshot(site_folder).items() if not name.startswith(".")}
    assert exported == public


def test_a_preview_is_the_real_page_and_says_that_it_is_a_draft(
    office: Office, site_folder: Path, picture: RightsImage
) -> None:
    draft = office.draft(picture=picture, picture_alt="Thác nước")
    page = preview(draft, RequestFactory().get("/")).content.decode()
    assert "Bản nháp, chưa đăng" in page
    assert "Thác Khuổi Ngần" in page
    assert read(site_folder, draft.public_path) == "404"


def test_a_preview_of_a_draft_with_gaps_does_not_fail(office: Office, site_folder: Path) -> None:
    draft = office.draft()
    draft.topic = draft.information_kind = draft.title = ""
    draft.providing_unit, draft.body = None, []
    assert preview(draft, RequestFactory().get("/")).status_code == 200


def test_the_publisher_is_the_people_s_committee_of_the_day(office: Office, settings: Any) -> None:
    assert queries.read_site({"vi"}).publisher == "UBND tỉnh Vân Khê"
    from nhipcau.organisation.models import Unit  # noqa: PLC0415

    Unit.objects.filter(kind=UnitKind.PEOPLES_COMMITTEE, tier=Tier.PROVINCE).delete()
    settings.PROVINCE_NAME = "Vân Khê"
    assert queries.read_site({"vi"}).publisher == "Vân Khê"
