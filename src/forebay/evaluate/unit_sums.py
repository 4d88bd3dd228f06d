"""The rows, summed within independent pieces: what a bootstrap resamples."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from forebay.evaluate.average_precision import precision_influence, precision_slopes
from forebay.evaluate.calibration import gap_terms
from forebay.evaluate.exact_sum import exact_sum
from forebay.evaluate.median_absolute_error import median_influence
from forebay.evaluate.rank_table import rank_table, rank_table_by_class
from forebay.evaluate.roc_auc import area_influence
from forebay.evaluate.totals import moments_of, terms_of
from forebay.evaluate.typed_rows import typed_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from forebay.evaluate.sample import Sample
    from forebay.evaluate.scored_rows import ScoredRows, Scorer
    from forebay.evaluate.totals import Totals

# More pieces than this are first thrown together at random, which keeps memory and time constant
# in the number of rows; a variance estimated from 4,096 pieces is right to 2 percent.
MAX_UNITS = 4_096

UnitSums: TypeAlias = "dict[tuple[Scorer, str], NDArray[np.float64]]"


@dataclass(slots=True)
class _Columns:
    """The columns of one query and the joins that they need."""

    names: list[tuple[Scorer, str]] = field(default_factory=list)
    sql: list[str] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)  # common table expressions
    joins: list[str] = field(default_factory=list)

    @property
    def selected(self) -> str:
        return ", ".join(f"{sql} AS c{place}" for place, sql in enumerate(self.sql))


def sum_units(
    rows: ScoredRows,
    scorers: Sequence[Scorer],
    sample: Sample,
    totals: Mapping[Scorer, Totals],
    metrics: Mapping[Scorer, Sequence[str]],
) -> UnitSums:
    """Return the sums that the metrics need in each piece, each of shape (n_units,).

    A piece is a block, or a row without one; above 4,096 of them, a random lot of pieces. Metrics
    that are no functions of sums are represented by ``influence <metric>``, the sum of the
    influences of the rows, calibration by the gaps of its bins (``gap 0``, ...).
    """
    columns = _Columns()
    for k, scorer in enumerate(scorers):
        if scorer in metrics:
            _add_moments(columns, rows, (k, scorer), sample, totals[scorer], metrics[scorer])
            _add_ranks(columns, rows, (k, scorer), sample, totals[scorer], metrics[scorer])
    units = _numbered_units(rows, scorers, sample)
    keys = "piece, alone"
    result: UnitSums = {}
    if columns.sql:
        result = _stream(
            rows,
            f"WITH r AS ({units}){''.join(columns.relations)} SELECT {columns.selected}"
            f" FROM r{''.join(columns.joins)} GROUP BY {keys} ORDER BY {keys}",
            columns.names,
        )
    if rows.task == "multiclass":
        for k, scorer in enumerate(scorers):
            if "roc_auc" in metrics.get(scorer, ()):
                areas = _class_areas_query(rows, k, units, sample, totals[scorer])
                result |= _stream(rows, areas, [(scorer, "influence roc_auc")])
    return result


def _numbered_units(rows: ScoredRows, scorers: Sequence[Scorer], sample: Sample) -> str:
    source = typed_rows(rows, scorers)
    block = "block" if rows.block is not None else "CAST(NULL AS BIGINT)"
    # Rows that are equal in all of these are exchangeable, so the numbers that they get among
    # themselves do not matter: the result does not depend on the order of the rows.
    order = ["y", *(f"s{k}" for k in range(len(scorers)))]
    order += ["w"] if rows.weight is not None else []
    order += ["block"] if rows.block is not None else []
    numbered = (
        f"SELECT *, row_number() OVER (ORDER BY {', '.join(order)}) AS number FROM ({source})"
    )
    if sample.n_units <= MAX_UNITS:
        alone = f"CASE WHEN {block} IS NULL THEN number END"
        return f"SELECT *, {block} AS piece, {alone} AS alone FROM ({numbered})"
    lot = _mixed(f"coalesce({block}, number)")
    return f"SELECT *, {lot} % {MAX_UNITS} AS piece, 0 AS alone FROM ({numbered})"


def _mixed(number: str) -> str:
    """Return SQL that scatters whole numbers evenly: the finaliser of MurmurHash3, 32 bits."""
    x = f"CAST({number} & 4294967295 AS UBIGINT)"
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        x = f"((xor({x}, {x} >> {shift}) * {factor}) & 4294967295)"
    return f"xor({x}, {x} >> 16)"


def _weighted(rows: ScoredRows, sql: str) -> str:
    return f"r.w * ({sql})" if rows.weight is not None else sql


def _add_moments(
    columns: _Columns,
    rows: ScoredRows,
    place: tuple[int, Scorer],
    sample: Sample,
    totals: Totals,
    metrics: Sequence[str],
) -> None:
    k, scorer = place
    moments = moments_of(rows)
    needed = {term for name in metrics if name in moments for term in moments[name].terms}
    if "calibration_error" in metrics:
        needed.add("n")
    terms = terms_of(rows, f"r.s{k}", sample, totals.centre)
    for name in sorted(needed):
        if name in terms:
            largest = terms[name].largest * sample.mass
            columns.sql.append(exact_sum(_weighted(rows, terms[name].sql), largest))
            columns.names.append((scorer, name))


def _add_ranks(
    columns: _Columns,
    rows: ScoredRows,
    place: tuple[int, Scorer],
    sample: Sample,
    totals: Totals,
    metrics: Sequence[str],
) -> None:
    k, scorer = place
    found: dict[str, tuple[str, float]] = {}
    if rows.task == "binary":
        if "roc_auc" in metrics:
            found["influence roc_auc"] = (area_influence(totals.areas[0], f"g{k}"), 4.0)
        if "average_precision" in metrics:
            value = totals.values["average_precision"]
            found["influence average_precision"] = (precision_influence(value, f"g{k}"), 1e6)
        if "calibration_error" in metrics:
            gaps = gap_terms(f"r.s{k}", f"g{k}")
            found |= {name: (sql, 1e6 * sample.mass) for name, sql in gaps.items()}
        if found:
            ranks = rank_table(f"s{k}", sample, weighted=rows.weight is not None)
            if "average_precision" in metrics:
                ranks = precision_slopes(ranks)
            columns.relations.append(f", g{k} AS ({ranks})")
            columns.joins.append(f" JOIN g{k} ON r.s{k} = g{k}.s")
    elif "median_absolute_error" in metrics and totals.median is not None:
        influence = median_influence(f"r.s{k}", totals.median, sample)
        largest = 1.0 / totals.median.density
        found["influence median_absolute_error"] = (influence, largest)
    for name, (sql, largest) in found.items():
        columns.sql.append(exact_sum(_weighted(rows, sql), largest))
        columns.names.append((scorer, name))


def _class_areas_query(rows: ScoredRows, k: int, units: str, sample: Sample, totals: Totals) -> str:
    known = {c: area for c, area in totals.areas.items() if not math.isnan(area)}
    n_classes = len(rows.classes)
    ranks = rank_table_by_class(f"s{k}", n_classes, sample, weighted=rows.weight is not None)
    parts = " ".join(
        f"WHEN g.c = {c} THEN {area_influence(area, 'g', f'r.y = {c}')}"
        for c, area in known.items()
    )
    term = _weighted(rows, f"CASE {parts or 'WHEN false THEN 0e0'} ELSE 0e0 END / {len(known)}e0")
    return (
        f"WITH r AS ({units}), g AS ({ranks}) SELECT {exact_sum(term, 4.0 * n_classes)} AS c0"
        f" FROM r, range({n_classes}) AS classes(c)"
        f" JOIN g ON g.c = classes.c AND g.s = r.s{k}[classes.c + 1]"
        " GROUP BY piece, alone ORDER BY piece, alone"
    )


def _stream(rows: ScoredRows, text: str, names: list[tuple[Scorer, str]]) -> UnitSums:
    parts: list[list[NDArray[np.float64]]] = [[] for _ in names]
    for batch in rows.workspace.stream(text):
        for column, part in enumerate(parts):
            part.append(batch.floats(column))
    return {
        name: np.concatenate(part) if part else np.zeros(0)
        for name, part in zip(names, parts, strict=True)
    }
