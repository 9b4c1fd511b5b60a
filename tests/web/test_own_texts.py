"""Every text of ours that a person can see exists in Vietnamese."""

from tools.own_texts import missing, texts_of


def test_every_text_of_the_workspace_has_vietnamese():
    assert missing() == {}


def test_texts_are_found_in_modules_and_in_templates(tmp_path):
    (tmp_path / "a.py").write_text("from x import gettext as _\n_('One')\nngettext('%d row', '%d rows', 2)\n")
    (tmp_path / "a.html").write_text(
        "{% load i18n %}{% translate 'Two' %}"
        "{% blocktranslate trimmed with a=b %}\n Three\n {{ a }} {% endblocktranslate %}"
    )
    assert sorted(texts_of(tmp_path / "a.py")) == [("", "%d row"), ("", "One")]
    assert sorted(texts_of(tmp_path / "a.html")) == [("", "Three %(a)s"), ("", "Two")]
