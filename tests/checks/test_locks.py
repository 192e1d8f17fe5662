"""The locks hold exact releases with hashes, name no host, and every library is explained."""

from __future__ import annotations

import json
import re

import pytest

from tests.conftest import ROOT

REQUIREMENTS = ROOT / "requirements"
SETS = sorted(path.stem for path in REQUIREMENTS.glob("*.in"))
NAME = re.compile(r"^([a-z0-9][a-z0-9._-]*)", re.IGNORECASE)


def wanted(name: str) -> list[str]:
    """The packages that a set asks for by name."""
    lines = (REQUIREMENTS / f"{name}.in").read_text(encoding="utf-8").splitlines()
    return [found[1].lower() for line in lines if (found := NAME.match(line))]


@pytest.mark.parametrize("name", SETS)
def test_every_pin_is_exact_and_hashed(name: str) -> None:
    text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    pins = re.split(r"\n(?=[a-z])", text)
    assert len(pins) >= len(wanted(name))
    for pin in pins:
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==[\w.]+ ", pin), pin
        assert "--hash=sha256:" in pin
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("name", SETS)
def test_a_lock_holds_what_its_set_asks_for(name: str) -> None:
    text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    locked = {found[1].lower() for line in text.splitlines() if (found := NAME.match(line))}
    assert set(wanted(name)) <= locked


def test_every_library_is_explained() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    packages = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    front = [*packages["dependencies"], *packages["devDependencies"]]
    asked = [package for name in SETS for package in wanted(name)] + front
    types = {package for package in asked if package.startswith("types-")}
    assert [package for package in asked if package not in types and package not in page] == []
    assert "types-*" in page


def test_the_front_end_lock_is_exact_and_names_no_host() -> None:
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, version in (asked["dependencies"] | asked["devDependencies"]).items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        assert lock[f"node_modules/{name}"]["version"] == version
    installed = {name: entry for name, entry in lock.items() if name}
    assert all("integrity" in entry for entry in installed.values())
    assert not [name for name, entry in installed.items() if "resolved" in entry]
