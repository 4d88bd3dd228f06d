"""A query as a chain of named parts, each of which carries the key on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.export.sql_dialect import SqlDialect


@dataclass(slots=True)
class SqlLayers:
    """The parts of a WITH, in order.

    Attributes
    ----------
    carried
        The columns that every part hands on under their own names.
    last
        The part that the next one reads.
    is_recursive
        One of the parts reads itself.

    """

    dialect: SqlDialect
    carried: tuple[str, ...]
    last: str = ""
    is_recursive: bool = False
    parts: list[str] = field(default_factory=list)

    def add(self, name: str, columns: Sequence[tuple[str, str]], *, source: str = "") -> None:
        """Add a part over the last one, or over `source`; columns are SQL and name."""
        made = [*self.carried, *(f"{sql} AS {as_}" for sql, as_ in columns)]
        # Computed once: an engine that pastes a part into the next repeats all of it.
        self.parts.append(
            f"{name} AS {self.dialect.materialized}(\n  SELECT\n    "
            + ",\n    ".join(made or ["1 AS nothing"])
            + f"\n  FROM {source or self.last}\n)"
        )
        self.last = name

    def add_values(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Add a table of values; each is SQL."""
        if self.dialect.name == "bigquery":
            first = ", ".join(f"{v} AS {c}" for v, c in zip(rows[0], columns, strict=True))
            others = [f"({', '.join(row)})" for row in rows[1:]]
            body = "SELECT * FROM UNNEST([" + ",\n  ".join([f"STRUCT({first})", *others]) + "])"
            self.parts.append(f"{name} AS ({body})")
            return
        values = ",\n  ".join(f"({', '.join(row)})" for row in rows)
        head = "SELECT * FROM VALUES" if self.dialect.name == "snowflake" else "VALUES"
        self.parts.append(f"{name}({', '.join(columns)}) AS (\n  {head}\n  {values}\n)")

    def add_text(self, text: str, last: str) -> None:
        """Add a part as it is."""
        self.parts.append(text)
        self.last = last

    def query(self, columns: Sequence[str]) -> str:
        """Return the whole query, which selects these columns of the last part."""
        word = "WITH RECURSIVE" if self.is_recursive else "WITH"
        chosen = ",\n  ".join(columns)
        return f"{word}\n" + ",\n".join(self.parts) + f"\nSELECT\n  {chosen}\nFROM {self.last}\n"
