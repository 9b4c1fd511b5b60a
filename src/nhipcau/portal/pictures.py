"""A story's picture in the sizes that the public site offers, from Wagtail's renditions."""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from wagtail.images.models import Filter

from nhipcau.newsroom.models import RightsImage, RightsRendition, StoryPage
from nhipcau.portal import addresses
from nhipcau.portal.pages import PictureData, PictureFile

logger = logging.getLogger(__name__)

SIZES = (
    "width-480|format-webp|webpquality-78",
    "width-960|format-webp|webpquality-78",
    "width-1600|format-webp|webpquality-78",
    "width-480|format-jpeg|jpegquality-80",
    "width-960|format-jpeg|jpegquality-80",
    "width-1600|format-jpeg|jpegquality-80",
)
MEDIA_TYPES = {".webp": "image/webp", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


class Pictures:
    """The pictures of one rendering. Sizes are made once and kept by Wagtail; `files()` gives what to copy."""

    def __init__(self) -> None:
        self._renditions: dict[str, RightsRendition] = {}

    def of(self, story: StoryPage) -> PictureData | None:
        """The story's picture, or None when it has none or its file cannot be read (which is logged)."""
        image = story.picture
        if image is None:
            return None
        try:
            renditions = ready_sizes(image)
        except Exception:  # whatever a damaged file makes the image library raise: the words are still worth reading
            logger.exception("The picture %s of %s cannot be made ready", image.pk, story.public_path)
            return None
        return PictureData(
            files=tuple(self._files(image, renditions)),
            alt=story.picture_alt,
            caption=story.picture_caption,
            credit=image.credit,
            rights_holder=image.rights_holder,
            licence=image.licence,
        )

    def paths(self) -> set[str]:
        """The public paths of all pictures asked for."""
        return set(self._renditions)

    def files(self, *, without: Any = lambda path: False) -> Iterator[tuple[str, bytes]]:
        """Public path and content of each picture file, except where `without(path)`."""
        for path, rendition in self._renditions.items():
            if not without(path):
                try:
                    with rendition.file.open("rb") as source:
                        yield path, source.read()
                except FileNotFoundError:
                    logger.exception("A size of the picture %s is missing in the media folder", rendition.image_id)

    def _files(self, image: RightsImage, renditions: Iterable[RightsRendition]) -> Iterator[PictureFile]:
        seen = set()
        for rendition in renditions:
            ending = PurePosixPath(rendition.file.name).suffix.lower()
            if (rendition.width, ending) in seen:  # a small picture has fewer sizes than we ask for
                continue
            seen.add((rendition.width, ending))
            path = _public_path(image, rendition, ending)
            self._renditions[path] = rendition
            yield PictureFile(path, rendition.width, rendition.height, MEDIA_TYPES.get(ending, "image/jpeg"))


def ready_sizes(image: RightsImage) -> list[RightsRendition]:
    """The picture in all `SIZES`; those that are missing are made, one after the other.

    Wagtail's own `get_renditions` makes them too, but leaves its scratch files open.
    """
    sizes = [Filter(spec=spec) for spec in SIZES]
    found = image.find_existing_renditions(*sizes)
    return [found.get(size) or _make_size(image, size) for size in sizes]


def _make_size(image: RightsImage, size: Filter) -> RightsRendition:
    with image.generate_rendition_file(size) as scratch:
        scratch.seek(0)
        content = ContentFile(scratch.read(), name=scratch.name)
    rendition, _ = image.renditions.get_or_create(
        filter_spec=size.spec, focal_point_key=size.get_cache_key(image), defaults={"file": content}
    )
    return rendition


def _public_path(image: RightsImage, rendition: RightsRendition, ending: str) -> str:
    """Named after what it shows and how, so that the file need not be read to know its name."""
    identity = f"{image.get_file_hash()}/{rendition.filter_spec}/{rendition.focal_point_key}"
    return f"{addresses.PICTURES}{hashlib.sha256(identity.encode()).hexdigest()[:24]}{ending}"
