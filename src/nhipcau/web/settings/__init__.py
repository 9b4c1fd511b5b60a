"""Settings of a Nhịp Cầu installation. Every one that an administrator may change is a variable `NHIPCAU_*`.

The table of them is docs/settings.md.
"""

from nhipcau.web.settings.base import *  # noqa: F403
from nhipcau.web.settings.languages import *  # noqa: F403
from nhipcau.web.settings.security import *  # noqa: F403
from nhipcau.web.settings.wagtail import *  # noqa: F403
