"""The command line. This file knows how the program ends; the commands are in the modules beside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and exit: 0 fine, 1 findings or failed checks, 2 wrong use, 130 interrupted."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        _let_pipes_end()
        from mtorsbml.cli._group import run

        status = run(given)
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = _end("interrupted", INTERRUPTED)
    except OSError as error:
        if "--debug" in given:
            raise
        status = _end(f"{error.filename or 'standard output'}: {error.strerror or error}", 2)
    except Exception as error:
        if "--debug" in given:
            raise
        what = f"{type(error).__name__}: {' '.join(str(error).split())}"
        status = _end(f"internal error: {what} (run `mtorsbml --debug ...` for the traceback, and report it)", 2)
    sys.exit(status)


def _let_pipes_end() -> None:
    """Let the reader of a pipe (`| head`) end this program without a word, as other programs do."""
    import signal

    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _end(message: str, status: int) -> int:
    """Say why, and throw away what cannot be written any more: at exit, Python would complain about it."""
    try:
        sys.stderr.write(f"mtorsbml: {message}\n")
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status
