"""Build again from nothing and compare: same rows, same models (SEMANTICS rule 11)."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from forebay.build import BuildRequest, run
from forebay.build.read_past import sign_sources
from forebay.catalog import Catalog, layout, read_live
from forebay.catalog.integrity import verify_files
from forebay.errors import ProjectError
from forebay.plan.lock import LOCK_FILE, read_lock
from forebay.project import read_outline
from forebay.project.load import load
from forebay.project.load_settings import FILE_NAME
from forebay.project.make_outline import make_outline
from forebay.project.select import select
from forebay.session.why_different import why_different

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.catalog import LiveState, Version
    from forebay.project import ProjectOutline


@dataclass(frozen=True, slots=True)
class Compared:
    """One live version against a rebuild of it."""

    node: str
    is_same: bool
    note: str = ""
    why: str = ""  # of a difference: the first cause that can be shown


def verify(
    root: Path, env: str, selectors: tuple[str, ...], threads: int | None = None
) -> tuple[Compared, ...]:
    """Rebuild the project in a temporary folder and compare content ids with what is live.

    The folder has the same SQL, settings and data files, by links, and an empty catalog. For a
    table the content id is the checksum of its values, for a model the hash of its arrays and
    document. Nodes come in the order in which they are built, so that the first that differs is
    where to look. With a ``forebay.lock`` the rebuild must also be what the lock says.

    What was found is noted in the ledger.

    Parameters
    ----------
    threads
        How many the rebuild may use; None: as the settings say. No result may depend on it.

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
        if threads is not None:
            _set_threads(folder / FILE_NAME, threads)
        as_of = _as_of(root, live.versions.values())
        starts = _starts(root, live.versions.values())
        run(folder, BuildRequest(env=env, as_of=as_of, starts=starts), lambda _: None)
        found = _compared(root, outline, live, read_live(folder, env))
        with Catalog(root) as catalog:
            noted = [(live.versions[key], one.why) for key, one in found.items() if key in chosen]
            catalog.note_verified(env, noted)
        return tuple(one for key, one in found.items() if key in chosen)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _compared(
    root: Path, outline: ProjectOutline, live: LiveState, again: LiveState
) -> dict[str, Compared]:
    """Compare what is live with the rebuild, in the order in which nodes are built."""
    with Catalog(root) as catalog:
        signatures = sign_sources(catalog, outline)
    locked = read_lock(root)["nodes"] if (root / LOCK_FILE).exists() else {}
    found: dict[str, Compared] = {}
    different: set[str] = set()
    for key, node in outline.nodes.items():
        old, new = live.find(key), again.find(key)
        if old is None:
            continue
        digest = signatures[key].digest if key in signatures else None
        one = _compare(node.name, old, new, locked.get(key, {}).get("content"))
        if not one.is_same:
            why = why_different(node, old, different, digest, outline.versions)
            one = replace(one, why=why)
            different.add(key)
        found[key] = one
    return found


def _compare(name: str, old: Version, new: Version | None, locked: str | None) -> Compared:
    if new is None:
        return Compared(name, is_same=False, note="the rebuild did not publish it")
    if old.content_id != new.content_id:
        note = f"{old.content_id[:16]} became {new.content_id[:16]}"
        return Compared(name, is_same=False, note=note)
    if locked is not None and locked != new.content_id:
        return Compared(name, is_same=False, note=f"{LOCK_FILE} says {locked[:16]}")
    return Compared(name, is_same=True, note=old.content_id[:16])


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


def _set_threads(settings: Path, threads: int) -> None:
    """Let the copied settings say how many threads, in every environment."""
    text = re.sub(r"(?m)^[ \t]*threads[ \t]*=.*$", "", settings.read_text(encoding="utf-8-sig"))
    settings.write_text(f"threads = {threads}\n{text}", encoding="utf-8")


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
