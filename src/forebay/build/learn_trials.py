"""Train many models that differ in some options, and keep the best one."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from forebay.algorithms import OPTION_RULES
from forebay.algorithms.grid_search import GridSearch
from forebay.algorithms.one_blas_thread import one_blas_thread
from forebay.algorithms.random_search import RandomSearch
from forebay.algorithms.search_space import search_space
from forebay.algorithms.tuning_options import MAX_PARALLEL_TRIALS
from forebay.algorithms.vizier_search import VizierSearch, missing_optimiser
from forebay.build.open_workspace import open_workspace
from forebay.build.ticking import told
from forebay.build.training_frame import frame_schema
from forebay.build.trial_run import TrialRun, run_trial
from forebay.errors import EngineError, InternalError, ProjectError
from forebay.evaluate.metric_names import METRICS
from forebay.features.task import LABEL_TASKS
from forebay.query.live_model import LiveModel
from forebay.query.trial import with_optimal
from forebay.query.trials import Trials

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from forebay.algorithms.suggester import Suggester
    from forebay.build.material import Material
    from forebay.build.model_work import ModelWork
    from forebay.engine import Workspace
    from forebay.query.trial import Trial
    from forebay.query.tuned import Tuned


def learn_trials(work: ModelWork, material: Material, options: Mapping[str, Any]) -> LiveModel:
    """Return the model of the best trial, which knows of all others.

    What is tried depends on the seed and on figures alone: trials are asked for in groups of one
    size, however many of a group run at once.

    Raises
    ------
    EngineError
        ``no-tuning-rows``: there are no rows to compare trials on. ``all-trials-failed``.

    """
    tuned = material.signature.tuned
    if tuned is None:
        raise InternalError.of("not-tuned", f'nothing of "{work.node.name}" varies')
    if material.signature.task in LABEL_TASKS and not material.split.counts["tune"]:
        raise EngineError.of(
            "no-tuning-rows",
            f'model "{work.node.name}" has no rows to compare trials on',
            work.statement.options["num_trials"].span,
            detail=f"{material.split.description}.",
            hint="more rows, or another split; without num_trials none are needed.",
        )
    folder = work.walk.scratch / f"{work.walk.file_name(work.node)}-trials"
    folder.mkdir(exist_ok=True)
    tuning = _Tuning(work, material, options, tuned, folder)
    trials, best = with_optimal(
        tuning.run(), higher_is_better=METRICS[tuned.objective].direction == "higher"
    )
    if best is None:
        raise _all_failed(work, trials)
    kept = Trials(tuned, trials, best.number, folder)
    learned = kept.model(best.number, material.signature.model_type)
    values = {**options, **best.hyperparameters}
    return LiveModel(
        material.signature, material.number, material.features, learned, options=values, trials=kept
    )


def _all_failed(work: ModelWork, trials: tuple[Trial, ...]) -> EngineError:
    reasons = dict.fromkeys(trial.error_message for trial in trials)
    return EngineError.of(
        "all-trials-failed",
        f'none of {len(trials)} trials of model "{work.node.name}" gave a model',
        work.statement.options["num_trials"].span,
        detail=f"{'; '.join(list(reasons)[:3])}.",
        hint="try one combination of values without num_trials.",
    )


@dataclass(slots=True)
class _Tuning:
    """The trials of one model, one group after the other."""

    work: ModelWork
    material: Material
    options: Mapping[str, Any]
    tuned: Tuned
    folder: Path
    done: list[Trial] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self) -> list[Trial]:
        """Return all trials, in the order of their numbers."""
        limit = int(self.options["num_trials"])
        suggester = self._suggester(limit)
        sign = 1 if METRICS[self.tuned.objective].direction == "higher" else -1
        with ExitStack() as held:
            # Set once for all: trials that run at once would undo each other's setting.
            held.enter_context(one_blas_thread())
            workspaces = self._workspaces(held)
            pool = held.enter_context(ThreadPoolExecutor(workspaces.qsize()))
            while len(self.done) < limit:
                group = suggester.ask(min(MAX_PARALLEL_TRIALS, limit - len(self.done)))
                if not group:
                    break
                first = len(self.done) + 1
                runs = list(self._runs(first, group, limit))
                found = list(pool.map(lambda run: self._one(run, workspaces), runs))
                for values, trial in zip(group, found, strict=True):
                    suggester.tell(values, None if trial.figure is None else sign * trial.figure)
                self.done += found
        return self.done

    def _one(self, run: TrialRun, workspaces: SimpleQueue[Workspace]) -> Trial:
        workspace = workspaces.get()
        try:
            return run_trial(run, workspace)
        finally:
            workspaces.put(workspace)

    def _runs(self, first: int, group: list[Mapping[str, Any]], limit: int) -> Iterator[TrialRun]:
        tell = told(self.work.walk, self.work.node, "train")
        parallel = int(self.options["max_parallel_trials"])
        for number, values in enumerate(group, first):

            def on_progress(share: float | None, text: str, number: int = number) -> None:
                with self.lock:
                    tell(
                        (number - 1 + (share or 0.0)) / limit, f"trial {number} of {limit}, {text}"
                    )

            yield TrialRun(
                self.work,
                self.material,
                values,
                number,
                self.folder,
                on_progress,
                threads=max(1, self.work.walk.threads // parallel),
            )

    def _workspaces(self, held: ExitStack) -> SimpleQueue[Workspace]:
        """Return a workspace for each trial that runs at once: none is for two threads."""
        found: SimpleQueue[Workspace] = SimpleQueue()
        found.put(self.work.workspace)
        frame, work = self.material.frame, self.work
        columns = frame_schema(frame.schema, self.material.roles)
        for _ in range(1, int(self.options["max_parallel_trials"])):
            workspace = open_workspace(work.walk, work.node.reads)
            held.callback(workspace.close)
            workspace.attach(frame.name, [frame.path], columns)
            found.put(workspace)
        return found

    def _suggester(self, limit: int) -> Suggester:
        statement, seed = self.work.statement, int(self.options["seed"])
        rules = OPTION_RULES[self.material.signature.model_type]
        space = search_space(rules, statement.options)
        match self.options["hparam_tuning_algorithm"]:
            case "GRID_SEARCH":
                return GridSearch(space, limit, seed=seed)
            case "RANDOM_SEARCH":
                return RandomSearch(space, seed=seed)
            case _:
                # Looked for when the project was checked; it may be gone since.
                if problems := [*missing_optimiser(self.options, statement.options)]:
                    raise ProjectError(*problems)
                return VizierSearch(space, seed=seed)
