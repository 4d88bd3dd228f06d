"""Products and crosses in plain SQL: the fields of their STRUCT are written out.

The engine has no function whose result has fields named after its argument's. So what stands in
TRANSFORM is read there, and what stands anywhere else becomes the STRUCT that it means. Places in
the new text are shown to people where they wrote them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from forebay.errors import ProjectError, Source, Span
from forebay.errors.span import Piece
from forebay.sql.combined_features import DEGREES, MOST_FEATURES, combined_features
from forebay.sql.scalar_call import is_scalar_call, read_scalar_call
from forebay.sql.struct_argument import struct_argument
from forebay.sql.token_reader import closing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.errors import Problem
    from forebay.sql.scalar_call import ScalarCall
    from forebay.sql.token import Token

_NAMED: Final = re.compile("|".join(DEGREES), re.IGNORECASE)
# Texts, each with the place of what it stands for.
_Fragments: TypeAlias = "list[tuple[str, Span]]"


def write_out_combinations(
    source: Source, tokens: Sequence[Token]
) -> tuple[Source, tuple[Problem, ...]]:
    """Return a text without ``ML.POLYNOMIAL_EXPAND`` and ``ML.FEATURE_CROSS`` outside TRANSFORM.

    The text itself, if there is none, or with what is wrong with them: ``transform-argument``.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> from forebay.sql.tokenize import tokenize
    >>> source = Source("a.sql", "SELECT ML.FEATURE_CROSS(STRUCT(a, b)) FROM t")
    >>> write_out_combinations(source, tokenize(source))[0].text
    "SELECT {'a_b': CAST(a AS VARCHAR) || '_' || CAST(b AS VARCHAR)} FROM t"

    """
    if not _NAMED.search(source.text):
        return source, ()
    writer = _Writer(source)
    try:
        kept = frozenset(_in_transform(source, tokens))
        fragments = writer.written(tokens, source.whole(), kept)
    except ProjectError:
        return source, ()  # brackets that do not close: whoever reads the statement says so
    if writer.problems or len(fragments) == 1:
        return source, tuple(writer.problems)
    texts, pieces, position = [], [], 0
    for text, span in fragments:
        pieces.append(Piece(position, position + len(text), span))
        texts.append(text)
        position += len(text)
    return Source(source.path, "".join(texts), tuple(pieces)), ()


def _in_transform(source: Source, tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the indexes of the tokens that stand in a TRANSFORM clause."""
    index = 0
    while index < len(tokens):
        words = [token.upper for token in tokens[index : index + 4]]
        if words[:2] == ["CREATE", "MODEL"] or words == ["CREATE", "OR", "REPLACE", "MODEL"]:
            while index < len(tokens) and tokens[index].upper not in {";", "AS"}:
                if tokens[index].upper == "TRANSFORM" and tokens[index + 1 : index + 2]:
                    if tokens[index + 1].text == "(":
                        last = closing(source, tokens, index + 1)
                        yield from range(index, last)
                        index = last
                elif tokens[index].text == "(":
                    index = closing(source, tokens, index)
                index += 1
        index += 1


class _Writer:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def written(
        self, tokens: Sequence[Token], place: Span, kept: frozenset[int] = frozenset()
    ) -> _Fragments:
        """Return the text of a place, written out.

        Parameters
        ----------
        tokens
            Those that stand there.
        kept
            The indexes of tokens that stay as they are.

        """
        found: _Fragments = []
        position, index = place.start, 0
        while index < len(tokens):
            length = 1
            if index not in kept and is_scalar_call(tokens, index):
                call = self._call(tokens, index)
                if call is not None:
                    found.append(self._own(position, call.span.start))
                    found += self._combined(call)
                    position, length = call.span.end, call.length
            index += length
        found.append(self._own(position, place.end))
        return [(text, span) for text, span in found if text]

    def _call(self, tokens: Sequence[Token], index: int) -> ScalarCall | None:
        """Return the call at an index, if it is to be written out."""
        if tokens[index + 2].upper not in DEGREES:
            return None
        try:
            return read_scalar_call(self.source, tokens, index)
        except ProjectError as error:
            self.problems += error.problems
            return None

    def _own(self, start: int, end: int) -> tuple[str, Span]:
        span = Span(self.source, start, end)
        return span.text, span

    def _combined(self, call: ScalarCall) -> _Fragments:
        """Return the STRUCT that a call means; nothing if it means none."""
        try:
            return self._fields(call)
        except ProjectError as error:
            self.problems += error.problems
            return []

    def _fields(self, call: ScalarCall) -> _Fragments:
        parts = struct_argument(call, call.arguments[0] if call.arguments else (), self)
        names = [name for name, _ in parts]
        degree = self._degree(call, len(names))
        values = [
            self.written(tokens, Span(self.source, tokens[0].start, tokens[-1].end))
            for _, tokens in parts
        ]
        is_cross = call.function == "FEATURE_CROSS"
        kind, between = ("VARCHAR", " || '_' || ") if is_cross else ("DOUBLE", " * ")
        found: _Fragments = [("{", call.span)]
        for i, places in enumerate(combined_features(call.function, names, degree)):
            name = "_".join(names[place] for place in places).replace("'", "''")
            found.append((f"{', ' if i else ''}'{name}': ", call.span))
            for j, place in enumerate(places):
                found.append((f"{between if j else ''}CAST(", call.span))
                found += values[place]
                found.append((f" AS {kind})", call.span))
        found.append(("}", call.span))
        return found

    def _degree(self, call: ScalarCall, count: int) -> int:
        low, high = DEGREES[call.function]
        if count > MOST_FEATURES:
            raise _wrong(
                call, f"ML.{call.function} takes at most {MOST_FEATURES} features, and has {count}"
            )
        if call.function == "FEATURE_CROSS" and count < low:
            raise _wrong(call, "a cross needs two features or more")
        if len(call.arguments) < 2:  # noqa: PLR2004 - features, degree
            return 2
        tokens = call.arguments[1]
        text = tokens[0].text
        is_degree = len(tokens) == 1 and text.isdecimal() and low <= int(text) <= high
        if len(call.arguments) > 2 or not is_degree:  # noqa: PLR2004 - features, degree
            raise _wrong(
                call, f"degree of ML.{call.function} takes a whole number from {low} to {high}"
            )
        return int(text)


def _wrong(call: ScalarCall, message: str) -> ProjectError:
    return ProjectError.of("transform-argument", message, call.span)
