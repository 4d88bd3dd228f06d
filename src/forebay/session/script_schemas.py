"""The datasets that a script makes and drops: what names may begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from forebay.engine.bigquery.script_step import CreateSchema, DropSchema


class ScriptSchemas:
    """The datasets of a session; a name may begin with one that nobody made, too.

    Parameters
    ----------
    live_names
        Gives what is live, by name in lower case.

    """

    def __init__(self, live_names: Callable[[], Collection[str]]) -> None:
        self._live_names = live_names
        self._made: set[str] = set()  # by CREATE SCHEMA, in lower case

    def create(self, step: CreateSchema) -> None:
        """Note that a dataset is there; ``duplicate-name`` if it was and that is a mistake."""
        if not step.if_not_exists and self._is_there(step.name):
            raise ProjectError.of(
                "duplicate-name",
                f'"{step.name}" is there already',
                step.span,
                hint="write CREATE SCHEMA IF NOT EXISTS.",
            )
        self._made.add(step.name.casefold())

    def drop(self, step: DropSchema) -> tuple[str, ...]:
        """Forget a dataset; return the names in it, which go with it.

        Raises
        ------
        ProjectError
            ``unknown-table`` if it is not there; ``dataset-not-empty`` without CASCADE.

        """
        if not step.if_exists and not self._is_there(step.name):
            raise ProjectError.of(
                "unknown-table",
                f'there is no dataset "{step.name}"',
                step.span,
                hint="add IF EXISTS if it may be missing.",
            )
        inside = self._inside(step.name)
        if inside and not step.cascade:
            raise ProjectError.of(
                "dataset-not-empty",
                f'the dataset "{step.name}" holds {", ".join(inside)}',
                step.span,
                hint="drop them first, or write CASCADE.",
            )
        self._made.discard(step.name.casefold())
        return inside

    def _is_there(self, name: str) -> bool:
        return name.casefold() in self._made or bool(self._inside(name))

    def _inside(self, schema: str) -> tuple[str, ...]:
        beginning = f"{schema.casefold()}."
        return tuple(sorted(name for name in self._live_names() if name.startswith(beginning)))
