"""The files of evidence that go with a package: a ZIP archive of `package.json` and one file for each fingerprint.

What the archive must hold stands in the signed package; whatever else it holds, lacks or holds otherwise is refused.
Nothing is unpacked to a path that the archive names, and nothing larger than announced is read.
"""

import hashlib
import io
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import IO, Any, Self

from django.utils.translation import gettext as _

from nhipcau.programme.evidence_files import LARGEST as LARGEST_FILE
from nhipcau.programme.evidence_files import OFFICE, PICTURES, EvidenceError, kind_of
from nhipcau.programme.models import Evidence
from nhipcau.programme.recording import evidence_fault, stored
from nhipcau.reporting.exceptions import PackageError
from nhipcau.reporting.exports.packed_below import Packed
from nhipcau.reporting.models import ReceivedEvidence, Report
from nhipcau.reporting.queries import is_received

PACKAGE = "package.json"
LARGEST_PACKAGE = 50 * 1024 * 1024
# All of an archive; a month with more pictures sends their addresses.
LARGEST_ARCHIVE = 400 * 1024 * 1024
MOST_FILES = 1000
# Beyond these, what proves a report from below is neither sent nor named.
MOST_LINES = 10 * MOST_FILES
LARGEST_OF_ALL = LARGEST_ARCHIVE - LARGEST_PACKAGE
TYPES = {"application/pdf", *(kind for kind, _extension in (*PICTURES.values(), *OFFICE.values()))}
# Below this an archive is made in memory.
IN_MEMORY = 8 * 1024 * 1024
SHA256 = re.compile(r"^[0-9a-f]{64}$")
PATH = re.compile(r"^evidence/([0-9a-f]{64})\.[a-z]{3,4}$")
# Pictures and office documents are compressed already; fixed, so that the same files give the same archive.
MADE = (1980, 1, 1, 0, 0, 0)
READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Listed:
    """One file as the signed package names it, and for which activity of the sender.

    `report` is the fingerprint of the report from below that counts the activity; empty, it is the report itself.
    Without `file` it stays with the sender.
    """

    activity: int
    name: str
    sha256: str
    size: int
    type: str
    file: str
    report: str = ""

    @classmethod
    def of(cls, plain: Any) -> Self:
        """From the package.

        Raises:
            PackageError: it is not what a file's line can be.
        """
        try:
            # Earlier packages knew nothing from below.
            one = cls(**{name: plain[name] for name in cls.__slots__ if name != "report" or name in plain})
        except (KeyError, TypeError) as error:
            raise PackageError(_("The package lacks parts; please ask for it anew.")) from error
        path = PATH.match(one.file) if isinstance(one.file, str) else None
        is_right = (
            isinstance(one.activity, int)
            and 0 <= one.activity < 2**63
            and isinstance(one.name, str)
            and isinstance(one.size, int)
            and 0 < one.size <= LARGEST_FILE
            and isinstance(one.report, str)
            and isinstance(one.type, str)
            and one.type in TYPES
            and isinstance(one.sha256, str)
            and (path[1] == one.sha256 if path else one.file == "" and SHA256.match(one.sha256) is not None)
        )
        if not is_right:
            raise PackageError(_("The package lists evidence that cannot be; please ask for it anew."))
        return one

    def plain(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


def evidence_of(one: Packed) -> list[tuple[Listed, Any]]:
    """The files behind the activities that a filed report counts, each with its kept file, in their order.

    Of a report that came as a package itself these are the files that came with it: its activities are the sender's.
    """
    if is_received(one.report):
        received = one.report.received_evidence.filter(of_report=one.of_report)
        return [(_listed(row, row.activity), row.file) for row in received]
    counted = {activity["id"] for figure in one.content.get("figures", ()) for activity in figure["activities"]}
    rows = Evidence.objects.filter(
        activity__in=counted, activity__happened_on__range=(one.report.period_start, one.report.period_end)
    )
    return [(_listed(row, row.activity_id), row.file) for row in rows.order_by("activity", "pk")]


def _listed(row: Any, activity: int) -> Listed:
    extension = row.file.name.rpartition(".")[2] if row.file else ""
    path = f"evidence/{row.sha256}.{extension}" if row.file else ""
    return Listed(activity, row.name, row.sha256, row.size, row.content_type, path)


def evidence_to_list(top: Packed, below: Iterable[Packed], *, with_files: bool) -> list[tuple[Listed, Any]]:
    """All evidence that a package names: that of the report, and that of the reports below under their fingerprints.

    With files, those of the report go all; of those from below what fits goes, in their order, and the others stay with
    the sender under name and fingerprint.

    Raises:
        PackageError: the report's own are too many or too large.
    """
    own = evidence_of(top)
    if with_files:
        check_bounds(one for one, _file in own)
    found = own[:MOST_LINES]
    sent = {one.file: one.size for one, _file in own if one.file}
    for packed in below:
        if len(found) == MOST_LINES:
            break
        for one, file in evidence_of(packed)[: MOST_LINES - len(found)]:
            fits = one.file in sent or (len(sent) < MOST_FILES and sum(sent.values()) + one.size <= LARGEST_OF_ALL)
            if one.file and fits:
                sent[one.file] = one.size
            found.append((replace(one, report=packed.sha256, file=one.file if fits else ""), file))
    return found if with_files else [(replace(one, file=""), file) for one, file in found]


def check_bounds(listed: Iterable[Listed]) -> None:
    """See that files can travel together.

    Raises:
        PackageError: they are too many or too large.
    """
    files = {one.file: one.size for one in listed if one.file}
    if len(files) > MOST_FILES or sum(files.values()) > LARGEST_OF_ALL:
        raise PackageError(
            _("The evidence is too much for one package (at most %(files)d files, %(most)d MB); send it without files.")
            % {"files": MOST_FILES, "most": LARGEST_OF_ALL // 1024 // 1024}
        )


def archive_of(package: bytes, evidence: Iterable[tuple[Listed, Any]]) -> IO[bytes]:
    """The archive, at its beginning.

    Raises:
        PackageError: a file is gone from the media folder or is not the one that came.
    """
    out: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- the caller sends and closes it
    try:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(zipfile.ZipInfo(PACKAGE, MADE), package, zipfile.ZIP_DEFLATED)
            # The same bytes may stand behind several activities.
            for one, kept in {one.file: (one, kept) for one, kept in evidence if one.file}.values():
                archive.writestr(zipfile.ZipInfo(one.file, MADE), _still_the_same(one, kept))
    except BaseException:
        out.close()
        raise
    out.seek(0)
    return out


def _still_the_same(one: Listed, kept: Any) -> bytes:
    try:
        with kept.open("rb") as file:
            content: bytes = file.read()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != one.sha256:
        raise PackageError(
            _("The evidence “%(name)s” is no longer the file that came; please tell the administrator.")
            % {"name": one.name}
        )
    return content


def is_archive(file: IO[bytes]) -> bool:
    """Tell by its first bytes whether a file is a ZIP archive; it stands at its beginning afterwards."""
    file.seek(0)
    beginning = file.read(4)
    file.seek(0)
    return beginning in (b"PK\x03\x04", b"PK\x05\x06")


class Archive:
    """A received archive, read within bounds. Its errors are all `PackageError`s that say what to do."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
            members = self._zip.infolist()
        except UNREADABLE as error:
            raise PackageError(
                _("The package is damaged or was cut off on its way; please ask for it anew.")
            ) from error
        self._members = {one.filename: one for one in members}
        if len(members) > MOST_FILES + 1:
            raise PackageError(_("This file is too large for a report package."))
        if len(self._members) != len(members):
            raise PackageError(_("The package holds a file twice; please ask for it anew."))

    def package(self) -> bytes:
        """The signed package, as bytes."""
        if PACKAGE not in self._members:
            raise PackageError(_("This file is no report package."))
        return self._read(PACKAGE, LARGEST_PACKAGE)

    def check(self, listed: Iterable[Listed]) -> None:
        """See that the archive holds just the files that the signed package names, each as it was.

        Raises:
            PackageError: a file is missing, additional, changed, of the wrong kind or of another size.
        """
        files = {one.file: one for one in listed if one.file}
        for name in self._members:
            if name != PACKAGE and name not in files:
                raise PackageError(
                    _("The package holds “%(name)s”, which its signed list does not name.") % {"name": name[:100]}
                )
        for name, one in files.items():
            if name not in self._members:
                raise PackageError(_("The evidence “%(name)s” is missing from the package.") % {"name": one.name[:100]})
            self.content(one)

    def content(self, one: Listed) -> bytes:
        """The bytes of a file, once they have the size, the fingerprint and the kind that the package names."""
        content = self._read(one.file, one.size)
        if len(content) != one.size or hashlib.sha256(content).hexdigest() != one.sha256:
            raise PackageError(
                _("The evidence “%(name)s” is not the file that was signed; please ask for the package anew.")
                % {"name": one.name[:100]}
            )
        try:
            kind = kind_of(content)
        except EvidenceError as error:
            raise PackageError(evidence_fault(error.code, one.name[-100:])) from error
        if kind != (one.type, one.file.rpartition(".")[2]):
            raise PackageError(_("The package lists evidence that cannot be; please ask for it anew."))
        return content

    def _read(self, name: str, most: int) -> bytes:
        member = self._members[name]
        if member.file_size > most or member.flag_bits & 0x1 or member.compress_type not in READABLE:
            raise PackageError(
                _("The file “%(name)s” in the package is larger than announced, or locked.") % {"name": name[:100]}
            )
        try:
            with self._zip.open(member) as file:
                content = file.read(most + 1)
        except UNREADABLE as error:
            raise PackageError(
                _("The package is damaged or was cut off on its way; please ask for it anew.")
            ) from error
        return content


def keep(report: Report, archive: Archive | None, listed: Iterable[Listed]) -> int:
    """Keep what came beside a report; what stands already is left, unless its file comes only now.

    Returns how many files came new.
    """
    there = {(row.of_report, row.activity, row.sha256): row for row in report.received_evidence.all()}
    new = 0
    for one in listed:
        row = there.get((one.report, one.activity, one.sha256))
        has_file = archive is not None and bool(one.file)
        if row is not None and (row.file or not has_file):
            continue
        row = row or ReceivedEvidence(
            report=report,
            of_report=one.report,
            activity=one.activity,
            name=one.name.replace("\x00", "")[-255:] or PACKAGE,
            content_type=one.type,
            size=one.size,
            sha256=one.sha256,
        )
        if archive is not None and one.file:
            row.file = stored(archive.content(one), one.sha256, one.file.rpartition(".")[2])
            new += 1
        row.save()
        there[one.report, one.activity, one.sha256] = row
    return new


def as_file(source: bytes | IO[bytes]) -> IO[bytes]:
    return io.BytesIO(source) if isinstance(source, bytes) else source
