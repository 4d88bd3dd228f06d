"""Delete what nobody needs any more (SEMANTICS 17)."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from forebay.catalog.build_lock import BuildLock
from forebay.catalog.clock import as_text
from forebay.catalog.environments import Environments
from forebay.catalog.layout import data_root
from forebay.catalog.recover import close_ended_runs
from forebay.catalog.runs import Runs
from forebay.catalog.versions import Versions
from forebay.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.catalog.store import Store
    from forebay.catalog.version import Version, VersionState
    from forebay.errors import Problem

_FRESH = timedelta(hours=24)  # a superseded version that a reader may still hold
_REFUSED = timedelta(days=7)
_FAILED = timedelta(days=7)  # rows that made a run fail
_GRACE = timedelta(hours=1)  # between the mark and the deletion


@dataclass(frozen=True, slots=True)
class GcReport:
    """What a collection did.

    Parameters
    ----------
    marked
        Versions that the next collection deletes, an hour from now at the earliest.
    deleted
        Versions whose files are gone.
    removed
        Other files and folders, relative to the data root: left by runs that died, and rows of
        failed runs older than a week.
    freed_bytes
        The sum of the sizes of all deleted files.

    """

    marked: tuple[Version, ...]
    deleted: tuple[Version, ...]
    removed: tuple[str, ...]
    freed_bytes: int
    notice: Problem | None = None


def gc(store: Store, keep_versions: int, now: datetime) -> GcReport:
    """Delete the versions that nothing needs; marks first, deletes after a grace period.

    Kept are: what is live in any environment and everything that it was built from, and the version
    that its training began with (``verify`` builds it again); the last `keep_versions` published
    versions of each node in each environment; what was superseded less than a day ago; what the
    last run built, if that run did not end well; refused candidates for a week; what a pin names.

    Raises
    ------
    EngineError
        ``build-locked`` while a build runs.

    """
    if now.tzinfo is None:
        now = now.replace(tzinfo=UTC)
    with BuildLock(store.root) as lock:
        close_ended_runs(store)
        marked, deleted = _mark(store, keep_versions, now)
        try:
            removed, freed = _sweep(store, now)
        except OSError as error:
            raise EngineError.of(
                "catalog-not-written",
                f'"{Path(error.filename or "").name}" cannot be deleted',
                detail=f"{error.strerror}.",
                hint="mend its permissions and run gc again.",
            ) from error
        return GcReport(marked, deleted, removed, freed, lock.notice)


def _mark(
    store: Store, keep_versions: int, now: datetime
) -> tuple[tuple[Version, ...], tuple[Version, ...]]:
    versions = Versions(store)
    marked, deleted = [], []
    with store.transaction():
        kept = _kept(store, keep_versions, now)
        for version in versions.all():
            marked_at = versions.marks()[version.id][1]
            if version.id in kept:
                if marked_at:
                    back: VersionState = "built" if version.state == "orphan" else version.state
                    versions.save(replace(version, state=back), marked_at="")
            elif not marked_at:
                never_live = version.state in {"built", "building"}
                state: VersionState = "orphan" if never_live else version.state
                versions.save(replace(version, state=state), marked_at=as_text(now))
                marked.append(version)
            elif marked_at <= as_text(now - _GRACE):
                versions.save(version, gone_at=as_text(now))
                deleted.append(version)
    return tuple(marked), tuple(deleted)


def _kept(store: Store, keep_versions: int, now: datetime) -> set[int]:
    environments, versions = Environments(store), Versions(store)
    kept: set[int] = set()
    every = versions.all()
    by_id = {version.id: version for version in every}
    for env in environments.all():
        pointers = environments.pointers(env.name).values()
        kept |= _with_inputs(pointers, by_id) | _warm_starts(versions, pointers, by_id)
        kept |= _recently_published(store, env.name, keep_versions)
    marks = versions.marks()
    for version in every:
        superseded_at = marks[version.id][0]
        if superseded_at and superseded_at > as_text(now - _FRESH):
            kept.add(version.id)
        if version.state == "refused" and version.created_at > as_text(now - _REFUSED):
            kept |= _with_inputs([version.id], by_id)
    runs = Runs(store).all()
    if runs and runs[-1].outcome != "done":
        kept |= {version.id for version in every if version.run == runs[-1].id}
    kept |= {row[0] for row in store.rows("SELECT version_id FROM pins")}
    return kept


def _with_inputs(start: Iterable[int], by_id: dict[int, Version]) -> set[int]:
    found: set[int] = set()
    waiting = list(start)
    while waiting:
        number = waiting.pop()
        if number not in found and number in by_id:
            found.add(number)
            waiting.extend(by_id[number].inputs.values())
    return found


def _warm_starts(versions: Versions, live: Iterable[int], by_id: dict[int, Version]) -> set[int]:
    """Return the versions that the training of live models began with."""
    found = set()
    for version in (by_id[number] for number in live if number in by_id):
        number = version.details.get("warm_start")
        start = versions.numbered(version.node, number) if isinstance(number, int) else None
        found |= {start.id} if start is not None else set()
    return found


def _recently_published(store: Store, env: str, keep_versions: int) -> set[int]:
    latest: dict[str, list[int]] = {}
    for switch in reversed(Environments(store).switches(env)):
        seen = latest.setdefault(switch.node_key, [])
        number = switch.version_id
        if number is not None and number not in seen and len(seen) < keep_versions:
            seen.append(number)
    return {number for numbers in latest.values() for number in numbers}


def _sweep(store: Store, now: datetime) -> tuple[tuple[str, ...], int]:
    """Delete every file of tables and models that no version names.

    Nobody builds while this runs, so what no version names was left by a dead run or belonged to
    a version that is gone.
    """
    root = data_root(store.root)
    named = {
        file.path
        for version in Versions(store).all()
        for file in (*version.files, *version.rejected)
    }
    removed, freed = [], 0
    for part in ("tables", "models"):
        for path in sorted((root / part).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_file() and name not in named and not _is_card(path):
                freed += path.stat().st_size
                path.unlink()
                removed.append(name)
        _remove_empty_folders(root / part)
    removed += _remove_signatures(root)
    old = (now - _FAILED).timestamp()
    for folder in sorted((root / "failed").glob("*")):
        if folder.stat().st_mtime < old:
            freed += sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
            shutil.rmtree(folder)
            removed.append(folder.relative_to(root).as_posix())
    removed += _remove_temporary(root / "live", root)
    return tuple(removed), freed


def _is_card(path: Path) -> bool:
    """Return whether a file is the card of a version that is still there."""
    number = path.name.removesuffix(".card.json")
    return number != path.name and path.with_name(number).is_dir()


def _remove_signatures(root: Path) -> list[str]:
    """Remove the signatures of versions, and of models, that are gone."""
    removed = []
    for file in sorted((root / "signatures").glob("*/*.sig")):
        models = root / "models" / file.parent.name
        is_live = file.stem.startswith("live-")
        if not (models if is_live else models / file.stem).is_dir():
            file.unlink()
            removed.append(file.relative_to(root).as_posix())
    return removed


def _remove_temporary(folder: Path, root: Path) -> list[str]:
    left = sorted(folder.glob(".*.tmp"))
    for path in left:
        path.unlink()
    return [path.relative_to(root).as_posix() for path in left]


def _remove_empty_folders(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
