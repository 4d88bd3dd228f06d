"""The models that are live, loaded; looks for promotions and rollbacks."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from forebay.catalog import layout, read_live
from forebay.catalog.require_signature import require_live_signature, require_signature
from forebay.errors import ForebayError, Problem, ProjectError, nearest
from forebay.serve.loaded_model import load_model
from forebay.serve.shadow import shadow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from forebay.catalog import LiveState, Version
    from forebay.catalog.public_keys import PublicKey
    from forebay.serve.engine_rows import EngineRows
    from forebay.serve.loaded_model import LoadedModel
    from forebay.serve.shadow import Shadowed

_RETRY_SECONDS: Final = 5.0


@dataclass(slots=True, eq=False)
class Registry:
    """Which version answers under which name.

    A request takes its version once and keeps it; a switch replaces the whole mapping.

    Parameters
    ----------
    names
        The models to serve; none means every live one.
    keys
        By one of which each version must be signed, and that it is live; None asks for no
        signature.
    since
        UTC, ISO 8601: what was signed to be live before is refused.

    Attributes
    ----------
    models
        By name without regard to case.
    problems
        Why the newest state is not served whole; empty if it is. What was served before still is.
    generation
        Of the state that is served.
    shadowed
        By name, what the last live rows were answered by the version that was picked up last.

    """

    root: Path
    env: str
    names: tuple[str, ...]
    engine: EngineRows
    keys: Sequence[PublicKey] | None = None
    since: str = ""
    models: Mapping[str, LoadedModel] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    generation: int = 0
    shadowed: dict[str, Shadowed] = field(default_factory=dict)
    _seen: object = None
    _retry_at: float = 0.0
    _signed_at: dict[str, str] = field(default_factory=dict)

    def load(self) -> None:
        """Load everything for the first time.

        Raises
        ------
        ForebayError
            Every problem: ``unknown-model``, ``not-supported``, or what ``load_model`` raises.

        """
        self.refresh()
        if self.problems:
            raise ProjectError(*self.problems)
        if not self.models:
            raise ProjectError.of(
                "unknown-model",
                f'no model is live in "{self.env}"',
                hint="build one, or name another environment with --env.",
            )

    def refresh(self) -> bool:
        """Load what became live since the last look; return whether anything was looked at.

        Never raises: what cannot be loaded is kept in `problems`, and the version before answers.
        """
        seen = self._stamp()
        is_due = bool(self.problems) and time.monotonic() >= self._retry_at
        if seen == self._seen and not is_due:
            return False
        self._seen = seen
        self._retry_at = time.monotonic() + _RETRY_SECONDS
        try:
            state = read_live(self.root, self.env)
        except ForebayError as error:
            self.problems = error.problems
            return True
        problems: list[Problem] = []
        models: dict[str, LoadedModel] = {}
        for key, version in self._wanted(state, problems).items():
            loaded = self._loaded(key, version, state, problems)
            if loaded is not None:
                models[key] = loaded
        self.problems = tuple(problems)
        self.generation = state.generation
        self.models = models
        return True

    def _loaded(
        self, key: str, version: Version, state: LiveState, problems: list[Problem]
    ) -> LoadedModel | None:
        before = self.models.get(key)
        if before is not None and before.number == version.number:
            return before
        try:
            signed_at = self._signed(version, state)
            loaded = load_model(self.root, version, self.engine)
            if before is not None and loaded is not None:
                self.shadowed[key] = shadow(before, loaded, self.engine)
        except ForebayError as error:
            problems += error.problems
        else:
            self._signed_at[key] = signed_at
            if loaded is None and self.names:
                problems.append(_not_served(version))
            return loaded
        return before

    def _signed(self, version: Version, state: LiveState) -> str:
        """Return when it was signed that a version is live; never before what answers now."""
        if self.keys is None:
            return ""
        require_signature(self.root, version, self.keys)
        # An environment without a state of its own shows what is live in prod.
        env = state.env if state.generation else "prod"
        since = max(self.since, self._signed_at.get(version.key, ""))
        return require_live_signature(self.root, env, version, self.keys, since)

    def _wanted(self, state: LiveState, problems: list[Problem]) -> dict[str, Version]:
        live = {key: v for key, v in state.versions.items() if v.kind == "model"}
        if not self.names:
            return live
        found: dict[str, Version] = {}
        for name in self.names:
            version = live.get(name.casefold())
            if version is None:
                meant = nearest(name, [v.node for v in live.values()])
                problems.append(
                    Problem(
                        "unknown-model",
                        f'there is no model "{name}" live in "{self.env}"',
                        hint=f'did you mean "{meant}"?' if meant else "forebay models lists them.",
                    )
                )
            else:
                found[version.key] = version
        return found

    def _stamp(self) -> object:
        """Return what changes when a state is published: the file is replaced as a whole."""
        found: list[object] = []
        for env in dict.fromkeys([self.env, "prod"]):
            try:
                status = layout.live_file(self.root, env).stat()
            except OSError:
                found.append(None)
            else:
                found.append((status.st_ino, status.st_mtime_ns, status.st_size))
        return found


def _not_served(version: Version) -> Problem:
    return Problem(
        "not-supported",
        f'"{version.node}" is of a type that ML.PREDICT does not take',
        hint="serve a model that predicts rows.",
    )
