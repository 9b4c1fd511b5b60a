"""Wagtail, whose admin is the workspace."""

from nhipcau.web.settings.base import PUBLIC_ADDRESS
from nhipcau.web.settings.languages import TIME_ZONE

WAGTAIL_SITE_NAME = "Nhịp Cầu"
WAGTAILADMIN_BASE_URL = PUBLIC_ADDRESS
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILIMAGES_IMAGE_MODEL = "newsroom.RightsImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "nhipcau.newsroom.picture_form.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 80_000_000
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "txt"]
# No request leaves the house: no portraits from elsewhere, no question whether there is a newer version.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_ENABLED = True
# A newer draft must be cleared anew; what was cleared is what is published.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = True
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
# The full-text engine comes with the search of stories; until then plain comparison serves the choosers.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database.fallback", "AUTO_UPDATE": False}}
# Deadlines are by the clock of the office: with one to choose from, nobody reads or enters them by another.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
