"""Sign the versions that names mean, and that they are live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.catalog import Catalog, read_live
from forebay.catalog.sign_version import SigningKey
from forebay.errors import ProjectError, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from forebay.catalog import LiveState, Version


def sign_models(
    root: Path, env: str, names: Sequence[str] | None, key: Path, password: str | None = None
) -> dict[str, Path]:
    """Sign versions; return the file of each signature by the label of its version.

    All names are looked up before anything is signed. Of a version that is live it is signed too
    that it is, in a file of its own: whoever asks for signatures does not believe
    ``live/<env>.json`` alone.

    Parameters
    ----------
    names
        Each a model's, which means its live version, or ``late_arrival@8``; None: all live ones.
    key, password
        See ``SigningKey``.

    Raises
    ------
    ProjectError
        ``unknown-model`` for a name that means nothing, ``bad-arguments`` without any; what
        ``SigningKey`` raises.
    EngineError
        ``damaged-file``: the files of a version are not what was written.

    """
    state = read_live(root, env)
    live = [version for version in state.versions.values() if version.kind == "model"]
    found = live if names is None else [_version(root, env, state, name) for name in names]
    if not found:
        raise ProjectError.of(
            "bad-arguments",
            "there is no model to sign",
            hint="name one, or take all that are live: --all.",
        )
    signing = SigningKey(key, password)
    signed = {version.label: signing.sign(root, version) for version in found}
    ids = {version.id for version in live}
    # An environment without a state of its own shows what is live in prod.
    where = env if state.generation else "prod"
    for version in found:
        if version.id in ids:
            signing.sign_live(root, where, version)
    return signed


def _version(root: Path, env: str, state: LiveState, name: str) -> Version:
    node, _, number = name.partition("@")
    found = state.find(node)
    if number:
        with Catalog(root) as catalog:
            versions = catalog.versions.of(node)
        found = next((v for v in versions if str(v.number) == number), None)
    if found is None or found.kind != "model":
        meant = nearest(node, [v.node for v in state.versions.values() if v.kind == "model"])
        raise ProjectError.of(
            "unknown-model",
            f'there is no model "{name}" live in "{env}"',
            hint=f'did you mean "{meant}"?' if meant else "forebay models lists them.",
        )
    return found
