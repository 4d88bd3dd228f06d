"""What a server reads of ``forebay.toml``, without the project's code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from forebay.catalog.places import SETTINGS_FILE
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path

_DEFAULT_ENV: Final = "dev"
_KEYS: Final = frozenset({"require_signature", "public_keys", "signed_since"})


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """``default_env`` and ``[serve]``.

    Parameters
    ----------
    require_signature
        Whether a version must be signed to answer.
    public_keys
        By one of which.
    signed_since
        ISO 8601: what was signed to be live before that day is refused; empty for any.

    """

    default_env: str = _DEFAULT_ENV
    require_signature: bool = False
    public_keys: tuple[Path, ...] = ()
    signed_since: str = ""


def read_serve_settings(root: Path) -> ServeSettings:
    """Return the settings of a server.

    Raises
    ------
    ProjectError
        ``no-project``, ``bad-toml``; ``bad-setting`` for a [serve] that is not what it must be:
        a server that guessed would answer with what nobody signed.

    """
    file = root / SETTINGS_FILE
    try:
        found = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise ProjectError.of(
            "no-project",
            f'no {SETTINGS_FILE} in "{root}"',
            hint="go into a project folder, or name one with -C.",
        ) from error
    except (OSError, ValueError) as error:
        raise ProjectError.of(
            "bad-toml", f"{SETTINGS_FILE} cannot be read: {error}", hint="forebay check says where."
        ) from error
    env = found.get("default_env")
    asks, keys, since = _section(found.get("serve", {}))
    named = env if isinstance(env, str) and env else _DEFAULT_ENV
    return ServeSettings(named, asks, tuple(root / key for key in keys), since)


def _section(found: Any) -> tuple[bool, list[str], str]:
    section = found if isinstance(found, dict) else {"serve": found}
    asks, keys = section.get("require_signature", False), section.get("public_keys", [])
    if set(section) - _KEYS or not isinstance(asks, bool):
        raise _bad("takes require_signature = true, public_keys = [files] and signed_since")
    if not isinstance(keys, list) or not all(isinstance(key, str) and key for key in keys):
        raise _bad("needs a list of files for public_keys")
    if asks and not keys:
        raise _bad("asks for signatures and names no public key")
    since = section.get("signed_since")
    if since is not None and type(since) is not date:
        raise _bad("needs a day for signed_since: 2026-11-01, without quotes")
    return asks, keys, since.isoformat() if since is not None else ""


def _bad(what: str) -> ProjectError:
    return ProjectError.of(
        "bad-setting",
        f"section [serve] {what}",
        hint='public_keys = ["keys/release.pem"], below the project or with a whole path.',
    )
