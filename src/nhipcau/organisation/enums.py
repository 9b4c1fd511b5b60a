"""Kinds, tiers and roles. Their order is the order of lists."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class UnitKind(models.TextChoices):
    """What a unit is."""

    PARTY_COMMITTEE = "party_committee", _("party committee")
    PARTY_BODY = "party_body", _("party advisory body")
    PEOPLES_COMMITTEE = "peoples_committee", _("people's committee")
    DEPARTMENT = "department", _("department")
    DISTRICT = "district", _("district")
    COMMUNE = "commune", _("commune or ward")
    MASS_ORGANISATION = "mass_organisation", _("mass organisation")
    PRESS = "press", _("press agency")
    BORDER_GUARD = "border_guard", _("border guard")
    MILITARY = "military", _("military")
    POLICE = "police", _("police")
    ASSOCIATION = "association", _("association")
    SCHOOL = "school", _("school")
    OTHER = "other", _("other")


class Tier(models.TextChoices):
    """Level of administration a unit belongs to."""

    CENTRAL = "central", _("central")
    PROVINCE = "province", _("province")
    DISTRICT = "district", _("district (until 30 June 2025)")
    COMMUNE = "commune", _("commune")


class Role(models.TextChoices):
    """What a person may do. Each role is a Django group of the same name, made by migration."""

    ADMINISTRATOR = "administrator", _("administrator")
    PROGRAMME_OFFICER = "programme_officer", _("programme officer")
    UNIT_CONTACT = "unit_contact", _("unit contact")
    EDITOR = "editor", _("editor")
    TRANSLATOR = "translator", _("translator")
    APPROVER = "approver", _("approver")


class ChargeKind(models.TextChoices):
    """In what way a person is in charge of the work in a unit."""

    LEADER = "leader", _("leader in charge")
    CONTACT = "contact", _("contact officer")
    DEDICATED = "dedicated", _("full-time officer")


class PostKind(models.TextChoices):
    """What a post of a committee is, in the order in which committees are listed."""

    HEAD = "head", _("head")
    STANDING_DEPUTY = "standing_deputy", _("standing deputy head")
    DEPUTY = "deputy", _("deputy head")
    MEMBER = "member", _("member")
    SECRETARY = "secretary", _("secretary")
    SUPPORT = "support", _("supporting group")
    OTHER = "other_post", _("other post")


class CourseState(models.TextChoices):
    """How far a training course has come."""

    PLANNED = "planned", pgettext_lazy("course", "planned")
    HELD = "held", pgettext_lazy("course", "held")
    CANCELLED = "cancelled", pgettext_lazy("course", "not held")
