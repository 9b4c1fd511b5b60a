"""The invented province's scenario: complete, and loaded once."""

from pathlib import Path

import pytest
from django.utils import timezone

from nhipcau.listening.rules import placeholders
from nhipcau.listening.samples import load_scenarios
from nhipcau.organisation.samples import load_people, load_units

pytestmark = pytest.mark.django_db


def test_the_sample_is_complete_and_a_second_load_changes_nothing(samples: Path) -> None:
    load_units(samples)
    load_people(samples)
    (scenario,) = load_scenarios(samples, today=timezone.localdate())
    assert load_scenarios(samples, today=timezone.localdate()) == []

    content = scenario.versions.get().content
    roles = {role["name"] for role in content["roles"]}
    assert {step["role"] for step in content["steps"]} <= roles
    assert all(role["people"] for role in content["roles"])
    assert [level["number"] for level in content["levels"]] == [1, 2, 3]
    texts = {(one["name"], one["language"]): one["text"] for one in content["statements"]}
    assert {language for _name, language in texts} == {"vi", "en", "zh-hans"}
    first = {language: len(placeholders(text)) for (name, language), text in texts.items() if "ban đầu" in name}
    assert first == {"vi": 7, "en": 7, "zh-hans": 7}
