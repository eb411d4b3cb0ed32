"""Intervals for shares that were counted on a sample."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

#: The normal quantile of a 95% interval.
Z = 1.959964


def wilson(share: float, count: float) -> tuple[float, float]:
    """The 95% Wilson interval of a share.

    Args:
        share: 0 to 1.
        count: how many were judged; of a weighted sample, how many of a simple one it is worth.

    >>> low, high = wilson(0.9, 100)
    >>> round(low, 3), round(high, 3)
    (0.826, 0.945)
    >>> wilson(0.0, 0)
    (0.0, 1.0)
    """
    if not count:
        return 0.0, 1.0
    square = Z * Z
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = Z / (1 + square / count) * sqrt(share * (1 - share) / count + square / (4 * count * count))
    return max(0.0, middle - half), min(1.0, middle + half)


def weighted(strata: Iterable[tuple[int, int, float]]) -> tuple[float, float]:
    """The share over all strata, and how many draws of a simple sample it is worth.

    Args:
        strata: of each, how many were judged, how many of them are so, and its size. One in which nothing was judged
            says nothing and is left out.

    >>> weighted([(10, 9, 100), (10, 5, 300)])
    (0.6, 16.0)
    """
    judged = [(n, k, size) for n, k, size in strata if n and size]
    whole = sum(size for *_, size in judged)
    if not whole:
        return 0.0, 0.0
    share = sum(size / whole * k / n for n, k, size in judged)
    return share, 1 / sum((size / whole) ** 2 / n for n, _, size in judged)


def odds(first: tuple[float, float], second: tuple[float, float], scale: float) -> tuple[float, float, float]:
    """``a / (a + scale * b)`` for two shares measured apart, with its 95% interval (recovered from theirs, as Newcombe has it).

    Args:
        first, second: each the share and the number of draws.
        scale: how many things the second share is of, for one thing that the first is of.

    >>> [round(x, 2) for x in odds((0.9, 100), (0.1, 50), 1.0)]
    [0.9, 0.81, 0.95]
    """
    (a, n), (b, m) = first, second
    if not a:
        return 0.0, 0.0, (1.0 if not n else wilson(a, n)[1])
    (low_a, high_a), (low_b, high_b) = wilson(a, n), wilson(b, m)
    apart = a * b
    below, above = high_a * (2 * a - high_a), low_a * (2 * a - low_a)
    least = (apart - sqrt(max(0.0, apart**2 - low_b * high_a * (2 * b - low_b) * (2 * a - high_a)))) / below if below > 0 else 0.0
    most = (apart + sqrt(max(0.0, apart**2 - high_b * low_a * (2 * b - high_b) * (2 * a - low_a)))) / above if above > 0 else 1e9
    return 1 / (1 + scale * b / a), 1 / (1 + scale * max(0.0, most)), 1 / (1 + scale * max(0.0, least))
