"""The closed lists of words that a reading is made of. The values are the stable codes of the JSON form."""

from enum import StrEnum


class Doubt(StrEnum):
    """Why a reading should be looked at by a person."""

    MISSING = "missing"
    NUMBER_PATTERN = "number_pattern"
    NUMBER_BLANK = "number_blank"
    IMPOSSIBLE_DATE = "impossible_date"
    DATE_BLANK = "date_blank"
    YEAR_INFERRED = "year_inferred"
    YEARS_DISAGREE = "years_disagree"
    OCR_SUSPECT = "ocr_suspect"
    KIND_UNKNOWN = "kind_unknown"
    KIND_INFERRED = "kind_inferred"
    MARK_REPAIRED = "mark_repaired"
    OUT_OF_SEQUENCE = "out_of_sequence"
    NAME_OPEN = "name_open"
    UNIT_INHERITED = "unit_inherited"
    UNIT_UNUSUAL = "unit_unusual"
    TWO_COLUMNS = "two_columns"
    NO_ANCHOR = "no_anchor"


class Problem(StrEnum):
    """What is wrong with the document as a whole."""

    NO_HEADER = "no_header"
    TWO_DOCUMENTS = "two_documents"
    NOT_VIETNAMESE = "not_vietnamese"
    EMPTY = "empty"
    EMPTY_BODY = "empty_body"
    DAMAGED_TEXT = "damaged_text"
    IMPOSSIBLE_DATE = "impossible_date"
    SECRET = "secret"  # noqa: S105 -- a finding, no password


class ProvisionKind(StrEnum):
    """The structural parts of a body, widest first."""

    ANNEX = "annex"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    POINT = "point"
    LETTER = "letter"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    FOOTNOTE = "footnote"
    TABLE_ROW = "table_row"


class DateRole(StrEnum):
    """What a date does in the document."""

    SIGNING = "signing"
    ANNIVERSARY = "anniversary"
    PERIOD = "period"
    EVENT = "event"
    DEADLINE = "deadline"


class DateForm(StrEnum):
    """How a time is told that has no day of its own year in the text."""

    DAY_WITHOUT_YEAR = "day_without_year"
    MONTH_WITHOUT_YEAR = "month_without_year"
    QUARTER_WITHOUT_YEAR = "quarter_without_year"
    PART_OF_YEAR = "part_of_year"
    LUNAR = "lunar"
    ROUND_YEARS = "round_years"
    RELATIVE = "relative"


class Frequency(StrEnum):
    """How often a periodic duty returns."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


class AssignmentRole(StrEnum):
    """How a unit takes part: chủ trì, phối hợp, thực hiện, tham mưu."""

    LEAD = "lead"
    COOPERATE = "cooperate"
    IMPLEMENT = "implement"
    ADVISE = "advise"


class Origin(StrEnum):
    """Where an assignment was read: in running text or in a table of tasks."""

    TEXT = "text"
    TABLE = "table"


class Relation(StrEnum):
    """What the document does with the one that it cites."""

    IMPLEMENTS = "implements"
    BASED_ON = "based_on"
    AMENDS = "amends"
    REPLACES = "replaces"
    REFERS = "refers"


class Capacity(StrEnum):
    """For whom one signs (Nghị định 30/2020/NĐ-CP, Điều 13): the codes are the abbreviations of the field."""

    ON_BEHALF = "tm"
    FOR_THE_HEAD = "kt"
    BY_ORDER = "tl"
    BY_AUTHORISATION = "tuq"
    ACTING = "q"


class SecrecyLevel(StrEnum):
    """The three levels of the law on state secrets."""

    SECRET = "mật"  # noqa: S105 -- a level, no password
    TOP_SECRET = "tối mật"  # noqa: S105 -- a level, no password
    HIGHEST = "tuyệt mật"
