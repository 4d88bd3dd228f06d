"""Evaluate the constraints of a table on the full result of its SELECT (SEMANTICS 35)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from forebay.checks.outcome import CheckResult, Reconciliation
from forebay.checks.rules import Checked, Rule, flagged, make_rules
from forebay.checks.sample import sample_rows
from forebay.checks.unicode_words import unicode_words
from forebay.engine.all_differ import all_differ
from forebay.engine.quote import literal, quote, quote_list
from forebay.errors import ForebayError
from forebay.sql.statement import Limit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Schema, Workspace
    from forebay.sql.statement import ColumnList, Constraint

CheckVerdict: TypeAlias = Literal["ok", "warn", "dropped", "failed"]

BROKEN = "constraints_broken"  # the column of rejected and failed rows that names what they broke
DEFAULT_DROP_PERCENT = Decimal(1)


@dataclass(frozen=True, slots=True)
class CheckedRelation:
    """What checking a relation gave.

    Parameters
    ----------
    accepted
        The query of the rows that remain; None if all of them do.
    rejected
        The query of the rows that were dropped, with all columns and ``constraints_broken``
        (VARCHAR[], in declared order), after which a source's file and line follow; None if no
        row was dropped or the node failed.
    failed
        The query of the rows that made the node fail, with the same columns; None if it passed.
    results
        One for each constraint, in declared order.
    reconciliation
        Rows in, out and dropped; also for a node that failed, as if it had passed.

    """

    accepted: str | None
    rejected: str | None
    failed: str | None
    results: tuple[CheckResult, ...]
    reconciliation: Reconciliation

    @property
    def passed(self) -> bool:
        """Whether the rows may be published."""
        return self.failed is None


@dataclass(frozen=True, slots=True)
class _Count:
    """What the counting pass found for one rule."""

    failing: int
    null_passed: int = 0
    keys: int = 0
    most: int = 0
    without_key: int = 0


def apply(
    workspace: Workspace, node: str, relation: str, schema: Schema, columns: ColumnList | None
) -> CheckedRelation:
    """Check a relation against a column list.

    Every constraint sees all rows, also those that another constraint drops. All counts but those
    of keys come from one query; failing rows are looked for only where there are some.

    Parameters
    ----------
    node
        The name under which conditions may call the relation.
    relation
        SQL that names it, quoted. It may have further columns beside `schema`: they follow the
        rejected rows (a source's file and line).
    schema
        The columns of the table.
    columns
        The column list; None means that there are no constraints. Tables in REFERENCES must be
        attached under their own names.

    Raises
    ------
    EngineError
        The engine failed while it evaluated a condition; the place is the condition's.

    """
    constraints = columns.constraints if columns is not None else ()
    alias = quote(node.rsplit(".", 1)[-1])
    known = {name.casefold() for name in schema.names}
    found = workspace.describe(f"SELECT * FROM {relation}").names if constraints else ()
    extra = tuple(name for name in found if name.casefold() not in known)
    checked = Checked(relation, alias, schema, extra)
    rules = make_rules(checked, constraints)
    try:
        rows, row_drops, counts = _count(workspace, checked, rules)
    except ForebayError:
        _find_culprit(workspace, checked, rules)
        raise
    results = [_result(node, rule, count, rows) for rule, count in zip(rules, counts, strict=True)]
    results = [
        _with_sample(workspace, checked, rules, rule, result)
        for rule, result in zip(rules, results, strict=True)
    ]
    return _outcome(workspace, checked, rules, tuple(results), row_drops)


def _outcome(
    workspace: Workspace,
    checked: Checked,
    rules: Sequence[Rule],
    results: tuple[CheckResult, ...],
    row_drops: int,
) -> CheckedRelation:
    pairs = list(zip(rules, results, strict=True))
    dropping = [rule for rule, result in pairs if rule.drops and result.failing]
    failing = [rule for rule, result in pairs if result.verdict == "failed"]
    dropped = _dropped(workspace, checked, dropping, pairs, row_drops)
    total = results[0].rows if results else _rows_of(workspace, checked)
    reconciliation = Reconciliation(total, total - dropped, dropped)
    broken = [rule for rule, result in pairs if result.failing]
    if failing:
        failed = _set_aside(checked, broken, failing)
        return CheckedRelation(None, None, failed, results, reconciliation)
    if not dropping:
        return CheckedRelation(None, None, None, results, reconciliation)
    kept = f"NOT {_any(dropping)}"
    names = quote_list(checked.schema.names)
    accepted = f"SELECT {names} FROM ({flagged(checked, dropping)}) WHERE {kept}"
    rejected = _set_aside(checked, broken, dropping)
    return CheckedRelation(accepted, rejected, None, results, reconciliation)


def _count(
    workspace: Workspace, checked: Checked, rules: Sequence[Rule]
) -> tuple[int, int, list[_Count]]:
    """Return the number of rows, of rows that rules on single rows drop, and each rule's count."""
    inner = [f"{rule.row_value or rule.value} AS {rule.flag}" for rule in rules]
    dropping = [rule for rule in rules if rule.drops]
    items = ["count(*)", f"count(*) FILTER (WHERE {_any(dropping)})"]
    for rule in rules:
        null_passed = f"count(*) FILTER (WHERE {rule.null_passed})" if rule.null_passed else "0"
        items += [f"count(*) FILTER (WHERE {rule.broken})", null_passed]
    source = f"SELECT {', '.join(['1', *inner])} FROM {checked.relation} AS {checked.alias}"
    keys = [rule for rule in rules if rule.counted]
    most_rows = _rows_of(workspace, checked) if keys else 0
    with ThreadPoolExecutor(1, thread_name_prefix="keys") as pool:
        proofs = [all_differ(workspace, rule.keys, most_rows, pool) for rule in keys]
        row: tuple[Any, ...] = workspace.rows(f"SELECT {', '.join(items)} FROM ({source})")[0]
        repeated = _repeated(
            workspace,
            [rule for rule, proof in zip(keys, proofs, strict=True) if not proof.result()],
        )
    rows, row_drops, *rest = row
    counts = []
    for rule, single, passed in zip(rules, rest[::2], rest[1::2], strict=True):
        more, distinct, most = repeated.get(rule.flag, (0, 0, 0))
        without_key = single if rule.counted else 0
        counts.append(_Count(single + more, passed, distinct, most, without_key))
    return rows, row_drops, counts


def _repeated(workspace: Workspace, keys: Sequence[Rule]) -> dict[str, Sequence[int]]:
    """Return what the engine counts of keys: rows, keys and the most of one, by flag."""
    if not keys:
        return {}
    row: tuple[Any, ...] = workspace.rows(f"SELECT {', '.join(f'({k.counted})' for k in keys)}")[0]
    return {rule.flag: found for rule, found in zip(keys, row, strict=True)}


def _dropped(
    workspace: Workspace,
    checked: Checked,
    dropping: Sequence[Rule],
    pairs: Sequence[tuple[Rule, CheckResult]],
    row_drops: int,
) -> int:
    """Return how many rows break any of the dropping rules; a row may break several."""
    if not any(rule.counted for rule in dropping):
        return row_drops
    if len(dropping) == 1:
        return next(result.failing for rule, result in pairs if rule is dropping[0])
    sql = f"SELECT count(*) FROM ({flagged(checked, dropping)}) WHERE {_any(dropping)}"
    count: Any = workspace.rows(sql)[0][0]
    return int(count)


def _result(node: str, rule: Rule, count: _Count, rows: int) -> CheckResult:
    constraint = rule.constraint
    limit = _limit(constraint)
    return CheckResult(
        node,
        constraint.label,
        constraint.kind,
        _verdict(constraint, count.failing, rows, limit),
        rows,
        count.failing,
        count.null_passed,
        limit_words(limit),
        message=_key_message(count),
        span=constraint.span,
    )


def _verdict(constraint: Constraint, failing: int, rows: int, limit: Limit | None) -> CheckVerdict:
    if not failing:
        return "ok"
    action = constraint.violation.action
    if action == "fail" or (limit is not None and not _is_within(limit, failing, rows)):
        return "failed"
    return "warn" if action == "warn" else "dropped"


def _limit(constraint: Constraint) -> Limit | None:
    violation = constraint.violation
    if violation.limit is None and violation.action in {"drop_row", "keep_first", "keep_last"}:
        return Limit(float(DEFAULT_DROP_PERCENT), "percent")
    return violation.limit


def _is_within(limit: Limit, failing: int, rows: int) -> bool:
    # Decimal, because 0.1 percent of 336,000 rows is exactly 336 rows.
    amount = Decimal(str(limit.amount))
    return failing <= amount if limit.unit == "rows" else failing * 100 <= amount * rows


def limit_words(limit: Limit | None) -> str:
    """Return a limit as a person writes it: ``0.1 percent``; empty for none."""
    return "" if limit is None else f"{limit.amount:g} {limit.unit}"


def _key_message(count: _Count) -> str:
    parts = []
    if count.keys:
        occur = "key occurs" if count.keys == 1 else "keys occur"
        often = f"{count.most:,} times" if count.keys == 1 else f"up to {count.most:,} times"
        parts.append(f"{count.keys:,} {occur} {often}")
    if count.without_key:
        have = "row has" if count.without_key == 1 else "rows have"
        parts.append(f"{count.without_key:,} {have} NULL in the key")
    return ", ".join(parts)


def _with_sample(
    workspace: Workspace, checked: Checked, rules: Sequence[Rule], rule: Rule, result: CheckResult
) -> CheckResult:
    if not result.failing:
        return result
    keys = [r.constraint.columns for r in rules if r.constraint.kind == "primary_key"]
    names, rows = sample_rows(workspace, checked, rule, keys[0] if keys else ())
    form = unicode_words(workspace, checked, rule, rows)
    message = "; ".join(filter(None, [result.message, form]))
    return replace(result, columns=names, sample=rows, message=message)


def _set_aside(checked: Checked, rules: Sequence[Rule], breaking: Sequence[Rule]) -> str:
    """Return the query of the rows that break one of `breaking`, with all that they broke.

    `rules` are those that any row breaks: what a key costs is only paid where it is broken.
    """
    nothing = "CAST([] AS VARCHAR[])"
    labels = " || ".join(
        f"CASE WHEN {rule.broken} THEN [{literal(rule.constraint.label)}] ELSE {nothing} END"
        for rule in rules
    )
    names = [quote_list(checked.schema.names), f"{nothing} || {labels} AS {quote(BROKEN)}"]
    names += [quote(name) for name in checked.extra]
    source = flagged(checked, rules)
    return f"SELECT {', '.join(names)} FROM ({source}) WHERE {_any(breaking)}"


def _find_culprit(workspace: Workspace, checked: Checked, rules: Sequence[Rule]) -> None:
    """Raise the engine's error again at the place of the condition that causes it."""
    for rule in rules:
        expression = rule.constraint.expression
        if expression is None:
            continue
        source = f"SELECT {rule.value} AS {rule.flag} FROM {checked.relation} AS {checked.alias}"
        try:
            workspace.rows(f"SELECT count(*) FILTER (WHERE {rule.broken}) FROM ({source})")
        except ForebayError as error:
            moved = [replace(problem, span=expression.span) for problem in error.problems]
            raise type(error)(*moved) from error


def _rows_of(workspace: Workspace, checked: Checked) -> int:
    count: Any = workspace.rows(f"SELECT count(*) FROM {checked.relation}")[0][0]
    return int(count)


def _any(rules: Sequence[Rule]) -> str:
    return f"({' OR '.join(rule.broken for rule in rules)})" if rules else "false"
