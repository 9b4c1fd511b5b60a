"""The look of the public site: style sheet, script, fonts and mark, under names that change with their content."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from nhipcau.portal import addresses

PUBLIC = Path(__file__).parent / "public"
ADDRESS_IN_STYLE = re.compile(rb'url\("([^":]+)"\)')


@dataclass(frozen=True, slots=True)
class Assets:
    """`paths`: name as written in the source → public path; `contents`: public path → bytes."""

    paths: Mapping[str, str]
    contents: Mapping[str, bytes]

    def path(self, name: str) -> str:
        return self.paths[name]


@cache
def portal_assets() -> Assets:
    """All assets that ship with the portal. The style sheet's references are rewritten to the hashed names."""
    paths: dict[str, str] = {}
    contents: dict[str, bytes] = {}

    def add(name: str, content: bytes) -> None:
        paths[name] = addresses.ASSETS + content_name(name, content)
        contents[paths[name]] = content

    for file in sorted(PUBLIC.rglob("*")):
        if file.suffix in {".woff2", ".svg", ".png", ".js"}:
            add(file.relative_to(PUBLIC).as_posix(), file.read_bytes())
    for file in sorted(PUBLIC.glob("*.css")):
        style = ADDRESS_IN_STYLE.sub(lambda match: b'url("%s")' % paths[match[1].decode()].encode(), file.read_bytes())
        add(file.name, style)
    for file in sorted(PUBLIC.rglob("LICENSE*")):
        contents[addresses.ASSETS + file.name] = file.read_bytes()
    return Assets(MappingProxyType(paths), MappingProxyType(contents))


def content_name(name: str, content: bytes) -> str:
    """`portal.css` → `portal.3f1c….css`: the same for the same content, another for any other."""
    file = PurePosixPath(name)
    return f"{file.stem}.{hashlib.sha256(content).hexdigest()[:16]}{file.suffix}"
