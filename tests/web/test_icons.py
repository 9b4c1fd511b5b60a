"""An icon that nobody registered leaves a hole on the page, and no error anywhere."""

import re
from pathlib import Path

from wagtail.admin.icons import get_icons

import nhipcau

SOURCES = Path(nhipcau.__file__).parent
NAMED = re.compile(r"""icon name=["']([\w-]+)|icon(?:_name)?\s*=\s*["']([\w-]+)""")


def test_every_icon_that_a_page_names_is_there():
    registered = set(re.findall(r'id="icon-([\w-]+)"', get_icons()))
    named = {
        name: file.relative_to(SOURCES).as_posix()
        for file in [*SOURCES.rglob("*.html"), *SOURCES.rglob("*.py")]
        for names in NAMED.findall(file.read_text(encoding="utf-8"))
        for name in names
        if name
    }
    assert len(named) > 20
    assert {name: where for name, where in named.items() if name not in registered} == {}
