"""The reader serves other programs: without Django, documented, with examples that run, typed."""

import doctest
import importlib
import inspect
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from nhipcau import officialdocs, vietnamese

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reading-library.md"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "MYPYPATH": str(ROOT / "src")}
FENCED = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Every module of the reader is imported, then a document is read in every form.
WITHOUT_DJANGO = """
import importlib, pkgutil, sys
sys.modules["django"] = sys.modules["wagtail"] = None
import nhipcau.officialdocs as reader, nhipcau.vietnamese as language
for package in (reader, language):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
document = reader.read("KẾ HOẠCH\\n1. Giao Sở Ngoại vụ họp báo trước ngày 15/4/2026.")
reader.to_json(document), reader.to_akoma_ntoso(document), reader.json_schema()
print([name for name, module in sys.modules.items() if name.split(".")[0] in ("django", "wagtail") and module])
"""


def modules() -> list[ModuleType]:
    """All modules of the reader and of the written language."""
    found = [officialdocs, vietnamese]
    for package in (officialdocs, vietnamese):
        names = [module.name for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
        found += [importlib.import_module(name) for name in names]
    return found


def test_no_module_of_the_reader_needs_django() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO], env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_the_examples_in_the_modules_hold() -> None:
    results = {module.__name__: doctest.testmod(module) for module in modules()}
    assert [name for name, result in results.items() if result.failed] == []
    assert sum(result.attempted for result in results.values()) > 20


def test_the_examples_of_the_documentation_hold() -> None:
    examples = "\n".join(FENCED.findall(PAGE.read_text(encoding="utf-8")))
    test = doctest.DocTestParser().get_doctest(examples, {}, PAGE.name, str(PAGE), 0)
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert "".join(said) == ""
    assert result.attempted > 20


@pytest.mark.parametrize("name", officialdocs.__all__)
def test_every_public_name_is_explained_where_it_is_defined_and_on_the_page(name: str) -> None:
    value = getattr(officialdocs, name)
    if inspect.isclass(value) or inspect.isfunction(value):
        said = inspect.getdoc(value) or ""
        assert said
        assert not said.startswith(f"{name}("), "the dataclass writes its own signature"
    assert re.search(rf"\b{name}\b", PAGE.read_text(encoding="utf-8")), f"{PAGE.name} does not name {name}"


def test_the_public_names_are_those_that_the_package_imports_from_its_own_modules() -> None:
    imported = {
        name for name, value in vars(officialdocs).items() if not name.startswith("_") and not inspect.ismodule(value)
    }
    assert sorted(imported) == sorted(officialdocs.__all__)
    assert list(officialdocs.__all__) == sorted(officialdocs.__all__, key=_constants_classes_functions)


def _constants_classes_functions(name: str) -> tuple[int, str]:
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


def test_another_program_is_checked_strictly_against_our_types(tmp_path: Path) -> None:
    untyped = "[mypy-lxml.*,mypy-pypdfium2.*]\nignore_missing_imports = True\n"
    (tmp_path / "mypy.ini").write_text(f"[mypy]\nstrict = True\n{untyped}")
    consumer = Path(__file__).with_name("consumer.py")
    options = ["--config-file", str(tmp_path / "mypy.ini"), "--cache-dir", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, str(consumer)],
        env=ENVIRONMENT, capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert (Path(str(officialdocs.__file__)).parents[1] / "py.typed").exists()
