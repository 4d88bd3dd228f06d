"""The catalog as a plan sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.plan import DataSignature, Past, PastVerdict, Pin, PlanState, SourceFile
from forebay.project.source_files import source_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.catalog import Catalog, Version
    from forebay.project import ProjectOutline


def read_past(catalog: Catalog, env: str) -> PlanState:
    """Return what is live in an environment, and what was ever built and judged."""
    live = catalog.live(env)
    versions = catalog.versions.all()
    environment = catalog.environment(env)
    verdicts = catalog.verdicts.all()
    judged = {j.version_id: j.at for j in verdicts}
    runs = {version.id: version.run for version in versions}
    finished = [run for run in catalog.runs.all() if run.env == env and run.is_finished]
    lost = finished[-1].summary.get("lost", []) if finished else []
    return PlanState(
        env,
        environment.run if environment is not None else None,
        {key: _past(version, runs, judged) for key, version in live.items()},
        {key: version.node for key, version in live.items()},
        {(v.key, v.fingerprint): _past(v, runs, judged) for v in versions},
        {
            (j.node_key, j.fingerprint, j.judge_fingerprint): PastVerdict(
                j.outcome, j.run or 0, number
            )
            for j in verdicts
            if (number := _number(versions, j.version_id)) is not None
        },
        _pins(catalog, env),
        {version.key: version.seconds for version in versions},
        frozenset(lost if isinstance(lost, list) else []),
    )


def sign_sources(catalog: Catalog, outline: ProjectOutline) -> Mapping[str, DataSignature]:
    """Return what the files of every source hold now (SEMANTICS rule 13)."""
    found = {}
    for key, node in outline.nodes.items():
        if node.kind != "source":
            continue
        files = source_files(outline.root, node.uris)
        if not isinstance(files, tuple):
            continue
        signature = catalog.signatures.sign(files)
        found[key] = DataSignature(
            signature.digest,
            tuple(
                SourceFile(path.relative_to(outline.root).as_posix(), file.size_bytes, file.sha256)
                for path, file in zip(files, signature.files, strict=True)
            ),
        )
    return found


def _pins(catalog: Catalog, env: str) -> dict[str, tuple[Pin, ...]]:
    found: dict[str, tuple[Pin, ...]] = {}
    for pin in catalog.pins(env):
        own = Pin(pin.fingerprint, pin.definition, pin.reason)
        found[pin.node_key] = (*found.get(pin.node_key, ()), own)
    return found


def _number(versions: tuple[Version, ...], version_id: int) -> int | None:
    return next((v.number for v in versions if v.id == version_id), None)


def _past(version: Version, runs: Mapping[int, int], judged: Mapping[int, str]) -> Past:
    """Return a version as a plan sees it.

    Parameters
    ----------
    runs
        The run of every version, by id.
    judged
        When each model version got its last verdict, by id.

    """
    details: Mapping[str, Any] = version.details
    verdict = details.get("verdict") or {}
    return Past(
        version.label,
        version.number,
        version.run,
        version.fingerprint,
        str(details.get("definition", "")),
        version.content_id,
        details.get("inputs", {}),
        {key: runs[number] for key, number in version.inputs.items() if number in runs},
        details.get("variables", {}),
        details.get("session", {}),
        version.columns,
        tuple(SourceFile(**file) for file in details.get("files", [])),
        details.get("versions", {}),
        version.seconds,
        version.judge_fingerprint,
        str(details.get("champion", "")),
        str(verdict.get("outcome", "")),
        overridden=_is_overridden(details.get("promotions"), judged.get(version.id, "")),
    )


def _is_overridden(promotions: Any, judged_at: str) -> bool:
    """Whether a person promoted the version after its last verdict (SEMANTICS rule 28)."""
    return bool(promotions) and str(promotions[-1].get("at", "")) > judged_at
