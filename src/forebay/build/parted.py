"""The rows of a model with a label, split: what is known before features are fitted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forebay.algorithms import load_algorithm
from forebay.algorithms.calibration_share import calibration_share
from forebay.errors import InternalError
from forebay.features.check_label import check_label
from forebay.features.label import read_label
from forebay.features.split import plan_split
from forebay.plan.clock import now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.build.model_work import ModelWork
    from forebay.build.training_frame import TrainingFrame
    from forebay.features.label import Label
    from forebay.features.roles import Roles
    from forebay.features.split import Split


@dataclass(frozen=True, slots=True)
class Parted:
    """Which row is for what, and the label with the classes that training rows have."""

    split: Split
    label: Label


def part_rows(
    work: ModelWork, frame: TrainingFrame, roles: Roles, options: Mapping[str, Any]
) -> Parted:
    """Split the rows of a model with a label.

    Raises
    ------
    EngineError, ProjectError
        There is nothing to train on, or the label cannot be predicted.

    """
    walk, workspace = work.walk, work.workspace
    algorithm = load_algorithm(str(options["model_type"]))
    split = plan_split(
        workspace,
        frame.name,
        roles,
        seed=int(options["seed"]),
        as_of=walk.as_of,
        tune=bool(options.get("costs"))
        or (bool(options.get("early_stop", False)) and algorithm.encoding == "tree"),
        calibrate=calibration_share(options),
    )
    if roles.label is None:
        raise InternalError.of("no-roles", f'"{work.node.name}" has no label')
    classifies = algorithm.task == "classification"
    train = split.where("train")
    label = read_label(workspace, frame.name, train, roles.label, classifies=classifies)
    moment = max(now().replace(tzinfo=None), walk.as_of)
    check_label(workspace, frame.name, roles, split, label, moment)
    return Parted(split, label)
