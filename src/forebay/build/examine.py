"""Look for what a model must not know, beside its training."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from forebay.build.data_checks import Looked, data_checks
from forebay.build.held_out_step import hold_out_model
from forebay.build.open_workspace import empty_workspace
from forebay.build.replay_step import replay_model
from forebay.build.training_frame import frame_schema

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from forebay.build.model_work import ModelWork
    from forebay.build.parted import Parted
    from forebay.build.training_frame import TrainingFrame
    from forebay.errors import Problem
    from forebay.features.roles import Roles

_APART = "examined"  # two engines must not spill into one folder
_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class Examined:
    """What an examination found: errors, for which the model is refused, and facts for its card."""

    problems: tuple[Problem, ...]
    evidence: Mapping[str, Any]


class Examination:
    """Time replay, then the look at the rows, in a thread of its own while the model is trained.

    Both read the frame only, so that training need not wait for them; what was learned meanwhile is
    thrown away if they find a leak. With one thread in the settings they come first. A context
    manager: whatever ends the step ends the examination too.

    Parameters
    ----------
    parted
        The parts of the rows; None: they are only replayed.

    """

    def __init__(
        self, work: ModelWork, frame: TrainingFrame, roles: Roles, parted: Parted | None
    ) -> None:
        self._found: Future[Examined] = Future()
        self._workspace = empty_workspace(work.walk, apart=_APART)
        self._is_stopped = threading.Event()
        try:
            self._workspace.attach(frame.name, [frame.path], frame_schema(frame.schema, roles))
        except BaseException:
            self._workspace.close()
            raise
        apart = replace(work, workspace=self._workspace)

        def examine() -> None:
            try:
                self._found.set_result(_examined(apart, frame, roles, parted))
            except BaseException as error:  # noqa: BLE001 - raised where the result is asked for
                self._found.set_exception(error)

        self._thread = threading.Thread(target=examine, name=f"examine {work.node.name}")
        if work.walk.threads > 1:
            self._thread.start()
        else:
            examine()

    def result(self) -> Examined:
        """Return what was found; wait for it."""
        return self._found.result()

    @property
    def has_refused(self) -> bool:
        """Whether it is over already and found an error."""
        return self._found.done() and bool(self._found.result().problems)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        while self._thread.is_alive():
            self._workspace.interrupt()  # nobody asks for its result any more
            self._thread.join(_EVERY_S)
        self._workspace.close()


def _examined(
    work: ModelWork, frame: TrainingFrame, roles: Roles, parted: Parted | None
) -> Examined:
    replayed = replay_model(work, roles)
    if roles.predict_at is None and roles.label is not None:
        replayed = hold_out_model(work, roles, parted.split if parted is not None else None)
    if replayed.problems:
        return Examined(replayed.problems, {})
    looked = Looked((), {})
    if parted is not None:
        looked = data_checks(work, frame, roles, parted.split, parted.label)
    evidence = {"replay": dict(replayed.facts), "data_checks": dict(looked.facts)}
    return Examined(looked.problems, evidence)
