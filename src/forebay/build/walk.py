"""The state of one build while it walks its plan: the only mutable thing in `build`."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from forebay.build.sources_ahead import SourcesAhead
from forebay.catalog.layout import folder_name
from forebay.trust.column_origins import column_origins
from forebay.trust.trace_project import trace_project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from forebay.build.event import Event
    from forebay.build.request import BuildRequest
    from forebay.catalog import Catalog, Version
    from forebay.checks.outcome import CheckResult
    from forebay.engine import Engine
    from forebay.plan.state import DataSignature, PlanState
    from forebay.project import Node, Project, ProjectOutline, Settings
    from forebay.trust.column_origins import ColumnOrigins
    from forebay.trust.lineage import Lineage


@dataclass(frozen=True, slots=True)
class Effective:
    """What a name means to the rest of this build.

    Parameters
    ----------
    version
        None for a macro, and where there is nothing to read: then `blocked` says why.
    fresh
        This build wants to publish it.

    """

    version: Version | None
    content_id: str
    fresh: bool = False
    blocked: str = ""


@dataclass(slots=True)
class Counts:
    """What the last line counts."""

    built: int = 0
    kept: int = 0
    trained: int = 0
    refused: int = 0
    checks_ok: int = 0
    warn: int = 0
    failed: int = 0


@dataclass(slots=True)
class Walk:
    """Everything that the steps of one build share.

    Parameters
    ----------
    effective
        By node key, filled in topological order.
    held
        Node key to the reason why this run does not publish it.
    drops
        Keys whose file is gone and which this run takes out of the environment.
    began
        The ``time.monotonic()`` at which the build began.
    private
        Folded names of columns whose values are told to nobody: see ``hide_private``.
    ahead
        Sources that are read before their steps.
    check_failed, engine_failed
        Whether a check or test (exit 1), the engine or a source (exit 3) failed.

    """

    root: Path
    project: Project
    outline: ProjectOutline
    request: BuildRequest
    env: str
    run: int
    engine: Engine
    catalog: Catalog
    state: PlanState
    live: Mapping[str, Version]
    signatures: Mapping[str, DataSignature]
    variables: Mapping[str, str]
    tell: Callable[[Event], None]
    scratch: Path
    began: float
    effective: dict[str, Effective] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    drops: list[str] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    private: frozenset[str] = frozenset()
    ahead: SourcesAhead = field(default_factory=SourcesAhead)
    check_failed: bool = False
    engine_failed: bool = False
    _traced: dict[str, Lineage] = field(default_factory=dict)

    @property
    def as_of(self) -> datetime:
        """The time of the build, in UTC without a zone: what ``getvariable('as_of')`` gives."""
        return datetime.fromisoformat(self.variables["as_of"])

    @property
    def threads(self) -> int:
        """How many threads may work; never changes a result."""
        return self.settings.threads or os.cpu_count() or 1

    @property
    def settings(self) -> Settings:
        """The settings, as this environment has them."""
        return self.project.settings.for_environment(self.env)

    def node(self, key: str) -> Node:
        """Return the node of that key."""
        return self.project.nodes[key]

    def file_name(self, node: Node) -> str:
        """Return the node's name as a file name for scratch files."""
        return folder_name(node.name)

    def origins(self, node: Node) -> Mapping[str, ColumnOrigins]:
        """Return what each column of a node is made of; ``column_origins``."""
        return column_origins(self.project, node.name, self.traced(node))

    def traced(self, node: Node) -> Lineage:
        """Return the lineage of the project as far as a node, traced once."""
        if node.key not in self._traced:
            self._traced[node.key] = trace_project(self.project, up_to=node.key)
        return self._traced[node.key]

    def blocked(self, node: Node) -> str:
        """Return why `node` cannot be built; empty if it can.

        A model that is held back does not block its readers while a champion is live (SEMANTICS
        rule 1); anything else does.
        """
        for key in node.reads:
            found = self.effective.get(key)
            if found is not None and found.blocked:
                return found.blocked
            if key in self.held and key not in node.model_reads:
                return f"{self.node(key).name} is held back"
        return ""

    def input_ids(self, node: Node) -> dict[str, str]:
        """Return the content ids of what a node reads, in this build; a source reads its files."""
        ids = {key: self.effective[key].content_id for key in node.reads}
        if node.key in self.signatures:
            ids[node.key] = self.signatures[node.key].digest
        return ids

    def keep(self, node: Node) -> None:
        """Go on with the live version."""
        live = self.live[node.key]
        self.effective[node.key] = Effective(live, live.content_id)

    def adopt(self, node: Node, version: Version) -> None:
        """Go on with a version that this run wants to publish."""
        self.effective[node.key] = Effective(version, version.content_id, fresh=True)

    def hold(self, node: Node, reason: str) -> None:
        """Go on with the live version, and remember why nothing newer is published."""
        self.held[node.key] = reason
        live = self.live.get(node.key)
        if live is None:
            self.effective[node.key] = Effective(None, "", blocked=reason)
        else:
            self.effective[node.key] = Effective(live, live.content_id)

    def count_check(self, result: CheckResult) -> None:
        """Count one check for the last line."""
        match result.verdict:
            case "ok" | "dropped":
                self.counts.checks_ok += 1
            case "warn":
                self.counts.warn += 1
            case "failed":
                self.counts.failed += 1
