"""Decisions of the newsroom, without a database."""

import pytest

from nhipcau.newsroom.rules import (
    Issue,
    StoryFacts,
    fingerprint,
    is_behind,
    may_clear,
    slug_of,
    text_hash,
    what_forbids,
    what_is_missing,
)

COMPLETE = {
    "title": "Thác",
    "lead": "Một dòng nước.",
    "body_text": "Nước đổ.",
    "information_kind": "image",
    "is_tied": True,
    "contains_no_secret": True,
}


@pytest.mark.parametrize(
    ("person", "holds_the_right", "authors", "expected"),
    [
        pytest.param(2, True, (1, 1), True, id="a second person with the right"),
        pytest.param(2, False, (1, 1), False, id="a second person without the right"),
        pytest.param(1, True, (1, 3), False, id="who last changed the text"),
        pytest.param(3, True, (1, 3), False, id="who submitted it"),
        pytest.param(2, True, (None, None), False, id="nobody knows who wrote it"),
        pytest.param(None, True, (1,), False, id="nobody in particular"),
    ],
)
def test_only_a_second_person_clears(person, holds_the_right, authors, expected):
    assert may_clear(person, holds_the_right=holds_the_right, authors=authors) is expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({}, [], id="complete"),
        pytest.param({"title": " "}, [Issue("title", "no_title")], id="no title"),
        pytest.param({"lead": ""}, [Issue("lead", "no_lead")], id="no lead"),
        pytest.param({"body_text": "\n"}, [Issue("body", "empty_body")], id="empty body"),
        pytest.param({"has_secrecy_mark": True}, [Issue("body", "secrecy_mark")], id="secrecy mark"),
        pytest.param({"has_picture": True}, [Issue("picture_alt", "no_alt")], id="picture without words"),
        pytest.param(
            {"has_picture": True, "picture_alt": "Thác", "picture_has_rights": False},
            [Issue("picture", "no_rights")],
            id="picture without rights",
        ),
        pytest.param({"information_kind": "official"}, [Issue("sources", "no_source")], id="official, no source"),
        pytest.param(
            {"information_kind": "clarification"}, [Issue("sources", "no_source")], id="clarification, no source"
        ),
        pytest.param({"information_kind": "official", "has_sources": True}, [], id="official with a source"),
        pytest.param({"information_kind": ""}, [Issue("information_kind", "no_information_kind")], id="no kind"),
        pytest.param(
            {"contains_no_secret": False},
            [Issue("contains_no_secret", "secrecy_not_checked")],
            id="secrets not checked",
        ),
    ],
)
def test_what_is_missing_is_named(change, expected):
    assert what_is_missing(StoryFacts(**{**COMPLETE, **change})) == expected


def test_a_story_tied_to_nothing_is_warned_about_and_may_go_out():
    story = StoryFacts(**{**COMPLETE, "is_tied": False})

    assert what_is_missing(story) == [Issue("task", "not_tied", is_warning=True)]
    assert what_forbids(story) == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Đường lên Thác Khuổi Ngần (phần 2)", "duong-len-thac-khuoi-ngan-phan-2"),
        ("ĐẶC SẢN: mật ong bạc hà", "dac-san-mat-ong-bac-ha"),
        ("德天瀑布", ""),
        ("Một " * 40, "-".join(["mot"] * 20)),
        ("x" * 200, "x" * 80),
    ],
)
def test_addresses_are_ascii_and_end_with_a_whole_word(title, expected):
    assert slug_of(title) == expected


def test_an_edition_is_behind_when_words_changed_and_not_when_white_space_did():
    made_from = text_hash("Thác", "Một dòng nước.")

    assert is_behind(translated_from=made_from, source_now=text_hash("Thác", "Một  dòng nước. ")) is False
    assert is_behind(translated_from=made_from, source_now=text_hash("Thác", "Hai dòng nước.")) is True
    assert is_behind(translated_from=None, source_now=made_from) is False


def test_the_fingerprint_sees_every_word_and_no_identifier():
    block = {"type": "paragraph", "value": "<p>Nước</p>", "id": "a"}
    page = {"title": "Thác", "body": [block], "task": 1}

    assert fingerprint(page) == fingerprint({**page, "body": [{**block, "id": "b"}], "task": 2})
    assert fingerprint(page) != fingerprint({**page, "body": [{**block, "value": "<p>nước</p>"}]})
    assert fingerprint(page) != fingerprint({**page, "picture": 4})
