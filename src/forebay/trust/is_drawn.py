"""Splits by a column of the query that goes by a hash or a number of its rows: by chance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.trust.traced import UNTRACED

if TYPE_CHECKING:
    from forebay.trust.model_view import ModelView

_HASH: Final = re.compile(
    r"\(*(hash|md5_number|farm_fingerprint|abs\((hash|farm_fingerprint))\(", re.IGNORECASE
)
# Every fifth row of a numbering: whatever the order is, each answer has its share.
_EVERY: Final = re.compile(
    r"\(*row_number\(\)\s+over\s*\([^()]*\)\s*%\s*\d+\s*(=|<>|!=)\s*\d+\)*(\s+as\s+\S+)?$",
    re.IGNORECASE,
)
# A remainder deals rows out, as one at random does, whatever is divided.
_DEALT: Final = re.compile(r".*%\s*\d+\s*(=|<>|!=|<|>)\s*\d+\)*(\s+as\s+\S+)?$", re.IGNORECASE)


def is_drawn(view: ModelView) -> bool:
    """Return whether ``data_split_col`` is a column that draws rows: by a hash, or every fifth.

    What a hash of a whole row says has nothing to do with any one of its columns.
    """
    text = _text(view)
    return any(drawn.match(text) for drawn in (_HASH, _EVERY))


def is_dealt(view: ModelView) -> bool:
    """Return whether it is drawn, or a remainder of anything: rows of one thing may be torn apart.

    Unlike a hash, what is divided may be the answer.
    """
    return is_drawn(view) or _DEALT.match(_text(view)) is not None


def _text(view: ModelView) -> str:
    """Return how the column of the split is computed; empty if there is none."""
    option = view.statement.options.get("data_split_col")
    if option is None:
        return ""
    span = view.relation.columns.get(str(option.value).casefold(), UNTRACED).span
    return span.text if span is not None else ""
