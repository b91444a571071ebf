"""Why a move is not possible: a key and its values; the words are the screens' business."""

from collections.abc import Mapping


class Refusal(Exception):
    """A move the law does not allow now. `key` names the text, `values` fill it."""

    def __init__(self, key: str, values: Mapping[str, object] | None = None) -> None:
        super().__init__(key)
        self.key = key
        self.values: Mapping[str, object] = values or {}
