"""The Catalog: what was built, what is live, and who decided it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from forebay.catalog.environments import Environment, Environments
from forebay.catalog.ledger import Ledger, LedgerEntry
from forebay.catalog.looks import GateSet, Look, next_look
from forebay.catalog.pins import Pin, Pins
from forebay.catalog.predictions import Predictions
from forebay.catalog.publish import publish
from forebay.catalog.recover import Recovery, close_ended_runs, recover_live_files
from forebay.catalog.runs import Runs
from forebay.catalog.signatures import Signatures
from forebay.catalog.store import Store
from forebay.catalog.verdicts import Judgement, Verdicts
from forebay.catalog.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from forebay.catalog.gc import GcReport
    from forebay.catalog.rollback import Withdrawal
    from forebay.catalog.version import Version


class Catalog:
    """The only writer of Forebay's own files below ``.forebay``.

    Opening it creates what is missing and, if a process died between a commit and the file for
    readers, writes that file. Whoever only reads uses `read_live`, which opens nothing of this.

    Parameters
    ----------
    root
        The project folder; ``.forebay`` is made in it.

    Attributes
    ----------
    runs, versions, verdicts, ledger, predictions, signatures
        What is kept, by subject.

    Raises
    ------
    ProjectError
        ``newer-state`` if a newer Forebay wrote the folder.
    EngineError
        ``damaged-catalog``, ``catalog-busy``, ``catalog-not-written``.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> from forebay.catalog import Version
    >>> with Catalog(pathlib.Path(tempfile.mkdtemp())) as catalog:
    ...     run = catalog.runs.begin("prod")
    ...     version = catalog.versions.add(Version(0, "orders", "table", 0, "f1", run=run.id))
    ...     generation = catalog.publish("prod", run.id, {"orders": version.id})
    ...     catalog.live("prod")["orders"].label
    'orders@1'

    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._store = Store(root)
        self._environments = Environments(self._store)
        self.runs = Runs(self._store)
        self.versions = Versions(self._store)
        self.verdicts = Verdicts(self._store)
        self.ledger = Ledger(self._store)
        self.predictions = Predictions(self._store)
        self.signatures = Signatures(self._store)
        try:
            self.recovered = Recovery((), recover_live_files(self._store))
        except BaseException:
            self._store.close()
            raise

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the file; what was committed stays."""
        self._store.close()

    def environments(self) -> tuple[Environment, ...]:
        """Return the environments in which something was published, by name."""
        return self._environments.all()

    def environment(self, env: str) -> Environment | None:
        """Return one environment; None if nothing happened in it yet."""
        return self._environments.find(env)

    def live(self, env: str) -> Mapping[str, Version]:
        """Return what every name means in an environment, by node key.

        An environment in which nothing happened yet shows what is live in ``prod``.
        """
        return self._environments.live(env)

    def live_at(self, env: str, run: int) -> Mapping[str, Version]:
        """Return what every name meant right after a run, by node key (SEMANTICS 18)."""
        return self._environments.live_at(env, run)

    def pins(self, env: str) -> tuple[Pin, ...]:
        """Return the pins of an environment, oldest first."""
        return Pins(self._store).of(env)

    def recover(self) -> Recovery:
        """Close the runs that nobody runs any more; for whoever holds the build lock."""
        return Recovery(close_ended_runs(self._store), self.recovered.rewritten)

    def next_look(self, node: str, gate_set: GateSet) -> Look:
        """Return which look at these gate rows a judgement on a model is; see `looks`."""
        return next_look(self.ledger.entries(node), gate_set)

    def record_verdict(self, judgement: Judgement) -> None:
        """Keep the verdict on a model version; anything but PASS refuses it (SEMANTICS 4, 8)."""
        for env in self.verdicts.record(judgement):
            self._environments.refresh(env)

    def publish(
        self,
        env: str,
        run: int,
        switches: Mapping[str, int | None],
        entries: Sequence[LedgerEntry] = (),
    ) -> int:
        """Switch names to versions in one transaction; see `publish.publish`."""
        return publish(self._store, env, run, switches, entries)

    def promote(self, env: str, node: str, number: int, reason: str) -> Version:
        """Make ``node@number`` live whatever its verdict; see `promote.promote`."""
        from forebay.catalog.promote import promote

        return promote(self._store, env, node, number, reason)

    def rollback(self, env: str, node: str, reason: str) -> tuple[Withdrawal, ...]:
        """Go back to what was live before; see `rollback.rollback`."""
        from forebay.catalog.rollback import rollback

        return rollback(self._store, env, node, reason)

    def rehearse_rollback(self, env: str, node: str) -> tuple[Withdrawal, ...]:
        """Go back and undo it at once; see `rehearse_rollback.rehearse_rollback`."""
        from forebay.catalog.rehearse_rollback import rehearse_rollback

        return rehearse_rollback(self._store, env, node)

    def rollback_run(self, env: str, run: int, reason: str) -> tuple[Withdrawal, ...]:
        """Undo what a run published; see `rollback.rollback_run`."""
        from forebay.catalog.rollback import rollback_run

        return rollback_run(self._store, env, run, reason)

    def unpin(self, env: str, node: str, reason: str = "", run: int | None = None) -> bool:
        """Let a rolled-back node be published again; return whether it was pinned."""
        with self._store.transaction():
            was_pinned = Pins(self._store).remove(env, node)
            if was_pinned:
                self.ledger.append([LedgerEntry(env, "unpin", node, reason=reason, run=run)])
        return was_pinned

    def note_verified(self, env: str, found: Iterable[tuple[Version, str]]) -> None:
        """Note in the ledger which versions a rebuild gave again, and how others differed.

        Parameters
        ----------
        found
            Versions and what differed; an empty text: nothing did.

        """
        with self._store.transaction():
            self.ledger.append(
                LedgerEntry(env, "verify", version.node, version.number, reason=differs)
                for version, differs in found
            )

    def gc(self, keep_versions: int = 3, now: datetime | None = None) -> GcReport:
        """Delete what nobody needs any more; see `gc.gc`."""
        from forebay.catalog.gc import gc

        return gc(self._store, keep_versions, now or datetime.now(UTC))
