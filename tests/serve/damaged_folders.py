"""Model folders of which something is not what was written; run as a program, asks them all.

The program loads each folder as a server does and tells in one line what came of it. It hinders
itself from executing anything: whatever a file could make Python run would end the program.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
from dataclasses import replace
from pathlib import Path

HOW = ("bit", "bits", "byte", "cut", "zeros", "double", "text", "gone", "empty", "more", "other")


def damage(folder, dice, other):  # noqa: C901 - one line a kind
    """Change one file of a folder; return its name and how."""
    how = dice.choice(HOW)
    # As often a small file as a large one, whose names all are.
    file = dice.choice(sorted(path for path in folder.rglob("*") if path.is_file()))
    data = bytearray(file.read_bytes())
    at = dice.randrange(max(1, len(data)))
    match how:
        case "bit":
            data[at] ^= 1 << dice.randrange(8)
        case "bits":
            for _ in range(dice.randrange(2, 40)):
                data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        case "byte":
            data[at] = (data[at] + dice.randrange(1, 256)) % 256
        case "cut":
            del data[at:]
        case "zeros":
            size = min(len(data) - at, dice.randrange(1, 200))
            data[at : at + size] = bytes(size)
            data.append(0)
        case "double":
            data[at:at] = data[at : at + dice.randrange(1, 300)] or b"\0"
        case "text":
            data[at : at + 8] = dice.choice([b"-1", b"null", b"1e999", b"[]", b"__class__", b"NaN"])
        case "gone":
            file.unlink()
            return file.name, how
        case "empty":
            data.clear()
        case "more":
            added = folder / dice.choice(["series.parquet", "model.pkl", "arrays.npz.bak", "x.py"])
            added.write_bytes(b"cos\nsystem\n(S'exit 9'\ntR.")
            return added.name, how
        case _:
            candidates = [path for path in other.iterdir() if path.name == file.name]
            data = bytearray(candidates[0].read_bytes() if candidates else b"?")
    file.write_bytes(bytes(data))
    return file.name, how


def forbid_execution(root):
    """End the process where anything but code of installed modules is run."""
    never = {
        "os.system", "subprocess.Popen", "os.exec", "os.posix_spawn", "os.fork",
        "pickle.find_class", "marshal.loads", "socket.connect", "ctypes.dlopen",
    }  # fmt: skip

    def hook(event, arguments):
        is_code = event == "exec" and (
            not arguments[0].co_filename.startswith(("/", "<frozen"))
            or arguments[0].co_filename.startswith(str(root))
        )
        if is_code or event in never:
            os.write(1, f"EXECUTED {event} {arguments!r:.200}\n".encode())
            os._exit(9)

    sys.addaudithook(hook)


def digests(folder):
    from forebay.catalog.checksum import file_sha256

    return {path.name: file_sha256(path) for path in folder.rglob("*") if path.is_file()}


def main(root, env, n, seed, rehash):
    from forebay.catalog import layout, read_live
    from forebay.catalog.checksum import file_sha256
    from forebay.catalog.version import DataFile
    from forebay.errors import ForebayError
    from forebay.serve.engine_rows import EngineRows
    from forebay.serve.loaded_model import load_model

    root = Path(root)
    dice = random.Random(int(seed))
    engine = EngineRows(root)
    versions = [v for v in read_live(root, env).versions.values() if v.kind == "model"]
    folders = {v.key: layout.model_folder(root, v.node, v.number) for v in versions}
    whole = {key: f"{folder}.whole" for key, folder in folders.items()}
    for version in versions:  # everything that loading imports is imported now
        load_model(root, version, engine)
        shutil.copytree(folders[version.key], whole[version.key])
    forbid_execution(root)
    before = {key: digests(folder) for key, folder in folders.items()}
    for i in range(int(n)):
        version = versions[i % len(versions)]
        folder = folders[version.key]
        shutil.rmtree(folder)
        shutil.copytree(whole[version.key], folder)
        name, how = damage(folder, dice, Path(whole[dice.choice(versions).key]))
        if digests(folder) == before[version.key]:
            continue  # what was written over it is what was there
        if rehash == "rehash":  # as who could also write the list of hashes
            files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
            listed = tuple(
                DataFile(layout.relative(root, path), path.stat().st_size, file_sha256(path))
                for path in files
            )
            version = replace(version, files=listed)
        try:
            loaded = load_model(root, version, engine)
        except ForebayError as error:
            said = error.problems[0].name
        else:
            # Loaded means that it gave its stored answers.
            said = "loaded" if loaded is not None else "not-served"
            if loaded is not None and loaded.golden is None:
                said = "unproven"
        sys.stdout.write(json.dumps([version.node, name, how, said]) + "\n")
        sys.stdout.flush()
    engine.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
