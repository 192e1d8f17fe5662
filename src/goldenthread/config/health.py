"""`/healthz` and `/readyz`, for whatever watches the product or shares work out among its hosts."""

from __future__ import annotations

from collections.abc import Callable

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

HEALTHY, READY = "/healthz", "/readyz"
ASKED = ("GET", "HEAD")


class HealthMiddleware:
    """Answers both addresses before anything else looks at the request: a probe comes without https, by the
    address of the host, and without signing in. It learns nothing but whether the product can work.

    /healthz: the process answers. /readyz: the database answers too and has the tables of this version; 503
    where not. Both are JSON and never kept by a cache.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path not in (HEALTHY, READY) or request.method not in ASKED:
            return self.get_response(request)
        problem = self._problem() if request.path == READY else ""
        answer = {"ok": not problem} | ({"problem": problem} if problem else {})
        return JsonResponse(
            answer, status=503 if problem else 200, headers={"Cache-Control": "no-store"}
        )

    def _problem(self) -> str:
        """The code of what is wrong; empty where nothing is."""
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            if not self.migrated:
                self.migrated = _migrated()
        except Error:
            connection.close()
            return "database_unreachable"
        return "" if self.migrated else "tables_of_another_version"


def _migrated() -> bool:
    """Neither older tables than this version needs, nor newer ones than it knows."""
    executor = MigrationExecutor(connection)
    loader = executor.loader
    unknown = set(loader.applied_migrations or ()) - set(loader.disk_migrations or ())
    ours = {label for label in unknown if label[0] in loader.migrated_apps}
    return not ours and not executor.migration_plan(loader.graph.leaf_nodes())
