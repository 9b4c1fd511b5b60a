"""The newsroom's pages in the workspace: who sees what, and that each action does what its button says."""

import pytest
from django.urls import reverse
from django.utils import translation

from nhipcau.jobs.enums import WorkState
from nhipcau.newsroom import preview
from nhipcau.newsroom.editions import add_edition, mark_caught_up
from nhipcau.newsroom.exceptions import NewsroomRefusal
from nhipcau.newsroom.models import Clearance, Delivery, StoryPage
from nhipcau.newsroom.queries import editions_behind, what_waits
from nhipcau.newsroom.services import clear_story, fingerprint_of, return_story, submit_story
from nhipcau.organisation.enums import Role
from tests.newsroom.conftest import form_of
from tests.newsroom.test_deliveries import change_and_clear

pytestmark = pytest.mark.django_db
TODAY = None
LIST = "newsroom:story_list"
QUERIES_OF_THE_LIST = 30


def fresh(story):
    return StoryPage.objects.get(pk=story.pk)


def text_of(client, name, *args, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


# -- the list of stories


def test_an_empty_list_offers_to_write_the_first_story(client, editor, translator):
    client.force_login(editor)
    assert "Chưa có tin, bài nào" in text_of(client, LIST)
    assert reverse("wagtailadmin_pages:add", args=["newsroom", "storypage", 2])[:20] in text_of(client, LIST)

    client.force_login(translator)
    assert "storypage" not in text_of(client, LIST)


def test_a_story_stands_once_with_all_its_editions(client, editor, published):
    story = published()
    add_edition(story, "en", by=editor)
    client.force_login(editor)

    response = client.get(reverse(LIST))
    page = response.content.decode()

    assert len(response.context["object_list"]) == 1
    assert "đã đăng" in page
    assert "bản nháp" in page


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"q": "thac khuoi"}, {"Thác Khuổi Ngần"}),
        ({"q": "KHÔNG CÓ"}, set()),
        ({"topic": "culture"}, {"Lễ hội"}),
        ({"state": "draft"}, {"Lễ hội"}),
        ({"state": "published"}, {"Thác Khuổi Ngần"}),
        ({"missing": "en"}, {"Lễ hội", "Thác Khuổi Ngần"}),
        ({"missing": "vi"}, set()),
        ({"state": "nonsense"}, {"Lễ hội", "Thác Khuổi Ngần"}),
    ],
)
def test_the_list_is_searched_folded_and_filtered(client, editor, published, draft, query, titles):
    published()
    draft(title="Lễ hội", topic="culture")
    client.force_login(editor)

    response = client.get(reverse(LIST), query)

    assert {story.draft_title for story in response.context["object_list"]} == titles


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_database_as_often_for_three_stories_as_for_one(
    client, editor, published, number, django_assert_num_queries
):
    for count in range(number):
        add_edition(published(title=f"Bài {count}"), "en", by=editor)
    client.force_login(editor)
    client.get(reverse(LIST))

    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        first = client.get(reverse(LIST))
    assert len(first.context["object_list"]) == number


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_exported(client, editor, published, kind):
    published()
    client.force_login(editor)

    response = client.get(reverse(LIST), {"export": kind})

    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert content.startswith(b"PK") if kind == "xlsx" else "Thác Khuổi Ngần" in content.decode()


# -- clearance


def test_an_approver_finds_reads_and_clears_a_story(client, editor, approver, draft):
    story = draft()
    submission = submit_story(story, by=editor)
    client.force_login(approver)

    assert "Thác Khuổi Ngần" in text_of(client, "newsroom:clearance_list")
    page = text_of(client, "newsroom:review", submission.pk)
    assert "Bốn mươi hai mét nước" in page
    client.post(
        reverse("newsroom:review", args=[submission.pk]),
        {"decision": "clear", "seen": fingerprint_of(submission), "remarks": ""},
    )

    assert fresh(story).live is True


def test_giving_back_needs_a_remark_and_keeps_what_was_typed(client, editor, approver, draft):
    story = draft()
    submission = submit_story(story, by=editor)
    client.force_login(approver)
    address = reverse("newsroom:review", args=[submission.pk])

    response = client.post(address, {"decision": "return", "seen": "x", "remarks": " "})
    assert response.status_code == 422
    assert "để tác giả sửa được" in response.content.decode()

    client.post(address, {"decision": "return", "seen": "x", "remarks": "Xem lại số liệu"})
    assert fresh(story).current_workflow_state.status == "needs_changes"


def test_what_changed_since_it_was_opened_is_shown_again_in_place_of_cleared(client, editor, approver, draft):
    submission = submit_story(draft(), by=editor)
    client.force_login(approver)

    response = client.post(
        reverse("newsroom:review", args=[submission.pk]), {"decision": "clear", "seen": "older", "remarks": ""}
    )

    assert "đã thay đổi kể từ khi" in response.content.decode()
    assert Clearance.objects.count() == 0


def test_a_decided_story_is_not_decided_again(client, editor, approver, draft):
    submission = submit_story(draft(), by=editor)
    clear_story(submission, by=approver)
    client.force_login(approver)

    response = client.get(reverse("newsroom:review", args=[submission.pk]))

    assert response.status_code == 302


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRANSLATOR, Role.PROGRAMME_OFFICER, Role.UNIT_CONTACT])
def test_other_roles_do_not_reach_clearance(client, editor, draft, person, role):
    submission = submit_story(draft(), by=editor)
    client.force_login(person(role))

    statuses = {
        client.get(reverse("newsroom:clearance_list")).status_code,
        client.get(reverse("newsroom:review", args=[submission.pk])).status_code,
        client.post(reverse("newsroom:review", args=[submission.pk]), {"decision": "clear"}).status_code,
    }

    assert statuses <= {302, 403}
    assert Clearance.objects.count() == 0


# -- who may write where


@pytest.mark.parametrize(
    ("role", "vietnamese", "english"),
    [
        (Role.EDITOR, True, True),
        (Role.TRANSLATOR, False, True),
        (Role.APPROVER, False, False),
        (Role.PROGRAMME_OFFICER, False, False),
        (Role.UNIT_CONTACT, False, False),
        (Role.ADMINISTRATOR, True, True),
    ],
)
def test_who_writes_in_which_language(editor, published, person, role, vietnamese, english):
    story = published()
    edition = add_edition(story, "en", by=editor)
    somebody = person(role)

    assert story.permissions_for_user(somebody).can_edit() is vietnamese
    assert edition.permissions_for_user(somebody).can_edit() is english


def test_a_unit_contact_does_not_see_the_newsroom(client, person, published):
    story = published()
    client.force_login(person(Role.UNIT_CONTACT))

    for address in (reverse(LIST), reverse("newsroom:story", args=[story.pk]), reverse("newsroom:delivery_list")):
        assert client.get(address).status_code in (302, 403)


def test_what_waits_for_clearance_cannot_be_changed_until_it_is_decided(client, editor, draft):
    story = draft()
    submit_story(story, by=editor)
    client.force_login(editor)

    client.post(reverse("wagtailadmin_pages:edit", args=[story.pk]), form_of(story, lead="Đổi lén"))

    assert fresh(story).latest_revision.content["lead"] == "Một dòng nước của hai bờ."


# -- language editions


def test_a_translator_makes_an_edition_that_shares_what_is_not_language(client, translator, published, picture):
    story = published(picture=picture, picture_alt="Thác nước")
    client.force_login(translator)

    client.post(reverse("newsroom:add_edition", args=[story.pk, "en"]))
    client.post(reverse("newsroom:add_edition", args=[story.pk, "en"]))

    edition = StoryPage.objects.get(locale__language_code="en")
    assert edition.translation_key == story.translation_key
    assert (edition.picture, edition.information_kind, edition.topic, edition.providing_unit) == (
        story.picture,
        story.information_kind,
        story.topic,
        story.providing_unit,
    )
    assert (edition.live, edition.contains_no_secret, edition.owner) == (False, False, translator)
    assert edition.basis.source_revision_id == story.live_revision_id


def test_who_does_not_translate_makes_no_edition(client, approver, published):
    story = published()
    client.force_login(approver)

    assert client.post(reverse("newsroom:add_edition", args=[story.pk, "en"])).status_code in (302, 403)
    assert StoryPage.objects.count() == 1


def test_an_edition_is_behind_once_the_published_source_says_something_else(published, editor, approver, translator):
    story = published()
    edition = add_edition(story, "en", by=translator)
    assert editions_behind().count() == 0

    story = change_and_clear(story, editor, approver, topic="culture")
    assert editions_behind().count() == 0
    story.lead = "Chỉ là bản nháp."
    story.save_revision(user=editor)
    assert editions_behind().count() == 0

    change_and_clear(story, editor, approver, lead="Nước đã cạn.")
    assert list(editions_behind()) == [fresh(edition)]

    mark_caught_up(fresh(edition), by=translator)
    assert editions_behind().count() == 0


def test_only_who_may_change_an_edition_says_that_it_is_in_line(published, editor, approver):
    edition = add_edition(published(), "en", by=editor)

    with pytest.raises(NewsroomRefusal):
        mark_caught_up(edition, by=approver)


# -- deliveries


@pytest.fixture
def failed(published):
    published()
    Delivery.objects.update(state=WorkState.FAILED, failure="Màn hình đang tắt")
    return Delivery.objects.get()


def test_a_failed_delivery_shows_its_reason_and_is_tried_again(client, approver, failed):
    client.force_login(approver)
    assert "Màn hình đang tắt" in text_of(client, "newsroom:delivery_list", state="failed")

    client.post(reverse("newsroom:try_again", args=[failed.pk]))

    failed.refresh_from_db()
    assert (failed.state, failed.failure) == (WorkState.WAITING, "")


def test_an_editor_sees_deliveries_and_does_not_start_them(client, editor, failed):
    client.force_login(editor)

    page = text_of(client, "newsroom:delivery_list")
    client.post(reverse("newsroom:try_again", args=[failed.pk]))

    assert reverse("newsroom:try_again", args=[failed.pk]) not in page
    failed.refresh_from_db()
    assert failed.state == WorkState.FAILED


# -- what waits


def test_each_role_is_told_what_waits_for_it(editor, approver, translator, person, draft, published):
    officer = person(Role.PROGRAMME_OFFICER)
    published(title="Đã đăng")
    submit_story(draft(title="Chờ duyệt"), by=editor)
    returned = draft(title="Trả lại")
    return_story(submit_story(returned, by=editor), by=approver, remarks="Thiếu nguồn")
    Delivery.objects.update(state=WorkState.FAILED)

    def lines(user):
        return [line.text for line in what_waits(user, today=TODAY)]

    assert ["Chờ duyệt" in line for line in lines(approver)] == [True, False]
    assert ["Thiếu nguồn" in line for line in lines(editor)] == [True]
    assert len(lines(translator)) == 1
    assert [line.is_late for line in what_waits(officer, today=TODAY)] == [True]


def test_an_approver_is_not_asked_to_clear_the_own_text(draft, approver):
    story = draft(by=approver)
    story.get_workflow().start(story, approver)

    assert what_waits(approver, today=TODAY) == []


# -- preview and addresses


def test_a_preview_says_that_it_is_a_draft(client, editor, draft):
    story = draft()
    client.force_login(editor)

    page = text_of(client, "wagtailadmin_pages:view_draft", story.pk)

    assert "Thác Khuổi Ngần" in page
    assert "BẢN NHÁP" in page.upper()


def test_the_newsrooms_own_preview_carries_the_band(rf, draft, monkeypatch, settings):
    monkeypatch.setattr(preview, "_renderers", [])
    with translation.override("vi"):
        page = preview.render(draft(), rf.get("/")).render().content.decode()

    assert "BẢN NHÁP" in page
    assert "<script" not in page


def test_viewing_live_leads_to_the_public_address(published, settings):
    story = published()

    assert story.public_path == "/vi/thac-khuoi-ngan/"
    assert story.url == story.public_path
    assert story.full_url == settings.PUBLIC_ADDRESS + story.public_path


def test_two_stories_of_one_title_have_two_addresses(published):
    assert [published().public_path, published().public_path] == ["/vi/thac-khuoi-ngan/", "/vi/thac-khuoi-ngan-2/"]


def test_the_page_of_a_story_tells_who_did_what_when(client, editor, approver, published):
    story = published()
    client.force_login(editor)

    page = text_of(client, "newsroom:story", story.pk)

    assert page.count(approver.get_full_name()) >= 2
    assert "bảng tin" in page
