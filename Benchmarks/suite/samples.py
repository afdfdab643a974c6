"""Figures that were measured more than once."""

import statistics
from dataclasses import dataclass, field


@dataclass
class Samples:
    """One figure, once for each round."""

    values: list = field(default_factory=list)

    def add(self, value):
        self.values.append(float(value))

    @property
    def median(self):
        return statistics.median(self.values)

    def text(self, digits=2, scale=1.0):
        """The median, and in brackets the lowest and the highest."""
        low, high = min(self.values) * scale, max(self.values) * scale
        return f"{self.median * scale:,.{digits}f} ({low:,.{digits}f} to {high:,.{digits}f})"


@dataclass
class Check:
    """What a figure was promised to be at the most."""

    value: float
    limit: float

    @property
    def text(self):
        return "yes" if self.value <= self.limit else "no"


@dataclass
class Table:
    """A part of the report: cells are text, checks say what was promised and missed."""

    title: str
    about: str
    columns: list
    rows: list = field(default_factory=list)
    checks: list = field(default_factory=list)

    def check(self, value, limit):
        """Notes a promise; returns how it stands, as the text of a cell."""
        check = Check(value, limit)
        self.checks.append(check)
        return check.text
