"""A model as the rules look at it: features, label and time of prediction, with their origins."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from forebay.trust.counts_time import is_year
from forebay.trust.learned_columns import learned_columns
from forebay.trust.model_label import model_label
from forebay.trust.moment import NO_ROW
from forebay.trust.order_of_rows import (
    Bound,
    are_disjoint,
    bounds,
    framed,
    is_before,
    is_counted_before,
    origin_is_before,
)
from forebay.trust.relation import Fact
from forebay.trust.trace_source import parsed
from forebay.trust.trace_time import trace_time
from forebay.trust.traced import NOTHING, UNTRACED, Origin, Origins, Traced
from forebay.trust.tracing import Scope

# What counts time beside years (an hour or a month comes again), and what facts call a time that
# is made of columns.
_DATES: Final = frozenset({"t"})
_MADE_OF_DATES: Final = ("start of ", "made(", "since ")

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.project import Node
    from forebay.sql.statement import CreateModel, Expression
    from forebay.trust.lineage import Lineage
    from forebay.trust.moment import Moment
    from forebay.trust.relation import Relation


@dataclass(frozen=True, slots=True)
class ModelView:
    """One model and everything that a rule may ask of it.

    Parameters
    ----------
    features
        The columns of its AS SELECT that it learns from, by name as written.
    answer
        The origins that the label says: without keys, times of prediction, what is known when
        the prediction is made, and what the label is only compared with.
    predict_at
        The time of prediction as a moment; None where there is none, or SQL does not tell.

    """

    node: Node
    statement: CreateModel
    lineage: Lineage
    relation: Relation
    label: str | None
    features: Mapping[str, Traced]
    answer: Origins
    predict_at: Moment | None

    @property
    def name(self) -> str:
        """The name of the model."""
        return self.node.name

    @property
    def facts(self) -> frozenset[Fact]:
        """What is known of the order of the rows behind it."""
        return self.relation.facts

    @property
    def predict_text(self) -> str:
        """The expression of PREDICT AT as written."""
        at = self.statement.predict_at
        return " ".join(at.expression.text.split()) if at and at.expression else ""

    def says_the_same(self, origin: Origin, answer: Origin) -> bool:
        """Return whether an origin of a feature can hold the very value that the label says."""
        if not origin.meets(answer):
            return False
        if origin.row != answer.row:
            if origin_is_before(origin, answer.row, self.facts):
                return answer.shift == "past"
            return origin.is_around or not are_disjoint(origin.row, answer.row, self.facts)
        order = {"past": 0, "row": 1, "future": 2}
        if "all" in {origin.shift, answer.shift}:
            return True
        return order[origin.shift] >= order[answer.shift]

    def is_replayed(self, origins: Origins) -> bool:
        """Return whether the replay in the build decides if origins are known in time.

        It does where the model has a time of prediction, and each source says when its values
        become known. What is said to be known from the start hides nothing, so that nothing would
        differ.
        """
        at = self.statement.predict_at
        if at is None or at.expression is None or not origins:
            return False
        known = [self.lineage.known_at(origin) for origin in origins]
        return all(moment is not None and moment.row != NO_ROW for moment in known)

    def leaves_out_judged(self, origin: Origin) -> bool:
        """Return whether a condition on the column of a CUSTOM split leaves out what judges."""
        column = self.statement.options.get("data_split_col")
        return column is not None and any(
            fact.before.row == origin.row
            and fact.before.column == str(column.value).casefold()
            and fact.strict
            and fact.among == {"TRUE"}
            for fact in self.facts
        )

    def is_proven_late(self, origin: Origin) -> bool:
        """Return whether an origin is read before it is known: by proof, whatever the data.

        Its row is known to be late; or rows of all times are put together and nothing at all
        restricts them; or a whole partition is, and the row's own value is late.
        """
        timeliness = self.timeliness(origin)
        if timeliness == "undated":
            return not self._is_restricted(origin)
        if timeliness == "open" and origin.shift == "all":
            own = replace(origin, shift="row")
            is_own = self.predict_at is not None and origin.row == self.predict_at.row
            return is_own and self.timeliness(own) == "late"
        return timeliness == "late"

    def is_of_all_times(self, origin: Origin) -> bool:
        """Return whether rows of all times are read: no more than constants restrict them."""
        if self.timeliness(origin) != "undated":
            return False
        return all(
            NO_ROW in {fact.before.row, fact.after.row} and not fact.after.is_time
            for fact in self.facts
            if origin.row in {fact.before.row, fact.after.row}
        )

    def _is_restricted(self, origin: Origin) -> bool:
        """Return whether anything but equality with another row says which rows are read.

        That a time is not before another one lets all later ones in. Equality of what counts time
        says when the rows are, even where it does not show whether that is early enough.
        """
        facts = [
            fact
            for fact in self.facts
            if origin.row in {fact.before.row, fact.after.row} and fact.before.row != fact.after.row
        ]
        if any(
            (_is_date(fact.before.column) or _is_date(fact.after.column))
            and NO_ROW not in {fact.before.row, fact.after.row}
            and Fact(fact.after, fact.before) in self.facts
            for fact in facts
        ):
            return True
        return any(
            fact.among or fact.strict or Fact(fact.after, fact.before) not in self.facts
            for fact in facts
            if not (fact.after.row == origin.row and fact.after.is_time)
        )

    def is_own_answer(self, origin: Origin) -> bool:
        """Return whether an origin is the answer of the very row: by proof, whatever the data."""
        return any(
            origin.meets(answer)
            and origin.row == answer.row
            and {origin.shift, answer.shift} == {"row"}
            and not origin.pooled
            and origin.frame is None
            for answer in self.answer
        )

    def timeliness(self, origin: Origin) -> str:
        """Return ``early``, ``late``, ``undated``, ``open`` or ``unsure``.

        Early and late are proven by the expressions of KNOWN AT and PREDICT AT and by the
        conditions of joins; ``undated``: no condition on time ties its row to that of the
        prediction; ``open``: a window takes rows after its own, however late; ``unsure``: only
        data can tell.
        """
        known, at = self.lineage.known_at(origin), self.predict_at
        if known is None or at is None or known.row == 0:
            return "early" if known is not None and known.row == 0 else "unsure"
        if origin.is_around:
            return "open"
        row, _, facts = framed(origin, at.row, self.facts)
        reached = [*bounds(known.renamed({origin.row: row}), facts)]
        tied = [b for b in reached if b.moment.row == at.row]
        found = [b for b in tied if b.moment.has_base(at)]
        for bound in found:
            most = bound.moment.most_after(at)
            if most < 0 or (most == 0 and bound.strict):
                return "early"
        late = [_is_late(bound, at) for bound in found]
        if late and (late[0] if row == at.row else all(late)):
            is_counted = row != at.row and is_counted_before(row, at.row, facts)
            is_counted |= origin.frame is not None and origin.frame.rows > 1
            return "unsure" if is_counted else "late"
        is_tied = bool(tied) or any(
            reading == at.row or is_before(reading, at.row, facts, by_one_column=True)
            for reading in {origin.row, row}
        )
        return "unsure" if is_tied or self._is_tied(origin, known, at) else "undated"

    def _is_tied(self, origin: Origin, known: Moment, at: Moment) -> bool:
        """Return whether the row that a window belongs to is tied to that of the prediction."""
        return origin.frame is not None and any(
            bound.moment.row == at.row for bound in bounds(known, self.facts)
        )


def _is_date(column: str) -> bool:
    return is_year(column) or column in _DATES or column.startswith(_MADE_OF_DATES)


def _is_late(bound: Bound, predict_at: Moment) -> bool:
    least, usual = bound.moment.least_after(predict_at), bound.moment.mostly_after(predict_at)
    return max(least, usual) > 0 or (0 in {least, usual} and not bound.strict)


def model_view(node: Node, lineage: Lineage) -> ModelView:
    """Return a model's view; its AS SELECT must be traced already."""
    statement: CreateModel = node.statement  # type: ignore[assignment]
    relation = lineage.relations[node.key]
    label = model_label(node)
    at = statement.predict_at.expression if statement.predict_at is not None else None
    predict_at = _moment(at, node, lineage)
    view = ModelView(
        node, statement, lineage, relation, label, _features(node, statement, relation, label),
        NOTHING, predict_at,
    )  # fmt: skip
    if label is None:
        return view
    answer = _answer(view, relation.columns.get(label.casefold(), UNTRACED))
    return ModelView(node, statement, lineage, relation, label, view.features, answer, predict_at)


def expression_origins(expression: Expression | None, node: Node, lineage: Lineage) -> Traced:
    """Return what an expression over a model's AS SELECT is made of."""
    tree = parsed(expression) if expression is not None else None
    if tree is None or expression is None:
        return UNTRACED
    tracing = lineage.tracing(expression.span)
    scope = Scope(tracing, relations={node.key: lineage.relations[node.key]})
    return tracing.expression(tree, scope)


def _moment(expression: Expression | None, node: Node, lineage: Lineage) -> Moment | None:
    tree = parsed(expression) if expression is not None else None
    if tree is None or expression is None:
        return None
    tracing = lineage.tracing(expression.span)
    return trace_time(tree, Scope(tracing, relations={node.key: lineage.relations[node.key]}))


def _features(
    node: Node, statement: CreateModel, relation: Relation, label: str | None
) -> dict[str, Traced]:
    """Return the columns that are learned from; with TRANSFORM those that it names."""
    names = node.schema.names if node.schema is not None else ()
    wanted = set(learned_columns(statement, names, node.features))
    wanted -= {label.casefold()} if label else set()
    return {
        name: relation.columns[name.casefold()]
        for name in names
        if name.casefold() in wanted and name.casefold() in relation.columns
    }


def _answer(view: ModelView, label: Traced) -> Origins:
    """Return what of the label is the answer, and not what it is reckoned from."""
    roles = NOTHING
    for expression in (
        view.statement.predict_at.expression if view.statement.predict_at else None,
        view.statement.label_known_at,
    ):
        roles |= expression_origins(expression, view.node, view.lineage).value
    for name in view.statement.key:
        roles |= view.relation.columns.get(name.casefold(), UNTRACED).value
    found = label.value - label.reference or label.value
    found = frozenset(o for o in found if o.source)  # rows that the query makes up have no answer
    left = frozenset(o for o in found if o not in roles) or found
    late = frozenset(o for o in left if view.lineage.is_late_column(*o.place))
    if late:
        return late
    early = frozenset(o for o in left if view.timeliness(o) == "early")
    return left - early or left
