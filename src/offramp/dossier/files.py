"""Files as text: the dossier itself and the files beside it.

Every text is UTF-8, without a byte order mark, with LF line ends; places in it are counted in that form.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, cast

from offramp.dossier.problems import Problem, Severity

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

LARGEST_FILE = 4 * 1024 * 1024
"""Files above this number of bytes are refused before they are parsed."""


class FileError(Exception):
    """A file cannot be used; ``problem`` says why, with its place in that file."""

    def __init__(self, file: Path, problem: Problem) -> None:
        self.file, self.problem = file, problem
        super().__init__(problem.render(file))


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file as text.

    Attributes
    ----------
    path
        The file.
    text
        Without a byte order mark, lines ended by LF.
    sha256
        Of the file's bytes, as they are.
    """

    path: Path
    text: str
    sha256: str


def read_text_file(path: Path, limit: int | None = None) -> TextFile:
    """Read a file as text.

    Parameters
    ----------
    path
        The file.
    limit
        Largest size in bytes; no limit when left out.

    Raises
    ------
    FileError
        When the file is missing or unreadable, larger than the limit, or not UTF-8.
    """
    try:
        size = path.stat().st_size
        if limit is not None and size > limit:
            raise _at_start(path, "too-large", f"the file has {size:,} bytes; at most {_size(limit)} are read", _LARGE)
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _at_start(path, "unreadable", f"the file cannot be read: {reason}") from None
    return decode(path, data)


def decode(path: Path, data: bytes) -> TextFile:
    """Return bytes as a text file.

    Raises
    ------
    FileError
        When the bytes are not UTF-8.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = unify(data[: error.start].decode("utf-8"))
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"the file is not UTF-8: byte {error.start} is 0x{data[error.start]:02x}"
        hint = "save it as UTF-8"
        raise FileError(path, Problem(line, column, Severity.ERROR, "not-utf8", message, hint)) from None
    return TextFile(path, unify(text), hashlib.sha256(data).hexdigest())


def inside(folder: Path, name: str) -> Path:
    """Return the path of a file that a dossier names.

    Raises
    ------
    FileError
        When the file lies outside the dossier's folder, also by way of a symbolic link.
    """
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise _at_start(path, "bad-path", "the file lies outside the dossier's folder")
    return path


def read_beside(folder: Path, name: str) -> TextFile:
    """Read a file that a dossier names, relative to the dossier's folder.

    Raises
    ------
    FileError
        When the file lies outside the folder, cannot be read, or is not UTF-8.
    """
    return read_text_file(inside(folder, name))


def unify(text: str) -> str:
    """Remove a byte order mark and end lines with LF."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def replace_file(path: Path, data: bytes) -> None:
    """Write a file so that it is whole at every moment (see :func:`replacing`).

    Raises
    ------
    FileError
        When the file cannot be written; what was there stays.
    """
    try:
        with replacing(path) as file:
            file.write(data)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _at_start(path, "unwritable", f"the file cannot be written: {reason}") from None


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a file beside ``path`` to write to, and put it in its place when all is written.

    When anything goes wrong on the way, an interruption included, nothing is left behind and what was there stays. A
    symbolic link stays one, and the mode of a file that was there is kept.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    target = path.resolve()
    file = NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False)  # noqa: SIM115 - see finally
    beside = Path(file.name)
    try:
        with file:
            yield cast("BinaryIO", file)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            if not os.access(target, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            beside.chmod(stat.S_IMODE(target.stat().st_mode))
        else:
            beside.chmod(0o666 & ~_umask())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)  # gone already when it took its place


def _at_start(path: Path, code: str, message: str, hint: str | None = None) -> FileError:
    return FileError(path, Problem(1, 1, Severity.ERROR, code, message, hint))


def _umask() -> int:
    """Return the mask of the process; asking for it means setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _size(limit: int) -> str:
    return f"{limit // (1024 * 1024)} MB" if limit >= 1024 * 1024 else f"{limit:,} bytes"


_LARGE = "put a large graph's moves in a CSV file: moves: {file: moves.csv}"
