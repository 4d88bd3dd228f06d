"""Operations on texts, counted in code points and compared by their UTF-8 bytes."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from forebay.features.operations.farm_fingerprint import farm_fingerprint
from forebay.features.operations.operation import Operation, out_of_range

if TYPE_CHECKING:
    from collections.abc import Callable

_SUPPORTED = 2**32 - 1  # the engine's own limit of positions in a text


def _upper(text: str) -> str:
    return "".join(map(_upper_letter, text))


def _upper_letter(letter: str) -> str:
    """Return one letter for one letter, as the engine does: ``\u00df`` becomes ``\u1e9e``."""
    if letter == "\u00df":
        return "\u1e9e"
    made = letter.upper()
    if len(made) == 1:
        return made
    title = letter.title()
    return title if len(title) == 1 else letter


def _lower(text: str) -> str:
    return "".join(made if len(made := c.lower()) == 1 else made[0] for c in text)


def _part(text: str, start: int, length: int = _SUPPORTED) -> str:
    """Return `length` letters from `start`: 1 is the first, -1 the last; see DuckDB's substring."""
    if not -_SUPPORTED <= start <= _SUPPORTED or not -_SUPPORTED <= length <= _SUPPORTED:
        raise out_of_range(f"no text has the part ({start}, {length})")
    if start == 0:
        length -= 1
        if length <= 0:
            return ""
    begin = start - 1 if start > 0 else max(len(text) + start, 0) if start else 0
    if start < 0 and length > 0 and len(text) + start < 0:
        length += len(text) + start
        if length <= 0:
            return ""
    if length < 0:
        return text[max(0, begin + length) : begin]
    return text[begin : begin + length]


def _is_space(letter: str) -> bool:
    return unicodedata.category(letter) == "Zs"


def _stripped(text: str, is_cut: Callable[[str], bool], sides: str) -> str:
    begin, end = 0, len(text)
    while "l" in sides and begin < end and is_cut(text[begin]):
        begin += 1
    while "r" in sides and end > begin and is_cut(text[end - 1]):
        end -= 1
    return text[begin:end]


def _trim(name: str, sides: str) -> dict[str, Operation]:
    return {
        name: Operation(
            "text",
            "without blanks at " + {"lr": "both ends", "l": "its begin", "r": "its end"}[sides],
            lambda a: f"{name}({a})",
            lambda a: _stripped(a, _is_space, sides),
        ),
        f"{name}_of": Operation(
            "text",
            "without letters of b at " + {"lr": "both ends", "l": "its begin", "r": "its end"}[
                sides
            ],
            lambda a, b: f"{name}({a}, {b})",
            lambda a, b: _stripped(a, lambda letter: letter in b, sides),
        ),
    }  # fmt: skip


TEXT_OPERATIONS: Final[dict[str, Operation]] = {
    "length": Operation("integer", "number of code points", lambda a: f"length({a})", len),
    "lower": Operation("text", "in lower case, letter by letter", lambda a: f"lower({a})", _lower),
    "upper": Operation("text", "in upper case, letter by letter", lambda a: f"upper({a})", _upper),
    "substr": Operation(
        "text", "from letter b to the end", lambda a, b: f"substring({a}, {b})", _part
    ),
    "substr_of": Operation(
        "text", "c letters from letter b", lambda a, b, c: f"substring({a}, {b}, {c})", _part
    ),
    **_trim("trim", "lr"),
    **_trim("ltrim", "l"),
    **_trim("rtrim", "r"),
    "joined": Operation(
        "text",
        "one after the other; NULL if one is NULL",
        lambda *a: f"({' || '.join(a)})",
        lambda *a: "".join(a),
    ),
    "concat": Operation(
        "text",
        "one after the other, without those that are NULL",
        lambda *a: f"concat({', '.join(a)})",
        lambda *a: "".join(part for part in a if part is not None),
        strict=False,
    ),
    "contains": Operation(
        "boolean", "b stands in a", lambda a, b: f"contains({a}, {b})", lambda a, b: b in a
    ),
    "starts_with": Operation(
        "boolean",
        "a begins with b",
        lambda a, b: f"starts_with({a}, {b})",
        lambda a, b: a.startswith(b),
    ),
    "ends_with": Operation(
        "boolean", "a ends with b", lambda a, b: f"suffix({a}, {b})", lambda a, b: a.endswith(b)
    ),
    "farm_fingerprint": Operation(
        "integer",
        "the 64 bits of FarmHash's Fingerprint64, as a signed integer",
        lambda a: f"bq.farm_fingerprint({a})",
        farm_fingerprint,
    ),
    "hash_bucket": Operation(
        "integer",
        "a as an unsigned integer, modulo b",
        lambda a, b: f"CAST((CAST({a} AS HUGEINT) + {2**64}) % {2**64} % {b} AS BIGINT)",
        lambda a, b: a % 2**64 % b,
    ),
    "replace": Operation(
        "text",
        "c for every b in a",
        lambda a, b, c: f"replace({a}, {b}, {c})",
        lambda a, b, c: a.replace(b, c) if b else a,
    ),
}
