"""Constraints of tables: what breaks them is counted, shown, set aside or ends the job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from whole_job.kept_tables import KeptTables

_SHOWN = 5
_LIMIT = 0.001  # of the rows, that may be dropped


@dataclass(frozen=True, slots=True)
class Constraint:
    """A condition of each row.

    Parameters
    ----------
    is_broken
        Which rows break it.
    nulls
        How many rows passed because a value was NULL.

    """

    name: str
    is_broken: NDArray[np.bool_]
    action: Literal["fail", "warn", "drop"] = "fail"
    nulls: int = 0
    shown: tuple[str, ...] = ()


def check(name: str, rows: pd.DataFrame, conditions: dict[str, Any], **more: Any) -> Constraint:
    """Return a CHECK that columns lie between bounds: NULL passes and is counted."""
    values = {column: rows[column].to_numpy(np.float64) for column in conditions}
    out = [(values[c] < low) | (values[c] > high) for c, (low, high) in conditions.items()]
    broken = np.logical_or.reduce(out)
    nulls = np.logical_or.reduce([np.isnan(v) for v in values.values()]) & ~broken
    return Constraint(name, broken, nulls=int(nulls.sum()), shown=tuple(conditions), **more)


def unique(name: str, rows: pd.DataFrame, columns: list[str]) -> Constraint:
    """Return a key: no value is NULL or comes twice."""
    broken = rows.duplicated(columns, keep=False) | rows[columns].isna().any(axis=1)
    return Constraint(name, broken.to_numpy(), shown=tuple(columns))


def apply(
    table: str,
    rows: pd.DataFrame,
    constraints: list[Constraint],
    kept: KeptTables,
    limit: float = _LIMIT,
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Return the rows that stay, and what is told; rows that are dropped are kept beside them.

    SystemExit, with the rows in ``<table>__failed``, if a constraint that must hold does not.
    """
    told: dict[str, Any] = {}
    dropped = np.zeros(len(rows), bool)
    reasons = np.full(len(rows), "", object)
    failed = []
    for constraint in constraints:
        broken = np.flatnonzero(constraint.is_broken)
        entry: dict[str, Any] = {"broken": len(broken), "nulls": constraint.nulls}
        if len(broken):
            shown = [*constraint.shown] or list(rows.columns[:3])
            entry["examples"] = rows.iloc[broken[:_SHOWN]][shown].astype(str).to_dict("records")
        too_many = constraint.action == "drop" and len(broken) > limit * len(rows)
        if len(broken) and (constraint.action == "fail" or too_many):
            rows.iloc[broken].to_parquet(kept.out / f"{table}__failed.parquet", index=False)
            failed.append(f"{table}: {constraint.name}: {len(broken):,} rows")
        elif constraint.action == "drop":
            dropped[broken] = True
            reasons[broken] = reasons[broken] + f"{constraint.name} "
        told[constraint.name] = entry
    if failed:
        raise SystemExit("\n".join(failed))
    stay = rows
    if dropped.any():
        aside = rows[dropped].assign(constraints=pd.array(reasons[dropped], "str"))
        kept.keep(f"{table}__rejected", aside)
        stay = rows[~dropped]
    told["rows"] = {"in": len(rows), "out": len(stay), "dropped": int(dropped.sum())}
    assert len(rows) == len(stay) + int(dropped.sum())
    return stay, told


def of_weather(rows: pd.DataFrame) -> list[Constraint]:
    """Return the constraints of ``clean_weather``."""
    wind = rows["wind_speed"].to_numpy()
    sane = (wind >= 0) & (wind <= 150)  # EXPECT: NULL breaks it
    air = {"dewp": (-60, 100), "humid": (0, 100), "pressure": (870, 1085)}
    sky = {"wind_dir": (0, 360), "precip": (0, np.inf), "visib": (0, np.inf)}
    return [
        Constraint("origin NOT NULL", rows["origin"].isna().to_numpy()),
        Constraint("time_hour NOT NULL", rows["time_hour"].isna().to_numpy()),
        unique("one_reading_an_hour", rows, ["origin", "time_hour"]),
        Constraint("sane_wind", ~sane, "drop", shown=("wind_speed",)),
        check("sane_temperature", rows, {"temp": (-40, 130)}),
        check("sane_air", rows, air),
        check("sane_sky", rows, sky),
    ]


def of_departures(
    rows: pd.DataFrame, airports: pd.DataFrame, key_hash: NDArray[np.uint64]
) -> list[Constraint]:
    """Return the constraints of ``departures``."""
    # Keys of different hashes are different: only if two hashes are equal, texts are compared.
    in_order = np.sort(key_hash)
    is_unique = bool((in_order[1:] != in_order[:-1]).all())
    dest = rows["dest"].cat
    is_known = np.append(dest.categories.isin(airports["faa"]), True)  # NULL refers to nothing
    distance = rows["distance"].to_numpy(np.float64)
    return [
        Constraint("flight_key PRIMARY KEY", rows["flight_key"].isna().to_numpy())
        if is_unique
        else unique("flight_key PRIMARY KEY", rows, ["flight_key"]),
        Constraint("carrier NOT NULL", rows["carrier"].isna().to_numpy()),
        Constraint(
            "dest REFERENCES airports",
            ~is_known[dest.codes.to_numpy()],
            "warn",
            shown=("flight_key", "dest"),
        ),
        Constraint("sane_distance", ~(distance > 50), "drop", shown=("flight_key", "distance")),
        check("sane_delay", rows, {"arr_delay": (-179, np.inf)}),
        check(
            "sane_schedule", rows, {"hour": (0, 24), "weekday": (0, 6), "sched_arr_time": (0, 2400)}
        ),
        check("sane_seats", rows, {"seats": (1, 900)}, action="warn"),
    ]


def asserted(rows: pd.DataFrame) -> dict[str, float]:
    """Return both sides of the assertions; SystemExit if one does not hold."""
    found = {"a normal load": len(rows), "weather found": float(rows["temp"].notna().mean())}
    if not (found["a normal load"] > 150_000 and found["weather found"] > 0.99):
        raise SystemExit(f"departures: not as usual: {found}")
    return found


_SENTINELS = {-99, -999, -9999, 999, 9999, 99999, -32768, 32767, -2147483648, 2147483647}


def oddities(rows: pd.DataFrame, now: pd.Timestamp) -> list[str]:
    """Return what looks like no value in a source: stand-ins for NULL, times to come."""
    found = []
    for name in rows.columns:
        kind = rows[name].dtype
        if kind.kind == "M" and rows[name].max() > now:
            found.append(f"{name} lies in the future")
        elif kind.kind in "if":
            ends = rows[name].min(), rows[name].max()
            found += [
                f"{name} has {end:g} {n} times"
                for end in ends
                if end in _SENTINELS and (n := int((rows[name] == end).sum())) > 1
            ]
    return found
