"""The list of plans, and the templates that they are made from."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from nhipcau.programme.listing import FoundByWordsIndexView
from nhipcau.programme.plan_models import Plan, PlanTemplate
from nhipcau.programme.plans import access
from nhipcau.programme.plans.filters import PlanFilters
from nhipcau.programme.plans.views import deciding, writing


class WithoutGenericPages:
    """A list whose rows have pages of their own, in place of Wagtail's forms."""

    def get_edit_url(self, instance: Any) -> None:
        return None

    get_copy_url = get_inspect_url = get_delete_url = get_edit_url


class PlanStateColumn(Column):
    """State as shape and word."""

    cell_template_name = "programme/plans/_state_cell.html"

    def get_cell_context_data(self, instance: Plan, parent_context: Any) -> dict[str, Any]:
        return {**super().get_cell_context_data(instance, parent_context), "plan": instance}


class PlanIndexView(WithoutGenericPages, FoundByWordsIndexView):
    """The plans that the person may see."""

    add_item_label = _("Begin a plan")

    def get_base_queryset(self) -> QuerySet[Plan]:
        plans = access.plans_visible_to(self.request.user, timezone.localdate())
        return plans.select_related("unit", "issue__entry")

    def get_add_url(self) -> str | None:
        return reverse("plans:open") if self.request.user.has_perm(access.WRITE) else None

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(*args, **kwargs), "may_write": self.request.user.has_perm(access.WRITE)}

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "subject",
                label=_("Plan"),
                accessor=_title,
                get_url=lambda plan: reverse("plans:plan", args=[plan.pk]),
                sort_key="subject",
            ),
            Column("unit", label=_("Unit"), sort_key="unit__name"),
            Column("years", label=_("Years"), sort_key="first_year"),
            PlanStateColumn("state", label=_("State"), sort_key="state"),
            Column("written", label=_("Number and symbol")),
        ]


def _title(plan: Plan) -> str:
    if not plan.amendment:
        return plan.subject
    return str(_("%(subject)s (amendment no. %(number)d)")) % {"subject": plan.subject, "number": plan.amendment}


class PlanViewSet(ModelViewSet):
    """Everything under /plans/."""

    model = Plan
    name = "plans"
    url_prefix = "plans"
    icon = "doc-full"
    menu_label = _("Plans")
    index_view_class = PlanIndexView
    index_results_template_name = "programme/plans/results.html"
    copy_view_enabled = False
    inspect_view_enabled = False
    filterset_class = PlanFilters
    list_per_page = 50
    list_export = [
        "unit", "kind", "first_year", "last_year", "subject", "amendment", "state", "written",
        "issued_on",
    ]  # fmt: skip
    export_headings = {"written": _("Number and symbol"), "issued_on": _("Date of issue")}
    export_filename = "ke-hoach"
    exclude_form_fields: list[str] = []

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", writing.open_plan, name="open"),
            path("<int:pk>/", writing.plan, name="plan"),
            path("<int:pk>/sections/<int:section_pk>/", writing.save_section, name="save_section"),
            path("<int:pk>/own-tasks/new/", writing.item, name="add_item"),
            path("<int:pk>/own-tasks/<int:item_pk>/", writing.item, name="item"),
            path("<int:pk>/submit/", writing.submit, name="submit"),
            path("<int:pk>/decide/", deciding.decide, name="decide"),
            path("<int:pk>/issue/", deciding.issue, name="issue"),
            path("<int:pk>/amend/", deciding.amend, name="amend"),
            path("<int:pk>/form/", deciding.form_check, name="form_check"),
            path("<int:pk>/as/<slug:form>/", deciding.download, name="download"),
        ]

    def register_admin_url_finder(self) -> None:
        """Plans have no form of Wagtail's."""


class PlanTemplateViewSet(ModelViewSet):
    """Everything under /plan-templates/. Changing a template changes no plan that was begun."""

    model = PlanTemplate
    name = "plan_templates"
    url_prefix = "plan-templates"
    icon = "list-ul"
    menu_label = _("Templates of plans")
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ["name", "kind", BooleanColumn("is_offered", label=_("Offered"))]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("order"), FieldPanel("is_offered")]),
            InlinePanel(
                "parts",
                heading=_("Parts of the plan, in their order"),
                label=_("part of a plan"),
                panels=[
                    FieldPanel("heading"),
                    FieldRowPanel([FieldPanel("content"), FieldPanel("is_required")]),
                    FieldPanel("words"),
                ],
            ),
        ]
    )
