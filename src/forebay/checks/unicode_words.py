"""What is said of words that look the same and are other bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from forebay.engine.quote import quote, quote_dotted, quote_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.checks.rules import Checked, Rule
    from forebay.engine import Workspace


def unicode_words(
    workspace: Workspace, checked: Checked, rule: Rule, sample: Sequence[Sequence[object]]
) -> str:
    """Return that rows break a key or a reference by their Unicode form only; empty if none does.

    Parameters
    ----------
    sample
        Some of the rows that break the rule.

    """
    if rule.counted:
        cells = {cell for row in sample for cell in row if isinstance(cell, str)}
        if len({normalize("NFC", cell) for cell in cells}) < len(cells):
            return "keys that differ in their Unicode form only (nfc_normalize) are the same"
    elif rule.constraint.kind == "references":
        count = _alike_in_parent(workspace, checked, rule)
        if count:
            return f"in {count:,} of them only the Unicode form differs from a key (nfc_normalize)"
    return ""


def _alike_in_parent(workspace: Workspace, checked: Checked, rule: Rule) -> int:
    constraint = rule.constraint
    own = [checked.schema.find(name) for name in constraint.columns]
    if constraint.parent is None or not any(c is not None and c.type == "VARCHAR" for c in own):
        return 0
    theirs = constraint.parent_columns or constraint.columns
    pairs = zip(theirs, constraint.columns, own, strict=True)
    same = " AND ".join(
        f"nfc_normalize(parent.{quote(there)}) = nfc_normalize({checked.alias}.{quote(name)})"
        if column is not None and column.type == "VARCHAR"
        else f"parent.{quote(there)} = {checked.alias}.{quote(name)}"
        for there, name, column in pairs
    )
    # Each key once: there are mostly far fewer of them than rows.
    names = quote_list(constraint.columns)
    keys = f"SELECT {names}, count(*) AS __rows FROM {checked.relation} GROUP BY {names}"
    found: Any = workspace.rows(
        f"SELECT coalesce(sum(__rows), 0) FROM (SELECT *, {rule.value} AS {rule.flag} FROM ({keys})"
        f" AS {checked.alias}) AS {checked.alias} WHERE {rule.broken} AND EXISTS (SELECT 1 FROM"
        f" {quote_dotted(constraint.parent.text)} AS parent WHERE {same})"
    )[0][0]
    return int(found)
