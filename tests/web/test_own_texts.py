"""Every text of ours that a person can see exists in Vietnamese."""

from tools import own_texts
from tools.own_texts import different, missing, texts_of


def test_every_text_of_the_workspace_has_vietnamese():
    assert missing() == {}


def test_no_text_has_two_different_vietnamese_in_two_apps():
    assert different() == {}, "the same words, or a context (pgettext) where the meaning differs"


def test_a_text_with_two_is_found_and_one_with_a_context_of_its_own_is_not(tmp_path, monkeypatch):
    for app, text in {
        "newsroom": 'msgid "Missing"\nmsgstr "Còn thiếu"\n\nmsgid "State"\nmsgstr "Trạng thái"\n',
        "reporting": 'msgid "Missing"\nmsgstr "Chưa gửi"\n\nmsgctxt "reports"\nmsgid "State"\nmsgstr "Tình trạng"\n',
    }.items():
        folder = tmp_path / app / "locale" / "vi" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        (folder / "django.po").write_text(head + text, encoding="utf-8")
    monkeypatch.setattr(own_texts, "SOURCE", tmp_path)
    assert different() == {("", "Missing"): {"newsroom": "Còn thiếu", "reporting": "Chưa gửi"}}


def test_texts_are_found_in_modules_and_in_templates(tmp_path):
    (tmp_path / "a.py").write_text("from x import gettext as _\n_('One')\nngettext('%d row', '%d rows', 2)\n")
    (tmp_path / "a.html").write_text(
        "{% load i18n %}{% translate 'Two' %}"
        "{% blocktranslate trimmed with a=b %}\n Three\n {{ a }} {% endblocktranslate %}"
    )
    assert sorted(texts_of(tmp_path / "a.py")) == [("", "%d row"), ("", "One")]
    assert sorted(texts_of(tmp_path / "a.html")) == [("", "Three %(a)s"), ("", "Two")]
