"""Whether a query gives the same rows each time that it runs."""

from __future__ import annotations

from typing import Final

from forebay.engine.functions import FLOATING_AGGREGATES, ORDER_DEPENDENT, VOLATILE, VOLATILE_WORDS
from forebay.errors import ForebayError, Source
from forebay.sql.keywords import keywords
from forebay.sql.tokenize import tokenize

_UNSURE: Final = VOLATILE | VOLATILE_WORDS | ORDER_DEPENDENT | FLOATING_AGGREGATES
# What makes a row of several, or chooses among rows; sub-queries and set operations may do either.
_OTHER: Final = keywords(
    "GROUP HAVING OVER WINDOW QUALIFY DISTINCT LIMIT OFFSET FETCH SAMPLE TABLESAMPLE WITH UNION"
    " INTERSECT EXCEPT ORDER VALUES PIVOT UNPIVOT COLUMNS LATERAL POSITIONAL"
)


def same_rows(text: str) -> bool:
    """Return whether each row depends on the rows that are joined, and on nothing else.

    False where that is not plain: one SELECT from joined relations, with conditions, without
    windows, aggregates over groups, sub-queries and volatile functions. ASOF joins are for the
    caller to judge: of rows that are equally late they take any.

    Examples
    --------
    >>> same_rows("SELECT a.x + 1 AS y FROM a LEFT JOIN b ON b.k = a.k WHERE a.x > 0")
    True
    >>> same_rows("SELECT x FROM a LIMIT 5"), same_rows("SELECT random() AS x FROM a")
    (False, False)

    """
    try:
        tokens = tokenize(Source("<query>", text))
    except ForebayError:
        return False
    words = [token.upper for token in tokens if token.kind == "word"]
    names = {token.value.casefold() for token in tokens if token.kind in {"word", "quoted"}}
    return words.count("SELECT") == 1 and not _OTHER & set(words) and not names & _UNSURE
