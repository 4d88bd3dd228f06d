"""Compare a project with what is live: gives the steps of a build, and does nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from forebay.errors import Problem, ProjectError
from forebay.plan.clock import now as clock
from forebay.plan.decide import decide, held_by_pin, work
from forebay.plan.drops import drops
from forebay.plan.fingerprint import fingerprint, judge_fingerprint
from forebay.plan.now import Now
from forebay.plan.reasons import file_changes, reasons
from forebay.plan.session import pinned_session, variables
from forebay.plan.step import Plan, Step
from forebay.project.select import select
from forebay.project.source_files import source_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from forebay.plan.request import PlanRequest
    from forebay.plan.state import DataSignature, PlanState
    from forebay.project.outline import NodeOutline, ProjectOutline


def make(
    outline: ProjectOutline,
    state: PlanState,
    request: PlanRequest,
    signatures: Mapping[str, DataSignature],
    *,
    now: datetime | None = None,
) -> Plan:
    """Return what a build would do to each node, and why.

    Parameters
    ----------
    signatures
        Of every source, by key, taken once at the start of the run (SEMANTICS rule 13).
    now
        The clock, with a time zone; None reads it.

    Raises
    ------
    ProjectError
        A selector means nothing, a variable has no value, what a selected node reads was never
        built, or a node whose file is gone may not be dropped.

    """
    moment = now or clock()
    walk = _Walk(outline, state, request, signatures, variables(request, moment))
    selected = frozenset[str]()
    if not request.only_drops:
        selected = select(
            outline.nodes, request.select, changed=walk.changed, failed=lambda: state.failed
        )
    walk.require(selected)
    steps = walk.steps(selected)
    if not request.select or request.only_drops:
        steps += drops(outline, state, steps, anyway=request.drop)
    return Plan(state.env, state.run, tuple(steps))


@dataclass(slots=True)
class _Known:
    """What is known while a plan is made: content ids by key, and what cannot be read at all."""

    content_ids: dict[str, str] = field(default_factory=dict)
    blocked: dict[str, str] = field(default_factory=dict)  # key to reason
    details: dict[str, str] = field(default_factory=dict)
    reread: set[str] = field(default_factory=set)  # sources whose files differ


@dataclass(frozen=True, slots=True)
class _Walk:
    outline: ProjectOutline
    state: PlanState
    request: PlanRequest
    signatures: Mapping[str, DataSignature]
    variables: Mapping[str, str]

    def changed(self) -> frozenset[str]:
        """Return the keys of all nodes that a full build would or might change."""
        steps = self.steps(frozenset(self.outline.nodes))
        at_rest = {"keep", "held", "still_refused"}
        return frozenset(s.node.casefold() for s in steps if s.action not in at_rest)

    def require(self, selected: frozenset[str]) -> None:
        """Refuse a selection that reads what was never built, and variables without a value."""
        problems = []
        for key, node in self.outline.nodes.items():
            if key not in selected:
                continue
            problems += [
                Problem(
                    "variable-without-value",
                    f'"{node.name}" reads the variable "{name}", which has no value',
                    hint=f"give it one: --var {name}=VALUE.",
                )
                for name in node.variables
                if name not in self.variables
            ]
            problems += [
                Problem(
                    "not-built",
                    f'"{node.name}" reads "{self.outline.nodes[read].name}", which was never built',
                    hint=f"select it too: +{node.name}.",
                )
                for read in node.reads
                if read not in selected
                and read not in self.state.live
                and self.outline.nodes[read].kind not in {"view", "macro"}
            ]
        if problems:
            raise ProjectError(*problems)

    def steps(self, selected: frozenset[str]) -> list[Step]:
        """Return the steps of the selected nodes in topological order."""
        known = _Known()
        forced = select(self.outline.nodes, self.request.force) if self.request.force else set()
        found = []
        for key, node in self.outline.nodes.items():
            if key not in selected:
                self._remember_live(node, known)
                continue
            found.append(self._step(node, known, forced=key in forced))
        return found

    def _step(self, node: NodeOutline, known: _Known, *, forced: bool) -> Step:
        if node.kind == "source":
            self._sign(node, known)
        now = self._now(node, known, forced=forced)
        blocked = [known.blocked[read] for read in node.reads if read in known.blocked]
        unknown = [read for read in node.reads if read not in known.content_ids]
        if blocked:
            step = Step(node.name, "held", blocked[0])
        elif unknown:
            step = self._uncertain(node, unknown, known, now)
        else:
            wanted = {**known.content_ids, node.key: now.content_ids.get(node.key, "")}
            mark = fingerprint(node, wanted, self.variables, now.session)
            step = decide(node, mark, self._judged_by(node, mark), self.state, now)
            self._remember(node, step, mark, known)
        if step.action in {"held", "still_refused"} or unknown:
            self._remember_rest(node, step, known)
        return replace(
            step,
            last_seconds=self.state.seconds.get(node.key),
            gate=node.gate,
            features=node.features,
            notes=(*step.notes, *self._generations(node, step)),
        )

    def _uncertain(self, node: NodeOutline, unknown: list[str], known: _Known, now: Now) -> Step:
        """Return the step of a node below something that this build makes anew."""
        if (held := held_by_pin(node, self.state, now)) is not None:
            return held
        live = self.state.live.get(node.key)
        step = work(node, live, now)
        own = reasons(node, live, now)
        may = [
            f"{'model' if key in node.model_reads else 'input'} {now.names[key]} "
            + (f"changed{known.details.get(key, '')}" if key in known.reread else "may change")
            for key in unknown
        ]
        gates = [
            f"only if {now.names[key]} passes its standards"
            for key in unknown
            if key in node.model_reads and key not in self.state.live
        ]
        reason = "forced" if now.forced else "; ".join([*own, *(may if live is not None else ())])
        certain = bool(own or now.forced or node.volatile) and not gates
        return replace(step, reason=reason, certain=certain, notes=tuple(gates))

    def _now(self, node: NodeOutline, known: _Known, *, forced: bool) -> Now:
        ids = {key: known.content_ids[key] for key in node.reads if key in known.content_ids}
        if node.kind == "source":
            ids[node.key] = self._signature(node).digest
        return Now(
            ids,
            self.variables,
            pinned_session(self.outline.settings),
            {key: other.name for key, other in self.outline.nodes.items()},
            known.details,
            self.outline.versions,
            upgrade=self.request.upgrade,
            forced=forced,
            unpinned=node.key in {name.casefold() for name in self.request.unpin},
        )

    def _judged_by(self, node: NodeOutline, mark: str) -> str:
        if node.kind != "model":
            return ""
        return judge_fingerprint(node, self.state.champion_for(node.key, mark))

    def _sign(self, node: NodeOutline, known: _Known) -> None:
        live = self.state.live.get(node.key)
        signature = self._signature(node)
        if live is not None and live.inputs.get(node.key) != signature.digest:
            known.details[node.key] = file_changes(live.files, signature.files)
            known.reread.add(node.key)

    def _signature(self, node: NodeOutline) -> DataSignature:
        """Return what a source's files hold; ProjectError if they are gone since validation."""
        if node.key not in self.signatures:
            found = source_files(self.outline.root, node.uris)
            if isinstance(found, Problem):
                raise ProjectError(found)
        return self.signatures[node.key]

    def _remember(self, node: NodeOutline, step: Step, mark: str, known: _Known) -> None:
        """Enter the content id that readers of the node will see, if it is known already."""
        if node.kind in {"view", "macro"}:
            # A view has no rows of its own: its fingerprint flows through (SEMANTICS rule 5).
            known.content_ids[node.key] = mark
        elif step.action == "reuse":
            known.content_ids[node.key] = self.state.built[node.key, mark].content_id
        elif step.action == "keep":
            known.content_ids[node.key] = self.state.live[node.key].content_id

    def _remember_rest(self, node: NodeOutline, step: Step, known: _Known) -> None:
        """Enter what readers see of a node that stays behind: its live version, or nothing."""
        if step.action not in {"held", "still_refused"} or node.kind in {"view", "macro"}:
            return
        live = self.state.live.get(node.key)
        if live is not None:
            known.content_ids[node.key] = live.content_id
        elif node.key not in known.content_ids:
            known.blocked[node.key] = f"{node.name} has no live version; {step.reason}"

    def _remember_live(self, node: NodeOutline, known: _Known) -> None:
        """Enter what readers see of a node that is not selected."""
        live = self.state.live.get(node.key)
        if live is not None:
            known.content_ids[node.key] = live.content_id
        elif node.kind in {"view", "macro"} and all(r in known.content_ids for r in node.reads):
            session = pinned_session(self.outline.settings)
            known.content_ids[node.key] = fingerprint(
                node, known.content_ids, self.variables, session
            )

    def _generations(self, node: NodeOutline, step: Step) -> tuple[str, ...]:
        """Return which inputs of a live version are older than what is live (SEMANTICS rule 2)."""
        live = self.state.live.get(node.key)
        if live is None or step.action not in {"keep", "held", "still_refused"}:
            return ()
        notes = []
        for key in node.reads:
            other = self.state.live.get(key)
            if other is None or live.inputs.get(key, other.content_id) == other.content_id:
                continue
            run = live.input_runs.get(key)
            of = f" of run {run}" if run is not None else ""
            name = self.outline.nodes[key].name
            notes.append(f"live version built from {name}{of}; {name} is now of run {other.run}")
        return tuple(notes)
