"""Turn a lesson into a model in memory, as its task has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from forebay.algorithms import MODEL_TASKS
from forebay.build.learn import learn
from forebay.build.learn_imported import learn_imported
from forebay.build.learn_matrix import learn_matrix
from forebay.build.learn_transform import learn_transform

if TYPE_CHECKING:
    from forebay.build.learn import Learned, Lesson
    from forebay.build.model_work import ModelWork


def teach(work: ModelWork, lesson: Lesson) -> Learned:
    """Return what the model of a lesson learned; there is one file for each kind of lesson."""
    task = MODEL_TASKS[str(lesson.options["model_type"])]
    match task:
        case "regression" | "classification":
            return learn(work, lesson)
        case "clustering" | "reduction":
            return learn_matrix(work, lesson)
        case "transform":
            return learn_transform(work, lesson)
        case "forecast":
            from forebay.build.learn_series import learn_series  # needs an extra

            return learn_series(work, lesson)
        case "imported":
            return learn_imported(work, lesson)
        case _:
            assert_never(task)
