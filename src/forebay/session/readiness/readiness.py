"""Score a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.session.readiness.data_tests import data_tests
from forebay.session.readiness.evidence import gather
from forebay.session.readiness.infrastructure_tests import infrastructure_tests
from forebay.session.readiness.model_tests import model_tests
from forebay.session.readiness.monitoring_tests import monitoring_tests
from forebay.session.readiness.score import Readiness

if TYPE_CHECKING:
    from pathlib import Path


def readiness(root: Path, env: str) -> Readiness:
    """Return the ML Test Score of what is live in an environment.

    Only what can be pointed at gives points: a declaration in a file, a row of the catalog, a
    commit. What this version of Forebay cannot do (serve, monitor, canary, tune) gives none.

    Raises
    ------
    ProjectError
        The files do not make a valid project.

    """
    evidence = gather(root, env)
    return Readiness(
        (
            *data_tests(evidence),
            *model_tests(evidence),
            *infrastructure_tests(evidence),
            *monitoring_tests(evidence),
        )
    )
