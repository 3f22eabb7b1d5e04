#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The laws of section 7 of the model, checked on what the program writes about a scenario.

    laws.py PIZZERIA SCENARIO...           files
    laws.py PIZZERIA --random N SEED       N random scenarios, random durations and all

Nothing is simulated here: from the trace alone come each measure that it determines, what every
resource was used for, the stock, and the path of every order. So it applies to any scenario.

The events of the trace do not say when a start ended that found no clerk, when a cook took up a
prep or box that had to wait for a worktop, or when a courier was back. What hangs on these is
checked only where the scenario tells (`knows_starts`, `knows_taking`, `_way_back`).
"""

import argparse
import os

import sys
import tempfile

import measures
import program
import scenario
from generate import generate
from measures import Intervals, ratio
from scenario import Spread, WAITS

FOREVER = 10**19
TOLERANCE = 1e-7

# What may come after an event of an order; `switch` comes where it says, before what follows.
NEXT = {
    None: {"call"}, "call": {"busy", "hold", "answer", "hangup"},
    "redial": {"busy", "hold", "answer", "hangup"}, "busy": {"redial", "lost"},
    "hold": {"answer", "hangup"}, "hangup": {"lost"}, "lost": set(), "answer": {"ticket"},
    "ticket": {"take", "rail", "blocked"}, "blocked": {"take", "rail"}, "rail": {"take"},
    "take": {"fetch", "switch"}, "fetch": {"short", "ingredients"}, "short": {"ingredients"},
    "ingredients": {"prep", "switch"}, "prep": {"oven"}, "oven": {"bake"}, "bake": {"ding"},
    "ding": {"box", "switch"}, "box": {"courier"}, "courier": {"ride"}, "ride": {"delivered"},
    "delivered": set(),
}


class Audit:
    """One variant's trace and measures against the laws; `broken` lists what was found."""

    def __init__(self, world, trace, values):
        self.w, self.trace = world, trace
        self.values = in_kitchen_words(world.theme, values)
        self.broken = []
        self.length = world.closing_time - world.warmup
        # A start is seen to end if the next thing happens at once, or can be if nothing slows it.
        self.knows_starts = world.clerks is None or world.switch == 0 or (
            not isinstance(world.switch, Spread) and world.contention == 0
            and world.coherency == 0 and (world.worktops is None or world.sharing == "fifo"))
        self.knows_taking = world.worktops is None or world.sharing == "even"
        self.by_order = {}
        for time, event, order, _, _ in trace:
            if order is not None:
                self.by_order.setdefault(order, []).append((time, event))
        self.levels = {}
        self.all_time = {}              # the same levels, not cut to the window

    def fail(self, text):
        self.broken.append(text)

    def law(self, holds, text):
        if not holds:
            self.fail(text)

    def run(self):
        self.times_and_paths()
        if self.broken:
            return self.broken
        self.collect()
        self.orders()
        self.lengths()
        self.cooks()
        self.capacities()
        self.first_come_first_served()
        self.stock()
        self.conservation()
        return self.broken

    # The trace in itself

    def times_and_paths(self):
        last = 0
        for time, event, order, _, _ in self.trace:
            self.law(time >= last, f"{event} {order}: earlier than the event before it")
            last = time
            self.law(event == "restock" or order is not None, f"{event} without an order")
        self.law(list(self.by_order) == list(range(1, len(self.by_order) + 1)),
                 "orders are not numbered in the order of their first calls")
        for order, happened in self.by_order.items():
            before = None
            switched = False
            for _, event in happened:
                if event not in NEXT[before] or (switched and event in ("switch", "busy")):
                    self.fail(f"order {order}: {event} after {before}")
                    break
                switched = event == "switch"
                before = before if switched else event

    def add(self, name, since, until):
        for levels, begin, end in ((self.levels, self.w.warmup, self.w.closing_time),
                                   (self.all_time, 0, FOREVER)):
            levels.setdefault(name, Intervals(begin, end)).add(since, until)

    def collect(self):
        """All levels that the trace determines, as intervals."""
        names = ("hold ticket clerk stock oven courier ready in_flight talking holding riding"
                 " ovens clerks worktops lines rail working switching").split()
        for name in names + ["waiting." + wait for wait in WAITS]:
            self.levels[name] = Intervals(self.w.warmup, self.w.closing_time)
            self.all_time[name] = Intervals(0, FOREVER)
        self.stays = []                 # (line, when it began, when it ended, order)
        for order, happened in self.by_order.items():
            self.collect_order(order, with_what_is_known(happened, self))

    def collect_order(self, order, happened):
        spans = dict(measures.LINES)
        spans["lines"] = ("-line", ("ticket", "hangup"))
        spans["rail"] = ("rail", ("take",))
        if not self.knows_starts:
            del spans["clerk"]
        del spans["ready"]
        for name, (begins, ends) in spans.items():
            since = None
            for time, event in happened:
                if event == begins:
                    since = time
                elif event in ends and since is not None:
                    self.add(name, since, time)
                    self.stays.append((name, since, time, order))
                    since = None
            if since is not None:
                self.add(name, since, None)
        self.collect_works(happened)

    def collect_works(self, happened):
        """Works, the waits that hold a cook, and ready tasks."""
        with_cook, wait, since, ready, worktop = False, None, None, None, None
        begun = None                    # (state, since) of the work under way
        for time, event in happened:
            if event in ("switch", "prep", "box"):
                if wait:
                    self.add("waiting." + wait, since, time)
                if ready is not None:
                    self.add("ready", ready, time)
                if begun:
                    self.add(begun[0], begun[1], time)
                worktop = time if worktop is None else worktop
                wait = ready = None
                begun = ("switching" if event == "switch" else "working", time)
            elif event == "take":
                with_cook = True
            elif event in ("-started", "oven", "courier"):
                if begun:
                    self.add(begun[0], begun[1], time)
                    with_cook = with_cook or time > worktop
                if worktop is not None:
                    self.add("worktops", worktop, time)
                begun = worktop = None
                name = {"-started": "warehouse"}.get(event, event)
                with_cook = with_cook and name in self.w.holds
                wait, since = (name, time) if with_cook else (None, None)
            elif event in ("ingredients", "ding"):
                if wait:
                    self.add("waiting." + wait, since, time)
                elif not with_cook:
                    ready = time
                wait = None
            elif event == "ride":
                if wait:
                    self.add("waiting.courier", since, time)
                with_cook = with_cook and "customer" in self.w.holds
                wait, since = ("customer", time) if with_cook else (None, None)
            elif event == "delivered" and wait:
                self.add("waiting.customer", since, time)
                wait = None
        if begun:
            self.add(begun[0], begun[1], None)
        if worktop is not None:
            self.add("worktops", worktop, None)
        if wait:
            self.add("waiting." + wait, since, None)
        if ready is not None:
            self.add("ready", ready, None)

    # Measures computed again

    def same(self, name, value):
        given = self.values.get(name, "absent")
        if given == "absent" or not measures.agree(given, value, TOLERANCE):
            self.fail(f"{name} is given as {given}, the trace says {value}")

    def orders(self):
        rows = []
        for happened in self.by_order.values():
            first = {}
            for time, event in happened:
                first.setdefault(event, time)
            lost = None
            if "lost" in first:
                lost = "abandoned" if "hangup" in first else "refused"
            rows.append(tuple(first.get(event) for event in
                              ("call", "answer", "ticket", "take", "ride", "delivered")) + (lost,))
        self.rows = rows
        for name, value in measures.per_order(self.w, rows).items():
            self.same(name, value)

    def lengths(self):
        names = ["hold", "ticket", "stock", "oven", "courier"]
        names += ["clerk"] if self.knows_starts else []
        names += ["ready"] if self.knows_taking else []
        for name in names:
            self.same("queue." + name, self.levels[name].integral() / self.length)
            self.same(f"queue.{name}.max", self.levels[name].highest())
        self.same("in_flight", self.levels["in_flight"].integral() / self.length)
        self.same("in_flight.max", self.levels["in_flight"].highest())
        w = self.w
        for name, level, capacity in (("ovens", "ovens", w.places), ("clerks", "clerks", w.clerks)):
            self.share(name + ".busy", level, capacity)
        if w.worktops is None:
            self.law(self.values.get("worktops.busy") is None, "worktops.busy: there is no limit")
        elif self.knows_starts:
            busy = measures.capped(self.levels["worktops"], w.worktops)
            self.same("worktops.busy", busy / (w.worktops * self.length))
        for name, level, plan in (("agents.busy", "talking", w.agents),
                                  ("agents.blocked", "holding", w.agents),
                                  ("couriers.busy", "riding", w.couriers)):
            if plan is None:
                self.law(self.values.get(name) is None, f"{name}: there is no limit")
            elif is_number(plan) and (level != "riding" or self.knows_way_back()):
                self.share(name, level, plan[0][1])

    def share(self, name, level, capacity):
        if capacity is None:
            self.law(self.values.get(name) is None, f"{name}: there is no limit")
        else:
            self.same(name, ratio(self.levels[level].integral(), capacity * self.length))

    def knows_way_back(self):
        return self.w.back_is_ride or not isinstance(self.w.back, Spread)

    def cooks(self):
        w = self.w
        present = self.values["cooks.present"]
        if w.policy == "cook_per_order":
            self.same("cooks.present", self.levels["in_flight"].integral() / self.length)
        elif w.policy == "staged":
            self.same("cooks.present", sum(w.stages.values()))
        elif is_number(w.cooks):
            self.same("cooks.present", w.cooks[0][1])
        states = [self.values["cooks." + state] for state in measures.STATES]
        if not present:
            self.law(states == [None] * len(states), "cooks: shares although nobody was paid")
            return
        self.law(all(share is not None and share >= 0 for share in states),
                 "cooks: a share is negative or missing")
        if all(share is not None for share in states):
            self.law(abs(sum(states) - 1) < 1e-9, f"cooks: states add up to {sum(states)}")
        paid = present * self.length
        known = ["working"]
        known += ["waiting.oven", "waiting.courier", "waiting.customer"] if self.knows_taking or \
            w.policy in ("synchronous", "cook_per_order") else []
        known += ["switching", "waiting.warehouse"] if self.knows_starts else []
        for state in known:
            self.same("cooks." + state, self.levels[state].integral() / paid)
        if w.worktops is None or w.sharing == "even":
            self.same("cooks.waiting.worktop", 0)
        memory = present * w.per_cook + self.values["in_flight"] * w.per_order
        self.same("memory.mean", memory)

    # Limits

    def at_most(self, name, limit, what):
        if limit is not None:
            used = self.all_time[name].highest()
            self.law(used <= limit, f"{what}: {used} at once, of {limit}")

    def capacities(self):
        w = self.w

        def most(plan):
            return None if plan is None else max(number for _, number in plan)

        self.at_most("lines", w.lines, "lines")
        self.at_most("rail", w.rail, "tickets on the rail")
        self.at_most("clerks", w.clerks, "clerks")
        self.at_most("ovens", w.places, "oven places")
        self.at_most("riding", most(w.couriers), "couriers")
        self.at_most("in_flight", w.in_flight, "orders in flight")
        if w.sharing == "fifo":
            self.at_most("worktops", w.worktops, "worktops")
        agents, hands = Intervals(0, FOREVER), Intervals(0, FOREVER)
        for levels, names in ((agents, ("talking", "holding")),
                              (hands, ("working", "switching") + tuple(
                                  "waiting." + wait for wait in WAITS))):
            for name in names:
                for time, step in self.all_time[name].steps.items():
                    levels.steps[time] = levels.steps.get(time, 0) + step
        if w.agents is not None:
            self.law(agents.highest() <= most(w.agents), "more agents at work than there are")
        crew = sum(w.stages.values()) if w.policy == "staged" else most(w.cooks)
        if crew is not None:
            self.law(hands.highest() <= crew, "more cooks at work than there are")
        if w.memory is not None:
            self.law(self.values["memory.max"] <= w.memory, "more memory than there is")
        for name, value in self.values.items():
            if value is not None and not name.startswith("money."):
                self.law(value >= 0, f"{name} is negative: {value}")
            if value is not None and name.endswith((".busy", ".blocked")):
                self.law(value <= 1 + 1e-9, f"{name} is more than all: {value}")

    def first_come_first_served(self):
        for line in ("ticket", "clerk", "oven", "courier", "hold"):
            stays = sorted((since, until, order) for name, since, until, order in self.stays
                           if name == line and not self.hung_up(line, order))
            for one, next_one in zip(stays, stays[1:]):
                self.law(one[0] == next_one[0] or one[1] <= next_one[1],
                         f"{line}: order {next_one[2]} was served before {one[2]}")

    def hung_up(self, line, order):
        return line == "hold" and any(event == "hangup" for _, event in self.by_order[order])

    def stock(self):
        if self.w.several_recipes:
            return
        stock = dict(self.w.levels)
        for time, event, order, _, _ in self.trace:
            if event == "restock":
                stock = dict(self.w.levels)
            elif event == "ingredients":
                for what, number in self.w.needs.items():
                    stock[what] -= number
                    self.law(stock[what] >= 0, f"order {order} took {what} that was not there")
            elif event == "short":
                self.law(any(stock[what] < number for what, number in self.w.needs.items()),
                         f"order {order} was told there is too little, and there was enough")

    def conservation(self):
        v = self.values
        self.law(v["calls.offered"] == v["calls.refused"] + v["calls.abandoned"]
                 + v["orders.delivered"] + v["orders.unfinished"], "callers are lost or made up")
        last = max((time for time, _, _, _, _ in self.trace), default=0)
        if self.w.warmup == 0 and v["orders.unfinished"] == 0 and last < self.w.closing_time \
                and v["orders.delivered"] and not v["calls.abandoned"]:
            for level, times in (("in_flight", ("kitchen", "road")),
                                 ("queue.ticket", ("ticket",))):
                time = sum(v[f"time.{name}.mean"] for name in times)
                number = v["orders.delivered"] / (self.length / 1e9) * time
                self.law(measures.agree(v[level], number, TOLERANCE),
                         f"Little's law: {level} is {v[level]}, rate times mean time is {number}")


def with_what_is_known(happened, audit):
    """The order's events with those that the trace does not show but the scenario determines."""
    w = audit.w
    result = []
    for i, (time, event) in enumerate(happened):
        following = happened[i + 1] if i + 1 < len(happened) else None
        result.append((time, event))
        if event in ("call", "redial") and (following is None or following[1] != "busy"):
            result.append((time, "-line"))
        if event == "take" and (following[1] != "switch" if following else w.switch == 0):
            result.append((time, "-started"))
        if event == "switch" and result[-2][1] == "take":
            if w.clerks is None:
                if following:
                    result.append((following[0], "-started"))
            elif audit.knows_starts:
                result.append((time + w.switch, "-started"))
            else:
                result.append((time, "-started"))       # at the earliest
        if event == "delivered" and audit.knows_way_back():
            ride = next(t for t, e in happened if e == "ride")
            result.append((time + (time - ride if w.back_is_ride else w.back), "-back"))
        elif event == "delivered":
            result.append((time, "-back"))
    return result


def is_number(plan):
    """Whether a plan is the same number throughout."""
    return len(plan) == 1 and plan[0][0] == 0


def in_kitchen_words(theme, values):
    """A theme's measures under the kitchen's names."""
    if theme != "datacenter":
        return dict(values)
    back = {name: word for word, name in measures.FIRST_WORDS.items()}
    waiting = {name: word for word, name in measures.WAITING_WORDS.items()}
    result = {}
    for name, value in values.items():
        words = name.split(".")
        words[0] = back.get(words[0], words[0])
        if words[:2] == ["cooks", "waiting"] and len(words) > 2:
            words[2] = waiting[words[2]]
        result[".".join(words)] = value
    return result


def audit_file(binary, file):
    """The laws that the program breaks on a scenario file, in words, and the events looked at."""
    worlds = scenario.read(file)
    traces = program.traces_of(binary, file)
    values = program.measures_of(binary, file)
    broken, events = [], 0
    for world in worlds:
        trace = traces.get(world.name, [])
        events += len(trace)
        broken += [f"{world.name}: {text}"
                   for text in Audit(world, trace, values[world.name]).run()]
    return broken, events


def main():
    parser = argparse.ArgumentParser(description="checks the laws every run keeps")
    parser.add_argument("program")
    parser.add_argument("scenarios", nargs="*")
    parser.add_argument("--random", nargs=2, type=int, metavar=("N", "SEED"))
    arguments = parser.parse_args()
    bad = events = number = 0

    def look_at(file, called):
        nonlocal bad, events, number
        number += 1
        try:
            broken, count = audit_file(arguments.program, file)
        except program.ProgramError as error:
            if error.status == 2 and refuses(file):
                return
            broken, count = [str(error)], 0
        except scenario.ScenarioError as error:
            try:
                program.traces_of(arguments.program, file)
                broken, count = [f"the reader refuses it ({error}), the program does not"], 0
            except program.ProgramError:
                return
        events += count
        if broken:
            bad += 1
            print(f"--- {called}", *broken[:5], sep="\n", flush=True)

    for file in arguments.scenarios:
        look_at(file, file)
    if arguments.random:
        with tempfile.TemporaryDirectory() as folder:
            count, first = arguments.random
            for seed in range(first, first + count):
                for mode in ("random", "generic"):
                    file = os.path.join(folder, "scenario.yaml")
                    with open(file, "w", encoding="utf-8") as out:
                        out.write(generate(seed, mode))
                    look_at(file, f"generate.py {seed} {mode}")
    print(f"{number} scenarios, {events} events, {bad} break a law")
    return 1 if bad else 0


def refuses(file):
    try:
        scenario.read(file)
    except scenario.ScenarioError:
        return True
    return False


if __name__ == "__main__":
    sys.exit(main())
