"""People of units and those in charge in the workspace."""

from datetime import date
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, HistoryView, InspectView, UsageView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from nhipcau.audit.queries import trail_of
from nhipcau.organisation import library
from nhipcau.organisation.enums import ChargeKind, Tier, UnitKind
from nhipcau.organisation.listing import VIEW, FoundByWordsIndexView, decision_words, short_day, span_words
from nhipcau.organisation.models import Unit
from nhipcau.organisation.people import access
from nhipcau.organisation.people.forms import OfficerForm, PersonForm
from nhipcau.organisation.people.models import OfficerInCharge, Person
from nhipcau.organisation.people.succession_views import ended_units
from nhipcau.organisation.people.views import units_in_charge
from nhipcau.organisation.queries import living
from nhipcau.organisation.recorded import RecordedDelete
from nhipcau.organisation.roles import is_bound_to_unit
from nhipcau.organisation.training.queries import participants_with_courses


class PersonFilters(WagtailFilterSet):
    """Unit, and whether the person still works on it."""

    unit = django_filters.ModelChoiceFilter(label=_("Unit"), queryset=Unit.objects.all())
    works = django_filters.BooleanFilter(label=_("Still works on it"), field_name="left_on", lookup_expr="isnull")

    class Meta:
        model = Person
        fields: list[str] = ["unit"]


class PersonIndexView(FoundByWordsIndexView):
    """The people whom the viewer may see."""

    def get_base_queryset(self) -> QuerySet[Person]:
        return access.people_visible_to(self.request.user, timezone.localdate())

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("full_name", label=_("Full name"), get_url=self.get_inspect_url, sort_key="full_name"),
            Column("function", label=_("Function")),
            Column("unit", label=_("Unit"), sort_key="unit__name"),
            Column("work_phone", label=_("Telephone at work")),
            Column("work_email", label=_("E-mail at work")),
            Column("left_on", label=_("Left"), accessor=lambda one: short_day(one.left_on), sort_key="left_on"),
        ]


class OwnPeopleOnly:
    """A contact changes the people of the own unit."""

    def get_object(self, queryset: Any = None) -> Person:
        person: Person = super().get_object(queryset)  # type: ignore[misc]
        if not access.may_change(self.request.user, person, timezone.localdate()):  # type: ignore[attr-defined]
            raise PermissionDenied
        return person


class VisiblePeopleOnly:
    """A contact hears nothing of people of other units."""

    def get_object(self, queryset: Any = None) -> Person:
        visible = access.people_visible_to(self.request.user, timezone.localdate())  # type: ignore[attr-defined]
        return get_object_or_404(visible, pk=self.kwargs["pk"])  # type: ignore[attr-defined]


class PersonHistoryView(VisiblePeopleOnly, HistoryView):
    """What was changed about a person."""


class PersonUsageView(VisiblePeopleOnly, UsageView):
    """Where a person is named."""


class PersonEditView(OwnPeopleOnly, EditView):
    """Change what is written about a person."""


class PersonDeleteView(RecordedDelete, DeleteView):
    """Take out somebody who was entered by mistake; who held something stays."""

    thing = "person"


class PersonInspectView(InspectView):
    """A person's page: what the person holds and held, and the courses."""

    any_permission_required = VIEW
    template_name = "organisation/people/person.html"

    def get_object(self, queryset: Any = None) -> Person:
        visible = access.people_visible_to(self.request.user, timezone.localdate())
        return get_object_or_404(visible.select_related("user"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.object
        terms = list(person.terms.select_related("post__committee").order_by("-begins_on"))
        charges = list(person.charges.select_related("unit").order_by("-begins_on"))
        references = [(one.decision_number, one.decision_date) for one in (*terms, *charges)]
        documents = library.find(references, self.request.user)
        return super().get_context_data(
            person=person,
            terms=[(one, documents.get((one.decision_number, one.decision_date))) for one in terms],
            charges=[(one, documents.get((one.decision_number, one.decision_date))) for one in charges],
            courses=participants_with_courses(person),
            trail=trail_of(person)[:20] if not self.is_bound else (),
            may_change=access.may_change(self.request.user, person, timezone.localdate()),
            **kwargs,
        )

    @property
    def is_bound(self) -> bool:
        return is_bound_to_unit(self.request.user)


class PersonViewSet(ModelViewSet):
    """Everything under /people/."""

    model = Person
    name = "people"
    url_prefix = "people"
    icon = "user"
    menu_label = pgettext_lazy("of units", "People")
    index_view_class = PersonIndexView
    index_results_template_name = "organisation/people/people_results.html"
    edit_view_class = PersonEditView
    delete_view_class = PersonDeleteView
    inspect_view_class = PersonInspectView
    history_view_class = PersonHistoryView
    usage_view_class = PersonUsageView
    inspect_view_enabled = True
    inspect_template_name = "organisation/people/person.html"
    copy_view_enabled = False
    filterset_class = PersonFilters
    list_per_page = 50
    list_export = ["full_name", "function", "unit", "work_phone", "work_email", "left_on"]
    export_filename = "nhan-su"

    def get_form_class(self, for_update: bool = False) -> Any:
        return PersonForm


class OfficerFilters(WagtailFilterSet):
    """Unit, kind, and the day on which they were in charge."""

    unit = django_filters.ModelChoiceFilter(label=_("Unit"), queryset=Unit.objects.all())
    kind = django_filters.MultipleChoiceFilter(label=_("In charge as"), choices=ChargeKind.choices)
    on = django_filters.DateFilter(label=_("In charge on"), method="filter_on", widget=AdminDateInput)
    tier = django_filters.ChoiceFilter(label=_("Tier"), field_name="unit__tier", choices=Tier.choices)
    unit_kind = django_filters.ChoiceFilter(label=_("Kind of unit"), field_name="unit__kind", choices=UnitKind.choices)

    class Meta:
        model = OfficerInCharge
        fields: list[str] = ["unit", "kind"]

    def filter_on(self, rows: QuerySet[OfficerInCharge], name: str, value: date) -> QuerySet[OfficerInCharge]:
        return rows.filter(living(value))


class OfficerIndexView(FoundByWordsIndexView):
    """Who is and was in charge where."""

    words_in = ("person__folded", "unit__folded")

    def get_base_queryset(self) -> QuerySet[OfficerInCharge]:
        return access.officers_visible_to(self.request.user, timezone.localdate())

    @cached_property
    def columns(self) -> list[Column]:
        may_change = self.request.user.has_perm("organisation.change_officerincharge")
        return [
            TitleColumn(
                "person",
                label=_("Person"),
                accessor=lambda one: one.person.in_words,
                get_url=self.get_edit_url if may_change else None,
                sort_key="person__full_name",
            ),
            Column("unit", label=_("Unit"), sort_key="unit__name"),
            Column("kind", label=_("In charge as"), accessor="get_kind_display", sort_key="kind"),
            Column("begins_on", label=_("Time"), accessor=_time_words, sort_key="begins_on"),
            Column("decision_number", label=_("Decision"), accessor=decision_words),
        ]


def _time_words(one: Any) -> str:
    return span_words(one.begins_on, one.ends_on)


class OfficerCreateView(CreateView):
    """Put somebody in charge; `?unit=` and `?person=` fill these in."""

    def get_initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name) for name in ("unit", "person", "kind")}
        return {**super().get_initial(), **{name: value for name, value in asked.items() if value}}


class VisibleOfficersOnly:
    """A contact hears nothing of those in charge elsewhere."""

    def get_object(self, queryset: Any = None) -> OfficerInCharge:
        visible = access.officers_visible_to(self.request.user, timezone.localdate())  # type: ignore[attr-defined]
        return get_object_or_404(visible, pk=self.kwargs["pk"])  # type: ignore[attr-defined]


class OfficerHistoryView(VisibleOfficersOnly, HistoryView):
    """What was changed."""


class OfficerUsageView(VisibleOfficersOnly, UsageView):
    """Where it is named."""


class OfficerDeleteView(RecordedDelete, DeleteView):
    """Take out what was entered by mistake."""

    thing = "officer"


class OfficerViewSet(ModelViewSet):
    """Everything under /officers/."""

    model = OfficerInCharge
    name = "officers"
    url_prefix = "officers"
    icon = "user"
    menu_label = _("Officers in charge")
    index_view_class = OfficerIndexView
    index_results_template_name = "organisation/people/officers_results.html"
    add_view_class = OfficerCreateView
    delete_view_class = OfficerDeleteView
    history_view_class = OfficerHistoryView
    usage_view_class = OfficerUsageView
    copy_view_enabled = False
    filterset_class = OfficerFilters
    list_per_page = 50
    list_export = [
        "unit", "person.full_name", "person.function", "get_kind_display", "begins_on", "ends_on", "decision_number",
        "decision_date",
    ]  # fmt: skip
    export_headings = {
        "person.full_name": _("Full name"),
        "person.function": _("Function"),
        "get_kind_display": _("In charge as"),
    }
    export_filename = "can-bo-phu-trach"

    def get_form_class(self, for_update: bool = False) -> Any:
        return OfficerForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("units/", units_in_charge, name="units"),
            path("ended-units/", ended_units, name="ended_units"),
        ]
