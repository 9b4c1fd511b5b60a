"""Languages of the workspace and of the portal."""

import django.conf.locale

from nhipcau.web import environment as env
from nhipcau.web.settings.base import PACKAGE

# Django knows no Lao.
django.conf.locale.LANG_INFO.setdefault("lo", {"bidi": False, "code": "lo", "name": "Lao", "name_local": "ລາວ"})

LANGUAGE_CODE = "vi"
LANGUAGES = [
    ("vi", "Tiếng Việt"),
    ("en", "English"),
    ("zh-hans", "简体中文"),
    ("fr", "Français"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lo", "ລາວ"),
    ("km", "ខ្មែរ"),
    ("ru", "Русский"),
    ("es", "Español"),
]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("NHIPCAU_TIME_ZONE", "Asia/Ho_Chi_Minh")
# The workspace speaks Vietnamese to everybody until a person chooses otherwise; the browser does not decide.
FORMAT_MODULE_PATH = ["nhipcau.web.formats"]
# As offices write days; what is typed may also be 2026-03-01 (see the formats of each language).
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"

WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
