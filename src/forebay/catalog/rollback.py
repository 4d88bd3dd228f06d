"""Rollback: go back to what was live before, and pin what was withdrawn (SEMANTICS 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.catalog.environments import Environments
from forebay.catalog.integrity import is_intact
from forebay.catalog.ledger import Ledger, LedgerEntry
from forebay.catalog.pins import Pins
from forebay.catalog.promote import need_reason
from forebay.catalog.versions import Versions
from forebay.errors import Problem, ProjectError, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.catalog.store import Store
    from forebay.catalog.version import Version


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One name that a rollback moved; `target` is None where nothing was live before."""

    withdrawn: Version
    target: Version | None
    pinned: bool


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for; `run` is the run to undo, None for a single name."""

    env: str
    reason: str
    pinned: set[str]
    run: int | None = None

    def entry(self, version: Version, details: Mapping[str, object]) -> LedgerEntry:
        """Return the ledger row for one name."""
        return LedgerEntry(
            *(self.env, "rollback", version.node, version.number, self.reason, self.run, details)
        )


def rollback(store: Store, env: str, node: str, reason: str) -> tuple[Withdrawal, ...]:
    """Take a name back to the version that was live before, and pin what is withdrawn.

    Rolling back a table, source or view also takes everything live that was built from the
    withdrawn version to the versions built from the target; rolling back a model moves the model
    alone. All of it happens in one transaction or not at all.

    Raises
    ------
    ProjectError
        ``reason-missing``; ``unknown-node`` if the name is not live; ``no-rollback-target``, once
        for each name for which there is no version to go to.

    """
    need_reason("rollback", reason)
    with store.transaction():
        done = roll_back(store, env, node, reason)
    Environments(store).refresh(env)
    return done


def roll_back(store: Store, env: str, node: str, reason: str) -> tuple[Withdrawal, ...]:
    """Do it inside a transaction that is held already; readers see it once that is committed."""
    environments = Environments(store)
    environments.ensure(env)
    live = environments.live(env)
    current = live.get(node.casefold())
    if current is None:
        known = nearest(node, {version.node for version in live.values()})
        raise ProjectError.of(
            "unknown-node",
            f'"{node}" is not live in "{env}"',
            hint=f'did you mean "{known}"?' if known else "",
        )
    target = _previous(store, env, current)
    if target is None:
        raise ProjectError(_no_target(current, "nothing was live before it"))
    problems = [] if _is_there(store, target) else [_gone(target.node)]
    moves: dict[str, Version | None] = {current.key: target}
    if current.kind != "model":
        problems += _follow(store, live, moves)
    if problems:
        raise ProjectError(*problems)
    return _apply(store, _Order(env, reason, {current.key}), live, moves)


def rollback_run(store: Store, env: str, run: int, reason: str) -> tuple[Withdrawal, ...]:
    """Undo everything that a run published, and pin it.

    A name that was new in that run is not live afterwards.

    Raises
    ------
    ProjectError
        ``reason-missing``; ``unknown-run`` if it published nothing there;
        ``no-rollback-target``, once for each name that cannot be taken back, because a later run
        published over it or because the version before is gone.

    """
    need_reason("rollback", reason)
    environments, versions = Environments(store), Versions(store)
    with store.transaction():
        environments.ensure(env)
        live = environments.live(env)
        switches = [s for s in environments.switches(env) if s.run == run and s.kind == "publish"]
        if not switches:
            raise ProjectError.of(
                "unknown-run",
                f'run {run} published nothing in "{env}"',
                hint="forebay runs lists the runs.",
            )
        moves: dict[str, Version | None] = {}
        problems = []
        for switch in switches:
            now = live.get(switch.node_key)
            if (now.id if now is not None else None) != switch.version_id:
                problems.append(_overtaken(switch.node_key, run))
                continue
            before = None
            if switch.previous_id is not None:
                before = versions.with_id(switch.previous_id, gone=True)
                if before is None or not _is_there(store, before):
                    problems.append(_gone(switch.node_key))
            moves[switch.node_key] = before
        problems += _follow(store, live, moves)
        if problems:
            raise ProjectError(*problems)
        done = _apply(store, _Order(env, reason, set(moves), run), live, moves)
    environments.refresh(env)
    return done


def _previous(store: Store, env: str, current: Version) -> Version | None:
    """Return what was live before `current` came, passing over what was itself withdrawn."""
    withdrawn = {pin.version_id for pin in Pins(store).of(env)}
    history = [s for s in Environments(store).switches(env, current.key) if s.kind != "rollback"]
    at, seen = current.id, {current.id}
    while True:
        arrival = next((s for s in reversed(history) if s.version_id == at), None)
        if arrival is None or arrival.previous_id is None or arrival.previous_id in seen:
            return None
        at = arrival.previous_id
        seen.add(at)
        if at not in withdrawn:
            return Versions(store).with_id(at, gone=True)


def _follow(
    store: Store, live: Mapping[str, Version], moves: dict[str, Version | None]
) -> list[Problem]:
    """Add to `moves` everything live that was built from what is withdrawn.

    A view or macro holds no rows: where none of its versions fits it stays, and what reads it
    follows.
    """
    problems = []
    stays: set[str] = set()
    # A version is recorded after its inputs, so the order of ids is an order of building.
    for version in sorted(live.values(), key=lambda v: v.id):
        key = version.key
        if key in moves or not _was_built_from(version, live, moves, stays):
            continue
        target = _built_from_targets(store, version, moves, stays)
        if target is not None:
            moves[key] = target
        elif version.kind in {"view", "macro"}:
            stays.add(key)
        else:
            moves[key] = None
            problems.append(_no_target(version, "no version was built from what is restored"))
    return problems


def _was_built_from(
    version: Version,
    live: Mapping[str, Version],
    moves: Mapping[str, Version | None],
    stays: set[str],
) -> bool:
    return any(
        (key in moves or key in stays) and key in live and live[key].id == number
        for key, number in version.inputs.items()
    )


def _built_from_targets(
    store: Store, version: Version, moves: Mapping[str, Version | None], stays: set[str]
) -> Version | None:
    fitting = [
        other
        for other in Versions(store).of(version.node)
        if other.id != version.id
        and other.state in {"superseded", "live", "built"}
        and _fits(store, other, moves, stays)
        and _is_there(store, other)
    ]
    # What was live once is preferred to what was only built.
    fitting.sort(key=lambda other: (other.state != "built", other.number))
    return fitting[-1] if fitting else None


def _fits(
    store: Store, version: Version, moves: Mapping[str, Version | None], stays: set[str]
) -> bool:
    for key, number in version.inputs.items():
        if key in moves:
            target = moves[key]
            if target is None or target.id != number:
                return False
        elif key in stays:
            through = Versions(store).with_id(number)
            if through is not None and not _fits(store, through, moves, stays):
                return False
    return True


def _apply(
    store: Store, order: _Order, live: Mapping[str, Version], moves: Mapping[str, Version | None]
) -> tuple[Withdrawal, ...]:
    done, entries = [], []
    for key, target in moves.items():
        withdrawn = live.get(key)
        to = {"to": target.number if target is not None else None, "pinned": key in order.pinned}
        if withdrawn is not None:
            if key in order.pinned:
                Pins(store).add(order.env, withdrawn, order.reason)
            entries.append(order.entry(withdrawn, to))
            done.append(Withdrawal(withdrawn, target, key in order.pinned))
        elif target is not None:  # the run had dropped it: it comes back
            entries.append(order.entry(target, {"to": target.number, "pinned": False}))
    Ledger(store).append(entries)
    switches = {key: target.id if target is not None else None for key, target in moves.items()}
    environments = Environments(store)
    environments.switch(order.env, switches, "rollback", None)
    environments.seal(order.env, None)
    return tuple(done)


def _is_there(store: Store, version: Version) -> bool:
    return is_intact(store.root, (*version.files, *version.rejected))


def _no_target(version: Version, why: str) -> Problem:
    return Problem(
        "no-rollback-target",
        f'"{version.node}" has no version to go back to',
        detail=f"{version.label} is live; {why}.",
        hint="name a version with promote, or build it again.",
    )


def _gone(key: str) -> Problem:
    return Problem(
        "no-rollback-target",
        f'the version of "{key}" that was live before is gone',
        hint="name a version with promote, or build it again.",
    )


def _overtaken(key: str, run: int) -> Problem:
    return Problem(
        "no-rollback-target",
        f'"{key}" was published again after run {run}',
        hint=f'roll back the later run first, or "{key}" alone.',
    )
