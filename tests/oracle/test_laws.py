#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The laws hold for the oracle's own runs, and are broken by runs that were tampered with."""

import os
import random
import tempfile
import unittest

import measures
import scenario
from generate import generate
from laws import Audit
from pizzeria import simulate


def runs(seeds, mode):
    """(world, trace, measures) of every variant of random scenarios."""
    for seed in seeds:
        with tempfile.NamedTemporaryFile("w", suffix=".yaml", delete=False) as file:
            file.write(generate(seed, mode))
        try:
            worlds = scenario.read(file.name)
        except scenario.ScenarioError:
            continue
        finally:
            os.unlink(file.name)
        for world in worlds:
            records, values = simulate(world)
            trace = [record for record in records if not record[1].startswith("-")]
            yield world, trace, measures.in_words_of(world.theme, values)


class Laws(unittest.TestCase):
    def test_they_hold(self):
        for mode in ("generic", "tied"):
            for world, trace, values in runs(range(60), mode):
                self.assertEqual(Audit(world, trace, values).run(), [], world.title)

    def test_a_wrong_measure_is_found(self):
        rng = random.Random(1)
        wrong = found = 0
        for world, trace, values in runs(range(60), "generic"):
            names = [name for name, value in values.items() if value]
            if names:
                name = rng.choice(names)
                wrong += 1
                tampered = dict(values, **{name: values[name] * 1.01})
                found += bool(Audit(world, trace, tampered).run())
        # A few are not determined by the trace's events: see the top of laws.py.
        self.assertGreater(found, 0.85 * wrong)

    def test_a_missing_event_is_found(self):
        rng = random.Random(2)
        missing = found = 0
        for world, trace, values in runs(range(60), "generic"):
            places = [i for i, record in enumerate(trace)
                      if record[1] not in ("restock", "rail", "hold", "blocked", "switch")]
            if places:
                i = rng.choice(places)
                missing += 1
                found += bool(Audit(world, trace[:i] + trace[i + 1:], values).run())
        # Not one that is its order's last before or after the window, or a `short` outside it.
        self.assertGreater(found, 0.95 * missing)

    def test_two_orders_in_one_oven_place_are_found(self):
        tried = 0
        for world, trace, values in runs(range(100), "generic"):
            waited = [i for i, (time, event, order, _, _) in enumerate(trace) if event == "bake"
                      and (time, "oven", order) not in [record[:3] for record in trace]]
            if waited:
                tried += 1
                time, event, order, who, detail = trace[waited[0]]
                trace[waited[0]] = (time - 1, event, order, who, detail)
                self.assertTrue(Audit(world, sorted(trace, key=lambda r: r[0]), values).run())
        self.assertGreater(tried, 5)

    def test_ingredients_out_of_nothing_are_found(self):
        tried = 0
        for world, trace, values in runs(range(100), "generic"):
            if any(event == "short" for _, event, _, _, _ in trace):
                tried += 1
                without = [record for record in trace if record[1] != "restock"]
                self.assertTrue(Audit(world, without, values).run() or no_use(trace))
        self.assertGreater(tried, 5)


def no_use(trace):
    """Whether no ingredients were taken after the first truck that somebody waited for."""
    short = next(i for i, record in enumerate(trace) if record[1] == "short")
    trucks = [i for i, record in enumerate(trace) if record[1] == "restock" and i > short]
    return not trucks or not any(record[1] == "ingredients" for record in trace[trucks[0]:])


if __name__ == "__main__":
    unittest.main()
