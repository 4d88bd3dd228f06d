"""A version must be signed by a key that is known, before any of its files is parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.catalog.layout import live_signature_file, signature_file
from forebay.catalog.signed_envelope import MOST_BYTES, signed_content
from forebay.catalog.signed_statement import live_statement, signed_statement
from forebay.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from forebay.catalog.public_keys import PublicKey
    from forebay.catalog.version import Version


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
    what = f'"{version.label}"'
    hint = f"forebay sign {version.label} --key KEY"
    file = signature_file(root, version.node, version.number)
    found = _signed(file, keys, what, "unsigned-version", hint)
    if found != signed_statement(version):
        raise _wrong(what, "it is over another version or other files", hint)


def require_live_signature(
    root: Path, env: str, version: Version, keys: Sequence[PublicKey], since: str = ""
) -> str:
    """Return when it was signed that a version is live, if one of the keys did.

    ``live/<env>.json`` alone could be written back to an older version, which is signed as well.

    Parameters
    ----------
    since
        UTC, ISO 8601: what was signed before is refused.

    Raises
    ------
    EngineError
        ``unsigned-live-version``; ``wrong-signature`` if there is a signature that is none, is of
        another key, is over another version or environment, or is too old.

    """
    what = f'"{version.label}" as the live version in "{env}"'
    hint = f"forebay sign {version.node} --env {env} --key KEY"
    file = live_signature_file(root, env, version.node)
    found = _signed(file, keys, what, "unsigned-live-version", hint)
    signed_at = _signed_at(found)
    if found != live_statement(env, version, signed_at):
        raise _wrong(what, "it is over another version or another environment", hint)
    if signed_at < since:
        raise _wrong(what, f"it is of {signed_at}, and one of {since} is known", hint)
    return signed_at


def _signed(file: Path, keys: Sequence[PublicKey], what: str, absent: str, hint: str) -> Any:
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise EngineError.of(
            absent, f"{what} is not signed, and the settings ask for it", hint=f"{hint}."
        ) from error
    except OSError as error:
        raise _wrong(what, f"it cannot be read: {error.strerror}", hint) from error
    try:
        return signed_content(data, keys)
    except ValueError as error:
        raise _wrong(what, str(error), hint) from error


def _signed_at(statement: Any) -> str:
    match statement:
        case {"predicate": {"signed_at": str(at)}}:
            return at
        case _:
            return ""


def _wrong(what: str, why: str, hint: str) -> EngineError:
    return EngineError.of(
        "wrong-signature",
        f"the signature of {what} is not accepted",
        detail=f"{why}.",
        hint=f"{hint}, if it is the version that you mean.",
    )
