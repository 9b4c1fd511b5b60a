"""The list of reporting duties, and the form in which an officer completes and changes one."""

from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from nhipcau.audit.services import record
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.reporting.enums import Frequency
from nhipcau.reporting.labels import due_words, plain_day
from nhipcau.reporting.models import ReportingDuty
from nhipcau.reporting.regimes import first_free_day, new_version, terms_of
from nhipcau.reporting.rules import ONE_DAY

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
    if duty.due_date:
        return plain_day(duty.due_date)
    return due_words(duty.due_before_day, duty.due_month, duty.days_of_the_year)


class DutyForm(WagtailAdminModelForm):
    """Refuses a duty that nobody could fulfil, in words that say the mend."""

    applies_from = forms.DateField(
        label=gettext_lazy("The change applies from"),
        required=False,
        widget=AdminDateInput,
        help_text=gettext_lazy(
            "Reports have been written under this regime. They keep it; the changed one begins on this day."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.free_day = first_free_day(self.instance) if self.instance.pk else None
        if self.free_day is None:
            del self.fields["applies_from"]
        else:
            self.fields["applies_from"].initial = self.free_day
            self.fields["applies_from"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not cleaned.get("reporter") and not cleaned.get("reporter_group"):
            self.add_error("reporter", _("Please name the unit, or the group of units, that reports."))
        if cleaned.get("frequency") == Frequency.ON_REQUEST and cleaned.get("first_day") and cleaned.get("last_day"):
            self.instance.begins_on = self.instance.ends_on = cleaned["last_day"]
            cleaned["begins_on"] = cleaned["ends_on"] = cleaned["last_day"]
        wanted = cleaned.get("applies_from")
        if wanted and self.free_day and wanted < self.free_day and self.makes_version:
            self.add_error(
                "applies_from",
                _("A report was written for days until %(day)s; the change can apply from %(first)s on.")
                % {"day": plain_day(self.free_day - ONE_DAY), "first": plain_day(self.free_day)},
            )
        if self.errors:
            cleaned.pop("applies_from", None)
        return cleaned

    @property
    def makes_version(self) -> bool:
        """Whether what was changed would touch what reports were written under."""
        if self.free_day is None:
            return False
        terms = set(self.instance.fields_of_terms) & set(self.changed_data)
        return bool(terms) or any(formset.has_changed() for formset in self.formsets.values())


class DutyEditView(EditView):
    """A regime under which reports were written gets a new version; another one is changed in place."""

    def save_instance(self) -> ReportingDuty:
        form = self.form
        if not form.makes_version:
            duty: ReportingDuty = super().save_instance()
            record("duty changed", duty, by=self.request.user, terms=terms_of(duty))
            return duty
        changed = form.save(commit=False)
        old = ReportingDuty.objects.get(pk=changed.pk)
        return new_version(
            old, changed.serializable_data(), applies_from=form.cleaned_data["applies_from"], by=self.request.user
        )

    def get_success_url(self) -> str:
        return reverse("reporting_duties:index")


class DutyCreateView(CreateView):
    """A regime of the office's own."""

    def save_instance(self) -> ReportingDuty:
        duty: ReportingDuty = super().save_instance()
        record("duty made", duty, by=self.request.user, terms=terms_of(duty))
        return duty


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
    add_view_class = DutyCreateView
    edit_view_class = DutyEditView
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
        "due_days",
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
                    FieldRowPanel([FieldPanel("addressee"), FieldPanel("to_parent")]),
                ],
                heading=gettext_lazy("Who reports to whom"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("frequency"),
                    FieldRowPanel([FieldPanel("cut_off_day"), FieldPanel("due_before_day"), FieldPanel("due_month")]),
                    FieldPanel("due_days"),
                    FieldRowPanel([FieldPanel("when_day_off"), FieldPanel("remind_days")]),
                    FieldRowPanel([FieldPanel("begins_on"), FieldPanel("ends_on")]),
                ],
                heading=gettext_lazy("When"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day"), FieldPanel("due_date")])],
                heading=gettext_lazy("Only for a report on request"),
                classname="collapsed",
            ),
            InlinePanel(
                "outline",
                heading=gettext_lazy("Outline"),
                label=gettext_lazy("section"),
                help_text=gettext_lazy("Leave it empty to follow the directive's own order."),
                panels=[
                    FieldRowPanel([FieldPanel("heading"), FieldPanel("content")]),
                    FieldRowPanel([FieldPanel("kinds"), FieldPanel("is_required")]),
                ],
            ),
            InlinePanel(
                "lines",
                heading=gettext_lazy("Table of figures"),
                label=gettext_lazy("line"),
                help_text=gettext_lazy("Leave it empty to count every kind of activity that there is something of."),
                panels=[
                    FieldRowPanel([FieldPanel("code"), FieldPanel("label"), FieldPanel("unit_of_measure")]),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("measure"), FieldPanel("language")]),
                    FieldPanel("is_sum"),
                ],
            ),
            FieldPanel("applies_from"),
        ],
        base_form_class=DutyForm,
    )


duties = DutyViewSet()
