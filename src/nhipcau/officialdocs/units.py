"""Names of units in running text: where one begins, and the verb before which it ends.

Vietnamese sets names of units in capitals ("Ban Tổ chức Tỉnh ủy") and verbs in small letters ("tổ chức hội
nghị"), so the
printed case tells the name from the task.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from nhipcau.officialdocs.lines import UPPER
from nhipcau.officialdocs.taught import TaughtNames, taught_end, taught_names
from nhipcau.officialdocs.vocabulary import (
    GIVERS,
    HEADING_WORDS,
    LINKS,
    LOOSE_VERBS,
    NAME_GOES_ON,
    NAMING_NOUNS,
    NAMING_VERBS,
    NOT_UNITS,
    ONE_SYLLABLE_UNITS,
    PLACE_WORDS,
    TELLING,
    UNIT_STARTERS,
    VERBS,
    alternatives,
    grouped,
)
from nhipcau.vietnamese import fold, with_classic_tone_marks, with_modern_tone_marks

_STARTER = re.compile(rf"(?:{UNIT_STARTERS})(?!\w)")
_GROUP = re.compile(r"(?:toan the|tat ca|mot so|nhung|tung|moi)\s+")
# Verbs with their diacritics, in both styles of the tone mark: "giúp" is none of "giáp".
_SPELLINGS = {*VERBS, *TELLING, *(with_modern_tone_marks(verb) for verb in VERBS)}
_VERB = re.compile(rf"(?<!\w)(?:{grouped(re.escape(v) for v in sorted(_SPELLINGS, key=len, reverse=True))})(?!\w)")
# Of two syllables and more a verb is known without its diacritics as well ("triên khai" of a scan); "giao …" is not, as
# "Tuyên giáo các huyện" ends in it.
_BLURRED = ("giao ", "trình ")
_WORN_VERB = re.compile(
    rf"(?<!\w)(?:{alternatives(v for v in VERBS if ' ' in v and v.islower() and not v.startswith(_BLURRED))})(?!\w)"
)
# Words that are verbs only behind a name that is complete: "Công an xã bảo vệ …", not "Chi cục Trồng trọt và bảo vệ
# thực vật".
_LOOSE_VERB = re.compile(
    rf"(?<!\w)(?:{grouped(re.escape(v) for v in sorted(LOOSE_VERBS, key=len, reverse=True))})(?!\w)"
)
# Where a name is complete: behind its place ("tỉnh", "xã Bảo Lạc", "trên địa bàn"), or behind the term that "và"
# joins last.
_PLACED = rf"(?<!\w)(?:{PLACE_WORDS})(?:(?:\s+[{UPPER}][^\W\d]*){{2,4}}|\s+Huế)?"
_COMPLETE = re.compile(rf"(?:{_PLACED}|(?<!\w)và\s+[{UPPER}][^\W\d]*\s+[^\W\d{UPPER}][^\W\d]*|[^\W\d]+\s\d{{1,2}})\s+$")
# Behind its place a name goes on with words of the table; any other word in small letters is the work.
_GOES_ON = re.compile(rf"(?:{NAME_GOES_ON})(?!\w)")
_BEHIND_PLACE = re.compile(rf"{_PLACED}\s+(?=[^\W\d{UPPER}])(?!{_GOES_ON.pattern})")
_GOES_ON_WITH_PLACE = re.compile(rf"\s+(?:{PLACE_WORDS})(?!\w)|\s+[{UPPER}]")
_VERB_SET = frozenset(VERBS)
_NOTHING_BUT_PLACE = re.compile(rf"(?:\s+{_PLACED})?")
_BEHIND_NAME = re.compile(rf"\s+(?=[^\W\d{UPPER}])(?:(?={_LOOSE_VERB.pattern})|(?!{_GOES_ON.pattern}))")
_REACH_BACK = 48
# Words of their own though they fold like a verb ("tuyên dương").
_NOT_WORN = frozenset({"tuyến đường"})
_GIVER = re.compile(rf"(?<!\w)(?:{GIVERS})\s+")
_CHARGED = re.compile(rf"duoc\s+(?:phan\s+cong|giao|uy\s+quyen|chi\s+dinh)[^,.;]{{0,50}}?\s(?P<link>{LINKS})\s+")
# "… là cơ quan thường trực, có trách nhiệm …" says what the unit is and then what it does.
_BEING = re.compile(
    rf"(?:la|lam)\s+(?:co\s+quan|don\s+vi|thanh\s+vien|uy\s+vien|dau\s+moi|bo\s+phan|truong|pho|to\s+truong|to\s+pho"
    rf"|nguoi|thu\s+ky)(?!\w)[^.;:]{{0,80}}?\s(?P<link>{LINKS})\s+"
)
# "Phòng A là đầu mối tham mưu …" is work though it says what the unit is.
_BEING_WORK = re.compile(
    rf"là\s+(?:(?:cơ\s+quan|đơn\s+vị|bộ\s+phận)\s+)?(?:đầu\s+mối|thường\s+trực|chủ\s+trì)(?:,\s+|\s+)"
    rf"(?={grouped(re.escape(v) for v in sorted(VERBS, key=len, reverse=True))})"
)
# "Tổ tiếp công dân, xử lý đơn thư có trách nhiệm …": the verb right behind such a word names the unit.
_IN_CHARGE = re.compile(
    rf"(?:[Bb]à|[Ôô]ng|[Đđ]ồng chí|[Đđ]/c)\s+(?:[{UPPER}][^\W\d]*\s+){{1,6}}(?=phụ trách\s)(?![^.;]*?có trách nhiệm)"
)
_NAMED_BY_VERB = re.compile(r"(?:to|doi|doan|tieu ban|ban|ban chi dao|hoi dong|bo phan|trung tam)$")
# In "chịu trách nhiệm toàn diện về …" the responsibility is the task, in "chịu trách nhiệm tổ chức …" a link to it.
_BORNE = re.compile(r"[\s,]*chiu\s+trach\s+nhiem\s+")
# What no name has in it: the end of a sentence, a year, work itself.
_NO_NAME = re.compile(r"\b(?:ít nhất|tối thiểu)\b|(?<!TP)(?<!Tp)(?<!Đ/c)\.\s|\d{4}|\b(?:những|các) nhiệm vụ\b")
# "Hải đội 2", "Tổ công tác số 1" are names; amounts, years and days are none.
_OPEN_LIST = re.compile(
    r"(?<!\w)(?:cac|nhung|\d{1,2})\s+(?:so|bo|ban|nganh|xa|phuong|tinh|thanh\s+pho|huyen|thi\s+xa|quan|dac\s+khu|cong\s+ty|truong"
    r"|benh\s+vien|don\s+vi|co\s+quan|dia\s+phuong|phong|cuc|chi\s+cuc|vu|hoi|doan\s+the|trung\s+tam|dong\s+chi|ong|ba|thon|to"
    r"|don\s+bien\s+phong|doanh\s+nghiep|to\s+chuc|ngan\s+hang|dai|bao|vien)(?:\s*,[\w\s,]{1,60}|\s+(?:va|tinh|bien\s+gioi|cua|thuoc)"
    r"[\w\s]{0,40})?\s*$"
)
_FIGURES = re.compile(r"\d{3}|\d\s?[/%]|[/.,]\d|^\d|\d\s+(?:đồng|triệu|tỷ|ngày|năm|tháng|người)")
# "Đoàn Kinh tế - Quốc phòng 313", "Lữ đoàn 596" are names with their numbers.
_REGIMENT = re.compile(r"^(?:Đoàn|Trung đoàn|Lữ đoàn|Sư đoàn|Tiểu đoàn|Hải đoàn)\b[^\d]{0,40}\d{2,4}$")
_LINK = re.compile(rf"(?:\s|,)*(?:{LINKS})\s+(?:trong\s+viec\s+)?")
_ANY_LINK = re.compile(rf"(?<!\w)(?:{LINKS})(?!\w)")
# "Sở X có trách nhiệm:" over a list of points.
_CHARGE_BEHIND = re.compile(
    r"\s*,?\s*(?:(?:theo(?!\s+doi)|can\s+cu|trong\s+pham\s+vi)\s[^:]{0,80}?\s)?"
    r"(?:(?:nghiem\s+tuc|tap\s+trung|khan\s+truong|chu\s+dong|tiep\s+tuc|lanh\s+dao|chi\s+dao|to\s+chuc|trien\s+khai|va)\s*,?\s*)*"
    rf"(?:(?:{LINKS})\s+)?(?:{LINKS}|thuc\s+hien\s+(?:(?:tot|nghiem|nghiem\s+tuc|co\s+hieu\s+qua)\s+)?(?:(?:cac|mot\s+so|nhung)\s+)?"
    r"(?:nhiem\s+vu|noi\s+dung|cong\s+viec|giai\s+phap)(?:\s*,\s*giai\s+phap)?(?:\s+(?:trong\s+tam|chu\s+yeu|cu\s+the))?(?:\s+nhu)?"
    r"(?:\s+sau)?(?:\s+day)?)(?:\s+(?:nhu\s+)?sau(?:\s+day)?)?$"
)
_NAMED = re.compile(rf"(?<!\w)(?:{NAMING_NOUNS})\s+$")
_NAMING_VERB = re.compile(rf"(?:{NAMING_VERBS})(?!\w)")
_ORGANISATION_BEFORE = re.compile(r"(?:,|\bvà|\bcác|\bnhững|\bvới|\bcủa|\bhoặc|/)\s*$")
_ORGANISATION_BEHIND = re.compile(
    r"\s*(?:,|;|và\b|cá nhân|chính trị|đảng|xã hội|quần chúng|thành viên|đoàn thể|trong hệ thống"
    r"|liên quan|có liên quan|quốc tế|nước ngoài|tôn giáo|kinh tế|nhân đạo|phi)"
)
_CHARGES = (" phân công", " giao ", " cử ", " ủy quyền", " chỉ định", " mời", " huy động")
# "Sở", "Bộ" as scans print them; before a capital they begin a name.
_WORN_UNITS = frozenset({"sơ", "sờ", "sỏ", "sò", "bô", "bọ", "uy"})
# Words that make a noun of the verb behind them.
_COMPOUNDS = {
    "mời": ("giấy ", "thư ", "khách ", "đại biểu "),
    "cần": ("hậu ",),
    "trực tiếp": ("cấp trên ",),
    "ký": ("thư ",),
    "xuất bản": ("- ", "– ", "nhà ", "báo chí, ", "báo chí và "),
    "lưu trữ": ("văn thư - ", "văn thư, ", "văn thư và "),
    "đào tạo": ("giáo dục và ", "giáo dục, "),
    "lập": ("độc ", "công ", "tự ", "dân ", "trung ", "đối "),
    "in": ("cơ sở ", "nhà ", "xưởng ", "công ty "),
    "thi công": ("đơn vị ", "nhà thầu ", "nhà thầu, "),
    "tổng hợp": ("chuyên viên ", "dịch vụ "),
    "phổ biến": ("đồng phối hợp ",),
    "đăng ký": ("văn phòng ",),
}
_CAPITALS_BEFORE = re.compile(rf"(?<!\w)([{UPPER}][^\W\d]*\s[^\W\d{UPPER}]+)(?:,| và)\s+$")
_CAPITAL_BEFORE = re.compile(rf"(?<!\w)([{UPPER}][^\W\d]*)\s+$")
_FOUNDED = re.compile(r"\s+(?:thành lập|kiện toàn|tổ chức)\s+(?:theo|tại)\s")
_GENERAL = re.compile(r"(?<!\w)(?:[Cc]ơ quan|[Đđ]ơn vị|[Nn]ơi|[Nn]gười)\s+$")
_CHARGING = (" phải ", " có trách nhiệm", " chịu trách nhiệm", " có nhiệm vụ")
_NONE = ("\0",)
# "Tiểu ban Lễ tân (đ/c Chánh Văn phòng làm Trưởng Tiểu ban)": who heads the unit is not its name.
_REMARK = re.compile(
    r"\s*\((?:đ/c|Đ/c|đồng chí|Đồng chí|do|ông|bà|là|cơ quan thường trực|cơ quan chủ trì|chủ trì)(?!\w)[^()]*\)$"
)
_PERSONS = re.compile(
    r"(?<!\w)(?:dong\s+chi|dang\s+vien|thanh\s+vien|uy\s+vien|can\s+bo|cong\s+chuc|nguoi|cac\s+(?:co\s+quan|don\s+vi))"
)
_TELLING = frozenset(TELLING) | {with_modern_tone_marks(word) for word in TELLING}
_MOST_CHARACTERS = 420
_MOST_WORDS_OF_HEADING = 60


@dataclass(frozen=True, slots=True)
class UnitPhrase:
    """A unit and where its task begins: `linked` by "có trách nhiệm", or `told` by a word that gives no work
    ("đã", "là").
    """

    start: int
    end: int
    task: int
    linked: bool
    told: bool


def starter_end(text: str, folded: str, at: int = 0) -> int | None:
    """Give where the first words of a unit's name end, None when no unit begins at `at`."""
    # "giao Viện …" hands out work, "giáo viên" are persons.
    if folded.startswith("giao ", at) and text[at : at + 5].lower() == "giao ":
        return None
    at = _behind_group(folded, at)
    taught = taught_end(text, folded, at)
    known = _known_starter_end(text, folded, at)
    return max(taught, known or 0) if taught is not None else known


def _behind_group(folded: str, at: int) -> int:
    group = _GROUP.match(folded, at)
    return group.end() if group else at


def _is_only_taught(text: str, folded: str, at: int) -> bool:
    """Tell whether a unit's name is one that was taught and that the tables know nothing of."""
    at = _behind_group(folded, at)
    return taught_end(text, folded, at) is not None and _known_starter_end(text, folded, at) is None


def _known_starter_end(text: str, folded: str, at: int) -> int | None:
    starter = _STARTER.match(folded, at)
    if starter is None:
        return None
    word = text[at : starter.end()]
    if " " not in word and with_classic_tone_marks(word).lower() not in ONE_SYLLABLE_UNITS:
        names_on = word[0].isupper() and text[starter.end() + 1 : starter.end() + 2].isupper()
        if not (names_on and word.lower() in _WORN_UNITS):
            return None
    if word in _VERB_SET and _GOES_ON_WITH_PLACE.match(text, starter.end()) is None:
        # "thanh tra, kiểm tra việc …" is work, "thanh tra tỉnh" a unit.
        return None
    other = NOT_UNITS.match(folded, at)
    return None if other is not None and len(other[0]) >= len(starter[0]) else starter.end()


def begins_unit(text: str, folded: str, at: int = 0) -> bool:
    """Tell whether the name of a unit or of a group of units begins at a place."""
    return starter_end(text, folded, at) is not None


def read_unit(text: str, folded: str, at: int) -> UnitPhrase | None:
    """Read a unit that begins at `at`, up to the verb or link behind it; None when there is none or it finds no
    end.
    """
    begin = starter_end(text, folded, at)
    if begin is None:
        return None
    limit = min(len(text), at + _MOST_CHARACTERS)
    # "bà Lý Thị Lan phụ trách công tác …": behind a person's name it is the work, behind a post a part of it.
    if (person := _IN_CHARGE.match(text, at)) is not None:
        return UnitPhrase(at, _trimmed(text, at, person.end()), person.end(), False, False)
    verb = _first_verb(text, folded, begin, limit)
    # A taught name may end with its place.
    known = _known_starter_end(text, folded, _behind_group(folded, at)) if taught_names() else None
    work = _behind_place(text, known or begin, begin, verb.start() if verb else limit)
    if _is_only_taught(text, folded, at) and (own := _BEHIND_NAME.match(text, begin, limit)) is not None:
        # Whatever stands in small letters behind such a name is the work, in words that the tables know or not.
        work = own.end() if verb is None or own.end() < verb.start() else None
    if work is not None:
        return UnitPhrase(at, _trimmed(text, at, work), work, False, False)
    named_by_verb = text[at].isupper() and _NAMED_BY_VERB.fullmatch(folded, at, begin) and _VERB.match(text, begin + 1)
    if verb is not None and named_by_verb:
        # Its name goes on to the link, if there is one in the sentence.
        link = _ANY_LINK.search(folded, begin, limit)
        if link is not None and _NO_NAME.search(text, at, link.start()) is None and ":" not in text[at : link.start()]:
            return UnitPhrase(at, _trimmed(text, at, link.start()), _skip_space(text, link.end()), True, False)
    if verb is not None:
        return _up_to_giver(_phrase(folded, at, verb, text), text, folded, begin)
    link = _ANY_LINK.search(folded, begin, limit)
    if link is not None:
        return UnitPhrase(at, _trimmed(text, at, link.start()), _skip_space(text, link.end()), True, False)
    return None


def _behind_place(text: str, begin: int, name_end: int, stop: int) -> int | None:
    """Where work in words that no table knows begins: behind a name that its place completes ("Ga tỉnh Lam Giang
    dán …").
    """
    for found in _BEHIND_PLACE.finditer(text, begin, stop):
        if name_end < found.end() < stop and not _NO_NAME.search(text, begin, found.end()):
            return found.end()
    return None


def _first_verb(text: str, folded: str, begin: int, limit: int) -> re.Match[str] | None:
    """The first verb that is not part of the name, whole or worn by a scan."""
    whole = next((v for v in _VERB.finditer(text, begin, limit) if not _belongs_to_name(text, folded, v)), None)
    for worn in _WORN_VERB.finditer(folded, begin, whole.start() if whole else limit):
        before, behind = text[max(0, worn.start() - 14) : worn.start()], text[worn.end() :]
        if worn[0] == "to chuc" and _is_organisation(before, behind):
            continue
        printed = text[worn.start() : worn.end()]
        if printed[0].islower() and printed not in _SPELLINGS and printed not in _NOT_WORN:
            return worn
    for loose in _LOOSE_VERB.finditer(text, begin, whole.start() if whole else limit):
        if _GOES_ON.match(text, loose.start()) is None and _COMPLETE.search(
            text, max(begin, loose.start() - _REACH_BACK), loose.start()
        ):
            return loose
    return whole


def _phrase(folded: str, at: int, verb: re.Match[str], text: str) -> UnitPhrase | None:
    end = _trimmed(text, at, verb.start())
    link = _LINK.match(folded, verb.start())
    if end <= at or _NO_NAME.search(text, at, end):
        return None
    if link is not None:
        is_task = _BORNE.fullmatch(link[0]) and _VERB.match(text, link.end()) is None
        return UnitPhrase(at, end, _skip_space(text, link.start()) if is_task else link.end(), True, False)
    # "Đảng viên được phân công có trách nhiệm …": those who are charged are named by it.
    charged = _CHARGED.match(folded, verb.start())
    if charged is not None:
        return UnitPhrase(at, _trimmed(text, at, charged.start("link")), charged.end(), True, False)
    being = _BEING.match(folded, verb.start())
    if being is not None:
        return UnitPhrase(at, end, being.end(), True, False)
    is_told = verb[0] in _TELLING and _BEING_WORK.match(text, verb.start()) is None
    return UnitPhrase(at, end, verb.start(), False, is_told)


def _up_to_giver(phrase: UnitPhrase | None, text: str, folded: str, begin: int) -> UnitPhrase | None:
    """ "Thủ tướng Chính phủ giao Bộ X …": the first name ends where it hands out work."""
    if phrase is None:
        return None
    for giver in _GIVER.finditer(folded, begin, phrase.end):
        # "Ban Tuyên giáo Tỉnh ủy" holds "giáo", not "giao".
        is_giver = text[giver.start()].islower() and not text.startswith("giáo", giver.start())
        if is_giver and begins_unit(text, folded, giver.end()):
            return UnitPhrase(phrase.start, _trimmed(text, phrase.start, giver.start()), giver.start(), False, False)
    return phrase


def _belongs_to_name(text: str, folded: str, verb: re.Match[str]) -> bool:
    before, behind = text[max(0, verb.start() - 14) : verb.start()], text[verb.end() :]
    if verb[0] == "tổ chức":
        return _is_organisation(before, behind)
    # "phóng viên, biên tập viên": posts named after what they do.
    if behind.startswith(" viên"):
        return True
    if before.endswith("phụ trách ") or before.lower().endswith(_COMPOUNDS.get(verb[0], _NONE)):
        return True
    # "Văn phòng Đăng ký đất đai", "Sở Giáo dục và Đào tạo": the second half of a word that is set in capitals.
    half = _CAPITAL_BEFORE.search(before)
    if half is not None and f"{half[1].lower()} {verb[0].split()[0]}" in _SPELLINGS:
        return True
    # "Xí nghiệp Quản lý, khai thác thủy lợi": a name in which such words are strung together.
    strung = _CAPITALS_BEFORE.search(before)
    if strung is not None and strung[1].lower() in _SPELLINGS:
        return True
    # "Tổ công tác được thành lập theo Quyết định …", "cơ quan phát hiện phải …" name who it is.
    if verb[0] == "theo" and before.endswith("thành lập "):
        return True
    if verb[0] == "được" and _FOUNDED.match(behind):
        return True
    if _GENERAL.search(before) and behind.startswith(_CHARGING):
        return True
    # "Các đơn vị được giao nhiệm vụ khẩn trương …": those who are meant, not what they do.
    if verb[0] == "được giao" and behind.startswith(" nhiệm vụ ") and _GENERAL.search(before):
        return True
    if verb[0] == "khi" and not behind.startswith(" "):
        return True
    if _NAMING_VERB.match(folded, verb.start()) and _NAMED.search(folded, max(0, verb.start() - 28), verb.start()):
        return True
    # "Các đồng chí được phân công phụ trách …": those who are charged are named by it.
    if verb[0] == "được" and behind.startswith(_CHARGES):
        return _PERSONS.search(folded, max(0, verb.start() - 60), verb.start()) is not None
    # "Thủ trưởng cơ quan được giao chủ trì": the clause still names who.
    return before.rstrip().endswith(("được", "bị")) and verb[0] not in TELLING


def _is_organisation(before: str, behind: str) -> bool:
    """Tell the noun ("cơ quan, tổ chức, cá nhân") from the verb ("các sở, tổ chức thực hiện")."""
    if _ORGANISATION_BEHIND.match(behind):
        return True
    if before.rstrip().endswith(","):
        return before.rstrip(" ,").endswith(("cơ quan", "đơn vị", "doanh nghiệp", "địa phương")) and behind.startswith(
            (" có ", " thuộc ")
        )
    return _ORGANISATION_BEFORE.search(before) is not None


def is_unit_heading(title: str) -> bool:
    """Tell whether a heading names units and nothing else ("Sở Thông tin và Truyền thông, Hội Nhà báo")."""
    return _is_unit_heading(title, taught_names())


@lru_cache(maxsize=4096)
def _is_unit_heading(title: str, _names: TaughtNames | None) -> bool:
    name, folded_title = heading_unit(title), fold(title)
    folded, words = fold(name), HEADING_WORDS.match(folded_title)
    begin = starter_end(name, folded)
    if begin is None or len(name.split()) > _MOST_WORDS_OF_HEADING or ". " in name:
        return False
    verbs = [verb for verb in _VERB.finditer(name, begin) if not _belongs_to_name(name, folded, verb)]
    if words is not None and folded_title.endswith("cua", 0, len(words[0].rstrip())):
        # "Nhiệm vụ của Tổ tiếp công dân, xử lý đơn thư:" says itself that it is a name.
        verbs = [verb for verb in verbs if verb[0] in _TELLING]
    # A verb that ends the line, or has but the unit's place behind it, has nothing to act on: "Phòng Tổ chức - hành
    # chính, đào tạo", "Trung tâm Dịch vụ tổng hợp phường" are names.
    if len(verbs) == 1 and _NOTHING_BUT_PLACE.fullmatch(name, verbs[0].end()) and verbs[0][0] not in _TELLING:
        verbs = []
    return not verbs and _ANY_LINK.search(folded) is None and _FIGURES.search(_REGIMENT.sub("", name)) is None


def is_open_list(name: str) -> bool:
    """Tell whether a colon behind these words goes on with names ("Giám đốc các Sở", "UBND các xã")."""
    return _OPEN_LIST.search(fold(name)) is not None


@lru_cache(maxsize=4096)
def heading_unit(title: str) -> str:
    """Give the unit of a heading without the words that hand it work ("Đề nghị Sở Ngoại vụ")."""
    words = HEADING_WORDS.match(fold(title))
    name = (title[words.end() :] if words else title).strip(" :.*_")
    name = _REMARK.sub("", name)
    charge = _CHARGE_BEHIND.search(fold(name))
    return (name[: charge.start()] if charge else name).strip(" ,:")


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,;:-–(*_":
        end -= 1
    return end


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " :,":
        at += 1
    return at


def unit_list(words: str) -> tuple[str, ...]:
    """Part "Sở A, Sở B và UBND các huyện, thành phố" into units; what begins no unit goes on with the one
    before.
    """
    units: list[str] = []
    for piece in re.split(r"\s*[,;]\s*|\s+và\s+(?=[A-ZĐ])|\s+cùng\s+", words):
        if not piece.strip():
            continue
        if units and not begins_unit(piece, fold(piece)):
            units[-1] = f"{units[-1]}, {piece.strip()}"
        else:
            units.append(piece.strip())
    return tuple(units)
