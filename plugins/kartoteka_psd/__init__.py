"""PSD: whether a segment deserves to be targeted, by passion, specialisation and profitability."""
