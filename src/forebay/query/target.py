"""What a model answers with, as far as a query must know it before it runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, assert_never

from forebay.algorithms.imported_output import ImportedOutput
from forebay.engine.protocol import Column
from forebay.features.label import Label
from forebay.features.series_roles import SeriesRoles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.features.task import Task


@dataclass(frozen=True, slots=True)
class Clusters:
    """The number of the nearest cluster, and distances."""

    @property
    def task(self) -> Literal["clustering"]:
        """What the model is for."""
        return "clustering"


@dataclass(frozen=True, slots=True)
class Components:
    """Coordinates of fewer dimensions.

    Parameters
    ----------
    count
        How many; None if only training can tell.

    """

    count: int | None

    @property
    def task(self) -> Literal["reduction"]:
        """What the model is for."""
        return "reduction"


@dataclass(frozen=True, slots=True)
class Transformed:
    """The columns of a TRANSFORM clause, which stand among the features."""

    @property
    def task(self) -> Literal["transform"]:
        """What the model is for."""
        return "transform"


@dataclass(frozen=True, slots=True)
class Forecasts:
    """What is expected of series.

    Parameters
    ----------
    columns
        The columns of the series.
    horizon
        For how many points after the last one at most.
    holidays
        The names of the holidays that may move them. Before training those that the statement
        tells.
    keeps_parts
        Whether the parts of the past are known.

    """

    columns: SeriesRoles
    horizon: int
    holidays: tuple[str, ...] = ()
    keeps_parts: bool = True

    @property
    def task(self) -> Literal["forecast"]:
        """What the model is for."""
        return "forecast"


@dataclass(frozen=True, slots=True)
class Imported:
    """What a model from a file answers with, where no label says what it means."""

    outputs: tuple[ImportedOutput, ...]

    @property
    def task(self) -> Literal["imported"]:
        """What the model is for."""
        return "imported"


Target: TypeAlias = Label | Clusters | Components | Transformed | Forecasts | Imported


def target_to_json(target: Target) -> dict[str, Any]:
    """Return a target as JSON values; its task stands beside it in ``model.json``."""
    match target:
        case Label():
            return {"name": target.name, "type": target.type, "classes": list(target.classes)}
        case Clusters() | Transformed():
            return {}
        case Components():
            return {"components": target.count}
        case Forecasts():
            columns = target.columns
            return {
                "timestamp": _to_json(columns.timestamp),
                "data": _to_json(columns.data),
                "ids": [_to_json(column) for column in columns.ids],
                "hierarchy": [_to_json(column) for column in columns.hierarchy],
                "horizon": target.horizon,
                "holidays": list(target.holidays),
                "keeps_parts": target.keeps_parts,
            }
        case Imported():
            return {"outputs": [output.to_json() for output in target.outputs]}
        case _:
            assert_never(target)


def target_from_json(task: Task, data: Mapping[str, Any]) -> Target:
    """Return the target that ``target_to_json`` wrote.

    Examples
    --------
    >>> target_from_json("reduction", target_to_json(Components(2)))
    Components(count=2)

    """
    match task:
        case "regression" | "binary" | "multiclass":
            return Label(data["name"], data["type"], task, tuple(data["classes"]))
        case "clustering":
            return Clusters()
        case "reduction":
            return Components(data["components"])
        case "transform":
            return Transformed()
        case "forecast":
            ids = tuple(Column(*column) for column in data["ids"])
            # Older versions have no hierarchy, and do not name their holidays here.
            hierarchy = tuple(Column(*column) for column in data.get("hierarchy", []))
            time, value = Column(*data["timestamp"]), Column(*data["data"])
            columns = SeriesRoles(time, value, ids, hierarchy)
            holidays = tuple(data.get("holidays", []))
            return Forecasts(columns, data["horizon"], holidays, data.get("keeps_parts", True))
        case "imported":
            return Imported(tuple(map(ImportedOutput.from_json, data["outputs"])))
        case _:
            assert_never(task)


def _to_json(column: Column) -> list[str]:
    return [column.name, column.type]
