"""The sample stories go out through the same door as everybody's."""

from datetime import date

import pytest
from django.utils import timezone

from nhipcau.newsroom.models import Clearance, Delivery, RightsImage, StoryPage
from nhipcau.newsroom.queries import editions_behind
from nhipcau.newsroom.samples import load_stories
from nhipcau.organisation.samples import load_people, load_units
from nhipcau.programme.models import Occasion, Programme

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def province(samples, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    load_units(samples)
    load_people(samples)
    return samples


def test_the_sample_stories_are_cleared_published_and_loaded_once(province):
    programme = Programme.objects.create(year=2026)
    occasion = Occasion.objects.create(
        programme=programme,
        name="Lễ hội Mừng nước thác Khuổi Ngần",
        starts_on=date(2026, 3, 28),
        ends_on=date(2026, 3, 31),
    )
    load_stories(province, today=TODAY)
    loaded = sorted(StoryPage.objects.values_list("pk", "live_revision_id"))

    load_stories(province, today=TODAY)

    assert sorted(StoryPage.objects.values_list("pk", "live_revision_id")) == loaded
    assert StoryPage.objects.filter(live=True).count() == 24
    assert Clearance.objects.filter(cleared_by__username="lanhdao", submitted_by__username="bientap").count() == 24
    assert Delivery.objects.count() == 24
    assert RightsImage.objects.count() == 12
    assert editions_behind().count() == 0
    story = StoryPage.objects.get(slug="thac-khuoi-ngan-mot-dong-nuoc-cua-hai-bo")
    assert timezone.localdate(story.first_published_at) == date(2026, 5, 15)
    assert story.public_path == "/vi/thac-khuoi-ngan-mot-dong-nuoc-cua-hai-bo/"
    assert StoryPage.objects.filter(occasion=occasion).count() == 2


def test_a_sample_story_of_a_day_to_come_is_published_today(province):
    stories = load_stories(province, today=date(2026, 3, 1))

    assert {timezone.localdate(story.first_published_at) for story in stories} == {date(2026, 2, 9), date(2026, 3, 1)}
