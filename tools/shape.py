"""The ten longest functions and files: `make shape`. There is no cap; the reader in you decides."""

import ast
from pathlib import Path

SOURCE = Path("src/nhipcau")


def main() -> None:
    """Print both lists, longest first."""
    files: list[tuple[int, str]] = []
    functions: list[tuple[int, str]] = []
    for file in SOURCE.rglob("*.py"):
        if "migrations" in file.parts:
            continue
        text = file.read_text(encoding="utf-8")
        files.append((text.count("\n"), str(file)))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                functions.append(
                    ((node.end_lineno or node.lineno) - node.lineno + 1, f"{file}:{node.lineno} {node.name}")
                )
    for title, rows in (("files", files), ("functions", functions)):
        print(f"longest {title}")
        for lines, name in sorted(rows, reverse=True)[:10]:
            print(f"{lines:6} {name}")


if __name__ == "__main__":
    main()
