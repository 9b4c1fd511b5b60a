"""What is published counts as an activity of its unit, without anybody recording it."""

import pytest
from django.utils import timezone

from nhipcau.jobs.services import do
from nhipcau.newsroom import activity_outlet
from nhipcau.newsroom.models import Delivery, StoryPage
from nhipcau.newsroom.services import withdraw_story
from nhipcau.programme.models import Activity
from tests.newsroom.test_deliveries import change_and_clear

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outlet(board):
    activity_outlet.register()


def work_off():
    for pk in Delivery.objects.filter(outlet="activity", state="waiting").order_by("pk").values_list("pk", flat=True):
        do("newsroom.Delivery", pk)


def test_a_published_story_is_one_activity_of_its_unit_however_often_it_is_published(published, editor, approver, unit):
    story = published()
    work_off()
    story = change_and_clear(story, editor, approver, title="Thác mùa nước")
    work_off()

    activity = Activity.objects.get()
    assert (activity.unit, activity.kind, activity.title, activity.language) == (unit, "story", "Thác mùa nước", "vi")
    assert activity.happened_on == timezone.localdate(story.first_published_at)
    assert (activity.evidence_url, activity.recorded_by) == (story.public_path, approver)


def test_a_withdrawn_story_stays_an_activity_whose_evidence_is_gone(published, approver):
    story = published()
    work_off()
    withdraw_story(story, by=approver)
    work_off()
    assert Activity.objects.get().withdrawn_on == timezone.localdate()

    StoryPage.objects.get(pk=story.pk).latest_revision.publish()
    work_off()
    assert Activity.objects.get().withdrawn_on is None


def test_a_deleted_story_withdraws_its_activity(published):
    story = published()
    work_off()
    story.delete()
    work_off()

    assert Activity.objects.get().withdrawn_on == timezone.localdate()
