"""Source files before they are parsed: where they lie, whether they change, what wraps them."""

from __future__ import annotations

import codecs
import gzip
import shutil
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.engine.on_disk import disk_error
from forebay.errors import EngineError, ProjectError, nearest

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.engine.source_options import SourceOptions
    from forebay.engine.source_spec import SourceSpec

# A text file packs about 10:1 and at most 1000:1; a bomb packs more, or to more than a disk holds.
_MOST_TIMES_LARGER = 200
_SMALLEST_BOMB_BYTES = 64 * 2**20
_CHUNK = 2**20

# The first bytes of files that are not text.
_MAGIC = {
    b"PAR1": "a Parquet file: write format = 'PARQUET'",
    b"PK\x03\x04": "a zip archive, or a spreadsheet: unpack it, or export it as CSV",
    b"SQLite format 3": "a SQLite database: export its table as CSV",
    b"\x89PNG": "a picture",
    b"%PDF": "a PDF",
    b"ARROW1": "an Arrow file: write it as Parquet",
    b"Obj\x01": "an Avro file: write it as Parquet",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet: export it as CSV",
    b"BZh": "packed with bzip2: unpack it, or pack it with gzip",
    b"\xfd7zXZ": "packed with xz: unpack it, or pack it with gzip",
    b"\x28\xb5\x2f\xfd": "packed with zstd: unpack it, or pack it with gzip",
}
_UTF8 = {codecs.lookup(name).name for name in ("UTF-8", "ASCII")}
_GZIP = b"\x1f\x8b"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Signature:
    """What changes when a file is written: its size and its time of modification."""

    size: int
    mtime_ns: int


def signatures(spec: SourceSpec) -> tuple[Signature, ...]:
    """Return the signature of each file; EngineError for one that is not there.

    Raises
    ------
    EngineError
        ``missing-file`` or ``unreadable-file``.
    ProjectError
        ``outside-project`` for a symbolic link that leads out of the project.

    """
    found = []
    for path, display in zip(spec.files, spec.display, strict=True):
        try:
            seen = path.stat()
        except FileNotFoundError as error:
            raise _missing(path, display, spec) from error
        except OSError as error:
            raise disk_error(error, path) from error
        if spec.root is not None and not path.resolve().is_relative_to(spec.root.resolve()):
            message = f'"{display}" leads out of the project by a symbolic link'
            hint = "copy the file into the project, or declare its folder in forebay.toml"
            raise ProjectError.of("outside-project", message, spec.span, hint=hint)
        found.append(Signature(seen.st_size, seen.st_mtime_ns))
    return tuple(found)


def _missing(path: Path, display: str, spec: SourceSpec) -> EngineError:
    folder = path.parent
    names = sorted(p.name for p in folder.iterdir())[:20] if folder.is_dir() else []
    detail = (
        f"the folder holds: {', '.join(names)}." if names else "the folder is empty or missing."
    )
    like = nearest(path.name, names)
    hint = f'did you mean "{like}"?' if like else "put the file there, or correct uris"
    message = f'there is no file "{display}"'
    return EngineError.of("missing-file", message, spec.span, detail=detail, hint=hint)


def plain_text(
    path: Path, display: str, options: SourceOptions, scratch: Path, spec: SourceSpec
) -> Path:
    """Return the file itself, or a copy in `scratch` that is unpacked and in UTF-8.

    Raises
    ------
    EngineError
        ``empty-source``, ``corrupt-file``, ``wrong-format``, ``wrong-encoding``, ``disk-full``.

    """
    try:
        with path.open("rb") as file:
            head = file.read(16)
        if not head:
            message = f'"{display}" is empty: it has not even a header'
            raise EngineError.of(
                "empty-source",
                message,
                spec.span,
                hint="fetch the file again, or take it out of uris.",
            )
        if head.startswith(_GZIP):
            path = _unpack(path, display, scratch, spec)
            with path.open("rb") as file:
                head = file.read(16)
        for magic, what in _MAGIC.items():
            if head.startswith(magic):
                message = f'"{display}" is not text'
                raise EngineError.of(
                    "wrong-format",
                    message,
                    spec.span,
                    detail=f"it is {what}.",
                    hint="unpack it, or say what it is: format = 'PARQUET'.",
                )
        name = codecs.lookup(options.encoding).name
        if name in _UTF8:
            if head.startswith(_UTF16):
                message = f'"{display}" is in UTF-16'
                hint = "add the option encoding = 'UTF-16'"
                raise EngineError.of("wrong-encoding", message, spec.span, hint=hint)
            return path
        return _transcode(path, display, name, scratch, spec)
    except OSError as error:
        raise disk_error(error, path) from error


def _unpack(path: Path, display: str, scratch: Path, spec: SourceSpec) -> Path:
    """Unpack a gzip file, and stop at a size that no honest file of this size has."""
    target = scratch / f"{len(list(scratch.iterdir()))}.unpacked"
    most = max(_SMALLEST_BOMB_BYTES, path.stat().st_size * _MOST_TIMES_LARGER)
    written = 0
    try:
        with gzip.open(path, "rb") as packed, target.open("wb") as plain:
            while chunk := packed.read(_CHUNK):
                written += len(chunk)
                if written > most:
                    message = f'"{display}" unpacks to more than {most:,} bytes'
                    detail = (
                        f"it has {path.stat().st_size:,} bytes; such a file is a trap or damaged."
                    )
                    raise EngineError.of(
                        "corrupt-file",
                        message,
                        spec.span,
                        detail=detail,
                        hint="fetch the file again, or unpack it yourself.",
                    )
                plain.write(chunk)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        message = f'"{display}" is a damaged gzip file'
        detail = f"unpacking stopped after {written:,} bytes: {error}."
        raise EngineError.of(
            "corrupt-file",
            message,
            spec.span,
            detail=detail,
            hint="fetch the file again, or unpack it yourself.",
        ) from error
    return target


def _transcode(path: Path, display: str, encoding: str, scratch: Path, spec: SourceSpec) -> Path:
    target = scratch / f"{len(list(scratch.iterdir()))}.utf-8"
    try:
        with (
            path.open(encoding=encoding, newline="") as old,
            target.open("w", encoding="UTF-8", newline="") as new,
        ):
            shutil.copyfileobj(old, new, _CHUNK)
    except UnicodeError as error:
        message = f'"{display}" is not in the encoding {encoding}'
        detail = f"{error}."
        raise EngineError.of(
            "wrong-encoding",
            message,
            spec.span,
            detail=detail,
            hint="name the encoding in which it was written: encoding = ...",
        ) from error
    return target
