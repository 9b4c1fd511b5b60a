"""What a plan would say if it were drafted now: its parts in the template's order, the tasks in the directives'."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.directives.models import Directive, Provision
from nhipcau.drafts.rules import clean_text
from nhipcau.organisation.models import Unit
from nhipcau.organisation.office_words import in_office_language, plain_day
from nhipcau.programme.enums import AssignmentRole, BudgetSource, PlanContent, TaskState
from nhipcau.programme.headings import heading, heading_above
from nhipcau.programme.models import Assignment, Task
from nhipcau.programme.plan_models import Plan, PlanItem, PlanSection
from nhipcau.programme.plans import rules
from nhipcau.programme.queries import concerning
from nhipcau.programme.task_models import BudgetLine
from nhipcau.vietnamese import number_words

# A part of a template has as many places as there may be headings below it, and more.
PLACES = 10_000


@dataclass(frozen=True, slots=True)
class Part:
    """A part that a plan has, of its template."""

    key: str
    order: int
    heading: str
    content: str
    words: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """One section as it would be drafted."""

    key: str
    order: int
    level: int
    heading: str
    content: str
    words: str
    is_required: bool
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A task as a plan tells it, and as the annex lists it. Money is đồng by source."""

    title: str
    lead: str
    cooperating: str
    product: str
    deadline: str
    money: Mapping[str, int]
    year: int
    is_own: bool = False
    group: str = ""

    @property
    def total(self) -> int:
        return sum(self.money.values())


@dataclass(slots=True)
class Source:
    """What a plan is drafted from, asked for once; the number of questions does not grow with tasks."""

    plan: Plan
    tasks: list[Task]
    items: list[PlanItem]
    provisions: dict[int, Provision]
    directives: list[Directive]

    @classmethod
    def load(cls, plan: Plan) -> "Source":
        """The unit's tasks of the plan's years that are not cancelled, and what it set itself in this plan."""
        items = list(plan.items.filter(is_dropped=False).select_related("under"))
        tasks = list(_tasks(plan, {item.task_id for item in plan.items.exclude(task=None)}))
        keys = sorted({task.directive_id for task in tasks if task.directive_id})
        directives = list(
            Directive.objects.filter(pk__in=keys)
            .select_related("issuing_unit")
            .only("number", "date", "kind", "issuing_body", "issuing_unit__name", "subject", "file_name")
            .order_by("date", "pk")
        )
        fields = ("order", "parent", "kind", "path", "title", "text", "mark", "directive")
        rows = Provision.objects.filter(directive__in=keys).only(*fields) if keys else ()
        return cls(plan, tasks, items, {row.pk: row for row in rows}, directives)

    @property
    def assigned(self) -> list[Task]:
        """What others ask of the unit, in the order of the directives and of each one's text."""
        rank = {directive.pk: place for place, directive in enumerate(self.directives)}

        def place(task: Task) -> tuple[int, int, int, int]:
            order = self.provisions[task.provision_id].order if task.provision_id in self.provisions else 10**9
            return rank.get(task.directive_id or 0, 10**6), order, task.order, task.pk

        return sorted((task for task in self.tasks if task.planned_by_id != self.plan.unit_id), key=place)

    @property
    def own(self) -> list[Task]:
        """What the unit planned for itself before, outside of this plan."""
        return [task for task in self.tasks if task.planned_by_id == self.plan.unit_id]


def _tasks(plan: Plan, known: set[int | None]) -> Iterable[Task]:
    assignments = Prefetch("assignments", Assignment.objects.select_related("unit", "group"))
    return (
        Task.objects.filter(
            concerning(plan.unit, timezone.localdate()), programme__year__range=(plan.first_year, plan.last_year)
        )
        .exclude(state=TaskState.CANCELLED)
        .exclude(pk__in=[key for key in known if key])
        .select_related("programme")
        .prefetch_related(assignments, Prefetch("budget_lines", BudgetLine.objects.order_by("source")))
        .order_by("pk")
    )


def parts_of(plan: Plan) -> list[Part]:
    """The parts of the plan's template for a plan that begins."""
    rows = plan.template.parts.all() if plan.template else ()
    return [
        Part(f"part:{row.pk}", place * PLACES, row.heading, row.content, row.words, row.is_required)
        for place, row in enumerate(rows, start=1)
    ]


def parts_of_sections(sections: Iterable[PlanSection]) -> list[Part]:
    """The parts as the plan itself has them: a template that was changed since changes nothing in it."""
    return [
        Part(one.key, one.order, one.heading, one.content, one.words, one.is_required)
        for one in sections
        if one.level == 1
    ]


def draft(plan: Plan, parts: Sequence[Part], source: Source | None = None) -> list[SectionDraft]:
    """The sections of a plan as they would be drafted now."""
    source = source or Source.load(plan)
    with in_office_language():
        return [section for part in parts for section in _drafted(part, source)]


def _drafted(part: Part, source: Source) -> Iterator[SectionDraft]:
    plan = source.plan
    words = rules.filled(part.words, unit=plan.unit.name, years=rules.years_words(plan.first_year, plan.last_year))
    match part.content:
        case PlanContent.OPENING:
            text = f"{_opening(source)}\n{words}"
        case PlanContent.TASKS:
            yield _section(part, words)
            yield from _by_provision(part, source)
            return
        case PlanContent.OWN:
            text = "\n".join([words, *(f"- {sentence(line)}" for line in own_lines(source))])
        case PlanContent.YEARS:
            text = f"{_by_year(source)}\n{words}"
        case PlanContent.MONEY:
            text = f"{_money(source)}\n{words}"
        case _:
            text = words
    yield _section(part, text)


def _section(part: Part, text: str) -> SectionDraft:
    return SectionDraft(
        part.key, part.order, 1, part.heading, part.content, part.words, part.is_required, clean_text(text)
    )


def _opening(source: Source) -> str:
    plan = source.plan
    bases = "; ".join(named(directive) for directive in source.directives)
    subject = _lowered(plan.subject)
    if not bases:
        return _("On the ground of its tasks, %(unit)s makes its plan on %(subject)s as follows:") % {
            "unit": plan.unit.name,
            "subject": subject,
        }
    return _("Carrying out %(bases)s, %(unit)s makes its plan on %(subject)s as follows:") % {
        "bases": bases,
        "unit": plan.unit.name,
        "subject": subject,
    }


def named(directive: Directive) -> str:
    """A directive as a basis: "Hướng dẫn số 07-HD/BTGDVTU ngày 12/1/2026 của … về công tác …"."""
    text = " ".join(part for part in (_raised(directive.kind), _("no. %(number)s") % {"number": directive.number}
                                      if directive.number else "") if part)  # fmt: skip
    if directive.date:
        text += " " + _("of %(day)s") % {"day": plain_day(directive.date)}
    # A header is printed in capitals; the list of units has the name as it is written.
    issuer = directive.issuing_unit.name if directive.issuing_unit else directive.issuing_body
    if issuer:
        text += " " + _("by %(issuer)s") % {"issuer": issuer}
    subject = " ".join(directive.subject.split()).rstrip(".;:")
    if subject:
        text += " " + (subject if subject.lower().startswith("về ") else _("on %(subject)s") % {
            "subject": _lowered(subject)
        })  # fmt: skip
    return text.strip() or directive.file_name


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:].lower() if text.isupper() else text[:1].upper() + text[1:]


def _lowered(text: str) -> str:
    """With a small first letter, unless the first word is an abbreviation."""
    first = text.split(" ", 1)[0]
    return text if first.isupper() and len(first) > 1 else text[:1].lower() + text[1:]


def _by_provision(part: Part, source: Source) -> Iterator[SectionDraft]:
    """A section for each heading of a directive that asks something of the unit; what has none comes last."""
    groups: dict[tuple[int | None, int | None], list[Task]] = defaultdict(list)
    for task in source.assigned:
        groups[_group_of(task, source)].append(task)
    for place, ((directive, provision), tasks) in enumerate(groups.items(), start=1):
        key = f"p{provision}" if provision else f"d{directive}" if directive else "rest"
        text = "\n".join(f"- {sentence(line_of(task, source.plan.unit))}" for task in tasks)
        yield SectionDraft(
            f"{part.key}:{key}",
            part.order + place,
            2,
            group_heading(directive, provision, source),
            PlanContent.TASKS,
            "",
            False,
            clean_text(text),
        )


def _group_of(task: Task, source: Source) -> tuple[int | None, int | None]:
    if task.provision_id in source.provisions:
        return task.directive_id, heading_above(source.provisions, task.provision_id)
    return task.directive_id, None


def group_heading(directive: int | None, provision: int | None, source: Source) -> str:
    """What heads the tasks under a provision, with the place that they come from."""
    of = next((one for one in source.directives if one.pk == directive), None)
    number = of.number if of else ""
    if provision is None:
        if of is None:
            return _("Tasks of the programme outside of directives")
        return _("Further tasks of %(directive)s") % {"directive": number or of}
    row = source.provisions[provision]
    words = heading(row).removeprefix(f"{row.path}. ") if row.path else heading(row)
    words = words.rstrip(" .;:")
    return (
        f"{words} ({_('%(place)s of %(directive)s') % {'place': row.path, 'directive': number}})" if number else words
    )


def line_of(task: Task, unit: Unit) -> Line:
    """A task in the plan of a unit: who leads, who else, product, deadline, and the money that is the unit's."""
    by_role: dict[str, list[str]] = defaultdict(list)
    for one in task.assignments.all():
        by_role[one.role].append(str(one.unit or one.group or one.unit_words))
    leads = by_role[AssignmentRole.LEAD] or by_role[AssignmentRole.IMPLEMENT] or by_role[AssignmentRole.ADVISE]
    others = [
        name
        for role in (AssignmentRole.COOPERATE, AssignmentRole.IMPLEMENT, AssignmentRole.ADVISE)
        for name in by_role[role]
        if name not in leads
    ]
    is_lead = any(one.role == AssignmentRole.LEAD and one.unit_id == unit.pk for one in task.assignments.all())
    money: dict[str, int] = defaultdict(int)
    for line in task.budget_lines.all():
        if line.planned and (line.unit_id == unit.pk or (line.unit_id is None and is_lead)):
            money[line.source] += line.planned
    return Line(
        title=task.title.rstrip(" .;"),
        lead="; ".join(dict.fromkeys(leads)),
        cooperating="; ".join(dict.fromkeys(others)),
        product=task.product,
        deadline=_deadline(task),
        money=dict(money),
        year=task.deadline.year if task.deadline else task.programme.year,
        is_own=task.planned_by_id == unit.pk,
    )


def _deadline(task: Task) -> str:
    if task.frequency:
        return str(task.get_frequency_display())
    return plain_day(task.deadline) if task.deadline else task.deadline_words


def line_of_item(item: PlanItem, unit: Unit) -> Line:
    """An own task of the plan."""
    return Line(
        title=item.title.rstrip(" .;"),
        lead=unit.name,
        cooperating=item.cooperating,
        product=item.product,
        deadline=plain_day(item.deadline) if item.deadline else "",
        money={source: int(amount) for source, amount in item.money.items() if amount},
        year=item.deadline.year if item.deadline else item.plan.first_year,
        is_own=True,
    )


def own_lines(source: Source) -> list[Line]:
    """What the unit set itself: in this plan, and before it."""
    unit = source.plan.unit
    return [*(line_of(task, unit) for task in source.own), *(line_of_item(item, unit) for item in source.items)]


def sentence(line: Line) -> str:
    """A task in words: title, who leads, with whom, product, deadline, money."""
    parts = [
        (_("led by"), "" if line.is_own else line.lead),
        (_("together with"), line.cooperating),
        (_("product"), line.product),
        (_("deadline"), line.deadline),
        (_("money"), money_words(line.money)),
    ]
    told = "; ".join(f"{name}: {value}" for name, value in parts if value)
    return f"{line.title}. {told[:1].upper()}{told[1:]}." if told else f"{line.title}."


def money_words(money: Mapping[str, int]) -> str:
    """ "50.000.000 đồng (ngân sách nhà nước)", of several sources each."""
    amounts = [(source, money.get(source, 0)) for source in BudgetSource.values]
    return ", ".join(
        f"{number_words(amount)} đồng ({BudgetSource(source).label})" for source, amount in amounts if amount
    )


def lines_of(source: Source) -> list[Line]:
    """Every task of the plan with its group, for the annex: the directives' first, the own ones last."""
    unit = source.plan.unit
    with in_office_language():
        asked = [
            _in_group(line_of(task, unit), group_heading(*_group_of(task, source), source)) for task in source.assigned
        ]
        own = [_in_group(line, _("The unit's own tasks")) for line in own_lines(source)]
    return [*asked, *own]


def _in_group(line: Line, group: str) -> Line:
    return Line(
        line.title, line.lead, line.cooperating, line.product, line.deadline, line.money, line.year, line.is_own, group
    )


def _all(source: Source) -> list[Line]:
    unit = source.plan.unit
    return [*(line_of(task, unit) for task in source.assigned), *own_lines(source)]


def _money(source: Source) -> str:
    sums = by_source(_all(source))
    if not sums:
        return ""
    rows = [_("Money planned in all: %(amount)s đồng, of which:") % {"amount": number_words(sum(sums.values()))}]
    rows += [f"- {_raised(str(BudgetSource(one).label))}: {number_words(amount)} đồng." for one, amount in sums.items()]
    return "\n".join(rows)


def by_source(lines: Iterable[Line]) -> dict[str, int]:
    """Money added up by source, in the order of the sources."""
    sums: dict[str, int] = dict.fromkeys(BudgetSource.values, 0)
    for line in lines:
        for source, amount in line.money.items():
            sums[source] = sums.get(source, 0) + amount
    return {source: amount for source, amount in sums.items() if amount}


def _by_year(source: Source) -> str:
    plan = source.plan
    rows = []
    for year in range(plan.first_year, plan.last_year + 1):
        lines = [line for line in _all(source) if line.year == year]
        if not lines:
            continue
        total = sum(line.total for line in lines)
        head = _("Year %(year)d: %(count)d tasks") % {"year": year, "count": len(lines)}
        rows.append(f"- {head}" + (f", {_('money')}: {number_words(total)} đồng." if total else "."))
    return "\n".join(rows)


def plain_line(line: Line) -> dict[str, Any]:
    """A line of the annex as a submission keeps it."""
    return {
        "group": line.group, "title": line.title, "lead": line.lead, "cooperating": line.cooperating,
        "product": line.product, "deadline": line.deadline, "money": dict(line.money), "year": line.year,
        "is_own": line.is_own,
    }  # fmt: skip
