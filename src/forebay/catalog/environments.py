"""Environments: sets of pointers from names to versions, and the history of every switch."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from forebay.catalog.atomic import write_atomically
from forebay.catalog.checksum import checksum
from forebay.catalog.clock import utc_now
from forebay.catalog.layout import live_file
from forebay.catalog.ledger import Ledger, LedgerEntry
from forebay.catalog.live_state import LiveState, render_live
from forebay.catalog.versions import Versions, by_key
from forebay.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.catalog.store import Store
    from forebay.catalog.version import Version

BASE = "prod"  # what a new environment starts from

SwitchKind: TypeAlias = Literal["start", "publish", "promote", "rollback"]
_COLUMNS = "name, generation, run, published_at, pointers, live_sha256"
_SWITCH = "id, env, generation, run, kind, node_key, version_id, previous_id, at"


@dataclass(frozen=True, slots=True)
class Environment:
    """One environment as it stands; generation 0 means that nothing was ever published in it."""

    name: str
    generation: int
    run: int | None
    published_at: str
    pointers: str = ""
    live_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Switch:
    """A name that was made to mean another version; None means that the name was not live."""

    generation: int
    run: int | None
    kind: SwitchKind
    node_key: str
    version_id: int | None
    previous_id: int | None
    at: str


class Environments:
    """The environments of one catalog."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._versions = Versions(store)

    def all(self) -> tuple[Environment, ...]:
        """Return every environment in which something happened, by name."""
        rows = self._store.rows(f"SELECT {_COLUMNS}, seal FROM environments ORDER BY name")
        return tuple(Environment(*self._store.unsealed("environments", row)) for row in rows)

    def find(self, env: str) -> Environment | None:
        """Return the environment; None before the first build in it."""
        return next((found for found in self.all() if found.name == env), None)

    def pointers(self, env: str) -> dict[str, int]:
        """Return the version id of every live name, by node key.

        An environment in which nothing happened yet shows what is live in ``prod``.
        """
        with self._store.snapshot():
            found = self.find(env)
            if found is None:
                return {} if env == BASE else self.pointers(BASE)
            sql = "SELECT node_key, version_id FROM live WHERE env = ? ORDER BY node_key"
            pointers = dict(self._store.rows(sql, (env,)))
        if _digest(pointers) != found.pointers:
            raise self._store.damaged(f'what is live in "{env}" does not match its checksum')
        return pointers

    def live(self, env: str) -> Mapping[str, Version]:
        """Return what every name means in an environment, by node key."""
        with self._store.snapshot():
            return self._resolve(self.pointers(env))

    def live_at(self, env: str, run: int) -> Mapping[str, Version]:
        """Return what every name meant right after a run, by node key (SEMANTICS 18).

        A version that ``gc`` deleted since is left out.
        """
        switches = self.switches(env)
        last = max(
            (s.generation for s in switches if s.run is not None and s.run <= run), default=0
        )
        pointers = {s.node_key: s.version_id for s in switches if s.generation <= last}
        wanted = {key: number for key, number in pointers.items() if number is not None}
        return by_key(v for number in wanted.values() if (v := self._versions.with_id(number)))

    def switches(self, env: str, node: str | None = None) -> tuple[Switch, ...]:
        """Return the history of an environment, or of one name in it, oldest first."""
        where, values = "env = ?", [env]
        if node is not None:
            where, values = f"{where} AND node_key = ?", [env, node.casefold()]
        rows = self._store.rows(
            f"SELECT {_SWITCH}, seal FROM switches WHERE {where} ORDER BY id", values
        )
        return tuple(Switch(*self._store.unsealed("switches", row)[2:]) for row in rows)

    # For the modules of this package that publish, inside their transaction ------------------

    def ensure(self, env: str) -> Environment:
        """Return the environment; a new one starts from the pointers of ``prod``."""
        found = self.find(env)
        if found is not None:
            return found
        start = self.pointers(env)
        self._save(Environment(env, 0, None, ""), start)
        for key, number in start.items():
            self._point(env, key, number)
            self._record(env, Switch(0, None, "start", key, number, None, utc_now()))
        Ledger(self._store).append(
            [LedgerEntry(env, "environment", "", details={"starts_from": BASE if start else ""})]
        )
        return self.seal(env, None) if start else Environment(env, 0, None, "")

    def switch(
        self, env: str, switches: Mapping[str, int | None], kind: SwitchKind, run: int | None
    ) -> None:
        """Make names mean other versions, keep the history and set the states of versions."""
        generation = self.ensure(env).generation + 1
        current = self.pointers(env)
        for key, number in switches.items():
            previous = current.get(key)
            self._point(env, key, number)
            self._record(env, Switch(generation, run, kind, key, number, previous, utc_now()))
            if number is not None:
                self._versions.set_state(number, "live", superseded_at="", marked_at="")
            if previous is not None and previous != number and not self._is_live(previous):
                self._versions.set_state(previous, "superseded", superseded_at=utc_now())

    def seal(self, env: str, run: int | None) -> Environment:
        """Give an environment its next generation, after its pointers or versions changed."""
        old = self.find(env)
        if old is None:
            raise self._store.damaged(f'the environment "{env}" is gone')
        sql = "SELECT node_key, version_id FROM live WHERE env = ?"
        pointers = dict(self._store.rows(sql, (env,)))
        run = run if run is not None else old.run
        sealed = Environment(env, old.generation + 1, run, utc_now(), _digest(pointers))
        self._save(sealed, pointers)
        return sealed

    def touched_by(self, version_id: int) -> list[str]:
        """Return the environments in which a version is live."""
        sql = "SELECT env FROM live WHERE version_id = ? ORDER BY env"
        return [row[0] for row in self._store.rows(sql, (version_id,))]

    # The file for readers ----------------------------------------------------------------------

    def refresh(self, env: str) -> bool:
        """Write ``live/<env>.json`` if it is not what the catalog says; return whether it was so.

        Runs after the commit that made it stale, again under the write lock: whoever writes the
        file writes the newest state, so that a slow process never puts an old one back.
        """
        with self._store.transaction():
            found = self.find(env)
            if found is None or found.generation == 0:
                return False
            path = live_file(self._store.root, env)
            try:
                held = hashlib.sha256(path.read_bytes()).hexdigest()
            except OSError:
                held = ""
            if held == found.live_sha256:
                return False
            data = self._render(found, self.pointers(env))
            try:
                write_atomically(path, data)
            except OSError as error:
                raise EngineError.of(
                    "catalog-not-written",
                    f'"live/{path.name}" cannot be written',
                    detail=f"{error.strerror}. What was published is safe in the catalog; readers"
                    " see it as soon as the file can be written.",
                    hint="free some space or mend the permissions, then run any command again.",
                ) from error
        return True

    def _render(self, env: Environment, pointers: Mapping[str, int]) -> bytes:
        versions = self._resolve(pointers)
        state = LiveState(env.name, env.generation, env.run, env.published_at, versions)
        return render_live(state, self._store.catalog_id)

    def _resolve(self, pointers: Mapping[str, int]) -> dict[str, Version]:
        versions = {}
        for key, number in pointers.items():
            version = self._versions.with_id(number)
            if version is None or version.key != key:
                raise self._store.damaged(f'the live version of "{key}" is missing')
            versions[key] = version
        return versions

    def _is_live(self, version_id: int) -> bool:
        return bool(self.touched_by(version_id))

    def _point(self, env: str, key: str, number: int | None) -> None:
        if number is None:
            self._store.run("DELETE FROM live WHERE env = ? AND node_key = ?", (env, key))
        else:
            self._store.run("INSERT OR REPLACE INTO live VALUES (?, ?, ?)", (env, key, number))

    def _record(self, env: str, switch: Switch) -> None:
        last = self._store.rows("SELECT coalesce(max(id), 0) FROM switches")[0][0]
        values = (
            *(last + 1, env, switch.generation, switch.run, switch.kind, switch.node_key),
            *(switch.version_id, switch.previous_id, switch.at),
        )
        self._store.run(
            f"INSERT INTO switches ({_SWITCH}, seal) VALUES ({'?, ' * 9}?)",
            (*values, checksum("switches", *values)),
        )

    def _save(self, env: Environment, pointers: Mapping[str, int]) -> None:
        data = self._render(env, pointers)
        values = (
            *(env.name, env.generation, env.run, env.published_at),
            *(_digest(pointers), hashlib.sha256(data).hexdigest()),
        )
        self._store.run(
            f"INSERT INTO environments ({_COLUMNS}, seal) VALUES ({'?, ' * 6}?)"
            " ON CONFLICT (name) DO UPDATE SET generation = excluded.generation,"
            " run = excluded.run, published_at = excluded.published_at,"
            " pointers = excluded.pointers, live_sha256 = excluded.live_sha256,"
            " seal = excluded.seal",
            (*values, checksum("environments", *values)),
        )


def _digest(pointers: Mapping[str, int]) -> str:
    return checksum(sorted(pointers.items()))
