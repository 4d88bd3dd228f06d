"""Which rows train, which tune, which judge (SEMANTICS 25)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from forebay.engine.quote import literal, quote
from forebay.errors import EngineError
from forebay.features.frame import GROUP, KEY, LABEL_KNOWN_AT, PREDICT_AT
from forebay.features.key_hash import LARGEST_HASH
from forebay.features.part import PARTS
from forebay.features.part_condition import part_condition
from forebay.features.split_rows import SplitRows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from forebay.engine.protocol import Column, Workspace
    from forebay.features.part import Part
    from forebay.features.roles import Roles

SplitKind: TypeAlias = Literal["none", "time", "random", "group", "sequence", "custom"]

# BigQuery ML's AUTO_SPLIT: below 500 rows no evaluation rows, to 50,000 a fifth, above 10,000 rows.
_FEW_ROWS = 500
_MANY_ROWS = 50_000
_GATE_ROWS = 10_000
_GATE_SHARE = 0.2
_TUNE_SHARE = 0.1  # of the rows that are not gate rows
_CALIBRATE_ROWS = 50_000  # more would not make a curve or a width any better


@dataclass(frozen=True, slots=True)
class Split:
    """A decision for every row of a frame.

    Parameters
    ----------
    part_sql
        A scalar expression over the frame's columns that gives the name of the row's part: one of
        ``PARTS``. ``unlabelled``: the label is NULL; ``immature``: the label is not known yet;
        ``undated``: PREDICT AT is NULL; ``embargo``: its label was not known before the first gate
        prediction. None of these is trained, tuned or judged on.
    counts
        Rows of each part; a part without rows is there with 0.
    cutoffs
        Where the parts begin: ``gate``, ``calibrate`` and ``tune``, as text; empty where a hash
        decides.
    description
        One line for people.
    branches
        What `part_sql` is made of: see ``part_condition``.

    """

    kind: SplitKind
    part_sql: str
    counts: Mapping[str, int]
    cutoffs: Mapping[str, str] = field(default_factory=dict)
    description: str = ""
    branches: tuple[tuple[str, Part], ...] = ()

    def where(self, *parts: Part) -> str:
        """Return the condition that a row is in one of some parts; never NULL."""
        return part_condition(self.branches, parts)


@dataclass(frozen=True, slots=True)
class _Decision:
    kind: SplitKind
    branches: list[tuple[str, Part]]
    description: str
    cutoffs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Shares:
    """Of the rows that are not gate rows: those to calibrate on, and of the rest those to tune."""

    calibrate: float
    tune: float


def plan_split(  # noqa: PLR0913 - four of them by name only
    workspace: Workspace,
    frame: str,
    roles: Roles,
    *,
    seed: int = 0,
    as_of: datetime | None = None,
    tune: bool = True,
    calibrate: float = 0.0,
) -> Split:
    """Decide for each row of a frame what it is for.

    Parameters
    ----------
    frame
        The name of a relation made by ``frame_query``.
    seed
        Of the hash that splits at random.
    as_of
        Now, in UTC: labels that become known at it or later are immature. None: all are known.
    tune
        Whether the algorithm has a use for tune rows; without it they are trained on.
    calibrate
        The share of the rows that are not gate rows on which scores are calibrated or intervals
        are measured, at most about 50,000 rows. They are the last ones before the gate rows where
        the split has an order. Tune rows are a share of what is left.

    Raises
    ------
    EngineError
        ``no-training-rows`` if nothing is left to train on, with the counts and times.

    """
    rows = SplitRows(workspace, frame, _left_out(roles, _in_utc(as_of)))
    tune_share = roles.tune_fraction
    if tune_share is None:
        tune_share = _TUNE_SHARE if tune else 0.0
    shares = _Shares(rows.at_most(calibrate, _CALIBRATE_ROWS), tune_share)
    if roles.predict_at is not None:
        decision = _by_time(rows, roles, shares)
    elif roles.split_method == "NO_SPLIT":
        decision = _Decision("none", [], "no split: every row is trained on")
    elif roles.split_method == "CUSTOM":
        decision = _custom(rows, roles, shares, seed)
    elif roles.split_method == "SEQ":
        decision = _by_sequence(rows, roles, shares)
    else:
        decision = _by_hash(rows, roles, shares, seed)
    part_sql = rows.case(decision.branches)
    counts = _count(rows, part_sql)
    if not counts["train"]:
        _refuse(rows, roles, counts)
    return Split(
        decision.kind,
        part_sql,
        counts,
        decision.cutoffs,
        f"{decision.description}; {_counts_in_words(counts)}",
        (*rows.left_out, *decision.branches),
    )


def judge_all(
    workspace: Workspace, frame: str, roles: Roles, *, as_of: datetime | None = None
) -> Split:
    """Return the split of a model that was trained elsewhere: every row that has a label judges.

    Raises
    ------
    EngineError
        ``no-gate-rows`` if there is none.

    """
    rows = SplitRows(workspace, frame, _left_out(roles, _in_utc(as_of)))
    part_sql = rows.case([("true", "gate")])
    counts = _count(rows, part_sql)
    if not counts["gate"]:
        raise EngineError.of(
            "no-gate-rows",
            "no row with a label is left to judge on",
            detail=f"{_counts_in_words(counts)}.",
            hint="let the SELECT give rows whose label is known.",
        )
    description = f"trained elsewhere: every row judges; {_counts_in_words(counts)}"
    branches: tuple[tuple[str, Part], ...] = (*rows.left_out, ("true", "gate"))
    return Split("none", part_sql, counts, {}, description, branches)


def _in_utc(moment: datetime | None) -> datetime | None:
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(UTC).replace(tzinfo=None)


def _left_out(roles: Roles, as_of: datetime | None) -> tuple[tuple[str, Part], ...]:
    conditions: list[tuple[str, Part]] = []
    if roles.label is not None:
        conditions.append((f"{quote(roles.label.name)} IS NULL", "unlabelled"))
    if roles.predict_at is not None:
        conditions.append((f"{PREDICT_AT} IS NULL", "undated"))
    if roles.label_known_at is not None:
        # Usable means known strictly before; NULL is never known (SEMANTICS 31).
        late = f" OR {LABEL_KNOWN_AT} >= {literal(as_of)}" if as_of is not None else ""
        conditions.append((f"({LABEL_KNOWN_AT} IS NULL{late})", "immature"))
    return tuple(conditions)


def _by_time(rows: SplitRows, roles: Roles, shares: _Shares) -> _Decision:
    share = _GATE_SHARE if roles.eval_fraction is None else roles.eval_fraction
    gate = rows.last_values(PREDICT_AT, share, "true")
    if gate is None:
        return _Decision("time", [], "by time: one single time, so nothing can be kept for judging")
    cut = f"CAST({literal(gate)} AS TIMESTAMP)"
    is_gate = f"{PREDICT_AT} >= {cut}"
    branches: list[tuple[str, Part]] = [(is_gate, "gate")]
    known = "true"
    if roles.label_known_at is not None:
        known = f"{LABEL_KNOWN_AT} < {cut}"
        branches.append((f"NOT ({known})", "embargo"))
    cutoffs = {"gate": gate}
    earlier = f"NOT ({is_gate}) AND {known}"
    branches += _before(rows, (PREDICT_AT, "TIMESTAMP"), shares, earlier, cutoffs)
    description = f"by time: judged on predictions from {gate} on"
    return _Decision("time", branches, description, cutoffs)


def _before(
    rows: SplitRows, value: tuple[str, str], shares: _Shares, where: str, cutoffs: dict[str, str]
) -> list[tuple[str, Part]]:
    """Return the parts before the gate rows, the last one first, and note where they begin.

    Parameters
    ----------
    value
        SQL of what orders the rows, and its type.
    where
        Which rows there are.

    """
    branches: list[tuple[str, Part]] = []
    name, kind = value
    parts: tuple[tuple[Part, float], ...] = (("calibrate", shares.calibrate), ("tune", shares.tune))
    for part, share in parts:
        first = rows.last_values(name, share, where)
        if first is not None:
            is_part = f"coalesce({name} >= CAST({literal(first)} AS {kind}), false)"
            branches.append((is_part, part))
            where = f"{where} AND NOT {is_part}"
            cutoffs[part] = first
    return branches


def _by_sequence(rows: SplitRows, roles: Roles, shares: _Shares) -> _Decision:
    column = roles.split_column
    if column is None:
        return _Decision("none", [], "no split column")
    name = quote(column.name)
    share = _GATE_SHARE if roles.eval_fraction is None else roles.eval_fraction
    gate = rows.last_values(name, share, "true")
    if gate is None:
        return _Decision(
            "sequence", [], f'by "{column.name}": one single value, nothing to judge on'
        )
    is_gate = f"coalesce({name} >= CAST({literal(gate)} AS {column.type}), false)"
    branches: list[tuple[str, Part]] = [(is_gate, "gate")]
    cutoffs = {"gate": gate}
    branches += _before(rows, (name, column.type), shares, f"NOT {is_gate}", cutoffs)
    return _Decision(
        "sequence", branches, f'by "{column.name}": judged on values from {gate} on', cutoffs
    )


def _custom(rows: SplitRows, roles: Roles, shares: _Shares, seed: int) -> _Decision:
    column = roles.split_column
    if column is None:
        return _Decision("none", [], "no split column")
    if roles.tune_fraction is not None:
        named = _named_parts(rows, column)
        # Of the rows that the column says are for training.
        more = _hashed(_identity_hash(roles, seed), -1, _Shares(shares.calibrate, 0.0))
        return replace(named, branches=[*named.branches, *more])
    branches: list[tuple[str, Part]] = [(f"{quote(column.name)} IS NOT FALSE", "gate")]
    branches += _hashed(_identity_hash(roles, seed), -1, shares)
    return _Decision("custom", branches, f'by "{column.name}": judged where it is TRUE or NULL')


def _named_parts(rows: SplitRows, column: Column) -> _Decision:
    """Read the part of each row from a column: TRAIN, EVAL or TEST, in capitals or not."""
    word = f"upper({quote(column.name)})"
    strange, example = rows.one(
        f"count(*), any_value({quote(column.name)})",
        f"({word} IN ('TRAIN', 'EVAL', 'TEST')) IS NOT TRUE",
    )
    if strange:
        shown = "NULL" if example is None else f"'{example}'"
        raise EngineError.of(
            "split-column",
            f'{strange:,} rows have another part in "{column.name}" than TRAIN, EVAL or TEST',
            detail=f"one of them has {shown}.",
            hint="give every row one of the three, or leave the rows out of the query.",
        )
    branches: list[tuple[str, Part]] = [(f"{word} = 'TEST'", "gate"), (f"{word} = 'EVAL'", "tune")]
    return _Decision("custom", branches, f'by "{column.name}": judged where it is TEST')


def _hashed(value: str, taken: int, shares: _Shares) -> list[tuple[str, Part]]:
    """Return parts of rows by their hash, of those whose hash is above what is taken already."""
    branches: list[tuple[str, Part]] = []
    parts: tuple[tuple[Part, float], ...] = (("calibrate", shares.calibrate), ("tune", shares.tune))
    for part, share in parts:
        if share:
            taken += int(share * (LARGEST_HASH - taken))
            branches.append((f"{value} <= {taken}", part))
    return branches


def _by_hash(rows: SplitRows, roles: Roles, shares: _Shares, seed: int) -> _Decision:
    kind: SplitKind = "group" if roles.groups else "random"
    (n,) = rows.one("count(*)")
    total = cast("int", n)
    if roles.eval_fraction is None and total < _FEW_ROWS:
        return _Decision(
            "none",
            [],
            f"{total} rows, fewer than {_FEW_ROWS}: all are trained on, none is judged on",
        )
    value = _identity_hash(roles, seed)
    gate = _gate_limit(rows, roles, value, total)
    branches: list[tuple[str, Part]] = [(f"{value} <= {gate}", "gate")] if gate >= 0 else []
    branches += _hashed(value, gate, shares)
    what = ", ".join(f'"{column.name}"' for column in roles.groups or roles.key) or "the whole row"
    whole = "; a group stays together" if roles.groups else ""
    return _Decision(kind, branches, f"at random by a hash of {what}, seed {seed}{whole}")


def _gate_limit(rows: SplitRows, roles: Roles, value: str, total: int) -> int:
    """Return the largest hash of a gate row; -1 if there is none."""
    share = roles.eval_fraction
    if share is not None:
        return int(share * LARGEST_HASH) if share > 0 else -1
    if total <= _MANY_ROWS:
        return int(_GATE_SHARE * LARGEST_HASH)
    if roles.groups:
        return int(_GATE_ROWS / total * LARGEST_HASH)
    found = rows.workspace.rows(
        f"SELECT {value} AS h FROM {quote(rows.frame)} WHERE {rows.eligible}"
        f" ORDER BY h LIMIT 1 OFFSET {_GATE_ROWS - 1}"
    )
    return cast("int", found[0][0])


def _identity_hash(roles: Roles, seed: int) -> str:
    """Return SQL for the number that splits, from 0 to 2^64 - 1.

    The hash of the groups if there are some, else of the key, times an odd number that the seed
    gives, modulo 2^64: another order of the same hashes for each seed.
    """
    digest = hashlib.sha256(f"split {seed}".encode()).digest()
    odd = int.from_bytes(digest[:7]) | 1  # 56 bits: the product fits into a HUGEINT
    hashed = GROUP if roles.groups else KEY
    return f"((CAST({hashed} AS HUGEINT) * {odd}) & {LARGEST_HASH})"


def _count(rows: SplitRows, part_sql: str) -> dict[str, int]:
    text = f"SELECT {part_sql} AS __part, count(*) FROM {quote(rows.frame)} GROUP BY __part"
    found = {str(part): cast("int", n) for part, n in rows.workspace.rows(text)}
    return {part: found.get(part, 0) for part in PARTS}


def _refuse(rows: SplitRows, roles: Roles, counts: Mapping[str, int]) -> None:
    hint = "the query of the model gives no row that can be trained on."
    if counts["unlabelled"] and roles.label is not None:
        hint = f'look at "{roles.label.name}": a row without a label cannot be trained on.'
    elif counts["embargo"] or counts["immature"]:
        hint = "look at LABEL KNOWN AT: labels become known too late for the times of the rows."
    times = ""
    if roles.predict_at is not None:
        text = f"SELECT min({PREDICT_AT}), max({PREDICT_AT}) FROM {quote(rows.frame)}"
        first, last = rows.workspace.rows(text)[0]
        times = f" Predictions are made from {first} to {last}."
    raise EngineError.of(
        "no-training-rows",
        "no row is left to train on",
        detail=f"{_counts_in_words(counts)}.{times}",
        hint=hint,
    )


def _counts_in_words(counts: Mapping[str, int]) -> str:
    words = [f"{counts[part]:,} {part}" for part in PARTS[:3]]
    words += [f"{counts[part]:,} {part}" for part in PARTS[3:] if counts[part]]
    return ", ".join(words)
