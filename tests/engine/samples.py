"""The definitions the engine is tried on."""

from pathlib import Path

from sop.loading import BUILT_IN, load_sop

FOLDER = Path(__file__).parent / "definitions"
LUMAJANG = load_sop(BUILT_IN / "lumajang.toml")
LETTER = load_sop(FOLDER / "letter.toml")
FLAT = load_sop(FOLDER / "flat.toml")
HANDOVER = load_sop(FOLDER / "handover.toml")
QUORUM = load_sop(FOLDER / "quorum.toml")
BESIDE = load_sop(FOLDER / "beside.toml")
