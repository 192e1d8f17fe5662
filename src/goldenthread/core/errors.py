"""Errors that a person can put right. Anything else that is raised is a defect of ours."""

from __future__ import annotations


class UserError(Exception):
    """Something is wrong with what was asked or given, and the person can mend it.

    `code` is a stable snake_case name for programs; `message` says what is wrong; `where` says in which
    field, row or line; `fix` says how to put it right. All three are plain words, fit for a screen.
    """

    code: str
    message: str
    where: str | None
    fix: str | None

    def __init__(
        self, code: str, message: str, where: str | None = None, fix: str | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.where = where
        self.fix = fix

    def as_dict(self) -> dict[str, str | None]:
        """The four parts, as the command line and the API print them."""
        return {"code": self.code, "message": self.message, "where": self.where, "fix": self.fix}

    def __str__(self) -> str:
        parts = [self.message]
        if self.where:
            parts.append(f"Where: {self.where}.")
        if self.fix:
            parts.append(self.fix)
        return " ".join(parts)


class NotAllowed(UserError):
    """The person's posts do not carry the right that this needs."""

    def __init__(self, message: str, fix: str | None = None) -> None:
        super().__init__(
            "not_allowed",
            message,
            fix=fix or "Ask the partnership manager if you need this right for your post.",
        )
