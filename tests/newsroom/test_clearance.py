"""Nothing goes out unless a second person cleared it, whatever door is tried."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, PageLogEntry, Revision, TaskState

from nhipcau.newsroom import story_facts
from nhipcau.newsroom.exceptions import DecidedError, MayNotClearError, NotClearedError, NotReadyError, StaysError
from nhipcau.newsroom.issue_sentences import SENTENCES
from nhipcau.newsroom.models import Clearance, Delivery, StoryIndexPage, StoryPage
from nhipcau.newsroom.services import clear_story, fingerprint_of, return_story, submit_story, withdraw_story
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import User
from tests.newsroom.conftest import form_of

pytestmark = pytest.mark.django_db


def fresh(story):
    return StoryPage.objects.get(pk=story.pk)


@pytest.fixture
def superuser():
    return User.objects.create_superuser("goc", password="mot-mat-khau-dai")


def test_a_cleared_story_is_published_and_on_record(draft, editor, approver):
    story = draft()
    submission = submit_story(story, by=editor)
    assert fresh(story).live is False

    clear_story(submission, by=approver, remarks="Đồng ý", seen=fingerprint_of(submission))

    story = fresh(story)
    clearance = Clearance.objects.get()
    assert story.live is True
    assert story.live_revision_id == clearance.revision_id
    assert (clearance.author, clearance.submitted_by, clearance.cleared_by) == (editor, editor, approver)
    assert clearance.remarks == "Đồng ý"
    actions = set(PageLogEntry.objects.filter(page=story.pk, user=approver).values_list("action", flat=True))
    assert actions == {"wagtail.workflow.approve", "wagtail.publish"}


@pytest.mark.parametrize("role", [Role.APPROVER, Role.ADMINISTRATOR])
def test_an_author_with_the_right_to_clear_cannot_clear_the_own_text(draft, editor, role):
    editor.groups.add(Group.objects.get(name=role.value))
    editor = User.objects.get(pk=editor.pk)
    submission = submit_story(draft(by=editor), by=editor)

    with pytest.raises(MayNotClearError):
        clear_story(submission, by=editor)

    assert submission.task.specific.get_actions(fresh(submission.revision.content_object), editor) == []
    assert Clearance.objects.count() == 0


def test_a_superuser_cannot_clear_the_own_text_either(draft, superuser):
    submission = submit_story(draft(by=superuser), by=superuser)

    with pytest.raises(MayNotClearError):
        clear_story(submission, by=superuser)


def test_who_submits_another_ones_text_cannot_clear_it(draft, editor, person):
    approver = person(Role.APPROVER)
    approver.groups.add(Group.objects.get(name=Role.EDITOR.value))
    submission = submit_story(draft(by=editor), by=approver)

    with pytest.raises(MayNotClearError):
        clear_story(submission, by=approver)


def test_who_submits_again_after_a_return_cannot_clear(draft, editor, approver, person):
    both = person(Role.APPROVER)
    both.groups.add(Group.objects.get(name=Role.EDITOR.value))
    story = draft()
    return_story(submit_story(story, by=editor), by=approver, remarks="Thiếu nguồn")
    again = submit_story(fresh(story), by=both)

    with pytest.raises(MayNotClearError):
        clear_story(again, by=both)
    clear_story(again, by=approver)

    assert fresh(story).live is True


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRANSLATOR, Role.UNIT_CONTACT, Role.PROGRAMME_OFFICER])
def test_other_roles_cannot_clear(draft, editor, person, role):
    submission = submit_story(draft(), by=editor)

    with pytest.raises(MayNotClearError):
        clear_story(submission, by=person(role))
    with pytest.raises(MayNotClearError):
        return_story(submission, by=person(role), remarks="")


def test_a_returned_story_stays_a_draft_with_its_remarks(draft, editor, approver):
    story = draft()
    submission = submit_story(story, by=editor)

    return_story(submission, by=approver, remarks="Xem lại số liệu")

    assert fresh(story).live is False
    assert fresh(story).current_workflow_state.status == "needs_changes"
    assert TaskState.objects.get(pk=submission.pk).comment == "Xem lại số liệu"


def test_of_two_approvers_one_decides(draft, editor, approver, person):
    story = draft()
    submission = submit_story(story, by=editor)
    seen_by_the_other = type(submission).objects.get(pk=submission.pk)
    clear_story(submission, by=approver)

    with pytest.raises(DecidedError):
        clear_story(seen_by_the_other, by=person(Role.APPROVER))

    assert Clearance.objects.count() == 1


def test_what_was_changed_after_submission_is_not_cleared_unseen(draft, editor, approver):
    story = draft()
    submission = submit_story(story, by=editor)
    story.lead = "Khác hẳn"
    story.save_revision(user=editor)

    with pytest.raises(DecidedError):
        clear_story(submission, by=approver)


def test_a_text_overwritten_in_place_after_it_was_opened_is_not_cleared_unseen(draft, editor, approver):
    story = draft()
    submission = submit_story(story, by=editor)
    seen = fingerprint_of(submission)
    story.lead = "Khác hẳn"
    story.save_revision(user=editor, overwrite_revision=story.latest_revision)
    submission = type(submission).objects.get(pk=submission.pk)

    with pytest.raises(DecidedError):
        clear_story(submission, by=approver, seen=seen)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"contains_no_secret": False}, "secrecy_not_checked"),
        ({"body": []}, "empty_body"),
        ({"information_kind": "official"}, "no_source"),
    ],
)
def test_an_incomplete_story_cannot_be_submitted(draft, editor, index, values, code):
    story = draft()
    for name, value in values.items():
        setattr(story, name, value)
    story.save_revision(user=editor, clean=False)

    with pytest.raises(NotReadyError) as refusal:
        submit_story(story, by=editor)

    assert [issue.code for issue in refusal.value.issues] == [code]


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_text_with_a_secrecy_mark_anywhere_cannot_be_submitted(draft, editor, mark):
    paragraphs = [("paragraph", f"<p>Đoạn {number}.</p>") for number in range(60)]
    story = draft(body=[*paragraphs, ("paragraph", f"<p>{mark}</p>")])

    with pytest.raises(NotReadyError) as refusal:
        submit_story(story, by=editor)

    assert [issue.code for issue in refusal.value.issues] == ["secrecy_mark"]


def test_words_about_secrets_and_honey_are_no_mark(draft, editor):
    story = draft(title="Mật ong bạc hà", body=[("paragraph", "<p>Giữ bí mật nhà nước là việc của mọi người.</p>")])

    assert submit_story(story, by=editor).status == "in_progress"


# -- every other door


def publish_the_revision(story, superuser):
    story.latest_revision.publish(user=superuser)


def publish_without_a_user(story, superuser):
    story.latest_revision.publish()


def publish_skipping_permission_checks(story, superuser):
    story.latest_revision.publish(user=superuser, skip_permission_checks=True)


def publish_by_wagtails_action(story, superuser):
    PublishPageRevisionAction(story.latest_revision, user=superuser).execute(skip_permission_checks=True)


def publish_by_wagtails_action_with_checks(story, superuser):
    PublishPageRevisionAction(story.latest_revision, user=superuser).execute()


def save_it_live(story, superuser):
    story.live = True
    story.save()


def publish_from_the_bare_page(story, superuser):
    page = Page.objects.get(pk=story.pk)
    page.publish(page.get_latest_revision(), user=superuser)


def approve_the_bare_task_state(story, superuser):
    state = submit_story(story, by=story.owner)
    TaskState.objects.get(pk=state.pk).approve(user=superuser)


@pytest.mark.parametrize(
    "door",
    [
        publish_the_revision,
        publish_without_a_user,
        publish_skipping_permission_checks,
        publish_by_wagtails_action,
        publish_by_wagtails_action_with_checks,
        save_it_live,
        publish_from_the_bare_page,
        approve_the_bare_task_state,
    ],
)
def test_no_code_publishes_what_nobody_cleared(draft, superuser, door):
    story = draft()

    with pytest.raises(Exception, match=r"second person|người thứ hai|permission"):
        door(story, superuser)

    assert fresh(story).live is False
    assert Delivery.objects.count() == 0


def test_a_newer_draft_of_a_published_story_needs_its_own_clearance(published, editor):
    story = published()
    story.lead = "Thêm một câu."
    newer = story.save_revision(user=editor)

    with pytest.raises(NotClearedError):
        newer.publish(user=editor)

    assert fresh(story).lead == "Một dòng nước của hai bờ."


def test_a_cleared_revision_that_was_overwritten_is_no_longer_cleared(published, editor):
    story = published()
    revision = story.latest_revision
    revision.content["lead"] = "Khác hẳn"
    revision.save()

    with pytest.raises(NotClearedError):
        Revision.objects.get(pk=revision.pk).publish()


def test_a_published_text_cannot_be_changed_in_place(published):
    story = published()
    story.title = "Tên khác"

    with pytest.raises(NotClearedError):
        story.save()

    assert fresh(story).title == "Thác Khuổi Ngần"


def test_going_back_to_an_older_cleared_revision_is_publishing_what_was_cleared(published, editor, approver):
    story = published()
    first = story.live_revision
    story.lead = "Thêm một câu."
    story.save_revision(user=editor)
    clear_story(submit_story(fresh(story), by=editor), by=approver)

    first.publish(user=approver)

    assert fresh(story).lead == "Một dòng nước của hai bờ."


def test_copies_are_drafts_and_a_live_copy_is_refused(published, index):
    story = published()

    with pytest.raises(NotClearedError):
        story.copy(update_attrs={"slug": "ban-sao"})
    copy = story.copy(update_attrs={"slug": "ban-sao"}, keep_live=False)

    assert copy.live is False
    assert copy.contains_no_secret is False


def test_a_story_has_no_alias(published, index):
    with pytest.raises(StaysError):
        published().create_alias(update_slug="bi-danh")


def test_a_story_stays_among_the_stories_of_its_language(published):
    story = published()
    english = StoryIndexPage.objects.get(locale__language_code="en")

    with pytest.raises(StaysError):
        story.move(english, pos="last-child")
    with pytest.raises(StaysError):
        Page.objects.get(pk=story.pk).move(english, pos="last-child")


def test_a_story_cleared_for_later_goes_out_at_its_hour(draft, editor, approver, board):
    story = draft(go_live_at=timezone.now() + timezone.timedelta(hours=1))
    clear_story(submit_story(story, by=editor), by=approver)
    assert fresh(story).live is False
    assert Delivery.objects.count() == 0

    Revision.objects.filter(pk=story.latest_revision_id).update(
        approved_go_live_at=timezone.now() - timezone.timedelta(minutes=1)
    )
    revision = story.latest_revision
    with pytest.MonkeyPatch.context() as patch:
        later = timezone.now() + timezone.timedelta(hours=2)
        patch.setattr("wagtail.actions.publish_revision.timezone.now", lambda: later)
        call_command("publish_scheduled")

    assert fresh(story).live is True
    assert Delivery.objects.get().revision_id == revision.pk


def test_an_uncleared_revision_on_the_schedule_does_not_go_out(draft):
    story = draft()
    Revision.objects.filter(pk=story.latest_revision_id).update(
        approved_go_live_at=timezone.now() - timezone.timedelta(minutes=1)
    )

    with pytest.raises(NotClearedError):
        call_command("publish_scheduled")

    assert fresh(story).live is False


def test_the_workspace_offers_no_publishing_even_to_a_superuser(draft, superuser, client, index):
    story = draft()
    client.force_login(superuser)

    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    client.post(edit, {**form_of(story, title="Đã sửa"), "action-publish": "1"})
    assert fresh(story).latest_revision.content["title"] == "Đã sửa"
    client.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?id={story.pk}")

    permissions = story.permissions_for_user(superuser)
    assert fresh(story).live is False
    assert (permissions.can_publish(), permissions.can_copy(), permissions.can_move()) == (False, False, False)
    assert index.permissions_for_user(superuser).can_publish_subpage() is False


def test_creating_and_publishing_in_one_go_makes_a_draft(draft, superuser, client, index):
    form = form_of(draft(), title="Bài mới")
    client.force_login(superuser)

    client.post(
        reverse("wagtailadmin_pages:add", args=["newsroom", "storypage", index.pk]), {**form, "action-publish": "1"}
    )

    assert StoryPage.objects.get(title="Bài mới").live is False


def test_submitting_an_incomplete_story_says_what_is_missing_and_keeps_what_was_typed(draft, editor, client):
    story = draft()
    client.force_login(editor)
    form = form_of(story, lead="Câu dẫn mới", information_kind="official")
    del form["contains_no_secret"]

    response = client.post(reverse("wagtailadmin_pages:edit", args=[story.pk]), {**form, "action-submit": "1"})

    assert "Câu dẫn mới" in response.content.decode()
    assert fresh(story).workflow_in_progress is False
    assert set(response.context["form"].errors) == {"sources", "contains_no_secret"}
    assert str(SENTENCES["secrecy_not_checked"]) in response.content.decode()


def test_submitting_from_the_form_starts_the_clearance(draft, editor, client):
    story = draft()
    client.force_login(editor)

    client.post(reverse("wagtailadmin_pages:edit", args=[story.pk]), {**form_of(story), "action-submit": "1"})

    state = fresh(story).current_workflow_task_state
    assert (state.submitted_by, state.status) == (editor, "in_progress")


def test_a_text_with_a_secrecy_mark_is_not_even_kept_as_a_draft(draft, editor, client, monkeypatch):
    monkeypatch.setattr(story_facts, "find_secrecy_mark", lambda text: "MẬT" if "MẬT" in text else None)
    story = draft()
    client.force_login(editor)

    client.post(reverse("wagtailadmin_pages:edit", args=[story.pk]), form_of(story, lead="MẬT"))

    assert Revision.objects.for_instance(story).count() == 1
    assert fresh(story).lead != "MẬT"


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.APPROVER, True),
        (Role.ADMINISTRATOR, True),
        (Role.EDITOR, False),
        (Role.TRANSLATOR, False),
        (Role.PROGRAMME_OFFICER, False),
        (Role.UNIT_CONTACT, False),
    ],
)
def test_only_those_who_clear_take_a_story_off(published, person, role, may):
    story = published()
    somebody = person(role)

    assert story.permissions_for_user(somebody).can_unpublish() is may
    if may:
        withdraw_story(story, by=somebody)
    assert fresh(story).live is not may
