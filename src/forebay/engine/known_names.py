"""What names mean in a workspace, and what queries were found to give while they meant it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.engine.protocol import Schema


@dataclass(slots=True)
class KnownNames:
    """Relations by name, and the columns of queries by text.

    A query gives the same columns until a name that it may read means other columns: a relation
    whose rows are others, and a view that computes the same columns otherwise, change nothing.

    Parameters
    ----------
    relations
        The columns of each relation.
    described
        The columns of queries, as long as they are sure.

    Examples
    --------
    >>> from forebay.engine.protocol import Column, Schema
    >>> known, numbers = KnownNames(), Schema((Column("n", "BIGINT"),))
    >>> known.relation("t", numbers)
    >>> known.described["FROM t"] = numbers
    >>> known.relation("t", numbers)  # other rows
    >>> list(known.described)
    ['FROM t']
    >>> known.relation("t", Schema((Column("n", "DOUBLE"),)))
    >>> list(known.described)
    []

    """

    relations: dict[str, Schema] = field(default_factory=dict)
    described: dict[str, Schema] = field(default_factory=dict)
    _times: set[str] = field(default_factory=set)

    def relation(self, name: str, schema: Schema) -> None:
        """Note that a relation was defined, or defined anew."""
        if self.relations.get(name) != schema:
            self.described.clear()
        self.relations[name] = schema

    def dropped(self, name: str) -> None:
        """Note that a relation is there no more."""
        for key in [key for key in self.relations if key.casefold() == name.casefold()]:
            del self.relations[key]
        self.described.clear()

    def variable(self, name: str, value: object) -> None:
        """Note that a variable was set: only times surely have the type that they had."""
        key, is_time = name.casefold(), isinstance(value, datetime) and value.tzinfo is None
        if not (is_time and key in self._times):
            self.described.clear()
        self._times = self._times | {key} if is_time else self._times - {key}
