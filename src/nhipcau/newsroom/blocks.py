"""What a story's body and its list of sources are made of."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

BODY_BLOCKS = [
    ("paragraph", blocks.RichTextBlock(features=["bold", "italic", "link", "ol", "ul"], label=_("Text"))),
    ("heading", blocks.CharBlock(form_classname="title", label=_("Heading"))),
    (
        "quote",
        blocks.StructBlock(
            [
                ("text", blocks.TextBlock(label=pgettext_lazy("quotation", "Words"))),
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
                ("value", blocks.CharBlock(label=pgettext_lazy("number", "Figure"))),
                ("label", blocks.CharBlock(label=_("What it counts"))),
                ("source", blocks.CharBlock(label=_("Source and date"))),
            ],
            icon="order",
            label=pgettext_lazy("number", "Figure"),
        ),
    ),
]

SOURCE_BLOCKS = [
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
]
