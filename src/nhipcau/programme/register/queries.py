"""Questions about the register, as phrases."""

from collections.abc import Iterable
from datetime import date

from nhipcau.officialdocs.writing import Style
from nhipcau.organisation.models import Unit
from nhipcau.organisation.paper_style import style_of
from nhipcau.programme.register_models import RegisterBook


def lack_a_book_of_the_term(units: Iterable[Unit], day: date) -> list[Unit]:
    """Offices of the party whose numbers would count through the calendar year on a day.

    Their documents are numbered through a committee's term; only the office knows when that began.
    """
    of_party = [unit for unit in units if style_of(unit) is Style.PARTY]
    books = RegisterBook.objects.filter(unit__in=of_party, first_day__lte=day, last_day__gte=day)
    through_a_term = {book.unit_id for book in books if book.last_day.year > book.first_day.year}
    return [unit for unit in of_party if unit.pk not in through_a_term]
