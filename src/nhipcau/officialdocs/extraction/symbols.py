"""Characters of symbol fonts (Symbol, Wingdings), which files keep under codes of their own."""

import tomllib
from pathlib import Path

_TABLES = {
    name: {int(code, 16): sign for code, sign in table.items()}
    for name, table in tomllib.loads(
        (Path(__file__).parent / "tables" / "symbols.toml").read_text(encoding="utf-8")
    ).items()
}
_PRIVATE = 0xF000
_BULLET = "•"


def symbol(character: str, font: str | None) -> str:
    """Give a character of a symbol font as one that everybody has; any other character as it is.

    >>> symbol("\\uf0fc", "Wingdings"), symbol("-", "Times New Roman")
    ('✓', '-')
    """
    code = ord(character)
    name = (font or "").lower()
    table = _TABLES["wingdings"] if name.startswith("wingdings") else _TABLES["symbol"]
    if _PRIVATE <= code <= _PRIVATE + 0xFF:
        plain = code - _PRIVATE
        return table.get(plain) or (chr(plain) if not name.startswith(("wingdings", "symbol", "webdings")) else _BULLET)
    if name.startswith(("wingdings", "webdings")) and code > 0x20:
        return table.get(code, _BULLET)
    if name == "symbol" and code > 0x7F:
        return table.get(code, character)
    return character
