"""The preprocessing functions in plain SQL: what they learn, they learn from the query's own rows.

The empty OVER () of a call is taken out of the text before the engine sees it, because a macro
cannot be a window function; the windows stand inside of the macros.
"""

from __future__ import annotations

from typing import Final

_X: Final = "CAST(x AS DOUBLE)"
_CODE: Final = "coalesce(list_position({vocabulary}, {text}), 0)"


def _divisor(scale: str) -> str:
    """Return SQL for a scale; 0, NaN and none count as 1."""
    return f"coalesce(CASE WHEN isfinite({scale}) THEN nullif({scale}, 0) END, 1)"


def _quantile(share: str) -> str:
    return f"quantile_disc({_X}, {share}) OVER ()"


def _robust(quantile_range: str, with_median: str, with_range: str) -> str:
    low, high = (_quantile(f"({quantile_range})[{i}] / 100e0") for i in (1, 2))
    center = f"CASE WHEN {with_median} THEN {_quantile('0.5e0')} ELSE 0e0 END"
    scale = f"CASE WHEN {with_range} THEN {_divisor(f'({high}) - ({low})')} ELSE 1e0 END"
    return f"({_X} - {center}) / {scale}"


def _min_max() -> str:
    low, high = (f"{name}({_X}) OVER ()" for name in ("min", "max"))
    return f"({_X} - {low}) / {_divisor(f'({high}) - ({low})')}"


def _normalizer(p: str) -> str:
    powers = f"list_sum(list_transform(__n, lambda __v: pow(abs(__v), {p})))"
    norm = (
        f"CASE WHEN {p} = 0 THEN list_sum(list_transform(__n, lambda __v:"
        " CASE WHEN __v <> 0 THEN 1e0 WHEN __v = 0 THEN 0e0 END))"
        f" WHEN isinf({p}) THEN list_max(list_transform(__n, lambda __v: abs(__v)))"
        f" WHEN {p} = 2 THEN sqrt(list_sum(list_transform(__n, lambda __v: __v * __v)))"
        f" ELSE pow({powers}, 1e0 / {p}) END"
    )
    scaled = "CASE WHEN __l = 0 THEN __w ELSE __w / __l END"
    every = f"list_transform([{norm}], lambda __l: list_transform(__n, lambda __w: {scaled}))[1]"
    return f"list_transform([CAST(a AS DOUBLE[])], lambda __n: {every})[1]"


def _shown(number: str) -> str:
    return rf"regexp_replace(CAST({number} AS VARCHAR), '\.0$', '')"


def _bucket(splits: str, form: str) -> str:
    """Return SQL for the name of the bucket of x between split points, a DOUBLE[]."""
    below = f"len(list_filter({splits}, lambda __s: __s <= {_X}))"
    low, high = (_shown(f"({splits})[{below} + {i}]") for i in (0, 1))
    ranges = (
        f"CASE WHEN {below} = 0 THEN '(-inf' ELSE '[' || {low} END || ', '"
        f" || coalesce({high}, '+inf') || ')'"
    )
    json = (
        f"'{{\"start\": \"' || CASE WHEN {below} = 0 THEN '-Infinity' ELSE {low} END"
        f" || '\", \"end\": \"' || coalesce({high}, 'Infinity') || '\"}}'"
    )
    return (
        f"CASE WHEN x IS NULL THEN NULL WHEN {form} = 'bucket_names' THEN 'bin_' || ({below} + 1)"
        f" WHEN {form} = 'bucket_ranges' THEN {ranges}"
        f" WHEN {form} = 'bucket_ranges_json' THEN {json}"
        f" ELSE error('output_format is bucket_names, bucket_ranges or bucket_ranges_json') END"
    )


def _splits(exclude: str) -> str:
    given = (
        "CASE WHEN list_sort(list_distinct(splits)) = splits THEN CAST(splits AS DOUBLE[])"
        " ELSE error('BUCKETIZE takes an array of ascending numbers') END"
    )
    return f"CASE WHEN {exclude} THEN list_slice({given}, 2, -2) ELSE {given} END"


def _quantile_splits() -> str:
    found = f"quantile_disc({_X}, list_transform(range(1, n), lambda i: i / n)) OVER ()"
    ends = f"[min({_X}) OVER (), max({_X}) OVER ()]"
    inner = f"list_filter(list_distinct({found}), lambda __q: NOT list_contains({ends}, __q))"
    return f"list_sort({inner})"


def _ngrams(separator: str) -> str:
    words = "list_filter(a, lambda __w: __w IS NOT NULL)"
    one = f"array_to_string(list_slice(__a, __i + 1, __i + __n), {separator})"
    # One number is a range of itself, and a macro takes any type: as text both look alike.
    sizes = "CAST(string_split(trim(CAST(r AS VARCHAR), '[] '), ',') AS BIGINT[])"
    some = (
        f"list_transform(range({sizes}[1], least({sizes}[-1], len(__a) - __i) + 1),"
        f" lambda __n: {one})"
    )
    every = f"flatten(list_transform(range(len(__a)), lambda __i: {some}))"
    return f"list_transform([{words}], lambda __a: {every})[1]"


def _ranked(counts: str) -> str:
    """Return SQL for the keys of a MAP to numbers of rows; sorted, the most frequent is first."""
    entry = "{'n': -CAST(__e.value AS BIGINT), 'v': __e.key}"
    return f"list_transform(map_entries({counts}), lambda __e: {entry})"


def _known(counts: str, top_k: str, threshold: str) -> str:
    """Return SQL for the known texts in order, each ``{v, n}``; `counts` maps a text to rows."""
    kept = f"list_filter({_ranked(counts)}, lambda __k: __k.n <= -({threshold}))"
    first = f"list_slice(list_sort({kept}), 1, {top_k})"
    return f"list_sort(list_transform({first}, lambda __e: {{'v': __e.v, 'n': -__e.n}}))"


def _vocabulary(counts: str, top_k: str, threshold: str) -> str:
    """Return SQL for the known texts in order; `counts` is a MAP from text to number of rows."""
    return f"list_transform({_known(counts, top_k, threshold)}, lambda __e: __e.v)"


_TEXT: Final = "CAST(x AS VARCHAR)"
_COUNTS: Final = "histogram(x) OVER ()"
_TEXT_COUNTS: Final = f"histogram({_TEXT}) OVER ()"
_ARRAY_COUNTS: Final = "list_aggregate(flatten(list(list_distinct(a)) OVER ()), 'histogram')"


def _code_of_text(top_k: str, threshold: str) -> str:
    vocabulary = _vocabulary(_TEXT_COUNTS, top_k, threshold)
    return _CODE.format(vocabulary=vocabulary, text=_TEXT)


def _one_hot(drop: str, top_k: str, threshold: str) -> str:
    ranked = _ranked(_TEXT_COUNTS)
    is_dropped = f"{drop} = 'most_frequent' AND {_TEXT} = list_sort({ranked})[1].v"
    value = (
        f"CASE WHEN {is_dropped} AND {_code_of_text(top_k, threshold)} > 0 THEN 0e0 ELSE 1e0 END"
    )
    return f"[{{'index': CAST({_code_of_text(top_k, threshold)} AS BIGINT), 'value': {value}}}]"


_HASH: Final = f"bq.farm_fingerprint({_TEXT})"

# idf = ln(1 + N / (1 + df)); an unknown term has the mean of the known ones.
_IDF: Final = "list_transform(__k, lambda __i: ln(1 + __n / (1 + CAST(__i.n AS DOUBLE))))"
_SHARE: Final = "CAST(__e.value AS DOUBLE) / CAST(len(a) AS DOUBLE)"
_TOKEN_VALUES: Final = {
    "multi_hot_encoder": "1e0",
    "bag_of_words": "CAST(__e.value AS DOUBLE)",
    "tf_idf": f"{_SHARE} * list_extract(__y.f, __e.key + 1)",
}


def _tokens(value: str, top_k: str, threshold: str) -> str:
    """Return SQL for the pairs of an array of texts; `value` reads __e.value, a count."""
    code = _CODE.format(vocabulary="__y.v", text="__t")
    codes = f"list_transform(a, lambda __t: CAST({code} AS BIGINT))"
    pairs = (
        f"list_transform(map_entries(list_aggregate({codes}, 'histogram')),"
        f" lambda __e: {{'index': __e.key, 'value': {value}}})"
    )
    # What is needed more than once is bound to a name, the parameter of a lambda.
    every = f"list_transform([{_IDF}], lambda __f: list_prepend(coalesce(list_avg(__f), 0), __f))"
    idf = f", 'f': list_transform([count(*) OVER ()], lambda __n: {every}[1])[1]"
    fields = "'v': list_transform(__k, lambda __e: __e.v)" + (idf if "__y.f" in value else "")
    entries = _known(_ARRAY_COUNTS, top_k, threshold)
    known = f"list_transform([{entries}], lambda __k: {{{fields}}})"
    return f"list_transform({known}, lambda __y: coalesce({pairs}, []))[1]"


def _overloads(name: str, first: str, bodies: dict[str, str]) -> tuple[str, str]:
    """Return the name and text of a macro for several numbers of arguments.

    The keys of `bodies` are the parameters after the first.
    """
    alternatives = (f"({first}{rest}) AS ({body})" for rest, body in bodies.items())
    return name, f"ml.{name} {', '.join(alternatives)}"


_DEFAULTS: Final = ("32000", "5")

PREPROCESSING_MACROS: Final = dict((
    _overloads(
        "standard_scaler",
        "x",
        {"": f"({_X} - avg({_X}) OVER ()) / {_divisor(f'stddev_pop({_X}) OVER ()')}"},
    ),
    _overloads("min_max_scaler", "x", {"": _min_max()}),
    _overloads("max_abs_scaler", "x", {"": f"{_X} / {_divisor(f'max(abs({_X})) OVER ()')}"}),
    _overloads(
        "robust_scaler",
        "x",
        {
            "": _robust("[25, 75]", "true", "true"),
            ", r": _robust("r", "true", "true"),
            ", r, m": _robust("r", "m", "true"),
            ", r, m, q": _robust("r", "m", "q"),
        },
    ),
    _overloads("normalizer", "a", {
        "": _normalizer("2e0"),
        ", p": _normalizer("CAST(p AS DOUBLE)"),
    }),
    _overloads(
        "bucketize",
        "x, splits",
        {
            "": _bucket(_splits("false"), "'bucket_names'"),
            ", exclude": _bucket(_splits("exclude"), "'bucket_names'"),
            ", exclude, form": _bucket(_splits("exclude"), "form"),
        },
    ),
    _overloads("quantile_bucketize", "x, n", {
        "": _bucket(_quantile_splits(), "'bucket_names'"),
        ", form": _bucket(_quantile_splits(), "form"),
    }),
    _overloads("hash_bucketize", "x, n", {
        "": f"list_transform([{_HASH}], lambda __h: CASE WHEN n = 0 THEN __h"
        f" ELSE CAST((CAST(__h AS HUGEINT) + {2**64}) % {2**64} % n AS BIGINT) END)[1]",
    }),
    _overloads("ngrams", "a, r", {"": _ngrams("' '"), ", s": _ngrams("s")}),
    # The strategy of an imputer is in the name by the time the engine sees it: see `sql`.
    _overloads("impmean", "x, s", {"": f"coalesce({_X}, avg({_X}) OVER ())"}),
    _overloads("impmedi", "x, s", {"": f"coalesce({_X}, {_quantile('0.5e0')})"}),
    _overloads("impfreq", "x, s", {"": f"coalesce(x, list_sort({_ranked(_COUNTS)})[1].v)"}),
    *(
        _overloads(name, "a", {
            "": _tokens(value, *_DEFAULTS),
            ", k": _tokens(value, "k", "5"),
            ", k, f": _tokens(value, "k", "f"),
        })
        for name, value in _TOKEN_VALUES.items()
    ),
    _overloads("label_encoder", "x", {
        "": _code_of_text(*_DEFAULTS),
        ", k": _code_of_text("k", "5"),
        ", k, f": _code_of_text("k", "f"),
    }),
    _overloads("one_hot_encoder", "x", {
        "": _one_hot("'none'", *_DEFAULTS),
        ", d": _one_hot("d", *_DEFAULTS),
        ", d, k": _one_hot("d", "k", "5"),
        ", d, k, f": _one_hot("d", "k", "f"),
    }),
))  # fmt: skip
