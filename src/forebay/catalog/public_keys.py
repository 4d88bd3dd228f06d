"""Ed25519 public keys by which versions must be signed."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_HINT = "openssl pkey -in KEY -pubout makes one of a private key."


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that verifies.

    Parameters
    ----------
    hint
        The SHA-256 of its PEM, by which a signature says whose it is.

    """

    key: Ed25519PublicKey
    hint: str

    def verifies(self, signature: bytes, signed: bytes) -> bool:
        """Whether the signature of some bytes is this key's."""
        from cryptography.exceptions import InvalidSignature

        try:
            self.key.verify(signature, signed)
        except InvalidSignature:
            return False
        return True


def read_public_keys(files: Iterable[Path]) -> tuple[PublicKey, ...]:
    """Return the keys in PEM files.

    Raises
    ------
    ProjectError
        ``bad-key`` for a file that holds none, ``library-missing`` without the extra ``sign``.

    """
    require_cryptography()
    return tuple(_read(file) for file in files)


def require_cryptography() -> None:
    """Raise ProjectError ``library-missing`` without the extra ``sign``."""
    if find_spec("cryptography") is None:
        raise ProjectError.of(
            "library-missing",
            'signatures need the library "cryptography", which is not installed',
            hint="pip install 'forebay[sign]'.",
        )


def public_key_of(key: Ed25519PublicKey) -> PublicKey:
    """Return a key with its hint."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return PublicKey(key, sha256(pem).hexdigest())


def read_key_file(file: Path, hint: str) -> bytes:
    """Return the bytes of a key.

    Parameters
    ----------
    hint
        How such a file is made.

    Raises
    ------
    ProjectError
        ``bad-key`` if it cannot be read.

    """
    try:
        return file.read_bytes()
    except OSError as error:
        why = "is not there" if isinstance(error, FileNotFoundError) else "cannot be read"
        raise ProjectError.of(
            "bad-key", f'the key "{file}" {why}', detail=f"{error.strerror}.", hint=hint
        ) from error


def _read(file: Path) -> PublicKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    data = read_key_file(file, _HINT)
    try:
        key = load_pem_public_key(data)
    except (ValueError, UnsupportedAlgorithm) as error:
        what = f'"{file}" holds no public key'
        raise ProjectError.of("bad-key", what, detail=f"{error}.", hint=_HINT) from error
    if not isinstance(key, Ed25519PublicKey):
        raise ProjectError.of("bad-key", f'the key in "{file}" is not an Ed25519 one', hint=_HINT)
    return public_key_of(key)
