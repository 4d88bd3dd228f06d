"""Promote: a person decides that a version is live (SEMANTICS 28)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.catalog.clock import utc_now
from forebay.catalog.environments import Environments
from forebay.catalog.integrity import verify_files
from forebay.catalog.ledger import Ledger, LedgerEntry
from forebay.catalog.pins import Pins
from forebay.catalog.versions import Versions
from forebay.errors import ProjectError, nearest

if TYPE_CHECKING:
    from forebay.catalog.store import Store
    from forebay.catalog.version import Version


def promote(store: Store, env: str, node: str, number: int, reason: str) -> Version:
    """Make ``node@number`` live, whatever its verdict; return it.

    Takes a pin of the node away. Promoting a refused version overrides the gate: the ledger and
    ``details["promotions"]`` say so for ever.

    Raises
    ------
    ProjectError
        ``reason-missing``, ``unknown-node``, ``no-such-version``, ``already-live``.
    EngineError
        ``damaged-file`` if its files are not what was written.

    """
    environments, versions = Environments(store), Versions(store)
    need_reason("promote", reason)
    with store.transaction():
        environments.ensure(env)
        version = find_version(store, node, number)
        if environments.pointers(env).get(version.key) == version.id:
            raise ProjectError.of(
                "already-live",
                f'"{version.label}" is live in "{env}" already',
                hint="forebay models lists the versions.",
            )
        verify_files(store.root, (*version.files, *version.rejected))
        overrode = version.state == "refused"
        if overrode:
            _mark(versions, version, env, reason)
        was_pinned = Pins(store).remove(env, version.key)
        entry = LedgerEntry(
            *(env, "promote", version.node, version.number, reason),
            details={"overrode_refusal": overrode, "unpinned": was_pinned},
        )
        Ledger(store).append([entry])
        environments.switch(env, {version.key: version.id}, "promote", None)
        environments.seal(env, None)
        promoted = find_version(store, node, number)
    environments.refresh(env)
    return promoted


def need_reason(command: str, reason: str) -> None:
    """Raise ProjectError ``reason-missing`` for an empty reason."""
    if not reason.strip():
        raise ProjectError.of(
            "reason-missing",
            f"{command} needs a reason",
            detail="It is kept in the ledger for whoever asks later.",
            hint="add --reason '...'.",
        )


def find_version(store: Store, node: str, number: int) -> Version:
    """Return ``node@number``; ProjectError if there is no such node or number."""
    versions = Versions(store)
    found = versions.numbered(node, number)
    if found is not None:
        return found
    of_node = versions.of(node)
    if not of_node:
        known = nearest(node, {version.node for version in versions.all()})
        raise ProjectError.of(
            "unknown-node",
            f'nothing called "{node}" was ever built',
            hint=f'did you mean "{known}"?' if known else "",
        )
    numbers = ", ".join(str(version.number) for version in of_node)
    raise ProjectError.of(
        "no-such-version",
        f'"{node}" has no version {number}',
        detail=f"It has: {numbers}.",
        hint="name one of these.",
    )


def _mark(versions: Versions, version: Version, env: str, reason: str) -> None:
    before = version.details.get("promotions")
    marks = [*before] if isinstance(before, list) else []
    marks.append({"env": env, "at": utc_now(), "reason": reason, "overrode": "refusal"})
    versions.save(replace(version, details={**version.details, "promotions": marks}))
