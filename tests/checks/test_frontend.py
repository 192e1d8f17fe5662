"""What set-up lays out for the browser: our typeface, and nothing that belongs to GOV.UK."""

from __future__ import annotations

import re

import pytest

from frontend import FONT_FILES, MODULES, TARGET, TYPEFACE, font_faces, own_script, own_stylesheet

FACE = '@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2) format("woff2")}'
CREST = ".govuk-footer__copyright-logo:before{background-image:url(/assets/images/govuk-crest.svg)}"
MAP = "\n/*# sourceMappingURL=govuk-frontend.min.css.map */"


def test_the_typeface_is_ours() -> None:
    assert own_stylesheet(f"{FACE}a{{font-family:GDS Transport,arial}}{CREST}{MAP}") == (
        'a{font-family:"Atkinson Hyperlegible Next",arial}\n'
    )


@pytest.mark.parametrize(
    "css",
    [
        "a{background:url(/assets/images/new.png)}",
        "a{font-family:GDSTransport}",
        "a{mask:url(crown.svg)}",
    ],
)
def test_a_package_that_brings_something_new_is_refused(css: str) -> None:
    with pytest.raises(ValueError, match="still holds"):
        own_stylesheet(css)


def test_the_script_names_no_source_map() -> None:
    assert own_script("export{a};//# sourceMappingURL=x.min.js.map") == "export{a};"


def test_every_face_names_a_file_that_is_laid_out() -> None:
    named = re.findall(r'url\("fonts/([^"]+)"\)', font_faces())
    assert named == list(FONT_FILES.values())
    assert all((TARGET / "fonts" / name).stat().st_size > 5_000 for name in named)


def test_what_is_laid_out_is_free_of_marks_and_carries_the_licence() -> None:
    assert TYPEFACE in (TARGET / "govuk-frontend.css").read_text(encoding="utf-8")
    names = {path.name for path in TARGET.rglob("*") if path.is_file()}
    assert not [name for name in names if re.search("crown|crest|opengraph|light-|bold-", name)]
    licence = (TARGET / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL Open Font License" in licence


def test_the_package_and_its_port_to_jinja_move_together() -> None:
    package = (MODULES / "govuk-frontend" / "package.json").read_text(encoding="utf-8")
    assert '"version": "6.3.0"' in package
