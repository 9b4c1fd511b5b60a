"""A call with two categories, units that send, a jury: made with the services, so that tests begin where they want."""

import io
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone
from PIL import Image

from nhipcau.organisation.enums import Role
from nhipcau.organisation.services import create_unit
from nhipcau.programme.prize_models import AwardLevel, PrizeCall, PrizeCategory, PrizeCriterion, PrizeEntry
from nhipcau.programme.prizes import sending, services
from nhipcau.programme.prizes.queries import newest_statement
from nhipcau.programme.prizes.scoring import give_points

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AUTHOR, PEN_NAME = "Nguyễn Văn Giấu", "Sương Biên Ải"
TITLE, LINK, CONTACT = "Mùa lúa bên thác trắng", "https://bao.example/giau/thac-trang", "0912 345 678"
# Everything of an entry that the jury must not meet before the names are opened.
UNIT = "Báo Vân Khê"
SECRETS = (
    AUTHOR, PEN_NAME, TITLE, "thac-trang", CONTACT, "anh-cua-giau.jpg", "Tạp chí Núi", "Nguyen Van Giau",
)  # fmt: skip


@dataclass
class Contest:
    call: PrizeCall
    photo: PrizeCategory
    text: PrizeCategory
    officer: Any
    sender: Any
    paper: Any
    person: Any
    jury: list[Any] = field(default_factory=list)

    def again(self) -> PrizeCall:
        self.call.refresh_from_db()
        return self.call

    def send(self, **changes: Any) -> PrizeEntry:
        """An entry of the paper; its file is another one each time."""
        by = changes.pop("by", self.sender)
        number = PrizeEntry.objects.count()
        values = {
            "category": self.photo, "title": f"{TITLE} {number}" if number else TITLE, "language": "tiếng Việt",
            "authors": [(AUTHOR, PEN_NAME)], "unit": self.paper, "published_in": "Tạp chí Núi",
            "published_on": timezone.localdate() - 40 * DAY, "link": f"{LINK}-{number}", "contact": CONTACT,
            "file": ("anh-cua-giau.jpg", photo(number)), **changes,
        }  # fmt: skip
        statement = values.pop("statement", newest_statement(self.call))
        return sending.send(self.call, sending.Sent(**values), statement=statement, by=by)

    def end_window(self) -> None:
        PrizeCall.objects.filter(pk=self.call.pk).update(closes_at=timezone.now() - HOUR)
        self.again()

    def admit_all(self) -> None:
        for entry in PrizeEntry.objects.filter(call=self.call, state="received"):
            services.check(entry, is_admitted=True, by=self.officer)

    def appoint(self, category: PrizeCategory | None = None, unit: Any = None, role: Role = Role.EDITOR) -> Any:
        juror = self.person(role, unit)
        services.appoint(self.call, category or self.photo, juror, by=self.officer)
        self.jury.append(juror)
        return juror

    def hand_over(self) -> None:
        self.end_window()
        self.admit_all()
        services.hand_over(self.call, by=self.officer)
        self.again()

    def score(self, entry: PrizeEntry, juror: Any, *points: str) -> None:
        for criterion, text in zip(self.call.criteria.all(), points, strict=False):
            give_points(entry, criterion, text, user=juror)

    def close(self) -> None:
        services.close_scoring(self.call, missing=0, by=self.officer)
        self.again()

    def open(self) -> None:
        services.open_names(self.call, by=self.officer)
        self.again()


def photo(number: int) -> bytes:
    """A picture of its own for each number."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = AUTHOR
    Image.new("RGB", (20 + number, 20), "#0b6b5f").save(out, "JPEG", exif=exif)
    return out.getvalue()


def contest(person: Any) -> Contest:
    """An announced call whose window is open."""
    now = timezone.now()
    office, paper = create_unit("Ban Tuyên giáo", by=None), create_unit(UNIT, by=None)
    call = PrizeCall.objects.create(
        name="Giải thông tin đối ngoại", unit=office, rules="Thể lệ.", languages="tiếng Việt, tiếng Anh",
        opens_at=now - DAY, closes_at=now + DAY, published_from=timezone.localdate() - 100 * DAY,
        published_until=timezone.localdate(), consent_text="Tôi đồng ý cho sử dụng tác phẩm.",
    )  # fmt: skip
    photo_, text = (PrizeCategory.objects.create(call=call, name=name) for name in ("Ảnh", "Báo in"))
    PrizeCriterion.objects.create(call=call, name="Nội dung", most=10, weight=2, order=1)
    PrizeCriterion.objects.create(call=call, name="Hình thức", most=5, weight=1, order=2)
    AwardLevel.objects.create(call=call, name="Giải A", most=1, money=10_000_000, order=1)
    officer = person(Role.PROGRAMME_OFFICER)
    call = services.announce(call, by=officer)
    return Contest(call, photo_, text, officer, person(Role.UNIT_CONTACT, paper), paper, person)
