"""The addresses of the API, as its OpenAPI document names them: what a token of another area gets from each."""

from __future__ import annotations

# No record is named: nothing of another area may be among what they show.
LISTS = {"/api/v1/areas", "/api/v1/plans"}
# A record of an area is named: "not found", as for one that is not there.
RECORDS = {
    "/api/v1/plans/{plan_id}",
    "/api/v1/plans/{plan_id}/status",
    "/api/v1/plans/{plan_id}/milestones",
    "/api/v1/plans/{plan_id}/criteria",
    "/api/v1/plans/{plan_id}/recurring",
}
# The document itself, and whatever the API does not have.
OTHERS = {"api/v1/openapi.json", "api/", "api/<path:rest>"}

# As the resolver writes them.
PATTERNS = OTHERS | {
    address.removeprefix("/").replace("{plan_id}", "<int:plan_id>") for address in LISTS | RECORDS
}
