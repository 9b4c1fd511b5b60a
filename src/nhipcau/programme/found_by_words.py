"""What is searched word by word, with and without diacritics."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models

from nhipcau.vietnamese import fold_key


class FoundByWords(models.Model):
    """Something that is searched with and without diacritics: `folded` holds its words without them."""

    folded = models.TextField(editable=False, default="")
    words_in: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        self.folded = fold_key(" ".join(getattr(self, name) for name in self.words_in))
        if update_fields is not None:
            update_fields = {*update_fields, "folded"}
        super().save(*args, update_fields=update_fields, **kwargs)
