"""An SVG of rectangles, lines, polygons and text: all that our charts need, alike on paper and picture.

Every attribute is written out, because fpdf2 takes no defaults for lines; the font family is the name
under which the faces are registered. Source: documents 6.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reports.fonts import FAMILY, MM_PER_POINT, NO_BREAK, printable
from reports.palettes import INK

Points = Sequence[tuple[float, float]]
Box = tuple[float, float, float, float]


class Drawing:
    """A drawing of `width` × `height` units; the unit is the millimetre on paper."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._parts: list[str] = []

    def rectangle(
        self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0
    ) -> None:
        corner = f' rx="{radius:.2f}" ry="{radius:.2f}"' if radius else ""
        self._parts.append(
            f'<rect x="{x:.3f}" y="{y:.3f}" width="{width:.3f}" height="{height:.3f}"{corner} fill="{fill}"/>'
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float, dashes: str = ""
    ) -> None:
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self._parts.append(
            f'<line x1="{x1:.3f}" y1="{y1:.3f}" x2="{x2:.3f}" y2="{y2:.3f}" stroke="{colour}"'
            f' stroke-width="{width:.3f}"{dashed}/>'
        )

    def polygon(self, points: Points, fill: str, colour: str, width: float, dashes: str = "") -> None:
        """A closed outline."""
        self._parts.append(
            f'<polygon points="{_listed(points)}" fill="{fill}"{_stroke(colour, width, dashes)}/>'
        )

    def path(self, points: Points, colour: str, width: float, dashes: str = "") -> None:
        """An open line through points."""
        self._parts.append(
            f'<polyline points="{_listed(points)}" fill="none"{_stroke(colour, width, dashes)}'
            ' stroke-linejoin="round"/>'
        )

    def outline(
        self, box: Box, fill: str, colour: str, width: float, radius: float = 0, dashes: str = ""
    ) -> None:
        """A rectangle with an edge; `box` is left, top, width, height."""
        x, y, wide, high = box
        corner = f' rx="{radius:.2f}" ry="{radius:.2f}"' if radius else ""
        self._parts.append(
            f'<rect x="{x:.3f}" y="{y:.3f}" width="{wide:.3f}" height="{high:.3f}"{corner}'
            f' fill="{fill}"{_stroke(colour, width, dashes)}/>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size_pt: float,
        colour: str = INK,
        bold: bool = False,
        at: str = "start",
    ) -> None:
        """Words on the baseline `y`; `at` is start, middle or end of them."""
        weight = "bold" if bold else "normal"
        shown = escape(printable(words).replace(NO_BREAK, " "))
        self._parts.append(
            f'<text x="{x:.3f}" y="{y:.3f}" font-family="{FAMILY}" font-size="{size_pt * MM_PER_POINT:.3f}"'
            f' font-weight="{weight}" fill="{colour}" text-anchor="{at}">{shown}</text>'
        )

    def svg(self) -> str:
        """The drawing as a file of its own, sized in millimetres."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:.2f}mm" height="{self.height:.2f}mm"'
            f' viewBox="0 0 {self.width:.2f} {self.height:.2f}">{"".join(self._parts)}</svg>'
        )


def _listed(points: Points) -> str:
    return " ".join(f"{x:.3f},{y:.3f}" for x, y in points)


def _stroke(colour: str, width: float, dashes: str) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f' stroke="{colour}" stroke-width="{width:.3f}"{dashed}'
