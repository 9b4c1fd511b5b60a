"""What a drill, or a real event, taught: answers to the office's questions, and who mends what until when."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.listening.models.live import Activation
from nhipcau.listening.rules import MOST_POINTS


class Question(models.Model):
    """A question of the evaluation, as the office's table has it."""

    text = models.CharField(_("question"), max_length=300)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    is_used = models.BooleanField(_("asked"), default=True)

    class Meta:
        verbose_name = _("question of the evaluation")
        verbose_name_plural = _("questions of the evaluation")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text


class Answer(models.Model):
    """The points for a question. The question's words are kept: the table may change."""

    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="answers")
    order = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=300)
    points = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_POINTS)]
    )
    remark = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["activation", "order"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.question


class Improvement(models.Model):
    """What is to be better the next time, who sees to it, until when."""

    activation = models.ForeignKey(Activation, on_delete=models.CASCADE, related_name="improvements")
    order = models.PositiveSmallIntegerField()
    what = models.CharField(_("what is to be better"), max_length=500)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    who = models.CharField(_("who sees to it"), max_length=200, blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        ordering = ["activation", "order"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.what

    @property
    def who_words(self) -> str:
        """Who sees to it, for people."""
        name = self.user.get_full_name() if self.user else ""
        return " · ".join(part for part in (name, self.who) if part)
