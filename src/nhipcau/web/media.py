"""Pictures on their way through the workspace. Only people who signed in see them; readers get published copies."""

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponseBase
from django.views.static import serve


@permission_required("wagtailadmin.access_admin", login_url="account_login")
def workspace_picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send a picture or one of its sizes."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    # An uploaded file must never run as a page of ours.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
