import sys
import time

from forebay.build.import_ahead import import_ahead


def test_modules_are_imported_past_one_that_fails(tmp_path, monkeypatch):
    (tmp_path / "breaks_ahead.py").write_text("raise RuntimeError('broken')\n")
    (tmp_path / "comes_ahead.py").write_text("value = 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))

    import_ahead("breaks_ahead", "comes_ahead")

    until = time.monotonic() + 10
    while not hasattr(sys.modules.get("comes_ahead"), "value") and time.monotonic() < until:
        time.sleep(0.01)
    assert sys.modules["comes_ahead"].value == 1
    assert "breaks_ahead" not in sys.modules
    monkeypatch.delitem(sys.modules, "comes_ahead")
