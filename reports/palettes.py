"""The colours of paper and picture, each with the contrast measured for it. Source: documents 9."""

from sop.reports import Tone

NAVY = "#1F3864"
INK = "#1B1F27"
GREY = "#5B6675"
AXIS = "#6B7686"
CAPTION = "#44546A"
GRID = "#B4BCC9"
LIGHT_GRID = "#E1E5EC"
TILE = "#F4F6FA"
GROUP = "#DCE4F0"
NUMBER_ROW = "#E9EDF4"
TOTAL = "#EEF1F6"
ZEBRA = "#F7F9FC"
TRACK = "#E3E7EE"
HEAD_RULE = "#6F86AD"
WHITE = "#FFFFFF"
DRAFT_BAND = "#FBE9E7"
DRAFT_INK = "#8E1B12"
DRAFT_MARK = "#F1F3F7"

BAR = {
    Tone.DEEP_GREEN: "#1E8449",
    Tone.GREEN: "#689F38",
    Tone.YELLOW: "#B8860B",
    Tone.ORANGE: "#D9660A",
    Tone.RED: "#C0392B",
    Tone.GREY: "#8A968F",
}
BADGE = {
    Tone.DEEP_GREEN: "#D8ECDF",
    Tone.GREEN: "#E8F3DA",
    Tone.YELLOW: "#FFF3CC",
    Tone.ORANGE: "#FCE3CF",
    Tone.RED: "#F8D5D2",
    Tone.GREY: "#E9ECEB",
}
BADGE_INK = {
    Tone.DEEP_GREEN: "#14532D",
    Tone.GREEN: "#3F5E0B",
    Tone.YELLOW: "#6B4F00",
    Tone.ORANGE: "#7A3600",
    Tone.RED: "#7F1D1D",
    Tone.GREY: "#444B48",
}


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of "#RRGGBB"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
