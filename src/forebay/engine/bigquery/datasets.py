"""What the names of BigQuery mean here: ``project.dataset.table``."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORMATS: Final = {
    ".csv": "CSV",
    ".tsv": "CSV",
    ".parquet": "PARQUET",
    ".json": "JSON",
    ".jsonl": "JSON",
    ".ndjson": "JSON",
}
_MOST_PARTS: Final = 2
# Of a table whose name has a star: what the star stands for, by row.
TABLE_SUFFIX: Final = "_TABLE_SUFFIX"


@dataclass(frozen=True, slots=True)
class Datasets:
    """The ``[datasets]`` of the settings.

    Parameters
    ----------
    entries
        By ``project.dataset.table`` a file or the name of a node; by ``project.dataset`` a folder,
        ended by a slash, that has a file for each table, or a name before the dot.

    Examples
    --------
    >>> known = Datasets({"bigquery-public-data.ml_datasets.penguins": "data/penguins.csv"})
    >>> known.node("bigquery-public-data.ml_datasets.penguins"), known.node("p.shop.orders")
    ('ml_datasets.penguins', 'shop.orders')

    """

    entries: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def node(self, name: str) -> str:
        """Return the name of the node that a name means; without an entry its last two parts."""
        value = self._entry(name)
        if value is not None and not is_file(value):
            return value
        dataset, _, table = name.rpartition(".")
        if dataset:
            folder = self._entry(dataset)
            if folder is not None and not folder.endswith("/"):
                return f"{folder}.{table}"
        return ".".join(name.split(".")[-_MOST_PARTS:])

    def file(self, name: str) -> str | None:
        """Return the file or pattern that a name means; None if it means a node."""
        value = self._entry(name)
        if value is not None:
            return value if is_file(value) else None
        dataset, _, table = name.rpartition(".")
        folder = self._entry(dataset) if dataset else None
        return f"{folder}{table}.*" if folder is not None and folder.endswith("/") else None

    def has_suffix(self, name: str) -> bool:
        """Whether the rows of a table know what the star of its name stands for."""
        file = self.file(name) or ""
        return name.count("*") == 1 and file.count("*") == 1 and not file.endswith(".*")

    def knows(self, name: str) -> bool:
        """Whether an entry says what a name means."""
        return self._entry(name) is not None or self._entry(name.rpartition(".")[0]) is not None

    def _entry(self, name: str) -> str | None:
        key = name.casefold()
        return next((v for k, v in self.entries.items() if k.casefold() == key), None)


def is_file(value: str) -> bool:
    """Whether the value of an entry is a file, a pattern or a folder, and no name.

    Examples
    --------
    >>> is_file("data/a.csv"), is_file("data/"), is_file("shop.orders")
    (True, True, False)

    """
    return "/" in value or file_format(value) is not None


def file_format(path: str) -> str | None:
    """Return the format of a file by its ending; None if we do not know it."""
    plain = path.casefold().removesuffix(".gz").removesuffix(".zst")
    return _FORMATS.get(PurePosixPath(plain).suffix)
