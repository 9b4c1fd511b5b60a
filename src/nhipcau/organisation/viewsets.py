"""Units, groups of units and posts in the workspace: lists with filters, search and export, and a page for each."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from nhipcau.organisation.committees.viewsets import CommitteeViewSet, TermViewSet
from nhipcau.organisation.enums import Tier, UnitKind
from nhipcau.organisation.forms import PostForm, UnitForm, UnitGroupForm
from nhipcau.organisation.listing import day_asked_for, short_day
from nhipcau.organisation.models import Post, SpecialDay, Unit, UnitGroup
from nhipcau.organisation.people.access import own_units
from nhipcau.organisation.people.queries import in_charge
from nhipcau.organisation.people.viewsets import OfficerViewSet, PersonViewSet
from nhipcau.organisation.queries import groups_of, living, members, proposed_members, successors_alive
from nhipcau.organisation.roles import is_bound_to_unit
from nhipcau.organisation.training.viewsets import CourseViewSet
from nhipcau.vietnamese import fold_key


class UnitFilters(WagtailFilterSet):
    """Kind, tier and the day on which the unit lived."""

    kind = django_filters.MultipleChoiceFilter(label=_("Kind"), choices=UnitKind.choices)
    tier = django_filters.ChoiceFilter(label=_("Tier"), choices=Tier.choices)
    alive_on = django_filters.DateFilter(label=_("Living on"), method="filter_alive_on", widget=AdminDateInput)

    class Meta:
        model = Unit
        fields: list[str] = ["kind", "tier"]

    def filter_alive_on(self, queryset: QuerySet[Unit], name: str, value: date) -> QuerySet[Unit]:
        return queryset.filter(living(value))


class UnitIndexView(IndexView):
    """The list of units."""

    is_searchable = True
    any_permission_required = ["view", "add", "change"]

    def get_base_queryset(self) -> QuerySet[Unit]:
        return super().get_base_queryset().select_related("parent")

    def search_queryset(self, queryset: QuerySet[Unit]) -> QuerySet[Unit]:
        """Every word, with or without diacritics, in a name or an alias."""
        for word in fold_key(self.search_query or "").split():
            queryset = queryset.filter(Q(folded__contains=word) | Q(aliases__folded__contains=word)).distinct()
        return queryset

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("Unit"), get_url=self.get_inspect_url, sort_key="name"),
            Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
            Column("tier", label=_("Tier"), accessor="get_tier_display", sort_key="tier"),
            Column("parent", label=_("Parent unit"), accessor=lambda unit: unit.parent or ""),
            Column("ends_on", label=_("Ended"), accessor=lambda unit: short_day(unit.ends_on), sort_key="ends_on"),
        ]


class UnitInspectView(InspectView):
    """A unit's life: from when to when, what went before and after, which groups name it."""

    any_permission_required = ["view", "add", "change"]
    template_name = "organisation/unit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unit, today = self.object, timezone.localdate()
        return super().get_context_data(
            unit=unit,
            aliases=unit.aliases.order_by("name"),
            predecessors=unit.predecessors.order_by("name"),
            successors=unit.successors.order_by("name"),
            living_successors=successors_alive(unit, today) if unit.ends_on else [],
            children=unit.children.filter(living(today)).order_by("name"),
            groups=groups_of(unit),
            posts=unit.posts.select_related("user").order_by("user__username"),
            in_charge=in_charge(today, [unit])[0] if self.may_see_people else None,
            **kwargs,
        )

    @property
    def may_see_people(self) -> bool:
        """A contact hears nothing of people of other units."""
        user = self.request.user
        return not is_bound_to_unit(user) or self.object in own_units(user, timezone.localdate())


class UnitViewSet(ModelViewSet):
    """Everything under /units/."""

    model = Unit
    name = "units"
    url_prefix = "units"
    icon = "group"
    menu_label = _("Units")
    index_view_class = UnitIndexView
    index_results_template_name = "organisation/units_results.html"
    inspect_view_class = UnitInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    filterset_class = UnitFilters
    list_per_page = 50
    list_export = ["name", "short_name", "kind", "tier", "parent", "begins_on", "ends_on"]
    export_filename = "don-vi"

    def get_form_class(self, for_update: bool = False) -> Any:
        return UnitForm


class GroupInspectView(InspectView):
    """Who belongs to a group on a day that the reader chooses."""

    any_permission_required = ["view", "add", "change"]
    template_name = "organisation/unit_group.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = day_asked_for(self.request)
        return super().get_context_data(
            group=self.object,
            day=day,
            aliases=self.object.aliases.order_by("name"),
            kinds=[UnitKind(kind).label for kind in self.object.kinds if kind in UnitKind.values],
            members=members(self.object, day),
            proposed=proposed_members(self.object, day),
            **kwargs,
        )


class GroupIndexView(IndexView):
    """The list of groups."""

    is_searchable = True
    any_permission_required = ["view", "add", "change"]

    def search_queryset(self, queryset: QuerySet[UnitGroup]) -> QuerySet[UnitGroup]:
        for word in fold_key(self.search_query or "").split():
            queryset = queryset.filter(aliases__folded__contains=word).distinct()
        return queryset

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("Unit group"), get_url=self.get_inspect_url, sort_key="name"),
            Column("tier", label=_("Tier"), accessor="get_tier_display", sort_key="tier"),
        ]


class UnitGroupViewSet(ModelViewSet):
    """Everything under /unit-groups/."""

    model = UnitGroup
    name = "unit_groups"
    url_prefix = "unit-groups"
    icon = "list-ul"
    menu_label = _("Unit groups")
    index_view_class = GroupIndexView
    inspect_view_class = GroupInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    list_export = ["name", "tier"]

    def get_form_class(self, for_update: bool = False) -> Any:
        return UnitGroupForm


class PostViewSet(ModelViewSet):
    """Everything under /posts/: who works where."""

    model = Post
    name = "posts"
    url_prefix = "posts"
    icon = "user"
    menu_label = _("Posts")
    copy_view_enabled = False
    list_display = ["user", "unit", "begins_on", "ends_on"]
    list_filter = ["unit"]

    def get_form_class(self, for_update: bool = False) -> Any:
        return PostForm


class SpecialDayViewSet(ModelViewSet):
    """Everything under /special-days/: days off and days worked that the calendar does not know."""

    model = SpecialDay
    name = "special_days"
    url_prefix = "special-days"
    icon = "date"
    menu_label = _("Special days")
    copy_view_enabled = False
    list_display = ["day", "name", BooleanColumn("is_working", label=_("Working day"))]
    form_fields = ["day", "name", "is_working"]


class OrganisationViewSetGroup(ViewSetGroup):
    """One entry of the menu for offices and people."""

    menu_label = _("Offices")
    menu_icon = "group"
    menu_order = 600
    items = (
        UnitViewSet("units"),
        UnitGroupViewSet("unit_groups"),
        PersonViewSet("people"),
        OfficerViewSet("officers"),
        CommitteeViewSet("committees"),
        TermViewSet("committee_terms"),
        CourseViewSet("training"),
        PostViewSet("posts"),
        SpecialDayViewSet("special_days"),
    )
