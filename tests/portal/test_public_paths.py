"""Which addresses may name a public file."""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.portal.addresses import file_of
from nhipcau.portal.public_paths import is_public_path

PARTS = st.sampled_from(
    ["..", ".", "", "vi", "a.html", ".owners", ".lock", "%2e%2e", "..\\", "\x00", "c:", "thác", "~", "ໄທ"]
)


@pytest.mark.parametrize(
    "path",
    ["/", "/vi/", "/vi", "/vi/thac-khuoi-ngan/", "/assets/portal.0f.css", "/zh-hans/高平/", "/lo/ວັດທະນະທຳ/"],
)
def test_addresses_that_the_site_may_have(path: str) -> None:
    assert is_public_path(path)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("", id="empty"),
        pytest.param("vi/", id="no slash at the beginning"),
        pytest.param("/../etc/passwd", id="upwards"),
        pytest.param("/vi/../../etc/passwd", id="upwards within"),
        pytest.param("/vi/./x", id="here"),
        pytest.param("//etc/passwd", id="empty part"),
        pytest.param("/vi//x", id="empty part within"),
        pytest.param("/.owners/x.json", id="hidden folder"),
        pytest.param("/.lock", id="hidden file"),
        pytest.param("/vi/%2e%2e/x", id="encoded twice"),
        pytest.param("/vi\\..\\x", id="backslash"),
        pytest.param("/vi/x\x00.html", id="NUL"),
        pytest.param("/vi/x\n", id="line end"),
        pytest.param("/vi/tha\u0301c", id="not in normal form"),
        pytest.param("/" + "a" * 2000, id="too long"),
    ],
)
def test_addresses_that_it_never_has(path: str) -> None:
    assert not is_public_path(path)


@given(st.one_of(st.text(max_size=60), st.lists(PARTS, max_size=6).map(lambda parts: "/" + "/".join(parts))))
def test_no_accepted_address_leaves_the_folder_or_names_a_hidden_file(path: str) -> None:
    if not is_public_path(path):
        return
    folder = Path("/srv/site")
    name = file_of(path)
    assert (folder / name).resolve().is_relative_to(folder)
    assert not any(part.startswith(".") for part in PurePosixPath(name).parts)
    assert "\x00" not in name
