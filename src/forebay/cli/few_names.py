"""Names of nodes in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST: Final = 30


def few_names(names: Sequence[str]) -> str:
    """Return the names with commas between them; of very many the first, and how many more.

    ``--json`` has all of them.

    Examples
    --------
    >>> few_names(["a", "b"])
    'a, b'
    >>> few_names([f"t{i}" for i in range(600)])[-17:]
    't29, and 570 more'

    """
    more = len(names) - _MOST
    if more <= 1:  # one name is as short as saying that it is left out
        return ", ".join(names)
    return f"{', '.join(names[:_MOST])}, and {more:,} more"
