"""The disk is full at any write: the old generation stays, and space is all that is missing.

Reliability 5.3, F5. A real full disk is a small tmpfs, which only root may mount; a limit on the
size of files refuses writes in the same places and needs no rights.
"""

from __future__ import annotations

import importlib.util
import os
import resource
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from forebay.cli import main

_spec = importlib.util.spec_from_file_location("crash_shop", Path(__file__).with_name("shop.py"))
shop = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(shop)

KB = 1024


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    root = tmp_path_factory.mktemp("full") / "base"
    shop.write(root, shop.OLD)
    assert shop.build(root)[0].exit_code == 0
    return root


@pytest.fixture(scope="module")
def old(base):
    return shop.seen(base)


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    """A file system of 8 MB of its own."""
    folder = tmp_path_factory.mktemp("disk")
    command = ["mount", "-t", "tmpfs", "-o", "size=8m", "forebay-test", str(folder)]
    if shutil.which("mount") is None:
        pytest.skip("there is no mount on this system")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"mounting a small disk is not permitted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def free_bytes(disk, free):
    """Fill the disk so that so many bytes are free."""
    filler = disk / "filler"
    state = os.statvfs(disk)
    taken = state.f_bavail * state.f_frsize - free
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, taken)
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def file_limit(size):
    """Let the system refuse every byte of a file beyond `size`."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def check_failure(code, capsys, root, old, names=("disk-full",)):
    """What a person sees of a build without space: an error in our form, and what was live."""
    told = capsys.readouterr()
    text = told.out + told.err
    assert code == 3, text
    assert any(f"error[{name}]" in text for name in names), text
    assert "Traceback" not in text
    assert not (root / ".forebay/bugs").exists()
    assert "failed" in {last_word(told.out), last_word(told.err)}
    assert shop.seen(root) == old


def last_word(stream):
    """Return the first word of the last line."""
    return (stream.strip().splitlines() or [""])[-1].split(":")[0]


def check_recovery(root, capsys):
    """With space again the next plain build ends in the new generation."""
    code = main(["-C", str(root), "build"])
    told = capsys.readouterr()
    assert code == 0, told.out + told.err
    assert last_word(told.out) == "done"


SIZES = [0, 24, 60, 100, 160, 240]


def test_a_build_on_a_full_disk_leaves_the_old_generation_and_needs_only_space(
    base, old, disk, capsys
):
    failed = 0
    for free in SIZES:
        root = disk / "shop"
        shutil.copytree(base, root)
        shop.write(root, shop.NEW)

        with free_bytes(disk, free * KB):
            code = main(["-C", str(root), "build"])
            if code == 0:
                capsys.readouterr()
            else:
                failed += 1
                check_failure(code, capsys, root, old)

        check_recovery(root, capsys)
        assert shop.seen(root) != old
        shutil.rmtree(root)
    assert failed >= len(SIZES) // 2


def test_a_build_whose_files_are_limited_leaves_the_old_generation(base, old, tmp_path, capsys):
    failed = 0
    for limit in (1, 6, 12, 20, 32, 100):
        root = tmp_path / str(limit)
        shutil.copytree(base, root)
        shop.write(root, shop.NEW)

        with file_limit(limit * KB):
            code = main(["-C", str(root), "build"])
        if code == 0:
            capsys.readouterr()
        else:
            failed += 1
            # SQLite does not hand on why a write was refused.
            check_failure(code, capsys, root, old, ("disk-full", "catalog-not-written"))

        check_recovery(root, capsys)
    assert failed >= 3


def test_a_query_works_in_a_folder_that_cannot_be_written(base, old, tmp_path, capsys):
    """DESIGN 3: a reader needs nothing but what is published."""
    root = tmp_path / "shop"
    shutil.copytree(base, root)
    for path in (root, *root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    reader = ["mount", "--bind", "-o", "ro", str(root), str(root)]
    is_root = os.geteuid() == 0  # whom no mode of a file keeps from writing
    if is_root and subprocess.run(reader, capture_output=True, check=False).returncode:
        pytest.skip("root may write everywhere, and a mount for reading only is not permitted here")
    try:
        with pytest.raises(OSError, match=r"Read-only|Permission"):
            (root / "x").write_text("")
        code = main(["-C", str(root), "sql", "SELECT count(*) AS n FROM scored", "--format", "csv"])
        told = capsys.readouterr()
        assert (code, told.out, told.err) == (0, "n\n1495\n", "")
        assert shop.seen(root) == old
        code = main(["-C", str(root), "build"])
        text = "".join(capsys.readouterr())
        assert code == 3
        assert "Traceback" not in text
    finally:
        if is_root:
            subprocess.run(["umount", str(root)], check=True)
        for path in (root, *root.rglob("*")):
            path.chmod(0o755)
