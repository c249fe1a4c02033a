"""Signals that end a process, as exceptions: what a command has begun is cleaned up, as after Ctrl-C."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_NAMES = ("SIGTERM", "SIGHUP")
# How often to look whether an exception was lost on its way, in seconds.
_LOOK_AGAIN = 0.2


class EndedError(BaseException):
    """The process was told to end. No `Exception`, so that nothing takes it for a failure and goes on."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class StoppedError(KeyboardInterrupt):
    """Ctrl-C.

    A class of its own: where a plain `KeyboardInterrupt` comes through `exec` (a data class is made so),
    `python -m` ends by the signal whatever the exit status is.
    """


@contextmanager
def as_exceptions() -> Iterator[None]:
    """Raises `EndedError` in the block at the first of these signals, and `StoppedError` at Ctrl-C.

    A signal that is ignored stays ignored. An exception can be raised where Python drops it (in a finalizer,
    in a callback of the importing machinery), so it is raised anew until it is seen to arrive.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    here = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    usual: dict[int, Any] = {
        each: signal.SIG_DFL for each in here if signal.getsignal(each) is signal.SIG_DFL
    }
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        usual[signal.SIGINT] = signal.default_int_handler
    looks = hasattr(signal, "SIGALRM") and signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
    raised: list[BaseException] = []

    def end(number: int, _: FrameType | None) -> None:
        if number == signal.SIGINT:
            raised.append(StoppedError())
        else:
            for each in here:
                if each in usual:
                    signal.signal(each, signal.SIG_IGN)
            raised.append(EndedError(number))
        if looks:
            signal.setitimer(signal.ITIMER_REAL, _LOOK_AGAIN, _LOOK_AGAIN)
        raise raised[-1]

    def again(_: int, __: FrameType | None) -> None:
        # What is handled is on its way: the blocks that clean up after it are not interrupted.
        if raised and not _is_handled(raised[-1]):
            raise raised[-1]

    for each in usual:
        signal.signal(each, end)
    if looks:
        signal.signal(signal.SIGALRM, again)
    try:
        yield
    finally:
        if looks:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
        for each, handler in usual.items():
            signal.signal(each, handler)


def _is_handled(raised: BaseException) -> bool:
    """Whether an `except`, a `finally` or a `with` has it in hand, or something that was raised there."""
    handled = sys.exc_info()[1]
    while handled is not None and handled is not raised:
        handled = handled.__context__
    return handled is not None


@contextmanager
def held() -> Iterator[None]:
    """Lets a signal, Ctrl-C too, wait for the end of the block: what is made there is known by then."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = (*_NAMES, "SIGINT", "SIGALRM")
    here = [getattr(signal, name) for name in names if hasattr(signal, name)]
    handlers = {each: signal.getsignal(each) for each in here}
    came: list[int] = []
    for each, handler in handlers.items():
        if callable(handler):
            signal.signal(each, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for each, handler in handlers.items():
            if callable(handler):
                signal.signal(each, handler)
        for number in came[:1]:
            signal.raise_signal(number)
