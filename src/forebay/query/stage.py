"""One ``ML.*`` call on its way to rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.errors import InternalError
from forebay.query.engine_scored import engine_scored
from forebay.query.score import ScoredInput, attach_scored, carried_columns, score, scored_stream
from forebay.query.settings import settings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from forebay.engine.protocol import Workspace
    from forebay.errors import Span
    from forebay.query.direct_answer import DirectAnswer
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
    direct
        Takes the stream of scored rows, if they are to be read once and not to be kept.

    """

    workspace: Workspace
    call: ModelCall
    given_model: LiveModel | None
    name: str
    inputs: tuple[StageInput, ...]
    scratch: Path
    on_rows: Callable[[int], None] | None = None
    direct: DirectAnswer | None = None

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
        self,
        carried: Sequence[str] | None = None,
        scorer: RowScorer | None = None,
        *,
        n_outputs: int | None = None,
        is_read_often: bool = False,
    ) -> ScoredInput:
        """Score the rows of the call's one input.

        The engine does it itself where it can: linear models, clusterings, reductions. Its answer
        is a view; else rows are streamed through the model into a file.

        Parameters
        ----------
        carried
            The columns to carry along; None: all of them.
        scorer
            What gives numbers for each row; None: the model itself.
        n_outputs
            How many of the model's outputs are needed, from the first; None: all.
        is_read_often
            The rows are read several times, so that they are always written into a file.

        """
        name, given = f"{self.name}_scored", self.inputs[0]
        file = self.scratch / f"{name}.parquet"
        own = carried_columns(self.workspace.describe(given.sql, given.at), carried)
        if scorer is None:
            found = engine_scored(
                self.workspace,
                self.model,
                given.sql,
                own,
                name=name,
                n_outputs=n_outputs or self.model.scorer.n_outputs,
                into=file if is_read_often else None,
            )
            if found is not None:
                return found
        if self.direct is not None and not is_read_often:
            own = self.direct.reads(own)
            stream = scored_stream(self.workspace, self.model, given.sql, own, scorer=scorer)
            self.direct.stream = stream
            self.direct.relations.append((name, stream.as_given("new_batches")))
            attach_scored(stream, name, [])
            return ScoredInput(name, own, 0, stream.scorer.n_outputs)
        return score(
            self.workspace,
            self.model,
            given.sql,
            file,
            name=name,
            at=given.at,
            carried=carried,
            on_rows=self.on_rows,
            scorer=scorer,
        )
