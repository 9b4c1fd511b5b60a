"""Questions about stories, as phrases."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Revision, TaskState, WorkflowState

from nhipcau.jobs.enums import WorkState
from nhipcau.newsroom.enums import EditionState
from nhipcau.newsroom.models import ClearanceTask, ClearanceTaskState, Delivery, EditionBasis, StoryIndexPage, StoryPage
from nhipcau.newsroom.permissions import CLEAR, DELIVERIES
from nhipcau.newsroom.rules import edition_state, is_behind
from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import has_role
from nhipcau.organisation.waiting import Waiting

SOURCE_LANGUAGE = "vi"
MOST_LINES = 5


def own_name_of_language(code: str) -> str:
    """A language's name in its own words: a translator looks for "English", a reader of Chinese for "中文"."""
    return str(get_language_info(code)["name_local"])


@dataclass(frozen=True, slots=True)
class Edition:
    """One cell of the table stories × languages; `pk` is None where there is no edition yet."""

    language: str
    pk: int | None = None
    title: str = ""
    state: EditionState | None = None
    is_live: bool = False
    is_behind: bool = False

    @property
    def language_name(self) -> str:
        """The language as the workspace calls it."""
        return own_name_of_language(self.language)

    @property
    def has_news(self) -> bool:
        """Whether something newer than what readers see is under way."""
        return self.is_live and self.state not in (EditionState.PUBLISHED, None)


@dataclass(frozen=True, slots=True)
class StoryEditions:
    """The editions of one story, one per language that the province publishes in."""

    editions: tuple[Edition, ...] = field(default_factory=tuple)

    def __iter__(self) -> Any:
        return iter(self.editions)


def representative_editions() -> QuerySet[StoryPage]:
    """One page per story: its Vietnamese edition or, where there is none, its first one."""
    siblings = StoryPage.objects.filter(translation_key=OuterRef("translation_key"))
    is_source = Q(locale__language_code=SOURCE_LANGUAGE)
    alone = ~Exists(siblings.filter(is_source)) & ~Exists(siblings.filter(pk__lt=OuterRef("pk")))
    return StoryPage.objects.filter(is_source | alone).select_related("providing_unit", "task", "locale")


def editions_of(stories: Iterable[StoryPage]) -> dict[UUID, StoryEditions]:
    """The editions of many stories with their states, in five questions however many there are."""
    keys = [story.translation_key for story in stories]
    languages = list(StoryIndexPage.objects.order_by("pk").values_list("locale__language_code", flat=True))
    rows = list(
        StoryPage.objects.filter(translation_key__in=keys)
        .values("pk", "translation_key", "draft_title", "live", "first_published_at", "words_hash")
        .annotate(language=F("locale__language_code"))
    )
    pages = [row["pk"] for row in rows]
    workflows = _workflow_statuses(pages)
    scheduled = _scheduled(pages)
    bases = {basis.edition_id: basis for basis in EditionBasis.objects.filter(edition__in=pages)}
    by_story: dict[UUID, dict[str, dict[str, Any]]] = {}
    for row in rows:
        by_story.setdefault(row["translation_key"], {})[row["language"]] = row

    def edition(language: str, story: dict[str, dict[str, Any]]) -> Edition:
        row = story.get(language)
        if row is None:
            return Edition(language)
        basis = bases.get(row["pk"])
        source = story.get(basis.source_language) if basis else None
        state = edition_state(
            is_live=row["live"],
            workflow_status=workflows.get(row["pk"]),
            is_scheduled=row["pk"] in scheduled,
            was_published=row["first_published_at"] is not None,
        )
        behind = is_behind(
            translated_from=basis.source_text_hash if basis else None,
            source_now=source["words_hash"] if source else None,
        )
        return Edition(language, row["pk"], row["draft_title"], EditionState(state), row["live"], behind)

    return {
        key: StoryEditions(tuple(edition(language, by_story.get(key, {})) for language in languages)) for key in keys
    }


def _workflow_statuses(pages: list[int]) -> dict[int, str]:
    active = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=[str(pk) for pk in pages]
    )
    return {int(object_id): status for object_id, status in active.values_list("object_id", "status")}


def _scheduled(pages: list[int]) -> set[int]:
    waiting = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(pk) for pk in pages],
        approved_go_live_at__isnull=False,
    )
    return {int(object_id) for object_id in waiting.values_list("object_id", flat=True)}


def pages_in_workflow(status: str) -> list[int]:
    """Story pages whose workflow stands at a status of Wagtail's."""
    states = WorkflowState.objects.filter(
        content_type=ContentType.objects.get_for_model(StoryPage), status=status
    ).values_list("object_id", flat=True)
    return [int(object_id) for object_id in states]


def editions_behind() -> QuerySet[StoryPage]:
    """Editions whose source says something else by now."""
    source_moved_on = StoryPage.objects.filter(
        translation_key=OuterRef("edition__translation_key"), locale__language_code=OuterRef("source_language")
    ).exclude(words_hash=OuterRef("source_text_hash"))
    return StoryPage.objects.filter(pk__in=EditionBasis.objects.filter(Exists(source_moved_on)).values("edition_id"))


def published_without_edition(language: str) -> QuerySet[StoryPage]:
    """Published stories that a language has no edition of."""
    edition = StoryPage.objects.filter(translation_key=OuterRef("translation_key"), locale__language_code=language)
    return representative_editions().filter(~Exists(edition), live=True)


def submissions_for(user: Any) -> QuerySet[ClearanceTaskState]:
    """What waits for a person's clearance, oldest first: nothing of the own hand."""
    if not user.has_perm(CLEAR):
        return ClearanceTaskState.objects.none()
    return (
        ClearanceTaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS, task__in=ClearanceTask.objects.values("pk")
        )
        .exclude(revision__user=user)
        .exclude(workflow_state__requested_by=user)
        .exclude(submitted_by=user)
        .select_related("revision__user", "workflow_state", "submitted_by")
        .order_by("started_at")
    )


def returned_to(user: Any) -> list[tuple[StoryPage, TaskState]]:
    """A person's stories that came back, with the remarks."""
    states = WorkflowState.objects.filter(
        content_type=ContentType.objects.get_for_model(StoryPage),
        status=WorkflowState.STATUS_NEEDS_CHANGES,
        requested_by=user,
    ).select_related("current_task_state")
    remarks = {int(state.object_id): state.current_task_state for state in states}
    return [(story, remarks[story.pk]) for story in StoryPage.objects.filter(pk__in=remarks).order_by("pk")]


def what_waits(user: Any, *, today: date) -> list[Waiting]:
    """A person's lines on the home page."""
    return [*_to_clear(user), *_to_mend(user), *_to_translate(user), *_to_deliver(user)]


def _to_clear(user: Any) -> list[Waiting]:
    submissions = list(submissions_for(user)[: MOST_LINES + 1])
    lines = [
        Waiting(
            text=_("“%(title)s” by %(author)s waits for clearance")
            % {"title": submission.revision.object_str, "author": _name(submission.revision.user)},
            action=_("Look and decide"),
            url=reverse("newsroom:review", args=[submission.pk]),
        )
        for submission in submissions[:MOST_LINES]
    ]
    if len(submissions) > MOST_LINES:
        lines.append(Waiting(_("More stories wait for clearance"), _("See all"), reverse("newsroom:clearance_list")))
    return lines


def _name(user: Any) -> str:
    return str(user.get_full_name()) if user else _("unknown")


def _to_mend(user: Any) -> list[Waiting]:
    return [
        Waiting(
            text=_("“%(title)s” came back: %(remarks)s")
            % {"title": story.draft_title, "remarks": state.comment or _("without remarks")},
            action=_("Open and mend"),
            url=reverse("wagtailadmin_pages:edit", args=[story.pk]),
        )
        for story, state in returned_to(user)
    ]


def _to_translate(user: Any) -> list[Waiting]:
    if not has_role(user, Role.TRANSLATOR):
        return []
    lines = []
    for locale in Locale.objects.exclude(language_code=SOURCE_LANGUAGE):
        number = published_without_edition(locale.language_code).count()
        if number:
            text = ngettext(
                "%(number)d published story has no edition in %(language)s",
                "%(number)d published stories have no edition in %(language)s",
                number,
            ) % {"number": number, "language": locale.get_display_name()}
            lines.append(Waiting(text, _("Choose one"), _list_url(missing=locale.language_code)))
    behind = editions_behind().count()
    if behind:
        text = ngettext(
            "%(number)d language edition is behind its source",
            "%(number)d language editions are behind their source",
            behind,
        ) % {"number": behind}
        lines.append(Waiting(text, _("See which"), _list_url(state="behind")))
    return lines


def _to_deliver(user: Any) -> list[Waiting]:
    if not user.has_perm(DELIVERIES):
        return []
    failed = Delivery.objects.filter(state=WorkState.FAILED).count()
    if not failed:
        return []
    text = ngettext(
        "%(number)d delivery did not reach its outlet", "%(number)d deliveries did not reach their outlet", failed
    ) % {"number": failed}
    url = f"{reverse('newsroom:delivery_list')}?{urlencode({'state': WorkState.FAILED})}"
    return [Waiting(text, _("See why"), url, is_late=True)]


def _list_url(**filters: str) -> str:
    return f"{reverse('newsroom:story_list')}?{urlencode(filters)}"
