"""The condition that a row is in one of some parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.features.part import Part


def part_condition(branches: Sequence[tuple[str, Part]], parts: Sequence[Part]) -> str:
    """Return SQL that is true for the rows of some parts and false for all others, never NULL.

    It is plain, not the names of parts compared: the engine tests it while it reads a file, and
    makes nothing else of the rows for which it does not hold.

    Parameters
    ----------
    branches
        Conditions in order, each with the part of the rows for which it is the first to hold. It is
        NULL for none for which no earlier one holds. All other rows are ``train``.

    Examples
    --------
    >>> branches = [("y IS NULL", "unlabelled"), ("t > 9", "gate")]
    >>> part_condition(branches, ["gate"])
    '(NOT (y IS NULL) AND (t > 9))'
    >>> part_condition(branches, ["train", "gate"])
    '(NOT (y IS NULL))'

    """
    condition = "true" if "train" in parts else "false"
    for is_first, part in reversed(branches):
        if part in parts and condition != "true":
            condition = f"({is_first})" + ("" if condition == "false" else f" OR {condition}")
        elif part not in parts and condition != "false":
            then = "" if condition == "true" else f" AND {_in_brackets(condition)}"
            condition = f"NOT ({is_first}){then}"
    return f"({condition})"


def _in_brackets(condition: str) -> str:
    return f"({condition})" if " OR " in condition else condition
