"""Publish: switch names to new versions, all of them in one transaction (SEMANTICS 2, 16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.catalog.environments import Environments
from forebay.catalog.ledger import Ledger, LedgerEntry
from forebay.catalog.pins import Pins
from forebay.catalog.versions import Versions
from forebay.errors import InternalError, Problem, ProjectError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.catalog.store import Store
    from forebay.catalog.version import Version

_PUBLISHABLE = frozenset({"built", "live", "superseded"})


def publish(
    store: Store,
    env: str,
    run: int,
    switches: Mapping[str, int | None],
    entries: Sequence[LedgerEntry] = (),
) -> int:
    """Make names mean other versions, and return the generation that readers now see.

    One transaction holds the pointers, the states of versions, the history and the ledger. Each
    switched name that `entries` does not mention gets a ledger row of its own.

    Parameters
    ----------
    switches
        Version id by node name; None takes the name away. An empty mapping publishes nothing.

    Raises
    ------
    ProjectError
        ``withdrawn`` if a version is pinned back by a rollback; then nothing is switched.

    """
    wanted = {node.casefold(): number for node, number in switches.items()}
    environments, ledger = Environments(store), Ledger(store)
    with store.transaction():
        before = environments.ensure(env)
        versions = _chosen(store, wanted)
        unpinned = _check_pins(store, env, versions)
        told = {entry.node.casefold() for entry in entries}
        current = environments.live(env)
        own = [
            _entry(env, run, key, versions.get(key) or current.get(key), versions)
            for key in wanted
            if key not in told
        ]
        ledger.append([*own, *entries, *unpinned])
        if not wanted:
            return before.generation
        environments.switch(env, wanted, "publish", run)
        generation = environments.seal(env, run).generation
    environments.refresh(env)
    return generation


def _chosen(store: Store, wanted: Mapping[str, int | None]) -> dict[str, Version]:
    versions = {}
    for key, number in wanted.items():
        if number is None:
            continue
        version = Versions(store).with_id(number)
        if version is None or version.key != key or version.state not in _PUBLISHABLE:
            state = "gone" if version is None else f"{version.label}, {version.state}"
            raise InternalError.of(
                "not-publishable", f'version {number} cannot be live as "{key}": it is {state}'
            )
        versions[key] = version
    return versions


def _check_pins(store: Store, env: str, versions: Mapping[str, Version]) -> list[LedgerEntry]:
    """Refuse what is pinned; drop the pins of nodes whose definition changed."""
    pins = [pin for pin in Pins(store).of(env) if pin.node_key in versions]
    problems = [
        Problem(
            "withdrawn",
            f'"{versions[pin.node_key].node}" was rolled back and is pinned',
            detail=f"{pin.at[:10]}: {pin.reason}.",
            hint="change its SQL, build with --unpin, or promote the version.",
        )
        for pin in pins
        if pin.holds(versions[pin.node_key])
    ]
    if problems:
        raise ProjectError(*problems)
    changed = sorted({pin.node_key for pin in pins})
    for key in changed:
        Pins(store).remove(env, key)
    return [
        LedgerEntry(env, "unpin", versions[key].node, reason="its definition changed")
        for key in changed
    ]


def _entry(
    env: str, run: int, key: str, version: Version | None, chosen: Mapping[str, Version]
) -> LedgerEntry:
    name = key if version is None else version.node
    number = None if version is None else version.number
    return LedgerEntry(env, "publish" if key in chosen else "drop", name, number, run=run)
