"""The list of reporting duties, and the form in which an officer completes and changes one."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.reporting.enums import Frequency
from nhipcau.reporting.models import ReportingDuty

WHO_REPORTS = [("open", gettext_lazy("to be completed")), ("known", gettext_lazy("known"))]


class DutyFilters(WagtailFilterSet):
    """How often, who, and what is still to be completed."""

    frequency = ChoiceFilter(label=gettext_lazy("Frequency"), choices=Frequency.choices)
    who = ChoiceFilter(label=gettext_lazy("Who reports"), choices=WHO_REPORTS, method="filter_who")
    reporter = ModelChoiceFilter(label=gettext_lazy("Unit that reports"), queryset=Unit.objects.all())
    reporter_group = ModelChoiceFilter(label=gettext_lazy("Units that report"), queryset=UnitGroup.objects.all())

    class Meta:
        model = ReportingDuty
        fields = ["frequency", "who", "reporter", "reporter_group"]

    def filter_who(self, queryset: QuerySet[ReportingDuty], name: str, value: str) -> QuerySet[ReportingDuty]:
        without = Q(reporter=None, reporter_group=None)
        return queryset.filter(without) if value == "open" else queryset.exclude(without)


def who_reports(duty: ReportingDuty) -> str:
    """The reporter for lists; for an incomplete duty its words, marked in shape and word."""
    known = duty.reporter or duty.reporter_group
    if known:
        return str(known)
    words = format_html("<div>“{}”</div>", duty.reporter_words) if duty.reporter_words else ""
    return format_html(
        '<span class="nc-state nc-late"><svg class="icon" aria-hidden="true"><use href="#icon-warning"></use></svg>'
        "{}</span>{}",
        _("to be completed"),
        words,
    )


def to_whom(duty: ReportingDuty) -> str:
    """The addressee for lists."""
    return str(duty.addressee or duty.addressee_words)


def last_day(duty: ReportingDuty) -> str:
    """The due day for lists: "trước ngày 20"."""
    if duty.due_month:
        return _("before %(day)d/%(month)d") % {"day": duty.due_before_day, "month": duty.due_month}
    return _("before day %(day)d") % {"day": duty.due_before_day}


class DutyForm(WagtailAdminModelForm):
    """Refuses a duty that nobody could fulfil, in words that say the mend."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not cleaned.get("reporter") and not cleaned.get("reporter_group"):
            self.add_error("reporter", _("Please name the unit, or the group of units, that reports."))
        return cleaned


class DutyIndexView(IndexView):
    """Those to be completed come first."""

    def get_base_queryset(self) -> QuerySet[ReportingDuty]:
        return ReportingDuty.objects.select_related("reporter", "reporter_group", "addressee", "directive").defer(
            "directive__original", "directive__text", "directive__reading"
        )

    def order_queryset(self, queryset: QuerySet[ReportingDuty]) -> QuerySet[ReportingDuty]:
        if self.is_explicitly_ordered:
            return super().order_queryset(queryset)
        first = (F("reporter").asc(nulls_first=True), F("reporter_group").asc(nulls_first=True))
        without = queryset.filter(reporter=None, reporter_group=None).exists()
        return queryset.order_by(*first, "frequency", "name") if without else queryset.order_by("frequency", "name")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("Report"), get_url=self.get_edit_url, sort_key="name"),
            Column("frequency", label=_("Frequency"), accessor="get_frequency_display", sort_key="frequency"),
            Column("reporter", label=_("Who reports"), accessor=who_reports),
            Column("addressee", label=_("Reported to"), accessor=to_whom),
            Column("due", label=_("To be filed"), accessor=last_day, sort_key="due_before_day"),
            Column("cut_off_day", label=_("Last day counted"), sort_key="cut_off_day"),
        ]


class DutyViewSet(ModelViewSet):
    """Reporting duties in the workspace."""

    model = ReportingDuty
    name = "reporting_duties"
    url_prefix = "unit-reports/duties"
    url_namespace = "reporting_duties"
    icon = "calendar-check"
    index_view_class = DutyIndexView
    filterset_class = DutyFilters
    search_fields = ["name", "sentence", "reporter_words"]
    list_export = [
        "name",
        "get_frequency_display",
        "reporter",
        "reporter_group",
        "reporter_words",
        "addressee",
        "due_before_day",
        "due_month",
        "cut_off_day",
        "begins_on",
        "ends_on",
        "sentence",
    ]
    export_headings = {"get_frequency_display": gettext_lazy("Frequency")}
    export_filename = "che-do-bao-cao"
    add_to_admin_menu = False
    index_results_template_name = "reporting/duty_results.html"
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            MultiFieldPanel(
                [
                    HelpPanel(template="reporting/_words_of_the_directive.html"),
                    FieldPanel("reporter"),
                    FieldPanel("reporter_group"),
                    FieldPanel("addressee"),
                ],
                heading=gettext_lazy("Who reports to whom"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("frequency"),
                    FieldRowPanel([FieldPanel("cut_off_day"), FieldPanel("due_before_day"), FieldPanel("due_month")]),
                    FieldRowPanel([FieldPanel("begins_on"), FieldPanel("ends_on")]),
                ],
                heading=gettext_lazy("When"),
            ),
        ],
        base_form_class=DutyForm,
    )


duties = DutyViewSet()
