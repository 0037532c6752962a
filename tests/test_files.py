from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from mtorsbml._files import write_atomic
from mtorsbml.errors import UsageError


def test_a_file_is_made_or_replaced(tmp_path):
    target = tmp_path / "a.txt"
    write_atomic(target, b"one")
    write_atomic(target, b"two")
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]


def test_permissions_are_those_of_the_umask_or_of_the_old_file(tmp_path):
    old = os.umask(0o027)
    try:
        write_atomic(tmp_path / "new", b"")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640
    (tmp_path / "new").chmod(0o604)
    write_atomic(tmp_path / "new", b"x")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o604


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_atomic(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text(encoding="utf-8") == "new"


def test_a_long_name_can_be_written(tmp_path):
    target = tmp_path / ("n" * 250)
    write_atomic(target, b"x")
    assert target.read_bytes() == b"x"


def test_a_full_device_is_one_line():
    with pytest.raises(UsageError, match=r"^/dev/full: cannot be written \(No space left on device\)$"):
        write_atomic(Path("/dev/full"), b"x" * 100_000)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("gone/a.txt", r"the folder \S+gone does not exist; make it first"),
        (".", "is a directory; give the path of a file"),
        ("file/a.txt", r"the folder \S+file does not exist"),
        ("n" * 300, "cannot be written .File name too long"),
        ("a\0b", "cannot be written"),
    ],
)
def test_paths_that_cannot_be_written_are_refused(tmp_path, path, message):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=message) as caught:
        write_atomic(tmp_path / path, b"x")
    assert "\n" not in str(caught.value)


def test_a_read_only_file_is_refused_although_its_folder_could_replace_it(tmp_path, monkeypatch):
    (tmp_path / "a").write_text("old")
    monkeypatch.setattr(os, "access", lambda path, mode: not (Path(path).name == "a" and mode == os.W_OK))
    with pytest.raises(UsageError, match="the file is read-only"):
        write_atomic(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_text(encoding="utf-8") == "old"


def test_what_fails_half_way_leaves_nothing(tmp_path, monkeypatch):
    (tmp_path / "a").write_text("old")

    def broken(self, target):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(tmp_path / "a", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_text(encoding="utf-8") == "old"
