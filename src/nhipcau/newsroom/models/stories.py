"""Stories in language editions."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from nhipcau.newsroom import preview
from nhipcau.newsroom.blocks import BODY_BLOCKS, SOURCE_BLOCKS
from nhipcau.newsroom.enums import DeliveryAction, InformationKind, Topic
from nhipcau.newsroom.exceptions import NotClearedError, StaysError
from nhipcau.newsroom.forms import StoryForm
from nhipcau.newsroom.models.clearances import Clearance
from nhipcau.newsroom.models.deliveries import Delivery
from nhipcau.newsroom.models.pictures import RightsImage
from nhipcau.newsroom.panels import STORY_PANELS, STORY_SETTINGS_PANELS
from nhipcau.newsroom.permissions import StoryIndexPermissions, StoryPermissions
from nhipcau.newsroom.rules import CLEARED_FIELDS, RESERVED_SLUGS, fingerprint, public_path, slug_of
from nhipcau.newsroom.story_facts import words_hash
from nhipcau.organisation.models import Unit
from nhipcau.programme.models import Occasion, Task
from nhipcau.vietnamese import fold_key

# A save that touches none of these changes nothing that readers see.
WATCHED_FIELDS = frozenset({"live", "live_revision", *CLEARED_FIELDS})


class StoryIndexPage(Page):
    """The stories of one language. One per language, each the others' translation."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["newsroom.StoryPage"]
    is_creatable = False

    class Meta:
        verbose_name = _("stories of a language")
        verbose_name_plural = _("stories of the languages")

    def permissions_for_user(self, user: Any) -> StoryIndexPermissions:
        return StoryIndexPermissions(user, self)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        return _url_parts(self, f"/{self.locale.language_code}/", request)


class StoryPage(Page):
    """A story in one language edition. Editions of one story share Wagtail's translation key.

    It goes live only with a clearance, and each change of what readers see writes its deliveries in the same
    transaction. Both stand in `save`, the one door that every publishing action goes through.
    """

    if TYPE_CHECKING:  # Wagtail ships no types
        slug: str

    lead = models.TextField(_("lead"), max_length=600)
    body = StreamField(BODY_BLOCKS, verbose_name=_("body"))
    picture = models.ForeignKey(
        RightsImage,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    picture_alt = models.CharField(_("alternative text in this language"), max_length=300, blank=True)
    picture_caption = models.CharField(_("caption"), max_length=300, blank=True)
    sources = StreamField(SOURCE_BLOCKS, verbose_name=_("sources"), blank=True)
    information_kind = models.CharField(_("kind of information"), max_length=20, choices=InformationKind)
    topic = models.CharField(_("topic"), max_length=20, choices=Topic)
    providing_unit = models.ForeignKey(
        Unit, verbose_name=_("providing unit"), on_delete=models.PROTECT, related_name="stories"
    )
    task = models.ForeignKey(
        Task, verbose_name=_("programme task"), null=True, blank=True, on_delete=models.SET_NULL, related_name="stories"
    )
    occasion = models.ForeignKey(
        Occasion,
        verbose_name=_("occasion"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="stories",
    )
    contains_no_secret = models.BooleanField(_("I have checked that nothing in it is a state secret"), default=False)
    # Of the words in this row (the published ones of a live story), to tell which editions are behind.
    words_hash = models.CharField(max_length=64, editable=False, blank=True)
    # Title and lead without diacritics: "thac khuoi" finds "Thác Khuổi".
    folded = models.TextField(editable=False, blank=True)

    parent_page_types = ["newsroom.StoryIndexPage"]
    subpage_types: list[str] = []
    base_form_class = StoryForm
    content_panels = STORY_PANELS
    promote_panels: list[Any] = []
    settings_panels = STORY_SETTINGS_PANELS
    # Who makes a new edition checks it anew.
    exclude_fields_in_copy = ["contains_no_secret", "words_hash", "folded"]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        permissions = [("clear_storypage", _("Can clear stories for publication"))]

    # -- addresses

    @property
    def public_path(self) -> str:
        """Where this edition stands on the public site."""
        return public_path(self.locale.language_code, self.slug)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        return _url_parts(self, self.public_path, request)

    def _set_core_field_defaults(self) -> None:
        """Make the address from the title until the story has been published; then it stays, as readers keep it."""
        if self.first_published_at is None and (self.path or getattr(self, "_cached_parent_obj", None)):
            base = slug_of(self.title) or self.slug or f"story-{str(self.translation_key)[:8]}"
            self.slug = self._get_autogenerated_slug(f"{base}-1" if base in RESERVED_SLUGS else base)
        super()._set_core_field_defaults()

    # -- who may do what

    def permissions_for_user(self, user: Any) -> StoryPermissions:
        return StoryPermissions(user, self)

    def move(self, target: Page, pos: str | None = None, user: Any = None) -> None:
        raise StaysError(gettext("A story stays among the stories of its language."))

    # -- going live and away again

    def publish(
        self,
        revision: Revision,
        user: Any = None,
        changed: bool = True,
        log_action: bool | str = True,
        previous_revision: Revision | None = None,
        skip_permission_checks: bool = False,
    ) -> None:
        """Publish a cleared revision, or schedule it when its hour is still to come.

        Raises:
            NotClearedError: no second person cleared this revision as it stands.
        """
        action = PublishPageRevisionAction(
            revision, user=user, changed=changed, log_action=log_action, previous_revision=previous_revision
        )
        action.object.check_cleared(revision.pk)
        with transaction.atomic():
            # The clearance is the permission.
            action.execute(skip_permission_checks=True)

    def unpublish(
        self, set_expired: bool = False, commit: bool = True, user: Any = None, log_action: bool | str = True
    ) -> None:
        """Take the story off every outlet."""
        self._acting = user
        with transaction.atomic():
            super().unpublish(set_expired=set_expired, commit=commit, user=user, log_action=log_action)

    def check_cleared(self, revision_id: int | None) -> Clearance:
        """The clearance of this text, word for word.

        Raises:
            NotClearedError: there is none.
        """
        clearance = Clearance.objects.filter(revision_id=revision_id or 0, story_id=self.pk).first()
        if clearance is None or clearance.fingerprint != fingerprint(self.serializable_data()):
            raise NotClearedError(
                gettext("This text has not been cleared by a second person, so it cannot be published.")
            )
        return clearance

    def save(self, clean: bool = True, user: Any = None, log_action: bool = False, **kwargs: Any) -> Any:
        """Keep the page; refuse to show what nobody cleared; write deliveries for what readers will see changed."""
        if self.alias_of_id is not None:
            raise StaysError(gettext("A story has no alias. Make a language edition or link to the story."))
        update_fields = kwargs.get("update_fields")
        if update_fields is not None and not WATCHED_FIELDS & set(update_fields):
            return super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        self.words_hash, self.folded = words_hash(self), fold_key(f"{self.title} {self.lead}")
        if update_fields is not None:
            kwargs["update_fields"] = [*update_fields, "words_hash", "folded"]
        with transaction.atomic():
            before = self._published_before()
            clearance = self.check_cleared(self.live_revision_id) if self.live else None
            if before is not None and before["first_published_at"] and self.slug != before["slug"]:
                raise StaysError(gettext("A story that has been published keeps its address."))
            saved = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
            self._announce(before, by=clearance.cleared_by if clearance else getattr(self, "_acting", None))
        return saved

    def _published_before(self) -> dict[str, Any] | None:
        """What the row says, locked until the transaction ends, so that two publications go one after the other."""
        if self.pk is None:
            return None
        rows = Page.objects.select_for_update().filter(pk=self.pk)
        return rows.values("live", "live_revision_id", "slug", "first_published_at").first()

    def _announce(self, before: dict[str, Any] | None, *, by: Any) -> None:
        was_live = before is not None and before["live"]
        if self.live and not (was_live and before is not None and before["live_revision_id"] == self.live_revision_id):
            Delivery.objects.announce(self, DeliveryAction.DELIVER, revision_id=self.live_revision_id, by=by)
        elif was_live and not self.live:
            Delivery.objects.announce(self, DeliveryAction.WITHDRAW, revision_id=None, by=by)

    # -- preview

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return preview.render(self, request)


def _url_parts(page: Page, path: str, request: HttpRequest | None) -> tuple[int, str, str] | None:
    """Wagtail's answer to "where is this page", with the public site's path in place of its own."""
    roots = page._get_site_root_paths(request)
    return (roots[0].site_id, settings.PUBLIC_ADDRESS, path) if roots else None
