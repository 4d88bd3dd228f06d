"""Which version of a model a reference means to a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.catalog import Catalog, layout
from forebay.errors import ProjectError, nearest

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.catalog import LiveState, Version
    from forebay.sql.statement import ModelReference


def model_version(root: Path, env: str, state: LiveState, reference: ModelReference) -> Version:
    """Return the live version, or what stands after ``@``.

    Raises
    ------
    ProjectError
        ``no-live-version`` if every version was refused, with why; ``unknown-model`` if there is
        none.

    """
    wanted, name = reference.version, reference.name
    live = state.find(name.text)
    if wanted in {None, "champion"}:
        found = live
    else:
        with Catalog(root) as catalog:
            versions = catalog.versions.of(name.text)
        found = next((v for v in versions if wanted == str(v.number)), None)
        if wanted in {"refused", "candidate"}:
            it_is = "refused" if wanted == "refused" else "built"
            found = next((v for v in reversed(versions) if v.state == it_is), None)
    if found is None or found.kind != "model":
        if wanted in {None, "champion"} and found is None:
            _tell_refused(root, env, reference)
        names = [v.node for v in state.versions.values() if v.kind == "model"]
        meant = nearest(name.text, names)
        told = f"{name.text}@{wanted}" if wanted else name.text
        raise ProjectError.of(
            "unknown-model",
            f'there is no model "{told}" live in "{env}"',
            name.span,
            hint=f'did you mean "{meant}"?' if meant else "forebay models lists them.",
        )
    return found


def _tell_refused(root: Path, env: str, reference: ModelReference) -> None:
    """Raise ``no-live-version`` if the model has a version that was refused."""
    name = reference.name
    if not layout.catalog_file(root).exists():
        return
    with Catalog(root) as catalog:
        refused = [v for v in catalog.versions.of(name.text) if v.state == "refused"]
        verdicts = {j.version_id: j for j in catalog.verdicts.all()} if refused else {}
    if not refused:
        return
    last = refused[-1]
    judgement = verdicts.get(last.id)
    why = judgement.reason or judgement.outcome if judgement is not None else "it was refused"
    raise ProjectError.of(
        "no-live-version",
        f'model "{name.text}" has no live version in "{env}": v{last.number} was refused',
        name.span,
        detail=f"{why}.",
        hint=f"ask the refused version by its name, MODEL {name.text}@refused, or change the model "
        "or its STANDARDS.",
    )
