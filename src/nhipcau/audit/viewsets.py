"""The audit trail in the workspace: to be read, searched and exported, never changed."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from nhipcau.audit.labels import action_words
from nhipcau.audit.models import AuditEntry


class TrailIndexView(IndexView):
    """Newest first; words are looked for in who, what and the thing's name."""

    is_searchable = True
    any_permission_required = ["view"]

    def search_queryset(self, queryset: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        for word in (self.search_query or "").split():
            queryset = queryset.filter(
                Q(by_name__icontains=word) | Q(subject_name__icontains=word) | Q(subject=word) | Q(action=word)
            )
        return queryset

    @cached_property
    def columns(self) -> list[Column]:
        return [
            Column("number", label=_("No.")),
            Column("at", label=_("When"), accessor=lambda one: f"{timezone.localtime(one.at):%H:%M:%S %d/%m/%Y}"),
            Column("by_name", label=_("Who")),
            Column("action", label=_("What was done"), accessor=lambda one: action_words(one.action)),
            Column("subject_name", label=_("To what")),
        ]


class TrailViewSet(ModelViewSet):
    """Everything under /audit-trail/."""

    model = AuditEntry
    name = "audit_trail"
    url_prefix = "audit-trail"
    url_namespace = "audit_trail"
    icon = "history"
    menu_label = gettext_lazy("Audit trail")
    add_to_admin_menu = False
    add_to_settings_menu = True
    index_view_class = TrailIndexView
    copy_view_enabled = False
    list_per_page = 100
    exclude_form_fields: list[str] = []
    list_export = ["number", "at", "by_name", "action", "subject", "subject_name", "details", "seal"]
    export_filename = "nhat-ky"


trail = TrailViewSet()
