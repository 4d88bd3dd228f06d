"""What a model is for: which answers it gives, and what is known of it before it is trained."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

LabelTask: TypeAlias = Literal["regression", "binary", "multiclass"]
Task: TypeAlias = Literal[LabelTask, "clustering", "reduction", "transform", "forecast", "imported"]

# They learn from a label and are judged against it.
LABEL_TASKS: Final[frozenset[Task]] = frozenset({"regression", "binary", "multiclass"})

# Their answers are compared with what really was: they have a baseline.
COMPARED_TASKS: Final[frozenset[Task]] = LABEL_TASKS | {"forecast"}
