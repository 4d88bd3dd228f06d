"""Switch every publishable name in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.catalog import LedgerEntry

if TYPE_CHECKING:
    from forebay.build.walk import Walk


def publish(walk: Walk) -> tuple[str, ...]:
    """Publish what this run built and nothing held back; return the names that switched.

    A fresh version is publishable if everything that this run made among its ancestors is
    (SEMANTICS rule 2); a model that was refused counts with its champion. With ``publish =
    'all'`` or ``--all-or-nothing`` anything held back holds back everything.
    """
    _hold_descendants(walk)
    if walk.held and (walk.request.all_or_nothing or walk.settings.publish == "all"):
        return ()
    switches: dict[str, int | None] = {}
    for key, found in walk.effective.items():
        if found.fresh and key not in walk.held and found.version is not None:
            switches[key] = found.version.id
    names = [walk.node(key).name for key in switches]
    for key in walk.drops:
        switches[key] = None
        names.append(walk.live[key].node)
    if not switches:
        return ()
    entries = [_entry(walk, key, number) for key, number in switches.items()]
    walk.catalog.publish(walk.env, walk.run, switches, entries)
    return tuple(names)


def _hold_descendants(walk: Walk) -> None:
    for key, node in walk.project.nodes.items():
        found = walk.effective.get(key)
        if found is None or not found.fresh or key in walk.held:
            continue
        for read in node.reads:
            if read in walk.held and read not in node.model_reads:
                walk.hold(node, f"{walk.node(read).name} is held back")
                break


def _entry(walk: Walk, key: str, version_id: int | None) -> LedgerEntry:
    if version_id is None:
        return LedgerEntry(walk.env, "drop", walk.live[key].node, run=walk.run)
    version = walk.effective[key].version
    number = version.number if version is not None else None
    return LedgerEntry(walk.env, "publish", walk.node(key).name, number, run=walk.run)
