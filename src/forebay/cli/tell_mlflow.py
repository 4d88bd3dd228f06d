"""After a decision: what the server of the settings was not told is shown, not raised."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.cli.invocation import Invocation
    from forebay.session import Session


@contextmanager
def tell_mlflow(invocation: Invocation, session: Session) -> Iterator[None]:
    """Show why the MLflow server does not know what was decided inside."""
    from forebay.session.session import NotPublishedWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotPublishedWarning)
        yield
    for problem in session.untold:
        invocation.screen.problem(problem)
