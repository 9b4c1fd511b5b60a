"""The order of the story form."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel

STORY_PANELS = [
    FieldPanel("title", classname="title"),
    FieldPanel("lead"),
    FieldPanel("body"),
    MultiFieldPanel(
        [FieldPanel("picture"), FieldPanel("picture_alt"), FieldPanel("picture_caption")], heading=_("Picture")
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
STORY_SETTINGS_PANELS = [PublishingPanel()]
