"""How long a text takes to read."""

# Vietnamese is written in syllables, so more of them pass per minute than of English words; Chinese, Japanese, Lao and
# Khmer are written without spaces and are counted in characters. Rough customary speeds of quiet reading.
SYLLABLES_OR_WORDS_PER_MINUTE = {"vi": 260, "en": 228, "fr": 195, "es": 218, "ru": 184, "ko": 190}
CHARACTERS_PER_MINUTE = {"zh-hans": 255, "ja": 357, "lo": 700, "km": 700}


def reading_minutes(text: str, language: str) -> int:
    """Whole minutes for one quiet reading of `text`, at least 1."""
    if language in CHARACTERS_PER_MINUTE:
        length, speed = sum(not character.isspace() for character in text), CHARACTERS_PER_MINUTE[language]
    else:
        length, speed = len(text.split()), SYLLABLES_OR_WORDS_PER_MINUTE.get(language, 220)
    return max(1, round(length / speed))
