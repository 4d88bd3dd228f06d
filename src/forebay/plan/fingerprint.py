"""When two builds of a node must give the same result (SEMANTICS rules 7 and 8)."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class Fingerprinted(Protocol):
    """What of a node goes into its fingerprint; ``Node`` and ``NodeOutline`` both have it."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def definition(self) -> str: ...
    @property
    def judgement(self) -> str: ...
    @property
    def reads(self) -> tuple[str, ...]: ...
    @property
    def variables(self) -> tuple[str, ...]: ...


def fingerprint(
    node: Fingerprinted,
    content_ids: Mapping[str, str],
    variables: Mapping[str, str],
    session: Mapping[str, str],
) -> str:
    """Return the build fingerprint of a node, 64 hex digits (SEMANTICS rule 7).

    Parameters
    ----------
    content_ids
        The content id of everything it reads, by key. For a source, under its own key, the digest
        of its data signature.
    variables
        Values for ``getvariable``; only those that the node reads count.
    session
        The pinned settings of the engine's session: time zone, collation, order of NULLs.

    Raises
    ------
    KeyError
        An id of something that the node reads is not given: a caller's mistake, never a user's.

    """
    wanted = (*node.reads, node.key) if node.kind == "source" else node.reads
    return _digest(
        {
            "definition": node.definition,
            "inputs": {key: content_ids[key] for key in wanted},
            "variables": {name: variables.get(name) for name in node.variables},
            "session": dict(session),
        }
    )


def judge_fingerprint(node: Fingerprinted, champion: str, confidence: float = 0.95) -> str:
    """Return what decides a verdict besides the candidate itself (SEMANTICS rule 8).

    Parameters
    ----------
    champion
        The identity of the model version it is compared with; empty if there is none.
    confidence
        Of the bounds that are judged, in (0, 1).

    """
    return _digest(
        {"judgement": node.judgement, "champion": champion, "confidence": repr(confidence)}
    )


def _digest(parts: Mapping[str, object]) -> str:
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
