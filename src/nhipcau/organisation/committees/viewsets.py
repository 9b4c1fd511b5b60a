"""Committees and the terms in them in the workspace."""

from datetime import date
from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from nhipcau.audit.queries import trail_of
from nhipcau.organisation import library
from nhipcau.organisation.committees.forms import CommitteeForm, TermForm
from nhipcau.organisation.committees.models import Committee, PostTerm
from nhipcau.organisation.committees.queries import TooMany, composition, head_on, too_many, with_terms
from nhipcau.organisation.enums import PostKind
from nhipcau.organisation.listing import VIEW, FoundByWordsIndexView, day_asked_for, decision_words, span_words
from nhipcau.organisation.models import Unit
from nhipcau.organisation.page_actions import ToThePage
from nhipcau.organisation.queries import living
from nhipcau.organisation.recorded import RecordedDelete
from nhipcau.organisation.roles import is_bound_to_unit


class CommitteeFilters(WagtailFilterSet):
    """Standing office, and the day on which the committee existed."""

    standing_office = django_filters.ModelChoiceFilter(label=_("Standing office"), queryset=Unit.objects.all())
    on = django_filters.DateFilter(label=_("Existing on"), method="filter_on", widget=AdminDateInput)

    class Meta:
        model = Committee
        fields: list[str] = ["standing_office"]

    def filter_on(self, rows: QuerySet[Committee], name: str, value: date) -> QuerySet[Committee]:
        return rows.filter(living(value))


def heads_in_words(committee: Committee) -> str:
    """Who heads it today; two at once, or none, are said."""
    heads = head_on(committee, timezone.localdate())
    names = ", ".join(person.full_name for person in heads)
    if len(heads) > 1:
        return format_html('{} <span class="nc-late">{}</span>', names, gettext("two at once"))
    return names or format_html('<span class="nc-waiting">{}</span>', gettext("nobody"))


class CommitteeIndexView(FoundByWordsIndexView):
    """The committees with who heads them today."""

    def get_base_queryset(self) -> QuerySet[Committee]:
        return with_terms(Committee.objects.select_related("standing_office"))

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("Steering committee"), get_url=self.get_inspect_url, sort_key="name"),
            Column("standing_office", label=_("Standing office"), accessor=lambda one: one.standing_office or ""),
            Column(
                "begins_on",
                label=_("Time"),
                accessor=lambda one: span_words(one.begins_on, one.ends_on),
                sort_key="begins_on",
            ),
            Column("head", label=_("Head today"), accessor=heads_in_words),
        ]


class CommitteeInspectView(InspectView):
    """A committee's page: who held which post on a day, and who before."""

    any_permission_required = VIEW
    template_name = "organisation/committees/committee.html"

    def get_object(self, queryset: Any = None) -> Committee:
        rows = Committee.objects.select_related("standing_office", "unit", "follows")
        return get_object_or_404(with_terms(rows), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        committee = self.object
        day = day_asked_for(self.request)
        rows = composition(committee, day)
        references = [(term.decision_number, term.decision_date) for row in rows for term in row.history]
        documents = library.find([*references, (committee.decision_number, committee.decision_date)], self.request.user)
        return super().get_context_data(
            committee=committee,
            day=day,
            exists=living_on(committee, day),
            rows=[
                (
                    row.post,
                    row.holders,
                    [(term, documents.get((term.decision_number, term.decision_date))) for term in row.history],
                )
                for row in rows
            ],
            decision=documents.get((committee.decision_number, committee.decision_date)),
            crowds=too_many(committee),
            followed_by=committee.followed_by.order_by("begins_on"),
            trail=() if is_bound_to_unit(self.request.user) else trail_of(committee)[:20],
            export_address=f"{reverse('committee_terms:index')}?committee={committee.pk}&export=xlsx",
            **kwargs,
        )


def living_on(committee: Committee, day: date) -> bool:
    """Whether a committee exists on a day."""
    return (committee.begins_on or date.min) <= day <= (committee.ends_on or date.max)


class CommitteeCreateView(ToThePage, CreateView):
    """Enter a committee."""

    page = "committees:inspect"


class CommitteeEditView(ToThePage, EditView):
    """Change a committee and its posts."""

    page = "committees:inspect"


class CommitteeDeleteView(RecordedDelete, DeleteView):
    """Take out a committee that was entered by mistake; one whose posts were held stays."""

    thing = "committee"


class CommitteeViewSet(ModelViewSet):
    """Everything under /committees/."""

    model = Committee
    name = "committees"
    url_prefix = "committees"
    icon = "group"
    menu_label = _("Steering committees")
    index_view_class = CommitteeIndexView
    index_results_template_name = "organisation/committees/committees_results.html"
    add_view_class = CommitteeCreateView
    edit_view_class = CommitteeEditView
    delete_view_class = CommitteeDeleteView
    inspect_view_class = CommitteeInspectView
    inspect_view_enabled = True
    inspect_template_name = "organisation/committees/committee.html"
    copy_view_enabled = False
    filterset_class = CommitteeFilters
    list_per_page = 50
    list_export = ["name", "standing_office", "decision_number", "decision_date", "begins_on", "ends_on"]
    export_filename = "ban-chi-dao"
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("decision_number"), FieldPanel("decision_date")]),
            FieldRowPanel([FieldPanel("begins_on"), FieldPanel("ends_on")]),
            FieldPanel("standing_office"),
            FieldPanel("unit"),
            FieldPanel("follows"),
            InlinePanel(
                "posts",
                heading=_("Posts"),
                label=_("post"),
                help_text=_("Without any, the usual ones are made: head, deputies, members, secretary."),
                panels=[FieldRowPanel([FieldPanel("title"), FieldPanel("kind"), FieldPanel("places")])],
            ),
        ],
        base_form_class=CommitteeForm,
    )


class TermFilters(WagtailFilterSet):
    """Committee, kind of post, unit of the person, and the day on which the post was held."""

    committee = django_filters.ModelChoiceFilter(
        label=_("Steering committee"), field_name="post__committee", queryset=Committee.objects.all()
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind of post"), field_name="post__kind", choices=PostKind.choices
    )
    unit = django_filters.ModelChoiceFilter(label=_("Unit"), field_name="person__unit", queryset=Unit.objects.all())
    on = django_filters.DateFilter(label=_("Held on"), method="filter_on", widget=AdminDateInput)

    class Meta:
        model = PostTerm
        fields: list[str] = []

    def filter_on(self, rows: QuerySet[PostTerm], name: str, value: date) -> QuerySet[PostTerm]:
        return rows.filter(living(value))


class TermIndexView(FoundByWordsIndexView):
    """Who held which post when."""

    words_in = ("person__folded", "post__committee__folded")

    def get_base_queryset(self) -> QuerySet[PostTerm]:
        return PostTerm.objects.select_related("person", "person__unit", "post", "post__committee")

    @cached_property
    def columns(self) -> list[Column]:
        may_change = self.request.user.has_perm("organisation.change_postterm")
        return [
            TitleColumn(
                "person",
                label=_("Person"),
                get_url=self.get_edit_url if may_change else None,
                sort_key="person__full_name",
            ),
            Column("post", label=_("Post"), sort_key="post__sort_order"),
            Column("committee", label=_("Steering committee"), accessor=lambda one: one.post.committee),
            Column("capacity", label=_("Function then")),
            Column(
                "begins_on",
                label=_("Time"),
                accessor=lambda one: span_words(one.begins_on, one.ends_on),
                sort_key="begins_on",
            ),
            Column("decision_number", label=_("Decision"), accessor=decision_words),
        ]


class OfTheCommittee:
    """After saving, back to the committee; when more persons than places hold the post now, it is said."""

    def get_success_url(self) -> str:
        committee = Committee.objects.filter(posts__terms=self.object.pk)  # type: ignore[attr-defined]
        found = with_terms(committee).get()
        for one in too_many(found):
            messages.warning(self.request, crowd_words(one))  # type: ignore[attr-defined]
        return reverse("committees:inspect", args=[found.pk])


def crowd_words(one: TooMany) -> str:
    """More persons than places in one sentence, with the mend."""
    names = format_html_join(", ", "{}", ((person.full_name,) for person in one.people))
    return gettext("%(post)s, %(time)s: %(names)s at once. Please end one of the terms.") % {
        "post": one.title,
        "time": span_words(one.crowd.begins_on, one.crowd.ends_on),
        "names": names,
    }


class TermCreateView(OfTheCommittee, CreateView):
    """Appoint somebody; `?post=` and `?person=` fill these in."""

    def get_initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name) for name in ("post", "person")}
        return {**super().get_initial(), **{name: value for name, value in asked.items() if value}}


class TermEditView(OfTheCommittee, EditView):
    """End a term, or correct what was typed."""


class TermDeleteView(RecordedDelete, DeleteView):
    """Take out a term that was entered by mistake."""

    thing = "term"


class TermViewSet(ModelViewSet):
    """Everything under /committee-terms/."""

    model = PostTerm
    name = "committee_terms"
    url_prefix = "committee-terms"
    icon = "history"
    menu_label = _("Terms in committees")
    index_view_class = TermIndexView
    index_results_template_name = "organisation/committees/terms_results.html"
    add_view_class = TermCreateView
    edit_view_class = TermEditView
    delete_view_class = TermDeleteView
    copy_view_enabled = False
    filterset_class = TermFilters
    list_per_page = 50
    list_export = [
        "post.committee", "post.title", "person.full_name", "capacity", "begins_on", "ends_on", "field",
        "decision_number", "decision_date",
    ]  # fmt: skip
    export_headings = {
        "post.committee": _("Steering committee"),
        "post.title": _("Post"),
        "person.full_name": _("Full name"),
    }
    export_filename = "thanh-vien-ban-chi-dao"

    def get_form_class(self, for_update: bool = False) -> Any:
        return TermForm
