"""What every test gets: settings of its own, a data folder of its own, the reference material."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import django
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = Path(os.environ.get("GOLDENTHREAD_REFERENCE") or ROOT.parent / "shared")
SETTINGS = "goldenthread.config.settings"
NO_REFERENCE = "the reference material is not on this machine (GOLDENTHREAD_REFERENCE)"


def _own_settings() -> None:
    """Load the product's settings in test mode, with an empty data folder for this process alone."""
    if "DJANGO_SETTINGS_MODULE" in os.environ:
        pytest.exit("Unset DJANGO_SETTINGS_MODULE: the tests choose their own settings.", 2)
    for name in [name for name in os.environ if name.startswith("GOLDENTHREAD_")]:
        if name not in ("GOLDENTHREAD_REFERENCE", "GOLDENTHREAD_WRITE_DEFINITIONS"):
            del os.environ[name]
    folder = tempfile.mkdtemp(prefix="goldenthread-test-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["GOLDENTHREAD_MODE"] = "test"
    os.environ["GOLDENTHREAD_DATA_DIR"] = folder
    os.environ["GOLDENTHREAD_SECRET_KEY"] = "for-tests-only"
    # Frames of tests are small, and two workers with two threads each wait for one another.
    os.environ["POLARS_MAX_THREADS"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()  # pytest-django looked for settings before this file was read
    # A second worker would otherwise load them before it has a data folder of its own.
    del os.environ["DJANGO_SETTINGS_MODULE"]


_own_settings()

# The same examples on every run: a test that fails only sometimes stops everybody. Time limits per
# example are off because two cores are shared between passes.
hypothesis_settings.register_profile(
    "house", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("house")


# A quarter of the time went into looking for cycles among all that is loaded once and stays.
gc.set_threshold(100_000, 50, 100)


# The engine of the law has no database, and no room's rules have: a second pass would tell nothing new.
PURE = (ROOT / "tests" / "statute", ROOT / "tests" / "spec" / "statutory_clock")
DATABASE = {"db", "transactional_db", "live_server"}


def is_pure(item: pytest.Item) -> bool:
    """Whether a test has no database: those of the engine, and those of `rules` that ask for none."""
    if any(item.path.is_relative_to(folder) for folder in PURE):
        return True
    asks = item.get_closest_marker("django_db") or DATABASE & set(getattr(item, "fixturenames", ()))
    return "rules" in item.path.relative_to(ROOT).parts and not asks


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if is_pure(item):
            item.add_marker("pure")


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of reference material. Each test that asks for it has a twin in tests/data that runs
    everywhere, because the material is not part of the repository."""
    if not REFERENCE.is_dir():
        pytest.skip(NO_REFERENCE)
    return REFERENCE


@pytest.fixture(scope="session")
def prepared_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """`prepared_folder(folder)`: a data folder with an empty, migrated SQLite database."""
    from tests.folders import prepare, shared_by

    shared = shared_by(tmp_path_factory.getbasetemp())
    return lambda folder: prepare(folder, shared)


class ReferenceGuard:
    """Fails a run in which the reference material is there and a test was skipped for lack of it."""

    def __init__(self) -> None:
        self.skipped: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and NO_REFERENCE in str(report.longrepr):
            self.skipped.append(report.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if REFERENCE.is_dir() and self.skipped:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if REFERENCE.is_dir():
            for name in self.skipped:
                terminalreporter.write_line(f"WRONGLY SKIPPED {name}: {REFERENCE} is there")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(ReferenceGuard(), "goldenthread-reference")


def pytest_collection() -> None:
    """Workers have started by now: what a test starts may find the settings again."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name long texts after their argument: they are no names, and a signed one differs by worker."""
    if isinstance(val, (str, bytes)) and len(val) > 40:
        return argname
    return None


# Tests that commit empty the tables afterwards, which the audit trail's guards would refuse.
from tests.access.audit.guards import emptying_the_test_database  # noqa: E402, F401
