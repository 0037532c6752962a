"""Writing files so that nothing half written is ever left behind."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from mtorsbml.errors import UsageError


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: to a temporary file beside the target, which is then renamed.

    A target that is a symbolic link keeps being one (what it points to is replaced), and an existing file keeps its
    permissions. A device such as `/dev/stdout` is written to directly.

    Args:
        path: The target; its folder must exist.
        data: The content.

    Raises:
        UsageError: The folder is missing, the target is a directory or may not be written, or the disk is full.
    """
    try:
        path = Path(path)
        if path.is_dir():
            raise UsageError(f"{path}: is a directory; give the path of a file")
        # Before links are followed: /dev/stdout is one, to a pipe that has no path of its own.
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        target = path.resolve()
        if not target.parent.is_dir():
            raise UsageError(f"{path}: the folder {target.parent} does not exist; make it first")
        if target.exists() and not os.access(target, os.W_OK):
            raise UsageError(f"{path}: cannot be written (the file is read-only)")
        _replace(target, data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{path}: cannot be written ({reason})") from None


def write_together(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write several files into a folder, which is made if need be; what else is in it stays.

    All are written beside their targets before the first is renamed, so that what fails or is interrupted until then
    leaves nothing; after that, a folder that was made here goes again, and one that was there may have some of them.

    Args:
        folder: Where to.
        files: Content by place in the folder, with `/` between names.

    Returns:
        What was written.

    Raises:
        UsageError: The folder cannot be made, a target is a directory or may not be written, or the disk is full.
    """
    made = next((p for p in (*reversed(folder.absolute().parents), folder.absolute()) if not p.exists()), None)
    targets = {folder / place: data for place, data in files.items()}
    staged: list[tuple[Path, Path]] = []
    try:
        for path, data in targets.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise UsageError(f"{path}: is a directory; move it away")
            staged.append((_staged(path.resolve(), data), path.resolve()))
        for part, target in staged:
            part.replace(target)
    except BaseException as error:
        for part, _ in staged:
            with suppress(OSError):
                part.unlink()
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)
        if isinstance(error, OSError):
            raise UsageError(f"{folder}: cannot be written ({error.strerror or error})") from None
        raise
    return list(targets)


def _replace(target: Path, data: bytes) -> None:
    part = _staged(target, data)
    try:
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _staged(target: Path, data: bytes) -> Path:
    """A temporary file beside the target, with its content and permissions."""
    part = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        # Opened here rather than by tempfile, so that a new file gets the permissions of the user's umask.
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(data)
        if target.exists():
            part.chmod(target.stat().st_mode & 0o7777)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    return part
