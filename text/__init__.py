"""Words and the values that carry them: what came in, what is shown, how numbers and dates are printed."""
