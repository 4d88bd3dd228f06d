"""Sign a version of a model with an Ed25519 key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.catalog.atomic import write_atomically
from forebay.catalog.clock import utc_now
from forebay.catalog.integrity import verify_files
from forebay.catalog.layout import live_signature_file, signature_file
from forebay.catalog.public_keys import public_key_of, read_key_file, require_cryptography
from forebay.catalog.signed_envelope import envelope
from forebay.catalog.signed_statement import (
    live_statement,
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
        file = signature_file(root, version.node, version.number)
        self._write(file, signed_statement(version))
        return file

    def sign_live(self, root: Path, env: str, version: Version) -> Path:
        """Sign that a version is live in an environment; return the file of the signature."""
        file = live_signature_file(root, env, version.node)
        self._write(file, live_statement(env, version, utc_now()))
        return file

    def _write(self, file: Path, statement: dict[str, Any]) -> None:
        payload = statement_bytes(statement)
        signature = self._key.sign(signed_bytes(payload))
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(file, envelope(payload, signature, self._hint))
        except OSError as error:
            raise system_error(error) from error


def _read(file: Path, password: str | None) -> Ed25519PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    data = read_key_file(file, _HINT)
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
