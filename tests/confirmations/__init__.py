"""The actors an SOP does not name, confirmed on one page."""
