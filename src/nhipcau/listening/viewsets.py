"""The form in which officers write scenarios, and the tables behind them."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from nhipcau.listening.forms import ScenarioForm
from nhipcau.listening.models import KindOfEvent, Question, Scenario
from nhipcau.listening.rules import next_review
from nhipcau.listening.versions import version_now


class ScenarioCreateView(CreateView):
    """A new scenario is reviewed a year later at the latest."""

    def save_instance(self) -> Scenario:
        self.form.instance.review_by = next_review(timezone.localdate())
        scenario: Scenario = super().save_instance()
        version_now(scenario, by=self.request.user)
        return scenario

    def get_success_url(self) -> str:
        return reverse("listening:scenario", args=[self.object.pk])


class ScenarioEditView(EditView):
    """What was changed becomes a new version; what runs keeps its own."""

    def save_instance(self) -> Scenario:
        scenario: Scenario = super().save_instance()
        version_now(scenario, by=self.request.user)
        return scenario

    def get_success_url(self) -> str:
        return reverse("listening:scenario", args=[self.object.pk])


class ScenarioViewSet(ModelViewSet):
    """Writing scenarios; they are read and activated elsewhere."""

    model = Scenario
    name = "scenario_plans"
    url_prefix = "scenario-plans"
    url_namespace = "scenario_plans"
    icon = "warning"
    add_view_class = ScenarioCreateView
    edit_view_class = ScenarioEditView
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_admin_menu = False
    list_display = ["title", "kind", "unit"]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("unit")]),
            FieldPanel("purpose"),
            FieldPanel("is_used"),
            InlinePanel(
                "triggers",
                heading=gettext_lazy("Signs that tell that it applies"),
                label=gettext_lazy("sign"),
                panels=[FieldPanel("text")],
            ),
            InlinePanel(
                "levels",
                heading=gettext_lazy("Levels"),
                label=gettext_lazy("level"),
                panels=[
                    FieldRowPanel([FieldPanel("number"), FieldPanel("name"), FieldPanel("decides")]),
                    FieldPanel("signs"),
                ],
            ),
            InlinePanel(
                "roles",
                heading=gettext_lazy("Roles"),
                label=gettext_lazy("role"),
                panels=[
                    FieldRowPanel([FieldPanel("name"), FieldPanel("clears")]),
                    FieldPanel("duty"),
                    InlinePanel(
                        "people",
                        heading=gettext_lazy("Holder first, then deputies in their order"),
                        label=gettext_lazy("person"),
                        panels=[
                            FieldRowPanel([FieldPanel("user"), FieldPanel("unit")]),
                            FieldRowPanel([FieldPanel("function"), FieldPanel("phone")]),
                        ],
                    ),
                ],
            ),
            InlinePanel(
                "steps",
                heading=gettext_lazy("Steps, hour by hour"),
                label=gettext_lazy("step"),
                panels=[
                    FieldRowPanel([FieldPanel("offset"), FieldPanel("role"), FieldPanel("from_level")]),
                    FieldPanel("title"),
                    FieldRowPanel([FieldPanel("done_when"), FieldPanel("product")]),
                ],
            ),
            InlinePanel(
                "statements",
                heading=gettext_lazy("Prepared statements"),
                label=gettext_lazy("statement"),
                help_text=gettext_lazy("Blanks are names in square brackets: [thời gian], [địa điểm]."),
                panels=[
                    FieldPanel("name"),
                    InlinePanel(
                        "texts",
                        heading=gettext_lazy("Texts, one per language"),
                        label=gettext_lazy("text"),
                        panels=[FieldPanel("language"), FieldPanel("text")],
                    ),
                ],
            ),
        ],
        base_form_class=ScenarioForm,
    )


class KindOfEventViewSet(ModelViewSet):
    """The table of kinds of event."""

    model = KindOfEvent
    name = "kinds_of_event"
    url_prefix = "kinds-of-event"
    icon = "list-ul"
    menu_label = gettext_lazy("Kinds of event")
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ["name", "order"]
    form_fields = ["name", "order"]


class QuestionViewSet(ModelViewSet):
    """The table of questions of an evaluation."""

    model = Question
    name = "evaluation_questions"
    url_prefix = "evaluation-questions"
    icon = "list-ul"
    menu_label = gettext_lazy("Questions of the evaluation")
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ["text", "order", BooleanColumn("is_used", label=gettext_lazy("In use"))]
    form_fields = ["text", "order", "is_used"]


def viewsets() -> list[Any]:
    """All of them."""
    return [ScenarioViewSet(), KindOfEventViewSet(), QuestionViewSet()]
