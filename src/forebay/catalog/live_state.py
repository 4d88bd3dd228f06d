"""What is live, for readers: one file, no lock, no catalog."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forebay.catalog.layout import catalog_file, live_file
from forebay.catalog.manifest import from_manifest, to_manifest
from forebay.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forebay.catalog.version import Version

# The file is one JSON object whose first value is the SHA-256 of the bytes of its second.
_HEAD = b'{"sha256":"'
_BETWEEN = b'","state":'
_TAIL = b"}\n"
_DIGITS = 64


@dataclass(frozen=True, slots=True)
class LiveState:
    """One published state of an environment.

    Parameters
    ----------
    generation
        Grows by one with every publication; 0 means that nothing was ever published.
    run
        The run that published last; None if none did.
    published_at
        UTC, ISO 8601.
    versions
        What every name means, by node key.

    """

    env: str
    generation: int = 0
    run: int | None = None
    published_at: str = ""
    versions: Mapping[str, Version] = field(default_factory=dict)

    def find(self, name: str) -> Version | None:
        """Return what a name means, without regard to case; None if it is not live."""
        return self.versions.get(name.casefold())


def read_live(root: Path, env: str) -> LiveState:
    """Return what is live, from ``live/<env>.json`` alone.

    Works in a folder that cannot be written and while a build runs; blocks nothing. An environment
    in which nothing was published yet shows what is live in ``prod``; a folder in which nothing
    was ever published gives a state without names.

    Raises
    ------
    EngineError
        ``damaged-live-state`` if the file is not what was written, or if it is missing though the
        catalog exists beside files of other environments.

    """
    path = live_file(root, env)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return _without_file(root, env)
    except OSError as error:
        raise _damaged(path, f"It cannot be read: {error.strerror}.") from error
    return _decode(path, env, data)


def render_live(state: LiveState, catalog_id: str) -> bytes:
    """Return the bytes of the file; equal states give equal bytes."""
    document = {
        "format": 1,
        "catalog_id": catalog_id,
        "env": state.env,
        "generation": state.generation,
        "run": state.run,
        "published_at": state.published_at,
        "names": {key: to_manifest(state.versions[key]) for key in sorted(state.versions)},
    }
    body = json.dumps(document, separators=(",", ":"), sort_keys=True).encode()
    return _HEAD + hashlib.sha256(body).hexdigest().encode() + _BETWEEN + body + _TAIL


def live_origin(data: bytes) -> tuple[str, int] | None:
    """Return the catalog id and generation of an intact file's bytes; None if it is damaged."""
    body = _body(data)
    if body is None:
        return None
    document = json.loads(body)
    return document["catalog_id"], document["generation"]


def _body(data: bytes) -> bytes | None:
    start = len(_HEAD) + _DIGITS + len(_BETWEEN)
    body = data[start : -len(_TAIL)]
    digest = hashlib.sha256(body).hexdigest().encode()
    return body if data == _HEAD + digest + _BETWEEN + body + _TAIL else None


def _decode(path: Path, env: str, data: bytes) -> LiveState:
    body = _body(data)
    if body is None:
        raise _damaged(path, "Its bytes do not match their checksum.")
    document = json.loads(body)
    if document["format"] != 1:
        raise _damaged(path, "It was written by a newer Forebay.")
    if document["env"] != env:
        raise _damaged(path, f'It belongs to the environment "{document["env"]}".')
    versions = {key: from_manifest(manifest) for key, manifest in document["names"].items()}
    return LiveState(
        env, document["generation"], document["run"], document["published_at"], versions
    )


def _without_file(root: Path, env: str) -> LiveState:
    base = live_file(root, "prod")
    if env != "prod" and base.exists():
        state = read_live(root, "prod")
        return LiveState(env, 0, state.run, state.published_at, state.versions)
    others = (
        sorted(path.stem for path in base.parent.glob("*.json")) if base.parent.is_dir() else []
    )
    if others and catalog_file(root).exists():
        names = ", ".join(f'"{name}"' for name in others)
        raise EngineError.of(
            "nothing-published",
            f'nothing was published in the environment "{env}"',
            detail=f"There are: {names}.",
            hint=f"build with --env {env}, or name one of these.",
        )
    return LiveState(env)


def _damaged(path: Path, detail: str) -> EngineError:
    return EngineError.of(
        "damaged-live-state",
        f'"live/{path.name}" cannot be used',
        detail=detail,
        hint="run forebay runs or build: the catalog writes the file again.",
    )
