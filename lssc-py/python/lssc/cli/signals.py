"""Signals that end a process, as exceptions: what a command has begun is cleaned up, as after Ctrl-C."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_NAMES = ("SIGTERM", "SIGHUP")


class EndedError(BaseException):
    """The process was told to end. No `Exception`, so that nothing takes it for a failure and goes on."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def as_exceptions() -> Iterator[None]:
    """Raises `EndedError` in the block at the first of these signals; one that is ignored stays ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    here = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    ours = [each for each in here if signal.getsignal(each) is signal.SIG_DFL]

    def end(number: int, _: FrameType | None) -> None:
        for each in ours:
            signal.signal(each, signal.SIG_IGN)
        raise EndedError(number)

    for each in ours:
        signal.signal(each, end)
    try:
        yield
    finally:
        for each in ours:
            signal.signal(each, signal.SIG_DFL)


@contextmanager
def held() -> Iterator[None]:
    """Lets a signal, Ctrl-C too, wait for the end of the block: what is made there is known by then."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    here = [signal.SIGINT, *(getattr(signal, name) for name in _NAMES if hasattr(signal, name))]
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
