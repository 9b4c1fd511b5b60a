"""Work that the document gives: to whom, in which role, what, by when.

Three ways are read: a heading names the unit and its points are the tasks; a sentence names unit and task ("Sở
X chủ trì …",
"giao Sở X …", "X có trách nhiệm …"); an opening sentence names those who are asked and the points behind it are
their tasks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nhipcau.officialdocs.clauses import (
    GIVER,
    asked_before_colon,
    at_start,
    begins_with_work,
    clause_end,
    given,
    names_go_on,
    phrase_at,
    plain_sentences,
    sentences,
)
from nhipcau.officialdocs.document import Assignment, Provision, RecurringDeadline, Span
from nhipcau.officialdocs.enums import Doubt, Origin, ProvisionKind
from nhipcau.officialdocs.labelled_work import LabelledWork
from nhipcau.officialdocs.paragraphs import Paragraph
from nhipcau.officialdocs.structure import Structure, outline_ancestors
from nhipcau.officialdocs.task_tables import task_rows
from nhipcau.officialdocs.tasks import Task, build_assignment
from nhipcau.officialdocs.units import UnitPhrase, begins_unit, heading_unit, is_unit_heading, read_unit
from nhipcau.officialdocs.vocabulary import LEAD_INS, OWN_ACTS, POSTS, REQUESTS
from nhipcau.vietnamese import fold, fold_key

_INTRODUCES = re.compile(
    r"(?:sau(?:\s+day)?|cu\s+the|nhu\s+sau|gom|nhiem\s+vu|noi\s+dung|giai\s+phap|viec)\s*[:.]?\s*$"
)
# "gửi báo cáo về Công an tỉnh theo thời hạn sau:" is work; what follows says how.
_HOW_BEHIND = re.compile(
    r"(?:thoi\s+(?:han|gian|diem)|moc|dia\s+chi|bieu\s+mau|mau|de\s+cuong)\s+(?:nhu\s+)?sau\s*(?:day\s*)?:\s*$"
)
_PREAMBLE = re.compile(r"[-+*\s]*(?:can\s+cu|theo\s+de\s+nghi|xet\s+de\s+nghi|xet\s+to\s+trinh|tren\s+day)\b")
# "Căn cứ Hướng dẫn này, các cấp công đoàn xây dựng kế hoạch …" gives work.
_OWN_GROUND = re.compile(r"[-+*\s]*can\s+cu\s+(?:\w+\s+){1,8}nay\s*,")
# "các đơn vị phối hợp thực hiện:" over the points that say what.
_ONLY_CARRIES_OUT = re.compile(
    r"(?:(?:nghiem\s+tuc|khan\s+truong|chu\s+tri|phoi\s+hop|tap\s+trung|chu\s+dong|tot|ngay)\s*,?\s*)*(?:trien\s+khai|thuc\s+hien|quan\s+tam|to\s+chuc)"
    r"(?:\s+(?:trien\s+khai|thuc\s+hien|tot))*\s*:\s*$"
)
_COMPLIMENT = re.compile(r"[\s\-]*tren\s+day\b")
_CLOSING = re.compile(
    r"(?:chiu\s+trach\s+nhiem|co\s+trach\s+nhiem)?\s*(?:to\s+chuc\s+)?(?:thi\s+hanh|thuc\s+hien)"
    r"\s+(?:cac\s+)?(?:quyet\s+dinh|nghi\s+quyet|quy\s+dinh|quy\s+che|thong\s+tu|nghi\s+dinh|luat)"
    r"\s+nay"
    r"|can\s+cu\s+(?:quyet\s+dinh|nghi\s+quyet|quy\s+dinh|quy\s+che)(?:\s+nay)?,?\s+(?:to\s+chuc\s+)?"
    r"(?:thi\s+hanh|thuc\s+hien)\s*[./]*$"
    # "… chịu trách nhiệm thi hành Chỉ thị này" closes as well; "triển khai thực hiện Chỉ thị này" is work.
    r"|chiu\s+trach\s+nhiem\s+(?:thi\s+hanh|thuc\s+hien)\s+\w+(?:\s\w+)?\s+nay"
)
_CLOSING_AT_END = re.compile(
    r"chiu\s+trach\s+nhiem\s+(?:thi\s+hanh|thuc\s+hien)\s+(?:quyet\s+dinh|nghi\s+quyet|chi\s+thi|thong\s+tu)\s+nay\W*$"
)
# "Ngày 15/5/2026, Phó Chủ tịch … chủ trì cuộc họp": how it came to the document.
_MEETING = re.compile(
    r"[\s\-]*(?:(?:vao|chieu|sang|toi|trong)\s+)*ngay\s+\d[^.;]*?\s(?:chu\s+tri|du|tham\s+du|to\s+chuc|co)\s+"
    r"(?:(?:va\s+)?ket\s+luan\s+)?(?:cuoc|buoi|phien|hoi\s+nghi|hop|lam\s+viec)(?!\w)"
)
_TELLING_KINDS = frozenset({"báo cáo", "tờ trình", "biên bản", "thông cáo", "công bố"})
# Under these headings of rules nobody is given work, though units are named.
_RULES = re.compile(
    r"(?:pham\s+vi|doi\s+tuong\s+(?:ap\s+dung|dieu\s+chinh)|giai\s+thich\s+tu\s+ngu|hieu\s+luc"
    r"|quy\s+dinh\s+chuyen\s+tiep|(?:cac\s+)?nguyen\s+tac|can\s+cu\s+(?:phap|xay))"
)
# Under these headings of reports units are told about; only a request gives work.
_ACCOUNTS = re.compile(
    r"(?:ket\s+qua|danh\s+gia(?!\w)|thuc\s+trang|tinh\s+hinh|nhung\s+ket\s+qua|uu\s+diem"
    r"|(?:ton\s+tai,?\s+)?han\s+che|nguyen\s+nhan|boi\s+canh)"
)
# Under these headings of reports stands what is to be done next, as in a plan.
_PLANS = re.compile(
    r"(?:du\s+kien\s+)?(?:(?:mot\s+so|cac|nhung)\s+)?(?:nhiem\s+vu|phuong\s+huong|giai\s+phap|ke\s+hoach|to\s+chuc\s+thuc\s+hien|phan\s+cong"
    r"|(?:\w+\s+){0,2}(?:kien\s+nghi|de\s+xuat)|che\s+do\s+(?:thong\s+tin,?\s+)?bao\s+cao)"
)
# "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:" hands out what the points below say.
_ONLY_HANDS_OUT = re.compile(
    r"(?:yeu\s+cau|chi\s+thi|chi\s+dao|giao|de\s+nghi|phan\s+cong|ket\s+luan|quyet\s+dinh)\W*$"
)
# What the issuer itself does with the letter ("thông báo để các đơn vị biết, thực hiện").
_NOTICE = re.compile(r"(?:\w+\s+){1,4}(?:de|den|cho|toi)\b.{0,160}\b(?:biet|chi\s+dao|xem\s+xet|thuc\s+hien)")
# "Thủ tướng Chính phủ quyết định" before "ban hành …": who acts with the document itself.
_DECIDES = re.compile(r"\squyet\s+dinh$")
_LETTER = re.compile(r"[a-z]")
# "… phối hợp triển khai …, đồng thời thực hiện các nội dung sau:" gives work before it introduces more.
_ALSO = re.compile(r"(?:\S+\s+){4,}?dong\s+thoi\s")
# Below the name of a unit these are what it does: "Lãnh đạo Ủy ban nhân dân tỉnh bố trí …", "Phân công cán bộ …".
_LEADING = re.compile(r"[-+*\s]*(?:lanh\s+dao|chi\s+huy|phan\s+cong|bo\s+tri)(?!\w)")
# "- Yêu cầu đơn vị vận tải niêm yết giá vé": in a point, what that unit is to demand; in plain text the issuer demands.
_DEMANDING = re.compile(r"[-+*\s]*yeu\s+cau(?!\w)")
# "Người được ủy quyền phải có văn bản": a rule about persons, no work of the unit in the heading.
_PERSON = re.compile(r"nguoi\s+(?:duoc|co|bi|khong|da)(?!\w)")
# "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH X điện:" heads the addressees of a telegram.
_ADDRESSING = re.compile(r".{5,160}\s(?:dien|kinh\s+gui|gui)\s*:?\s*$")
# Small letters behind a comma begin the name of a group, rarely that of one unit.
_MANY = ("cac ", "hai ben ", "moi ", "tung ", "toan the ", "tat ca ")
_RANKS = frozenset({"úy", "tá", "tướng", "sĩ", "tiến", "thạc"})
_OF_ALL = re.compile(
    r"cac\s+(?:co\s+quan|don\s+vi|so|ban|nganh|dia\s+phuong|cap|to\s+chuc|ben|ca\s+nhan|chu\s+the|[\s,]|va|lien\s+quan|co)+"
)
_LEAD_IN_LENGTH = 260
_LONGEST_HEADING = 160


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences' meaning depends on: kind and issuer of the document."""

    kind: str | None
    issuer: str | None

    @property
    def tells(self) -> bool:
        """Reports tell what units did; only open requests in them give work."""
        return self.kind in _TELLING_KINDS


@dataclass(frozen=True, slots=True)
class _Asked:
    """Units named by an opening sentence or a heading without mark, for the points behind it."""

    unit: str
    span: Span
    level: int | None


def read_assignments(
    structure: Structure, context: Context, recurring: Sequence[RecurringDeadline]
) -> tuple[Assignment, ...]:
    """Read assignments in the order of the text, those of task tables behind them."""
    tasks = [*_Reader(structure, context).tasks(), *_table_tasks(structure)]
    return tuple(build_assignment(task, recurring) for task in tasks)


def _table_tasks(structure: Structure) -> Iterator[Task]:
    for row in task_rows(structure.paragraphs):
        paragraph = structure.paragraphs[row.index]
        unit, task = row.cells["unit"], row.cells["task"]
        words = {name: paragraph.text[cell.start : cell.end] for name, cell in row.cells.items() if name != "unit"}
        holder = structure.paragraphs[row.unit_index]
        yield Task(
            paragraph,
            row.index,
            holder.text[unit.start : unit.end],
            holder.place(unit.start, unit.end),
            task.start,
            task.end,
            0.5 if row.is_unit_inherited else 0.8,
            Doubt.UNIT_INHERITED if row.is_unit_inherited else None,
            origin=Origin.TABLE,
            deadline=words.get("deadline") or None,
            product=words.get("product", ""),
            cooperating=words.get("cooperating", ""),
        )


class _Reader:
    def __init__(self, structure: Structure, context: Context) -> None:
        self._provisions = structure.provisions
        self._paragraphs = structure.paragraphs
        self._context = context
        self._parents = {provision.parent for provision in structure.provisions}
        self._divided = {provision.parent for provision in structure.provisions if provision.mark is not None}
        self._over_headings = {p.parent for p in structure.provisions if p.in_outline and p.title is not None}
        self._tells = context.tells
        titles = [(index, fold(p.title)) for index, p in enumerate(structure.provisions) if p.title]
        self._rules = frozenset(index for index, title in titles if _RULES.match(title))
        self._accounts = frozenset(index for index, title in titles if _ACCOUNTS.match(title))
        self._asking = frozenset(index for index, title in titles if REQUESTS.match(title))
        self._plans = frozenset(index for index, title in titles if _PLANS.match(title))
        self._charged: dict[int, bool] = {}
        self._labelled = LabelledWork(structure.provisions, structure.paragraphs)
        self._opening: _Asked | None = None
        self._group: _Asked | None = None
        # The next letter ends what "a) Ngân hàng Nhà nước:" heads.
        self._is_lettered_group = False

    def tasks(self) -> Iterator[Task]:
        for index, (provision, paragraph) in enumerate(zip(self._provisions, self._paragraphs, strict=True)):
            if provision.kind in (ProvisionKind.FOOTNOTE, ProvisionKind.TABLE_ROW, ProvisionKind.ANNEX):
                continue
            if provision.in_outline or (provision.kind is ProvisionKind.LETTER and self._is_lettered_group):
                self._group = None
            around = (index, *outline_ancestors(self._provisions, index))
            if any(at in self._rules for at in around):
                continue
            self._tells = self._is_telling(around)
            labelled = [] if self._tells else list(self._labelled.of(index))
            yield from labelled
            if self._labelled.holds(index) or any(task.provision == index for task in labelled):
                # Who does the work of this very paragraph is said by its label.
                continue
            if self._names_units_only(index, provision, paragraph):
                continue
            yield from self._of_provision(index, provision, paragraph)

    def _is_telling(self, around: Sequence[int]) -> bool:
        """Whether units are told about here: the nearest heading that says so decides, else the kind."""
        for at in around:
            if at in self._accounts or (self._context.tells and at in self._plans):
                return at in self._accounts
        return self._context.tells

    def _names_units_only(self, index: int, provision: Provision, paragraph: Paragraph) -> bool:
        """A line that only names units is the heading of what follows, marked or not."""
        body = paragraph.body.strip()
        if not provision.in_outline and _ADDRESSING.match(fold(body[-180:])):
            self._group = None
            return body.endswith(":")
        if self._is_charged_heading(index):
            return True
        if provision.in_outline and provision.title and is_unit_heading(provision.title):
            return len(body) <= len(provision.title) + 3
        # "b) Bộ Tài chính" over dashes: a scan or a hurried clerk leaves the colon out.
        is_over_dashes = provision.kind is ProvisionKind.LETTER and index in self._parents and body[-1:] not in ".;,"
        ended = body.endswith(":") or provision.title is not None or is_over_dashes
        if ended and not provision.in_outline and is_unit_heading(body):
            start = len(paragraph.text) - len(paragraph.body)
            self._group = _Asked(heading_unit(body), paragraph.place(start, len(paragraph.text)), provision.level)
            self._is_lettered_group = provision.kind is ProvisionKind.LETTER
            return True
        return False

    def _is_charged_heading(self, index: int) -> bool:
        """ "2. Sở Nội vụ có trách nhiệm." over points: the name of a unit, though it ends like a sentence."""
        provision = self._provisions[index]
        if not provision.in_outline or provision.title is not None or index not in self._parents:
            return False
        body = self._paragraphs[index].body.strip()
        return len(body) < _LONGEST_HEADING and is_unit_heading(body)

    def _of_provision(self, index: int, provision: Provision, paragraph: Paragraph) -> Iterator[Task]:
        says_how = provision.title is not None and _HOW_BEHIND.search(paragraph.folded[-60:]) is not None
        cut = says_how or _is_cut_title(provision, paragraph) or self._is_sentence(index, provision, paragraph)
        start = _task_area(provision, paragraph) if not cut else paragraph.mark.length if paragraph.mark else 0
        if provision.mark is None and _COMPLIMENT.match(paragraph.folded, start):
            # "Trên đây là …" gives no work but by a request in it; a sentence behind it may.
            first, *following = plain_sentences(paragraph, start)
            tells, self._tells = self._tells, True
            yield from self._in_sentence(index, paragraph, *first)
            self._tells = tells
            start = following[0][0] if following else len(paragraph.text)
        if start >= len(paragraph.text.rstrip()):
            return
        is_ground = _PREAMBLE.match(paragraph.folded, start) and not _OWN_GROUND.match(paragraph.folded, start)
        if provision.mark is None and is_ground and not self._is_work_under_unit(index, provision, paragraph):
            # "Căn cứ Công văn …, Sở X đề nghị các đơn vị …" asks; "Căn cứ Luật …;" is a ground.
            if not paragraph.text.rstrip().endswith((";", ",")):
                yield from self._asked_in_preamble(index, paragraph, start)
                self._note_opening(provision, paragraph, start)
            return
        inherited = None if cut else self._inherited(index, provision)
        if inherited is None:
            found = list(self._explicit(index, paragraph, start))
            self._note_opening(provision, paragraph, start)
            # Sentences before the first that names its unit are asked of those whom the opening names.
            stop = min((task.start for task in found), default=len(paragraph.text))
            yield from self._asked_at_opening(index, provision, paragraph, start, stop)
            yield from found
            return
        unit, unit_span = inherited
        yield from self._under_unit(index, provision, paragraph, start, unit, unit_span)

    def _is_work_under_unit(self, index: int, provision: Provision, paragraph: Paragraph) -> bool:
        """Below the name of a unit "Căn cứ chức năng, nhiệm vụ, xây dựng kế hoạch …" is its work, no ground."""
        return not paragraph.text.rstrip().endswith((";", ",")) and self._inherited(index, provision) is not None

    def _is_sentence(self, index: int, provision: Provision, paragraph: Paragraph) -> bool:
        """A point that a page break cut short ("4. UBND các tỉnh rà soát … Quyết định số") looks like a heading."""
        if provision.kind is not ProvisionKind.POINT or provision.title is None:
            return False
        below = self._provisions[index + 1] if index + 1 < len(self._provisions) else None
        if below is not None and below.parent == index and below.mark is not None:
            return False
        start = paragraph.mark.length if paragraph.mark else 0
        if is_unit_heading(provision.title) or len(provision.title) + 3 < len(paragraph.body.strip()):
            return False
        phrase = read_unit(paragraph.text, paragraph.folded, start)
        return phrase is not None and not phrase.told and len(paragraph.text[phrase.task :].split()) > 4

    def _asked_in_preamble(self, index: int, paragraph: Paragraph, start: int) -> Iterator[Task]:
        tells, self._tells = self._tells, True
        yield from self._explicit(index, paragraph, start)
        self._tells = tells

    def _inherited(self, index: int, provision: Provision) -> tuple[str, Span] | None:
        """The unit of the nearest heading around; a plain paragraph behind the heading's points is on its own
        again.
        """
        if self._tells:
            return None
        if provision.kind is ProvisionKind.PARAGRAPH and self._follows_points(index):
            return None
        own = provision.title if provision.in_outline and provision.title and is_unit_heading(provision.title) else None
        if own is not None:
            return heading_unit(own), provision.heading_span
        if self._group is not None and provision.kind in (
            ProvisionKind.BULLET,
            ProvisionKind.LETTER,
            ProvisionKind.PARAGRAPH,
        ):
            return self._group.unit, self._group.span
        for ancestor in outline_ancestors(self._provisions, index):
            around = self._provisions[ancestor]
            if around.title is not None and self._is_charged(ancestor):
                return heading_unit(around.title), around.heading_span
            if around.title is not None and self._is_of_all(ancestor):
                continue
            if self._is_charged_heading(ancestor):
                return heading_unit(self._paragraphs[ancestor].body.strip()), around.span
            named = around.title or (
                around.text if around.kind in (ProvisionKind.LETTER, ProvisionKind.BULLET) else None
            )
            if named is None:
                continue
            body = self._paragraphs[ancestor].body.strip() if around.title is None else named
            if is_unit_heading(body) and (around.title is not None or body.endswith(":")):
                return heading_unit(body), around.heading_span if around.title else around.span
        return None

    def _is_asked(self, index: int) -> bool:
        """Whether the heading around asks ("3. Đề nghị Ủy ban Mặt trận …") and does not order."""
        return not self._asking.isdisjoint((index, *outline_ancestors(self._provisions, index)))

    def _is_of_all(self, index: int) -> bool:
        """ "TRÁCH NHIỆM CỦA CÁC CƠ QUAN" over headings that name each: nobody is named by it."""
        title = self._provisions[index].title or ""
        return index in self._over_headings and _OF_ALL.fullmatch(fold(heading_unit(title))) is not None

    def _is_charged(self, index: int) -> bool:
        if index not in self._charged:
            self._charged[index] = self._reads_as_charged(index)
        return self._charged[index]

    def _reads_as_charged(self, index: int) -> bool:
        """ "Điều 9. Các cơ quan, đơn vị đón tiếp đoàn" over points of work: the clause belongs to the name."""
        title = self._provisions[index].title or ""
        name = heading_unit(title)
        is_heading = self._provisions[index].kind is ProvisionKind.ARTICLE or name != title.strip(" :.*_")
        if not is_heading or is_unit_heading(title) or len(name.split()) > 14 or not begins_unit(name, fold(name)):
            return False
        below = index + 1
        if below >= len(self._provisions) or self._provisions[below].parent != index:
            return False
        paragraph = self._paragraphs[below]
        begin = paragraph.mark.length if paragraph.mark else 0
        return begins_with_work(paragraph.text, paragraph.folded, begin)

    def _follows_points(self, index: int) -> bool:
        above = index - 1
        while above >= 0 and self._provisions[above].kind is ProvisionKind.FOOTNOTE:
            above -= 1
        return above >= 0 and self._provisions[above].kind in (ProvisionKind.BULLET, ProvisionKind.LETTER)

    def _under_unit(
        self, index: int, provision: Provision, paragraph: Paragraph, start: int, unit: str, unit_span: Span
    ) -> Iterator[Task]:
        own = read_unit(paragraph.text, paragraph.folded, start)
        is_point = provision.kind in (ProvisionKind.BULLET, ProvisionKind.LETTER)
        is_verb = _LEADING.match(paragraph.folded, start) is not None and not (own is not None and own.linked)
        is_verb = is_verb or (is_point and _DEMANDING.match(paragraph.folded, start) is not None)
        is_of_person = own is None and _PERSON.match(paragraph.folded, start) is not None
        if is_of_person or (own is not None and own.told and not is_verb):
            return
        explicit = None if is_verb else at_start(paragraph, start)
        if explicit is None and self._is_behind(index, provision):
            # Plain text behind a point that holds its unit's work already: only what begins as work goes on with it.
            explicit = self._find_phrase(paragraph, start, len(paragraph.text))
            if explicit is None and not begins_with_work(paragraph.text, paragraph.folded, start):
                return
        if explicit is not None:
            yield from self._explicit(index, paragraph, start)
            return
        end = len(paragraph.text)
        if paragraph.text.rstrip().endswith(":") and index in self._parents and end - start < 160:
            return
        pieces = [(start, end)] if is_point else list(sentences(paragraph, start))
        doubt = None if is_point or start > 0 else Doubt.UNIT_INHERITED
        for begin, stop in pieces:
            words = paragraph.text[begin:stop].split()
            # A name that a scan left behind the last point is no work.
            is_name = len(words) <= 7 and all(word[0].isupper() or word in _RANKS for word in words)
            is_work = _LETTER.search(paragraph.folded, begin, stop) and not _CLOSING_AT_END.search(
                paragraph.folded[begin:stop].rstrip()
            )
            if len(words) > 1 and not is_name and is_work:
                confidence = 0.9 if is_point else 0.8
                yield Task(
                    paragraph, index, unit, unit_span, begin, stop, confidence, doubt, requested=self._is_asked(index)
                )

    def _is_behind(self, index: int, provision: Provision) -> bool:
        """Whether a plain paragraph follows work that a point names with its unit ("3. Đối với Sở X: phổ biến …")."""
        if provision.kind is not ProvisionKind.PARAGRAPH or provision.parent is None:
            return False
        above = self._provisions[provision.parent]
        holds_work = above.title is not None and len(self._paragraphs[provision.parent].body) > len(above.title) + 12
        return holds_work and index > 0

    def _explicit(self, index: int, paragraph: Paragraph, start: int) -> Iterator[Task]:
        """Sentences that name their unit themselves, and those behind them that go on with more work for it."""
        last: Task | None = None
        # A bullet or lettered point is one task, however many sentences it has.
        is_point = self._provisions[index].kind in (ProvisionKind.BULLET, ProvisionKind.LETTER)
        for begin, stop in plain_sentences(paragraph, start):
            found = list(self._in_sentence(index, paragraph, begin, stop))
            yield from found
            last = found[-1] if found else last
            goes_on = not found and last is not None and paragraph.mark is not None and not is_point
            if goes_on and last is not None and begins_with_work(paragraph.text, paragraph.folded, begin):
                yield replace(last, start=begin, end=stop, confidence=0.6, doubt=Doubt.UNIT_INHERITED)

    def _in_sentence(self, index: int, paragraph: Paragraph, begin: int, stop: int) -> Iterator[Task]:
        if _MEETING.match(paragraph.folded, begin, min(stop, begin + _LEAD_IN_LENGTH)):
            return
        phrase = self._find_phrase(paragraph, begin, stop)
        while phrase is not None:
            following = self._next_clause(paragraph, phrase.task, stop)
            end = following.start if following else stop
            if self._gives_work(paragraph, phrase, end):
                unit = paragraph.text[phrase.start : phrase.end]
                confidence = 0.9 if phrase.linked or paragraph.folded.startswith("chu tri", phrase.task) else 0.75
                yield Task(
                    paragraph,
                    index,
                    unit,
                    paragraph.place(phrase.start, phrase.end),
                    phrase.task,
                    clause_end(paragraph.text, phrase.task, end),
                    confidence,
                    None,
                    requested=_asks(paragraph.folded, phrase.start),
                )
            phrase = following

    def _find_phrase(self, paragraph: Paragraph, begin: int, stop: int) -> UnitPhrase | None:
        text, folded = paragraph.text, paragraph.folded
        distributing: UnitPhrase | None = None
        if not self._tells:
            phrase = phrase_at(text, folded, begin, stop)
            if phrase is not None:
                return self._or_asked(paragraph, phrase, stop)
            if LEAD_INS.match(folded, begin) and GIVER.match(folded, begin) is None:
                for comma in re.finditer(r",\s+", text[begin : min(stop, begin + _LEAD_IN_LENGTH)]):
                    at = begin + comma.end()
                    phrase = phrase_at(text, folded, at, stop)
                    small = text[at].islower() and not folded.startswith((*_MANY, *POSTS), at)
                    is_bound = phrase is not None and (phrase.linked or folded.startswith("phai ", phrase.task))
                    if phrase is None or (small and not is_bound):
                        continue
                    if not phrase.told and not GIVER.match(folded, phrase.task):
                        return self._or_asked(paragraph, phrase, stop)
                    if GIVER.match(folded, phrase.task) and (asked := given(text, folded, phrase.task, stop)):
                        # "Để …, Ủy ban nhân dân tỉnh đề nghị Sở X, Sở Y …": theirs who are asked, all of them.
                        return asked
                    if not phrase.told and _LEADING.match(folded, phrase.task):
                        distributing = distributing or phrase
        return given(text, folded, begin, stop) or distributing

    def _or_asked(self, paragraph: Paragraph, phrase: UnitPhrase, stop: int) -> UnitPhrase | None:
        """ "UBND tỉnh đề nghị các sở …": the work is theirs whom the first unit asks."""
        if GIVER.match(paragraph.folded, phrase.task):
            asked = given(paragraph.text, paragraph.folded, phrase.task, stop)
            if asked is not None and asked.start - phrase.task < 40:
                return asked
        if phrase.told:
            return given(paragraph.text, paragraph.folded, phrase.task, stop)
        if self._is_issuer(paragraph.text[phrase.start : phrase.end]):
            return given(paragraph.text, paragraph.folded, phrase.task, stop) or phrase
        return phrase

    def _next_clause(self, paragraph: Paragraph, at: int, stop: int) -> UnitPhrase | None:
        """A clause behind ";" that names its own unit, in capitals or after a word that hands out work."""
        for found in re.finditer(r";\s+", paragraph.text[at:stop]):
            begin = at + found.end()
            giver = GIVER.match(paragraph.folded, begin)
            if giver is not None:
                return given(paragraph.text, paragraph.folded, begin, stop)
            if paragraph.text[begin : begin + 1].isupper() and not self._tells:
                phrase = phrase_at(paragraph.text, paragraph.folded, begin, stop)
                if phrase is not None and not phrase.told:
                    return phrase
        return None

    def _gives_work(self, paragraph: Paragraph, phrase: UnitPhrase, end: int) -> bool:
        folded = paragraph.folded
        task = folded[phrase.task : end]
        if (
            phrase.told
            or len(task.split()) < 2
            or _ONLY_HANDS_OUT.match(task)
            or _ONLY_CARRIES_OUT.match(task)
            or _CLOSING.match(task)
            or _CLOSING.search(folded[phrase.end : phrase.end + 80])
            or _CLOSING_AT_END.search(task)
        ):
            return False
        unit = paragraph.text[phrase.start : phrase.end]
        if not phrase.linked and _NOTICE.match(task):
            # "Văn phòng … thông báo để các đơn vị biết, thực hiện" closes what the office passes on.
            is_passed_on = paragraph.mark is None and task.startswith("thong bao") and "biet" in task
            if is_passed_on or self._is_issuer(unit):
                return False
        if _DECIDES.search(fold(unit)) is not None or _LETTER.search(task) is None:
            return False
        introduces = _INTRODUCES.search(task[-40:]) is not None and _HOW_BEHIND.search(task[-60:]) is None
        if introduces and task.rstrip().endswith(":") and _ALSO.match(task) is None:
            return False
        if not self._is_issuer(paragraph.text[phrase.start : phrase.end]) or phrase.linked:
            return True
        # Nobody asks itself: "Kiến nghị Ban Tuyên giáo Trung ương …" by a body of the same name.
        if _asks(folded, phrase.start):
            return True
        # In the plans of a report the issuer tells of its own intentions, unless it takes its turn among others.
        is_turn = task.startswith("chu tri") and paragraph.mark is not None
        return (is_turn or not self._context.tells) and OWN_ACTS.match(task) is None

    def _is_issuer(self, unit: str) -> bool:
        issuer = fold_key(self._context.issuer or "")
        name = fold_key(unit)
        if not issuer:
            return False
        short = issuer.replace("uy ban nhan dan", "ubnd")
        heads = ("chu tich ", "truong ", "giam doc ", "thuong truc ", "ban thuong vu ")
        plain = next((name.removeprefix(head) for head in heads if name.startswith(head)), name)
        plain = plain.replace("uy ban nhan dan", "ubnd")
        return len(plain) > 3 and (short.startswith(plain) or plain.startswith(short))

    def _note_opening(self, provision: Provision, paragraph: Paragraph, start: int) -> None:
        """Remember who is asked in a sentence that ends in "… các nội dung sau:"."""
        if provision.kind is not ProvisionKind.PARAGRAPH:
            return
        if not paragraph.text.rstrip().endswith(":"):
            # Plain text at the end of a letter is nobody's point any more.
            self._opening = None if provision.parent is None else self._opening
            return
        last = list(plain_sentences(paragraph, start))[-1]
        asked = asked_before_colon(paragraph, last)
        if asked is not None:
            unit = heading_unit(paragraph.text[asked.start : asked.end])
            self._opening = _Asked(unit, paragraph.place(asked.start, asked.end), None)
            return
        phrase = given(paragraph.text, paragraph.folded, last[0], last[1])
        if phrase is not None and _INTRODUCES.search(paragraph.folded.rstrip()[-60:]):
            unit = paragraph.text[phrase.start : phrase.end]
            self._opening = _Asked(unit, paragraph.place(phrase.start, phrase.end), None)

    def _asked_at_opening(
        self, index: int, provision: Provision, paragraph: Paragraph, start: int, stop: int
    ) -> Iterator[Task]:
        """Points behind "yêu cầu các sở, ngành thực hiện các nội dung sau:" that name no unit of their own."""
        if self._opening is None or provision.mark is None or index in self._divided:
            return
        if provision.title is not None and start == 0:
            return
        named = any(
            is_unit_heading(self._provisions[a].title or "") for a in outline_ancestors(self._provisions, index)
        )
        if named:
            return
        is_point = provision.kind in (ProvisionKind.BULLET, ProvisionKind.LETTER)
        pieces = [(start, len(paragraph.text))] if is_point else list(sentences(paragraph, start))
        unit, span = self._opening.unit, self._opening.span
        for begin, end in pieces:
            if end <= stop and begins_with_work(paragraph.text, paragraph.folded, begin):
                yield Task(paragraph, index, unit, span, begin, end, 0.5, Doubt.UNIT_INHERITED)


def _asks(folded: str, at: int) -> bool:
    """Whether the word right before a unit asks and does not order."""
    return any(found.end() == at for found in REQUESTS.finditer(folded, max(0, at - 40), at))


def _is_cut_title(provision: Provision, paragraph: Paragraph) -> bool:
    """ "4. UBND các xã: A, B phối hợp …", "2. Đề nghị: Sở X …": what stands before the colon is no heading but half
    of a name, or hands out the work behind it.
    """
    if provision.title is None or paragraph.mark is None:
        return False
    at = paragraph.mark.length
    giver = GIVER.match(paragraph.folded, at)
    at = giver.end() if giver and begins_unit(paragraph.text, paragraph.folded, giver.end()) else at
    colon = paragraph.text.find(":", at)
    if colon >= 0 and GIVER.match(f"{fold(provision.title)} x") and len(provision.title.split()) <= 3:
        return bool(paragraph.text[colon + 1 :].strip())
    if colon < 0 or not is_unit_heading(provision.title):
        return False
    return names_go_on(paragraph.text, paragraph.folded, at, colon, read_unit(paragraph.text, paragraph.folded, at))


def _task_area(provision: Provision, paragraph: Paragraph) -> int:
    """Where the tasks of a provision begin: behind its mark, or behind a heading that runs into its text."""
    mark = paragraph.mark.length if paragraph.mark else 0
    if provision.title is None:
        return mark
    end = paragraph.text.find(provision.title, mark) + len(provision.title)
    while end < len(paragraph.text) and paragraph.text[end] in " :.*_":
        end += 1
    return end
