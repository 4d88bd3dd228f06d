"""What an encoder gives, as sub-queries over the rows that it learns from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOP_K, _THRESHOLD = "32000", "5"
_NO_DROP: Final = "'none'"

# By macro: what stands for the values of the pairs.
_PAIR_VALUES: Final = {
    "multi_hot_encoder": "1e0",
    "bag_of_words": "CAST(count(*) AS DOUBLE)",
    "tf_idf": "CAST(count(*) AS DOUBLE) / any_value(__u.__l)"
    " * coalesce(any_value(__k.__f), any_value(__m.__f))",
}
CODE_CALLS: Final = frozenset({*_PAIR_VALUES, "label_encoder", "one_hot_encoder", "impfreq"})


def learned_value(name: str, value: str, settings: Sequence[str], rows: str) -> str:
    """Return SQL for what a macro of ``CODE_CALLS`` gives of a value.

    Parameters
    ----------
    value
        SQL over the columns of `rows`.
    settings
        The other arguments as literals.
    rows
        ``FROM ...`` and what may follow it up to HAVING: the rows to learn from.

    Examples
    --------
    >>> learned_value("impfreq", "x", ["'most_frequent'"], "FROM t")[:54]
    'coalesce(x, (SELECT __a FROM (SELECT x AS __a FROM t) '

    """
    if name == "impfreq":
        most = "GROUP BY __a ORDER BY count(*) DESC, __a LIMIT 1"
        return (
            f"coalesce({value}, (SELECT __a FROM (SELECT {value} AS __a {rows}) AS __r"
            f" WHERE __a IS NOT NULL {most}))"
        )
    if name in _PAIR_VALUES:
        return _pairs(name, value, settings, rows)
    text = f"CAST({value} AS VARCHAR)"
    drop, settings = (
        (settings[0], settings[1:])
        if name == "one_hot_encoder" and settings
        else (_NO_DROP, settings)
    )
    known = _vocabulary(f"SELECT {text} AS __w {rows}", settings)
    result = (
        "coalesce(CAST(__k.__c AS INTEGER), 0)"
        if name == "label_encoder"
        else "[{'index': coalesce(__k.__c, 0), 'value': "
        f"CASE WHEN {drop} = 'most_frequent' AND __k.__o = 1 THEN 0e0 ELSE 1e0 END}}]"
    )
    return (
        f"(SELECT {result} FROM (SELECT {text} AS __w) AS __u"
        f" LEFT JOIN ({known}) AS __k ON __k.__w = __u.__w)"
    )


def _vocabulary(texts: str, settings: Sequence[str]) -> str:
    """Return SQL for the known texts: __w, its code __c, its rank by frequency __o, rows __n.

    `texts` is a query with one column __w.
    """
    top_k, threshold = (*settings, *(_TOP_K, _THRESHOLD)[len(settings) :])
    counted = (
        f"SELECT __w, count(*) AS __n FROM ({texts}) AS __t WHERE __w IS NOT NULL GROUP BY __w"
        f" HAVING count(*) >= {threshold} ORDER BY __n DESC, __w LIMIT {top_k}"
    )
    return (
        "SELECT __w, row_number() OVER (ORDER BY __w) AS __c,"
        f" row_number() OVER (ORDER BY __n DESC, __w) AS __o, __n FROM ({counted}) AS __v"
    )


def _pairs(name: str, value: str, settings: Sequence[str], rows: str) -> str:
    """Return SQL for one pair for each code that occurs in an array, by code."""
    arrays = f"SELECT {value} AS __a {rows}"
    known = _vocabulary(
        f"SELECT unnest(list_distinct(__a)) AS __w FROM ({arrays}) AS __r", settings
    )
    tokens, means = f"SELECT unnest({value}) AS __w", ""
    if name == "tf_idf":
        tokens += f", CAST(len({value}) AS DOUBLE) AS __l"
        n_rows = f"(SELECT count(*) FROM ({arrays}) AS __r)"
        idf = f"ln(1 + {n_rows} / (1 + CAST(__n AS DOUBLE))) AS __f"
        known = f"SELECT __w, __c, {idf} FROM ({known}) AS __g"
        # A list is added up in its order, as the macro does it; avg() in any.
        mean = (
            f"SELECT coalesce(list_avg(list(__f ORDER BY __c)), 0e0) AS __f FROM ({known}) AS __h"
        )
        means = f" CROSS JOIN ({mean}) AS __m"
    pair = f"coalesce(__k.__c, 0) AS __i, {_PAIR_VALUES[name]} AS __x"
    counted = (
        f"SELECT {pair} FROM ({tokens}) AS __u LEFT JOIN ({known}) AS __k"
        f" ON __k.__w = __u.__w{means} GROUP BY coalesce(__k.__c, 0)"
    )
    return (
        "(SELECT coalesce(list({'index': __i, 'value': __x} ORDER BY __i), [])"
        f" FROM ({counted}) AS __p)"
    )
