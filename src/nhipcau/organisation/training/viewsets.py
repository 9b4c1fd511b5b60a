"""Training courses in the workspace: a list, a page for each, marking on a phone."""

from typing import Any

import django_filters
from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from nhipcau.audit.queries import trail_of
from nhipcau.organisation.enums import CourseState
from nhipcau.organisation.listing import VIEW, FoundByWordsIndexView, span_words
from nhipcau.organisation.models import Unit
from nhipcau.organisation.page_actions import PageAction, PageOfActions, ToThePage, forms_for
from nhipcau.organisation.recorded import RecordedDelete
from nhipcau.organisation.roles import is_bound_to_unit
from nhipcau.organisation.training import access
from nhipcau.organisation.training.forms import ACTIONS, CourseForm
from nhipcau.organisation.training.models import Course
from nhipcau.organisation.training.paste_views import paste
from nhipcau.organisation.training.queries import outcome_of, with_counts
from nhipcau.organisation.training.rules import has_completed
from nhipcau.organisation.training.views import export, mark


class CourseFilters(WagtailFilterSet):
    """State, organiser, period, and a unit whose people took part."""

    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=CourseState.choices)
    organiser = django_filters.ModelChoiceFilter(label=_("Organised by"), queryset=Unit.objects.all())
    unit = django_filters.ModelChoiceFilter(label=_("People of"), queryset=Unit.objects.all(), method="filter_unit")
    after = django_filters.DateFilter(label=_("From"), field_name="last_day", lookup_expr="gte", widget=AdminDateInput)
    before = django_filters.DateFilter(label=_("To"), field_name="first_day", lookup_expr="lte", widget=AdminDateInput)

    class Meta:
        model = Course
        fields: list[str] = ["state", "organiser"]

    def filter_unit(self, courses: QuerySet[Course], name: str, unit: Unit) -> QuerySet[Course]:
        return courses.filter(participants__unit=unit).distinct()


class CourseIndexView(FoundByWordsIndexView):
    """Courses, the newest first, with what came of them."""

    default_ordering = "-first_day"

    def get_base_queryset(self) -> QuerySet[Course]:
        return with_counts(Course.objects.select_related("organiser"))

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("topic", label=_("Training course"), get_url=self.get_inspect_url, sort_key="topic"),
            Column(
                "first_day",
                label=pgettext_lazy("course", "Days"),
                accessor=lambda one: span_words(one.first_day, one.last_day),
                sort_key="first_day",
            ),
            Column("organiser", label=_("Organised by"), sort_key="organiser__name"),
            Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
            Column("people", label=_("Came / put down"), accessor=lambda one: f"{one.people} / {one.registered}"),
            Column("units_reached", label=_("Units reached")),
        ]


class CourseInspectView(PageOfActions, InspectView):
    """A course's page: days, people, what came of it."""

    actions = ACTIONS
    page = "training:inspect"
    any_permission_required = VIEW
    template_name = "organisation/training/course.html"

    def get_object(self, queryset: Any = None) -> Course:
        return get_object_or_404(Course.objects.select_related("organiser"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        course, today, user = self.object, timezone.localdate(), self.request.user
        bound: PageAction | None = kwargs.pop("bound", None)
        days = list(course.days.annotate(present=Count("attendance")))
        participants: list[Any] = list(access.participants_to_see(course, user, today))
        return super().get_context_data(
            course=course,
            days=days,
            today=today,
            participants=[
                (one, has_completed(one.attended, len(days), course.days_needed, one.certificate_number))
                for one in participants
            ],
            outcome=outcome_of(course),
            forms=forms_for(ACTIONS, thing=course, user=user, today=today, bound=bound),
            bound=bound,
            may_mark=access.may_mark(user, course),
            is_over=course.last_day is not None and course.last_day <= today,
            is_bound=is_bound_to_unit(user),
            trail=() if is_bound_to_unit(user) else trail_of(course)[:20],
            **kwargs,
        )


class CourseCreateView(ToThePage, CreateView):
    """Enter a course."""

    page = "training:inspect"


class CourseEditView(ToThePage, EditView):
    """Correct what is written about a course."""

    page = "training:inspect"


class CourseDeleteView(RecordedDelete, DeleteView):
    """Take out a course that was entered by mistake; one with attendance stays."""

    thing = "course"


class CourseViewSet(ModelViewSet):
    """Everything under /training/."""

    model = Course
    name = "training"
    url_prefix = "training"
    icon = "clipboard-list"
    menu_label = _("Training courses")
    index_view_class = CourseIndexView
    index_results_template_name = "organisation/training/courses_results.html"
    add_view_class = CourseCreateView
    edit_view_class = CourseEditView
    delete_view_class = CourseDeleteView
    inspect_view_class = CourseInspectView
    inspect_view_enabled = True
    inspect_template_name = "organisation/training/course.html"
    copy_view_enabled = False
    filterset_class = CourseFilters
    list_per_page = 50
    list_export = [
        "topic", "place", "organiser", "first_day", "last_day", "get_state_display", "registered", "people",
        "units_reached", "day_count",
    ]  # fmt: skip
    export_headings = {
        "get_state_display": _("State"),
        "registered": _("Put down"),
        "people": _("People who came"),
        "units_reached": _("Units reached"),
        "day_count": _("Days held"),
    }
    export_filename = "tap-huan"

    def get_form_class(self, for_update: bool = False) -> Any:
        return CourseForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/mark/<int:day_pk>/", mark, name="mark"),
            path("<int:pk>/paste/", paste, name="paste"),
            path("<int:pk>/export/", export, name="export"),
        ]
