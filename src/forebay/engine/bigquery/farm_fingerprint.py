"""``FARM_FINGERPRINT``: Fingerprint64 of Google's FarmHash, as a macro of DuckDB.

The algorithm is that of farmhash.cc, namespace farmhashna, and most names are those of the source.
DuckDB has no arithmetic modulo 2^64, so numbers are UHUGEINT and are cut to 64 bits.

Each case is a pipe: a list of one struct, and ``list_transform`` from one struct to the next, so
that what is used twice is computed once. Pipes do not nest: DuckDB 2.0 binds the inside of a lambda
several times, and ten levels take a second. The names of parameters are such as no relation has:
DuckDB would take a table or column of that name for the parameter.
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
    return f"((__t.{name} >> {by}) | ((__t.{name} << {64 - by}) & {_MASK}))"


def _mixed(name: str) -> str:
    return f"xor(__t.{name}, __t.{name} >> 47)"


def _fetch(at: str, width: int = 8) -> str:
    """Return the number in some bytes of the text, the lowest first.

    ``r`` has the hex digits with the last byte first, so that those of a number stand in a row.
    """
    digits = f"substr(__t.r, 2 * (__t.n - ({at}) - {width}) + 1, {2 * width})"
    return f"('0x' || {digits})::UBIGINT::UHUGEINT"  # DuckDB 1.5 reads no wider one


def _keep(names: str) -> _Stage:
    return {name: f"__t.{name}" for name in names.split()}


def _struct(stage: _Stage) -> str:
    return "{" + ", ".join(f"'{name}': {text}" for name, text in stage.items()) + "}"


def _pipe(first: str, *stages: _Stage) -> str:
    text = f"[{first}]"
    for stage in stages:
        text = f"list_transform({text}, lambda __t: {_struct(stage)})"
    return f"{text}[1]"


def _hash16(kept: str = "") -> tuple[_Stage, ...]:
    """Return the stages that make ``hash`` of u, v and m, keeping other fields."""
    mixed = _mixed("x")
    return (
        {"x": _cut(_cut("xor(__t.u, __t.v)") + " * __t.m"), **_keep(f"v m {kept}")},
        {"x": _cut(_cut(f"xor(__t.v, {mixed})") + " * __t.m"), **_keep(f"m {kept}")},
        {"hash": _cut(f"{mixed} * __t.m"), **_keep(kept)},
    )


_MUL: Final = _cut(f"{_K2} + (2 * __t.n)::UHUGEINT")
_UP_TO_3: Final = _pipe(
    "__t",
    {
        "y": f"{_fetch('0', 1)} + ({_fetch('__t.n // 2', 1)} << 8)",
        "z": f"__t.n::UHUGEINT + ({_fetch('__t.n - 1', 1)} << 2)",
    },
    {"x": "xor(" + _cut(f"__t.y * {_K2}") + ", " + _cut(f"__t.z * {_K0}") + ")"},
    {"hash": _cut(f"{_mixed('x')} * {_K2}")},
)
_UP_TO_7: Final = _struct(
    {"u": f"__t.n::UHUGEINT + ({_fetch('0', 4)} << 3)", "v": _fetch("__t.n - 4", 4), "m": _MUL}
)
_UP_TO_16: Final = _pipe(
    "__t",
    {"a": _cut(f"{_fetch('0')} + {_K2}"), "b": _fetch("__t.n - 8"), "m": _MUL},
    {
        "u": _cut(f"{_rotated('b', 37)} * __t.m + __t.a"),
        "v": _cut(_cut(_rotated("a", 25) + " + __t.b") + " * __t.m"),
        "m": "__t.m",
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
            "c": _cut(f"{_fetch('__t.n - 8')} * __t.m"),
            "d": _cut(f"{_fetch('__t.n - 16')} * {_K2}"),
        },
        {**_keep(f"m a c d {kept}"), "ab": _cut("__t.a + __t.b"), "bk": _cut(f"__t.b + {_K2}")},
        {
            **_keep(f"m {kept}" + (" a" if kept else "")),
            "u": _cut(f"{_rotated('ab', 43)} + {_rotated('c', 30)} + __t.d"),
            "v": _cut(f"__t.a + {_rotated('bk', 18)} + __t.c"),
        },
    )


_UP_TO_32: Final = _pipe("__t", *_first_stages(_K1, ""))
_UP_TO_64: Final = _pipe(
    "__t",
    *_first_stages(_K2, "r n"),
    {**_keep("r n m a u v"), "y": "__t.u", "m2": "__t.m"},
    *_hash16("r n a y m2"),
    {
        **_keep("a"),
        "m": "__t.m2",
        "e": _cut(f"{_fetch('16')} * __t.m2"),
        "f": _fetch("24"),
        "g": _cut(_cut("__t.y + " + _fetch("__t.n - 32")) + " * __t.m2"),
        "h": _cut(_cut("__t.hash + " + _fetch("__t.n - 24")) + " * __t.m2"),
    },
    {**_keep("m e g h"), "ef": _cut("__t.e + __t.f"), "fa": _cut("__t.f + __t.a")},
    {
        "u": _cut(f"{_rotated('ef', 43)} + {_rotated('g', 30)} + __t.h"),
        "v": _cut(f"__t.e + {_rotated('fa', 18)} + __t.g"),
        "m": "__t.m",
    },
)
_STATE: Final = "x y z v1 v2 w1 w2"


def _round(*, is_last: bool) -> tuple[_Stage, ...]:
    """Return the stages for 64 bytes from __t.i on: v and w are WeakHashLen32WithSeeds."""
    nine = " * 9" if is_last else ""
    first = {
        **_keep("r n i m v1 v2 w1 w2"),
        "x": _cut(f"__t.x + __t.y + __t.v1 + {_fetch('__t.i + 8')}"),
        "y": _cut(f"__t.y + __t.v2 + {_fetch('__t.i + 48')}"),
        "z": _cut("__t.z + __t.w1"),
    }
    second = {
        **_keep("r n i m v2 w1 w2"),
        "x": "xor(" + _cut(_rotated("x", 37) + " * __t.m") + ", " + _cut(f"__t.w2{nine}") + ")",
        "y": _cut(f"{_rotated('y', 42)} * __t.m + __t.v1{nine} + {_fetch('__t.i + 40')}"),
        "z": _cut(f"{_rotated('z', 33)} * __t.m"),
    }
    third = {
        **_keep("r n i m x y z"),
        "va": _cut(f"__t.v2 * __t.m + {_fetch('__t.i')}"),
        "vb": _cut("__t.x + __t.w1"),
        "vxy": f"{_fetch('__t.i + 8')} + {_fetch('__t.i + 16')}",
        "vz": _fetch("__t.i + 24"),
        "wa": _cut(f"__t.z + __t.w2 + {_fetch('__t.i + 32')}"),
        "wb": _cut(f"__t.y + {_fetch('__t.i + 16')}"),
        "wxy": f"{_fetch('__t.i + 40')} + {_fetch('__t.i + 48')}",
        "wz": _fetch("__t.i + 56"),
    }
    fourth = {
        **_keep("r n m x y z vz wz va wa"),
        "vs": _cut("__t.va + __t.vxy"),
        "vt": _cut("__t.vb + __t.va + __t.vz"),
        "ws": _cut("__t.wa + __t.wxy"),
        "wt": _cut("__t.wb + __t.wa + __t.wz"),
    }
    fifth = {
        **_keep("r n m y"),
        "x": "__t.z",
        "z": "__t.x",
        "v1": _cut("__t.vs + __t.vz"),
        "v2": _cut(f"{_rotated('vt', 21)} + {_rotated('vs', 44)} + __t.va"),
        "w1": _cut("__t.ws + __t.wz"),
        "w2": _cut(f"{_rotated('wt', 21)} + {_rotated('ws', 44)} + __t.wa"),
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
    "list_transform(range(1, (__t.n - 1) // 64 + 1), lambda __k: "
    + _struct({"r": "__t.r", "n": "__t.n", **dict.fromkeys(_STATE.split(), _ZERO), "i": "64 * __k"})
    + ")"
)
_ENTER: Final = {name: f"__s.{name}" for name in ("r", "n", "i", *_STATE.split())}
_AFTER_BLOCKS: Final = (
    f"list_reduce({_BLOCKS}, lambda __s, __e: "
    + _pipe(
        _struct({**_ENTER, "m": _K1, "next": "__e.i"}),
        *({**stage, "next": "__t.next"} for stage in _round(is_last=False)),
        {**_keep(f"r n {_STATE}"), "i": "__t.next"},
    )
    + f", {_struct(_BEGIN)})"
)
_LONG: Final = _pipe(
    _AFTER_BLOCKS,
    {
        **_keep("r n x y z v1 v2 w2"),
        "m": _cut(f"{_K1} + ((__t.z & 255::UHUGEINT) << 1)"),
        "w1": _cut("__t.w1 + ((__t.n - 1) % 64)::UHUGEINT"),
    },
    {**_keep("r n x y z v2 w1 w2 m"), "i": "__t.n - 64", "v1": _cut("__t.v1 + __t.w1")},
    {**_keep("r n x y z v1 v2 w2 m i"), "w1": _cut("__t.w1 + __t.v1")},
    *_round(is_last=True),
    {**_keep("v2 w2 m y z"), "u": "__t.v1", "v": "__t.w1", "m2": "__t.m", "add": "__t.x"},
    *_hash16("v2 w2 y z m2 add"),
    {**_keep("y z m2 add"), "first": "__t.hash", "u": "__t.v2", "v": "__t.w2", "m": "__t.m2"},
    *_hash16("first y z m2 add"),
    {
        "u": f"__t.first + __t.z + {_cut(_mixed('y') + ' * ' + _K0)}",
        "v": "__t.hash + __t.add",
        "m": "__t.m2",
    },
)
_INPUT: Final = r"""[CASE typeof(value) WHEN 'BLOB' THEN CAST(value AS BLOB)
    ELSE encode(CAST(value AS VARCHAR)) END]"""
_DIGITS: Final = r"""{
    'r': reverse(regexp_replace(hex(__b), '(.)(.)', '\2\1', 'g')), 'n': octet_length(__b)}"""
_ROUTE: Final = (
    "{'n': __t.n, 'few': CASE"
    f" WHEN __t.n = 0 THEN {_K2} WHEN __t.n < 4 THEN {_UP_TO_3}.hash END,"
    f" 'c': CASE WHEN __t.n < 4 THEN NULL WHEN __t.n < 8 THEN {_UP_TO_7}"
    f" WHEN __t.n <= 16 THEN {_UP_TO_16}"
    f" WHEN __t.n <= 32 THEN {_UP_TO_32} WHEN __t.n <= 64 THEN {_UP_TO_64} ELSE {_LONG} END}}"
)


def _finish(kept: str) -> str:
    text = f"list_transform(list_transform({_INPUT}, lambda __b: {_DIGITS}), lambda __t: {_ROUTE})"
    chosen = _struct({"few": "__t.few", **{name: f"__t.c.{name}" for name in ("u", "v", "m")}})
    text = f"list_transform({text}, lambda __t: {chosen})"
    for stage in _hash16("few"):
        text = f"list_transform({text}, lambda __t: {_struct(stage)})"
    return f"list_transform({text}, lambda __t: {kept})[1]"


_SIGNED: Final = f"""CASE WHEN coalesce(__t.few, __t.hash) >= {2**63}
    THEN CAST(coalesce(__t.few, __t.hash)::HUGEINT - {2**64}::HUGEINT AS BIGINT)
    ELSE CAST(coalesce(__t.few, __t.hash) AS BIGINT) END"""
# The body of a macro of one parameter, ``value``: a text or bytes; NULL gives NULL.
FARM_FINGERPRINT: Final = f"CASE WHEN value IS NOT NULL THEN {_finish(_SIGNED)} END"
