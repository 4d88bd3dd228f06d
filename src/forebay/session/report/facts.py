"""Everything that the report tells of a project, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.catalog import Catalog, layout, read_live
from forebay.errors import ForebayError
from forebay.project import read_outline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forebay.catalog import Judgement, LedgerEntry, LiveState, Run, Version
    from forebay.project import NodeOutline, ProjectOutline, Settings


@dataclass(frozen=True, slots=True)
class Facts:
    """What the catalog and the files say of one environment.

    Parameters
    ----------
    outline
        The nodes of the files as they are now; None if the files do not make a valid project.
    versions
        Every version that is kept, by node key, oldest first.
    runs, ledger, verdicts
        Those of the environment, oldest first.

    """

    settings: Settings
    live: LiveState
    outline: ProjectOutline | None
    versions: Mapping[str, tuple[Version, ...]]
    runs: tuple[Run, ...]
    ledger: tuple[LedgerEntry, ...]
    verdicts: tuple[Judgement, ...]

    def declared(self, key: str) -> NodeOutline | None:
        """Return a node as its file declares it now; None if there is no such node."""
        return self.outline.nodes.get(key) if self.outline is not None else None

    def standing_refusal(self, key: str) -> Version | None:
        """Return the refused candidate that is newer than what is live; None if there is none."""
        kept = self.versions.get(key, ())
        live = self.live.versions.get(key)
        newest = kept[-1] if kept else None
        if newest is None or newest.state != "refused" or (live and newest.number <= live.number):
            return None
        return newest

    def order(self) -> tuple[str, ...]:
        """Return every node key: those of the files in their order, then what else is live."""
        declared = tuple(self.outline.nodes) if self.outline is not None else ()
        return (*declared, *(key for key in self.live.versions if key not in declared))

    def reads(self, key: str) -> tuple[str, ...]:
        """Return the keys that the live version was built from, else those that the file reads."""
        version = self.live.versions.get(key) or self.standing_refusal(key)
        node = self.declared(key)
        if version is not None:
            return tuple(other for other in version.inputs if other != key)
        return node.reads if node is not None else ()


def read_facts(root: Path, env: str, settings: Settings) -> Facts:
    """Read the files, what is live, and the catalog if there is one; nothing is created."""
    live = read_live(root, env)
    outline = _outline(root)
    if not layout.catalog_file(root).exists():
        return Facts(settings, live, outline, {}, (), (), ())
    versions: dict[str, tuple[Version, ...]] = {}
    with Catalog(root) as catalog:
        for version in catalog.versions.all():
            versions[version.key] = (*versions.get(version.key, ()), version)
        return Facts(
            settings,
            live,
            outline,
            versions,
            tuple(run for run in catalog.runs.all() if run.env == env),
            catalog.ledger.entries(env=env),
            tuple(verdict for verdict in catalog.verdicts.all() if verdict.env == env),
        )


def _outline(root: Path) -> ProjectOutline | None:
    """Return the project; None while somebody is editing the files into something invalid."""
    try:
        found = read_outline(root)
        if found is None:
            from forebay.project.load import load
            from forebay.project.make_outline import make_outline

            found = make_outline(load(root))
    except ForebayError:
        return None
    return found
