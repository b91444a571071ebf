"""Reads a finished PDF the way a reader's program does."""

from dataclasses import dataclass

import pypdfium2

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Page:
    """Text of a page with single spaces, its size, and the box of every visible character; millimetres.

    The boxes are read only when asked for: that is slow.
    """

    text: str
    width: float
    height: float
    boxes: tuple[tuple[float, float, float, float], ...]


def pages(content: bytes, with_boxes: bool = False) -> list[Page]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [_page(document[place], with_boxes) for place in range(len(document))]
    finally:
        document.close()


def _page(page: "pypdfium2.PdfPage", with_boxes: bool) -> Page:
    text = page.get_textpage()
    words = text.get_text_range()
    boxes = tuple(
        tuple(edge / POINTS_PER_MM for edge in text.get_charbox(place))
        for place in range(text.count_chars() if with_boxes else 0)
        if text.get_text_range(place, 1).strip()
    )
    width, height = page.get_size()
    text.close()
    return Page(" ".join(words.split()), width / POINTS_PER_MM, height / POINTS_PER_MM, boxes)


def whole_text(content: bytes) -> str:
    return " ".join(page.text for page in pages(content))
