"""Courses, their days, who was to take part, who came on which day."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhipcau.organisation.enums import CourseState
from nhipcau.organisation.people.models import Person
from nhipcau.organisation.training.rules import MOST_DAYS
from nhipcau.vietnamese import fold_key


class Course(models.Model):
    """A training course that a unit holds."""

    topic = models.CharField(_("topic"), max_length=300)
    content = models.TextField(_("content"), blank=True, max_length=5_000)
    place = models.CharField(_("place"), max_length=300, blank=True)
    organiser = models.ForeignKey(
        "Unit", verbose_name=_("organised by"), on_delete=models.PROTECT, related_name="courses"
    )
    days_needed = models.PositiveSmallIntegerField(
        _("days needed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
        help_text=_("On how many days one has to come to have completed it; empty: on all."),
    )
    state = models.CharField(_("state"), max_length=10, choices=CourseState, default=CourseState.PLANNED)
    # The first and the last of its days, so that lists need no second question.
    first_day = models.DateField(_("first day"), null=True, editable=False, db_index=True)
    last_day = models.DateField(_("last day"), null=True, editable=False)
    folded = models.CharField(max_length=700, editable=False, default="")

    class Meta:
        verbose_name = _("training course")
        verbose_name_plural = _("training courses")
        ordering = ["-first_day", "-pk"]

    def __str__(self) -> str:
        return self.topic

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold_key(f"{self.topic} {self.place}")[:700]
        super().save(*args, **kwargs)


class CourseDay(models.Model):
    """A day of a course."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(_("day"))

    class Meta:
        ordering = ["course", "day"]
        constraints = [models.UniqueConstraint(fields=["course", "day"], name="course_day_once")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class Participant(models.Model):
    """A person of a course, under the unit that sent the person then."""

    course = models.ForeignKey(
        Course, verbose_name=_("training course"), on_delete=models.CASCADE, related_name="participants"
    )
    person = models.ForeignKey(
        Person,
        verbose_name=pgettext_lazy("of a unit", "person"),
        on_delete=models.PROTECT,
        related_name="participations",
    )
    unit = models.ForeignKey("Unit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    certificate_number = models.CharField(_("number of the certificate"), max_length=60, blank=True)
    certificate_date = models.DateField(_("day of the certificate"), null=True, blank=True)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["unit__name", "person__full_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["course", "person"], name="person_once_per_course")]

    def __str__(self) -> str:
        return str(self.person)


class Attendance(models.Model):
    """A participant came on a day. Who did not come has no row."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="attendance")
    day = models.ForeignKey(CourseDay, on_delete=models.PROTECT, related_name="attendance")
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    marked_at = models.DateTimeField(auto_now_add=True)

    # Nothing on it points into pages; Wagtail would queue a job for each row that is written.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [models.UniqueConstraint(fields=["participant", "day"], name="attendance_once_a_day")]

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.day_id}"
