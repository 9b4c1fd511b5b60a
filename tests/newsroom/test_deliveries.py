"""What readers see and what outlets are told change together, and what comes late does no harm."""

import pytest
from wagtail.models import Page

from nhipcau.jobs.enums import WorkState
from nhipcau.jobs.services import do
from nhipcau.newsroom import carrying
from nhipcau.newsroom.models import Delivery, StoryPage
from nhipcau.newsroom.outlets import register_outlet
from nhipcau.newsroom.services import clear_story, submit_story, withdraw_story

pytestmark = pytest.mark.django_db


def fresh(story):
    return StoryPage.objects.get(pk=story.pk)


def rows(story):
    return list(
        Delivery.objects.filter(translation_key=story.translation_key)
        .order_by("pk")
        .values_list("outlet", "action", "revision_id")
    )


def change_and_clear(story, editor, approver, **values):
    story = fresh(story)
    for name, value in values.items():
        setattr(story, name, value)
    story.contains_no_secret = True
    story.save_revision(user=editor)
    clear_story(submit_story(fresh(story), by=editor), by=approver)
    return fresh(story)


def test_publishing_writes_one_delivery_per_outlet(published, approver):
    register_outlet("screens", "màn hình", deliver=print, withdraw=print)
    story = published()

    assert rows(story) == [
        ("board", "deliver", story.live_revision_id),
        ("screens", "deliver", story.live_revision_id),
    ]
    delivery = Delivery.objects.filter(outlet="board").get()
    assert (delivery.language, delivery.path, delivery.created_by) == ("vi", story.public_path, approver)
    assert delivery.state == WorkState.WAITING


def test_deliveries_are_queued_only_after_the_transaction(draft, editor, approver, django_capture_on_commit_callbacks):
    submission = submit_story(draft(), by=editor)

    with django_capture_on_commit_callbacks() as callbacks:
        clear_story(submission, by=approver)

    assert len([callback for callback in callbacks if "jobs.services" in callback.__module__]) == 1


def test_an_error_in_writing_deliveries_leaves_the_story_unpublished(draft, editor, approver, monkeypatch):
    story = draft()
    submission = submit_story(story, by=editor)

    def fail(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr("nhipcau.newsroom.models.deliveries.queue", fail)
    with pytest.raises(OSError, match="disk full"):
        clear_story(submission, by=approver)

    assert fresh(story).live is False
    assert Delivery.objects.count() == 0
    assert fresh(story).current_workflow_state.status == "in_progress"


def test_publishing_the_same_revision_twice_does_no_harm(published):
    story = published()
    before = rows(story)

    story.live_revision.publish()
    fresh(story).save()

    assert rows(story) == before


def test_taking_off_and_publishing_again_reach_the_outlets_each_time(published, approver):
    story = published()
    revision = story.live_revision
    withdraw_story(story, by=approver)
    withdraw_story(fresh(story), by=approver)
    revision.publish()

    assert [action for _, action, _ in rows(story)] == ["deliver", "withdraw", "deliver"]


def test_deleting_a_live_story_withdraws_it_and_keeps_the_record(published):
    story = published()
    path = story.public_path

    story.delete()

    last = Delivery.objects.order_by("pk").last()
    assert (last.action, last.path, last.story_id) == ("withdraw", path, None)


def test_deleting_the_index_withdraws_every_live_story(published, draft, index):
    published()
    draft(title="Chưa xong")

    index.delete()

    assert Delivery.objects.filter(action="withdraw").count() == 1


def test_wagtails_own_commands_that_know_only_the_page_withdraw_too(published):
    story = published()

    Page.objects.get(pk=story.pk).unpublish()

    assert [action for _, action, _ in rows(story)] == ["deliver", "withdraw"]


def test_a_published_story_keeps_its_address(published, editor, approver):
    story = published()
    path = story.public_path

    story = change_and_clear(story, editor, approver, title="Tên hoàn toàn khác")

    assert (story.title, story.public_path) == ("Tên hoàn toàn khác", path)


def test_carrying_out_shows_and_takes_away(published, approver, board):
    story = published()
    do("newsroom.Delivery", Delivery.objects.get().pk)
    assert board.shown == {story.public_path: "Thác Khuổi Ngần"}

    withdraw_story(story, by=approver)
    do("newsroom.Delivery", Delivery.objects.latest("pk").pk)

    assert board.shown == {}
    assert set(Delivery.objects.values_list("state", flat=True)) == {WorkState.DONE}


def test_a_late_older_delivery_does_not_bring_back_what_was_withdrawn(published, approver, board):
    story = published()
    older = Delivery.objects.get()
    withdraw_story(story, by=approver)
    do("newsroom.Delivery", Delivery.objects.latest("pk").pk)

    do("newsroom.Delivery", older.pk)

    assert board.shown == {}
    older.refresh_from_db()
    assert older.state == WorkState.DONE


def test_a_worker_that_was_overtaken_puts_the_newest_in_place(published, approver, board, monkeypatch):
    story = published()
    older = Delivery.objects.get()

    def deliver_slowly(delivery):
        withdraw_story(fresh(story), by=approver)
        carrying.carry_out(Delivery.objects.latest("pk"))
        board.shown[delivery.path] = "written late"

    register_outlet("board", "bảng tin", deliver=deliver_slowly, withdraw=board.withdraw)
    carrying.carry_out(older)

    assert board.shown == {}


def test_a_failed_delivery_says_why_and_leaves_the_other_outlets_alone(published, board):
    def fail(delivery):
        raise ConnectionError("the screen is off")

    register_outlet("screens", "màn hình", deliver=fail, withdraw=fail)
    published()
    for delivery in Delivery.objects.all():
        do("newsroom.Delivery", delivery.pk)

    assert dict(Delivery.objects.values_list("outlet", "state")) == {"board": "done", "screens": "failed"}
    assert "the screen is off" in Delivery.objects.get(outlet="screens").failure


def test_an_outlet_that_is_no_longer_installed_is_said_so(published, monkeypatch):
    published()
    monkeypatch.setattr("nhipcau.newsroom.outlets._outlets", {})
    delivery = Delivery.objects.get()
    do("newsroom.Delivery", delivery.pk)

    delivery.refresh_from_db()
    assert delivery.state == WorkState.FAILED
    assert "not installed" in delivery.failure
