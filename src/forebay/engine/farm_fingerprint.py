"""FarmHash Fingerprint64 as SQL: what BigQuery's FARM_FINGERPRINT and ML.HASH_BUCKETIZE compute.

Source: the algorithm of https://github.com/google/farmhash (farmhashna), over the UTF-8 bytes of a
text. SQL has no variables: each step is a lambda over a list of one struct, whose fields are the
variables, and the next step reads what the one before it gave. The lambdas stand behind each other,
not inside, because the engine's time to bind them doubles with each one inside another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_K0, _K1, _K2 = 0xC3A5C85C97CB3127, 0xB492B66FBE98F273, 0x9AE16A3B2F90404F
_SEED: Final = 81
_MASK: Final = f"CAST({2**64 - 1} AS UHUGEINT)"

Step = dict[str, str]


def _number(value: int) -> str:
    return f"CAST({value % 2**64} AS UHUGEINT)"


def _wrap(value: str) -> str:
    return f"(({value}) & {_MASK})"


def _times(left: str, right: str) -> str:
    return _wrap(f"({left}) * {right}")


def _rotate(name: str, n: int) -> str:
    left = f"(({name} << CAST({64 - n} AS UHUGEINT)) & {_MASK})"
    return f"(({name} >> CAST({n} AS UHUGEINT)) | {left})"


def _mix(name: str) -> str:
    return f"xor({name}, {name} >> CAST(47 AS UHUGEINT))"


def _word(at: str, size: int = 8) -> str:
    """Return SQL for some bytes as a number, the first byte the lowest.

    ``__s.r`` has the bytes in hexadecimal, the last one first.
    """
    digits = f"substr(__s.r, 2 * (__s.n - ({at}) - {size}) + 1, {2 * size})"
    return f"CAST(CAST('0x' || {digits} AS UBIGINT) AS UHUGEINT)"


def _carry(*names: str) -> Step:
    return {name: f"__s.{name}" for name in names}


def _struct(fields: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"'{name}': {value}" for name, value in fields.items()) + "}"


def _run(start: str, steps: Sequence[Step], result: str) -> str:
    made = f"[{start}]"
    for step in steps:
        made = f"list_transform({made}, lambda __s: {_struct(step)})"
    return f"({made})[1].{result}"


def _hash16(*kept: str) -> list[Step]:
    """Return the steps from ``u``, ``v`` and ``mul`` to ``h``; other variables are kept."""
    carried = _carry("mul", *kept)
    return [
        {"a": _times("xor(__s.u, __s.v)", "__s.mul"), **_carry("v"), **carried},
        {"b": _times(f"xor(__s.v, {_mix('__s.a')})", "__s.mul"), **carried},
        {"h": _times(_mix("__s.b"), "__s.mul"), **carried},
    ]


_MUL: Final = f"{_number(_K2)} + CAST(2 * __s.n AS UHUGEINT)"

_UP_TO_3: Final[list[Step]] = [
    {
        "y": _times(f"{_word('0', 1)} + {_word('__s.n // 2', 1)} * 256", _number(_K2)),
        "z": _times(f"CAST(__s.n AS UHUGEINT) + {_word('__s.n - 1', 1)} * 4", _number(_K0)),
    },
    {"x": "xor(__s.y, __s.z)"},
    {"h": _times(_mix("__s.x"), _number(_K2))},
]
_UP_TO_7: Final[list[Step]] = [
    {
        "u": f"CAST(__s.n AS UHUGEINT) + {_word('0', 4)} * 8",
        "v": _word("__s.n - 4", 4),
        "mul": _MUL,
    },
    *_hash16(),
]
_UP_TO_16: Final[list[Step]] = [
    {"a": _wrap(f"{_word('0')} + {_number(_K2)}"), "b": _word("__s.n - 8"), "mul": _MUL},
    {
        "u": _wrap(f"{_rotate('__s.b', 37)} * __s.mul + __s.a"),
        "v": _times(_wrap(f"{_rotate('__s.a', 25)} + __s.b"), "__s.mul"),
        **_carry("mul"),
    },
    *_hash16(),
]


def _sums(factor: int, more: Step) -> list[Step]:
    """Return the steps that texts of 17 to 32 and of 33 to 64 bytes begin with."""
    kept = _carry("mul", *more)
    return [
        {
            "a": _times(_word("0"), _number(factor)),
            "b": _word("8"),
            "c": _times(_word("__s.n - 8"), f"({_MUL})"),
            "d": _times(_word("__s.n - 16"), _number(_K2)),
            "mul": _MUL,
            **more,
        },
        {
            "ab": _wrap("__s.a + __s.b"),
            "bk": _wrap(f"__s.b + {_number(_K2)}"),
            **_carry("a", "c", "d"),
            **kept,
        },
        {
            "u": _wrap(f"{_rotate('__s.ab', 43)} + {_rotate('__s.c', 30)} + __s.d"),
            "v": _wrap(f"__s.a + {_rotate('__s.bk', 18)} + __s.c"),
            **_carry("a"),
            **kept,
        },
    ]


_UP_TO_32: Final = [*_sums(_K1, {}), *_hash16()]
_MORE: Final = {
    "e": _times(_word("16"), f"({_MUL})"),
    "f": _word("24"),
    "w32": _word("__s.n - 32"),
    "w24": _word("__s.n - 24"),
}
_UP_TO_64: Final[list[Step]] = [
    *_sums(_K2, _MORE),
    {"y": "__s.u", **_carry("u", "v", "a", "mul", *_MORE)},
    *(
        {"a0": f"__s.{'a' if i == 0 else 'a0'}", **step}
        for i, step in enumerate(_hash16("y", *_MORE))
    ),
    {
        "g": _times(_wrap("__s.y + __s.w32"), "__s.mul"),
        "h": _times(_wrap("__s.h + __s.w24"), "__s.mul"),
        "ef": _wrap("__s.e + __s.f"),
        "fa": _wrap("__s.f + __s.a0"),
        **_carry("e", "mul"),
    },
    {
        "u": _wrap(f"{_rotate('__s.ef', 43)} + {_rotate('__s.g', 30)} + __s.h"),
        "v": _wrap(f"__s.e + {_rotate('__s.fa', 18)} + __s.g"),
        **_carry("mul"),
    },
    *_hash16(),
]

_WORDS: Final = tuple(f"w{i}" for i in range(8))
_STATE: Final = ("x", "y", "z", "va", "vb", "wa", "wb")


def _words(at: str) -> Step:
    return {name: _word(f"{at} + {8 * i}") for i, name in enumerate(_WORDS)}


def _round(times: int) -> list[Step]:
    """Return the steps from a state with ``mul`` and eight words to the next state."""
    return [
        {
            "p": _wrap("__s.x + __s.y + __s.va + __s.w1"),
            "q": _wrap("__s.y + __s.vb + __s.w6"),
            "t": _wrap("__s.z + __s.wa"),
            **_carry("va", "vb", "wa", "wb", "mul", *_WORDS),
        },
        {
            "x": f"xor({_times(_rotate('__s.p', 37), '__s.mul')}, {_wrap(f'__s.wb * {times}')})",
            "y": _wrap(f"{_rotate('__s.q', 42)} * __s.mul + __s.va * {times} + __s.w5"),
            "z": _times(_rotate("__s.t", 33), "__s.mul"),
            "va": _wrap("__s.vb * __s.mul + __s.w0"),
            **_carry("wa", "wb", "mul", *_WORDS),
        },
        {
            "b": _wrap("__s.x + __s.wa + __s.va + __s.w3"),
            "a": _wrap("__s.va + __s.w1 + __s.w2"),
            "c": _wrap("__s.z + __s.wb + __s.w4"),
            **_carry("x", "y", "z", "va", "mul", "w2", "w3", "w5", "w6", "w7"),
        },
        {
            "d": _wrap("__s.y + __s.w2 + __s.c + __s.w7"),
            "e": _wrap("__s.c + __s.w5 + __s.w6"),
            **_carry("x", "y", "z", "va", "a", "b", "c", "mul", "w3", "w7"),
        },
        {
            "x": "__s.z",
            "y": "__s.y",
            "z": "__s.x",
            "va": _wrap("__s.a + __s.w3"),
            "vb": _wrap(f"{_rotate('__s.b', 21)} + {_rotate('__s.a', 44)} + __s.va"),
            "wa": _wrap("__s.e + __s.w7"),
            "wb": _wrap(f"{_rotate('__s.d', 21)} + {_rotate('__s.e', 44)} + __s.c"),
            **_carry("mul"),
        },
    ]


def _start() -> Step:
    y = _SEED * _K1 + 113
    z = (y * _K2 + 113) % 2**64
    x = _wrap(f"{_number(_SEED * _K2)} + {_word('0')}")
    zeros = dict.fromkeys(("va", "vb", "wa", "wb"), _number(0))
    return {"x": x, "y": _number(y), "z": _number((z ^ z >> 47) * _K2), **zeros}


def _longer() -> list[Step]:
    # A state and the words of the next 64 bytes travel as one struct: a reduction has one type.
    first = _struct({**_start(), "mul": _number(_K1), **dict.fromkeys(_WORDS, _number(0))})
    words = ", ".join(f"{name} := __q.{name}" for name in _WORDS)
    state = _struct({name: f"__p.{name}" for name in (*_STATE, "mul")})
    made = f"[struct_insert({state}, {words})]"
    for step in _round(1):
        made = f"list_transform({made}, lambda __s: {_struct(step)})"
    one = f"struct_insert(({made})[1], {words})"
    offset = "(64 * __j)"
    blocks = _struct({**dict.fromkeys(_STATE, _number(0)), "mul": _number(_K1), **_words(offset)})
    given = f"list_transform(range((__s.n - 1) // 64), lambda __j: {blocks})"
    return [
        {"t": f"list_reduce({given}, lambda __p, __q: {one}, {first})", **_carry("r", "n")},
        {
            "mul": f"{_number(_K1)} + (__s.t.z & {_number(255)}) * 2",
            **{name: f"__s.t.{name}" for name in _STATE},
            "wa": "__s.t.wa + CAST((__s.n - 1) % 64 AS UHUGEINT)",
            **_words("__s.n - 64"),
        },
        {"va": _wrap("__s.va + __s.wa"), **_carry("x", "y", "z", "vb", "wa", "wb", "mul", *_WORDS)},
        {"wa": _wrap("__s.wa + __s.va"), **_carry("x", "y", "z", "va", "vb", "wb", "mul", *_WORDS)},
        *_round(9),
        {"u": "__s.va", "v": "__s.wa", **_carry("x", "y", "z", "vb", "wb", "mul")},
        *_hash16("x", "y", "z", "vb", "wb"),
        {
            "first": _wrap(f"__s.h + {_mix('__s.y')} * {_number(_K0)} % {2**64} + __s.z"),
            "u": "__s.vb",
            "v": "__s.wb",
            **_carry("x", "mul"),
        },
        *_hash16("x", "first"),
        {"u": "__s.first", "v": _wrap("__s.h + __s.x"), **_carry("mul")},
        *_hash16(),
    ]


def _whole() -> str:
    classes = (
        (3, _UP_TO_3), (7, _UP_TO_7), (16, _UP_TO_16), (32, _UP_TO_32), (64, _UP_TO_64),
    )  # fmt: skip
    cases = " ".join(f"WHEN n <= {n} THEN {_run(_GIVEN, steps, 'h')}" for n, steps in classes)
    return f"CASE WHEN n = 0 THEN {_number(_K2)} {cases} ELSE {_run(_GIVEN, _longer(), 'h')} END"


_GIVEN: Final = "{'r': r, 'n': n}"

_SIGNED: Final = (
    f"CREATE OR REPLACE MACRO ml.__signed(h) AS CAST(CASE WHEN h >= {2**63}"
    f" THEN CAST(h AS HUGEINT) - {2**64} ELSE CAST(h AS HUGEINT) END AS BIGINT)"
)
_REVERSED: Final = r"regexp_replace(reverse(hex(encode(s))), '(.)(.)', '\2\1', 'g')"

_FINGERPRINT: Final = (
    "CREATE OR REPLACE MACRO ml.farm_fingerprint(s) AS CASE WHEN s IS NOT NULL"
    f" THEN ml.__signed(ml.__farm_hash({_REVERSED}, strlen(s))) END"
)

# As BigQuery has it, the fingerprint is a signed integer.
FARM_FINGERPRINT: Final = (
    f"CREATE OR REPLACE MACRO ml.__farm_hash(r, n) AS {_whole()}",
    _SIGNED,
    _FINGERPRINT,
)
