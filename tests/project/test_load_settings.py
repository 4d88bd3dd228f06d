from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from forebay.errors import ProjectError
from forebay.project.load_settings import load_settings, parse_settings

if TYPE_CHECKING:
    from pathlib import Path


def test_an_empty_file_gives_the_defaults() -> None:
    settings = parse_settings("", "shop")

    assert (settings.name, settings.timezone, settings.default_env) == ("shop", "UTC", "dev")
    assert (settings.paths, settings.publish, settings.deterministic) == ((".",), "each", True)


def test_every_setting_is_read() -> None:
    settings = parse_settings(
        """name = "a"
        timezone = "Europe/Zurich"
        storage = ".forebay"
        default_env = "prod"
        paths = ["sources", "tables"]
        threads = 2
        memory_limit = "4GB"
        keep_versions = 7
        deterministic = false
        publish = "all"
        [env.prod]
        keep_versions = 30
        """,
        "shop",
    )

    assert settings.for_environment("prod").keep_versions == 30
    assert settings.for_environment("dev").keep_versions == 7
    assert (settings.threads, settings.memory_limit, settings.publish) == (2, "4GB", "all")


@pytest.mark.parametrize(
    ("text", "name", "place", "hint"),
    [
        ('name = "a"\nthread = 2', "unknown-setting", "2:1", 'did you mean "threads"?'),
        ('[env.prod]\npublsh = "all"', "unknown-setting", "2:1", 'did you mean "publish"?'),
        ('name = "a"\n[env]\nprod = 1', "bad-setting", "3:1", None),
        ("env = 3", "bad-setting", "1:1", None),
        ('threads = "two"', "bad-setting", "1:1", None),
        ("threads = true", "bad-setting", "1:1", None),
        ("threads = 99999999999999999999", "bad-setting", "1:1", None),
        ("keep_versions = 0", "bad-setting", "1:1", None),
        ('memory_limit = "lots"', "bad-setting", "1:1", None),
        ('paths = "sources"', "bad-setting", "1:1", None),
        ('paths = ["../other"]', "bad-setting", "1:1", None),
        ('name = "a"\nstorage = "/var/lib"', "bad-setting", "2:1", None),
        ('storage = "s3://bucket/x"', "not-supported", "1:1", None),
        ("storage = 3", "bad-setting", "1:1", None),
        ('catalog = "catalog"', "bad-setting", "1:1", None),
        ('publish = "some"', "bad-setting", "1:1", None),
        ('timezone = ""', "bad-setting", "1:1", None),
        ("deterministic = 1", "bad-setting", "1:1", None),
        ('[datasets]\n"p.shop" = "x"', "bad-setting", "1:2", None),
        ('dialect = "bigquery"\n[datasets]\nshop = "x"', "bad-setting", "3:1", None),
        ('dialect = "bigquery"\n[datasets]\n"p.shop.t" = "/x"', "bad-setting", "3:2", None),
        ('dialect = "bigquery"\n[datasets]\n"p.shop.t" = 3', "bad-setting", "3:2", None),
        ('dialect = "bigquery"\ndatasets = 3', "bad-setting", "2:1", None),
        ('dialect = "oracle"', "bad-setting", "1:1", None),
        ('catalog = "postgresql://x"', "not-supported", "1:1", None),
        ('name = "a"\nname = "b"', "bad-toml", "2:11", None),
        ('name = "a"\nthreads =', "bad-toml", "2:10", None),
    ],
)
def test_what_is_wrong_is_named_at_its_place(
    text: str, name: str, place: str, hint: str | None
) -> None:
    with pytest.raises(ProjectError) as caught:
        parse_settings(text, "shop")

    [problem] = caught.value.problems
    assert problem.span is not None
    assert (problem.name, problem.span.place) == (name, f"forebay.toml:{place}")
    assert problem.hint == hint if hint is not None else problem.hint


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ProjectError) as caught:
        parse_settings('nam = "a"\nthreads = -1\n[env.prod]\nname = "x"', "shop")

    assert [p.name for p in caught.value.problems] == [
        "unknown-setting",
        "bad-setting",
        "unknown-setting",
    ]


def test_a_folder_without_settings_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        load_settings(tmp_path)

    assert caught.value.problems[0].name == "no-project"
    assert "forebay init" in caught.value.problems[0].hint


def test_settings_that_are_no_utf8_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "forebay.toml").write_bytes(b'name = "\xff"')

    with pytest.raises(ProjectError, match="not UTF-8"):
        load_settings(tmp_path)
