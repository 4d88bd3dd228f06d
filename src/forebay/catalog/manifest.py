"""A version as a JSON document: the form in which it is stored and handed to readers."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from forebay.catalog.version import DataFile, Version

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIELDS = tuple(field.name for field in fields(Version))


def to_manifest(version: Version) -> dict[str, Any]:
    """Return the version as JSON values.

    Examples
    --------
    >>> to_manifest(Version(1, "t", "table", 1, "f"))["node"]
    't'

    """
    document = {name: getattr(version, name) for name in _FIELDS}
    document["inputs"] = dict(version.inputs)
    document["details"] = dict(version.details)
    document["files"] = [asdict(file) for file in version.files]
    document["rejected"] = [asdict(file) for file in version.rejected]
    return document


def from_manifest(document: Mapping[str, Any]) -> Version:
    """Return the version of a document that `to_manifest` made.

    Examples
    --------
    >>> version = Version(1, "t", "table", 1, "f", files=(DataFile("a", 1, "0", 1),))
    >>> from_manifest(to_manifest(version)) == version
    True

    """
    values = {name: document[name] for name in _FIELDS}
    for name in ("files", "rejected"):
        values[name] = tuple(DataFile(**file) for file in document[name])
    for name in ("columns", "rejected_columns"):
        values[name] = tuple((column, kind) for column, kind in document[name])
    return Version(**values)
