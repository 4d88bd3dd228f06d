"""The numbers of an array as columns of SQL: one for each of its places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forebay.export.sql_operations import refused
from forebay.features.expression import Apply, Constant, Input, ListLookup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.export.sql_dialect import SqlDialect
    from forebay.export.sql_expression import SqlWriter
    from forebay.features.expression import Expression

# How many elements, called v, meet a condition; how many there are; the one at a place from 1.
_COUNTED: Final = {
    "duckdb": "len(list_filter({array}, lambda v: {condition}))",
    "postgres": "(SELECT count(*) FROM unnest({array}) AS forebay_of(v) WHERE {condition})",
    "bigquery": "(SELECT count(*) FROM UNNEST({array}) AS v WHERE {condition})",
    "spark": "size(filter({array}, v -> {condition}))",
}
_LENGTH: Final = {
    "duckdb": "len({0})", "postgres": "cardinality({0})", "bigquery": "array_length({0})",
    "spark": "size({0})",
}  # fmt: skip
_PLACE: Final = {
    "duckdb": "{0}[{1}]", "postgres": "({0})[{1}]", "bigquery": "{0}[ORDINAL({1})]",
    "spark": "element_at({0}, {1})",
}  # fmt: skip
_OTHER_LENGTH: Final = {
    "duckdb": "error({0})",
    "bigquery": "ERROR({0})",
    "spark": "CAST(raise_error({0}) AS DOUBLE)",
    "postgres": "CAST({0} AS DOUBLE PRECISION)",  # which says the text that is no number
}


@dataclass(frozen=True, slots=True)
class SqlArrays:
    """Writes the places of arrays with what writes everything else."""

    writer: SqlWriter

    @property
    def dialect(self) -> SqlDialect:
        """The dialect."""
        return self.writer.dialect

    def place(self, expression: Expression, position: int) -> str:
        """Return SQL for the number at a place from 0 of an array of (index, value) pairs.

        Raises
        ------
        ProjectError
            ``not-supported``: the dialect has no such arrays, or its values were not compared.

        """
        match expression:
            case Apply("pairs_of", (values, Constant(int() as width), Constant(fill))):
                return self._number(values, position, width, self._double(fill))
            case Apply("one_hot", (code, Constant(int() as dropped))):
                one = self._double(0.0 if position == dropped else 1.0)
                made = self.writer.sql(code)
                return f"CASE WHEN {made} = {position} THEN {one} ELSE {self._double(0.0)} END"
            case Apply("multi_hot", (ListLookup() as codes,)):
                counted, _ = self._counted(codes, position)
                one, zero = self._double(1.0), self._double(0.0)
                return f"CASE WHEN {counted} > 0 THEN {one} ELSE {zero} END"
            case Apply("counts", (ListLookup() as codes,)):
                return f"CAST({self._counted(codes, position)[0]} AS {self.dialect.double})"
            case Apply("tf_idf", (ListLookup() as codes, Constant(tuple() as idf))):
                counted, length = self._counted(codes, position)
                double, weight = self.dialect.double, self._double(idf[position])
                share = f"CAST({counted} AS {double}) / CAST({length} AS {double}) * {weight}"
                return f"CASE WHEN {counted} > 0 THEN {share} ELSE {self._double(0.0)} END"
            case _:
                raise refused(self.dialect, "such an array")

    def _number(self, values: Expression, position: int, width: int, fill: str) -> str:
        match values:
            case Apply("numbers", (inner,)):
                return self._number(inner, position, width, fill)
            case Apply("numbers_of", numbers) if len(numbers) == width:
                return f"coalesce({self.writer.sql(numbers[position])}, {fill})"
            case Input():
                array = self._array(values)
                name = self.dialect.name
                length = _LENGTH[name].format(array)
                told = (
                    f"concat('an array has ', {length}, ' numbers, and in training it had {width}')"
                )
                if name == "bigquery":
                    told = told.replace(length, f"CAST({length} AS STRING)")
                at = _PLACE[name].format(array, position + 1)
                return (
                    f"CASE WHEN {array} IS NULL THEN {fill} WHEN {length} = {width}"
                    f" THEN coalesce({at}, {fill}) ELSE {_OTHER_LENGTH[name].format(told)} END"
                )
            case _:
                raise refused(self.dialect, "such an array")

    def _counted(self, codes: ListLookup, position: int) -> tuple[str, str]:
        """Return SQL for how often a code occurs, and for how many texts there are."""
        match codes.value:
            case Apply("texts_of", texts):
                written = [self.writer.sql(text) for text in texts]
                ones = [
                    f"CASE WHEN {self._is(text, codes.categories, position)} THEN 1 ELSE 0 END"
                    for text in written
                ]
                return f"({' + '.join(ones)})", str(len(written))
            case Input():
                array, name = self._array(codes.value), self.dialect.name
                condition = self._is("v", codes.categories, position)
                counted = _COUNTED[name].format(array=array, condition=condition)
                # Of an array that is NULL nothing occurs.
                return f"coalesce({counted}, 0)", _LENGTH[name].format(array)
            case _:
                raise refused(self.dialect, "such an array")

    def _is(self, text: str, categories: Sequence[str], code: int) -> str:
        """Return a condition: a text has a code; 0 is that of NULL and of every other text."""
        if code:
            return f"{text} = {self.dialect.string(categories[code - 1])}"
        known = ", ".join(map(self.dialect.string, categories))
        return f"({text} IS NULL OR {text} NOT IN ({known}))" if known else "1 = 1"

    def _array(self, value: Expression) -> str:
        if self.dialect.name not in _COUNTED:
            raise refused(self.dialect, "an array")
        return self.writer.sql(value)

    def _double(self, value: object) -> str:
        assert isinstance(value, int | float)  # noqa: S101 - as training wrote it
        return self.dialect.number(float(value))
