"""The register of outgoing documents as a list."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from nhipcau.programme.listing import FoundByWordsIndexView, short_day
from nhipcau.programme.plans import access
from nhipcau.programme.plans.filters import RegisterFilters
from nhipcau.programme.plans.viewsets import WithoutGenericPages
from nhipcau.programme.register import views
from nhipcau.programme.register_models import OutgoingDocument


class ValidityColumn(Column):
    """Cancelled in shape and word, with the reason."""

    cell_template_name = "programme/register/_validity_cell.html"

    def get_cell_context_data(self, instance: OutgoingDocument, parent_context: Any) -> dict[str, Any]:
        return {**super().get_cell_context_data(instance, parent_context), "entry": instance}


class RegisterIndexView(WithoutGenericPages, FoundByWordsIndexView):
    """The lines that the person may see, newest first."""

    add_item_label = _("Enter a document")

    def get_base_queryset(self) -> QuerySet[OutgoingDocument]:
        return access.documents_visible_to(self.request.user, timezone.localdate()).select_related("book__unit")

    def get_add_url(self) -> str | None:
        return reverse("register:enter") if self.request.user.has_perm(access.KEEP) else None

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = list(super().header_buttons)
        if self.request.user.has_perm(access.KEEP):
            buttons.append(HeaderButton(_("Books"), url=reverse("register:books"), icon_name="folder-open-inverse"))
        return buttons

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(*args, **kwargs), "may_keep": self.request.user.has_perm(access.KEEP)}

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "written",
                label=_("Number and symbol"),
                get_url=lambda entry: reverse("register:document", args=[entry.pk]),
                sort_key="number",
            ),
            Column(
                "issued_on",
                label=_("Date"),
                accessor=lambda entry: short_day(entry.issued_on),
                sort_key="issued_on",
            ),
            Column("subject", label=_("Subject")),
            Column("unit", label=_("Unit"), accessor="book.unit", sort_key="book__unit__name"),
            Column("signer", label=_("Signed by")),
            ValidityColumn("validity", label=_("Validity")),
        ]


class RegisterViewSet(ModelViewSet):
    """Everything under /register/."""

    model = OutgoingDocument
    name = "register"
    url_prefix = "register"
    icon = "clipboard-list"
    menu_label = _("Register of outgoing documents")
    index_view_class = RegisterIndexView
    index_results_template_name = "programme/register/results.html"
    copy_view_enabled = False
    inspect_view_enabled = False
    filterset_class = RegisterFilters
    list_per_page = 50
    list_export = [
        "book.unit", "book.kind", "number", "written", "issued_on", "subject", "signer", "recipients", "note",
        "cancelled_at", "cancelled_reason",
    ]  # fmt: skip
    export_headings = {"book.unit": _("Unit"), "book.kind": _("Kind of document")}
    export_filename = "so-van-ban-di"
    exclude_form_fields: list[str] = []

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", views.enter, name="enter"),
            path("books/", views.books, name="books"),
            path("<int:pk>/", views.document, name="document"),
        ]

    def register_admin_url_finder(self) -> None:
        """Lines of the register have no form of Wagtail's."""
