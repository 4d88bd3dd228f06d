"""Write the report."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from forebay.catalog import layout
from forebay.catalog.atomic import write_atomically
from forebay.errors import require_writable
from forebay.project.load import open_engine
from forebay.project.load_settings import load_settings
from forebay.session.report.card_json import write_card
from forebay.session.report.facts import read_facts
from forebay.session.report.model_card import read_card
from forebay.session.report.page import page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.catalog import Version
    from forebay.project import Settings
    from forebay.session.report.facts import Facts
    from forebay.session.report.model_card import ModelCard


def write_report(root: Path, env: str, target: Path) -> Path:
    """Write one static HTML file on what is live in an environment; return its path.

    The card of each model is also written as JSON, beside the folder of its version.

    It needs no network and no script, reads nothing that a build locks for writing, and equal
    states give equal bytes. It works before the first build, without models, and while the files
    of the project are broken.

    Raises
    ------
    ProjectError
        ``no-project``, or the settings are wrong; ``file-not-written``: the folder of `target` is
        not there or may not be written.
    EngineError
        ``damaged-catalog`` or ``damaged-live-state``.

    """
    settings = load_settings(root)
    require_writable(target)
    facts = read_facts(root, env, settings)
    cards = _cards(root, env, settings, _carded(facts))
    for card in cards.values():
        write_card(root, card)
    target = target.absolute()
    write_atomically(target, page(facts, cards).encode())
    return target


def _carded(facts: Facts) -> list[Version]:
    """Return the version of each model that gets a card: the live one, else the refused one."""
    found = [facts.live.versions.get(key) or facts.standing_refusal(key) for key in facts.order()]
    return [version for version in found if version is not None and version.kind == "model"]


def _cards(
    root: Path, env: str, settings: Settings, versions: Iterable[Version]
) -> dict[str, ModelCard]:
    versions = list(versions)
    if not versions:
        return {}
    scratch = Path(tempfile.mkdtemp(prefix="forebay-report-"))
    workspace = open_engine(settings).workspace(
        threads=settings.threads or 2,
        memory_limit=settings.memory_limit,
        readable=(layout.data_root(root),),
        scratch=scratch,
    )
    try:
        return {version.key: read_card(root, env, workspace, version) for version in versions}
    finally:
        workspace.close()
        shutil.rmtree(scratch, ignore_errors=True)
