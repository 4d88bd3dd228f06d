"""FarmHash Fingerprint64 of a text: what BigQuery's FARM_FINGERPRINT computes.

Source: the algorithm of https://github.com/google/farmhash (farmhashna), over the UTF-8 bytes.
"""

from __future__ import annotations

from typing import NamedTuple

_K0, _K1, _K2 = 0xC3A5C85C97CB3127, 0xB492B66FBE98F273, 0x9AE16A3B2F90404F
_MASK = 2**64 - 1
_SEED = 81


def farm_fingerprint(text: str) -> int:
    """Return the fingerprint as a signed integer of 64 bits.

    Examples
    --------
    >>> farm_fingerprint("foo")
    6150913649986995171

    """
    unsigned = _hash(text.encode()) & _MASK
    return unsigned - 2**64 if unsigned >= 2**63 else unsigned


def _hash(data: bytes) -> int:
    n = len(data)
    if n <= 16:  # noqa: PLR2004 - the lengths that the algorithm tells apart
        return _up_to_16(data)
    if n <= 64:  # noqa: PLR2004
        return _up_to_32(data) if n <= 32 else _up_to_64(data)  # noqa: PLR2004
    return _longer(data)


def _word(data: bytes, at: int, size: int = 8) -> int:
    return int.from_bytes(data[at : at + size], "little")


def _rotate(value: int, n: int) -> int:
    value &= _MASK
    return (value >> n | value << (64 - n)) & _MASK


def _mix(value: int) -> int:
    value &= _MASK
    return value ^ value >> 47


def _hash16(u: int, v: int, mul: int) -> int:
    a = _mix(((u ^ v) & _MASK) * mul)
    b = _mix(((v ^ a) & _MASK) * mul)
    return b * mul & _MASK


def _up_to_16(data: bytes) -> int:
    n = len(data)
    mul = _K2 + 2 * n
    if n >= 8:  # noqa: PLR2004
        a, b = _word(data, 0) + _K2 & _MASK, _word(data, n - 8)
        c, d = _rotate(b, 37) * mul + a, (_rotate(a, 25) + b) * mul
        return _hash16(c & _MASK, d & _MASK, mul)
    if n >= 4:  # noqa: PLR2004
        return _hash16(n + (_word(data, 0, 4) << 3), _word(data, n - 4, 4), mul)
    if n:
        y, z = data[0] + (data[n >> 1] << 8), n + (data[n - 1] << 2)
        return _mix((y * _K2 ^ z * _K0) & _MASK) * _K2
    return _K2


class _Half(NamedTuple):
    a: int
    b: int
    c: int
    y: int
    z: int


def _first_half(data: bytes, factor: int) -> _Half:
    n, mul = len(data), _K2 + 2 * len(data)
    a, b = _word(data, 0) * factor & _MASK, _word(data, 8)
    c, d = _word(data, n - 8) * mul & _MASK, _word(data, n - 16) * _K2
    y = _rotate(a + b, 43) + _rotate(c, 30) + d & _MASK
    return _Half(a, b, c, y, a + _rotate(b + _K2, 18) + c & _MASK)


def _up_to_32(data: bytes) -> int:
    half = _first_half(data, _K1)
    return _hash16(half.y, half.z, _K2 + 2 * len(data))


def _up_to_64(data: bytes) -> int:
    n, mul = len(data), _K2 + 2 * len(data)
    half = _first_half(data, _K2)
    z = _hash16(half.y, half.z, mul)
    e, f = _word(data, 16) * mul & _MASK, _word(data, 24)
    g = (half.y + _word(data, n - 32)) * mul & _MASK
    h = (z + _word(data, n - 24)) * mul & _MASK
    first = _rotate(e + f, 43) + _rotate(g, 30) + h & _MASK
    return _hash16(first, e + _rotate(f + half.a, 18) + g & _MASK, mul)


class _State(NamedTuple):
    x: int
    y: int
    z: int
    v: tuple[int, int]
    w: tuple[int, int]


def _weak(data: bytes, at: int, a: int, b: int) -> tuple[int, int]:
    last = _word(data, at + 24)
    a += _word(data, at)
    b = _rotate(b + a + last, 21)
    start = a
    a += _word(data, at + 8) + _word(data, at + 16)
    return a + last & _MASK, b + _rotate(a, 44) + start & _MASK


def _round(data: bytes, at: int, s: _State, mul: int, times: int) -> _State:
    x = _rotate(s.x + s.y + s.v[0] + _word(data, at + 8), 37) * mul
    y = _rotate(s.y + s.v[1] + _word(data, at + 48), 42) * mul
    x = (x ^ s.w[1] * times) & _MASK
    y = y + s.v[0] * times + _word(data, at + 40) & _MASK
    z = _rotate(s.z + s.w[0], 33) * mul & _MASK
    v = _weak(data, at, s.v[1] * mul, x + s.w[0])
    w = _weak(data, at + 32, z + s.w[1], y + _word(data, at + 16))
    return _State(z, y, x, v, w)


def _longer(data: bytes) -> int:
    n = len(data)
    y = _SEED * _K1 + 113 & _MASK
    z = _mix(y * _K2 + 113) * _K2 & _MASK
    s = _State(_SEED * _K2 + _word(data, 0) & _MASK, y, z, (0, 0), (0, 0))
    for at in range(0, (n - 1) // 64 * 64, 64):
        s = _round(data, at, s, _K1, 1)
    mul = _K1 + ((s.z & 0xFF) << 1)
    w = s.w[0] + ((n - 1) & 63)
    v = s.v[0] + w
    s = s._replace(v=(v & _MASK, s.v[1]), w=(w + v & _MASK, s.w[1]))
    s = _round(data, n - 64, s, mul, 9)
    first = _hash16(s.v[0], s.w[0], mul) + _mix(s.y) * _K0 + s.z
    return _hash16(first & _MASK, _hash16(s.v[1], s.w[1], mul) + s.x & _MASK, mul)
