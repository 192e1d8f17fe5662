"""Make .venv with the goldenthread command in it, and the files of the front end.

Standard library only; needs Python 3.11 and nothing else: where the venv module, pip or Node are
missing it finds another way or says which one line to type. Each step leaves a stamp keyed by what
it was made from, so a second run does nothing.

    python scripts/set_up.py            what running needs
    python scripts/set_up.py --dev      that, and what tests and checks need
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMPS = VENV / ".stamps"
OLDEST = (3, 11)

RUNTIME_SETS = ("build", "runtime")
DEV_SETS = ("postgres", "analytics", "dev")

QUIET = ("--quiet", "--disable-pip-version-check", "--no-input")


def install(name: str, options: Sequence[str] = ()) -> None:
    """Install the requirements set of this name, hashes required, nothing beside it."""
    lock = ROOT / "requirements" / f"{name}.txt"
    _pip("install", *QUIET, "--no-deps", "--require-hashes", *options, "-r", str(lock))


def _pip(*arguments: str) -> None:
    subprocess.run([*_pip_command(), *arguments], cwd=ROOT, check=True)


def _pip_command() -> list[str]:
    """The pip inside .venv, else this machine's own told to work on .venv."""
    inside = [str(VENV_PYTHON), "-m", "pip"]
    if _works([*inside, "--version"]):
        return inside
    outside = [sys.executable, "-m", "pip", "--python", str(VENV_PYTHON)]
    if _works([*outside, "--version"]):
        return outside
    raise SystemExit("pip cannot be run. " + _venv_advice())


def _works(command: list[str]) -> bool:
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0


def _venv_advice() -> str:
    return "Type this once, then try again:  sudo apt-get install -y python3-venv"


def make_venv() -> None:
    """Make .venv by the first way this machine allows."""
    shutil.rmtree(VENV, ignore_errors=True)
    if _works([sys.executable, "-m", "venv", str(VENV)]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    pip_takes_a_python = _works([sys.executable, "-m", "pip", "--python", sys.executable, "list"])
    if pip_takes_a_python and _works([sys.executable, "-m", "venv", "--without-pip", str(VENV)]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if _works([sys.executable, "-m", "virtualenv", "--quiet", str(VENV)]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    from system_packages import install as install_packages

    if install_packages(["python3-venv"]) and _works([sys.executable, "-m", "venv", str(VENV)]):
        return
    raise SystemExit("This Python cannot make a virtual environment. " + _venv_advice())


def venv_is_ours() -> bool:
    """Whether .venv runs, is new enough and was made for this place (its commands hold the path)."""
    code = "import sys; print(sys.version_info >= (3, 11), sys.prefix)"
    if not VENV_PYTHON.exists():
        return False
    answer = subprocess.run(
        [str(VENV_PYTHON), "-c", code], capture_output=True, text=True, check=False
    )
    place = STAMPS / "place"
    moved = place.is_file() and place.read_text(encoding="utf-8") != str(ROOT)
    return answer.stdout.startswith("True ") and not moved


def once(name: str, key: str) -> bool:
    """Whether the step of this name is still to be done for this key."""
    stamp = STAMPS / name
    return not (stamp.is_file() and stamp.read_text(encoding="utf-8") == key)


def done(name: str, key: str) -> None:
    """Note that the step of this name is done for this key."""
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / name).write_text(key, encoding="utf-8")


def digest(*paths: Path) -> str:
    """One hash over the bytes of several files."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def set_up(dev: bool) -> None:
    """Bring .venv and build/frontend up to date."""
    if not venv_is_ours():
        print("Making .venv", flush=True)
        make_venv()
    done("place", str(ROOT))
    for name in RUNTIME_SETS + (DEV_SETS if dev else ()):
        key = digest(ROOT / "requirements" / f"{name}.txt")
        if once(name, key):
            print(f"Installing {name} requirements", flush=True)
            install(name)
            done(name, key)
    key = digest(ROOT / "pyproject.toml")
    if once("package", key):
        _pip("install", *QUIET, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        done("package", key)
    import frontend

    frontend.main()


def main() -> int:
    """Run set-up; return the exit code."""
    if sys.version_info < OLDEST:
        print(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    parser = argparse.ArgumentParser(description="Make .venv and the front-end files.")
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    try:
        set_up(parser.parse_args().dev)
    except subprocess.CalledProcessError as failure:
        command = " ".join(map(str, failure.cmd[:6]))
        print(f"Set-up stopped: this failed (see above): {command} ...", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
