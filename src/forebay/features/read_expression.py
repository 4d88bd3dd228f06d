"""SQL text of a TRANSFORM clause becomes a typed tree, if it is of the closed set of operations.

The grammar is that of DuckDB's expressions, from the loosest to the tightest:

    OR, AND, NOT, IS, comparison, BETWEEN and IN, ||, + and -, * / // %, ^ and **, -x, ::

Where a reader could doubt how operators bind (a comparison of a comparison, of BETWEEN or of IN)
the text is left to the engine, so that this grammar never decides what a text means.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from forebay.features.cast_to import cast_to
from forebay.features.expression import Constant
from forebay.features.named_function import named_function, time_part
from forebay.features.typed import (
    OutsideTheSetError,
    Typed,
    applied,
    arithmetic,
    as_double,
    as_text,
    between,
    chosen,
    compared,
    is_null,
    logical,
    negated,
    one_of,
    typed_column,
)
from forebay.sql.keywords import keywords
from forebay.sql.token import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.engine.protocol import Column

_COMPARISONS: Final = frozenset({"=", "==", "<>", "!=", "<", "<=", ">", ">="})
_DEEPEST: Final = 50
_LARGEST: Final = 2**63 - 1
_KEYWORDS: Final = keywords(
    """
    AND OR NOT IS IN BETWEEN LIKE ILIKE GLOB SIMILAR CASE WHEN THEN ELSE END CAST TRY_CAST EXTRACT
    INTERVAL DATE TIMESTAMP TIME SELECT FROM OVER COLLATE ARRAY STRUCT ROW MAP EXISTS ANY ALL
    ISNULL NOTNULL AS FILTER DISTINCT AT
    """
)


def read_expression(items: Sequence[Token | Typed], find: Callable[[str], Column | None]) -> Typed:
    """Return the tree of an expression.

    Parameters
    ----------
    items
        Its tokens; what was cut out of it stands there as what it became.
    find
        Returns the column of a name, None if there is none.

    Raises
    ------
    OutsideTheSetError
        The text is not of the set, or no expression at all: the engine says what is wrong with it.

    """
    reader = _Reader(items, find)
    found = reader.expression()
    if reader.index < len(items) or found.kind == "null":
        raise OutsideTheSetError("what follows")
    return found


class _Reader:
    def __init__(
        self, items: Sequence[Token | Typed], find: Callable[[str], Column | None]
    ) -> None:
        self.items = items
        self.find = find
        self.index = 0
        self.depth = 0

    # Looking and reading -------------------------------------------------------------------------

    def at(self, *words: str) -> bool:
        following = self.items[self.index : self.index + len(words)]
        return len(following) == len(words) and all(
            isinstance(item, Token) and item.upper == word
            for item, word in zip(following, words, strict=True)
        )

    def accept(self, *words: str) -> bool:
        if self.at(*words):
            self.index += len(words)
            return True
        return False

    def expect(self, word: str) -> None:
        if not self.accept(word):
            raise OutsideTheSetError(word)

    def operator(self, known: frozenset[str]) -> str | None:
        if self.index < len(self.items):
            item = self.items[self.index]
            if isinstance(item, Token) and item.kind == "symbol" and item.text in known:
                self.index += 1
                return item.text
        return None

    # Levels --------------------------------------------------------------------------------------

    def expression(self) -> Typed:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise OutsideTheSetError("too deep")
        found = self._chain("OR", lambda: self._chain("AND", self._not))
        self.depth -= 1
        return found

    def _chain(self, word: str, read: Callable[[], Typed]) -> Typed:
        values = [read()]
        while self.accept(word):
            values.append(read())
        return values[0] if len(values) == 1 else logical(word.lower(), *values)

    def _not(self) -> Typed:
        if self.accept("NOT"):
            return logical("not", self._not())
        return self._is()

    def _is(self) -> Typed:
        value = self._comparison()
        while self.accept("IS"):
            negate = self.accept("NOT")
            self.expect("NULL")
            value = is_null(value, negate=negate)
        return value

    def _comparison(self) -> Typed:
        left, is_plain = self._predicate()
        operator = self.operator(_COMPARISONS)
        if operator is None:
            return left
        right, is_plain_too = self._predicate()
        if not (is_plain and is_plain_too) or self.operator(_COMPARISONS) is not None:
            raise OutsideTheSetError(operator)
        return compared(operator, left, right)

    def _predicate(self) -> tuple[Typed, bool]:
        """Read BETWEEN and IN; the flag says that there was neither."""
        value = self._joined()
        negate = self.at("NOT", "BETWEEN") or self.at("NOT", "IN")
        self.index += negate
        if self.accept("BETWEEN"):
            low = self._joined()
            self.expect("AND")
            return between(value, low, self._joined(), negate=negate), False
        if self.accept("IN"):
            self.expect("(")
            return one_of(value, self._arguments(")"), negate=negate), False
        return value, True

    def _joined(self) -> Typed:
        values = [self._sum()]
        while self.operator(frozenset({"||"})):
            values.append(self._sum())
        return values[0] if len(values) == 1 else applied("joined", *map(as_text, values))

    def _sum(self) -> Typed:
        value = self._product()
        while operator := self.operator(frozenset({"+", "-"})):
            value = arithmetic(operator, value, self._product())
        return value

    def _product(self) -> Typed:
        value = self._power()
        while operator := self.operator(frozenset({"*", "/", "//", "%"})):
            value = arithmetic(operator, value, self._power())
        return value

    def _power(self) -> Typed:
        value = self._signed()
        while self.operator(frozenset({"^", "**"})):
            value = arithmetic("^", value, self._signed())
        return value

    def _signed(self) -> Typed:
        sign = self.operator(frozenset({"-", "+"}))
        if sign is None:
            return self._postfix()
        value = self._signed()
        return negated(value) if sign == "-" else _same_number(value)

    def _postfix(self) -> Typed:
        value = self._primary()
        while self.accept("::"):
            value = cast_to(value, self._type_name())
        return value

    def _type_name(self) -> str:
        token = self._token()
        if token.kind != "word" or self.at("(") or self.at("["):
            raise OutsideTheSetError("a type")
        return token.text

    # Primaries -----------------------------------------------------------------------------------

    def _token(self) -> Token:
        if self.index >= len(self.items):
            raise OutsideTheSetError("the end")
        item = self.items[self.index]
        if not isinstance(item, Token):
            raise OutsideTheSetError("a call")
        self.index += 1
        return item

    def _primary(self) -> Typed:
        if self.index < len(self.items) and isinstance(found := self.items[self.index], Typed):
            self.index += 1
            return found
        token = self._token()
        match token.kind:
            case "number":
                return _number(token.text)
            case "string":
                return _string(token)
            case "word" | "quoted":
                return self._named(token)
        if token.text == "(":
            value = self.expression()
            self.expect(")")
            return value
        if token.text == "[":
            return _array(self._arguments("]"))
        raise OutsideTheSetError(token.text)

    def _named(self, token: Token) -> Typed:
        if self.at("."):
            raise OutsideTheSetError("a qualified name")
        word = token.upper
        if word in {"TRUE", "FALSE", "NULL"}:
            value = {"TRUE": True, "FALSE": False, "NULL": None}[word]
            return Typed(Constant(value), "null" if value is None else "boolean")
        following = self.items[self.index] if self.index < len(self.items) else None
        is_literal = isinstance(following, Token) and following.kind == "string"
        if word in {"DATE", "TIMESTAMP"} and is_literal:
            return _time(word, self._token())
        if word == "CASE":
            return self._case()
        if self.accept("("):
            return self._call(word)
        if word in _KEYWORDS and self.find(token.value) is None:
            raise OutsideTheSetError(word)
        column = self.find(token.value)
        if column is None:
            raise OutsideTheSetError(token.value)
        return typed_column(column)

    def _call(self, word: str) -> Typed:
        if word == "CAST":
            value = self.expression()
            self.expect("AS")
            found = cast_to(value, self._type_name())
            self.expect(")")
            return found
        if word == "EXTRACT":
            part = self._token()
            self.expect("FROM")
            value = self.expression()
            self.expect(")")
            return time_part(part.value, value)
        if word in _KEYWORDS:
            raise OutsideTheSetError(word)
        return named_function(word, self._arguments(")"))

    def _arguments(self, closing: str) -> list[Typed]:
        if self.accept(closing):
            return []
        values = [self.expression()]
        while self.accept(","):
            values.append(self.expression())
        self.expect(closing)
        return values

    def _case(self) -> Typed:
        subject = None if self.at("WHEN") else self.expression()
        branches: list[tuple[Typed, Typed]] = []
        while self.accept("WHEN"):
            condition = self.expression()
            if subject is not None:
                condition = compared("=", subject, condition)
            self.expect("THEN")
            branches.append((condition, self.expression()))
        otherwise = self.expression() if self.accept("ELSE") else Typed(Constant(None), "null")
        self.expect("END")
        if not branches:
            raise OutsideTheSetError("CASE")
        return chosen(branches, otherwise)


def _same_number(value: Typed) -> Typed:
    if value.kind not in {"integer", "double"}:
        raise OutsideTheSetError("+")
    return value


def _number(text: str) -> Typed:
    """Return a literal; with a point or an exponent a float64, where DuckDB has a DECIMAL."""
    if re.fullmatch(r"[0-9]+", text):
        if int(text) > _LARGEST:
            raise OutsideTheSetError(text)
        return Typed(Constant(int(text)), "integer")
    if re.fullmatch(r"[0-9]*\.?[0-9]*([eE][+-]?[0-9]+)?", text):
        return Typed(Constant(float(text)), "double")
    raise OutsideTheSetError(text)


def _string(token: Token) -> Typed:
    if "\0" in token.value:
        raise OutsideTheSetError("a NUL character")
    return Typed(Constant(token.value), "text")


def _time(word: str, token: Token) -> Typed:
    pattern = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    if word == "TIMESTAMP":
        pattern += r"( [0-9]{2}:[0-9]{2}:[0-9]{2})?"
    if not re.fullmatch(pattern, token.value):
        raise OutsideTheSetError(token.value)
    try:
        if word == "DATE":
            return Typed(Constant(date.fromisoformat(token.value)), "date")
        return Typed(Constant(datetime.fromisoformat(token.value)), "timestamp")
    except ValueError as error:
        raise OutsideTheSetError(token.value) from error


def _array(values: Sequence[Typed]) -> Typed:
    kinds = {value.kind for value in values} - {"null"}
    if kinds and kinds <= {"integer", "double"}:
        return applied("numbers_of", *(as_double(value) for value in values))
    if kinds == {"text"}:
        return applied("texts_of", *(value.expression for value in values))
    raise OutsideTheSetError("an array")
