# SPDX-License-Identifier: GPL-3.0-or-later
"""The measures of section 6 of the model, computed in two ways.

`from_counters` asks the levels that ran along with a simulation; `from_trace` knows nothing but the
scenario and the list of what happened, and adds up intervals. Beside the trace's own events it
reads those that the trace does not show (their names begin with a dash):

    -line      the caller has got a line            -ready    a prep or a box became a ready task
    -started   the start ended: in line for a clerk -begin    a cook took up a work
    -free      the cook is no longer with the order -come/-go a cook is on the floor, is gone
    -back      the courier is back                  -agents, -couriers: how many are there now
    -open      what follows hangs on a choice that the model leaves open
"""

import math

STATES = ("working", "switching", "waiting.warehouse", "waiting.worktop", "waiting.oven",
          "waiting.courier", "waiting.customer", "idle")
S = 10**9


class Level:
    """A number that changes in time: its integral over the window and the highest that lasted."""

    def __init__(self, begin, end):
        self.begin, self.end = begin, end
        self.value = self.since = self.integral = self.highest = 0

    def pass_until(self, now):
        lasted = min(now, self.end) - max(self.since, self.begin)
        if lasted > 0:
            self.integral += self.value * lasted
            self.highest = max(self.highest, self.value)
        self.since = now

    def add(self, now, by):
        self.pass_until(now)
        self.value += by


def from_counters(kitchen):
    """The measures of a simulation that is over."""
    k, w = kitchen, kitchen.w
    length = w.closing_time - w.warmup

    def integral(level):
        level.pass_until(max(w.closing_time, level.since))
        return level.integral

    def mean(level):
        return integral(level) / length

    m = per_order(w, [(o.called, o.answered, o.ended, o.taken, o.picked, o.delivered, o.lost)
                      for o in k.orders])
    paid = integral(k.present)
    for state in STATES:
        m["cooks." + state] = ratio(integral(k.states[state]), paid)
    m["cooks.present"] = mean(k.present)
    if w.agents is not None:
        m["agents.busy"] = ratio(integral(k.talking), integral(k.agents.present))
        m["agents.blocked"] = ratio(integral(k.agents_holding), integral(k.agents.present))
    if w.couriers is not None:
        m["couriers.busy"] = ratio(integral(k.riding), integral(k.couriers.present))
    for name, level, capacity in (("ovens", k.ovens, w.places), ("clerks", k.clerks, w.clerks),
                                  ("worktops", k.worktops_busy, w.worktops)):
        if capacity is not None:
            m[name + ".busy"] = ratio(integral(level), capacity * length)
    for name, level in (("queue.hold", k.hold_level), ("queue.ticket", k.ticket_level),
                        ("queue.clerk", k.clerk_level), ("queue.stock", k.stock_level),
                        ("queue.oven", k.oven_level), ("queue.courier", k.courier_level),
                        ("queue.ready", k.ready_level), ("in_flight", k.in_flight)):
        m[name] = mean(level)
        m[name + ".max"] = level.highest
    m["memory.mean"] = mean(k.memory)
    m["memory.max"] = k.memory.highest
    return m


def per_order(w, orders):
    """Counts, times and throughput, from (called, answered, ended, taken, picked, delivered, lost)
    of each caller; lost is None, "refused" or "abandoned"."""
    own = [o for o in orders if w.warmup <= o[0] < w.closing_time]
    done = [o for o in own if o[5] is not None]
    m = {
        "calls.offered": len(own),
        "calls.refused": sum(o[6] == "refused" for o in own),
        "calls.abandoned": sum(o[6] == "abandoned" for o in own),
        "orders.received": sum(o[2] is not None for o in own),
        "orders.delivered": len(done),
        "orders.unfinished": sum(o[5] is None and o[6] is None for o in own),
        "throughput": sum(o[5] is not None and w.warmup <= o[5] < w.closing_time for o in orders)
                      / ((w.closing_time - w.warmup) / S),
    }
    for name, begin, end in (("total", 0, 5), ("hold", 0, 1), ("ticket", 2, 3), ("kitchen", 3, 4),
                             ("road", 4, 5)):
        for what, value in statistics([o[end] - o[begin] for o in done]).items():
            m[f"time.{name}.{what}"] = value
    return m


def statistics(times):
    """Of times in ns, in s: sd by n-1, quantiles of type 7 (Hyndman and Fan, 1996)."""
    x = sorted(times)
    n = len(x)
    result = dict.fromkeys(("mean", "sd", "p50", "p90", "p95", "p99", "max"))
    if n == 0:
        return result
    result["mean"] = sum(x) / n / S
    result["max"] = x[-1] / S
    if n > 1:
        # Exact in integers: n * sum of squares - square of sum = n * sum of squared deviations.
        result["sd"] = math.sqrt((n * sum(t * t for t in x) - sum(x)**2) / (n * (n - 1))) / S
    for percent in (50, 90, 95, 99):
        below, rest = divmod((n - 1) * percent, 100)
        above = x[min(below + 1, n - 1)]
        result[f"p{percent}"] = (x[below] + (above - x[below]) * rest / 100) / S
    return result


def ratio(part, whole):
    return part / whole if whole else None


def agree(a, b, relative=1e-9, absolute=1e-12):
    """Whether two values of a measure are the same but for rounding."""
    if a is None or b is None:
        return a is b
    return abs(a - b) <= relative * max(abs(a), abs(b)) + absolute


# From the trace


class Intervals:
    """Things that last from one instant to another, any number at a time."""

    def __init__(self, begin, end):
        self.begin, self.end = begin, end
        self.steps = {}

    def add(self, since, until, weight=1):
        """until None: it never ends."""
        since = max(since, self.begin)
        until = self.end if until is None else min(until, self.end)
        if until > since:
            self.steps[since] = self.steps.get(since, 0) + weight
            self.steps[until] = self.steps.get(until, 0) - weight

    def integral(self):
        return sum(-time * step for time, step in self.steps.items())

    def highest(self):
        value = highest = 0
        for time in sorted(self.steps):
            value += self.steps[time]
            highest = max(highest, value)
        return highest


def from_trace(w, records):
    """The measures of a scenario, from what happened: (time, event, order, who, detail)."""
    length = w.closing_time - w.warmup
    events = {}                         # by order
    for time, event, order, who, _ in records:
        if order is not None:
            events.setdefault(order, []).append((time, event, who))
    orders = [_order(happened) for _, happened in sorted(events.items())]
    m = per_order(w, orders)
    levels = {name: Intervals(w.warmup, w.closing_time) for name in
              ("hold", "ticket", "clerk", "stock", "oven", "courier", "ready", "in_flight",
               "talking", "holding", "riding", "ovens", "clerks", "worktops", "present", "memory",
               "with order") + STATES}
    for happened in events.values():
        _line_intervals(levels, happened)
        _cook_intervals(levels, happened, w)
    came = {}
    for time, event, _, who, _ in records:
        if event == "-come":
            came[who] = time
        elif event == "-go":
            levels["present"].add(came[who], time)
            levels["memory"].add(came.pop(who), time, w.per_cook)
    for time in came.values():
        levels["present"].add(time, None)
        levels["memory"].add(time, None, w.per_cook)
    for o in orders:
        if o[3] is not None:
            levels["memory"].add(o[3], o[5], w.per_order)
    paid = levels["present"].integral()
    for state in STATES[:-1]:
        m["cooks." + state] = ratio(levels[state].integral(), paid)
    m["cooks.idle"] = ratio(paid - levels["with order"].integral(), paid)
    m["cooks.present"] = paid / length
    if w.agents is not None:
        there = _staff(w, records, "-agents")
        m["agents.busy"] = ratio(levels["talking"].integral(), there)
        m["agents.blocked"] = ratio(levels["holding"].integral(), there)
    if w.couriers is not None:
        m["couriers.busy"] = ratio(levels["riding"].integral(), _staff(w, records, "-couriers"))
    if w.places is not None:
        m["ovens.busy"] = levels["ovens"].integral() / (w.places * length)
    if w.clerks is not None:
        m["clerks.busy"] = levels["clerks"].integral() / (w.clerks * length)
    if w.worktops is not None:
        m["worktops.busy"] = capped(levels["worktops"], w.worktops) / (w.worktops * length)
    for name in ("hold", "ticket", "clerk", "stock", "oven", "courier", "ready"):
        m["queue." + name] = levels[name].integral() / length
        m[f"queue.{name}.max"] = levels[name].highest()
    m["in_flight"] = levels["in_flight"].integral() / length
    m["in_flight.max"] = levels["in_flight"].highest()
    m["memory.mean"] = levels["memory"].integral() / length
    m["memory.max"] = levels["memory"].highest()
    return m


def _order(happened):
    first = {}
    for time, event, _ in happened:
        first.setdefault(event, time)
    lost = None
    if "lost" in first:
        lost = "abandoned" if "hangup" in first else "refused"
    return tuple(first.get(event) for event in
                 ("call", "answer", "ticket", "take", "ride", "delivered")) + (lost,)


# What begins with an event of an order and ends with the first of others that follows it.
LINES = {
    "hold": ("-line", ("answer", "hangup")),
    "ticket": ("ticket", ("take",)),
    "holding": ("ticket", ("take", "rail")),
    "talking": ("answer", ("ticket",)),
    "in_flight": ("take", ("delivered",)),
    "clerk": ("-started", ("fetch",)),
    "clerks": ("fetch", ("short", "ingredients")),
    "stock": ("short", ("ingredients",)),
    "ready": ("-ready", ("-begin",)),
    "oven": ("oven", ("bake",)),
    "ovens": ("bake", ("ding",)),
    "courier": ("courier", ("ride",)),
    "riding": ("ride", ("-back",)),
}


def _line_intervals(levels, happened):
    for name, (begins, ends) in LINES.items():
        since = None
        for time, event, _ in happened:
            if event == begins:
                since = time
            elif event in ends and since is not None:
                levels[name].add(since, time)
                since = None
        if since is not None:
            levels[name].add(since, None)


def _cook_intervals(levels, happened, w):
    """What the cook with this order does: his state changes with the order's events."""
    changes = {"switch": "switching", "prep": "working", "box": "working",
               "-started": "waiting.warehouse", "oven": "waiting.oven",
               "courier": "waiting.courier", "ride": "waiting.customer"}
    state, since, with_cook, taken = None, None, False, None
    for time, event, _ in happened:
        new = state
        if event in ("take", "-begin"):
            if not with_cook:
                taken = time
            with_cook = True
            new = "waiting.worktop" if event == "-begin" else state
        elif event in changes and with_cook:
            new = changes[event]
        elif event == "-free":
            levels["with order"].add(taken, time)
            with_cook, new = False, None
        if new != state:
            if state is not None:
                levels[state].add(since, time)
            state, since = new, time
    if with_cook:
        levels["with order"].add(taken, None)
        if state is not None:
            levels[state].add(since, None)
    # A worktop is in use from the beginning of a work, its switch included, to its end.
    since = None
    for time, event, _ in happened:
        if event in ("switch", "prep", "box") and since is None:
            since = time
        elif event in ("-started", "oven", "courier") and since is not None:
            levels["worktops"].add(since, time)
            since = None
    if since is not None:
        levels["worktops"].add(since, None)


def _staff(w, records, event):
    """The integral of how many agents or couriers were there."""
    level = Level(w.warmup, w.closing_time)
    for time, name, _, _, number in records:
        if name == event:
            level.add(time, number - level.value)
    level.pass_until(max(w.closing_time, level.since))
    return level.integral


def capped(intervals, most):
    """The integral of a level that counts as `most` where it is higher."""
    total = value = last = 0
    for time in sorted(intervals.steps):
        total += min(value, most) * (time - last)
        value += intervals.steps[time]
        last = time
    return total


# The data center's words

FIRST_WORDS = {"cooks": "workers", "agents": "acceptors", "ovens": "writers", "couriers": "links",
               "clerks": "connections", "worktops": "cores", "orders": "requests"}
WAITING_WORDS = {"warehouse": "api", "worktop": "core", "oven": "database", "courier": "link",
                 "customer": "client"}


def in_words_of(theme, measures):
    """The measures under the names of a theme."""
    if theme != "datacenter":
        return dict(measures)
    result = {}
    for name, value in measures.items():
        words = name.split(".")
        words[0] = FIRST_WORDS.get(words[0], words[0])
        if words[0] == "workers" and words[1] == "waiting":
            words[2] = WAITING_WORDS[words[2]]
        result[".".join(words)] = value
    return result
