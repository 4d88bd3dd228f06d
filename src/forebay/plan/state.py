"""What is live and what was built before, as the plan sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a source's data signature: its path as shown, its size in bytes, its sha256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class DataSignature:
    """What the files of a source held when the run began; `digest` stands for all of it."""

    digest: str
    files: tuple[SourceFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Past:
    """A version that was built before.

    Parameters
    ----------
    inputs
        The content ids of what it was built from, by key; for a source under its own key the
        digest of its data signature.
    input_runs
        The runs that built those inputs, by key, as far as they are known.
    judge_fingerprint
        Of its last verdict; empty for anything but models.
    champion
        The identity of the model version that its last verdict compared it with; empty if none.
    verdict
        ``PASS``, ``FAIL`` or ``NOT PROVEN``; empty if it was never judged.
    seconds
        How long building it took.
    overridden
        A person promoted it after its last verdict, whatever that was (SEMANTICS rule 28).

    """

    identity: str
    number: int
    run: int
    fingerprint: str
    definition: str
    content_id: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    input_runs: Mapping[str, int] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    session: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[tuple[str, str], ...] = ()
    files: tuple[SourceFile, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    seconds: float | None = None
    judge_fingerprint: str = ""
    champion: str = ""
    verdict: str = ""
    overridden: bool = False


@dataclass(frozen=True, slots=True)
class PastVerdict:
    """A verdict on one candidate, kept so that it is not reached again (SEMANTICS rule 4)."""

    outcome: str  # PASS, FAIL, NOT PROVEN
    run: int  # the run that first reached it
    number: int  # of the version


@dataclass(frozen=True, slots=True)
class Pin:
    """A mark that keeps what was rolled back from coming back (SEMANTICS rule 3).

    `definition` is empty where it was not recorded; then only the fingerprint is held back.
    """

    fingerprint: str
    definition: str
    reason: str
    run: int | None = None


@dataclass(frozen=True, slots=True)
class PlanState:
    """The catalog as one environment sees it, read once; all by node key.

    Parameters
    ----------
    env
        The environment.
    run
        The run that published last in it; None if none did.
    live
        What its names mean now.
    names
        The names of live things as written, by key: for what is live and has no file any more.
    built
        Every version that is there and complete, by key and build fingerprint.
    verdicts
        By key, build fingerprint and judge fingerprint.
    pins
        By key; one for each version of the node that was withdrawn.
    seconds
        How long each took the last time it was built.
    failed
        Keys that failed or were refused in the last finished run.

    """

    env: str
    run: int | None = None
    live: Mapping[str, Past] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    built: Mapping[tuple[str, str], Past] = field(default_factory=dict)
    verdicts: Mapping[tuple[str, str, str], PastVerdict] = field(default_factory=dict)
    pins: Mapping[str, tuple[Pin, ...]] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    failed: frozenset[str] = frozenset()

    def champion_for(self, key: str, fingerprint: str) -> str:
        """Return the identity of what a candidate is compared with; empty if there is nothing.

        That is the live version. A candidate that is itself live keeps the champion of its last
        verdict: nothing is its own champion.
        """
        live = self.live.get(key)
        if live is None:
            return ""
        return live.champion if live.fingerprint == fingerprint else live.identity
