#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a random scenario: generate.py SEED [generic|tied|random]

Small, short and crowded, so that within a few dozen orders somebody waits for everything there is.

    generic  constant durations, each with its own odd number of nanoseconds: two things at one
             instant have to do with one another, so what comes first is not a matter of taste
    tied     round minutes: ties everywhere
    random   durations and calls from distributions (for the laws; the oracle cannot run these)
"""

import random
import sys

from scenario import SECTIONS, VALUES, WORDS

MIN = 60 * 10**9


class Generator:
    def __init__(self, seed, mode):
        self.random = random.Random(f"{mode} {seed}")
        self.mode = mode
        self.seed = seed

    def chance(self, probability):
        return self.random.random() < probability

    def duration(self, low, high, zero=0.0):
        """A duration of low to high minutes; 0 with probability `zero`."""
        if self.chance(zero):
            return "0 s"
        if self.mode == "tied":
            return f"{self.random.randint(max(1, round(low)), max(1, round(high)))} min"
        nanoseconds = self.random.randrange(int(low * MIN), int(high * MIN)) | 1
        if self.mode == "random" and self.chance(0.8):
            mean = f"{nanoseconds / 1e9:.3f} s"
            return self.random.choice([
                f"exponential {mean}", f"gamma {mean} cv 0.5", f"lognormal {mean} cv 1.2",
                f"erlang {mean} k 3", f"hyperexponential {mean} cv 2",
                f"uniform 0 s to {mean}"])
        return in_seconds(nanoseconds)

    def plan(self, low, high):
        """A number or a shift plan."""
        if self.chance(0.6):
            return str(self.random.randint(low, high))
        start = 0 if self.chance(0.85) else self.random.randint(0, 30)
        times = [start]
        while len(times) < 5 and self.chance(0.75):
            step = self.random.choice([5, 10, 20, 30]) if self.mode == "tied" else \
                self.random.randint(3, 60)
            times.append(times[-1] + step)
        numbers = [self.random.randint(low, high) for _ in times]
        if self.chance(0.1):
            numbers[self.random.randrange(len(numbers))] = 0
        if numbers[-1] == 0 and self.chance(0.9):
            numbers[-1] = low
        return {self.clock(time): str(number) for time, number in zip(times, numbers)}

    def clock(self, minutes):
        minutes = (self.open + minutes) % 1440
        return f"{minutes // 60:02d}:{minutes % 60:02d}"

    def scenario(self):
        """A scenario as a document, in the words of either theme."""
        document = self.kitchen_scenario()
        if self.chance(0.35):
            document = in_data_center_words(document)
        return document

    def kitchen_scenario(self):
        r = self.random
        self.open = r.choice([0, 660, 11 * 60 + 7, 23 * 60 + 10])
        hours = r.choice([1, 1.5, 2, 3])
        orders = r.randint(5, 40)
        document = {"title": f"Random scenario {self.seed} ({self.mode})", "theme": "kitchen",
                    "seed": str(r.randint(1, 1000)), "open": self.clock(0), "hours": f"{hours} h"}
        if self.chance(0.4):
            document["warmup"] = self.duration(5, hours * 30)
            if self.mode == "random":
                document["warmup"] = f"{r.randint(5, int(hours * 30))} min"
        document["closing"] = r.choice(["finish", "finish", "finish", "stop"])
        document["callers"] = self.callers(hours, orders)
        document["call_center"] = self.call_center()
        document["kitchen"] = self.kitchen()
        document["warehouse"], document["recipes"] = self.warehouse()
        document["ovens"] = {"bake": self.duration(2, 30, 0.1)}
        if self.chance(0.6):
            document["ovens"]["places"] = str(r.randint(1, 4))
        document["delivery"] = {"ride": self.duration(2, 25, 0.07)}
        if self.chance(0.6):
            document["delivery"]["couriers"] = self.plan(1, 4)
        if self.chance(0.6):
            document["delivery"]["return"] = self.duration(2, 20, 0.2)
        self.memory(document)
        document["variants"] = self.variants()
        return document

    def callers(self, hours, orders):
        r = self.random
        gap = hours * 60 / orders
        if self.mode == "random" and self.chance(0.7):
            arrivals = f"{max(1, round(60 / gap))} per hour"
        elif self.chance(0.5):
            arrivals = {"every": self.duration(max(1, gap * 0.7), gap * 1.5)}
        else:
            times = []
            for _ in range(orders):
                if self.mode == "tied":
                    times.append(r.choice(times) if times and self.chance(0.3)
                                 else r.randint(0, int(hours * 60) + 5))
                else:
                    times.append(r.randrange(int((hours * 60 + 5) * MIN)) | 1)
            times.sort()
            arrivals = {"times": [f"{time} min" if self.mode == "tied" else in_seconds(time)
                                  for time in times]}
        callers = {"arrivals": arrivals}
        if self.chance(0.5):
            callers["patience"] = self.duration(2, 15, 0.05)
        if self.chance(0.6):
            callers["lines"] = str(r.randint(1, 6))
            if self.chance(0.6):
                callers["redial"] = {"attempts": str(r.randint(1, 4)),
                                     "after": self.duration(1, 12, 0.05)}
        return callers

    def call_center(self):
        center = {"call": self.duration(1, 8, 0.1)}
        if self.chance(0.75):
            center["agents"] = self.plan(1, 4)
        if self.chance(0.6):
            center["rail"] = str(self.random.choice([0, 0, 1, 2, 5]))
        return center

    def kitchen(self):
        r = self.random
        kitchen = {
            "policy": r.choice(["synchronous", "cook_per_order", "event_driven", "event_driven",
                                "green_threads", "staged"]),
            "cooks": self.plan(1, 5),
            "prep": self.duration(2, 15, 0.1),
            "box": self.duration(1, 4, 0.15),
            "switch": self.duration(0.2, 2, 0.35),
            "next": r.choice(["fifo", "finish_first"]),
            "loop": r.choice(["shared", "shared", "per_cook"]),
            "stages": {work: str(r.randint(1, 3)) for work in ("start", "prep", "box")},
        }
        if self.chance(0.4):
            kitchen["in_flight"] = str(r.randint(1, 8))
        if self.chance(0.5):
            kitchen["blocking"] = [wait for wait in ("warehouse", "oven", "courier", "customer")
                                   if self.chance(0.4)]
        if self.chance(0.5):
            kitchen["worktops"] = str(r.randint(1, 4))
            kitchen["sharing"] = r.choice(["fifo", "even"])
        if self.chance(0.3):
            kitchen["crowding"] = {"contention": r.choice(["0", "0.05", "0.1", "0.3"]),
                                   "coherency": r.choice(["0", "0.01", "0.02", "0.1"])}
        return kitchen

    def warehouse(self):
        r = self.random
        warehouse = {"fetch": self.duration(0.5, 5, 0.15)}
        recipes = {}
        if self.chance(0.5):
            warehouse["clerks"] = str(r.randint(1, 3))
        if self.chance(0.5):
            warehouse["ingredients"] = {"dough": str(r.randint(2, 12)),
                                        "bacon": str(r.randint(3, 8))}
            if self.chance(0.9):
                restock = {}
                if self.chance(0.92):
                    restock["every"] = self.duration(10, 45)
                if not restock or self.chance(0.4):
                    restock["first"] = self.duration(2, 30, 0.1)
                warehouse["restock"] = restock
            recipes["margherita"] = {"needs": {"dough": str(r.randint(1, 2))}}
            if self.chance(0.5):
                recipes["margherita"]["needs"]["bacon"] = str(r.randint(1, 3))
            if self.chance(0.3):
                recipes["margherita"]["prep"] = self.duration(2, 15, 0.1)
            if self.chance(0.3):
                recipes["margherita"]["bake"] = self.duration(2, 15, 0.1)
            if self.chance(0.3):
                recipes["nobody's"] = {"share": "0", "needs": {"bacon": "1"}, "bake": "1 h"}
                recipes["margherita"]["share"] = "3"
            if self.mode == "random" and self.chance(0.4):
                recipes["carbonara"] = {"share": "1", "needs": {"bacon": "2"}}
        return warehouse, recipes

    def memory(self, document):
        """Sizes; now and then a total that leaves room for a few orders."""
        if not self.chance(0.4):
            return
        per_cook, per_order = self.random.choice([(0, 10), (2, 1), (1, 3)])
        document["memory"] = {"per_cook": f"{per_cook} MiB", "per_order": f"{per_order} MiB"}
        if self.chance(0.6):
            cooks = document["kitchen"]["cooks"]
            most = max(map(int, cooks.values())) if isinstance(cooks, dict) else int(cooks)
            most = max(most, sum(map(int, document["kitchen"]["stages"].values())))
            total = most * per_cook + per_order * self.random.randint(1, 5)
            document["memory"]["total"] = f"{total} MiB"

    def variants(self):
        """None, or a few kitchens for the same callers."""
        if self.chance(0.6):
            return {}
        variants = {"As it is": {}}
        policies = ["synchronous", "cook_per_order", "event_driven", "green_threads", "staged"]
        for policy in self.random.sample(policies, self.random.randint(1, 2)):
            variants[f"With {policy}"] = {"kitchen.policy": policy}
            if policy == "cook_per_order" and self.chance(0.5):
                variants[f"With {policy}"]["kitchen.cooks"] = "unlimited"
            if self.chance(0.3):
                variants[f"With {policy}"]["kitchen.switch"] = self.duration(0.2, 2, 0.3)
        return variants


def in_seconds(nanoseconds):
    return f"{nanoseconds // 10**9}.{nanoseconds % 10**9:09d} s"


def in_data_center_words(document):
    """The same scenario in the other theme's words."""
    def back(words):
        return {kitchen: center for center, kitchen in words.items()}

    def rename(node, path):
        if path in VALUES:
            words = back(VALUES[path])
            if isinstance(node, list):
                return [words.get(word, word) for word in node]
            return words.get(node, node)
        if not isinstance(node, dict):
            return node
        words = SECTIONS if not path else WORDS.get(path, {})
        if path.startswith("recipes."):
            words = WORDS["recipes.*"] if path.count(".") == 1 else {}
        words = back(words)
        return {words.get(key, key): rename(value, f"{path}.{key}" if path else key)
                for key, value in node.items()}

    def rename_dotted(dotted):
        section, key = dotted.split(".")
        return back(SECTIONS).get(section, section) + "." + back(WORDS[section]).get(key, key)

    variants = document.pop("variants")
    result = rename(document, "")
    result["theme"] = "datacenter"
    result["variants"] = {name: {rename_dotted(key): rename(value, key)
                                 for key, value in changes.items()}
                          for name, changes in variants.items()}
    return result


def written(document):
    """The scenario as YAML: a line a section, flow style inside."""
    def flow(node):
        if isinstance(node, dict):
            return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in node.items()) + "}"
        if isinstance(node, list):
            return "[" + ", ".join(map(flow, node)) + "]"
        return node

    lines = []
    for key, value in document.items():
        if value == {}:
            continue
        if isinstance(value, dict):
            lines.append(f"{key}:")
            lines += [f"  {name}: {flow(inner)}" for name, inner in value.items()]
        else:
            lines.append(f"{key}: {value}")
    return "\n".join(lines) + "\n"


def generate(seed, mode):
    return written(Generator(seed, mode).scenario())


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or sys.argv[2:3] not in ([], ["generic"], ["tied"], ["random"]):
        sys.exit(__doc__)
    sys.stdout.write(generate(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else "generic"))
