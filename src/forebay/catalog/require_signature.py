"""A version must be signed by a key that is known, before any of its files is parsed."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import TYPE_CHECKING, Any, Final

from forebay.catalog.layout import signature_file
from forebay.catalog.signed_statement import PAYLOAD_TYPE, signed_bytes, signed_statement
from forebay.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from forebay.catalog.public_keys import PublicKey
    from forebay.catalog.version import Version

_MOST_BYTES: Final = 1 << 20  # of a signature; one is about a kilobyte
_SIGNATURE_BYTES: Final = 64


def require_signature(root: Path, version: Version, keys: Sequence[PublicKey]) -> None:
    """Return if the version's list of files is signed by one of the keys.

    The hashes of the list are those by which every file is verified before it is parsed: what was
    signed is what answers.

    Raises
    ------
    EngineError
        ``unsigned-version``; ``wrong-signature`` if there is a signature that is none, is of
        another key, or is over another version or other files.

    """
    file = signature_file(root, version.node, version.number)
    try:
        with file.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise EngineError.of(
            "unsigned-version",
            f'"{version.label}" is not signed, and the settings ask for it',
            hint=f"forebay sign {version.label} --key KEY.",
        ) from error
    except OSError as error:
        raise _wrong(version, f"its signature cannot be read: {error.strerror}") from error
    payload = _verified(version, data, keys)
    if _parsed(payload) != signed_statement(version):
        raise _wrong(version, "it is over another version or other files")


def _verified(version: Version, data: bytes, keys: Sequence[PublicKey]) -> bytes:
    try:
        if len(data) > _MOST_BYTES:
            raise _wrong(version, "it is too large to be one")
        envelope = json.loads(data)["dsseEnvelope"]
        kind, (given, *_) = envelope["payloadType"], envelope["signatures"]
        payload = b64decode(envelope["payload"], validate=True)
        signature = b64decode(given["sig"], validate=True)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _wrong(version, "it is no signature in the layout of OpenSSF") from error
    is_one = kind == PAYLOAD_TYPE and len(signature) == _SIGNATURE_BYTES
    signed = signed_bytes(payload)
    if not is_one or not any(key.verifies(signature, signed) for key in keys):
        raise _wrong(version, "it is by none of the known keys")
    return payload


def _parsed(payload: bytes) -> Any:
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        return None


def _wrong(version: Version, why: str) -> EngineError:
    return EngineError.of(
        "wrong-signature",
        f'the signature of "{version.label}" is not accepted',
        detail=f"{why}.",
        hint=f"forebay sign {version.label} --key KEY, if it is the version that you mean.",
    )
