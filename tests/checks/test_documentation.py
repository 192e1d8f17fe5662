"""What the pages say of commands, settings and one another is so."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from goldenthread.config.cli import COMMANDS, goldenthread
from screenshots import MOST_BYTES
from tests.conftest import ROOT
from tests.spec.definitions import WRITE

COMMANDS_PAGE = ROOT / "docs" / "cli" / "README.md"
CONFIGURE = ROOT / "docs" / "how-to" / "configure.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SETTING = re.compile(r"GOLDENTHREAD_[A-Z_]+\b")
LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def commands(group: click.Group, path: str = "goldenthread") -> Iterator[tuple[str, click.Command]]:
    """Every command below `group` that does something, with its full name."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def described() -> dict[str, str]:
    """The text of docs/cli/README.md under the heading of each command."""
    parts = re.split(r"^## `([^`]+)`$", COMMANDS_PAGE.read_text(encoding="utf-8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_is_described_and_no_other() -> None:
    assert isinstance(goldenthread, click.Group)
    names = [name for name, _ in commands(goldenthread)]
    assert sorted(described()) == sorted(names)
    assert {name.split()[1] for name in names} == set(COMMANDS)


def test_every_option_of_a_command_is_described() -> None:
    texts = described()
    for name, command in commands(goldenthread):
        options = {
            option
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for option in parameter.opts
        } - {"--help", "-h"}
        named = set(re.findall(r"`(--[a-z-]+)`", texts[name]))
        # A text may speak of another command's options, but must name all of its own.
        assert options <= named, name


def test_a_command_names_a_schema_exactly_where_it_prints_one() -> None:
    for name, command in commands(goldenthread):
        prints = any("--json-schema" in parameter.opts for parameter in command.params)
        assert ("Schema: [" in described()[name]) is prints, name


def test_the_schemas_beside_the_page_are_those_that_the_commands_print() -> None:
    printed = {}
    for name, command in commands(goldenthread):
        if any("--json-schema" in parameter.opts for parameter in command.params):
            file = f"{'-'.join(name.split()[1:])}.schema.json"
            printed[file] = CliRunner().invoke(command, ["--json-schema"]).stdout
    folder = COMMANDS_PAGE.parent
    if os.environ.get(WRITE) == "1":
        for file, text in printed.items():
            (folder / file).write_text(text, encoding="utf-8")
    kept = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.json")}
    assert kept == printed, f"To rewrite them: {WRITE}=1 pytest {Path(__file__).relative_to(ROOT)}"


def test_every_setting_is_on_the_page_and_no_other() -> None:
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    used = {name for file in sources for name in SETTING.findall(file.read_text(encoding="utf-8"))}
    documented = set(SETTING.findall(CONFIGURE.read_text(encoding="utf-8")))
    assert documented == {name for name in used if not name.endswith("_")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    broken = [
        target
        for target in ("".join(found) for found in LINK.findall(text))
        if not re.match(r"[a-z]+:|#", target)
        and not (page.parent / target.partition("#")[0]).exists()
    ]
    assert broken == []


def test_every_picture_is_shown_and_small_enough_to_load() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = sorted((ROOT / "docs" / "images").glob("*.png"))
    assert pictures
    assert [file.name for file in pictures if f"docs/images/{file.name}" not in readme] == []
    assert [file.name for file in pictures if file.stat().st_size > MOST_BYTES] == []
