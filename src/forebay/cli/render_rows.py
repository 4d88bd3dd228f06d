"""The rows of a query as a table, CSV or JSON lines."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Final

from forebay.build.to_json import to_json
from forebay.cli.render_table import table_lines
from forebay.cli.value_text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_ROWS: Final = 1_000


def table_of_rows(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    r"""Yield an aligned table and the number of rows; at most 1,000 rows are shown.

    Examples
    --------
    >>> print("\n".join(table_of_rows(["a"], [(1,), (20,)])))
     a
     1
    20
    (2 rows)

    """
    yield from table_lines(columns, rows[:_MOST_ROWS])
    hidden = f", {_MOST_ROWS:,} shown; -o FILE writes all" if len(rows) > _MOST_ROWS else ""
    yield f"({plural(len(rows), 'row')}{hidden})"


def csv_lines(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    r"""Yield CSV with a header; NULL is an empty field, an empty text is ``""``.

    Examples
    --------
    >>> print("\n".join(csv_lines(["a", "b"], [(None, ""), (1.5, 'x"y')])))
    a,b
    ,""
    1.5,"x""y"

    """
    for row in [columns, *rows]:
        yield ",".join(_field(value) for value in row)


def json_lines(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    r"""Yield one JSON object a row; of columns with one name the later ones get a number.

    Examples
    --------
    >>> print("\n".join(json_lines(["a", "a"], [(1, None)])))
    {"a": 1, "a_1": null}

    """
    names = _unique(columns)
    for row in rows:
        values = {name: to_json(value) for name, value in zip(names, row, strict=True)}
        yield json.dumps(values, ensure_ascii=False)


def _unique(columns: Sequence[str]) -> list[str]:
    names: list[str] = []
    for column in columns:
        name, number = column, 0
        while name in names:
            number += 1
            name = f"{column}_{number}"
        names.append(name)
    return names


def _field(value: object) -> str:
    """Return a value as a field; quoted where a reader would read it as something else."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, (list, tuple, dict)):
        value = json.dumps(to_json(value), ensure_ascii=False)
    text = str(value)
    needs_quotes = not text or text != text.strip() or any(c in text for c in ',"\r\n')
    return '"{}"'.format(text.replace('"', '""')) if needs_quotes else text
