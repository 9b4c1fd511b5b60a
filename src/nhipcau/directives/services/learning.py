"""What corrections teach: other names of units and groups, and what short forms stand for.

What was taught is used from then on: documents that are read later match by it. Each lesson says who taught it, when,
and in which document, and can be changed or forgotten.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from nhipcau.directives.enums import LessonKind
from nhipcau.directives.models import Directive, Lesson, ReadItem
from nhipcau.officialdocs import Vocabulary
from nhipcau.organisation import queries as organisation_queries
from nhipcau.organisation import services as organisation
from nhipcau.organisation.models import Abbreviation, Unit, UnitAlias, UnitGroup, UnitGroupAlias
from nhipcau.organisation.short_forms import short_forms_between
from nhipcau.organisation.unit_names import tidy
from nhipcau.vietnamese import fold_key

Named = Unit | UnitGroup


def known_words() -> Vocabulary:
    """Give what the reader is told of this office: the names of its units and groups and what was taught, in every
    spelling, and the short forms.
    """
    return Vocabulary(organisation_queries.names(), organisation_queries.learnt_short_forms())


def teach_name(party: Named, words: str, directive: Directive, *, by: Any) -> list[int]:
    """Let a unit or group answer to these words from now on. Returns the keys of what was new.

    Words that hold a short form of the name ("Trung tâm XTĐT") teach what that stands for besides.
    """
    taught = [lesson.pk for lesson in _teach_alias(party, words, directive, by=by)]
    return taught + teach_short_forms(words, party.name, directive, by=by)


def _teach_alias(party: Named, words: str, directive: Directive, *, by: Any) -> list[Lesson]:
    if not organisation.learn_alias(party, words, by=by):
        return []
    key = fold_key(tidy(words))
    of: dict[str, UnitAlias | UnitGroupAlias]
    if isinstance(party, Unit):
        of = {"unit_alias": UnitAlias.objects.get(unit=party, folded=key[:200])}
    else:
        of = {"group_alias": UnitGroupAlias.objects.get(group=party, folded=key[:300])}
    return [_lesson(LessonKind.NAME, directive, by=by, **of)]


def teach_short_forms(before: str, after: str, directive: Directive, *, by: Any) -> list[int]:
    """Keep the short forms that a correction spelled out. Returns the keys of what was new."""
    taught = []
    for short, long in short_forms_between(before, after):
        row = organisation.learn_abbreviation(short, long, by=by)
        if row is not None:
            taught.append(_lesson(LessonKind.ABBREVIATION, directive, by=by, abbreviation=row).pk)
    return taught


def _lesson(kind: LessonKind, directive: Directive, *, by: Any, **of: Any) -> Lesson:
    return Lesson.objects.create(kind=kind, directive=directive, learnt_from=str(directive)[:300], learnt_by=by, **of)


def forget(learned: dict[str, Any] | None) -> None:
    """Take back what a change taught and the unit that it entered, as an undo does."""
    if not learned:
        return
    for lesson in Lesson.objects.filter(pk__in=learned.get("lessons", [])):
        _delete(lesson)
    _forget_unit(learned.get("created_unit"))


def _forget_unit(pk: int | None) -> None:
    """Delete a unit entered in the review, unless something has come to hang on it meanwhile."""
    unit = Unit.objects.filter(pk=pk).first() if pk else None
    if unit is None or ReadItem.objects.filter(unit=unit).exists():
        return
    joint = ReadItem.objects.exclude(joint=[]).values_list("joint", flat=True)
    if any(party["unit"] == pk for parties in joint for party in parties):
        return
    try:
        with transaction.atomic():
            unit.delete()
    except ProtectedError:
        # A colleague has given it work already: it stays.
        return


def _delete(lesson: Lesson) -> None:
    taught = lesson.unit_alias or lesson.group_alias or lesson.abbreviation
    if taught is None:
        lesson.delete()
    else:
        taught.delete()


@transaction.atomic
def forget_lesson(lesson: Lesson, *, by: Any) -> None:
    """Forget one lesson. Documents that were read before keep what they have."""
    log(lesson, "directives.forget", user=by, deleted=True)
    _delete(lesson)


@transaction.atomic
def change_lesson(lesson: Lesson, *, words: str, means: Named | str, by: Any) -> Lesson:
    """Put a lesson right: how it is written and what it means (a unit or group, or the words of a short form).

    Raises:
        ValidationError: something is empty, or the same is known already.
    """
    before = str(lesson)
    if not words.strip() or (isinstance(means, str) and not means.strip()):
        raise ValidationError(_("Please fill in both, how it is written and what it means."))
    if isinstance(means, str):
        _change_abbreviation(lesson, words.strip(), " ".join(means.split()))
    else:
        _change_name(lesson, words, means, by=by)
    log(lesson, "directives.change_lesson", user=by, data={"before": before, "after": str(lesson)})
    return lesson


def _change_abbreviation(lesson: Lesson, short: str, long: str) -> None:
    row = lesson.abbreviation
    if row is None:
        raise ValidationError(_("This is the name of a unit; please choose the unit."))
    if Abbreviation.objects.filter(key=short.lower(), long=long).exclude(pk=row.pk).exists():
        raise ValidationError(_("This is known already."))
    row.short, row.long = short[:40], long[:200]
    row.save()


def _change_name(lesson: Lesson, words: str, party: Named, *, by: Any) -> None:
    """A name may move to another unit or group; the row that carries it is then another one."""
    old = lesson.unit_alias or lesson.group_alias
    if old is None:
        raise ValidationError(_("This is a short form; please write what it stands for."))
    text = tidy(words)
    same = old.unit == party if isinstance(old, UnitAlias) else old.group == party
    if same and fold_key(text) == old.folded:
        old.name = text[:200]
        old.save()
        return
    if not organisation.learn_alias(party, words, by=by):
        raise ValidationError(_("This is known already."))
    key = fold_key(text)
    lesson.unit_alias = UnitAlias.objects.get(unit=party, folded=key) if isinstance(party, Unit) else None
    lesson.group_alias = UnitGroupAlias.objects.get(group=party, folded=key) if isinstance(party, UnitGroup) else None
    lesson.save()
    old.delete()
