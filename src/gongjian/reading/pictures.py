"""Pictures are drawn anew: what a telephone wrote beside one, its place above all, stays behind."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from gongjian.kernel.text import Text
from gongjian.reading.uploads import Unacceptable

MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2400  # pixels; enough to read a sign in a photograph
SMALLER = (LONGEST_SIDE, LONGEST_SIDE)


def drawn_anew(name: str, content: bytes) -> tuple[str, str, bytes]:
    """Ending, media type and bytes of a JPEG. Raises Unacceptable."""
    try:
        with Image.open(BytesIO(content), formats=["JPEG", "PNG", "WEBP"]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Unacceptable(name, Text("The picture has too many pixels."))
            seen = on_paper(ImageOps.exif_transpose(made_small(image)))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if isinstance(error, Unacceptable):
            raise
        raise Unacceptable(name, Text("The picture cannot be read.")) from error
    buffer = BytesIO()
    seen.save(buffer, "JPEG", quality=85)
    return "jpg", "image/jpeg", buffer.getvalue()


def made_small(image: Image.Image) -> Image.Image:
    """Before anything else is done with it: a large picture is never held twice. A JPEG is decoded small at once."""
    image.draft("RGB", SMALLER)
    if image.mode.startswith("I"):  # sixteen bits of grey become eight
        image = image.convert("I").point(lambda grey: grey / 257).convert("L")
    elif image.mode in ("1", "P"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail(SMALLER)
    return image


def on_paper(image: Image.Image) -> Image.Image:
    """As a person sees it on white paper: what is transparent is white."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    paper.alpha_composite(seen)
    return paper.convert("RGB")
