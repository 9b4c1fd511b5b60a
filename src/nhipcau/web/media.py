"""Pictures on their way through the workspace. Only people who signed in see them; readers get published copies.

Whatever else lies in the media folder (evidence, files of tasks and plans, works of prize calls) is sent by the views
of its app alone, which know who may see it.
"""

import posixpath

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve

# Where Wagtail keeps pictures, their sizes, and people's portraits.
FOLDERS_OF_PICTURES = ("original_images", "images", "avatar_images")


@permission_required("wagtailadmin.access_admin", login_url="account_login")
def workspace_picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send a picture or one of its sizes."""
    place = posixpath.normpath(path).lstrip("/")
    if place.split("/")[0] not in FOLDERS_OF_PICTURES:
        raise Http404
    response = serve(request, place, document_root=str(settings.MEDIA_ROOT))
    # An uploaded file must never run as a page of ours.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
