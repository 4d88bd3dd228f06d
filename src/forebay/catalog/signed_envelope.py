"""A DSSE envelope in a Sigstore bundle: how a signature lies in a file."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any, Final

from forebay.catalog.signed_statement import BUNDLE_TYPE, PAYLOAD_TYPE, signed_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.catalog.public_keys import PublicKey

MOST_BYTES: Final = 1 << 20  # of a file; one is about a kilobyte
_SIGNATURE_BYTES: Final = 64


def envelope(payload: bytes, signature: bytes, hint: str) -> bytes:
    """Return the bytes of the file; `hint` says whose the signature is."""
    bundle = {
        "mediaType": BUNDLE_TYPE,
        "verificationMaterial": {"publicKey": {"hint": hint}, "tlogEntries": []},
        "dsseEnvelope": {
            "payload": b64encode(payload).decode(),
            "payloadType": PAYLOAD_TYPE,
            "signatures": [{"sig": b64encode(signature).decode(), "keyid": ""}],
        },
    }
    return (json.dumps(bundle, indent=1) + "\n").encode()


def signed_content(data: bytes, keys: Sequence[PublicKey]) -> Any:
    """Return the JSON that one of the keys has signed; None if what is signed is no JSON.

    Raises
    ------
    ValueError
        Why nothing of it is accepted.

    """
    if len(data) > MOST_BYTES:
        raise _unlike("it is too large to be one")
    try:
        found = json.loads(data)["dsseEnvelope"]
        kind, (given, *_) = found["payloadType"], found["signatures"]
        payload = b64decode(found["payload"], validate=True)
        signature = b64decode(given["sig"], validate=True)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unlike("it is no signature in the layout of OpenSSF") from error
    is_one = kind == PAYLOAD_TYPE and len(signature) == _SIGNATURE_BYTES
    signed = signed_bytes(payload)
    if not is_one or not any(key.verifies(signature, signed) for key in keys):
        raise _unlike("it is by none of the known keys")
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        return None


def _unlike(reason: str) -> ValueError:
    return ValueError(reason)
