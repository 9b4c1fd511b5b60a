"""Plans of units: their templates, their text, the unit's own tasks in them, and what was submitted and issued."""

from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from nhipcau.audit.kept import Kept
from nhipcau.drafts.closing import ClosedError
from nhipcau.drafts.models import KeptContent, Submitted, Written, WrittenSection
from nhipcau.organisation.models import Unit
from nhipcau.programme.enums import CLOSED_PLANS, PlanContent, PlanKind, PlanState
from nhipcau.programme.found_by_words import FoundByWords
from nhipcau.programme.register_models import OutgoingDocument
from nhipcau.programme.rules import FIRST_YEAR, LAST_YEAR

YEARS = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]


class ClosedPlanError(ClosedError):
    """Raised where somebody tries to change a plan that was submitted."""

    def __str__(self) -> str:
        return _now("This plan has been submitted and stays as it is, unless it is returned.")


class PlanTemplate(ClusterableModel):
    """The parts that plans have, in their order. Changing one never changes a plan that was begun."""

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind of plan"), max_length=10, choices=PlanKind)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    is_offered = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("template of plans")
        verbose_name_plural = _("templates of plans")
        ordering = ["kind", "order", "name"]

    def __str__(self) -> str:
        return self.name


class PlanTemplatePart(Orderable):
    """A part of a template: its heading, what it is drafted from, and words that stand in it at the beginning."""

    template = ParentalKey(PlanTemplate, on_delete=models.CASCADE, related_name="parts")
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    content = models.CharField(_("drafted from"), max_length=10, choices=PlanContent, default=PlanContent.TEXT)
    words = models.TextField(
        _("words"), blank=True, help_text=_("{unit} becomes the name of the unit, {years} the year or years.")
    )
    is_required = models.BooleanField(_("cannot be left empty"), default=False)

    class Meta(Orderable.Meta):
        verbose_name = _("part of a plan")
        verbose_name_plural = _("parts of a plan")

    def __str__(self) -> str:
        return self.heading or str(self.get_content_display())


class Plan(FoundByWords, Written):
    """A unit's plan for a year or for some years. `amendment` 0 is the plan itself, 1 its first amendment."""

    closed_states = CLOSED_PLANS
    closed_error = ClosedPlanError
    decided = ("state", "version")
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField(_("kind of plan"), max_length=10, choices=PlanKind)
    first_year = models.PositiveSmallIntegerField(_("first year"), validators=YEARS)
    last_year = models.PositiveSmallIntegerField(_("last year"), validators=YEARS)
    subject = models.CharField(_("subject"), max_length=500)
    template = models.ForeignKey(
        PlanTemplate, verbose_name=_("template"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    amendment = models.PositiveSmallIntegerField(_("amendment"), default=0)
    amends = models.ForeignKey(
        "self", verbose_name=_("amends"), null=True, on_delete=models.PROTECT, related_name="amendments"
    )
    state = models.CharField(_("state"), max_length=10, choices=PlanState, default=PlanState.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    words_in = ("subject",)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-first_year", "unit", "kind", "-amendment"]
        permissions = [
            ("write_plan", _("Can write, submit and issue the plans of the own unit")),
            ("oversee_plan", _("Can see the plans of all units")),
            ("decide_plan", _("Can return and approve submitted plans")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "first_year", "amendment"], name="one_plan_per_unit_and_years"
            ),
            models.CheckConstraint(
                name="plan_ends_after_it_begins",
                condition=Q(last_year__gte=F("first_year")),
                violation_error_message=_("The last year cannot come before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_open(self) -> bool:
        """Whether it is still written."""
        return self.state not in CLOSED_PLANS

    @property
    def written(self) -> str:
        """The number under which it was issued, or nothing."""
        issue = getattr(self, "issue", None)
        return str(issue.entry.written) if issue else ""

    @property
    def issued_on(self) -> date | None:
        """The day of issue, or nothing."""
        issue = getattr(self, "issue", None)
        return issue.entry.issued_on if issue else None

    @property
    def years(self) -> str:
        """ "năm 2026" is said of a year, "giai đoạn 2026 - 2030" of some; here the numbers alone."""
        return str(self.first_year) if self.first_year == self.last_year else f"{self.first_year} - {self.last_year}"


class PartOfPlan(Written):
    """A row that belongs to a plan and does not change once that is submitted."""

    whole = "plan"
    closed_states = CLOSED_PLANS
    closed_error = ClosedPlanError

    class Meta:
        abstract = True


class PlanSection(PartOfPlan, WrittenSection):
    """A part of a plan's text. `key` tells from which part of the template it comes; below tasks, which provision."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=60)
    order = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(default=1)
    heading = models.TextField(_("heading"), blank=True)
    content = models.CharField(max_length=10, choices=PlanContent)
    words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("section of a plan")
        verbose_name_plural = _("sections of a plan")
        ordering = ["plan", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="section_once_per_plan")]

    def __str__(self) -> str:
        return self.heading or str(self.get_content_display())

    @property
    def is_heading(self) -> bool:
        """Whether it only heads the sections below it: one for each provision that asks something of the unit."""
        return self.content == PlanContent.TASKS and self.level == 1


class PlanItem(PartOfPlan):
    """A task that the unit sets itself. It becomes a task of the programme when the plan is approved."""

    decided = ("task",)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="items")
    title = models.CharField(_("what the unit will do"), max_length=300)
    under = models.ForeignKey(
        "programme.Task",
        verbose_name=_("part of the task"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    cooperating = models.CharField(_("together with"), max_length=500, blank=True)
    product = models.CharField(_("product"), max_length=300, blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    # Đồng by `BudgetSource`.
    money = models.JSONField(_("money"), default=dict, blank=True)
    # In an amendment: what the plan had and will not be done.
    is_dropped = models.BooleanField(default=False, editable=False)
    task = models.ForeignKey(
        "programme.Task", null=True, editable=False, on_delete=models.SET_NULL, related_name="plan_items"
    )
    # One per form that was filled in: sent twice, it makes one.
    key = models.CharField(max_length=40, editable=False)

    class Meta:
        verbose_name = _("own task in a plan")
        verbose_name_plural = _("own tasks in a plan")
        ordering = ["plan", F("deadline").asc(nulls_last=True), "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="own_task_once_per_form")]

    def __str__(self) -> str:
        return self.title


class PlanSubmission(Submitted):
    """A plan as it was submitted, with its fingerprint; and what was decided."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="submissions")
    submitted_at = models.DateTimeField(_("submitted at"))
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decision = models.CharField(_("decision"), max_length=10, choices=PlanState, blank=True)

    class Meta:
        verbose_name = _("submission of a plan")
        verbose_name_plural = _("submissions of plans")
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_submission_number_once")]

    def __str__(self) -> str:
        return f"{self.plan_id} · {self.number}"


class PlanIssue(KeptContent):
    """That an approved plan was issued: its line in the register, and the whole document as it was signed."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="issue")
    entry = models.OneToOneField(OutgoingDocument, on_delete=models.PROTECT, related_name="plan_issue")
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("issued plan")
        verbose_name_plural = _("issued plans")
        ordering = ["-issued_at"]

    def __str__(self) -> str:
        return str(self.entry)


class PlanFile(Kept):
    """A file of an issued plan, as it was made, and what its form check found."""

    issue = models.ForeignKey(PlanIssue, on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=4)
    file = models.FileField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    findings = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("file of a plan")
        verbose_name_plural = _("files of plans")
        ordering = ["issue", "form"]
        constraints = [models.UniqueConstraint(fields=["issue", "form"], name="plan_file_once_per_form")]

    def __str__(self) -> str:
        return f"{self.issue_id}.{self.form}"
