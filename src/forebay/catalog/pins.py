"""Pins: what was rolled back does not come back by itself (SEMANTICS 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.catalog.checksum import checksum
from forebay.catalog.clock import utc_now

if TYPE_CHECKING:
    from forebay.catalog.store import Store
    from forebay.catalog.version import Version

_COLUMNS = "env, node_key, fingerprint, definition, version_id, reason, at"


@dataclass(frozen=True, slots=True)
class Pin:
    """A mark that keeps a withdrawn version from being published again.

    Parameters
    ----------
    fingerprint
        Of the withdrawn version.
    definition
        The withdrawn version's ``details["definition"]``: while the node's definition is this
        one, no version of it is published, whatever its data. Empty if it was not recorded; then
        only the fingerprint is held back.
    reason
        Why it was rolled back.

    """

    env: str
    node_key: str
    fingerprint: str
    definition: str
    version_id: int
    reason: str
    at: str = ""

    def holds(self, version: Version) -> bool:
        """Whether a version must not be published while this pin stands."""
        definition = version.details.get("definition")
        same = bool(self.definition) and definition == self.definition
        return same or version.fingerprint == self.fingerprint


class Pins:
    """The pins of one catalog."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, env: str) -> tuple[Pin, ...]:
        """Return the pins of an environment, oldest first; a node has one per withdrawn version."""
        sql = f"SELECT {_COLUMNS}, seal FROM pins WHERE env = ? ORDER BY at, version_id"
        rows = self._store.rows(sql, (env,))
        return tuple(Pin(*self._store.unsealed("pins", row)) for row in rows)

    def add(self, env: str, withdrawn: Version, reason: str) -> None:
        """Pin a withdrawn version."""
        definition = str(withdrawn.details.get("definition", ""))
        values = (
            *(env, withdrawn.key, withdrawn.fingerprint, definition),
            *(withdrawn.id, reason, utc_now()),
        )
        self._store.run(
            f"INSERT OR REPLACE INTO pins ({_COLUMNS}, seal) VALUES ({'?, ' * 7}?)",
            (*values, checksum("pins", *values)),
        )

    def remove(self, env: str, node: str) -> bool:
        """Take the pins of a node away; return whether there were any."""
        key = node.casefold()
        there = any(pin.node_key == key for pin in self.of(env))
        self._store.run("DELETE FROM pins WHERE env = ? AND node_key = ?", (env, key))
        return there
