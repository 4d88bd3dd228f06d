"""``ML.TFDV_VALIDATE``: two documents of statistics are compared, as a macro.

Messages and fields: tensorflow/metadata, ``statistics.proto`` and ``anomalies.proto``, in the JSON
form of protocol buffers. The figures are those of ML.VALIDATE_DATA_DRIFT
(``query.spread_distance``), from the histograms of the documents.
"""

from __future__ import annotations

from typing import Final

from forebay.engine.quote import literal

_BUCKETS: Final = '[{"lowValue":"DOUBLE","highValue":"DOUBLE","sampleCount":"DOUBLE"}]'
_FIELDS: Final = (
    '[{"path":{"step":["VARCHAR"]},"name":"VARCHAR",'
    '"numStats":{"histograms":[{"numNan":"DOUBLE","type":"VARCHAR","buckets":' + _BUCKETS + "}]},"
    '"stringStats":{"commonStats":{"totNumValues":"DOUBLE","numNonMissing":"DOUBLE"},'
    '"rankHistogram":{"buckets":[{"label":"VARCHAR","sampleCount":"DOUBLE"}]}}}]'
)


def _let(name: str, value: str, body: str) -> str:
    """Return SQL for a body in which a name stands for a value that is computed once."""
    return f"list_transform([{value}], lambda {name}: {body})[1]"


def _total(values: str) -> str:
    return f"coalesce(list_sum({values}), 0e0)"


def _features(document: str) -> str:
    """Return SQL for the features of a document: name, kind, buckets, what lies outside of them."""
    parsed = (
        f"CASE WHEN json_type({document}, '$.datasets') IS DISTINCT FROM 'ARRAY'"
        " THEN error('ML.TFDV_VALIDATE takes documents of ML.TFDV_DESCRIBE: this has no datasets')"
        f" ELSE coalesce(from_json(json_extract({document}, '$.datasets[0].features'),"
        f" '{_FIELDS}'), []) END"
    )
    # STANDARD is the word that the JSON form may leave out.
    standard = (
        "list_filter(__f.numStats.histograms,"
        " lambda __h: coalesce(__h.type, 'STANDARD') = 'STANDARD')[1]"
    )
    numbers = _let(
        "__h",
        standard,
        "{'name': coalesce(list_aggregate(__f.path.step, 'string_agg', '.'), __f.name),"
        " 'is_number': __f.numStats IS NOT NULL, 'is_text': __f.stringStats IS NOT NULL,"
        " 'buckets': list_filter(coalesce(__h.buckets, []), lambda __b: isfinite(__b.lowValue)"
        " AND isfinite(__b.highValue)),"
        f" 'apart': [coalesce(__h.numNan, 0e0), {_outside('lowValue')}, {_outside('highValue')}],"
        " 'ranks': coalesce(__f.stringStats.rankHistogram.buckets, []),"
        " 'values': coalesce(__f.stringStats.commonStats.totNumValues,"
        " __f.stringStats.commonStats.numNonMissing, 0e0)}",
    )
    kept = f"list_transform({parsed}, lambda __f: {numbers})"
    return f"list_filter({kept}, lambda __k: __k.is_number OR __k.is_text)"


def _outside(side: str) -> str:
    infinite = f"list_filter(coalesce(__h.buckets, []), lambda __b: isinf(__b.{side}))"
    return _total(f"list_transform({infinite}, lambda __b: __b.sampleCount)")


def _in_cells(side: str) -> str:
    """Return SQL for how many numbers of a side lie in each cell, and apart from all of them."""
    share = (
        "CASE WHEN __b.lowValue = __b.highValue THEN CASE WHEN __c.low = __b.lowValue"
        " AND __c.high = __b.lowValue THEN __b.sampleCount ELSE 0e0 END"
        " WHEN __c.low < __c.high AND __b.lowValue <= __c.low AND __c.high <= __b.highValue"
        " THEN __b.sampleCount * least(1e0, (__c.high / 2 - __c.low / 2)"
        " / (__b.highValue / 2 - __b.lowValue / 2)) ELSE 0e0 END"
    )
    found = _total(f"list_transform(__p.{side}.buckets, lambda __b: {share})")
    return f"list_concat(list_transform(__s, lambda __c: {found}), __p.{side}.apart)"


def _numbers() -> str:
    """Return SQL for the counts of both sides between all boundaries of either."""
    both = "list_concat(__p.b.buckets, __p.s.buckets)"
    ends = (
        f"list_sort(list_distinct(list_concat(list_transform({both}, lambda __b: __b.lowValue),"
        f" list_transform({both}, lambda __b: __b.highValue))))"
    )
    points = (
        f"list_transform(list_distinct(list_transform(list_filter({both}, lambda __b:"
        " __b.lowValue = __b.highValue), lambda __b: __b.lowValue)),"
        " lambda __v: {'low': __v, 'high': __v})"
    )
    between = _let(
        "__e",
        ends,
        "list_transform(range(1, len(__e)), lambda __i: {'low': __e[__i], 'high': __e[__i + 1]})",
    )
    pair = f"{{'p': {_in_cells('b')}, 'q': {_in_cells('s')}}}"
    return _let("__s", f"list_concat({points}, {between})", pair)


def _counts(side: str) -> str:
    found = f"list_transform(__n, lambda __t: {_total(_matching(side))})"
    return _let("__l", found, f'list_append(__l, __p.{side}."values" - {_total("__l")})')


def _matching(side: str) -> str:
    return (
        f"list_transform(list_filter(__p.{side}.ranks, lambda __r: __r.label = __t),"
        " lambda __r: __r.sampleCount)"
    )


def _categories() -> str:
    """Return SQL for the counts of both sides of each text that both count, the others as one."""
    labels = {
        side: f"list_transform(__p.{side}.ranks, lambda __r: __r.label)" for side in ("b", "s")
    }
    known = [
        f'(list_contains({labels[side]}, __t) OR __p.{side}."values" <='
        f" {_total(f'list_transform(__p.{side}.ranks, lambda __r: __r.sampleCount)')})"
        for side in ("b", "s")
    ]
    names = (
        f"list_filter(list_sort(list_distinct(list_concat({labels['b']}, {labels['s']}))),"
        f" lambda __t: {' AND '.join(known)})"
    )
    return _let("__n", names, f"{{'p': {_counts('b')}, 'q': {_counts('s')}}}")


def _shares(body: str) -> str:
    """Return SQL for a sum over the shares of both sides, __u[1] and __u[2]."""
    return _let(
        "__w",
        f"{{'p': greatest({_total('__d.p')}, 1e-300), 'q': greatest({_total('__d.q')}, 1e-300)}}",
        "list_transform(list_zip(__d.p, __d.q),"
        f" lambda __u: {_let('__v', '[__u[1] / __w.p, __u[2] / __w.q]', body)})",
    )


_TERM: Final = (
    "CASE WHEN __v[{0}] > 0 THEN __v[{0}] * log2(__v[{0}] / ((__v[1] + __v[2]) / 2)) ELSE 0e0 END"
)
_DIVERGENCE: Final = (
    f"CASE WHEN {_total('__d.p')} = 0 AND {_total('__d.q')} = 0 THEN 0e0"
    f" WHEN {_total('__d.p')} = 0 OR {_total('__d.q')} = 0 THEN 1e0"
    f" ELSE greatest(0e0, least(1e0,"
    f" {_total(_shares(f'{_TERM.format(1)} + {_TERM.format(2)}'))} / 2)) END"
)
_LARGEST: Final = f"coalesce(list_max({_shares('abs(__v[1] - __v[2])')}), 0e0)"


def _measured() -> str:
    """Return SQL for the metric, the value and the threshold of a pair of features."""
    own = (
        "list_filter(thresholds, lambda __o:"
        " lower(struct_extract_at(__o, 1)) = lower(__p.b.name))[1]"
    )
    default = (
        "CASE WHEN __p.b.is_number THEN numerical_default_threshold"
        " ELSE categorical_default_threshold END"
    )
    counts = f"CASE WHEN __p.b.is_number THEN {_numbers()} ELSE {_categories()} END"
    largest = "NOT __p.b.is_number AND upper(categorical_metric_type) = 'L_INFTY'"
    value = _let("__d", counts, f"CASE WHEN {largest} THEN {_LARGEST} ELSE {_DIVERGENCE} END")
    return (
        "{'name': __p.s.name,"
        f" 'type': CASE WHEN {largest} THEN 'L_INFTY' ELSE 'JENSEN_SHANNON_DIVERGENCE' END,"
        f" 'value': {value}, 'threshold': CAST(coalesce(struct_extract_at({own}, 2), {default})"
        " AS DOUBLE)}"
    )


def _anomaly(name: str, kind: str, short: str, text: str) -> str:
    """Return SQL for an entry of ``anomalyInfo``."""
    return (
        f"{{'key': {name}, 'value': to_json({{'path': {{'step': [{name}]}}, 'severity': 'ERROR',"
        f" 'shortDescription': {short}, 'description': {text},"
        f" 'reason': [{{'type': {kind}, 'shortDescription': {short}, 'description': {text}}}]}})}}"
    )


def _alone(mine: str, others: str, kind: str, where: str) -> str:
    """Return SQL for an anomaly of each feature that one document has alone."""
    lacking = (
        f"list_filter(__g.{mine}, lambda __a: NOT list_contains(list_transform(__g.{others},"
        " lambda __o: lower(__o.name)), lower(__a.name)))"
    )
    text = f"'a column of the {where} alone'"
    found = _anomaly("__a.name", f"'{kind}'", text, text)
    return f"list_transform({lacking}, lambda __a: {found})"


def _answer() -> str:
    """Return SQL for the document, from the features of both sides and the measurements."""
    far = _anomaly(
        "__m.name",
        "'COMPARATOR_' || __m.type || '_HIGH'",
        "'the values are spread otherwise than in the base'",
        "__m.type || ' is ' || CAST(__m.value AS VARCHAR) || ', above '"
        " || CAST(__m.threshold AS VARCHAR)",
    )
    other = _anomaly(
        "__p.s.name",
        "'UNEXPECTED_DATA_TYPE'",
        "'numbers on one side, texts on the other'",
        "'numbers on one side, texts on the other'",
    )
    above = "list_filter(__r.found, lambda __m: __m.value > __m.threshold)"
    unlike = "list_filter(__g.pairs, lambda __p: __p.b.is_number <> __p.s.is_number)"
    parts = (
        f"list_transform({above}, lambda __m: {far})",
        f"list_transform({unlike}, lambda __p: {other})",
        _alone("b", "s", "SCHEMA_MISSING_COLUMN", "base"),
        _alone("s", "b", "SCHEMA_NEW_COLUMN", "study"),
    )
    found = ", ".join(parts)
    measured = "[{'type': __m.type, 'value': __m.value, 'threshold': __m.threshold}]"
    moved = (
        "CASE WHEN upper(detection_type) = 'DRIFT'"
        f" THEN to_json({{'path': {{'step': [__m.name]}}, 'driftMeasurements': {measured}}})"
        f" ELSE to_json({{'path': {{'step': [__m.name]}}, 'skewMeasurements': {measured}}}) END"
    )
    return (
        "to_json({'anomalyNameFormat': 'SERIALIZED_PATH',"
        f" 'anomalyInfo': map_from_entries(list_concat({found})),"
        f" 'driftSkewInfo': list_transform(__r.found, lambda __m: {moved})}})"
    )


def _checked(answer: str) -> str:
    """Return SQL that refuses arguments which the function does not take."""
    unknown = (
        "list_filter(thresholds, lambda __o: NOT list_contains(list_transform(__r.found,"
        " lambda __m: lower(__m.name)), lower(struct_extract_at(__o, 1))))"
    )
    limits = (
        "list_concat([categorical_default_threshold, numerical_default_threshold],"
        " list_transform(thresholds, lambda __o: struct_extract_at(__o, 2)))"
    )
    outside = f"list_filter({limits}, lambda __t: coalesce(__t < 0 OR __t >= 1, true))"
    words = {
        "detection_type": ("SKEW", "DRIFT"),
        "categorical_metric_type": ("L_INFTY", "JENSEN_SHANNON_DIVERGENCE"),
        "numerical_metric_type": ("JENSEN_SHANNON_DIVERGENCE",),
    }
    wrong = " ".join(
        f"WHEN coalesce(upper({name}) NOT IN ({', '.join(map(literal, known))}), true)"
        f" THEN error('{name} of ML.TFDV_VALIDATE is {' or '.join(known)}')"
        for name, known in words.items()
    )
    return (
        f"CASE {wrong} WHEN len({outside}) > 0"
        " THEN error('a threshold of ML.TFDV_VALIDATE is a number from 0 to less than 1')"
        f" WHEN len({unknown}) > 0 THEN error('thresholds of ML.TFDV_VALIDATE names a column that"
        f" is not compared: ' || struct_extract_at({unknown}[1], 1)) ELSE {answer} END"
    )


def _validate() -> str:
    pairs = (
        "list_filter(flatten(list_transform(__t.b, lambda __x: list_transform(__t.s,"
        " lambda __y: {'b': __x, 's': __y}))),"
        " lambda __z: lower(__z.b.name) = lower(__z.s.name))"
    )
    alike = "list_filter(__g.pairs, lambda __p: __p.b.is_number = __p.s.is_number)"
    found = f"{{'found': list_transform({alike}, lambda __p: {_measured()})}}"
    given = f"{{'b': __t.b, 's': __t.s, 'pairs': {pairs}}}"
    both = f"{{'b': {_features('__j.b')}, 's': {_features('__j.s')}}}"
    texts = "{'b': CAST(base_statistics AS JSON), 's': CAST(study_statistics AS JSON)}"
    answer = _let("__g", given, _let("__r", found, _checked(_answer())))
    whole = _let("__j", texts, _let("__t", both, answer))
    return (
        f"CASE WHEN base_statistics IS NOT NULL AND study_statistics IS NOT NULL THEN {whole} END"
    )


_PARAMETERS: Final = (
    "base_statistics, study_statistics, detection_type := 'SKEW',"
    " categorical_default_threshold := 0.3e0, categorical_metric_type := 'L_INFTY',"
    " numerical_default_threshold := 0.3e0,"
    " numerical_metric_type := 'JENSEN_SHANNON_DIVERGENCE',"
    " thresholds := CAST([] AS STRUCT(name VARCHAR, threshold DOUBLE)[])"
)

TFDV_MACROS: Final[dict[str, str]] = {
    "tfdv_validate": f"ml.tfdv_validate({_PARAMETERS}) AS ({_validate()})"
}
