#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The model once more: slow, plain, in another language and by another hand.

Simulates one replication of a scenario whose durations are all constant and writes its trace and
its measures. It was written from the description of the model alone and shares nothing with the C
program, so where the two agree to the last event, it is because both say what the description says.

    pizzeria.py trace SCENARIO [--set KEY=VALUE]... [--only VARIANT] [--full]
    pizzeria.py run SCENARIO [--set KEY=VALUE]... [--only VARIANT]

`trace` writes CSV (time,variant,event,order,who,detail), `run` JSON. Every measure is computed
twice: by counters that run along (kitchen.py), and afterwards from the trace (measures.py). A run
in which the two disagree is an error.
"""

import argparse
import csv
import json
import sys

import measures
from kitchen import Kitchen
from scenario import ScenarioError, read


def simulate(world):
    """(records, measures) of one replication, its measures checked against its trace."""
    kitchen = Kitchen(world).run()
    counted = measures.from_counters(kitchen)
    traced = measures.from_trace(world, kitchen.records)
    for name in sorted(set(counted) | set(traced)):
        if name not in counted or name not in traced or \
                not measures.agree(counted[name], traced[name]):
            raise AssertionError(f"{world.name}: {name} is {counted.get(name)} by counting,"
                                 f" {traced.get(name)} from the trace")
    return kitchen.records, counted


def seconds(time):
    return f"{time // 10**9}.{time % 10**9:09d}"


def main():
    parser = argparse.ArgumentParser(description="the oracle: the model a second time")
    parser.add_argument("command", choices=["trace", "run"])
    parser.add_argument("scenario")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--only", metavar="VARIANT")
    parser.add_argument("--full", action="store_true",
                        help="also what the trace does not show, marked with a dash")
    arguments = parser.parse_args()
    try:
        worlds = read(arguments.scenario, arguments.set, arguments.only)
        results = [(world,) + simulate(world) for world in worlds]
    except (ScenarioError, OSError) as error:
        print(f"{arguments.scenario}: error: {error}", file=sys.stderr)
        return 2
    if arguments.command == "trace":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(["time", "variant", "event", "order", "who", "detail"])
        for world, records, _ in results:
            for time, event, order, who, detail in records:
                if arguments.full or not event.startswith("-"):
                    writer.writerow([seconds(time), world.name, event, order or "", who, detail])
    else:
        json.dump({"scenario": worlds[0].title, "theme": worlds[0].theme,
                   "variants": [{"name": world.name, "policy": world.policy,
                                 "measures": measures.in_words_of(world.theme, values)}
                                for world, _, values in results]},
                  sys.stdout, indent=1)
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
