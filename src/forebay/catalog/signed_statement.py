"""What a signature of a version is made over: the statement of the OpenSSF Model Signing layout.

An in-toto statement (v1) with the predicate ``https://model_signing/signature/v1.0``: name and
SHA-256 of every file in the folder of the version, and one digest over all digests. Its bytes are
signed in a DSSE envelope, as a Sigstore bundle (v0.3) has it.
Sources: github.com/ossf/model-signing-spec, github.com/secure-systems-lab/dsse.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from forebay.catalog.version import Version

PAYLOAD_TYPE: Final = "application/vnd.in-toto+json"
BUNDLE_TYPE: Final = "application/vnd.dev.sigstore.bundle.v0.3+json"
_STATEMENT: Final = "https://in-toto.io/Statement/v1"
_PREDICATE: Final = "https://model_signing/signature/v1.0"
_LIVE: Final = "urn:forebay:live:v1"


def signed_statement(version: Version) -> dict[str, Any]:
    """Return the statement about a version's files.

    Examples
    --------
    >>> from forebay.catalog.version import DataFile, Version
    >>> files = (DataFile("models/m/1/model.json", 2, "00" * 32),)
    >>> version = Version(1, "m", "model", 1, "f", files=files)
    >>> signed_statement(version)["predicate"]["resources"][0]["name"]
    'model.json'

    """
    # A file of a model lies at models/<node>/<number>/<name>.
    named = sorted(("/".join(PurePosixPath(f.path).parts[3:]), f.sha256) for f in version.files)
    root = sha256(b"".join(bytes.fromhex(digest) for _, digest in named)).hexdigest()
    return {
        "_type": _STATEMENT,
        "subject": [{"name": version.label, "digest": {"sha256": root}}],
        "predicateType": _PREDICATE,
        "predicate": {
            "serialization": {
                "method": "files",
                "hash_type": "sha256",
                "allow_symlinks": False,
                "ignore_paths": [],
            },
            "resources": [
                {"name": name, "algorithm": "sha256", "digest": digest} for name, digest in named
            ],
        },
    }


def live_statement(env: str, version: Version, signed_at: str) -> dict[str, Any]:
    """Return the statement that a version is live: the same subject, and where and since when.

    Parameters
    ----------
    signed_at
        UTC, ISO 8601: of two statements about a model the later one counts.

    """
    return {
        "_type": _STATEMENT,
        "subject": signed_statement(version)["subject"],
        "predicateType": _LIVE,
        "predicate": {"environment": env, "model": version.key, "signed_at": signed_at},
    }


def signed_bytes(payload: bytes) -> bytes:
    """Return what is signed of a payload: DSSE's pre-authentication encoding.

    Examples
    --------
    >>> signed_bytes(b"{}")
    b'DSSEv1 28 application/vnd.in-toto+json 2 {}'

    """
    kind = PAYLOAD_TYPE.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def statement_bytes(statement: dict[str, Any]) -> bytes:
    """Return a statement as JSON; equal ones give equal bytes."""
    return json.dumps(statement, separators=(",", ":"), sort_keys=True).encode()
