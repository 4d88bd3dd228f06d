"""The place of a key in an object of JSON."""

from __future__ import annotations


def json_path(key: str) -> str:
    r"""Return the path that `json_extract` takes.

    Examples
    --------
    >>> print(json_path('a "b"'))
    $."a \"b\""

    """
    escaped = key.replace("\\", "\\\\").replace('"', '\\"')
    return f'$."{escaped}"'
