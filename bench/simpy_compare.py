#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What SimPy takes for the same models, and how many times as long that is.

Two models, written as SimPy's documentation teaches: the M/M/1 queue of bench/mm1.c, and a lunch
rush in which each order holds one of a fixed crew of cooks until it is delivered. Given the
benchmark programs to compare with, prints how many times as fast they are.

usage: simpy_compare.py [MM1_BENCHMARK [RUSH_BENCHMARK]]

Without SimPy (Debian: python3-simpy3) it says so and leaves with status 77, "skipped".
"""

import random
import re
import subprocess
import sys
import time

SKIPPED = 77

try:
    import simpy
except ImportError:
    print("skipped: there is no SimPy here (Debian's package is python3-simpy3)")
    sys.exit(SKIPPED)


def mm1_job(env, server, draw, times):
    arrived = env.now
    with server.request() as request:
        yield request
        yield env.timeout(draw.expovariate(1.0))
    times.append(env.now - arrived)


def mm1_arrivals(env, server, draw, times):
    while True:
        yield env.timeout(draw.expovariate(0.9))
        env.process(mm1_job(env, server, draw, times))


def mm1(jobs):
    """Serves about so many jobs; returns how many."""
    env, times = simpy.Environment(), []
    env.process(mm1_arrivals(env, simpy.Resource(env), random.Random(1), times))
    env.run(until=jobs / 0.9)
    return len(times)


COOKS, HOUR = 12, 3600.0


def rush_order(env, cooks, draw, times):
    called = env.now
    with cooks.request() as cook:
        yield cook
        yield env.timeout(draw.gammavariate(11.1, 15 * 60 / 11.1))  # prep
        yield env.timeout(30 * 60)  # bake
        yield env.timeout(draw.gammavariate(11.1, 20 * 60 / 11.1))  # ride
    times.append(env.now - called)


def rush_calls(env, cooks, draw, times):
    while True:
        yield env.timeout(draw.expovariate(10 / HOUR))
        env.process(rush_order(env, cooks, draw, times))


def rush(orders):
    """Delivers about so many orders; returns how many."""
    env, times = simpy.Environment(), []
    env.process(rush_calls(env, simpy.Resource(env, COOKS), random.Random(1), times))
    env.run(until=orders / 10 * HOUR)
    return len(times)


def measure(model, count):
    """The median over several runs of the ns of CPU time for each served."""
    times = []
    for _ in range(3):
        start = time.process_time_ns()
        served = model(count)
        times.append((time.process_time_ns() - start) / served)
    return sorted(times)[1]


def ours(program):
    """The ns that one of our benchmarks prints first."""
    output = subprocess.run([program], capture_output=True, text=True, check=True).stdout
    return float(re.search(r"([0-9.]+) ns", output).group(1))


def main():
    version = getattr(simpy, "__version__", "of unknown version")
    programs = sys.argv[1:] + [None, None]
    for name, model, count, program in (
        ("M/M/1, ns a job", mm1, 100000, programs[0]),
        ("lunch rush held by the cooks, ns an order", rush, 50000, programs[1]),
    ):
        theirs = measure(model, count)
        line = f"{name}: SimPy {version} {theirs:.0f}"
        if program:
            own = ours(program)
            line += f", here {own:.1f}, {theirs / own:.0f} times as fast"
        print(line)


main()
