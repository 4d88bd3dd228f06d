"""After a decision: the server of the settings learns it, and a failure is told, not raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation
    from forebay.session import Session


def tell_mlflow(invocation: Invocation, session: Session) -> None:
    """Tell the MLflow server of the settings what is live now, if they name one."""
    if not session.settings.mlflow_uri:
        return
    for problem in session.publish().problems:
        invocation.screen.problem(problem)
