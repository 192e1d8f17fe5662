"""The API for other systems: its endpoints, who may ask, and one form for whatever goes wrong. Read-only.

docs/api/README.md says how it is used, docs/adr/0016-read-only-api.md why it is so.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import URLPattern, include, path
from django.utils.log import log_response
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.security import HttpBearer

from goldenthread.access.audit import record_refusal
from goldenthread.access.middleware import View, by_token, page_name
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.api import router as plans
from goldenthread.organisations.api import router as areas
from goldenthread.organisations.arriving import NoToken, TooManyRequests, arrive

PREFIX = "/api/v1/"
_STATUS = {NoToken: 401, NotAllowed: 403, TooManyRequests: 429}


class TokenAuth(HttpBearer):
    """A token in the header, and nothing else: no cookie, nothing in the address."""

    def __call__(self, request: HttpRequest) -> Scope:
        kind, _, presented = request.headers.get(self.header, "").partition(" ")
        return self.authenticate(request, presented if kind.lower() == self.openapi_scheme else "")

    def authenticate(self, request: HttpRequest, token: str) -> Scope:
        scope = arrive(request, token.strip())
        request.scope = scope  # type: ignore[attr-defined]
        return scope


def _answer(problem: UserError, status: int) -> HttpResponse:
    """The one form of what went wrong."""
    response = JsonResponse({"error": problem.as_dict()}, status=status)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if status == 429:
        response["Retry-After"] = "60"
    return response


# Errors reach the three below from the library, which knows no more of them than that they are some.
def _wrong(request: Any, problem: Any) -> HttpResponse:
    """What whoever asked can put right."""
    if isinstance(problem, NotAllowed):
        record_refusal(request.scope, ("page", page_name(request)))
    return _answer(problem, _STATUS.get(type(problem), 422))


def _not_found(request: Any, _problem: Any) -> HttpResponse:
    """There is none, or the token does not read it: the same answer, and a trace in the trail."""
    record_refusal(request.scope, ("page", page_name(request)), action="access.not_found")
    return _answer(_NOTHING, 404)


def _unreadable(_request: Any, problem: Any) -> HttpResponse:
    """The first thing in the request that cannot be read. What was sent is not repeated."""
    first = problem.errors[0]
    # query, the name of the endpoint's argument, the parameter: the middle is ours.
    source, *names = (str(part) for part in first["loc"])
    where = ".".join([source, *names[-1:]])
    fix = f"{PREFIX}openapi.json says what it takes."
    return _answer(UserError("unreadable", f"{first['msg']}.", where, fix), 422)


def _failed(request: Any, problem: Any) -> HttpResponse:
    """A fault of ours: logged whole as Django does, told without a word of what it was."""
    response = _answer(_OURS, 500)
    log_response(
        "%s: %s", "Internal Server Error", request.path,
        response=response, request=request, exception=problem,
    )  # fmt: skip
    return response


_OURS = UserError(
    "server_error",
    "Something went wrong that is not of your making.",
    fix="Ask again later. If it stays so, tell whoever runs this installation when you asked for what.",
)
_NOTHING = UserError(
    "not_found",
    "There is no such thing, or the token does not read it.",
    "path",
    f"{PREFIX}openapi.json lists the addresses; lists give the ids.",
)
_READ_ONLY = UserError("method_not_allowed", "The API is read-only.", "method", "Ask with GET.")

api = NinjaAPI(
    title="Golden Thread",
    version="1.0",
    description="Improvement plans of local area SEND partnerships and how they stand. Read-only.",
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    auth=TokenAuth(),
)
api.add_exception_handler(UserError, _wrong)
api.add_exception_handler(Http404, _not_found)
api.add_exception_handler(ValidationError, _unreadable)
api.add_exception_handler(Exception, _failed)
api.add_router("", areas)
api.add_router("", plans)


def schema() -> dict[str, Any]:
    """The OpenAPI document."""
    return api.get_openapi_schema(path_prefix=PREFIX)


def _document(request: HttpRequest) -> HttpResponse:
    """What the API offers: no secret, so no token is asked for."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    return JsonResponse(schema())


def _unknown(request: HttpRequest, **_: str) -> HttpResponse:
    """An address that the API does not have."""
    try:
        TokenAuth()(request)
    except UserError as problem:
        return _wrong(request, problem)
    return _answer(_NOTHING, 404)


def _door(view: View) -> View:
    """What every answer has in common, whoever made it."""

    @by_token
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Exception as problem:  # noqa: BLE001 - also what goes wrong before an endpoint
            response = _failed(request, problem)
        if response.status_code == 405:
            allowed = response["Allow"]
            response = _answer(_READ_ONLY, 405)
            response["Allow"] = allowed
        response["Cache-Control"] = "no-store"
        response["Vary"] = "Authorization"
        return response

    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def _addresses() -> list[URLPattern]:
    found = [entry for entry in api.urls[0] if isinstance(entry, URLPattern)]
    for entry in found:
        entry.callback = _door(entry.callback)
    # The last is the library's own start page.
    return [entry for entry in found if entry.name != "api-root"]


urlpatterns = [
    path("v1/openapi.json", _door(_document), name="api_document"),
    path("v1/", include((_addresses(), "api"))),
    path("", _door(_unknown), name="api_start"),
    path("<path:rest>", _door(_unknown), name="api_unknown"),
]
