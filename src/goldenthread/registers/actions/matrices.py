"""Changing the matrix of an area. Scores that were given stay as they were, with the matrix they were given with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.models import LocalArea
from goldenthread.registers.actions.keeping import need_text
from goldenthread.registers.models import MatrixVersion
from goldenthread.registers.permissions import managing_posts
from goldenthread.registers.queries.matrices import current_matrix
from goldenthread.registers.rules.definitions import register
from goldenthread.registers.rules.matrix_reading import MatrixError, read_matrix


@transaction.atomic
def change_matrix(
    *,
    scope: Scope,
    area_id: int,
    register_code: str,
    post_id: int,
    number: int,
    definition: Mapping[str, Any],
    why: str,
) -> MatrixVersion:
    """Store a new version of the area's matrix. `number` is the version that the person looked at."""
    found = register(register_code)
    if post_id not in managing_posts(scope, found, area_id):
        raise NotAllowed("That post does not keep this register in this area.")
    LocalArea.objects.select_for_update().get(pk=area_id)
    current = current_matrix(area_id, found)
    if current is None:
        raise UserError("no_matrix", f"{found.title} are not scored.")
    if current.number != number:
        newest = MatrixVersion.objects.filter(
            area=area_id, register=register_code, number=current.number
        ).first()
        raise changed_meanwhile(
            scope, newest, "the matrix", fix="Look how it stands now, then change it again."
        )
    said = need_text(why, "why the matrix changes", "why")
    try:
        matrix = read_matrix(definition)
    except MatrixError as problem:
        raise UserError("wrong_matrix", str(problem), problem.where) from None
    if matrix == current.matrix:
        raise UserError("nothing_changed", "This is the matrix that the area has already.")
    made = MatrixVersion.objects.create(
        area_id=area_id, register=register_code, number=current.number + 1,
        definition=matrix.as_data(), why=said, post_id=post_id, user_id=scope.user_id,
    )  # fmt: skip
    record(scope, "matrix.changed", made, area_id=area_id, fields=("definition",))
    return made
