"""The features of ``STRUCT(a, b AS c)``, of ``{'c': b}`` or of a STRUCT column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from forebay.errors import ProjectError, Span
from forebay.sql.scalar_call import at_commas

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.errors import Source
    from forebay.sql.scalar_call import ScalarCall
    from forebay.sql.token import Token


class _Reader(Protocol):
    @property
    def source(self) -> Source: ...


def struct_argument(
    call: ScalarCall, tokens: Sequence[Token], reader: _Reader
) -> list[tuple[str, Sequence[Token]]]:
    """Return name and tokens of each feature.

    Raises
    ------
    ProjectError
        ``transform-argument``: it is no STRUCT, a feature has no name, or two have the same.

    """
    texts = [token.upper for token in tokens]
    if texts[:2] in (["STRUCT", "("], ["STRUCT_PACK", "("]) and texts[-1] == ")":
        inner = tokens[2:-1]
    elif texts[:1] == ["{"] and texts[-1] == "}":
        inner = tokens[1:-1]
    else:
        place = Span(reader.source, tokens[0].start, tokens[-1].end) if tokens else call.span
        raise ProjectError.of(
            "transform-argument",
            f"ML.{call.function} takes a STRUCT of features",
            place,
            hint="write STRUCT(a, b) or STRUCT(a + 1 AS a1, b); of a column: STRUCT(s.a AS a).",
        )
    found: list[tuple[str, Sequence[Token]]] = []
    for part in at_commas(inner):
        if not part:
            raise ProjectError.of(
                "transform-argument",
                f"ML.{call.function} has an empty feature",
                call.span,
                hint="take out the comma too many.",
            )
        name, value = _named(part, call, reader)
        if any(name.casefold() == known.casefold() for known, _ in found):
            place = Span(reader.source, part[0].start, part[-1].end)
            raise ProjectError.of(
                "duplicate-name",
                f'two features have the name "{name}"',
                place,
                hint="rename one of them with AS.",
            )
        found.append((name, value))
    return found


def _named(part: Sequence[Token], call: ScalarCall, reader: _Reader) -> tuple[str, Sequence[Token]]:
    for name, value in _forms(part):
        if value and name.kind in {"word", "quoted", "string"}:
            return name.value, value
    place = Span(reader.source, part[0].start, part[-1].end)
    raise ProjectError.of(
        "transform-argument",
        f"a feature of ML.{call.function} has no name",
        place,
        hint=f"write {place.text} AS name.",
    )


def _forms(part: Sequence[Token]) -> Iterator[tuple[Token, Sequence[Token]]]:
    """Yield the name and the value that each way of naming would give."""
    if len(part) == 1 and part[0].kind != "string":
        yield part[0], part
    if len(part) > 2:  # noqa: PLR2004 - value AS name, name : value, name := value
        if part[-2].upper == "AS":
            yield part[-1], part[:-2]
        if part[1].text in {":", ":="}:
            yield part[0], part[2:]
