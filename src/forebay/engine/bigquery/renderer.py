"""A tree of BigQuery SQL is written as DuckDB SQL: only what is on a list, else it is an error."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.call import Call
from forebay.errors import ProjectError, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from sqlglot import exp

    from forebay.engine.bigquery.masked import Masked
    from forebay.engine.bigquery.node_rule import NodeRule
    from forebay.engine.bigquery.token import BigQueryToken
    from forebay.errors import Problem

# What needs no brackets when it stands beside an operator.
_CLOSED: Final = frozenset(
    [
        "Column",
        "Literal",
        "Boolean",
        "Null",
        "Paren",
        "Anonymous",
        "Subquery",
        "Cast",
        "TryCast",
        "Array",
        "Struct",
        "Bracket",
        "Case",
        "Extract",
        "Exists",
        "CurrentDate",
        "CurrentTimestamp",
        "CurrentDatetime",
        "Interval",
    ]
)
_REFUSED: Final = "NULL"  # stands for what was refused, so that the rest is looked at
_WITH_VALUES: Final = frozenset({"Anonymous", "Struct", "Cast", "TryCast"})
_WORDS: Final = {
    "Version": "FOR SYSTEM_TIME",
    "Parameter": "a query parameter",
    "TableSample": "TABLESAMPLE",
    "Pivot": "PIVOT",
}


@dataclass(slots=True)
class Renderer:
    """Writes the tree of one query or expression.

    Parameters
    ----------
    nodes
        The kinds of syntax that are checked, by the name of sqlglot's class.
    span
        The place of the query; offset i of the masked text is offset i of it.
    relation
        Returns the DuckDB text for the name of a table, given its parts and place.
    has_suffix
        Says whether a table, given the parts of its name, has the column ``_TABLE_SUFFIX``.
    offset
        How far the offsets of the tree are behind those of the span.

    """

    nodes: Mapping[str, NodeRule]
    masked: Masked
    span: Span
    relation: Callable[[tuple[str, ...], Span], str]
    placeholders: Mapping[str, str] = field(default_factory=dict)
    offset: int = 0
    # Tables of FROM without another name, by the parts of their own, in lower case.
    tables: frozenset[tuple[str, ...]] = frozenset()
    is_definition: bool = False  # the query makes something that stays
    plain_numbers: bool = False  # 5 stays 5, where DuckDB or an ML function wants a constant
    has_suffix: Callable[[tuple[str, ...]], bool] = lambda _: False
    ctes: set[str] = field(default_factory=set)
    inlined: Mapping[str, exp.Expr] = field(default_factory=dict)  # aliases, by key
    problems: list[Problem] = field(default_factory=list)  # what was refused, in order

    # Writing -------------------------------------------------------------------------------------

    def whole(self, node: exp.Expr) -> str:
        """Return the DuckDB text of the node that everything else is below.

        Raises
        ------
        ProjectError
            ``bigquery-construct`` for each node whose kind, or a part that it has, is not on the
            list.

        """
        text = self.write(node)
        if self.problems:
            raise ProjectError(*self.problems)
        return text

    def write(self, node: exp.Expr) -> str:
        """Return the DuckDB text of a node; what is refused is noted, and NULL stands for it."""
        rule = self.nodes.get(type(node).__name__)
        if rule is None:
            said = f"{self._said(node)} is not on the list of what is checked"
            self._note(self.refused(node, said))
            return _REFUSED
        try:
            self.refuse_parts(node, rule.parts)
        except ProjectError as error:
            self._note(error)
        try:
            return rule.write(self, node)
        except ProjectError as error:
            self._note(error)
            self._look_at_arguments(node)
            return _REFUSED

    def _look_at_arguments(self, node: exp.Expr) -> None:
        """Note what is wrong with the values inside of a form that was refused as a whole."""
        if type(node).__name__ in _WITH_VALUES:
            for part in (node.args.get("this"), *(node.args.get("expressions") or ())):
                if type(part).__name__ in self.nodes:
                    self.write(part)

    def _note(self, error: ProjectError) -> None:
        """Keep what is wrong; a node that is written twice is told of once."""
        self.problems += [p for p in error.problems if p not in self.problems]

    def refuse_parts(self, node: exp.Expr, known: Collection[str]) -> None:
        """Raise ProjectError for each part of a node that is not among those known."""
        problems: list[Problem] = []
        for key, part in node.args.items():
            if key in known or part in (None, False, [], ""):
                continue
            first = part[0] if isinstance(part, list) else part
            said = _WORDS.get(type(first).__name__, key.strip("_").replace("_", " ").upper())
            place = first if hasattr(first, "args") else node
            problems += self.refused(place, f"{said} is not supported here").problems
        if problems:
            raise ProjectError(*problems)

    def writes(self, nodes: list[exp.Expr]) -> str:
        """Return the texts of nodes with commas between them."""
        return ", ".join(self.write(node) for node in nodes)

    def operand(self, node: exp.Expr) -> str:
        """Return the text of a node that stands beside an operator, in brackets if need be."""
        text = self.write(node)
        return text if type(node).__name__ in _CLOSED else f"({text})"

    def arguments(self, call: Call, count: int) -> tuple[exp.Expr, ...]:
        """Return the arguments of a call; ProjectError unless there are so many."""
        if len(call.arguments) != count:
            words = "1 argument" if count == 1 else f"{count} arguments"
            message = f"{call.name} takes {words}, and {len(call.arguments)} are given"
            raise self.refused(call.node, message)
        return call.arguments

    def function_name(self, node: exp.Expr) -> str:
        """Return the name of the function that a node calls; empty if it calls none we know."""
        if type(node).__name__ != "Anonymous" or "start" not in node.meta:
            return ""
        return self.masked.functions.get(node.meta["start"] - self.offset, "")

    def one_argument(self, call: Call) -> exp.Expr:
        """Return the one argument of a call; ProjectError unless there is one."""
        return self.arguments(call, 1)[0]

    def call(self, node: exp.Expr, *, is_windowed: bool = False) -> Call:
        """Return the call that a masked function is, its modifiers taken apart."""
        name = self.masked.functions[node.meta["start"] - self.offset]
        arguments = list(node.args.get("expressions") or ())
        order = limit = None
        nulls, distinct = "", False
        if arguments and type(arguments[-1]).__name__ == "Limit":
            limit = arguments[-1].args["expression"]
            arguments[-1] = arguments[-1].this
        if arguments and type(arguments[-1]).__name__ == "Order":
            order = arguments[-1]
            arguments[-1] = order.this
        if arguments and type(arguments[-1]).__name__ in {"IgnoreNulls", "RespectNulls"}:
            nulls = "IGNORE" if type(arguments[-1]).__name__ == "IgnoreNulls" else "RESPECT"
            arguments[-1] = arguments[-1].this
        if arguments and type(arguments[0]).__name__ == "Distinct":
            distinct = True
            arguments[:1] = arguments[0].expressions
        return Call(name, node, tuple(arguments), distinct, nulls, order, limit, is_windowed)

    # Literals and places -------------------------------------------------------------------------

    def token_of(self, node: exp.Expr) -> BigQueryToken | None:
        """Return the literal that a string node stands for; None for an empty string."""
        return self.masked.literal(str(node.this))

    def text_of(self, node: exp.Expr, what: str) -> str:
        """Return what a literal string says; ProjectError if the node is none."""
        if type(node).__name__ != "Literal" or not node.args.get("is_string"):
            raise self.refused(node, f"{what} must be a literal text")
        token = self.token_of(node)
        return token.value if token is not None else ""

    def whole_number_of(self, node: exp.Expr, what: str) -> int:
        """Return what a literal whole number says; ProjectError if the node is none."""
        is_number = type(node).__name__ == "Literal" and not node.args.get("is_string")
        if not is_number or not str(node.this).isdecimal():
            raise self.refused(node, f"{what} must be a literal whole number")
        return int(node.this)

    def marked(self, text: str, node: exp.Expr) -> str:
        """Return a text that remembers where it was written."""
        place = self._place(node)
        return text if place is None else f"\0{place[0]},{place[1]}\1{text}\2"

    def at(self, node: exp.Expr) -> Span:
        """Return the place of a node in the person's text; of the query if nobody knows."""
        own = self._place(node)
        if own is not None:
            return self.span.part(*own)
        here: exp.Expr | None = node
        while here is not None:
            places = [p for part in here.walk() if (p := self._place(part)) is not None]
            if places:
                return self.span.part(min(p[0] for p in places), max(p[1] for p in places))
            here = here.parent
        return self.span

    def refused(self, node: exp.Expr, message: str, hint: str = "") -> ProjectError:
        """Return the error that a construct is not supported, at its place."""
        return ProjectError.of(
            "bigquery-construct",
            message,
            self.at(node),
            hint=hint or "docs/bigquery_dialect.md lists what there is; write it in another way.",
        )

    def _place(self, node: exp.Expr) -> tuple[int, int] | None:
        if type(node).__name__ == "Literal" and node.args.get("is_string"):
            token = self.token_of(node)
            if token is None:
                return None
            return token.start - self.span.start, token.end - self.span.start
        if "start" not in node.meta or "end" not in node.meta:
            return None
        start = node.meta["start"] - self.offset
        name = self.masked.functions.get(start)
        return start, node.meta["end"] - self.offset + 1 if name is None else start + len(name)

    def _said(self, node: exp.Expr) -> str:
        name = node.meta.get("bigquery_name")
        if name or type(node).__name__ == "Anonymous":
            return f"the function {name or node.this}"
        # Older grammars give a function that they know a form of its own, and keep its name beside.
        called = node.meta.get("name")
        other = f"the function {called}" if called else f"this form ({type(node).__name__})"
        return _WORDS.get(type(node).__name__, other)
