"""Stories in language editions, pictures with their rights, and deliveries to outlets."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Page

from nhipcau.jobs.models import BackgroundWork
from nhipcau.newsroom.enums import InformationKind, Topic
from nhipcau.organisation.models import Unit
from nhipcau.programme.models import Occasion, Task


class RightsImage(AbstractImage):
    """A picture with what one must know before showing it: who made it and who allows its use."""

    credit = models.CharField(_("made by"), max_length=200)
    rights_holder = models.CharField(_("rights holder"), max_length=200)
    licence = models.CharField(_("terms of use"), max_length=200)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "rights_holder",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]


class RightsRendition(AbstractRendition):
    """A size of a picture."""

    image = models.ForeignKey(RightsImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class StoryIndexPage(Page):
    """The stories of one language. One per language, each the others' translation."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["newsroom.StoryPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("stories of a language")
        verbose_name_plural = _("stories of the languages")


class StoryPage(Page):
    """A story in one language edition. Editions of one story share Wagtail's translation key."""

    lead = models.TextField(_("lead"), max_length=600)
    body = StreamField(
        [
            (
                "paragraph",
                blocks.RichTextBlock(features=["bold", "italic", "link", "ol", "ul"], label=_("Text")),
            ),
            ("heading", blocks.CharBlock(form_classname="title", label=_("Heading"))),
            (
                "quote",
                blocks.StructBlock(
                    [
                        ("text", blocks.TextBlock(label=_("Words"))),
                        ("by", blocks.CharBlock(required=False, label=_("Said by"))),
                    ],
                    icon="openquote",
                    label=_("Quotation"),
                ),
            ),
            (
                "figure_value",
                blocks.StructBlock(
                    [
                        ("value", blocks.CharBlock(label=_("Figure"))),
                        ("label", blocks.CharBlock(label=_("What it counts"))),
                        ("source", blocks.CharBlock(label=_("Source and date"))),
                    ],
                    icon="order",
                    label=_("Figure"),
                ),
            ),
        ],
        verbose_name=_("body"),
    )
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
    sources = StreamField(
        [
            (
                "source",
                blocks.StructBlock(
                    [
                        ("title", blocks.CharBlock(label=_("Title"))),
                        ("publisher", blocks.CharBlock(required=False, label=_("Publisher"))),
                        ("url", blocks.URLBlock(required=False, label=_("Address"))),
                        ("date", blocks.DateBlock(required=False, label=_("Date"))),
                    ],
                    icon="doc-full-inverse",
                    label=_("Source"),
                ),
            )
        ],
        verbose_name=_("sources"),
        blank=True,
    )
    information_kind = models.CharField(_("kind of information"), max_length=20, choices=InformationKind)
    topic = models.CharField(_("topic"), max_length=20, choices=Topic)
    providing_unit = models.ForeignKey(
        Unit, verbose_name=_("providing unit"), on_delete=models.PROTECT, related_name="stories"
    )
    task = models.ForeignKey(
        Task, verbose_name=_("task"), null=True, blank=True, on_delete=models.SET_NULL, related_name="stories"
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

    parent_page_types = ["newsroom.StoryIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt"), FieldPanel("picture_caption")],
            heading=_("Picture"),
        ),
        FieldPanel("sources"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("information_kind"), FieldPanel("topic")]),
                FieldPanel("providing_unit"),
                FieldRowPanel([FieldPanel("task"), FieldPanel("occasion")]),
                FieldPanel("contains_no_secret"),
            ],
            heading=_("Where it belongs"),
        ),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")


class Delivery(BackgroundWork):
    """One language edition on its way to one outlet."""

    outlet = models.CharField(_("outlet"), max_length=30)
    action = models.CharField(
        _("what to do"), max_length=10, choices=[("deliver", _("deliver")), ("withdraw", _("withdraw"))]
    )
    # The page's row may go; what was promised to the outlet stays on record.
    story = models.ForeignKey(
        StoryPage, verbose_name=_("story"), null=True, on_delete=models.SET_NULL, related_name="deliveries"
    )
    story_title = models.CharField(_("title"), max_length=255)
    language = models.CharField(_("language"), max_length=10)
    path = models.CharField(_("path on the portal"), max_length=300)
    revision_id = models.PositiveBigIntegerField(_("revision"), null=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["outlet", "action", "story", "revision_id"],
                name="one_delivery_per_outlet_and_revision",
            )
        ]

    def __str__(self) -> str:
        return f"{self.story_title} ({self.language}) → {self.outlet}"
