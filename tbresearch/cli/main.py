"""Entry point: Dutch messages, and an exit status that a script can read.

Exit status 0 is good, 1 means that the study has problems (all of them listed),
2 means wrong use of the command. Bad input never ends in a traceback.
"""

from __future__ import annotations

import gettext
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tbresearch.errors import WorkbenchError, system_reason

__all__ = ["main"]

_DOMAIN = "tbresearch"
_LOCALE = Path(__file__).with_name("locale")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    Parameters
    ----------
    arguments : sequence of str or None
        The words after `tbresearch`; None takes those of the process.
    """
    _speak_dutch()
    from tbresearch.cli.commands import tbresearch

    try:
        result = tbresearch.main(
            args=list(sys.argv[1:] if arguments is None else arguments),
            prog_name="tbresearch",
            standalone_mode=False,
        )
    except WorkbenchError as error:
        return _report_problems(error)
    except OSError as error:
        return _report_problems(_unreachable(error))
    except Exception as error:
        return _report_misuse(error)
    return int(result or 0)


def _speak_dutch() -> None:
    """Let click take its texts from our catalogue, whatever the system speaks."""
    os.environ["LANGUAGE"] = "nl"
    gettext.bindtextdomain(_DOMAIN, str(_LOCALE))
    gettext.textdomain(_DOMAIN)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _report_problems(error: WorkbenchError) -> int:
    for problem in error.problems:
        sys.stderr.write(f"\n{problem}\n")
    return 1


def _unreachable(error: OSError) -> WorkbenchError:
    return WorkbenchError(
        f"hier kan niet worden gelezen of geschreven ({system_reason(error)})",
        where=str(error.filename),
        fix="controleer de naam, de map erboven, en of u daar mag schrijven",
    )


def _report_misuse(error: Exception) -> int:
    import click

    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, click.Abort):
        sys.stderr.write("Afgebroken.\n")
        return 1
    raise error
