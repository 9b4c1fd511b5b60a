"""Columns of the newsroom's lists."""

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn

from nhipcau.jobs.enums import WorkState
from nhipcau.newsroom.permissions import DELIVERIES


class EditionsColumn(BaseColumn):
    """Every language edition with its state, each a way to it."""

    cell_template_name = "newsroom/_editions_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> Any:
        context = super().get_cell_context_data(instance, parent_context)
        context["editions"] = instance.editions
        return context


class EditionTitleColumn(TitleColumn):
    """A title in the language of its edition, so that a screen reader speaks it right."""

    def get_link_attrs(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        return {**super().get_link_attrs(instance, parent_context), "lang": instance.language}


class DeliveryStateColumn(Column):
    """How a delivery went, with the reason when it failed."""

    cell_template_name = "newsroom/_delivery_state_cell.html"


class AgainColumn(BaseColumn):
    """One more try for what failed."""

    cell_template_name = "newsroom/_again_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> Any:
        context = super().get_cell_context_data(instance, parent_context)
        may = parent_context["request"].user.has_perm(DELIVERIES)
        context["again_url"] = (
            reverse("newsroom:try_again", args=[instance.pk]) if may and instance.state == WorkState.FAILED else ""
        )
        return context
