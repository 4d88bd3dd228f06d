"""What a person does with a project from Python; the command line does the same through it."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Self

from forebay.build import BuildRequest, run
from forebay.build.read_past import read_past, sign_sources
from forebay.catalog import BuildLock, Catalog, read_live
from forebay.errors import ProjectError, Source, nearest
from forebay.plan import make, why
from forebay.plan.lock import check_lock
from forebay.project import read_outline
from forebay.project.load_settings import load_settings
from forebay.project.select import select

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.build import Event, RunFinished
    from forebay.build.publish_models import PublishedModels
    from forebay.catalog import Run, Version
    from forebay.catalog.gc import GcReport
    from forebay.catalog.rollback import Withdrawal
    from forebay.checks.outcome import TestResult
    from forebay.errors import Problem
    from forebay.export import Exported
    from forebay.export.query_options import QueryOptions
    from forebay.plan import Plan
    from forebay.project import NodeOutline, ProjectOutline
    from forebay.session.explain_row import ExplainedRow
    from forebay.session.readiness import Readiness
    from forebay.session.replayed_version import ReplayedVersion
    from forebay.session.result import Result
    from forebay.session.verify import Compared


class NotPublishedWarning(UserWarning):
    """What is live now could not be told to the MLflow server of the settings."""


class Session:
    """A project and one of its environments.

    Parameters
    ----------
    root
        The project folder.
    env
        The environment; None means the settings' ``default_env``.
    run
        Queries are answered over what was live right after that run; None means now.

    Attributes
    ----------
    untold
        What the MLflow server of the settings was not told by the last decision, and why.

    """

    def __init__(self, root: Path, *, env: str | None = None, run: int | None = None) -> None:
        self.root = root.resolve()
        self.settings = load_settings(self.root)
        self.env = env or self.settings.default_env
        self.run = run
        self.untold: tuple[Problem, ...] = ()
        self._results: list[Result] = []

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the results that are still open."""
        for result in self._results:
            result.close()
        self._results.clear()

    # Build -------------------------------------------------------------------------------------

    def build(
        self,
        *selectors: str,
        request: BuildRequest | None = None,
        on_event: Callable[[Event], None] | None = None,
    ) -> RunFinished:
        """Build what changed, or what is selected; return how the run ended.

        A failed check or a refused model is told by the result's ``outcome``, never raised.
        """
        asked = request or BuildRequest(select=selectors, env=self.env)
        return run(self.root, asked, on_event or (lambda _: None))

    def plan(self, request: BuildRequest | None = None) -> Plan:
        """Return what a build would do, and why; nothing is done."""
        outline = self.outline()
        with Catalog(self.root) as catalog:
            state = read_past(catalog, self.env)
            signatures = sign_sources(catalog, outline)
            if request is not None and request.locked:
                check_lock(self.root, outline, signatures)
            return make(outline, state, request or BuildRequest(env=self.env), signatures)

    def why(self, name: str) -> tuple[str, ...]:
        """Return the lines that say what decides the next build of a node."""
        outline = self.outline()
        with Catalog(self.root) as catalog:
            state = read_past(catalog, self.env)
            plan = make(outline, state, BuildRequest(), sign_sources(catalog, outline))
            return why(outline, state, plan, name)

    def test(self, *selectors: str) -> tuple[TestResult, ...]:
        """Run the unit tests of the selected nodes; of all without a selector."""
        from forebay.session.run_unit_tests import run_unit_tests

        return run_unit_tests(self.root, self.env, selectors)

    def verify(self, *selectors: str, threads: int | None = None) -> tuple[Compared, ...]:
        """Build everything again elsewhere and compare checksums and model hashes."""
        from forebay.session.verify import verify

        return verify(self.root, self.env, selectors, threads)

    def lock(self) -> Path:
        """Write ``forebay.lock`` from what is live; return where it is."""
        from forebay.session.lock_file import write_lock

        return write_lock(self.root, self.env)

    # Ask ---------------------------------------------------------------------------------------

    def sql(self, text: str) -> Result:
        """Answer one query over what is live; ``ML.*`` functions may stand in it.

        Raises
        ------
        ProjectError
            The query is wrong, or defines something: that belongs in a file of the project.

        """
        return self._answer(Source("<query>", text))

    def predict(self, model: str, file: str | Path, format: str = "csv") -> Result:  # noqa: A002 - the user's word
        """Answer with a live model for the rows of a file: ``csv``, ``json`` or ``parquet``.

        As ``ML.PREDICT``: the predicted columns, then those of the file. The file is read as
        strictly as a source. `model` is a name, or one with a version: ``late_arrival@8``.
        """
        from forebay.session.predict_file import predict_file

        result = predict_file(self.root, self.env, model, Path(file), format)
        self._results.append(result)
        return result

    def explain(self, model: str, *key: str) -> ExplainedRow:
        """Follow one row through a live model; see ``explain_row``."""
        from forebay.session.explain_row import explain_row

        return explain_row(self.root, self.env, model, key)

    def replay(
        self, log: str | Path, *names: str, against: str | Path | None = None
    ) -> list[ReplayedVersion]:
        """Ask the rows of a request log again: see ``replay_log`` and ``replay_export``.

        `log` is the folder of ``forebay serve --log``; without `names`, all models in it.
        `against` is a file that ``export`` wrote, which is asked then; its code is run.
        """
        from forebay.session.replay_export import replay_export
        from forebay.session.replay_log import replay_log

        if against is not None:
            if len(names) != 1:
                raise ProjectError.of(
                    "bad-arguments",
                    "an exported file is of one model",
                    hint="name it: forebay replay LOG NAME --against FILE.",
                )
            return replay_export(self.root, self.env, Path(log), names[0], Path(against))
        return replay_log(self.root, self.env, Path(log), names)

    def sign(
        self, *names: str, key: str | Path, every: bool = False, password: str | None = None
    ) -> dict[str, Path]:
        """Sign versions of models with an Ed25519 key: see ``sign_models``."""
        from forebay.session.sign_models import sign_models

        return sign_models(self.root, self.env, names if not every else None, Path(key), password)

    def _answer(self, said: Source) -> Result:
        from forebay.session.query_live import query_live

        result = query_live(self.root, self.env, said, self.run)
        self._results.append(result)
        return result

    def at(self, run: int) -> Session:
        """Return a session whose queries see what was live right after a run (SEMANTICS 18)."""
        return Session(self.root, env=self.env, run=run)

    def outline(self) -> ProjectOutline:
        """Return the validated project; ProjectError with everything that is wrong."""
        found = read_outline(self.root)
        if found is not None:
            return found
        from forebay.project.make_outline import make_outline
        from forebay.trust.load_project import load_project

        return make_outline(load_project(self.root))

    def ls(self, *selectors: str) -> tuple[NodeOutline, ...]:
        """Return the selected nodes in the order in which a build takes them."""
        outline = self.outline()
        with Catalog(self.root) as catalog:
            state = read_past(catalog, self.env)

            def changed() -> frozenset[str]:
                plan = make(outline, state, BuildRequest(), sign_sources(catalog, outline))
                idle = {"keep", "held", "still_refused"}
                return frozenset(s.node.casefold() for s in plan.steps if s.action not in idle)

            chosen = select(outline.nodes, selectors, changed=changed, failed=lambda: state.failed)
        return tuple(node for key, node in outline.nodes.items() if key in chosen)

    def show(self, name: str) -> tuple[NodeOutline, Version | None]:
        """Return a node and its live version, None if it has none."""
        outline = self.outline()
        node = outline.nodes.get(name.casefold())
        if node is None:
            meant = nearest(name, [other.name for other in outline.nodes.values()])
            raise ProjectError.of(
                "unknown-node",
                f'there is no node "{name}"',
                hint=f'did you mean "{meant}"?' if meant else "forebay ls prints every name.",
            )
        return node, read_live(self.root, self.env).find(name)

    def models(self, name: str | None = None) -> tuple[Version, ...]:
        """Return the versions of all models or of one, oldest first."""
        with Catalog(self.root) as catalog:
            found = catalog.versions.all() if name is None else catalog.versions.of(name)
        models = tuple(version for version in found if version.kind == "model")
        if name is not None and not models:
            node, _ = self.show(name)  # a name that means nothing is a mistake, not an empty answer
            if node.kind != "model":
                raise ProjectError.of(
                    "unknown-node",
                    f'"{node.name}" is a {node.kind}, not a model',
                    hint="forebay models lists the models.",
                )
        return models

    def scored_by(self, name: str) -> str | None:
        """Return what scores a model's rows on this machine; None for a model without trees.

        ``compiled, AVX-512`` (or ``AVX2``, ``plain C``), or NumPy and why.
        """
        from forebay.session.scored_by import scored_by

        return scored_by(self.root, self.models(name))

    def runs(self) -> tuple[Run, ...]:
        """Return the runs, newest first."""
        with Catalog(self.root) as catalog:
            return tuple(reversed(catalog.runs.all()))

    # Decide ------------------------------------------------------------------------------------

    def promote(self, reference: str, reason: str) -> Version:
        """Make ``name@version`` live by decision, whatever its verdict, and take its pin away.

        A server of MLflow that the settings name is told, as by every decision here; `untold` says
        what went wrong there.
        """
        name, at, number = reference.rpartition("@")
        if not at or not number.isdecimal():
            raise ProjectError.of(
                "bad-arguments",
                f'"{reference}" names no version',
                hint="write name@version, such as late_arrival@8.",
            )
        with BuildLock(self.root), Catalog(self.root) as catalog:
            version = catalog.promote(self.env, name, int(number), reason)
        self._tell()
        return version

    def rollback(self, name: str, reason: str) -> tuple[Withdrawal, ...]:
        """Take a name back to the version that was live before, and pin what is withdrawn."""
        with BuildLock(self.root), Catalog(self.root) as catalog:
            moved = catalog.rollback(self.env, name, reason)
        self._tell()
        return moved

    def rollback_run(self, number: int, reason: str) -> tuple[Withdrawal, ...]:
        """Undo everything that a run published."""
        with BuildLock(self.root), Catalog(self.root) as catalog:
            moved = catalog.rollback_run(self.env, number, reason)
        self._tell()
        return moved

    def _tell(self) -> None:
        """Tell MLflow's server; a failure is a warning, since what is live is live all the same."""
        self.untold = self.publish().problems if self.settings.mlflow_uri else ()
        for problem in self.untold:
            warnings.warn(f"{problem.message}: {problem.hint}", NotPublishedWarning, stacklevel=3)

    def gc(self) -> GcReport:
        """Delete versions that nothing needs; marks first."""
        with Catalog(self.root) as catalog:
            return catalog.gc(self.settings.keep_versions)

    def readiness(self) -> Readiness:
        """Return the ML Test Score of the project, each test with its evidence."""
        from forebay.session.readiness import readiness

        return readiness(self.root, self.env)

    # Hand on -----------------------------------------------------------------------------------

    def export(
        self,
        model: str,
        to: str,
        target: str | Path | None = None,
        *,
        options: QueryOptions | None = None,
    ) -> Exported:
        """Write a live model for other programs: ``sql``, ``python``, ``onnx``, ``mlflow``, ...

        The file answers the stored rows of the version first; ``parity`` if an answer differs.
        `options` says for SQL which dialect, and what the query reads.
        """
        from forebay.session.export_file import export_file

        path = None if target is None else Path(target)
        return export_file(self.root, self.env, model, to, path, options)

    def publish(self) -> PublishedModels:
        """Tell the MLflow server of the settings which versions are and were live.

        A server that does not answer is told in ``problems``, never raised.
        """
        from forebay.build.publish_models import publish_models, require_server

        require_server(self.settings)
        with Catalog(self.root) as catalog:
            return publish_models(self.root, self.env, self.settings, catalog)

    def attach(self, target: Path | None = None) -> Path:
        """Write a DuckDB file of views on what is live; return its path."""
        from forebay.session.attach import attach

        return attach(self.root, self.env, target or self.root / f"{self.settings.name}.duckdb")

    def report(self, target: Path) -> Path:
        """Write a static HTML report of what is live; return its path."""
        from forebay.session.report import write_report

        return write_report(self.root, self.env, target)
