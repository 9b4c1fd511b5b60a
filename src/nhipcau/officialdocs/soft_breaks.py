"""Line ends that mean nothing: a mark alone on its line, and pages whose paragraphs stand between blank lines.

Pages saved by word processors break their lines anywhere ("I." / "MỤC ĐÍCH", "CHỦ" / "TỊCH"). The mended text has the
length of the original, so that every place in it is one of the original, too.
"""

import re

from nhipcau.officialdocs.lines import UPPER

# Between words that a soft break parted stand one space and, as filling that no column gap is made of, these.
FILLING = "\r"
# Web pages and word processors set spaces that do not break.
_OTHER_SPACES = ("\u00a0", "\u202f", "\u2002", "\u2003", "\u2009", "\u3000")
_LONE_MARK = re.compile(
    r"^[ \t]*(?:(?:[IVX]{1,5}|[A-HĐ]|\d{1,2}(?:\.\d{1,2}){0,3})[.)/]|(?:[a-zđ]|\d{1,2})\)|\([\da-zđ]{1,2}\)"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}|[-–+•●▪](?![ \t]*\n[ \t]*(?:\n|S[ốôổ]))|Điều[ ]\d{1,3}[.:])"
    r"[ \t]*(?P<gap>\n[ \t]*(?:\n[ \t]*)?)(?=[“\"(]?[^\W\d_])",
    re.MULTILINE,
)
# "Sở Lao động" / "- Thương binh và Xã hội": the dash belongs to the name and begins no point.
_PARTED_NAME = re.compile(
    r"\n[ \t]*(?=[-–] ?(?:[Tt]hương binh|[Xx]ã hội|[Tt]ruyền hình|[Đđ]ào tạo|[Kk]ế hoạch|[Cc]ông nghệ"
    r"|[Tt]hể thao|[Nn]ghệ thuật|[Nn]gân sách|[Kk]ỹ thuật|[Dd]u lịch|[Mm]ôi trường)(?!\w))"
)
_PARTED = re.compile(
    r"(?:lao động|kinh tế|chính trị|văn hóa|văn hoá|phát thanh|giáo dục|tài chính|khoa học|hạ tầng|thể thao"
    r"|thương mại)$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[ \t]*\n[ \t]{0,2}(?=[^\s])")
_BEGINS = re.compile(rf"[-–+•●*|(\[]|\d|[IVX]+[.)/]|[a-zđ]\)|[{UPPER}][^\W\d_]*\s\d")
_SHARE_LOWER, _SHARE_ANEW, _LEAST = 0.3, 0.02, 24
_WIDEST = 75


def without_soft_breaks(text: str) -> str:
    """Give the text with its meaningless line ends and other spaces made plain ones, of the same length."""
    for space in _OTHER_SPACES:
        if space in text:
            text = text.replace(space, " ")
    text = _LONE_MARK.sub(_joined_mark, text)
    text = _PARTED_NAME.sub(_joined_name, text)
    return _with_joined_blocks(text) if _is_in_blocks(text) else text


def _joined_mark(found: re.Match[str]) -> str:
    start = found.start("gap") - found.start()
    return found[0][:start] + _filled(found["gap"])


def _joined_name(found: re.Match[str]) -> str:
    above = found.string[max(0, found.start() - 12) : found.start()].rstrip()
    return _filled(found[0]) if _PARTED.search(above) else found[0]


def _filled(gap: str) -> str:
    return " " + FILLING * (len(gap) - 1)


def _is_in_blocks(text: str) -> bool:
    """Tell whether narrow lines break in the middle of sentences, and hardly ever a paragraph begins without a blank
    line.
    """
    inner = lower = anew = 0
    above = ""
    for line in text[:60_000].split("\n"):
        stripped = line.strip()
        if above and stripped:
            inner += 1
            lower += stripped[0].islower()
            anew += above[-1] in ".;:/" and not stripped[0].islower()
            if len(stripped) > _WIDEST:
                return False
        above = stripped
    return inner >= _LEAST and lower >= inner * _SHARE_LOWER and anew <= inner * _SHARE_ANEW


def _with_joined_blocks(text: str) -> str:
    def joined(found: re.Match[str]) -> str:
        above = text[max(0, found.start() - 1) : found.start()]
        begins = above in ("", "\n") or (above in ".;:/" and _BEGINS.match(text, found.end()) is not None)
        return found[0] if begins else _filled(found[0])

    return _BREAK.sub(joined, text)
