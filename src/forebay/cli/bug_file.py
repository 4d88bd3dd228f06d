"""What a developer needs to find a bug, in a file and never on the terminal."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def write_bug_file(root: Path, error: BaseException) -> Path | None:
    """Write the traceback below the project's ``.forebay``, else into the temporary folder.

    Returns None if neither can be written.
    """
    own = root / ".forebay"
    name = f"bug-{os.getpid()}.txt"
    text = f"{_facts()}\n\n{''.join(traceback.format_exception(error))}"
    for folder in (own, Path(tempfile.gettempdir())):
        if folder.is_dir():
            with suppress(OSError):
                path = folder / name
                path.write_text(text, encoding="utf-8")
                return path
    return None


def _facts() -> str:
    facts = [
        f"command: {' '.join(sys.argv)}",
        f"python: {sys.version}",
        f"system: {platform.platform()}",
    ]
    for package in ("forebay", "duckdb", "lightgbm", "numpy", "sqlglot"):
        with suppress(PackageNotFoundError):
            facts.append(f"{package}: {version(package)}")
    return "\n".join(facts)
