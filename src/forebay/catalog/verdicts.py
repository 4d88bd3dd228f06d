"""Verdicts on models, kept so that none is reached twice (SEMANTICS 4)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from forebay.catalog.checksum import checksum
from forebay.catalog.clock import utc_now
from forebay.catalog.environments import Environments
from forebay.catalog.ledger import Ledger, LedgerEntry
from forebay.catalog.versions import Versions
from forebay.errors import InternalError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.catalog.looks import Look
    from forebay.catalog.store import Store
    from forebay.catalog.version import Version

_COLUMNS = (
    "node_key, fingerprint, judge_fingerprint, version_id, env, run, outcome, reason, verdict, at"
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one version by one set of standards.

    Parameters
    ----------
    reason
        Why it was refused, for a person; empty for PASS.
    verdict
        The whole verdict as JSON values.
    node_key, fingerprint, at
        The catalog sets them from the version and the clock.
    look
        Which look at its gate rows this was, to be entered in the ledger; None if it was judged on
        no rows that were held out.

    """

    version_id: int
    judge_fingerprint: str
    outcome: Literal["PASS", "FAIL", "NOT PROVEN"]
    env: str
    run: int | None = None
    reason: str = ""
    verdict: Mapping[str, object] = field(default_factory=dict)
    node_key: str = ""
    fingerprint: str = ""
    at: str = ""
    look: Look | None = None


def _entry(judgement: Judgement, look: Look, version: Version) -> LedgerEntry:
    reason = f"look {look.number} at {look.gate_set.rows:,} gate rows"
    return LedgerEntry(
        *(judgement.env, "look", version.node, version.number, reason),
        run=judgement.run,
        details=look.details(),
    )


class Verdicts:
    """The verdicts of one catalog."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(self, judgement: Judgement) -> list[str]:
        """Keep a verdict; return the environments whose file for readers is now stale.

        Anything but PASS refuses a version that is not live and enters the ledger. A version that
        is live stays live: it is the champion, and only standards changed. A PASS makes a refused
        version one that may be published.
        """
        versions, environments = Versions(self._store), Environments(self._store)
        with self._store.transaction():
            version = versions.with_id(judgement.version_id)
            if version is None:
                raise InternalError.of("unknown-version-id", f"no version {judgement.version_id}")
            self._write(
                replace(
                    judgement, node_key=version.key, fingerprint=version.fingerprint, at=utc_now()
                )
            )
            passed = judgement.outcome == "PASS"
            state = version.state
            if state in {"built", "refused"}:
                state = "built" if passed else "refused"
            details = {**version.details, "verdict": dict(judgement.verdict)}
            versions.save(
                replace(
                    version,
                    state=state,
                    judge_fingerprint=judgement.judge_fingerprint,
                    details=details,
                )
            )
            if judgement.look is not None:
                Ledger(self._store).append([_entry(judgement, judgement.look, version)])
            if not passed:
                entry = LedgerEntry(
                    *(judgement.env, "refuse", version.node, version.number, judgement.reason),
                    run=judgement.run,
                    details={"outcome": judgement.outcome},
                )
                Ledger(self._store).append([entry])
            stale = environments.touched_by(version.id)
            for env in stale:
                environments.seal(env, None)
        return stale

    def find(self, node: str, fingerprint: str, judge_fingerprint: str) -> Judgement | None:
        """Return the verdict that was reached on the same candidate by the same standards."""
        sql = (
            f"SELECT {_COLUMNS}, seal FROM verdicts"
            " WHERE node_key = ? AND fingerprint = ? AND judge_fingerprint = ?"
        )
        rows = self._store.rows(sql, (node.casefold(), fingerprint, judge_fingerprint))
        return self._read(rows[0]) if rows else None

    def all(self) -> tuple[Judgement, ...]:
        """Return every verdict, oldest first."""
        rows = self._store.rows(f"SELECT {_COLUMNS}, seal FROM verdicts ORDER BY at, node_key")
        return tuple(self._read(row) for row in rows)

    def _write(self, judgement: Judgement) -> None:
        values = (
            *(judgement.node_key, judgement.fingerprint, judgement.judge_fingerprint),
            *(judgement.version_id, judgement.env, judgement.run, judgement.outcome),
            *(judgement.reason, json.dumps(dict(judgement.verdict)), judgement.at),
        )
        self._store.run(
            f"INSERT OR REPLACE INTO verdicts ({_COLUMNS}, seal) VALUES ({'?, ' * 10}?)",
            (*values, checksum("verdicts", *values)),
        )

    def _read(self, row: tuple[Any, ...]) -> Judgement:
        key, fingerprint, judge, version_id, env, run, outcome, reason, verdict, at = (
            self._store.unsealed("verdicts", row)
        )
        document = json.loads(verdict)
        return Judgement(
            version_id, judge, outcome, env, run, reason, document, key, fingerprint, at
        )
