"""The portal's languages and how each is written: names, locales, fonts' scripts, dates."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the portal.

    `code` is Django's and stands in addresses; `tag` is BCP 47 and stands in `lang` and `hreflang`; `locale` names
    the catalogue's folder and Babel's locale; `open_graph` is the form that Open Graph wants.
    """

    code: str
    name: str
    tag: str
    locale: str
    open_graph: str
    direction: str = "ltr"


LANGUAGES = {
    language.code: language
    for language in (
        Language("vi", "Tiếng Việt", "vi", "vi", "vi_VN"),
        Language("en", "English", "en", "en", "en_GB"),
        Language("zh-hans", "简体中文", "zh-Hans", "zh_Hans", "zh_CN"),
        Language("fr", "Français", "fr", "fr", "fr_FR"),
        Language("ja", "日本語", "ja", "ja", "ja_JP"),
        Language("ko", "한국어", "ko", "ko", "ko_KR"),
        Language("lo", "ລາວ", "lo", "lo", "lo_LA"),
        Language("km", "ខ្មែរ", "km", "km", "km_KH"),
        Language("ru", "Русский", "ru", "ru", "ru_RU"),
        Language("es", "Español", "es", "es", "es_ES"),
    )
}
DEFAULT_LANGUAGE = "vi"


def in_portal_order(codes: set[str]) -> tuple[str, ...]:
    """The languages among `codes` that the portal knows, in the order of its menu."""
    return tuple(code for code in LANGUAGES if code in codes)
