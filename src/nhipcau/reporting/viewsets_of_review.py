"""Targets of plans, and the senders whose packages are taken in."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet

from nhipcau.reporting.models import Target, TrustedSender


class TargetViewSet(ModelViewSet):
    """Everything under /unit-reports/targets/."""

    model = Target
    name = "reporting_targets"
    url_prefix = "unit-reports/targets"
    url_namespace = "reporting_targets"
    icon = "crosshairs"
    menu_label = _("Targets")
    copy_view_enabled = False
    add_to_admin_menu = False
    list_display = ["name", "first_year", "last_year", "kind", "wanted"]
    form_fields = ["name", "first_year", "last_year", "kind", "measure", "way", "wanted"]


class SenderViewSet(ModelViewSet):
    """Everything under /unit-reports/senders/."""

    model = TrustedSender
    name = "trusted_senders"
    url_prefix = "unit-reports/senders"
    url_namespace = "trusted_senders"
    icon = "key"
    menu_label = _("Trusted senders")
    copy_view_enabled = False
    add_to_admin_menu = False
    list_display = ["unit", "public_key", BooleanColumn("is_trusted", label=_("Trusted"))]
    form_fields = ["unit", "public_key", "is_trusted"]


targets, senders = TargetViewSet(), SenderViewSet()
