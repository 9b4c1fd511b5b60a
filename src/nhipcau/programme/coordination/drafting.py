"""The draft of a year's review, from the joint tasks: in the language of the office, for an officer to write on."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.organisation.listing import short_day
from nhipcau.programme.coordination.models import Coordination
from nhipcau.programme.coordination.queries import JointLine, joint_lines
from nhipcau.programme.tasks.labels import STATUSES

# So many activities of one task are told; the task's page has all.
TOLD = 5


def draft(coordination: Coordination, year: int, *, today: date) -> tuple[str, str]:
    """What was planned and what was done, as the tasks and their activities tell it."""
    with translation.override(settings.LANGUAGE_CODE):
        lines = joint_lines(coordination, today=today, year=year)
        if not lines:
            nothing = _("No joint task stood in the programme of %(year)d.") % {"year": year}
            return nothing, ""
        planned = [_planned(line, coordination) for line in lines]
        return _numbered(planned), f"{_summary(lines)}\n{_numbered(_done(line) for line in lines)}"


def _numbered(lines: Iterable[str]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def _planned(line: JointLine, coordination: Coordination) -> str:
    joint = line.joint
    parts = [
        f"{coordination.our_unit}: {joint.get_our_role_display()}",
        f"{coordination.partner}: {joint.get_partner_role_display()}",
    ]
    if joint.task.deadline:
        parts.append(_("deadline %(day)s") % {"day": short_day(joint.task.deadline)})
    return f"{joint.task.title} ({'; '.join(parts)})."


def _summary(lines: list[JointLine]) -> str:
    count = sum(line.status == "done" for line in lines)
    text = ngettext("%(done)d of %(all)d joint task is done.", "%(done)d of %(all)d joint tasks are done.", len(lines))
    return text % {"done": count, "all": len(lines)}


def _done(line: JointLine) -> str:
    told = [
        _("on %(day)s, %(title)s") % {"day": short_day(one.happened_on), "title": one.title}
        for one in line.activities[:TOLD]
    ]
    more = len(line.activities) - len(told)
    if more > 0:
        told.append(
            ngettext("and %(count)d further activity", "and %(count)d further activities", more) % {"count": more}
        )
    text = f"{line.joint.task.title}: {STATUSES[line.status]}"
    return f"{text}; {'; '.join(told)}." if told else f"{text}."
