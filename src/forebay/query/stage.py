"""One ``ML.*`` call on its way to rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.errors import InternalError
from forebay.query.score import ScoredInput, score
from forebay.query.settings import settings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from forebay.engine.protocol import Workspace
    from forebay.errors import Span
    from forebay.query.live_model import LiveModel
    from forebay.query.row_scorer import RowScorer
    from forebay.sql.statement import Argument, ModelCall


@dataclass(frozen=True, slots=True)
class StageInput:
    """A query over the workspace, and its place if the text is the person's own."""

    sql: str
    at: Span | None


@dataclass(frozen=True, slots=True)
class Stage:
    """What a function needs to answer one call.

    Parameters
    ----------
    given_model
        None for a call without a model, which the function's shape must allow.
    name
        The relation under which the answer will be read; names made from it are the call's own.
    inputs
        The tables and queries of the call, calls inside them answered already.
    scratch
        A folder for files that live as long as the workspace.

    """

    workspace: Workspace
    call: ModelCall
    given_model: LiveModel | None
    name: str
    inputs: tuple[StageInput, ...]
    scratch: Path
    on_rows: Callable[[int], None] | None = None

    @property
    def model(self) -> LiveModel:
        """The model of the call; for functions whose shape requires one."""
        if self.given_model is None:
            raise InternalError.of("no-model", f"ML.{self.call.function} was called without one")
        return self.given_model

    @property
    def settings(self) -> Mapping[str, Argument]:
        """What STRUCT(...) and ``name => value`` say."""
        return settings_of(self.call)

    @property
    def threshold(self) -> float:
        """The threshold given, else the model's own (SEMANTICS 29)."""
        given = self.settings.get("threshold")
        return float(given) if isinstance(given, int | float) else self.model.threshold

    def scored(
        self, carried: Sequence[str] | None = None, scorer: RowScorer | None = None
    ) -> ScoredInput:
        """Score the rows of the call's one input; with another scorer than the model if given."""
        name = f"{self.name}_scored"
        given = self.inputs[0]
        return score(
            self.workspace,
            self.model,
            given.sql,
            self.scratch / f"{name}.parquet",
            name=name,
            at=given.at,
            carried=carried,
            on_rows=self.on_rows,
            scorer=scorer,
        )
