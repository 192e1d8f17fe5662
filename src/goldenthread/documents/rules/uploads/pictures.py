"""Pictures: drawn anew from their pixels. Place, day and camera go; which way is up stays."""

from __future__ import annotations

import io

from PIL import Image

from goldenthread.documents.rules.uploads.book import book, refusal

_ORIENTATION = 0x0112
_TURNED = range(2, 9)
_QUALITY = 92


def clean_picture(data: bytes, kind: str) -> bytes:
    """A JPEG or PNG with nothing but its pixels. UserError for what is damaged, moving or beyond the limit."""
    try:
        with Image.open(io.BytesIO(data), formats=[kind.upper()]) as picture:
            _refuse_large(picture)
            if kind == "png" and getattr(picture, "n_frames", 1) > 1:
                raise refusal("moving_picture")
            return _drawn_anew(picture, kind)
    except Image.DecompressionBombError as error:
        raise refusal("bomb") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise refusal("damaged") from error


def _refuse_large(picture: Image.Image) -> None:
    wide, high = picture.size
    if wide * high > book().limits["picture_pixels"]:
        raise refusal("bomb")


def _drawn_anew(picture: Image.Image, kind: str) -> bytes:
    turned = picture.getexif().get(_ORIENTATION)
    picture.load()
    # What Pillow would write again by itself: comments, resolution, colour profile.
    seen_through = picture.info.get("transparency")
    picture.info = {} if seen_through is None else {"transparency": seen_through}
    exif = Image.Exif()
    if turned in _TURNED:
        exif[_ORIENTATION] = turned
    out = io.BytesIO()
    extra = {"exif": exif.tobytes()} if turned in _TURNED else {}
    if kind == "png":
        picture.save(out, "PNG", **extra)
    else:
        # Kept as finely as it came, so that words in a photo of a page stay readable. A phone's JPEG often has a second
        # picture behind the first: Pillow calls it by another name, and does not know how finely it came.
        fine = "keep" if picture.format == "JPEG" else _QUALITY
        picture.save(out, "JPEG", quality=fine, **extra)
    return out.getvalue()
