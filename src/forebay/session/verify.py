"""Build again from nothing and compare: same rows, same models (SEMANTICS rule 11)."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from forebay.build import BuildRequest, run
from forebay.build.read_past import sign_sources
from forebay.catalog import Catalog, layout, read_live
from forebay.catalog.integrity import verify_files
from forebay.errors import ProjectError
from forebay.project import read_outline
from forebay.project.load import load
from forebay.project.make_outline import make_outline
from forebay.project.select import select

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.catalog import Version


@dataclass(frozen=True, slots=True)
class Compared:
    """One live version against a rebuild of it."""

    node: str
    is_same: bool
    note: str = ""


def verify(root: Path, env: str, selectors: tuple[str, ...]) -> tuple[Compared, ...]:
    """Rebuild the project in a temporary folder and compare content ids with what is live.

    The folder has the same SQL, settings and data files, by links, and an empty catalog. For a
    table the content id is the checksum of its values, for a model the hash of its arrays and
    document.

    Raises
    ------
    ProjectError
        ``nothing-live``: nothing was built yet.

    """
    outline = read_outline(root) or make_outline(load(root))
    live = read_live(root, env)
    if not live.versions:
        raise ProjectError.of("nothing-live", f'nothing is live in "{env}"', hint="build first.")
    chosen = select(outline.nodes, selectors) if selectors else frozenset(outline.nodes)
    folder = Path(tempfile.mkdtemp(prefix="forebay-verify-"))
    try:
        _copy(root, folder)
        as_of = _as_of(root, live.versions.values())
        starts = _starts(root, live.versions.values())
        run(folder, BuildRequest(env=env, as_of=as_of, starts=starts), lambda _: None)
        again = read_live(folder, env)
        with Catalog(root) as catalog:
            signatures = sign_sources(catalog, outline)
        found = []
        for key, node in outline.nodes.items():
            old, new = live.find(key), again.find(key)
            if key in chosen and old is not None:
                moved = key in signatures and _signed(old, key) != signatures[key].digest
                found.append(_compare(node.name, old, new, moved=moved))
        return tuple(found)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _compare(name: str, old: Version, new: Version | None, *, moved: bool) -> Compared:
    if new is None:
        return Compared(name, is_same=False, note="the rebuild did not publish it")
    if old.content_id == new.content_id:
        return Compared(name, is_same=True, note=old.content_id[:16])
    note = "its files changed since it was read; " if moved else ""
    return Compared(
        name, is_same=False, note=f"{note}{old.content_id[:16]} became {new.content_id[:16]}"
    )


def _signed(version: Version, key: str) -> object:
    inputs = version.details.get("inputs")
    return inputs.get(key) if isinstance(inputs, dict) else None


def _starts(root: Path, versions: Iterable[Version]) -> dict[str, Path]:
    """Return the folders of the versions that warm starts began with, verified, by node key."""
    found = {}
    with Catalog(root) as catalog:
        for version in versions:
            number = version.details.get("warm_start")
            if not isinstance(number, int):
                continue
            start = catalog.versions.numbered(version.node, number)
            if start is not None:
                verify_files(root, start.files)
                found[version.key] = layout.model_folder(root, start.node, start.number)
    return found


def _as_of(root: Path, versions: object) -> str | None:
    """Return the ``as_of`` of the live versions that read it; None if none did."""
    del root
    for version in versions:  # type: ignore[attr-defined]
        variables = version.details.get("variables")
        if isinstance(variables, dict) and variables.get("as_of"):
            return str(variables["as_of"])
    return None


def _copy(root: Path, folder: Path) -> None:
    """Give `folder` everything of the project but its storage: small files copied, data linked."""
    for path in root.rglob("*"):
        relative = path.relative_to(root)
        if any(part.startswith(".") for part in relative.parts) or not path.is_file():
            continue
        target = folder / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix in {".sql", ".toml"}:
            shutil.copy2(path, target)
            continue
        try:
            os.link(path, target)
        except OSError:
            shutil.copy2(path, target)
