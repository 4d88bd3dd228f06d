"""Bring the files of ``connect(datasets=...)`` into a session."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from forebay.catalog import layout
from forebay.engine.bigquery.datasets import file_format, is_file
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Mapping


def dataset_settings(root: Path, datasets: Mapping[str, str]) -> str:
    """Return the ``[datasets]`` of a session's settings, after copying its files below `root`.

    Parameters
    ----------
    datasets
        Files, patterns of files and folders are relative to where the person works.

    Raises
    ------
    ProjectError
        ``source-missing`` for a file or folder that is not there.

    """
    lines = ["[datasets]"]
    for name, value in datasets.items():
        brought = _brought(root, name, value) if is_file(value) else value
        lines.append(f"{json.dumps(name)} = {json.dumps(brought)}")
    return "\n".join(lines) + "\n"


def _brought(root: Path, name: str, value: str) -> str:
    folder = Path("data") / "datasets" / layout.folder_name(name)
    given = Path(value)
    if given.is_file():
        files, pattern = [given], given.name
    elif "*" in given.name:
        files, pattern = sorted(given.parent.glob(given.name)), given.name
    else:
        files, pattern = [f for f in given.glob("*") if file_format(f.name)], ""
    if not files:
        raise ProjectError.of(
            "source-missing",
            f'"{value}" of dataset "{name}" is not there',
            hint="paths are relative to the folder in which you work; a folder ends by a slash.",
        )
    (root / folder).mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copy2(file, root / folder / file.name)
    return f"{folder.as_posix()}/{pattern}"
