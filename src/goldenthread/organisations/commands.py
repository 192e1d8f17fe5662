"""`goldenthread init`: the first administrator of an installation."""

from __future__ import annotations

from pathlib import Path

import click

from goldenthread.core.commandline import DONE, emit, json_options
from goldenthread.core.errors import UserError
from goldenthread.core.preparing import prepare_database

SCHEMA = Path(__file__).parent / "schemas" / "init.schema.json"


@click.command()
@click.option("--email", required=True, help="Their email address, with which they sign in.")
@click.option("--name", required=True, help="Their name.")
@click.option("--area", required=True, help="The local area, such as Westshire.")
@click.option("--organisation", required=True, help="The council.")
@click.option("--post", required=True, help="The post that they hold in it.")
@click.option(
    "--address",
    default="http://127.0.0.1:8000",
    show_default=True,
    help="Where people reach this installation, for the link.",
)
@json_options(SCHEMA)
def init(
    email: str, name: str, area: str, organisation: str, post: str, address: str, as_json: bool
) -> int:
    """Make the first administrator and print the link, once, with which they set a password."""
    prepare_database()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.urls import reverse

    from goldenthread.organisations.actions.first import make_first_administrator
    from goldenthread.organisations.actions.memberships import INVITATION_LASTS

    try:
        validate_email(email.strip())
    except ValidationError:
        raise UserError(
            "bad_email",
            f"{email} is not an email address.",
            "--email",
            "Write it like name@example.com.",
        ) from None
    token = make_first_administrator(
        email=email, name=name, area=area, organisation=organisation, post=post
    )
    link = address.rstrip("/") + reverse("organisations:invitation", args=[token])
    if as_json:
        emit({"email": email.strip().lower(), "link": link, "days": INVITATION_LASTS.days})
        return DONE
    click.echo(f"{name} can set a password here, once, within {INVITATION_LASTS.days} days:\n")
    click.echo(f"  {link}\n")
    click.echo("This link is shown only now.")
    return DONE
