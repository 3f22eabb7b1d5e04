#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the program with the oracle: compare.py PIZZERIA N SEED [generic|tied] [--keep FOLDER]

Runs N random scenarios, from SEED on, through both.

    generic  every order's events at the same nanosecond and in the same order, and at every instant
             the same events; measures to 1e-9
    tied     at every instant the same events of the same orders; measures to 1e-9

What the model leaves open is not compared: within one instant, which of two orders' events is
written first; and all that follows when a shift plan rises again and only some of the cooks who
were to go may stay (variants in which this made a difference are counted). Where work is shared or
crowded, instants may differ by what rounding to nanoseconds grows to. The first difference of each
scenario is printed, and the scenario is kept.
"""

import argparse
import collections
import os
import sys
import tempfile

import measures
import program
import scenario
from generate import generate
from pizzeria import simulate

ROUNDING = 20_000                       # ns, where work is shared or crowded


def seconds(time):
    return f"{time / 1e9:.9f}"


def in_instants(trace, tolerance):
    """[(first time, events)]: what lies within the tolerance of the one before is one instant."""
    instants = []
    last = None
    for time, event, order, _, _ in trace:
        if last is None or time - last > tolerance:
            instants.append((time, []))
        instants[-1][1].append((event, order))
        last = time
    return instants


def lines(instant):
    return ", ".join(f"{event} {order or ''}".strip() for event, order in instant[1])


def first_difference(ours, theirs, tolerance, ordered):
    """What differs first between two traces, in words; None if nothing does."""
    a, b = in_instants(ours, tolerance), in_instants(theirs, tolerance)
    for x, y in zip(a, b):
        if abs(x[0] - y[0]) > tolerance or collections.Counter(x[1]) != collections.Counter(y[1]):
            return (f"oracle  {seconds(x[0])}: {lines(x)}\n"
                    f"program {seconds(y[0])}: {lines(y)}")
        if ordered:
            for order in {order for _, order in x[1]}:
                if [e for e in x[1] if e[1] == order] != [e for e in y[1] if e[1] == order]:
                    return (f"order {order}'s events at {seconds(x[0])}\n"
                            f"oracle  {lines(x)}\nprogram {lines(y)}")
    if len(a) != len(b):
        who, longer = ("oracle", a) if len(a) > len(b) else ("program", b)
        rest = longer[min(len(a), len(b))]
        return f"only the {who} goes on: {seconds(rest[0])}: {lines(rest)}"
    return None


SUMS = ("calls.lost", "cooks.waiting", "workers.waiting")


def measures_differ(ours, theirs, tolerances):
    """The measures that differ, in words. Prices and sums of others are not the oracle's business."""
    differences = []
    theirs = {name: value for name, value in theirs.items()
              if not name.startswith("money.") and name not in SUMS
              and not (value is None and name not in ours)}
    for name in sorted(set(ours) | set(theirs)):
        if name not in ours or name not in theirs:
            who = "oracle" if name in ours else "program"
            differences.append(f"{name}: only the {who} has it")
        elif not measures.agree(ours[name], theirs[name], *tolerances):
            differences.append(f"{name}: oracle {ours[name]}, program {theirs[name]}")
    return differences


def differences(binary, file, mode):
    """All that differs for one scenario file, in words; and how many events were compared."""
    try:
        worlds = scenario.read(file)
    except scenario.ScenarioError as error:
        try:
            program.traces_of(binary, file)
        except program.ProgramError as refusal:
            return ([] if refusal.status == 2 else [str(refusal)]), 0
        return [f"the oracle refuses it ({error}), the program does not"], 0
    try:
        traces = program.traces_of(binary, file)
        values = program.measures_of(binary, file)
    except program.ProgramError as error:
        return [str(error)], 0
    found, count = [], 0
    for world in worlds:
        records, ours = simulate(world)
        records = [record for record in records if not record[1].startswith("-")]
        differs = []
        count += len(records)
        rounding = ROUNDING if scenario.is_slowed(world) else 0
        different = first_difference(records, traces.get(world.name, []), rounding,
                                     mode == "generic")
        if different:
            differs.append(f"{world.name}: {different}")
        named = measures.in_words_of(world.theme, ours)
        different = measures_differ(named, values.get(world.name, {}),
                                    (1e-7, rounding / 1e9) if rounding else (1e-9,))
        if different:
            differs.append(f"{world.name}: " + "; ".join(different[:4]))
        found += differs
    return found, count


def main():
    parser = argparse.ArgumentParser(description="compares the program with the oracle")
    parser.add_argument("program")
    parser.add_argument("number", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("mode", nargs="?", choices=["generic", "tied"], default="generic")
    parser.add_argument("--keep", default=tempfile.gettempdir(), metavar="FOLDER")
    arguments = parser.parse_args()
    bad = events = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(arguments.seed, arguments.seed + arguments.number):
            text = generate(seed, arguments.mode)
            file = os.path.join(folder, "scenario.yaml")
            with open(file, "w", encoding="utf-8") as out:
                out.write(text)
            found, count = differences(arguments.program, file, arguments.mode)
            events += count
            if found:
                bad += 1
                kept = os.path.join(arguments.keep, f"{arguments.mode}-{seed}.yaml")
                with open(kept, "w", encoding="utf-8") as out:
                    out.write(text)
                print(f"--- {kept}", *found, sep="\n", flush=True)
                if bad == 1:
                    print(text)
    print(f"{arguments.mode}: {arguments.number} scenarios, {events} events,"
          f" {bad} differ")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
