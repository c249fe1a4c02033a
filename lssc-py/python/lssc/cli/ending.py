"""How a command ends: every way out has an exit status and at most a sentence."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from contextlib import suppress

from lssc.cli import failures, say, signals, streams

_REPORT = (
    "lssc: this should not have happened, and it is not your fault; please report it with the lines above, "
    "to where you have lssc from\n"
)


def status_of(work: Callable[[], int]) -> int:
    """Does the work of a command, and tells its exit status, whatever happens."""
    streams.prepare()
    try:
        with signals.as_exceptions():
            status = work()
            streams.flush()
    except KeyboardInterrupt:
        return _said("lssc: stopped\n", failures.INTERRUPTED)
    except signals.EndedError as end:
        return _said("lssc: stopped\n", failures.ENDED + end.number)
    except BrokenPipeError:
        streams.abandon()
        return failures.NO_READER
    except failures.CannotRunError as failure:
        with suppress(OSError):
            say.failed(failure)
        streams.abandon()
        return failures.WRONG_USAGE
    except OSError as error:
        # Files are named by whoever opens them; what has no name is a stream.
        what = error.filename or "the output cannot be written"
        return _said(f"lssc: {what}: {error.strerror or error}\n", failures.WRONG_USAGE)
    except SystemExit:
        raise
    except BaseException:
        return _said(traceback.format_exc() + _REPORT, failures.UNFORESEEN)
    return status


def _said(text: str, status: int) -> int:
    """Says a last thing, if that is still possible, and tells the status."""
    with suppress(OSError):
        sys.stderr.write(text)
    streams.abandon()
    return status
