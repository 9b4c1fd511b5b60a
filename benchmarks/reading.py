"""The reader's figures: accuracy on the labelled documents, speed and memory on long ones.

    python benchmarks/reading.py                    the figures, one a line: figure NAME VALUE UNIT floor X ok|short
    python benchmarks/reading.py --save FILE        keep what was read, item by item, also of the invented examples
    python benchmarks/reading.py --compare FILE     what is read better and what worse than in FILE

NHIPCAU_READER=FOLDER reads with the source in that folder; `make measure` uses it to compare with another revision.
Exits with 1 when a figure is short of its floor.
"""

import argparse
import importlib.util
import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "official-documents"
EXAMPLES = ROOT / "tests" / "officialdocs" / "examples"
sys.path.insert(0, os.environ.get("NHIPCAU_READER", str(ROOT / "src")))

from nhipcau.officialdocs import read, read_bytes, to_json  # noqa: E402 -- found only with the path above

FLOORS = {
    "outline": 0.95,
    "citations": 0.95,
    "recipients": 0.95,
    "recurring_deadlines": 1.0,
    "dates": 0.92,
    "assignments": 0.85,
}
METADATA_FLOOR = 0.97
SPEED_FLOOR = 1.0
MEMORY_FLOOR = 200
PAGES = (1, 10, 100, 500)
TAUGHT_PAGES = 100
CHARACTERS_A_PAGE = 2_400


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--compare", type=Path)
    arguments = parser.parse_args()
    if not (DATA / "score.py").exists():
        print(f"labelled documents are missing: {DATA}", file=sys.stderr)
        return 2
    pairs = list(labelled())
    if arguments.save or arguments.compare:
        items = {stem: found_items(label, reading) for stem, label, reading in (*pairs, *examples())}
        if arguments.save:
            arguments.save.write_text(json.dumps(items, ensure_ascii=False, indent=1), encoding="utf-8")
        if arguments.compare:
            compare(json.loads(arguments.compare.read_text(encoding="utf-8")), items)
        return 0
    is_good = [figure(*line) for line in (*accuracy(pairs), *speed())]
    return 0 if all(is_good) else 1


def figure(name: str, value: float, unit: str, floor: float, *, at_most: bool = False) -> bool:
    """Print a figure and tell whether it reaches its floor (for memory: stays below)."""
    is_good = value <= floor if at_most else value >= floor
    print(f"figure {name} {value:.3f} {unit} floor {floor:g} {'ok' if is_good else 'short'}")
    return is_good


def labelled() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Give each labelled document with its reading."""
    for path in sorted((DATA / "dev").glob("*.txt")):
        label = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        yield path.stem, label, to_json(read_bytes(path.read_bytes()))


def examples() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Give each invented document with its reading."""
    for path in sorted(EXAMPLES.glob("*.txt")):
        label = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
        yield f"example {path.stem}", label, to_json(read_bytes(path.read_bytes()))


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", DATA / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(DATA / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def accuracy(pairs: list[tuple[str, dict[str, Any], dict[str, Any]]]) -> Iterator[tuple[str, float, str, float]]:
    """Figures of score.py over all documents."""
    score = scorer()
    scored = [score.score_document(label, reading) for _, label, reading in pairs]
    near = [field[1] for fields, _ in scored for field in fields.values()]
    yield "reading.metadata_near", sum(near) / len(near), "ratio", METADATA_FLOOR
    for name, floor in FLOORS.items():
        counted = [sum(column) for column in zip(*(lists[name] for _, lists in scored), strict=True)]
        yield f"reading.{name}_f1", score.prf(*counted)[2], "ratio", floor


def speed() -> Iterator[tuple[str, float, str, float]]:
    """Rates over documents of 1 to 500 pages, best of five and of short ones more; then memory, which only grows."""
    body = long_body()
    read(body[:CHARACTERS_A_PAGE])
    for pages in PAGES:
        text = document_of(body, pages)
        size = len(text.encode()) / 1e6
        yield (
            f"reading.speed_{pages}_pages",
            size / min(timed(text) for _ in range(max(5, 100 // pages))),
            "MB/s",
            SPEED_FLOOR,
        )
    words, text = taught_words(), document_of(body, TAUGHT_PAGES)
    read(text, words)
    rate = len(text.encode()) / 1e6 / min(timed(text, words) for _ in range(5))
    yield f"reading.speed_{TAUGHT_PAGES}_pages_{len(words.units)}_taught_names", rate, "MB/s", SPEED_FLOOR
    # Linux counts in kilobytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"figure reading.memory_500_pages {peak:.0f} MB floor {MEMORY_FLOOR} {'ok' if peak < MEMORY_FLOOR else 'short'}"
    )


def taught_words() -> Any:
    """As many names as a province may know, all of which begin like units of the text."""
    # Readers before this one, with which this one is compared, are taught nothing.
    from nhipcau.officialdocs import Vocabulary  # noqa: PLC0415

    kinds = ("Ban Quản lý", "UBND xã", "Trạm Y tế xã", "Hội đồng", "Phòng", "Sở", "Chốt")
    names = tuple(f"{kind} Lam Giang {number}" for number in range(430) for kind in kinds)
    return Vocabulary(names, tuple((f"TNG{number}", "công tác dân vận") for number in range(100)))


def timed(text: str, words: Any = None) -> float:
    """Seconds of one core; what else the machine does meanwhile is not the reader's."""
    start = time.process_time()
    if words is None:
        read(text)
    else:
        read(text, words)
    return time.process_time() - start


def long_body() -> str:
    """The bodies of the labelled documents one after the other, without feet, so that all of it is read as body."""
    bodies = [path.read_text(encoding="utf-8").split("Nơi nhận")[0] for path in sorted((DATA / "dev").glob("*.txt"))]
    return "\n\n".join(body.split("\n\n", 4)[-1] for body in bodies)


def document_of(body: str, pages: int) -> str:
    """A plan of so many pages with header and foot; numbers change so that nothing repeats word for word."""
    header = "ỦY BAN NHÂN DÂN\nTỈNH A\nSố: 1/KH-UBND\nA, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\nCông tác năm 2026\n\n"
    foot = "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn A\n"
    wanted = pages * CHARACTERS_A_PAGE
    parts, length, number = [], 0, 0
    while length < wanted:
        number += 1
        part = body.replace("/QĐ-", f"{number}/QĐ-")
        parts.append(part)
        length += len(part)
    return header + "\n\n".join(parts)[:wanted] + foot


def found_items(label: dict[str, Any], reading: dict[str, Any]) -> dict[str, list[str]]:
    """What was read right, missed and invented, as lines to compare."""
    score = scorer()
    items: dict[str, list[str]] = {"right": [], "missed": [], "invented": []}
    for name, (_, near, _asked) in score.score_document(label, reading)[0].items():
        items["right" if near else "missed"].append(f"metadata {name}: {label['metadata'].get(name)}")
    for name in FLOORS:
        wanted = Counter(map(str, keys(score, name, score.list_of(label, name))))
        got = Counter(map(str, keys(score, name, score.list_of(reading, name))))
        for kind, counted in (("right", wanted & got), ("missed", wanted - got), ("invented", got - wanted)):
            items[kind].extend(f"{name} {key}" for key in counted.elements())
    return items


def keys(score: ModuleType, name: str, entries: list[dict[str, Any]]) -> list[object]:
    """Items by what must agree; assignments by unit and first words, as a strict stand-in for the scorer's likeness."""
    if name != "assignments":
        return list(score.keys(name, entries))
    return [(score.fold(e["unit"]), " ".join(score.fold(e["task_begins"]).split()[:6])) for e in entries]


def compare(before: dict[str, dict[str, list[str]]], now: dict[str, dict[str, list[str]]]) -> None:
    """Print gains and losses, item by item."""
    gains = losses = 0
    for stem, items in now.items():
        old = before.get(stem, {"right": [], "missed": [], "invented": []})
        for kind, is_gain in (("right", True), ("missed", False), ("invented", False)):
            added = Counter(items[kind]) - Counter(old[kind])
            gone = Counter(old[kind]) - Counter(items[kind])
            better, worse = (added, gone) if is_gain else (gone, added)
            gains += sum(better.values())
            losses += sum(worse.values())
            for sign, counted in (("+", better), ("-", worse)):
                for item in counted.elements():
                    print(f"{sign} {stem} {kind}: {item}")
    print(f"{gains} gains, {losses} losses")


if __name__ == "__main__":
    sys.exit(main())
