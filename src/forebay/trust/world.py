"""The ancestors of a model as they were known at a cutoff: views over the versions of a build."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from forebay.checks.accepted_rows import accepted_rows
from forebay.engine.quote import quote_dotted
from forebay.sql.statement import CreateTable, CreateView
from forebay.trust.cutoff_variable import CUTOFF
from forebay.trust.label_joins import with_left_joins
from forebay.trust.masked_rows import masked_rows
from forebay.trust.masks import masks
from forebay.trust.without_label_filter import without_label_filter

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from forebay.engine import Workspace
    from forebay.errors import Span
    from forebay.project import Node, Project
    from forebay.sql.statement import CreateModel, Query
    from forebay.trust.anchor import Anchor
    from forebay.trust.asked_replay import AskedReplay
    from forebay.trust.mask import Mask
    from forebay.trust.turn import Turn


@dataclass(slots=True)
class World:
    """What a model reads, at one instant after the other (SEMANTICS 32 to 34).

    Tables and views whose ancestors say nothing about time are read as they were built; all others
    are computed again from what they read, with the rows that their constraints drop left out.

    Parameters
    ----------
    workspace
        Empty but for the variables of the build; the world fills it.
    attach
        Makes a node of this build readable under its name, or under the one given.
    answer
        Returns plain SQL for a query, once what it reads is there.

    """

    project: Project
    node: Node
    workspace: Workspace
    attach: Callable[[Workspace, Node, str], None]
    answer: Callable[[Workspace, Query], str]
    anchor: Anchor | None = None
    unmasked: frozenset[Mask] = frozenset()
    _base: dict[str, str] = field(default_factory=dict)
    _dated: set[str] = field(default_factory=set)
    turn: Turn = ""
    unasked: str = ""  # the label, where no query asks whether it is known
    left: frozenset[Span] = frozenset()  # what is joined for it, and keeps all rows then
    # What the views leave out now, how they turn labels, and what they do not ask.
    _defined: list[tuple[frozenset[Mask], Turn, str]] = field(default_factory=list)

    def open(self) -> None:
        """Attach everything that never changes; to be called once."""
        for node in self.ancestors():
            if node.kind == "macro":
                self.workspace.define_macro(node.statement.span.text)
            elif node.kind == "model":
                continue
            elif masks(node) or any(key in self._dated for key in node.reads):
                self._dated.add(node.key)
                if node.kind == "source":
                    base = f"__known_{len(self._base)}"
                    self.attach(self.workspace, node, base)
                    self._base[node.key] = base
            else:
                self.attach(self.workspace, node, node.name)

    def ancestors(self) -> list[Node]:
        """Return what the model reads, directly or not, in topological order."""
        wanted = set(self.node.reads)
        for key, node in reversed(list(self.project.nodes.items())):
            if key in wanted and node.kind != "model":
                wanted.update(node.reads)
        return [node for key, node in self.project.nodes.items() if key in wanted]

    def all_masks(self) -> tuple[Mask, ...]:
        """Return every mask of the ancestors, those of columns first."""
        found = [mask for node in self.ancestors() for mask in masks(node)]
        return tuple(sorted(found, key=lambda mask: mask.column is None))

    def at(self, cutoff: datetime, statement: CreateModel) -> str:
        """Go to a cutoff; return the model's AS SELECT as it is there."""
        self.workspace.set_variable(CUTOFF, cutoff)
        dated = [node for node in self.ancestors() if node.key in self._dated]
        # Views read the variable; only what a model answers must be asked again at each cutoff.
        wanted = (self.unmasked, self.turn, self.unasked)
        if self._defined != [wanted] or any(node.model_reads for node in dated):
            for node in dated:
                self.workspace.define_view(node.name, self._text(node))
            self._defined[:] = [wanted]
        return self._answer(statement.rows)

    def without(self, unmasked: Collection[Mask]) -> World:
        """Return the same world with some masks left out; it shares the workspace."""
        return replace(self, unmasked=frozenset(unmasked))

    def turned(self, turn: Turn) -> World:
        """Return the same world in which the rows that are predicted have another label.

        What differs then is made of the label. It shares the workspace.
        """
        return replace(self, turn=turn)

    def asks_for(self, asked: AskedReplay) -> bool:
        """Return whether a query asks that the label is known, or joins for it alone."""
        unasked = self.without_asking(asked)
        above = (node.statement for node in self.ancestors() if node.key in self._dated)
        queries = (s.query for s in above if isinstance(s, CreateTable | CreateView))
        rows = asked.statement.rows
        return any(unasked.unasking(query) is not query for query in (rows, *queries))

    def without_asking(self, asked: AskedReplay) -> World:
        """Return the same world in which no query asks whether the label is known."""
        return replace(self, unasked=asked.label, left=asked.label_joins)

    def unasking(self, query: Query) -> Query:
        """Return a query as this world asks it."""
        if not self.unasked:
            return query
        return with_left_joins(without_label_filter(query, self.unasked), self.left)

    def _answer(self, query: Query) -> str:
        return self.answer(self.workspace, self.unasking(query))

    def _text(self, node: Node) -> str:
        schema = node.schema
        assert schema is not None  # noqa: S101 - a relation has columns
        match node.statement:
            case CreateTable() as table:
                inner = f"(\n{self._answer(table.query)}\n)"
                kept = accepted_rows(node.name, inner, schema, table.columns)
                source = f"({kept}) AS {quote_dotted(node.name.rsplit('.', 1)[-1])}"
            case CreateView() as view:
                return self._answer(view.query)
            case _:
                source = quote_dotted(self._base[node.key])
        anchor = self.anchor if self.anchor is not None and self.anchor.key == node.key else None
        return masked_rows(source, schema, masks(node), anchor, self.unmasked, self.turn)
