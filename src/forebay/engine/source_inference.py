"""The types of undeclared columns, from every row of the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.engine.json_input import JsonInput
from forebay.engine.nested_types import nested_types
from forebay.engine.quote import literal
from forebay.engine.source_types import EXPONENT_CODE, EXPONENT_FORM
from forebay.errors import ForebayError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.engine.protocol import Workspace
    from forebay.engine.source_columns import Picked
    from forebay.engine.source_spec import SourceSpec
    from forebay.engine.text_input import TextInput

# What can happen to a reading without any fault of the file.
NOT_THE_FILES_FAULT = frozenset({"disk-full", "out-of-memory", "interrupted", "hidden-source"})
_SAMPLE_ROWS = 1024
_SAMPLE_VALUES = 200_000  # of all columns together

# The most specific type that all sampled texts fit is tried on all rows; what does not fit there is
# tried as the next wider one. VARCHAR holds everything.
_CANDIDATES = ("BOOLEAN", "BIGINT", "DOUBLE", "DATE", "TIMESTAMP")
_WIDER = {
    "BOOLEAN": "VARCHAR",
    "BIGINT": "DOUBLE",
    "DOUBLE": "VARCHAR",
    "DATE": "TIMESTAMP",
    "TIMESTAMP": "VARCHAR",
    "VARCHAR": "JSON",
}
_MOST_BAD_TO_HINT = 0.5
_MANY_COLUMNS = 100
_COLUMNS_AT_ONCE = 2_500


@dataclass(slots=True)
class _Guess:
    text: str  # t0, t1, ...
    name: str
    kind: str
    almost: str = ""  # most texts fit this type, but not all
    is_code: bool = False  # all texts are such as 12e5, which may be a number and may be a name


@dataclass(frozen=True, slots=True)
class Inferred:
    """Types by the position of their column, warnings, and how many rows were seen (or None)."""

    kinds: dict[int, str]
    notices: tuple[Problem, ...]
    rows: int | None


def infer_types(
    workspace: Workspace,
    relation: str,
    opened: TextInput,
    picked: Sequence[Picked],
    spec: SourceSpec,
) -> Inferred:
    """Return the type of each picked column without a declared one, and what looks odd.

    Parameters
    ----------
    relation
        SQL with the columns t0, t1, ..., one per picked column.

    """
    guesses = {
        i: _Guess(f"t{i}", column.name, "VARCHAR")
        for i, column in enumerate(picked)
        if column.type is None
    }
    if not guesses:
        return Inferred({}, (), None)
    _sample(workspace, relation, opened, guesses)
    rows, settled = _settled(workspace, opened, picked, guesses)
    doubtful = [g for i, g in guesses.items() if i not in settled and g.kind != opened.widest]
    rows = _verify(workspace, relation, opened, doubtful, rows)
    notices = [_notice(workspace, relation, opened, g, spec) for g in guesses.values() if g.almost]
    kinds = {i: guess.kind for i, guess in guesses.items()}
    nested = [guess.text for guess in guesses.values() if guess.kind == "JSON"]
    if nested and isinstance(opened, JsonInput):
        found = nested_types(workspace, relation, nested)
        kinds = {i: found.get(g.text, g.kind) for i, g in guesses.items()}
    return Inferred(kinds, tuple(n for n in notices if n is not None), rows)


def _sample(
    workspace: Workspace, relation: str, opened: TextInput, guesses: dict[int, _Guess]
) -> None:
    """Give each column the most specific type that all of its first texts fit."""
    n_rows = max(1, min(_SAMPLE_ROWS, _SAMPLE_VALUES // len(guesses)))
    first = f"SELECT * FROM ({relation}) LIMIT {n_rows}"
    every = list(guesses.values())
    empty = [g for some in _some(every) for g in _guess(workspace, first, opened, some)]
    if len(empty) > _MANY_COLUMNS:  # such as a column for each product: they are nearly empty
        for some in _some(empty):
            _guess(workspace, relation, opened, some)
        return
    for guess in empty:
        there = f"SELECT * FROM ({relation}) WHERE {guess.text} IS NOT NULL LIMIT {_SAMPLE_ROWS}"
        _guess(workspace, there, opened, [guess])


def _some(guesses: list[_Guess]) -> Iterator[list[_Guess]]:
    """Yield some columns at a time: longer lists are slower for each text."""
    for start in range(0, len(guesses), _COLUMNS_AT_ONCE):
        yield guesses[start : start + _COLUMNS_AT_ONCE]


def _guess(
    workspace: Workspace, sample: str, opened: TextInput, guesses: list[_Guess]
) -> list[_Guess]:
    """Guess from a sample; return the columns of which it holds nothing but NULL."""
    # The columns one below the other: planning six counts for each column takes far longer.
    listed = ", ".join(guess.text for guess in guesses)
    below = (
        f"SELECT unnest(range({len(guesses)})) AS place, unnest([{listed}]) AS t FROM ({sample})"
    )
    conditions = [opened.guess(kind, "t") for kind in _CANDIDATES]
    conditions += [
        f"regexp_full_match(t, {literal(form)})" for form in (EXPONENT_FORM, EXPONENT_CODE)
    ]
    fitting = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in conditions)
    counted = workspace.rows(
        f"SELECT place, count(*), {fitting} FROM ({below}) WHERE t IS NOT NULL GROUP BY place"
    )
    by_place = {place: [int(str(n)) for n in counts] for place, *counts in counted}
    empty = []
    for position, guess in enumerate(guesses):
        there, *counts, exponents, codes = by_place.get(position, [0] * (3 + len(_CANDIDATES)))
        by_kind = dict(zip(_CANDIDATES, counts, strict=True))
        likely = max(_CANDIDATES, key=lambda kind: by_kind[kind])
        if there == 0:
            empty.append(guess)
        elif opened.widest == "VARCHAR" and exponents == there and codes:
            guess.almost, guess.is_code = "DOUBLE", True
        elif by_kind[likely] == there:
            guess.kind = likely
        elif by_kind[likely] > there * _MOST_BAD_TO_HINT:
            guess.almost = likely
    return empty


def _settled(
    workspace: Workspace, opened: TextInput, picked: Sequence[Picked], guesses: dict[int, _Guess]
) -> tuple[int | None, frozenset[int]]:
    """Return the number of rows and the columns whose every text fits; None and none in doubt."""
    kinds = {i: guess.kind for i, guess in guesses.items()}
    looked = opened.look(picked, kinds)
    if looked is not None:
        return looked
    quick = opened.quick_look(picked, kinds) if len(guesses) <= _MANY_COLUMNS else None
    if quick is None:
        return None, frozenset()
    relation, columns = quick
    try:
        found = workspace.rows(
            f"SELECT count(*), count(*) FILTER (WHERE ok IS NOT TRUE) FROM ({relation})"
        )
    except ForebayError as error:
        if error.problems[0].name in NOT_THE_FILES_FAULT:
            raise
        return None, frozenset()
    rows, odd = (int(str(count)) for count in found[0])
    return (None, frozenset()) if odd else (rows, columns)


def _verify(
    workspace: Workspace, relation: str, opened: TextInput, doubtful: list[_Guess], rows: int | None
) -> int:
    """Try the guesses on all rows and widen them until all rows fit; return how many rows.

    `rows` is their number if it is known; then nothing is read where nothing is doubtful.
    """
    while rows is None or doubtful:
        ask = _misfits if len(doubtful) <= _MANY_COLUMNS else _misfits_of_many
        rows, counts = ask(workspace, relation, opened, doubtful)
        again = []
        for guess, (there, bad) in zip(doubtful, counts, strict=True):
            if bad:
                guess.almost = guess.kind if bad < there * _MOST_BAD_TO_HINT else ""
                guess.kind = _WIDER[guess.kind]
                if guess.kind != opened.widest:
                    again.append(guess)
        doubtful = again
    return rows


_Counts = tuple[int, list[tuple[int, int]]]  # rows; for each column its texts and those that fail


def _misfits(
    workspace: Workspace, relation: str, opened: TextInput, guesses: list[_Guess]
) -> _Counts:
    """Count the texts of each column, and those that do not fit its type."""
    asked = ["count(*)"]
    for guess in guesses:
        fits = f"coalesce({opened.guess(guess.kind, guess.text)}, {guess.text} IS NULL)"
        asked += [f"count({guess.text})", f"count(*) FILTER (WHERE NOT {fits})"]
    found = workspace.rows(f"SELECT {', '.join(asked)} FROM ({relation})")[0]
    rows, *counts = (int(str(count)) for count in found)
    return rows, list(zip(counts[0::2], counts[1::2], strict=True))


def _misfits_of_many(
    workspace: Workspace, relation: str, opened: TextInput, guesses: list[_Guess]
) -> _Counts:
    """Count the same with the columns of one type below each other.

    Planning a count of its own for each column takes time by the square of their number: 10,000
    columns would take hours. This takes longer for each text, and minutes.
    """
    rows = 0
    counts: dict[str, tuple[int, int]] = {}
    for alike in _alike(guesses):
        kind = alike[0].kind
        listed = ", ".join(guess.text for guess in alike)
        below = f"SELECT unnest(range({len(alike)})) AS place, unnest([{listed}]) AS t"
        fits = f"coalesce({opened.guess(kind, 't')}, t IS NULL)"
        found = workspace.rows(
            f"SELECT place, count(*), count(t), count(*) FILTER (WHERE NOT {fits})"
            f" FROM ({below} FROM ({relation})) GROUP BY place"
        )
        for place, *numbers in found:
            rows, there, bad = (int(str(number)) for number in numbers)
            counts[alike[int(str(place))].text] = (there, bad)
    return rows, [counts.get(guess.text, (0, 0)) for guess in guesses]


def _alike(guesses: list[_Guess]) -> Iterator[list[_Guess]]:
    """Yield columns of one type, some at a time."""
    for kind in dict.fromkeys(guess.kind for guess in guesses):
        yield from _some([guess for guess in guesses if guess.kind == kind])


def _notice(
    workspace: Workspace, relation: str, opened: TextInput, guess: _Guess, spec: SourceSpec
) -> Problem | None:
    """Say which few texts keep a column from being what most of it is."""
    if guess.kind != opened.widest:
        return None  # widened to another number or moment: nothing is lost
    if guess.is_code:
        return _code_notice(guess, spec)
    odd = f"NOT coalesce({opened.guess(guess.almost, guess.text)}, {guess.text} IS NULL)"
    found = workspace.rows(
        f"SELECT {guess.text}, count(*) AS n FROM ({relation}) WHERE {odd}"
        " GROUP BY 1 ORDER BY n DESC, 1 LIMIT 4"
    )
    if not found:
        return None
    shown = ", ".join(f"'{str(text)[:40]}' ({n:,} rows)" for text, n in found[:3])
    more = ", ..." if len(found) > 3 else ""  # noqa: PLR2004
    column = f'source "{spec.name}": column "{guess.name}"'
    message = f"{column} is {guess.kind}, though most of it is {guess.almost}"
    detail = f"what is not: {shown}{more}."
    return Problem(
        "mostly-typed", message, spec.span, detail, _advice(guess, found, spec), severity="warning"
    )


def _code_notice(guess: _Guess, spec: SourceSpec) -> Problem:
    return Problem(
        "mostly-typed",
        f'source "{spec.name}": column "{guess.name}" is {guess.kind}, though it may be DOUBLE',
        spec.span,
        detail="its texts are such as 12e5, which is a number and looks like a code.",
        hint=f'declare it: "{guess.name}" DOUBLE, or "{guess.name}" VARCHAR',
        severity="warning",
    )


def _advice(guess: _Guess, found: list[tuple[object, ...]], spec: SourceSpec) -> str:
    texts = [str(text) for text, _ in found]
    if spec.format == "CSV" and len(texts) <= 3:  # noqa: PLR2004 - a short list can be NULL markers
        markers = ", ".join(f"'{t}'" for t in dict.fromkeys((*spec.options.null_markers, *texts)))
        return f"if they mean NULL, add the option null_markers = [{markers}]"
    if guess.almost in {"BIGINT", "DOUBLE"} and any("," in t for t in texts):
        return "if the comma is a decimal separator, add the option decimal_separator = ','"
    return f'declare the column to see every such row: "{guess.name}" {guess.almost}'
