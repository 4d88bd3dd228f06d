"""Sign a version of a model with an Ed25519 key."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING

from forebay.catalog.atomic import write_atomically
from forebay.catalog.integrity import verify_files
from forebay.catalog.layout import signature_file
from forebay.catalog.public_keys import public_key_of, require_cryptography
from forebay.catalog.signed_statement import (
    BUNDLE_TYPE,
    PAYLOAD_TYPE,
    signed_bytes,
    signed_statement,
    statement_bytes,
)
from forebay.errors import ProjectError, system_error

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from forebay.catalog.version import Version

_HINT = "openssl genpkey -algorithm ed25519 -out KEY makes one."


class SigningKey:
    """A private key; it is read once and kept in memory only.

    Parameters
    ----------
    file
        PEM (PKCS 8).
    password
        Of an encrypted key; None for another one.

    Raises
    ------
    ProjectError
        ``bad-key`` if it is no such key, ``library-missing`` without the extra ``sign``.

    """

    def __init__(self, file: Path, password: str | None = None) -> None:
        require_cryptography()
        self._key = _read(file, password)
        self._hint = public_key_of(self._key.public_key()).hint

    def sign(self, root: Path, version: Version) -> Path:
        """Sign a version whose files are what was written; return the file of the signature.

        Raises
        ------
        EngineError
            ``damaged-file`` names each file that is another one.

        """
        verify_files(root, version.files, contents=True)
        payload = statement_bytes(signed_statement(version))
        signature = self._key.sign(signed_bytes(payload))
        bundle = {
            "mediaType": BUNDLE_TYPE,
            "verificationMaterial": {"publicKey": {"hint": self._hint}, "tlogEntries": []},
            "dsseEnvelope": {
                "payload": b64encode(payload).decode(),
                "payloadType": PAYLOAD_TYPE,
                "signatures": [{"sig": b64encode(signature).decode(), "keyid": ""}],
            },
        }
        file = signature_file(root, version.node, version.number)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(file, (json.dumps(bundle, indent=1) + "\n").encode())
        except OSError as error:
            raise system_error(error) from error
        return file


def _read(file: Path, password: str | None) -> Ed25519PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        data = file.read_bytes()
    except OSError as error:
        raise system_error(error) from error
    try:
        key = load_pem_private_key(data, password.encode() if password is not None else None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        # What the library says may name parts of the key: it is not repeated.
        what = f'"{file}" holds no private key that can be read'
        hint = f"{_HINT} The password of an encrypted one stands in FOREBAY_KEY_PASSWORD."
        raise ProjectError.of("bad-key", what, hint=hint) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ProjectError.of("bad-key", f'the key in "{file}" is not an Ed25519 one', hint=_HINT)
    return key
