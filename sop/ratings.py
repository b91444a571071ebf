"""Rating scales (predikat) as data, and how many indicators carry each word. Source: domain 2.5.

The printed scale of Permendagri 86/2017 leaves gaps (90 to 91); the default here reads it without: above 90,
above 75, above 65, above 50. The unrounded achievement decides (law 8), rid only of what its division left
over (`sop.quotients.settled`).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from sop.people import Office
from sop.quotients import settled
from sop.reports import Band, RatingCount, Tone


@dataclass(frozen=True, slots=True)
class Scale:
    """Bands in falling order without gap or overlap; `inclusive`: a threshold itself reaches its band."""

    key: str
    bands: tuple[Band, ...]
    inclusive: bool = False

    def __post_init__(self) -> None:
        if not self.bands or self.bands[-1].above is not None:
            raise ValueError(f"scale {self.key}: the last band must hold all the rest")
        thresholds = [band.above for band in self.bands[:-1]]
        for higher, lower in pairwise(thresholds):
            if higher is None or lower is None or higher <= lower:
                raise ValueError(f"scale {self.key}: thresholds must fall from band to band")
        if None in thresholds or len({band.word for band in self.bands}) < len(self.bands):
            raise ValueError(f"scale {self.key}: every band needs a word and a threshold of its own")

    def rating(self, achievement: Decimal) -> Band:
        """The band of an unrounded achievement in percent."""
        value = settled(achievement)
        for band in self.bands:
            if band.above is None or value > band.above:
                return band
            if self.inclusive and value == band.above:
                return band
        raise AssertionError("the last band holds all the rest")

    def distribution(self, achievements: Iterable[Decimal]) -> tuple[RatingCount, ...]:
        """How many achievements fall into each band, zeros included, in the order of the scale."""
        counts = Counter(self.rating(achievement).word for achievement in achievements)
        return tuple(RatingCount(band.word, counts[band.word]) for band in self.bands)


def _scale(key: str, inclusive: bool, *rows: tuple[str, int | None, Tone]) -> Scale:
    bands = tuple(Band(word, None if above is None else Decimal(above), tone) for word, above, tone in rows)
    return Scale(key, bands, inclusive)


DEFAULT_SCALE = _scale(
    "permendagri-86-2017",
    False,
    ("Sangat Tinggi", 90, Tone.DEEP_GREEN),
    ("Tinggi", 75, Tone.GREEN),
    ("Sedang", 65, Tone.YELLOW),
    ("Rendah", 50, Tone.ORANGE),
    ("Sangat Rendah", None, Tone.RED),
)
PRINTED_BOUNDS = _scale(
    "permendagri-86-2017-batas-tercetak",
    True,
    ("Sangat Tinggi", 91, Tone.DEEP_GREEN),
    ("Tinggi", 76, Tone.GREEN),
    ("Sedang", 66, Tone.YELLOW),
    ("Rendah", 51, Tone.ORANGE),
    ("Sangat Rendah", None, Tone.RED),
)
GOOD_TO_POOR = _scale(
    "sangat-baik",
    False,
    ("Sangat Baik", 90, Tone.DEEP_GREEN),
    ("Baik", 75, Tone.GREEN),
    ("Cukup", 65, Tone.YELLOW),
    ("Kurang", 50, Tone.ORANGE),
    ("Sangat Kurang", None, Tone.RED),
)
SCALES = {scale.key: scale for scale in (DEFAULT_SCALE, PRINTED_BOUNDS, GOOD_TO_POOR)}


def scale_of(office: Office) -> Scale:
    """The scale an office rates with; the default where it names one that is not known."""
    return SCALES.get(office.rating_scale, DEFAULT_SCALE)
