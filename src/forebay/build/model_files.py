"""Everything that a model version stores from its first day (SEMANTICS rule 19)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, assert_never

from forebay.build.champion import TRAINED_KEYS, label_definition
from forebay.build.column_profile import column_profile
from forebay.build.gate_evidence import with_gate_evidence
from forebay.build.gate_rows import write_gate_rows
from forebay.build.unlabelled_files import JUDGED_ON, write_scatter
from forebay.engine.quote import quote, quote_list
from forebay.features.frame import KEY, LABEL_KNOWN_AT, PREDICT_AT
from forebay.features.key_hash import LARGEST_HASH
from forebay.features.part import SEEN_PARTS
from forebay.query.golden_rows import write_golden
from forebay.query.live_model import GOLDEN_FILE, PROFILE_FILE
from forebay.trust.computed_features import computed_features

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forebay.build.champion import Champion
    from forebay.build.learn import Learned
    from forebay.build.model_work import ModelWork
    from forebay.engine import Workspace
    from forebay.query.live_model import LiveModel
    from forebay.sql.statement import Expression

_GOLDEN_ROWS = 100
_PROFILED = "__profiled"
_PROFILE_ROWS = 50_000  # a bin with a tenth of them is known to 0.0013, one standard deviation


def write_model_files(
    work: ModelWork, learned: Learned, champion: Champion, folder: Path
) -> LiveModel:
    """Write the folder of a version but for its documents; return the model that these describe.

    ``model.json`` and ``arrays.npz`` will say what the model is, when all is known that they hold;
    then ``catalog.seal`` gives the folder its name. Beside them lie the keys it was trained
    on, the rows it is judged on, 100 golden rows with their predictions, and a profile of its raw
    columns: of about 50,000 of the rows that training saw, picked by the hash of their key.
    """
    workspace = work.workspace
    model = _with_evidence(work, learned, champion, folder)
    frame = quote(learned.frame.name)
    seen = learned.split.where(*SEEN_PARTS)
    # In no order and as often as they come: they are only ever looked up.
    workspace.write(f"SELECT {KEY} FROM {frame} WHERE {seen}", folder / TRAINED_KEYS)
    write_golden(workspace, model, _first_rows(workspace, model, frame), folder / GOLDEN_FILE)
    if not any(learned.split.counts[part] for part in SEEN_PARTS):
        seen = learned.split.where("gate")  # trained elsewhere: these rows are all that is known
    rows = f"{frame} WHERE {seen}"
    sampled = _sampled(learned.split.counts)
    if sampled:  # a profile takes a dozen queries, each of which would look for its rows
        rows = _sample(work, model, f"{rows}{sampled}")
    profile = column_profile(workspace, rows, model.features.inputs)
    (folder / PROFILE_FILE).write_text(json.dumps(profile, indent=1, ensure_ascii=False) + "\n")
    return model


def _with_evidence(
    work: ModelWork, learned: Learned, champion: Champion, folder: Path
) -> LiveModel:
    """Write what the model is judged by; return the model with all that is known of it."""
    model = replace(learned.model, facts={**learned.model.facts, **_facts(work, learned)})
    match model.task:
        case "regression" | "binary" | "multiclass":
            write_gate_rows(work, learned, champion, folder)
            return with_gate_evidence(work, model) if learned.split.counts["gate"] else model
        case "clustering" | "reduction":
            found = write_scatter(work, learned, folder)
            judged_on = {"rows": found.rows, "on_training": found.on_training}
            facts = {**model.facts, JUDGED_ON: judged_on}
            return replace(model, figures=found.values, facts=facts)
        case "forecast":
            from forebay.build.series_files import (  # needs an extra
                series_evidence,
                write_series_files,
            )

            write_series_files(work.workspace, learned, champion, folder)
            return series_evidence(work.workspace, model) if learned.split.counts["gate"] else model
        case "transform" | "imported":
            return model
        case _:
            assert_never(model.task)


def _first_rows(workspace: Workspace, model: LiveModel, frame: str) -> str:
    """Return a query for the first rows in the order of their keys."""
    raw = ", ".join(quote(column.name) for column in model.features.inputs)
    # The last key of them is looked for first: whole rows are not sorted for a hundred.
    keys = f"SELECT {KEY} FROM {frame} ORDER BY {KEY} LIMIT {_GOLDEN_ROWS}"
    ((last,),) = workspace.rows(f"SELECT max({KEY}) FROM ({keys})")
    return f"SELECT {raw} FROM {frame} WHERE {KEY} <= {last} ORDER BY {KEY} LIMIT {_GOLDEN_ROWS}"


def _sample(work: ModelWork, model: LiveModel, rows: str) -> str:
    """Write the raw columns of some rows into a file; return its relation."""
    workspace = work.workspace
    text = f"SELECT {quote_list([c.name for c in model.features.inputs])} FROM {rows}"
    target = work.walk.scratch / f"{work.walk.file_name(work.node)}-profiled.parquet"
    schema = workspace.describe(text)
    workspace.attach(_PROFILED, [workspace.write(text, target).path], schema)
    return quote(_PROFILED)


def _sampled(counts: Mapping[str, int]) -> str:
    """Return the condition that picks the rows of the profile by the hash of their key."""
    n_rows = sum(counts[part] for part in SEEN_PARTS) or counts["gate"]
    if n_rows <= _PROFILE_ROWS:
        return ""
    return f" AND {KEY} <= {LARGEST_HASH * _PROFILE_ROWS // n_rows}"


def _facts(work: ModelWork, learned: Learned) -> dict[str, Any]:
    walk, node, statement = work.walk, work.node, work.statement
    roles, split = learned.roles, learned.split
    label = roles.series.data if roles.series else roles.label
    origins = walk.origins(node)
    return {
        "query": learned.query,
        "reads": list(node.reads),
        "definition": node.definition,
        "label_definition": label_definition(statement, label.name) if label else "",
        "key": [column.name for column in roles.key],
        "predict_at": _text(roles.predict_at),
        "label_known_at": _text(roles.label_known_at),
        "carry": [column.name for column in roles.carry],
        "split": {
            "kind": split.kind,
            "description": split.description,
            "counts": dict(split.counts),
            "cutoffs": dict(split.cutoffs),
        },
        "inputs": {key: walk.effective[key].content_id for key in node.reads},
        "lineage": {
            column.name: list(origins.get(column.name, ()))
            for column in learned.model.features.inputs
        },
        "computed": dict(
            computed_features(
                walk.project,
                node.name,
                [column.name for column in learned.model.features.inputs],
                walk.traced(node),
            )
        ),
        "trained_until": _trained_until(work.workspace, learned),
        "warm_start": learned.start.facts,
        "versions": dict(walk.outline.versions),
        "waivers": [
            {"columns": list(allowed.columns), "reason": allowed.reason}
            for allowed in statement.allow_leakage
        ],
    }


def _trained_until(workspace: Workspace, learned: Learned) -> str | None:
    """Return the latest time of the rows that training saw; None without a prediction time."""
    seen = learned.split.where(*SEEN_PARTS)
    ((latest,),) = workspace.rows(
        f"SELECT CAST(max(greatest({PREDICT_AT}, {LABEL_KNOWN_AT})) AS VARCHAR)"
        f" FROM {quote(learned.frame.name)} WHERE {seen}"
    )
    return None if latest is None else str(latest)


def _text(expression: Expression | None) -> str | None:
    return " ".join(expression.text.split()) if expression is not None else None
