"""Compile the catalogues of texts: `python -m nhipcau.web.messages`. Only those that changed."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parents[1]


def compile_catalogues(package: Path = PACKAGE) -> int:
    """Write a .mo beside every .po that is newer; returns how many were written."""
    written = 0
    for source in sorted(package.rglob("locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file)
        temporary = target.with_suffix(".mo.new")
        with temporary.open("wb") as file:
            write_mo(file, catalogue)
        temporary.replace(target)
        written += 1
    return written


if __name__ == "__main__":
    print(f"{compile_catalogues()} catalogues compiled")
