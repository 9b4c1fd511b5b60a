"""TCVN3 (ABC) and VNI become Unicode, and nothing else is touched."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.vietnamese import Legacy, LegacyFont, by_font, from_legacy, is_syllable, legacy_font, mend_legacy
from nhipcau.vietnamese.legacy import LETTERS

EXAMPLES = Path(__file__).parents[1] / "officialdocs" / "examples"
SMALL = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
PLAIN = st.text(alphabet="abcdeghiklmnopqrstuvxyABCDEGHIKLMNOPQRSTUVXY 0123456789.,;:/-()\n", max_size=60)


def typed(text: str, encoding: Legacy) -> str:
    """What the keyboard of that time made of a text; in TCVN3 capitals with tones came from the font."""
    letters: dict[str, str] = {}
    for key, letter in LETTERS[encoding].items():
        letters.setdefault(letter, key)
    return "".join(letters.get(one) or letters.get(one.lower(), one) for one in text)


@pytest.mark.parametrize("encoding", Legacy)
def test_each_letter_has_its_place(encoding: Legacy) -> None:
    assert [from_legacy(typed(letter, encoding), encoding) for letter in SMALL] == list(SMALL)


@pytest.mark.parametrize("encoding", Legacy)
@given(st.text(alphabet=SMALL + " .,-0123456789\n", max_size=80))
def test_what_was_typed_comes_back(encoding: Legacy, text: str) -> None:
    assert from_legacy(typed(text, encoding), encoding) == text


@given(st.text(alphabet=SMALL + " ", max_size=80))
def test_capitals_drawn_from_small_letters_come_back_as_capitals(text: str) -> None:
    assert from_legacy(typed(text, Legacy.TCVN3), Legacy.TCVN3, capitals=True) == text.upper()


@given(st.text(alphabet=SMALL.upper() + " ", max_size=80))
def test_vni_has_capitals_of_its_own(text: str) -> None:
    assert from_legacy(typed(text, Legacy.VNI), Legacy.VNI) == text


@pytest.mark.parametrize("encoding", Legacy)
@pytest.mark.parametrize("name", ["02-quyet-dinh-quy-che", "12-quy-dinh-chuong", "13-ke-hoach-phu-luc-bang"])
def test_a_whole_document_is_recognised_and_turned(encoding: Legacy, name: str) -> None:
    text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    turned, found = mend_legacy(typed(text, encoding))
    assert found is encoding
    # A lone "ñy" for "Ủy" cannot be told from "ủy" without its font.
    assert turned.replace("ủy ban", "Ủy ban") == text.replace("ủy ban", "Ủy ban")


def test_capital_headings_in_plain_tcvn3_are_capitals_again() -> None:
    typed_lines = "UBND tØnh Cao B»ng\nCéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM\nSè 12/TB-UBND, Së Y TÕ"
    assert mend_legacy(typed_lines) == (
        "UBND tỉnh Cao Bằng\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố 12/TB-UBND, Sở Y Tế", Legacy.TCVN3,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Il a été décidé là où les élèves français étudient: château, forêt, naïf, garçon, août, œuvre.",
        "São Paulo não é a capital; informação, coração, você, avó, avô.",
        "Schöne Grüße aus München: für, über, größer, Straße, Mädchen.",
        "El Niño, señor, mañana, corazón, ¿cómo está usted?",
        "§ 5 · item ± 3 © 2020 ® «quoted» 25 °C µm ¼ ½ ¾",
        "Độc lập - Tự do - Hạnh phúc; có số dân là bốn và năm",
        "Hà Nội - Paris: liberté, égalité, fraternité",
        "",
    ],
)
def test_text_in_unicode_is_never_touched(text: str) -> None:
    assert mend_legacy(text) == (text, None)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_documents_in_unicode_stay_as_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert mend_legacy(text) == (text, None)


@given(PLAIN)
def test_plain_letters_are_nobodys_encoding(text: str) -> None:
    assert mend_legacy(text) == (text, None)


@given(st.text(max_size=120))
def test_mending_never_raises_and_is_done_at_once(text: str) -> None:
    mended, found = mend_legacy(text)
    assert found is not None or mended == text


def test_a_page_in_unicode_inside_an_old_document_stays() -> None:
    old = typed("Ủy ban nhân dân tỉnh báo cáo kết quả thực hiện nhiệm vụ", Legacy.TCVN3)
    text = f"{old}\nĐộc lập - Tự do - Hạnh phúc, có số liệu\n{old}"
    assert mend_legacy(text)[0].split("\n")[1] == "Độc lập - Tự do - Hạnh phúc, có số liệu"


@pytest.mark.parametrize(
    ("name", "font"),
    [
        (".VnTime", LegacyFont(Legacy.TCVN3)),
        (".VnTimeH", LegacyFont(Legacy.TCVN3, capitals=True)),
        ("ABCDEF+.VnArialH,Bold", LegacyFont(Legacy.TCVN3, capitals=True)),
        ("VnTime-Italic", LegacyFont(Legacy.TCVN3)),
        ("VNI-Times", LegacyFont(Legacy.VNI)),
        ("BCDEEE+VNI-Helve-Condense", LegacyFont(Legacy.VNI)),
        ("Times New Roman", None),
        ("Vnokia", None),
        ("", None),
    ],
)
def test_a_font_is_known_by_its_name(name: str, font: LegacyFont | None) -> None:
    assert legacy_font(name) == font


def test_unicode_typed_over_a_run_in_an_old_font_stays() -> None:
    font = LegacyFont(Legacy.TCVN3)
    assert by_font("Sở Văn hóa và Thông tin", font) == "Sở Văn hóa và Thông tin"
    assert by_font("ñy ban nh©n d©n", font) == "ủy ban nhân dân"
    assert by_font("ñy ban nh©n d©n Hà Nội", font) == "ủy ban nhân dân Hà Nội"


@pytest.mark.parametrize(
    "word", ["nghiêng", "quốc", "giữa", "khuya", "thuở", "yểng", "ĐƯỜNG", "hoà", "hòa", "gì", "quý"]
)
def test_a_syllable_has_an_initial_a_rhyme_and_a_tone_that_fits(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["étude", "cảc", "Caên", "tæng", "hßa", "nghĩaa", "ngg", "àá", "ñy", "señor", ""])
def test_other_words_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)
