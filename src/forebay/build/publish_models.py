"""Tell the MLflow server of the settings which versions of models were published."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from forebay.build.gate_figures import gate_figures
from forebay.build.reading_workspace import reading_workspace
from forebay.catalog import layout
from forebay.errors import ForebayError, Problem, ProjectError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.catalog import Catalog, Version
    from forebay.export.mlflow_publish import MlflowServer
    from forebay.project.settings import Settings

_LIVE: Final = frozenset({"publish", "promote", "rollback"})


@dataclass(frozen=True, slots=True)
class PublishedModels:
    """What the server was told: labels of versions that are new there, and what went wrong."""

    added: tuple[str, ...]
    problems: tuple[Problem, ...]


def publish_models(root: Path, env: str, settings: Settings, catalog: Catalog) -> PublishedModels:
    """Add every version that is or was live and that the server does not know; set the aliases.

    The server itself is asked what it knows, so that what failed once is made up for by the next
    call. The alias of the environment's name means the live version. Nothing is raised: a server
    that does not answer is no reason to stop.
    """
    from forebay.export.mlflow_library import tracking_client
    from forebay.export.mlflow_publish import MlflowServer

    if not settings.mlflow_uri:
        return PublishedModels((), ())
    added: list[str] = []
    try:
        server = MlflowServer(tracking_client(settings.mlflow_uri), settings.name)
        for versions in _versions(catalog, env).values():
            added += _publish(root, env, settings, server, versions)
    except ForebayError as error:
        found = tuple(replace(problem, severity="warning") for problem in error.problems)
        return PublishedModels(tuple(added), found)
    except Exception as error:  # noqa: BLE001 - whatever a client of a network raises
        return PublishedModels(tuple(added), (_not_published(settings, error),))
    return PublishedModels(tuple(added), ())


def require_server(settings: Settings) -> None:
    """Raise ProjectError where the settings name no server."""
    if not settings.mlflow_uri:
        raise ProjectError.of(
            "missing-option",
            "there is no server to publish to",
            hint='write [mlflow] tracking_uri = "http://127.0.0.1:5000" into forebay.toml.',
        )


def _not_published(settings: Settings, error: Exception) -> Problem:
    words = " ".join(str(error).split())
    return Problem(
        "not-published",
        f'MLflow at "{settings.mlflow_uri}" was not told what is live',
        detail=f"{words[:300]}.",
        hint="what is live is live all the same; when the server answers: forebay publish.",
        severity="warning",
    )


def _versions(catalog: Catalog, env: str) -> dict[str, list[Version]]:
    """Return by name the models' versions that are or were live in an environment, oldest first."""
    found: dict[str, list[Version]] = {}
    for version in catalog.versions.all():
        if version.kind == "model" and version.state in {"live", "superseded"}:
            found.setdefault(version.key, []).append(version)
    told = {
        (e.node.casefold(), e.number) for e in catalog.ledger.entries(env=env) if e.event in _LIVE
    }
    live = catalog.live(env)
    return {
        key: kept
        for key, versions in found.items()
        if (
            kept := [
                v
                for v in versions
                if (key, v.number) in told or (key in live and live[key].id == v.id)
            ]
        )
    }


def _publish(
    root: Path, env: str, settings: Settings, server: MlflowServer, versions: Sequence[Version]
) -> list[str]:
    from forebay.catalog import read_live

    name = versions[-1].node
    known = server.known(name)
    added = []
    for version in versions:
        if version.number not in known:
            known[version.number] = _add(root, env, settings, server, version)
            added.append(version.label)
    live = read_live(root, env).find(name)
    server.point(name, env, known.get(live.number) if live is not None else None)
    return added


def _add(root: Path, env: str, settings: Settings, server: MlflowServer, version: Version) -> str:
    from forebay.export import export_model
    from forebay.export.mlflow_publish import PublishedVersion
    from forebay.query.live_model import MODEL_FILE, load_live_model

    model = load_live_model(root, version)
    own = layout.model_folder(root, version.node, version.number)
    with tempfile.TemporaryDirectory(prefix="forebay-") as scratch:
        folder: Path | None = Path(scratch, "model")
        with reading_workspace(root, settings) as workspace:
            try:
                export_model(model, own, workspace, Path(scratch, "model"), name="mlflow")
            except ProjectError:
                folder = None  # a kind of model that has no such form
            told = PublishedVersion(
                version.node,
                version.number,
                gate_figures(model, workspace),
                {"model_type": model.signature.model_type, **model.options},
                _tags(settings, env, version),
                own / MODEL_FILE,
            )
        return server.add(told, folder)


def _tags(settings: Settings, env: str, version: Version) -> dict[str, str]:
    verdict: Any = version.details.get("verdict") or {}
    standards = [f"{s['text']}: {s['outcome']}" for s in verdict.get("standards", ())]
    return {
        "forebay.project": settings.name,
        "forebay.env": env,
        "forebay.verdict": str(verdict.get("outcome", "not judged")),
        "forebay.standards": "; ".join(standards),
        "forebay.run": str(version.run),
        "forebay.fingerprint": version.fingerprint,
        "forebay.content_id": version.content_id,
    }
