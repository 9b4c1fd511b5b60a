"""Filters of the lists of plans and of outgoing documents. They stand in the address, so a reload keeps them."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from nhipcau.officialdocs.vocabulary import SYMBOLS
from nhipcau.organisation.models import Unit
from nhipcau.programme.enums import PlanKind, PlanState
from nhipcau.programme.plan_models import Plan
from nhipcau.programme.register_models import OutgoingDocument, RegisterBook


def kinds_of_document() -> list[tuple[str, str]]:
    """Kinds by the abbreviation in numbers: "KH" is "Kế hoạch"."""
    return [(symbol, f"{name[:1].upper()}{name[1:]} ({symbol})") for symbol, name in SYMBOLS.items()]


def _years() -> list[tuple[int, str]]:
    spans = Plan.objects.order_by("-first_year").values_list("first_year", "last_year").distinct()
    return _each({year for first, last in spans for year in range(first, last + 1)})


def _years_of_books() -> list[tuple[int, str]]:
    days = RegisterBook.objects.order_by("-first_day").values_list("first_day", "last_day").distinct()
    return _each({year for first, last in days for year in range(first.year, last.year + 1)})


def _each(years: set[int]) -> list[tuple[int, str]]:
    return [(year, str(year)) for year in sorted(years, reverse=True)]


def _units_with_plans(request: Any) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=Plan.objects.order_by().values("unit"))


def _units_with_books(request: Any) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=RegisterBook.objects.order_by().values("unit"))


class PlanFilters(WagtailFilterSet):
    """Year, unit, kind, state."""

    year = django_filters.ChoiceFilter(label=_("Year"), choices=_years, method="filter_year")
    unit = django_filters.ModelChoiceFilter(label=_("Unit"), queryset=_units_with_plans)
    kind = django_filters.ChoiceFilter(label=_("Kind of plan"), choices=PlanKind.choices)
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=PlanState.choices)

    class Meta:
        model = Plan
        fields: list[str] = ["unit", "kind", "state"]

    def filter_year(self, plans: QuerySet[Plan], name: str, value: str) -> QuerySet[Plan]:
        return plans.filter(first_year__lte=int(value), last_year__gte=int(value))


class RegisterFilters(WagtailFilterSet):
    """Unit, kind of document, year, days, and whether it was cancelled."""

    unit = django_filters.ModelChoiceFilter(label=_("Unit"), field_name="book__unit", queryset=_units_with_books)
    kind = django_filters.ChoiceFilter(label=_("Kind of document"), field_name="book__kind", choices=kinds_of_document)
    year = django_filters.ChoiceFilter(label=_("Year"), field_name="issued_on__year", choices=_years_of_books)
    after = django_filters.DateFilter(label=_("From"), field_name="issued_on", lookup_expr="gte", widget=AdminDateInput)
    before = django_filters.DateFilter(label=_("To"), field_name="issued_on", lookup_expr="lte", widget=AdminDateInput)
    cancelled = django_filters.ChoiceFilter(
        label=_("Validity"),
        choices=[("0", _("in force")), ("1", _("cancelled"))],
        method="filter_cancelled",
    )

    class Meta:
        model = OutgoingDocument
        fields: list[str] = []

    def filter_cancelled(
        self, documents: QuerySet[OutgoingDocument], name: str, value: str
    ) -> QuerySet[OutgoingDocument]:
        return documents.filter(cancelled_at__isnull=value == "0")
