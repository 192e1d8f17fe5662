"""Progress of long commands, and what every command says when something goes wrong."""

from __future__ import annotations

import io
import sys

import pytest

from goldenthread.core.commandline import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def watching(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Called in the test itself: capturing puts standard error back after the fixtures."""
    made = Terminal()
    monkeypatch.setattr(sys, "stderr", made)
    return made


def test_a_terminal_sees_a_bar_that_fills(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watching(monkeypatch)
    with progress("Counting", 4) as tell:
        tell(2)
        tell(2)
    assert "Counting" in terminal.getvalue()
    assert "100%" in terminal.getvalue()


def test_nothing_is_shown_where_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watching(monkeypatch)
    with progress("Counting", 4, quiet=True) as tell:
        tell(4)
    assert terminal.getvalue() == ""


def test_nothing_is_shown_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Counting", 4) as tell:
        tell(4)
    assert capsys.readouterr() == ("", "")
