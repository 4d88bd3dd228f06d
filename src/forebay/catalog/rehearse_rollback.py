"""Rehearse a rollback: all of it happens in a transaction, and then none of it did."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from forebay.catalog.rollback import roll_back

if TYPE_CHECKING:
    from forebay.catalog.rollback import Withdrawal
    from forebay.catalog.store import Store


class _UndoneError(Exception):
    """Ends a transaction that was only tried."""


def rehearse_rollback(store: Store, env: str, node: str) -> tuple[Withdrawal, ...]:
    """Roll a name back and undo that at once; return what a rollback would move.

    Everything that ``rollback`` writes is written (pointers, pin, history, ledger) and taken back
    before anybody can see it. Whether the version to go back to answers is another question.

    Raises
    ------
    ProjectError
        As ``rollback`` does: there is no version to go back to, or its files are gone.

    """
    done: tuple[Withdrawal, ...] = ()
    with suppress(_UndoneError), store.transaction():
        done = roll_back(store, env, node, "rehearsal")
        raise _UndoneError
    return done
