"""What ``forebay.toml`` says, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class EnvironmentSettings:
    """``[env.NAME]``: what one environment sets otherwise; None means as in the project."""

    publish: Literal["each", "all"] | None = None
    keep_versions: int | None = None
    threads: int | None = None
    memory_limit: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnRules:
    """``[columns]``: rules for columns of sources, ``source.column``, that follow their lineage.

    Parameters
    ----------
    never_features
        No feature of any model may be made of their values.
    private
        They may not reach a model's rows, a table that asks a model, nor what a build tells.

    """

    never_features: tuple[str, ...] = ()
    private: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a project.

    Parameters
    ----------
    name
        The project's name; the folder's when the file does not say.
    dialect
        Whose SQL the queries are in.
    timezone
        What every session of the engine is pinned to. Part of every fingerprint.
    default_env
        The environment that a command without ``--env`` means.
    paths
        Folders below the project that are searched for ``*.sql``.
    threads
        Never changes a result. None: as many as the machine has.
    memory_limit
        In the engine's own words (``4GB``); None: the engine's own choice.
    max_join_rows
        Pairs of rows that a join may make or look at, as far as that is known beforehand.
    keep_versions
        Published versions of a node that ``gc`` keeps, 1 or more.
    deterministic
        Floating aggregates in ancestors of a model run on one thread (SEMANTICS rule 11).
    publish
        ``each``: all publishable nodes go live together, what is held back stays behind.
        ``all``: anything held back holds back everything.
    storage, catalog
        The folder of tables and models, and the file of the catalog, relative to the project's
        folder: ``catalog.places`` reads them by itself.
    datasets
        With ``dialect = "bigquery"``: by ``project.dataset.table`` a file or the name of a node, by
        ``project.dataset`` a folder, ended by a slash, or what stands before the dot.
    mlflow_uri
        ``[mlflow] tracking_uri``: the server that is told which versions were published; empty for
        none.
    columns
        What may not become of some columns.
    environments
        By name.

    """

    name: str
    dialect: Literal["duckdb", "bigquery"] = "duckdb"
    timezone: str = "UTC"
    default_env: str = "dev"
    paths: tuple[str, ...] = (".",)
    threads: int | None = None
    memory_limit: str | None = None
    max_join_rows: int = 10_000_000_000
    keep_versions: int = 3
    deterministic: bool = True
    publish: Literal["each", "all"] = "each"
    storage: str = ".forebay"
    catalog: str = ".forebay/catalog.sqlite"
    mlflow_uri: str = ""
    columns: ColumnRules = field(default_factory=ColumnRules)
    datasets: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    environments: Mapping[str, EnvironmentSettings] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def for_environment(self, env: str) -> Settings:
        """Return the settings with what ``[env.NAME]`` sets otherwise.

        Examples
        --------
        >>> prod = EnvironmentSettings(publish="all")
        >>> Settings("shop", environments={"prod": prod}).for_environment("prod").publish
        'all'

        """
        own = self.environments.get(env, EnvironmentSettings())
        return replace(
            self,
            publish=own.publish or self.publish,
            keep_versions=own.keep_versions or self.keep_versions,
            threads=own.threads or self.threads,
            memory_limit=own.memory_limit or self.memory_limit,
        )
