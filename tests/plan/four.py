"""Four nodes, and the state after they were built: what plans are made over."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from forebay.plan.fingerprint import fingerprint, judge_fingerprint
from forebay.plan.make import make
from forebay.plan.session import pinned_session, variables
from forebay.plan.state import DataSignature, Past, PastVerdict, PlanState, SourceFile
from forebay.project.outline import NodeOutline, ProjectOutline
from forebay.project.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.plan.step import Plan, Step

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
VERSIONS = {"duckdb": "2.0.0"}
SETTINGS = Settings("shop")
FLIGHTS = DataSignature("sig1", (SourceFile("data/departures.csv", 12_100_000, "aa"),))


@dataclass(frozen=True)
class Request:
    select: tuple[str, ...] = ()
    as_of: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    force: tuple[str, ...] = ()
    only_drops: bool = False
    drop: bool = False
    upgrade: bool = False
    unpin: tuple[str, ...] = ()


def node(name: str, kind: str, *reads: str, **more: object) -> NodeOutline:
    models = tuple(r for r in reads if r == "late")
    values = {
        "definition": f"def-{name}",
        "judgement": f"std-{name}" if kind == "model" else "",
        "variables": (),
        "columns": (("a", "INTEGER"),),
        **more,
    }
    return NodeOutline(name=name, kind=kind, reads=reads, model_reads=models, **values)


def project(*nodes: NodeOutline) -> ProjectOutline:
    by_key = {n.key: n for n in nodes}
    return ProjectOutline(Path(), SETTINGS, by_key, (), (), VERSIONS)


FOUR = project(
    node("flights", "source"),
    node("departures", "table", "flights"),
    node("late", "model", "departures", gate="roc_auc >= 0.68"),
    node("scored", "table", "departures", "late"),
)


def built(
    outline: ProjectOutline, signatures: Mapping[str, DataSignature], run: int = 41
) -> PlanState:
    """Return the state after everything was built and went live in `run`."""
    live: dict[str, Past] = {}
    session, values = pinned_session(outline.settings), variables(Request(), NOON)
    contents = {key: signature.digest for key, signature in signatures.items()}
    verdicts = {}
    for key, one in outline.nodes.items():
        mark = fingerprint(one, contents, values, session)
        judged = judge_fingerprint(one, "") if one.kind == "model" else ""
        inputs = {r: contents[r] for r in (*one.reads, *((key,) if one.kind == "source" else ()))}
        content = mark if one.kind in {"view", "macro"} else f"content-{key}"
        live[key] = Past(
            identity=f"{key}@1",
            number=1,
            run=run,
            fingerprint=mark,
            definition=one.definition,
            content_id=content,
            inputs=inputs,
            input_runs=dict.fromkeys(inputs, run),
            variables={v: values[v] for v in one.variables},
            session=session,
            columns=one.columns,
            files=signatures[key].files if key in signatures else (),
            versions=VERSIONS,
            seconds=2.0,
            judge_fingerprint=judged,
            verdict="PASS" if judged else "",
        )
        if judged:
            verdicts[key, mark, judged] = PastVerdict("PASS", run, 1)
        contents[key] = content
    return PlanState(
        "dev",
        run,
        live,
        {key: outline.nodes[key].name for key in live},
        {(key, past.fingerprint): past for key, past in live.items()},
        verdicts,
        seconds=dict.fromkeys(live, 2.0),
    )


def plan(
    outline: ProjectOutline,
    state: PlanState,
    request: Request = Request(),
    **signatures: DataSignature,
) -> Plan:
    return make(outline, state, request, {"flights": FLIGHTS, **signatures}, now=NOON)


def changed(outline: ProjectOutline, key: str, **values: object) -> ProjectOutline:
    return replace(outline, nodes={**outline.nodes, key: replace(outline.nodes[key], **values)})


def step(made: Plan, name: str) -> Step:
    return next(s for s in made.steps if s.node == name)


def actions(made: Plan) -> dict[str, str]:
    return {s.node: s.action for s in made.steps}


STATE = built(FOUR, {"flights": FLIGHTS})
