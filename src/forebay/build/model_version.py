"""Which version of a model a reference means (SEMANTICS rule 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from forebay.build.walk import Walk
    from forebay.catalog import Version
    from forebay.sql.statement import ModelReference


def model_version(walk: Walk, reference: ModelReference) -> Version:
    """Return the candidate if it passed in this build, else the champion; or what ``@`` names.

    Raises
    ------
    ProjectError
        ``unknown-version``.

    """
    key, wanted = reference.name.key, reference.version
    found: Version | None = None
    if wanted is None:
        found = walk.effective[key].version
    elif wanted.isdecimal():
        found = walk.catalog.versions.numbered(reference.name.text, int(wanted))
    elif wanted == "champion":
        found = walk.live.get(key)
    else:
        refused = [v for v in walk.catalog.versions.of(key) if v.state == "refused"]
        found = refused[-1] if refused and wanted == "refused" else None
    if found is None:
        raise ProjectError.of(
            "unknown-version",
            f'model "{reference.name.text}" has no version "{wanted or "live"}"',
            reference.name.span,
            hint=f"forebay models {reference.name.text} lists its versions.",
        )
    return found
