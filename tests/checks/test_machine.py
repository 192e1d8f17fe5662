"""Set-up on poor machines: which Python is taken, and what is said when nothing can be done."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import system_packages
from tests.conftest import ROOT

OLD = '#!/bin/sh\ncase "$1" in --version) echo Python 3.9.2;; *) exit 1;; esac\n'


def program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def find_python(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", ROOT / "scripts" / "find_python.sh"],
        env={"PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_stand_in_that_does_not_run_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path, "python3.11", "#!/bin/sh\nexit 127\n")
    program(tmp_path, "python3", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    answer = find_python(tmp_path)
    assert (answer.returncode, answer.stdout.strip()) == (0, str(tmp_path / "python3"))


def test_an_older_python_is_named(tmp_path: Path) -> None:
    program(tmp_path, "python3", OLD)
    answer = find_python(tmp_path)
    assert answer.returncode == 1
    assert "needs Python 3.11 or newer; this machine has: Python 3.9.2" in answer.stderr
    assert "sudo apt-get install -y python3" in answer.stderr


def test_a_machine_without_python_is_told_what_to_type(tmp_path: Path) -> None:
    answer = find_python(tmp_path)
    assert answer.returncode == 1
    assert "no Python 3" in answer.stderr


@pytest.fixture
def without_rights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(system_packages, "POSTGRES_HOMES", Path("/nowhere"))


@pytest.mark.usefixtures("without_rights")
def test_without_rights_the_line_to_type_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert system_packages.main(["chromium", "postgresql"]) == 1
    said = capsys.readouterr().err
    assert said == (
        "The tests need packages that are not here. "
        "Type:  sudo apt-get install -y chromium postgresql\n"
    )


def test_what_is_there_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    need = system_packages.Need(lambda: "here", ("thing",))
    monkeypatch.setattr(system_packages, "NEEDS", {"thing": need})
    monkeypatch.setattr(system_packages, "install", lambda names: pytest.fail(f"installs {names}"))
    assert system_packages.main(["thing"]) == 0
