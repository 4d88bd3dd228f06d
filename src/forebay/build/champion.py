"""The champion's scores on the candidate's gate rows (SEMANTICS rule 27)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forebay.build.open_workspace import answered, open_workspace
from forebay.build.training_frame import frame_schema, write_frame
from forebay.catalog import layout
from forebay.engine import Column, Schema
from forebay.engine.quote import quote
from forebay.errors import ForebayError, ProjectError, Source
from forebay.features.frame import KEY
from forebay.features.label import Label
from forebay.features.roles import Roles
from forebay.features.task import LABEL_TASKS
from forebay.query.live_model import load_live_model
from forebay.query.score import score
from forebay.sql.parse_query import parse_query

if TYPE_CHECKING:
    from forebay.build.learn import Learned
    from forebay.build.model_work import ModelWork
    from forebay.build.walk import Walk
    from forebay.catalog import Version
    from forebay.engine import Workspace
    from forebay.query.live_model import LiveModel
    from forebay.sql.statement import CreateModel

SCORES = "__champion_scores"
TRAINED_KEYS = "trained_keys.parquet"  # in the folder of a model version
_KEYS = "__champion_keys"


@dataclass(frozen=True, slots=True)
class Champion:
    """What a candidate is compared with.

    Parameters
    ----------
    label
        ``v7``; without one the reason: ``no champion``, ``new target``, ``not comparable: ...``.
    compared
        Whether ``__champion_scores`` is attached, with ``__key`` and the champion's scores.
    same_code
        It was trained by the same SQL and options, on other data.
    n_dropped
        Gate rows that it had been trained on, and on which it is not compared.
    threshold
        Its own; None if it is not compared.

    """

    label: str
    compared: bool = False
    same_code: bool = False
    n_dropped: int = 0
    identity: str = ""
    threshold: float | None = None


def find_champion(work: ModelWork, learned: Learned) -> Champion:
    """Score the live version on the candidate's gate rows, and attach its scores.

    It is scored from its own stored SELECT against this build's tables, joined by key, without the
    rows that it was trained on.
    """
    walk, node, statement = work.walk, work.node, work.statement
    if learned.model.task not in LABEL_TASKS:
        return Champion("no label")
    live = walk.live.get(node.key)
    if live is None:
        return Champion("no champion")
    name = f"v{live.number}"
    model = load_live_model(walk.root, live)
    about = model.facts
    identity = live.label
    candidate = learned.model.label
    if not _is_alike(model, candidate) or about["label_definition"] != label_definition(
        statement, candidate.name
    ):
        return Champion("new target", identity=identity)
    same_key = [c.name for c in learned.roles.key] == about["key"]
    if not same_key or (not about["key"] and about["query"] != statement.rows.span.text):
        return Champion("not comparable: another key", identity=identity)
    try:
        dropped = _attach_scores(work, learned, live, model)
    except ForebayError as error:
        reason = f"not comparable: {error.problems[0].message}"
        return Champion(reason, identity=identity)
    same_code = live.details.get("definition") == node.definition
    return Champion(
        name,
        compared=True,
        same_code=same_code,
        n_dropped=dropped,
        identity=identity,
        threshold=model.threshold,
    )


def _is_alike(model: LiveModel, candidate: Label) -> bool:
    """Return whether a version predicts labels like the candidate's, under whatever name."""
    label = model.signature.target
    return isinstance(label, Label) and (label.task, label.classes, label.type) == (
        candidate.task,
        candidate.classes,
        candidate.type,
    )


def label_definition(statement: CreateModel, label: str) -> str:
    """Return what fixes the meaning of the label, as far as the model's own SELECT says it.

    That is the text of the item that defines the label, or only its name where a star or a plain
    column hands it on.
    """
    tokens = statement.rows.tokens
    for index, token in enumerate(tokens):
        is_alias = index > 0 and tokens[index - 1].upper == "AS"
        if is_alias and token.value.casefold() == label.casefold():
            depth, start = 0, index - 1
            while start > 0:
                before = tokens[start - 1]
                depth += {")": 1, "(": -1}.get(before.text, 0)
                if depth < 0 or (depth == 0 and (before.text == "," or before.upper == "SELECT")):
                    break
                start -= 1
            return " ".join(t.text.casefold() for t in tokens[start:index]) + label.casefold()
    return label.casefold()


def _attach_scores(work: ModelWork, learned: Learned, live: Version, model: LiveModel) -> int:
    walk, workspace = work.walk, work.workspace
    about: Any = model.facts
    folder = layout.model_folder(walk.root, live.node, live.number)
    gate = learned.split.where("gate")
    keys = f"(SELECT {KEY} FROM {quote(learned.frame.name)} WHERE {gate})"
    workspace.attach(_KEYS, [folder / TRAINED_KEYS], Schema((Column(KEY, "UBIGINT"),)))
    kept = f"{KEY} IN {keys} AND {KEY} NOT IN (SELECT {KEY} FROM {quote(_KEYS)})"
    frame = learned.frame.name
    if about["query"] != learned.query:
        frame = _own_frame(walk, learned, about, workspace)
    there = {name.casefold() for name in workspace.describe(f"FROM {quote(frame)}").names}
    gone = [c.name for c in model.features.inputs if c.name.casefold() not in there]
    if gone:
        names = ", ".join(f'"{name}"' for name in gone)
        raise ProjectError.of(
            "missing-feature",
            f"the rows no longer have {names}",
            hint="keep the columns until another version is live.",
        )
    score(
        workspace,
        model,
        f"SELECT * FROM {quote(frame)} WHERE {kept}",
        walk.scratch / f"{walk.file_name(walk.node(live.key))}-champion.parquet",
        name=SCORES,
        carried=[KEY],
    )
    count: Any = workspace.rows(
        f"SELECT count(*) FROM {keys} WHERE {KEY} IN (SELECT {KEY} FROM {quote(_KEYS)})"
    )
    return int(count[0][0])


def _own_frame(walk: Walk, learned: Learned, about: Any, workspace: Workspace) -> str:
    """Run the champion's own SELECT against this build's tables; give its frame's name."""
    query = parse_query(Source("<champion>", about["query"]))
    reads = [key for key in about["reads"] if key in walk.project.nodes]
    own = open_workspace(walk, reads)
    try:
        text = answered(walk, own, query)
        schema = own.describe(text)
        wanted = {name.casefold() for name in about["key"]}
        key = tuple(c for c in schema.columns if c.name.casefold() in wanted)
        label = schema.find(learned.model.label.name) or learned.roles.label
        roles = Roles(schema.columns, label, key)
        made = write_frame(
            own, text, roles, walk.scratch / "champion-frame.parquet", name="__champion_frame"
        )
    finally:
        own.close()
    workspace.attach(made.name, [made.path], frame_schema(made.schema))
    return made.name
