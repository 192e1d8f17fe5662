"""Fetch the front-end packages and lay out the files that the product serves.

Standard library only. Packages come from npm at the exact versions and hashes of package-lock.json;
only prebuilt files are used. The GDS Transport typeface, the crown and the royal crest belong to
GOV.UK services and are never laid out: our face is Atkinson Hyperlegible Next.

    python scripts/frontend.py          fetch if needed, then write build/frontend/
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from pathlib import Path

from node import find_node, run_npm

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
TARGET = ROOT / "build" / "frontend"
STAMP = TARGET / ".stamp"

TYPEFACE = "Atkinson Hyperlegible Next"
FONT_FILES = {
    (weight, style): f"atkinson-hyperlegible-next-latin-{weight}-{style}.woff2"
    for weight in (400, 700)
    for style in ("normal", "italic")
}
FONT_FACE = """\
@font-face {{
  font-family: "{family}";
  font-style: {style};
  font-weight: {weight};
  font-display: swap;
  src: url("fonts/{file}") format("woff2");
}}
"""
SOURCE_MAP = re.compile(r"(?:/\*#|//#) sourceMappingURL=\S+(?: \*/)?\s*$")
COPYRIGHT_OF_FACE = re.compile(r"/\*![^*]*Margaret Calvert[^*]*\*/")
FACE_RULE = re.compile(r"@font-face\{[^}]*\}")
CREST_RULE = re.compile(r"\.govuk-footer__copyright-logo:before\{[^}]*govuk-crest\.svg[^}]*\}")


def own_stylesheet(css: str) -> str:
    """GOV.UK Frontend's stylesheet with our typeface and without GOV.UK's marks.

    Raises:
        ValueError: something that belongs to GOV.UK is still in it, or a link to a file we do not
            lay out. The package changed: look at it before serving it.
    """
    css = COPYRIGHT_OF_FACE.sub("", css)
    css = FACE_RULE.sub("", css)
    css = CREST_RULE.sub("", css)
    css = css.replace("GDS Transport", f'"{TYPEFACE}"')
    css = SOURCE_MAP.sub("", css)
    left = re.search(r"url\([^)]*\)|Transport|crest\.svg|crown\.svg", css)
    if left:
        raise ValueError(f"govuk-frontend.min.css still holds {left.group()!r}")
    return css


def own_script(script: str) -> str:
    """GOV.UK Frontend's module without the link to a source map that is not served."""
    return SOURCE_MAP.sub("", script)


def font_faces() -> str:
    """The @font-face rules for the weights and styles that are laid out."""
    return "".join(
        FONT_FACE.format(family=TYPEFACE, style=style, weight=weight, file=file)
        for (weight, style), file in FONT_FILES.items()
    )


def wanted() -> str:
    """Key of what should be laid out: the locked packages and this script."""
    parts = [ROOT / "package.json", ROOT / "package-lock.json", Path(__file__)]
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()


def lay_out() -> None:
    """Write build/frontend/ anew from node_modules/."""
    govuk = MODULES / "govuk-frontend" / "dist" / "govuk"
    face = MODULES / "@fontsource" / "atkinson-hyperlegible-next"
    shutil.rmtree(TARGET, ignore_errors=True)
    fonts = TARGET / "fonts"
    fonts.mkdir(parents=True)
    css = (govuk / "govuk-frontend.min.css").read_text(encoding="utf-8")
    (TARGET / "govuk-frontend.css").write_text(own_stylesheet(css), encoding="utf-8")
    script = (govuk / "govuk-frontend.min.js").read_text(encoding="utf-8")
    (TARGET / "govuk-frontend.js").write_text(own_script(script), encoding="utf-8")
    for file in FONT_FILES.values():
        shutil.copyfile(face / "files" / file, fonts / file)
    shutil.copyfile(face / "LICENSE", fonts / "OFL.txt")
    (TARGET / "fonts.css").write_text(font_faces(), encoding="utf-8")


def main() -> int:
    """Bring build/frontend/ up to date; return the exit code."""
    key = wanted()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == key and MODULES.is_dir():
        return 0
    run_npm(find_node(), ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
    lay_out()
    STAMP.write_text(key, encoding="utf-8")
    print(f"Front-end files are in {TARGET.relative_to(ROOT)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
