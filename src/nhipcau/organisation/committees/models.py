"""Committees, their posts, and the terms in which people held them."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from nhipcau.organisation.enums import PostKind
from nhipcau.organisation.people.models import Decision, Person, Term
from nhipcau.vietnamese import fold_key


class Committee(ClusterableModel, Decision):
    """A steering committee (ban chỉ đạo) from the day it was set up to its last day."""

    name = models.CharField(_("name"), max_length=300)
    unit = models.ForeignKey(
        "Unit",
        verbose_name=_("among the units as"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="committees",
        help_text=_("When the committee itself is given tasks."),
    )
    standing_office = models.ForeignKey(
        "Unit", verbose_name=_("standing office"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    begins_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(
        _("to"), null=True, blank=True, help_text=_("Its last day. Terms that go on end with it.")
    )
    follows = models.ForeignKey(
        "self",
        verbose_name=_("follows the committee"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followed_by",
        help_text=_("That one ends on the day before this one begins."),
    )
    folded = models.CharField(max_length=400, editable=False, default="")

    class Meta:
        verbose_name = _("steering committee")
        verbose_name_plural = _("steering committees")
        ordering = ["name", "-begins_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="committee_ends_after_it_begins",
                condition=Q(begins_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                violation_error_message=_("The last day cannot come before the first."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold_key(self.name)[:400]
        super().save(*args, **kwargs)


class CommitteePost(Orderable):
    """A post of a committee: Trưởng ban, Ủy viên; how many may hold it at once."""

    committee = ParentalKey(Committee, on_delete=models.CASCADE, related_name="posts")
    kind = models.CharField(_("kind of post"), max_length=20, choices=PostKind)
    title = models.CharField(_("title of the post"), max_length=150)
    places = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("How many hold it at once; empty: any number.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("post of a committee")
        verbose_name_plural = _("posts of committees")
        ordering = ["committee", "sort_order", "pk"]

    def __str__(self) -> str:
        return self.title


class PostTerm(Term):
    """A person's term in a post of a committee, with what the person was at that time."""

    post = models.ForeignKey(
        CommitteePost, verbose_name=_("post of a committee"), on_delete=models.PROTECT, related_name="terms"
    )
    person = models.ForeignKey(
        Person, verbose_name=pgettext_lazy("of a unit", "person"), on_delete=models.PROTECT, related_name="terms"
    )
    capacity = models.CharField(
        _("function then"),
        max_length=300,
        blank=True,
        help_text=_("As the decision names it; empty: the person's function and unit of today."),
    )
    field = models.CharField(_("field of work"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("term in a committee")
        verbose_name_plural = _("terms in committees")
        ordering = ["post__committee", "post__sort_order", "begins_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="term_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                violation_error_message=_("The last day cannot come before the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.post}"
