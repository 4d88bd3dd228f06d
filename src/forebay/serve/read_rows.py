"""Rows of JSON as values of the types that a model was trained on; all that is wrong at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.errors import Problem, nearest
from forebay.serve.json_value import UnfitError, reader_of
from forebay.serve.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.engine.protocol import Column
    from forebay.serve.json_value import Reader

_SHOWN: Final = 40  # characters of a value
_MOST: Final = 100  # problems that are told


@dataclass(frozen=True, slots=True)
class Field:
    """A column that the model needs, and how a JSON value becomes one of its type."""

    name: str
    kind: str
    read: Reader


class RowReader:
    """Reads the rows of one model.

    Examples
    --------
    >>> from forebay.engine.protocol import Column
    >>> RowReader("m", [Column("n", "INTEGER")]).read([{"n": 3, "note": "x"}])
    ([{'n': 3}], ('note',))

    """

    def __init__(self, model: str, columns: Sequence[Column]) -> None:
        self._model = model
        self.fields = tuple(Field(c.name, c.type, reader_of(c.type)) for c in columns)
        self._by_key = {field.name.casefold(): field for field in self.fields}

    def read(self, rows: Sequence[Any]) -> tuple[list[dict[str, object]], tuple[str, ...]]:
        """Return the rows as typed values by the model's names, and the columns that it ignores.

        Raises
        ------
        RefusedError
            422 with every problem: ``missing-feature``, ``feature-value``, ``duplicate-column``.

        """
        found: list[dict[str, object]] = []
        ignored: dict[str, None] = {}
        problems: list[Problem] = []
        for number, given in enumerate(rows):
            if len(problems) > _MOST:
                break
            if type(given) is not dict:
                problems.append(self._no_row(number, given))
                continue
            found.append(self._row(number, given, ignored, problems))
        if problems:
            raise RefusedError(422, *problems)
        return found, tuple(ignored)

    def _row(
        self,
        number: int,
        given: Mapping[str, object],
        ignored: dict[str, None],
        problems: list[Problem],
    ) -> dict[str, object]:
        row: dict[str, object] = {}
        told = len(problems)
        for field in self.fields:
            if field.name not in given:
                del problems[told:]  # all that is wrong with the row is told there
                return self._by_other_case(number, given, ignored, problems)
            row[field.name] = _value(number, field, given[field.name], problems)
        if len(given) > len(row):
            ignored.update(dict.fromkeys(name for name in given if name not in row))
        return row

    def _by_other_case(
        self,
        number: int,
        given: Mapping[str, object],
        ignored: dict[str, None],
        problems: list[Problem],
    ) -> dict[str, object]:
        """Read a row whose names are written otherwise; tell what is missing."""
        named: dict[str, object] = {}
        for name, value in given.items():
            field = self._by_key.get(name.casefold())
            if field is None:
                ignored[name] = None
            elif field.name in named:
                problems.append(
                    Problem(
                        "duplicate-column",
                        f'row {number}: "{field.name}" is given twice',
                        hint="give each column once.",
                    )
                )
            else:
                named[field.name] = value
        missing = [field for field in self.fields if field.name not in named]
        if not missing:
            return self._row(number, named, ignored, problems)
        for field in self.fields:
            if field in missing:
                problems.append(self._missing(number, field, given))
            else:
                _value(number, field, named[field.name], problems)
        return {}

    def _missing(self, number: int, field: Field, given: Mapping[str, object]) -> Problem:
        others = [name for name in given if name.casefold() not in self._by_key]
        meant = nearest(field.name, others)
        return Problem(
            "missing-feature",
            f'row {number}: model "{self._model}" needs the column "{field.name}"',
            detail=f"it is {field.kind}; null is a value.",
            hint=f'did you mean "{meant}"?' if meant else "",
        )

    def _no_row(self, number: int, given: object) -> Problem:
        return Problem(
            "feature-value",
            f"row {number} is {_shown(given)}, and a row is an object",
            hint=f"write its columns by name: {', '.join(f.name for f in self.fields[:10])}.",
        )


def _value(number: int, field: Field, value: object, problems: list[Problem]) -> object:
    if value is None:
        return None
    try:
        return field.read(value)
    except UnfitError as error:
        problems.append(_unfit(number, field, value, error))
    return None


def _unfit(number: int, field: Field, value: object, error: UnfitError) -> Problem:
    return Problem(
        "feature-value",
        f'row {number}: "{field.name}" is {_shown(value)}, and {error} is needed',
        detail=f"the model was trained on {field.kind}; nothing is rounded or parsed in silence.",
        hint="send a value of that type, or null.",
    )


def _shown(value: object) -> str:
    match value:
        case dict():
            return "an object"
        case list():
            return "a list"
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case str():
            cut = value[:_SHOWN] + ("..." if len(value) > _SHOWN else "")
            return ascii(cut).replace("'", '"') if "'" not in cut else ascii(cut)
        case _:
            return repr(value)[:_SHOWN]
