"""Queries and expressions of BigQuery SQL, as fragments of DuckDB SQL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.mask import mask
from forebay.engine.bigquery.node_table import NODES
from forebay.engine.bigquery.parse_tree import parse_tree
from forebay.engine.bigquery.renderer import Renderer
from forebay.engine.quote import quote_dotted
from forebay.errors import ProjectError, Span
from forebay.sql.statement import Expression, Query

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.engine.bigquery.datasets import Datasets
    from forebay.engine.bigquery.fragment import Fragment
    from forebay.engine.bigquery.slots import Slot
    from forebay.errors import Problem, Source
    from forebay.sql.statement import ModelCall
    from forebay.sql.token import Token

_SELECT: Final = "SELECT "
# A place that the renderer noted around a text, or a cut-out call that stands for itself.
_MARK: Final = re.compile("\0(\\d+),(\\d+)\1|\2|\3(\\w+)\3")


class QueryTranslator:
    """Translates the queries of one text."""

    def __init__(
        self,
        source: Source,
        datasets: Datasets,
        files: dict[str, str],
        tokens: Callable[..., list[Fragment]],
    ) -> None:
        self.source = source
        self.datasets = datasets
        self.files = files
        self._tokens = tokens

    def query(self, query: Query, *, is_definition: bool = True) -> list[Fragment]:
        """Return the fragments of a query, its ``ML.*`` calls among them.

        Parameters
        ----------
        is_definition
            Its rows are kept, or something is learned from them.

        """
        if query.tokens[0].upper == "VALUES":
            return self._tokens(query.tokens)  # rows of a unit test: literals alone
        cut: dict[str, list[Fragment]] = {}
        problems: list[Problem] = []
        for call in query.calls:
            try:
                cut[call.placeholder] = self._call(call, query)
            except ProjectError as error:
                problems += error.problems
                cut[call.placeholder] = []
        for version in query.versions:
            name = self.name(version.name.text, version.name.span)
            cut[version.placeholder] = [(f"{name}@{version.version}", version.span)]
        outside = [t for t in query.tokens if not _is_inside(t, query)]
        masked = mask(query.plain, query.span.start, outside)
        tree = parse_tree(masked.text, query.span)
        renderer = Renderer(
            NODES,
            masked,
            query.span,
            self._relation,
            {placeholder: f"\3{placeholder}\3" for placeholder in cut},
            has_suffix=lambda parts: self.datasets.has_suffix(".".join(parts)),
            is_definition=is_definition,
        )
        text = renderer.write(tree)
        problems += renderer.problems
        if problems:
            raise ProjectError(*sorted(problems, key=_start))
        return self._fragments(text, query.span, cut)

    def expression(self, span: Span, tokens: Sequence[Token]) -> list[Fragment]:
        """Return the fragments of a scalar expression."""
        masked = mask(span.text, span.start, tokens)
        tree = parse_tree(_SELECT + masked.text, span, len(_SELECT))
        items = tree.expressions
        if len(items) != 1:
            raise ProjectError.of(
                "syntax",
                "one expression belongs here",
                span,
                hint="take out what follows the first one.",
            )
        renderer = Renderer(NODES, masked, span, self._relation, {}, len(_SELECT))
        return self._fragments(renderer.whole(items[0]), span, {})

    def name(self, text: str, span: Span) -> str:
        """Return the quoted name of the node that a name means."""
        node = self.datasets.node(text)
        if "*" in text and not self.datasets.knows(text):
            raise ProjectError.of(
                "bigquery-construct",
                f'nothing says which files the wildcard table "{text}" means',
                span,
                hint=f'map it to files in forebay.toml: [datasets] "{text}" = "data/*.parquet".',
            )
        if (file := self.datasets.file(text)) is not None:
            self.files[node] = file
        return quote_dotted(node)

    def _relation(self, parts: tuple[str, ...], span: Span) -> str:
        return self.name(".".join(parts), span)

    def _call(self, call: ModelCall, query: Query) -> list[Fragment]:
        """Return an ``ML.*`` call with its queries, names and expressions translated.

        Literals are kept.
        """
        span = call.span
        inside = [token for token in query.tokens if span.start <= token.start < span.end]
        parts: list[Slot] = [g if isinstance(g, Query) else g.name for g in call.inputs]
        parts += [value for value in call.named.values() if isinstance(value, Expression)]
        if call.model is not None:
            parts.append(call.model.name)
        return self._tokens(inside, sorted(parts, key=lambda part: part.span.start))

    def _fragments(self, text: str, span: Span, cut: dict[str, list[Fragment]]) -> list[Fragment]:
        """Return a marked text as fragments; what has no mark belongs to the whole."""
        fragments: list[Fragment] = []
        places: list[Span] = [span]
        position = 0
        for mark in _MARK.finditer(text):
            if mark.start() > position:
                fragments.append((text[position : mark.start()], places[-1]))
            position = mark.end()
            if mark[1] is not None:
                places.append(span.part(int(mark[1]), int(mark[2])))
            elif mark[3] is not None:
                fragments += cut[mark[3]]
            else:
                places.pop()
        if position < len(text):
            fragments.append((text[position:], places[-1]))
        return fragments


def _start(problem: Problem) -> int:
    return problem.span.start if problem.span is not None else 0


def _is_inside(token: Token, query: Query) -> bool:
    spans = [call.span for call in query.calls] + [version.span for version in query.versions]
    return any(span.start <= token.start < span.end for span in spans)
