"""What a call of one ``ML.*`` table function may hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from forebay.features.task import LABEL_TASKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.features.task import Task
    from forebay.query.setting_kind import SettingKind

ModelUse: TypeAlias = Literal["required", "optional", "none"]


@dataclass(frozen=True, slots=True)
class FunctionShape:
    """What a call of the function may hold.

    Parameters
    ----------
    fewest, most
        How many tables or queries it takes.
    settings
        The names of STRUCT(...) and ``name =>``, each with what it takes.
    two_classes
        Settings that only a model with two classes has.
    tasks
        What models it answers for; another model is ``not-supported``.
    only
        Settings that only models of some tasks have.
    tells_trial
        Whether the answer of a tuned model begins with a column ``trial_id``.
    model
        Whether it needs a model, may have one, or takes none.
    needed
        Settings that every call must give.
    refused
        Settings that BigQuery ML has and Forebay has not, each with the reason.
    now_without
        The setting without which the answer depends on when the call is made.

    """

    fewest: int = 0
    most: int = 0
    settings: Mapping[str, SettingKind] | None = None
    two_classes: tuple[str, ...] = ()
    tasks: frozenset[Task] = LABEL_TASKS
    only: Mapping[str, frozenset[Task]] | None = None
    tells_trial: bool = False
    model: ModelUse = "required"
    needed: tuple[str, ...] = ()
    refused: Mapping[str, str] | None = None
    now_without: str | None = None
