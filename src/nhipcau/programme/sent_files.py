"""Kept files on their way to a person. Whether the person may have one is asked before, by the view that knows."""

from typing import Any

from django.http import FileResponse


def send_kept(file: Any, *, name: str, content_type: str, is_shown: bool = False) -> FileResponse:
    """The file under the name that is given, shown in the browser or saved. It never runs as a page of ours.

    Raises:
        FileNotFoundError: it is gone from the media folder.
    """
    response = FileResponse(file.open("rb"), content_type=content_type, filename=name, as_attachment=not is_shown)
    # The viewer of the browser styles what it shows.
    style = " style-src 'unsafe-inline';" if is_shown else ""
    response["Content-Security-Policy"] = f"default-src 'none';{style} sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
