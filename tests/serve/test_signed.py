"""Versions that must be signed: who signed them, what was signed, and what is refused by name."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
from contextlib import closing

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from tests.serve.conftest import MODELS, build, write_rows
from tests.serve.running import running
from tests.serve.test_serve import wait_for

from forebay.catalog import Catalog, layout, read_live
from forebay.catalog.public_keys import read_public_keys
from forebay.catalog.require_signature import require_live_signature, require_signature
from forebay.cli import main
from forebay.errors import ForebayError
from forebay.serve.engine_rows import EngineRows
from forebay.serve.registry import Registry
from forebay.serve.serve_settings import read_serve_settings
from forebay.session import connect

ROW = {"a": 0.5, "k": 2, "color": "red"}


def write_key(folder, name, encryption=None):
    """Write a private and a public key; return their files."""
    key = Ed25519PrivateKey.generate()
    private, public = folder / f"{name}.key", folder / f"{name}.pem"
    private.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption or NoEncryption())
    )
    public.write_bytes(
        key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    return private, public


@pytest.fixture
def keys(tmp_path):
    return write_key(tmp_path, "ours")


def version(root, name="groups"):
    return read_live(root, "prod").versions[name]


def refusal(root, public, name="groups"):
    """Return the error that a version meets; None if it is accepted."""
    try:
        require_signature(root, version(root, name), read_public_keys([public]))
    except ForebayError as error:
        return error.problems[0].name, error.problems[0].detail
    return None


def signature(root, name="groups"):
    return layout.signature_file(root, name, version(root, name).number)


def test_all_live_versions_are_signed_by_one_command(copy, keys, capsys):
    private, public = keys
    assert refusal(copy, public)[0] == "unsigned-version"
    assert main(["-C", str(copy), "sign", "--all", "--key", str(private)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"done: signed={len(MODELS)}"
    assert all(refusal(copy, public, name) is None for name in read_live(copy, "prod").versions
               if name != "given")  # fmt: skip


def test_openssl_verifies_what_was_signed_and_it_lists_every_file(copy, keys, tmp_path):
    """The layout: sigstore bundle, DSSE envelope, in-toto statement; OpenSSL knows none of ours."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl on this system")
    with connect(copy) as session:
        session.sign("groups", key=keys[0])
    bundle = json.loads(signature(copy).read_bytes())
    assert bundle["mediaType"] == "application/vnd.dev.sigstore.bundle.v0.3+json"
    hint = bundle["verificationMaterial"]["publicKey"]["hint"]
    assert hint == hashlib.sha256(keys[1].read_bytes()).hexdigest()
    envelope = bundle["dsseEnvelope"]
    payload = base64.b64decode(envelope["payload"])
    signed, by = tmp_path / "signed", tmp_path / "by"
    kind = envelope["payloadType"].encode()
    signed.write_bytes(b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload))
    by.write_bytes(base64.b64decode(envelope["signatures"][0]["sig"]))
    subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", str(keys[1]),
         "-in", str(signed), "-sigfile", str(by)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    statement = json.loads(payload)
    assert statement["_type"] == "https://in-toto.io/Statement/v1"
    assert statement["predicateType"] == "https://model_signing/signature/v1.0"
    folder = layout.model_folder(copy, "groups", 1)
    resources = statement["predicate"]["resources"]
    assert resources == [
        {"name": path.relative_to(folder).as_posix(), "algorithm": "sha256",
         "digest": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in sorted(folder.rglob("*")) if path.is_file()
    ]  # fmt: skip
    root = hashlib.sha256(b"".join(bytes.fromhex(one["digest"]) for one in resources)).hexdigest()
    assert statement["subject"] == [{"name": "groups@1", "digest": {"sha256": root}}]


def test_a_signature_of_another_key_version_or_file_is_refused(copy, keys, tmp_path):
    private, public = keys
    other_private, other_public = write_key(tmp_path, "other")
    with connect(copy) as session:
        session.sign("groups", "axes", key=private)
        assert refusal(copy, public) is None
        assert refusal(copy, other_public) == (
            "wrong-signature",
            "it is by none of the known keys.",
        )
        ours = signature(copy).read_bytes()
        signature(copy).write_bytes(signature(copy, "axes").read_bytes())
        told = refusal(copy, public)
        assert told == ("wrong-signature", "it is over another version or other files.")
        session.sign("groups", key=other_private)
        assert refusal(copy, public)[0] == "wrong-signature"
        assert refusal(copy, other_public) is None
    signature(copy).write_bytes(ours)
    assert refusal(copy, public) is None


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"null", b"{}", b"[" * 100_000, b'{"dsseEnvelope": 1}', b"\xff" * 50,
     b'{"dsseEnvelope": {"payload": "e30=", "payloadType": "x", "signatures": [{"sig": ""}]}}',
     b'{"dsseEnvelope": {"payload": "", "payloadType": "x", "signatures": []}}',
     b" " * (1 << 20) + b"{}"],
)  # fmt: skip
def test_what_is_no_signature_is_refused(copy, keys, data):
    file = signature(copy)
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    assert refusal(copy, keys[1])[0] == "wrong-signature"


def test_every_bit_of_a_signature_counts(copy, keys):
    with connect(copy) as session:
        session.sign("groups", key=keys[0])
    file = signature(copy)
    bundle = json.loads(file.read_bytes())
    for key in ("payload", "sig"):
        whole = (
            bundle["dsseEnvelope"] if key == "payload" else bundle["dsseEnvelope"]["signatures"][0]
        )
        said = whole[key]
        data = bytearray(base64.b64decode(said))
        for at in range(0, len(data), 1 + len(data) // 60):
            data[at] ^= 4
            whole[key] = base64.b64encode(data).decode()
            file.write_text(json.dumps(bundle))
            assert refusal(copy, keys[1])[0] == "wrong-signature"
            data[at] ^= 4
        whole[key] = said
    file.write_text(json.dumps(bundle))
    assert refusal(copy, keys[1]) is None


def test_a_damaged_version_is_not_signed(copy, keys):
    file = layout.model_folder(copy, "groups", 1) / "model.json"
    file.write_bytes(file.read_bytes()[:-1] + b" ")
    with connect(copy) as session, pytest.raises(ForebayError, match="damaged-file"):
        session.sign("groups", key=keys[0])
    assert not signature(copy).exists()


def test_a_key_that_is_none_and_a_name_that_means_nothing_are_told(
    copy, keys, tmp_path, monkeypatch
):
    wrong = tmp_path / "wrong.key"
    curve = ec.generate_private_key(ec.SECP256R1())
    texts = [
        b"no key", keys[1].read_bytes(),
        curve.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    ]  # fmt: skip
    with connect(copy) as session:
        for text in texts:
            wrong.write_bytes(text)
            with pytest.raises(ForebayError, match="bad-key"):
                session.sign("groups", key=wrong)
        wrong.write_bytes(curve.public_key().public_bytes(
            Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))  # fmt: skip
        for public in (wrong, keys[0]):
            with pytest.raises(ForebayError, match="bad-key"):
                read_public_keys([public])
        for name in ("groupz", "groups@9", "given"):
            with pytest.raises(ForebayError, match="unknown-model"):
                session.sign(name, key=keys[0])
        with pytest.raises(ForebayError, match="bad-arguments"):
            session.sign(key=keys[0])
    locked, _ = write_key(tmp_path, "locked", BestAvailableEncryption(b"a password"))
    asked = ["-C", str(copy), "sign", "groups@1", "--key", str(locked)]
    assert main(asked) == 2
    monkeypatch.setenv("FOREBAY_KEY_PASSWORD", "a password")
    assert main(asked) == 0


def test_a_key_file_that_is_not_there_is_told_by_name(copy, tmp_path, capsys):
    assert main(["-C", str(copy), "sign", "groups", "--key", str(tmp_path / "gone.key")]) == 2
    said = capsys.readouterr().err
    assert "error[bad-key]" in said
    assert "gone.key" in said
    assert "openssl genpkey" in said
    with pytest.raises(ForebayError, match="bad-key") as raised:
        read_public_keys([tmp_path / "gone.pem"])
    assert "-pubout" in raised.value.problems[0].hint


def pointer(root, env="prod", name="groups"):
    return layout.live_signature_file(root, env, name)


def pointed(root, public, *, env="prod", since=""):
    """Return when it was signed that the live version is, or why that is refused."""
    try:
        return require_live_signature(root, env, version(root), read_public_keys([public]), since)
    except ForebayError as error:
        return error.problems[0].name, error.problems[0].detail


def test_that_a_version_is_live_is_signed_too_and_bound_to_it_its_place_and_its_time(copy, keys):
    private, public = keys
    assert pointed(copy, public)[0] == "unsigned-live-version"
    with connect(copy) as session:
        session.sign("groups", "axes", key=private)
    at = pointed(copy, public)
    assert at[:4].isdecimal()
    elsewhere = ("wrong-signature", "it is over another version or another environment.")
    pointer(copy, "dev").write_bytes(pointer(copy).read_bytes())
    assert pointed(copy, public, env="dev") == elsewhere
    ours = pointer(copy).read_bytes()
    pointer(copy).write_bytes(pointer(copy, name="axes").read_bytes())
    assert pointed(copy, public) == elsewhere
    # The signature of the version itself says nothing of what is live.
    pointer(copy).write_bytes(signature(copy).read_bytes())
    assert pointed(copy, public) == elsewhere
    pointer(copy).write_bytes(ours)
    assert pointed(copy, public, since=at) == at
    assert pointed(copy, public, since="9999-01-01") == (
        "wrong-signature", f"it is of {at}, and one of 9999-01-01 is known.",
    )  # fmt: skip
    with Catalog(copy) as catalog:
        catalog.gc()
    assert pointed(copy, public) == at


def test_a_version_that_is_not_live_is_signed_without_saying_that_it_is(copy, keys):
    private, public = keys
    with connect(copy) as session:
        write_rows(copy, seed=8)
        build(copy)
        session.sign("groups@1", key=private)
        assert layout.signature_file(copy, "groups", 1).exists()
        assert pointed(copy, public)[0] == "unsigned-live-version"


def ask_for_signatures(root, public):
    settings = root / "forebay.toml"
    (root / "keys").mkdir()
    shutil.copy(public, root / "keys" / "release.pem")
    settings.write_text(
        settings.read_text()
        + '\n[serve]\nrequire_signature = true\npublic_keys = ["keys/release.pem"]\n'
    )


def test_a_server_that_asks_for_signatures_starts_with_signed_versions_only(copy, keys):
    ask_for_signatures(copy, keys[1])
    with pytest.raises(AssertionError, match=r"(?s)unsigned-version.*groups@1"):
        running(copy, "groups").__enter__()
    with connect(copy) as session:
        session.sign("groups", key=keys[0])
    with running(copy, "groups") as server:
        assert server.predict("groups", [ROW])["version"] == 1


def test_an_unsigned_version_is_not_picked_up_until_it_is_signed(copy, keys):
    ask_for_signatures(copy, keys[1])
    with connect(copy) as session:
        session.sign("groups", key=keys[0])
    with running(copy, "groups") as server:
        write_rows(copy, seed=8)
        build(copy)
        while not server.line(60).startswith("not picked up"):
            pass
        assert '"groups@2" is not signed' in server.said[-1]
        assert server.predict("groups", [ROW])["version"] == 1
        assert b"forebay_state_current 0" in server.ask("GET", "/metrics")[2]
        with connect(copy) as session:
            session.sign("groups", key=keys[0])
        wait_for(lambda: server.predict("groups", [ROW])["version"] == 2)


def test_nobody_who_can_only_write_files_takes_a_server_back_to_an_older_version(copy, keys):
    """The old state, the old version and both of its signatures are put back: all are genuine."""
    live = layout.live_file(copy, "prod")
    engine = EngineRows(copy)
    registry = Registry(copy, "prod", ("groups",), engine, read_public_keys([keys[1]]))

    def put_back(files):
        for file, data in files.items():
            file.with_suffix(".new").write_bytes(data)
            file.with_suffix(".new").replace(file)
        registry.refresh()
        return [(problem.name, problem.detail) for problem in registry.problems]

    with connect(copy) as session, closing(engine):
        session.sign("groups", key=keys[0])
        old = {file: file.read_bytes() for file in (pointer(copy), live)}
        write_rows(copy, seed=8)
        build(copy)
        session.sign("groups", key=keys[0])
        new = {file: file.read_bytes() for file in old}
        registry.load()
        assert registry.models["groups"].number == 2
        ((name, told),) = put_back({live: old[live]})
        assert (name, told) == (
            "wrong-signature", "it is over another version or another environment.",
        )  # fmt: skip
        ((name, told),) = put_back(old)
        assert name == "wrong-signature"
        assert told.endswith(" is known.")
        assert registry.models["groups"].number == 2
        assert put_back(new) == []
        # Whoever has the key goes back like this.
        session.rollback("groups", "the new one is wrong")
        session.sign("groups", key=keys[0])
        assert put_back({}) == []
        assert registry.models["groups"].number == 1


def test_a_server_starts_with_nothing_that_was_signed_before_a_day_of_the_settings(copy, keys):
    ask_for_signatures(copy, keys[1])
    with connect(copy) as session:
        session.sign("groups", key=keys[0])
    settings = copy / "forebay.toml"
    settings.write_text(settings.read_text() + "signed_since = 9999-01-01\n")
    with pytest.raises(AssertionError, match=r"(?s)wrong-signature.*9999-01-01 is known"):
        running(copy, "groups").__enter__()


@pytest.mark.parametrize(
    "section",
    ["require_signature = true", "require_signature = 1", "public_keys = 3",
     "require_signatures = true", 'require_signature = true\npublic_keys = ["gone.pem"]',
     'signed_since = "2026-11-01"', "signed_since = 2026-11-01T10:00:00"],
)  # fmt: skip
def test_settings_that_would_let_unsigned_versions_through_stop_the_start(tmp_path, section):
    (tmp_path / "forebay.toml").write_text(f"[serve]\n{section}\n")
    with pytest.raises(ForebayError, match=r"bad-setting|bad-key"):
        read_public_keys(read_serve_settings(tmp_path).public_keys)


def test_gc_keeps_signatures_of_versions_that_are_there(copy, keys):
    with connect(copy) as session:
        session.sign("groups", key=keys[0])
    gone = layout.signature_file(copy, "groups", 99)
    shutil.copy(signature(copy), gone)
    with Catalog(copy) as catalog:
        catalog.gc()
    assert signature(copy).exists()
    assert not gone.exists()
