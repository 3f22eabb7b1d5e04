#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes sim/ziggurat_tables.c: the edges of the layers of both ziggurats.

    scripts/ziggurat-tables.py > sim/ziggurat_tables.c

A ziggurat (Marsaglia and Tsang 2000) covers a decreasing density f by N layers of equal area v. The
bottom layer is the rectangle up to r and the tail beyond it; each other layer is a rectangle. The
right r is the one for which the top layer ends at f(0). Computed with 50 digits, so that every
entry is the double nearest to the true value.
"""

from decimal import Decimal, getcontext

getcontext().prec = 50
LAYERS = 256
ONE = Decimal(1)


def exponential_tail(r):
    return (-r).exp()


def normal_tail(r):
    """Integral of exp(-x^2/2) from r on, by Laplace's continued fraction (good from r = 3 on)."""
    fraction = r
    for k in range(600, 0, -1):
        fraction = r + k / fraction
    return (-r * r / 2).exp() / fraction


EXPONENTIAL = {
    "name": "exponential",
    "density": lambda x: (-x).exp(),
    "inverse": lambda y: -y.ln(),
    "tail": exponential_tail,
    "bracket": (Decimal(7), Decimal(8)),
}
NORMAL = {
    "name": "normal",
    "density": lambda x: (-x * x / 2).exp(),
    "inverse": lambda y: (-2 * y.ln()).sqrt(),
    "tail": normal_tail,
    "bracket": (Decimal("3.5"), Decimal(4)),
}


def edges(shape, r):
    """x[0] (of a rectangle with the bottom layer's area) > x[1] = r > ... > x[LAYERS - 1], and by
    how much the top layer overshoots f(0) = 1."""
    density, inverse = shape["density"], shape["inverse"]
    area = r * density(r) + shape["tail"](r)
    x = [area / density(r), r]
    height = density(r)
    while len(x) < LAYERS:
        height += area / x[-1]
        if height >= ONE:
            return x, height - ONE + (LAYERS - len(x))  # r is too small
        x.append(inverse(height))
    return x, height + area / x[-1] - ONE


def solve(shape):
    low, high = shape["bracket"]
    for _ in range(150):
        middle = (low + high) / 2
        if edges(shape, middle)[1] > 0:
            low = middle
        else:
            high = middle
    return edges(shape, high)[0] + [Decimal(0)]


def table(shape):
    print(f"const double sim_ziggurat_{shape['name']}[SIM_ZIGGURAT_LAYERS + 1] = {{")
    entries = [float(x).hex() for x in solve(shape)]
    for i in range(0, len(entries), 4):
        print("    " + ", ".join(entries[i : i + 4]) + ",")
    print("};")


print(
    """/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Written by scripts/ziggurat-tables.py: see there. Constants, and not computed when the program
 * starts, so that they are the same bits whatever the machine's exp and log.
 */
#include "sim/ziggurat.h"

/* clang-format off */"""
)
table(EXPONENTIAL)
print()
table(NORMAL)
print("/* clang-format on */")
