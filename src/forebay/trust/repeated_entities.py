"""One customer, machine or aircraft on both sides of a split at random."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forebay.engine.quote import quote
from forebay.errors import Problem
from forebay.features.part import SEEN_PARTS
from forebay.trust.label_sample import LABEL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.engine import Column, Workspace
    from forebay.errors import Span
    from forebay.features.split import Split
    from forebay.trust.label_sample import LabelSample

# From how many different values on, absolutely and as a share of the rows, a text names a thing and
# not a kind of thing; how often each must come again; how many judged rows must be of known things.
LEAST_VALUES, LEAST_SHARE = 100, 0.005
LEAST_REPEATS = 2.0
LEAST_OVERLAP = 0.5
# What the name of the thing tells by itself, as ROC AUC or explained variance, to matter.
LEAST_AREA, LEAST_VARIANCE = 0.55, 0.02
# Of events, whose sources say when they are known, what is no luck is enough: the split at random
# shows the model the same thing on the same days. So many standard errors are no luck.
NO_LUCK = 4.0


@dataclass(frozen=True, slots=True)
class RepeatedEntity:
    """A column that names things, and how many judged rows are of things that were trained on."""

    column: str
    values: int
    gate_rows: int
    known: int


def repeated_entities(
    workspace: Workspace, frame: str, split: Split, columns: Sequence[Column]
) -> tuple[RepeatedEntity, ...]:
    """Return the text columns that name things which stand on both sides.

    Parameters
    ----------
    columns
        Features and carried columns.

    """
    texts = [column.name for column in columns if column.type in {"VARCHAR", "UUID"}]
    if not texts:
        return ()
    seen = f"FROM {quote(frame)} WHERE {split.where(*SEEN_PARTS, 'gate')}"
    items = ", ".join(f"approx_count_distinct({quote(n)}), count({quote(n)})" for n in texts)
    counted: Any = workspace.rows(f"SELECT {items} {seen}")[0]
    found = []
    for name, values, rows in zip(texts, counted[::2], counted[1::2], strict=True):
        if values < max(LEAST_VALUES, LEAST_SHARE * rows) or rows < LEAST_REPEATS * values:
            continue
        source = f"SELECT {quote(name)} AS v FROM {quote(frame)} WHERE"
        overlap: Any = workspace.rows(
            f"WITH t AS ({source} {split.where(*SEEN_PARTS)}),"
            f" g AS ({source} {split.where('gate')})"
            " SELECT (SELECT count(*) FROM g), (SELECT count(*) FROM g SEMI JOIN t USING (v))"
        )[0]
        if overlap[1] >= LEAST_OVERLAP * overlap[0]:
            found.append(RepeatedEntity(name, int(values), int(overlap[0]), int(overlap[1])))
    return tuple(found)


def least_telling(sample: LabelSample, *, is_dated: bool) -> float:
    """Return what the name of a thing must tell by itself to matter.

    Parameters
    ----------
    is_dated
        The rows come from a source with KNOWN AT: they are events.

    Returns
    -------
    float
        A ROC AUC, or of a regression a share of variance. For events 4 standard errors above
        chance: of an area ``sqrt((n + p + 1) / (12 n p))`` (Mann and Whitney 1947), of a squared
        correlation ``1 / rows``; never more than 0.55 and 0.02.

    """
    most = LEAST_AREA if sample.n_classes else LEAST_VARIANCE
    if not is_dated or not sample.rows:
        return most
    if not sample.n_classes:
        return min(most, NO_LUCK**2 / sample.rows)
    found: Any = sample.workspace.rows(
        f"SELECT max(n) FROM (SELECT count(*) AS n FROM {sample.relation} GROUP BY {LABEL})"
    )
    rest = sample.rows - int(found[0][0])
    if rest <= 0:
        return most
    error = math.sqrt((sample.rows + 1) / (12 * rest * (sample.rows - rest)))
    return min(most, 0.5 + NO_LUCK * error)


def entity_problems(
    found: Sequence[RepeatedEntity],
    powers: Mapping[str, float],
    asked: tuple[str, float],
    span: Span,
) -> dict[str, Problem]:
    """Return an error for each column whose things tell the label.

    Parameters
    ----------
    powers
        What each column tells by itself; a column without one is taken for telling.
    asked
        The name of the model, and what a column must tell to matter.

    """
    model, least = asked
    return {
        one.column: Problem(
            "repeated-entities",
            f'the rows that judge "{model}" are of the same "{one.column}" as those it learns from',
            span,
            detail=f"{one.known:,} of {one.gate_rows:,} judged rows have one of the about"
            f" {one.values:,} values that are trained on: the model may remember each of them, and"
            " the figures do not say what it does with a new one.",
            hint=f"keep them together: data_split_group_cols = ['{one.column}'], or split by time:"
            f" PREDICT AT ...; if no new ones ever come:"
            f" ALLOW LEAKAGE ({one.column}) BECAUSE '...'.",
        )
        for one in found
        if powers.get(one.column, 1.0) >= least
    }
