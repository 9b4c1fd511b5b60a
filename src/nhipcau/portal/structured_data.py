"""A story told to machines: schema.org in JSON-LD. Source: https://schema.org/NewsArticle."""

import json
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from nhipcau.portal import addresses
from nhipcau.portal.languages import LANGUAGES
from nhipcau.portal.pages import ChangeData, SiteData, StoryData
from nhipcau.portal.sections import TOPICS
from nhipcau.portal.texts import texts_in


def describe_story(story: StoryData, site: SiteData, in_words: Callable[[ChangeData], str]) -> Markup:
    """A NewsArticle with its publisher, pictures' rights, sources, corrections and other language editions."""
    office = {"@type": "GovernmentOrganization", "name": story.publisher}
    article: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "description": story.lead,
        "inLanguage": LANGUAGES[story.language].tag,
        "url": site.absolute(story.path),
        "mainEntityOfPage": site.absolute(story.path),
        "datePublished": story.published_at.isoformat(),
        "dateModified": story.updated_at.isoformat(),
        "articleSection": texts_in(story.language).say(TOPICS[story.topic]) if story.topic else "",
        "isAccessibleForFree": True,
        "author": office,
        "publisher": {"@type": "GovernmentOrganization", "name": site.publisher, "url": site.absolute(addresses.ROOT)},
    }
    if story.picture:
        largest = story.picture.largest
        article["image"] = _without_blanks(
            {
                "@type": "ImageObject",
                "url": site.absolute(largest.path),
                "width": largest.width,
                "height": largest.height,
                "caption": story.picture.caption,
                "creditText": story.picture.credit,
                "copyrightNotice": story.picture.rights_holder,
            }
        )
    if story.sources:
        article["citation"] = [
            _without_blanks(
                {
                    "@type": "CreativeWork",
                    "name": source.title,
                    "url": source.url,
                    "publisher": source.publisher,
                    "datePublished": source.published_on.isoformat() if source.published_on else "",
                }
            )
            for source in story.sources
        ]
    if story.changes:
        article["correction"] = [
            {"@type": "CorrectionComment", "text": in_words(change), "datePublished": change.changed_at.isoformat()}
            for change in story.changes
        ]
    original = next((other for other in story.other_editions if other.language == story.source_language), None)
    if original and story.language != story.source_language:
        article["translationOfWork"] = {"@type": "NewsArticle", "url": site.absolute(original.path)}
    return _json_in_html(article)


def describe_site(site: SiteData, language: str, name: str) -> Markup:
    """A WebSite in one language."""
    return _json_in_html(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": name,
            "url": site.absolute(addresses.home(language)),
            "inLanguage": LANGUAGES[language].tag,
            "publisher": {"@type": "GovernmentOrganization", "name": site.publisher},
        }
    )


def _without_blanks(description: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in description.items() if value not in ("", None)}


def _json_in_html(value: object) -> Markup:
    """JSON whose text cannot end the script element that holds it."""
    text = json.dumps(value, ensure_ascii=False)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704
