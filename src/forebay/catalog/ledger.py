"""The ledger: every promotion, refusal and rollback, for ever."""

from __future__ import annotations

import json
import os
import pwd
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from forebay.catalog.checksum import checksum
from forebay.catalog.clock import utc_now

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from forebay.catalog.store import Store

LedgerEvent: TypeAlias = Literal[
    "publish", "drop", "refuse", "promote", "rollback", "unpin", "environment", "verify"
]
_COLUMNS = "id, at, env, event, node, number, run, actor, reason, details"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One row of the ledger.

    Parameters
    ----------
    number
        The version's number; None where the event is not about one version.
    run
        The run that did it; None for a command outside a build.
    id, at, actor
        The row's number, its time (UTC, ISO 8601) and the user of the operating system; the
        catalog sets them.

    """

    env: str
    event: LedgerEvent
    node: str
    number: int | None = None
    reason: str = ""
    run: int | None = None
    details: Mapping[str, object] = field(default_factory=dict)
    id: int = 0
    at: str = ""
    actor: str = ""


class Ledger:
    """The append-only ledger of one catalog.

    The database itself refuses to change or delete a row, and each row's checksum covers the
    checksum of the row before it, so that a row changed behind its back is found.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def append(self, entries: Iterable[LedgerEntry]) -> None:
        """Add rows at the end; only inside a transaction."""
        last = self._store.rows("SELECT id, seal FROM ledger ORDER BY id DESC LIMIT 1")
        number, seal = last[0] if last else (0, "")
        for entry in entries:
            number += 1
            values = (
                *(number, utc_now(), entry.env, entry.event, entry.node, entry.number, entry.run),
                *(_user(), entry.reason, json.dumps(dict(entry.details))),
            )
            seal = checksum("ledger", seal, *values)
            self._store.run(
                f"INSERT INTO ledger ({_COLUMNS}, seal) VALUES ({'?, ' * 10}?)", (*values, seal)
            )

    def entries(self, node: str | None = None, env: str | None = None) -> tuple[LedgerEntry, ...]:
        """Return the rows, oldest first; EngineError ``damaged-catalog`` if one was tampered with.

        Parameters
        ----------
        node, env
            Only the rows of that node, of that environment; None means of all.

        """
        found, previous = [], ""
        rows = self._store.rows(f"SELECT {_COLUMNS}, seal FROM ledger ORDER BY id")
        for number_due, (*values, seal) in enumerate(rows, 1):
            if values[0] != number_due or checksum("ledger", previous, *values) != seal:
                raise self._store.damaged(f"row {number_due} of the ledger is lost or was changed")
            previous = seal
            row, at, in_env, event, name, number, run, actor, reason, details = values
            found.append(
                LedgerEntry(
                    *(in_env, event, name, number, reason, run),
                    *(json.loads(details), row, at, actor),
                )
            )
        key = node.casefold() if node is not None else None
        return tuple(
            entry
            for entry in found
            if (key is None or entry.node.casefold() == key) and env in {None, entry.env}
        )


def _user() -> str:
    try:
        return os.environ.get("USER") or pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # no name for this user id, as in many containers
        return "unknown"
