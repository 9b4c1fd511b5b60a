"""How often reports are due and where one stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Frequency(models.TextChoices):
    """How often a report is due."""

    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every quarter")
    HALF_YEAR = "half-year", _("every half-year")
    SIX_MONTHS = "six-month", _("six months of every year")
    NINE_MONTHS = "nine-month", _("nine months of every year")
    YEAR = "year", _("every year")
    ON_REQUEST = "on-request", _("on request, once")


# Of which a directive may name the days of the year ("before 20 June and 20 December").
WITH_DAYS_OF_THE_YEAR = (Frequency.QUARTER, Frequency.HALF_YEAR, Frequency.SIX_MONTHS, Frequency.NINE_MONTHS)


class ReportState(models.TextChoices):
    """Where a report stands."""

    DRAFT = "draft", _("draft")
    FILED = "filed", _("filed")
    RETURNED = "returned", _("returned with remarks")
    ACCEPTED = "accepted", pgettext_lazy("report", "accepted")


# What is with the addressee: nobody changes it.
CLOSED = (ReportState.FILED, ReportState.ACCEPTED)


class WhenDayOff(models.TextChoices):
    """What becomes of a due day on which offices do not work."""

    NEXT = "next", _("the next working day")
    PREVIOUS = "previous", _("the last working day before")
    KEEP = "keep", _("the day stays")


class SectionContent(models.TextChoices):
    """What a section of a report is drafted from."""

    PROVISIONS = "provisions", _("what was done, one section for each provision of the directive")
    KINDS = "kinds", _("what was done, of some kinds of activity")
    REST = "rest", _("what was done and stands in no other section")
    COMPARISON = "comparison", _("figures against the period before and the year before")
    LATE = "late", _("tasks past their deadline, with the reasons asked for")
    NEXT = "next", _("what the next period brings, from tasks and calendar")
    WORDS = "words", _("the officer's own words")


class TargetWay(models.TextChoices):
    """How a target is measured: from filed figures, or from who is in charge in the units."""

    SUM = "sum", _("sum over the years")
    LAST_YEAR = "last_year", _("in the last year")
    SHARE = "share", _("per cent of units that have at least one")
    # Not from reports: from who is in charge where, and who has completed a course (`organisation.people.queries`).
    TRAINED = "trained", _("per cent of units with a trained officer at the end")
    OFFICER = "officer", _("per cent of units with an officer in charge at the end")


# Ways that measure people of units, not activities: they name no kind.
OF_PEOPLE = (TargetWay.TRAINED, TargetWay.OFFICER)
