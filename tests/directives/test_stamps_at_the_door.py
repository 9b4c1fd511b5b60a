"""A mark of secrecy that only an eye sees turns a file away at the door; so does what nobody could look at."""

from typing import Any

import pytest

from nhipcau.directives import services
from nhipcau.directives.errors import NotTakenError, SecretDocumentError
from nhipcau.directives.models import DirectiveImport, Refusal
from nhipcau.directives.services import looking
from nhipcau.officialdocs import NotReadable, NotReadableCode
from tests.officialdocs.extraction import stamped
from tests.officialdocs.extraction.making import make_docx, paragraph
from tests.officialdocs.extraction.test_stamps import LINES, picture, with_media

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ve-bang-duong-net.pdf", stamped.drawn_as_curves("TỐI MẬT", angle=(0.866, 0.5))),
        ("anh-trong-van-ban.docx", with_media(make_docx(*map(paragraph, LINES)), a=picture("MẬT", "black"))),
    ],
)
def test_a_mark_that_only_an_eye_sees_is_refused_and_nothing_kept(name: str, data: bytes, officer: Any) -> None:
    with pytest.raises(SecretDocumentError):
        services.take_in(data, file_name=name, by=officer, door="workspace")
    assert not DirectiveImport.objects.exists()
    assert Refusal.objects.count() == 1


def test_a_page_that_shows_more_than_its_text_and_cannot_be_looked_at_is_not_taken(
    officer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, strict: bool) -> str:
        assert strict
        raise NotReadable(NotReadableCode.TOO_SLOW)

    monkeypatch.setattr(looking, "stamp_beside_text", broken)
    with pytest.raises(NotTakenError):
        services.take_in(stamped.drawn_as_curves("A"), file_name="a.pdf", by=officer, door="workspace")
    assert not DirectiveImport.objects.exists()
