"""``FARM_FINGERPRINT``: Fingerprint64 of Google's FarmHash, as a macro of DuckDB.

The algorithm is that of farmhash.cc, namespace farmhashna, and most names are those of the source.
DuckDB has no arithmetic modulo 2^64, so numbers are UHUGEINT and are cut to 64 bits.

Each case is a pipe: a list of one struct, and ``list_transform`` from one struct to the next, so
that what is used twice is computed once. Pipes do not nest: DuckDB 2.0 binds the inside of a lambda
several times, and ten levels take a second.
"""

from __future__ import annotations

from typing import Final, TypeAlias

_Stage: TypeAlias = dict[str, str]
_K0: Final = f"{0xC3A5C85C97CB3127}::UHUGEINT"
_K1_VALUE: Final = 0xB492B66FBE98F273
_K2_VALUE: Final = 0x9AE16A3B2F90404F
_K1: Final = f"{_K1_VALUE}::UHUGEINT"
_K2: Final = f"{_K2_VALUE}::UHUGEINT"
_MASK: Final = f"{2**64 - 1}::UHUGEINT"


def _cut(text: str) -> str:
    return f"(({text}) & {_MASK})"


def _rotated(name: str, by: int) -> str:
    return f"((t.{name} >> {by}) | ((t.{name} << {64 - by}) & {_MASK}))"


def _mixed(name: str) -> str:
    return f"xor(t.{name}, t.{name} >> 47)"


def _fetch(at: str, width: int = 8) -> str:
    """Return the number in some bytes of the text, the lowest first.

    ``r`` has the hex digits with the last byte first, so that those of a number stand in a row.
    """
    return f"('0x' || substr(t.r, 2 * (t.n - ({at}) - {width}) + 1, {2 * width}))::UHUGEINT"


def _keep(names: str) -> _Stage:
    return {name: f"t.{name}" for name in names.split()}


def _struct(stage: _Stage) -> str:
    return "{" + ", ".join(f"'{name}': {text}" for name, text in stage.items()) + "}"


def _pipe(first: str, *stages: _Stage) -> str:
    text = f"[{first}]"
    for stage in stages:
        text = f"list_transform({text}, lambda t: {_struct(stage)})"
    return f"{text}[1]"


def _hash16(kept: str = "") -> tuple[_Stage, ...]:
    """Return the stages that make ``hash`` of u, v and m, keeping other fields."""
    mixed = _mixed("x")
    return (
        {"x": _cut(_cut("xor(t.u, t.v)") + " * t.m"), **_keep(f"v m {kept}")},
        {"x": _cut(_cut(f"xor(t.v, {mixed})") + " * t.m"), **_keep(f"m {kept}")},
        {"hash": _cut(f"{mixed} * t.m"), **_keep(kept)},
    )


_MUL: Final = _cut(f"{_K2} + (2 * t.n)::UHUGEINT")
_UP_TO_3: Final = _pipe(
    "t",
    {
        "y": f"{_fetch('0', 1)} + ({_fetch('t.n // 2', 1)} << 8)",
        "z": f"t.n::UHUGEINT + ({_fetch('t.n - 1', 1)} << 2)",
    },
    {"x": "xor(" + _cut(f"t.y * {_K2}") + ", " + _cut(f"t.z * {_K0}") + ")"},
    {"hash": _cut(f"{_mixed('x')} * {_K2}")},
)
_UP_TO_7: Final = _struct(
    {"u": f"t.n::UHUGEINT + ({_fetch('0', 4)} << 3)", "v": _fetch("t.n - 4", 4), "m": _MUL}
)
_UP_TO_16: Final = _pipe(
    "t",
    {"a": _cut(f"{_fetch('0')} + {_K2}"), "b": _fetch("t.n - 8"), "m": _MUL},
    {
        "u": _cut(f"{_rotated('b', 37)} * t.m + t.a"),
        "v": _cut(_cut(_rotated("a", 25) + " + t.b") + " * t.m"),
        "m": "t.m",
    },
)


def _first_stages(k: str, kept: str) -> tuple[_Stage, ...]:
    """Return what 17 to 32 and 33 to 64 bytes begin with; they differ in the first factor."""
    return (
        {**_keep("r n"), "m": _MUL},
        {
            **_keep(f"m {kept}"),
            "a": _cut(f"{_fetch('0')} * {k}"),
            "b": _fetch("8"),
            "c": _cut(f"{_fetch('t.n - 8')} * t.m"),
            "d": _cut(f"{_fetch('t.n - 16')} * {_K2}"),
        },
        {**_keep(f"m a c d {kept}"), "ab": _cut("t.a + t.b"), "bk": _cut(f"t.b + {_K2}")},
        {
            **_keep(f"m {kept}" + (" a" if kept else "")),
            "u": _cut(f"{_rotated('ab', 43)} + {_rotated('c', 30)} + t.d"),
            "v": _cut(f"t.a + {_rotated('bk', 18)} + t.c"),
        },
    )


_UP_TO_32: Final = _pipe("t", *_first_stages(_K1, ""))
_UP_TO_64: Final = _pipe(
    "t",
    *_first_stages(_K2, "r n"),
    {**_keep("r n m a u v"), "y": "t.u", "m2": "t.m"},
    *_hash16("r n a y m2"),
    {
        **_keep("a"),
        "m": "t.m2",
        "e": _cut(f"{_fetch('16')} * t.m2"),
        "f": _fetch("24"),
        "g": _cut(_cut("t.y + " + _fetch("t.n - 32")) + " * t.m2"),
        "h": _cut(_cut("t.hash + " + _fetch("t.n - 24")) + " * t.m2"),
    },
    {**_keep("m e g h"), "ef": _cut("t.e + t.f"), "fa": _cut("t.f + t.a")},
    {
        "u": _cut(f"{_rotated('ef', 43)} + {_rotated('g', 30)} + t.h"),
        "v": _cut(f"t.e + {_rotated('fa', 18)} + t.g"),
        "m": "t.m",
    },
)
_STATE: Final = "x y z v1 v2 w1 w2"


def _round(*, is_last: bool) -> tuple[_Stage, ...]:
    """Return the stages for 64 bytes from t.i on: v and w are WeakHashLen32WithSeeds."""
    nine = " * 9" if is_last else ""
    first = {
        **_keep("r n i m v1 v2 w1 w2"),
        "x": _cut(f"t.x + t.y + t.v1 + {_fetch('t.i + 8')}"),
        "y": _cut(f"t.y + t.v2 + {_fetch('t.i + 48')}"),
        "z": _cut("t.z + t.w1"),
    }
    second = {
        **_keep("r n i m v2 w1 w2"),
        "x": "xor(" + _cut(_rotated("x", 37) + " * t.m") + ", " + _cut(f"t.w2{nine}") + ")",
        "y": _cut(f"{_rotated('y', 42)} * t.m + t.v1{nine} + {_fetch('t.i + 40')}"),
        "z": _cut(f"{_rotated('z', 33)} * t.m"),
    }
    third = {
        **_keep("r n i m x y z"),
        "va": _cut(f"t.v2 * t.m + {_fetch('t.i')}"),
        "vb": _cut("t.x + t.w1"),
        "vxy": f"{_fetch('t.i + 8')} + {_fetch('t.i + 16')}",
        "vz": _fetch("t.i + 24"),
        "wa": _cut(f"t.z + t.w2 + {_fetch('t.i + 32')}"),
        "wb": _cut(f"t.y + {_fetch('t.i + 16')}"),
        "wxy": f"{_fetch('t.i + 40')} + {_fetch('t.i + 48')}",
        "wz": _fetch("t.i + 56"),
    }
    fourth = {
        **_keep("r n m x y z vz wz va wa"),
        "vs": _cut("t.va + t.vxy"),
        "vt": _cut("t.vb + t.va + t.vz"),
        "ws": _cut("t.wa + t.wxy"),
        "wt": _cut("t.wb + t.wa + t.wz"),
    }
    fifth = {
        **_keep("r n m y"),
        "x": "t.z",
        "z": "t.x",
        "v1": _cut("t.vs + t.vz"),
        "v2": _cut(f"{_rotated('vt', 21)} + {_rotated('vs', 44)} + t.va"),
        "w1": _cut("t.ws + t.wz"),
        "w2": _cut(f"{_rotated('wt', 21)} + {_rotated('ws', 44)} + t.wa"),
    }
    return first, second, third, fourth, fifth


_ZERO: Final = "0::UHUGEINT"
_Y0: Final = (81 * _K1_VALUE + 113) % 2**64
_YK: Final = (_Y0 * _K2_VALUE + 113) % 2**64
_Z0: Final = (_YK ^ (_YK >> 47)) * _K2_VALUE % 2**64
_BEGIN: Final = {
    **_keep("r n"),
    "x": _cut(f"{81 * _K2_VALUE % 2**64}::UHUGEINT + {_fetch('0')}"),
    "y": f"{_Y0}::UHUGEINT",
    "z": f"{_Z0}::UHUGEINT",
    **dict.fromkeys(("v1", "v2", "w1", "w2"), _ZERO),
    "i": "0::BIGINT",
}
# What list_reduce goes over: structs of the state's own type, of which only i is read.
_BLOCKS: Final = (
    "list_transform(range(1, (t.n - 1) // 64 + 1), lambda k: "
    + _struct({"r": "t.r", "n": "t.n", **dict.fromkeys(_STATE.split(), _ZERO), "i": "64 * k"})
    + ")"
)
_ENTER: Final = {name: f"s.{name}" for name in ("r", "n", "i", *_STATE.split())}
_AFTER_BLOCKS: Final = (
    f"list_reduce({_BLOCKS}, lambda s, e: "
    + _pipe(
        _struct({**_ENTER, "m": _K1, "next": "e.i"}),
        *({**stage, "next": "t.next"} for stage in _round(is_last=False)),
        {**_keep(f"r n {_STATE}"), "i": "t.next"},
    )
    + f", {_struct(_BEGIN)})"
)
_LONG: Final = _pipe(
    _AFTER_BLOCKS,
    {
        **_keep("r n x y z v1 v2 w2"),
        "m": _cut(f"{_K1} + ((t.z & 255::UHUGEINT) << 1)"),
        "w1": _cut("t.w1 + ((t.n - 1) % 64)::UHUGEINT"),
    },
    {**_keep("r n x y z v2 w1 w2 m"), "i": "t.n - 64", "v1": _cut("t.v1 + t.w1")},
    {**_keep("r n x y z v1 v2 w2 m i"), "w1": _cut("t.w1 + t.v1")},
    *_round(is_last=True),
    {**_keep("v2 w2 m y z"), "u": "t.v1", "v": "t.w1", "m2": "t.m", "add": "t.x"},
    *_hash16("v2 w2 y z m2 add"),
    {**_keep("y z m2 add"), "first": "t.hash", "u": "t.v2", "v": "t.w2", "m": "t.m2"},
    *_hash16("first y z m2 add"),
    {"u": f"t.first + t.z + {_cut(_mixed('y') + ' * ' + _K0)}", "v": "t.hash + t.add", "m": "t.m2"},
)
_INPUT: Final = r"""[CASE typeof(value) WHEN 'BLOB' THEN CAST(value AS BLOB)
    ELSE encode(CAST(value AS VARCHAR)) END]"""
_DIGITS: Final = r"""{
    'r': reverse(regexp_replace(hex(b), '(.)(.)', '\2\1', 'g')), 'n': octet_length(b)}"""
_ROUTE: Final = (
    "{'n': t.n, 'few': CASE"
    f" WHEN t.n = 0 THEN {_K2} WHEN t.n < 4 THEN {_UP_TO_3}.hash END,"
    f" 'c': CASE WHEN t.n < 4 THEN NULL WHEN t.n < 8 THEN {_UP_TO_7}"
    f" WHEN t.n <= 16 THEN {_UP_TO_16}"
    f" WHEN t.n <= 32 THEN {_UP_TO_32} WHEN t.n <= 64 THEN {_UP_TO_64} ELSE {_LONG} END}}"
)


def _finish(kept: str) -> str:
    text = f"list_transform(list_transform({_INPUT}, lambda b: {_DIGITS}), lambda t: {_ROUTE})"
    text = f"list_transform({text}, lambda t: {{'few': t.few, 'u': t.c.u, 'v': t.c.v, 'm': t.c.m}})"
    for stage in _hash16("few"):
        text = f"list_transform({text}, lambda t: {_struct(stage)})"
    return f"list_transform({text}, lambda t: {kept})[1]"


_SIGNED: Final = f"""CASE WHEN coalesce(t.few, t.hash) >= {2**63}
    THEN CAST(coalesce(t.few, t.hash)::HUGEINT - {2**64}::HUGEINT AS BIGINT)
    ELSE CAST(coalesce(t.few, t.hash) AS BIGINT) END"""
# The body of a macro of one parameter, ``value``: a text or bytes; NULL gives NULL.
FARM_FINGERPRINT: Final = f"CASE WHEN value IS NOT NULL THEN {_finish(_SIGNED)} END"
