"""Counts of texts that training never saw: they are answered as unknown, and told."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from forebay.features.expression import Input, Lookup, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from forebay.features.frozen_features import FrozenFeatures


class UnseenCategories:
    """How many values of each text column were in no list of the model.

    A column counts where an expression looks its text up as it stands, however deep inside.

    Attributes
    ----------
    counts
        By column, 0 for those of which every text was known.

    Examples
    --------
    >>> from forebay.engine.protocol import Column
    >>> from forebay.features.frozen_features import FrozenFeatures
    >>> from forebay.features.matrix_column import MatrixColumn
    >>> looked_up = Lookup(Text(Input("c", "VARCHAR")), ("a", "b"))
    >>> features = FrozenFeatures(
    ...     (Column("c", "VARCHAR"),), (MatrixColumn("c", "category"),), (looked_up,)
    ... )
    >>> unseen = UnseenCategories(features)
    >>> unseen.add([{"c": "a"}, {"c": "z"}, {"c": None}])
    >>> unseen.counts
    {'c': 1}

    """

    def __init__(self, features: FrozenFeatures) -> None:
        known: dict[str, frozenset[str]] = {}
        for expression in features.expressions:
            for name, categories in _looked_up(expression):
                # Known to one list is known: another may hold the frequent ones only.
                known[name] = known.get(name, frozenset()) | frozenset(categories)
        self._known = tuple(known.items())
        self.counts = dict.fromkeys(known, 0)

    def add(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Count the rows of a request, by the names of the model."""
        for name, known in self._known:
            for row in rows:
                value = row[name]
                if value is not None and value not in known:
                    self.counts[name] += 1

    def add_counts(self, name: str, counts: Mapping[object, int]) -> None:
        """Count values of a column that are counted already."""
        for column, known in self._known:
            if column == name:
                self.counts[name] += sum(
                    n for value, n in counts.items() if value is not None and value not in known
                )

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that are looked up."""
        return tuple(self.counts)


def _looked_up(node: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    match node:
        case Lookup(Text(Input(name, "VARCHAR"), "plain"), categories):
            yield name, categories
        case tuple():
            for part in node:
                yield from _looked_up(part)
        case _ if is_dataclass(node):
            for field in fields(node):
                yield from _looked_up(getattr(node, field.name))
        case _:
            return
