"""Which step of a query drops the last row: asked only where a result has no rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from forebay.errors import ForebayError
from forebay.query.select_parts import Place, select_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Workspace
    from forebay.query.cte import Cte
    from forebay.query.select_parts import Joined, SelectParts


@dataclass(frozen=True, slots=True)
class EmptyingStep:
    """The part of a text after which no row is left, and what it does in words."""

    place: Place
    words: str


def emptied_by(workspace: Workspace, text: str) -> EmptyingStep | None:
    """Return the first step of a query without rows that gives no row.

    The steps are its relations and joins in their order, the conditions of WHERE one by one,
    HAVING, QUALIFY and LIMIT; of a CTE or a sub-query without rows, its own steps. Each is
    counted, which costs about as much as the query.

    Returns
    -------
    EmptyingStep or None
        None where the query is not one SELECT, or a part of it cannot be asked alone.

    """
    try:
        return _Search(workspace, text).of(Place(0, len(text)), ())
    except ForebayError:
        return None


class _Defined(NamedTuple):
    """A CTE in sight: how it is compared, its definition, the place of its query."""

    key: str
    text: str
    body: Place


@dataclass(frozen=True, slots=True)
class _Search:
    workspace: Workspace
    text: str

    def of(self, query: Place, outer: tuple[_Defined, ...]) -> EmptyingStep | None:
        """Search one query; `outer` are the CTEs around it."""
        parts = select_parts(self.text[slice(*query)])
        if parts is None or any(cte.with_recursive for cte in parts.ctes):
            return None
        ctes = (*outer, *(self._defined(query, cte) for cte in parts.ctes))
        source, before = "", 0
        for number, joined in enumerate(parts.joined):
            source += " " + self._at(query, joined.place)
            rows = self._count(ctes, source)
            if not rows:
                if not number or not self._count(ctes, self._at(query, joined.relation)):
                    return self._relation(query, joined, ctes)
                words = f"finds no pair for {_rows(before)}"
                return EmptyingStep(_moved(query, joined.place), words)
            before = rows
        return self._condition(query, parts, ctes, source, before)

    def _defined(self, query: Place, cte: Cte) -> _Defined:
        text = self._at(query, Place(cte.start, cte.end))
        return _Defined(cte.key, text, _moved(query, Place(cte.body_start, cte.body_end)))

    def _relation(self, query: Place, joined: Joined, ctes: tuple[_Defined, ...]) -> EmptyingStep:
        """Search a relation that has no rows itself."""
        found = None
        if joined.body is not None:
            found = self.of(_moved(query, joined.body), ctes)
        for index, cte in enumerate(ctes):
            if cte.key == joined.name.casefold():
                found = self.of(cte.body, ctes[:index])
        return found or EmptyingStep(_moved(query, joined.relation), "has no rows")

    def _condition(
        self, query: Place, parts: SelectParts, ctes: Sequence[_Defined], source: str, before: int
    ) -> EmptyingStep | None:
        """Search what follows the FROM clause."""
        given: list[str] = []
        for condition in parts.conditions:
            given.append(f"({self._at(query, condition)})")
            rows = self._count(ctes, f"{source} WHERE {' AND '.join(given)}")
            if not rows:
                words = f"keeps none of {_rows(before)}"
                return EmptyingStep(_moved(query, condition), words)
            before = rows
        found = [clause for clause in (parts.having, parts.qualify) if clause is not None]
        return EmptyingStep(_moved(query, found[0]), "keeps nothing") if len(found) == 1 else None

    def _at(self, query: Place, place: Place) -> str:
        return self.text[slice(*_moved(query, place))]

    def _count(self, ctes: Sequence[_Defined], source: str) -> int:
        head = f"WITH {', '.join(cte.text for cte in ctes)} " if ctes else ""
        counted: Any = self.workspace.rows(f"{head}SELECT count(*) FROM {source}")[0][0]
        return int(counted)


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"


def _moved(query: Place, place: Place) -> Place:
    return Place(query.start + place.start, query.start + place.end)
