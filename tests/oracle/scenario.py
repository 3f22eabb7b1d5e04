# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a scenario file for the oracle, in the words of either theme, and says it in the kitchen's.

Written from the model's and the interface's description alone, apart from the C program, which it
is there to check. It is no judge of files: what it does not know is an error without a mark under
the place. A duration that is a distribution is kept as a `Spread`: the laws (laws.py) do not need
its value, the oracle itself refuses to run with one.
"""

import os
import re
from fractions import Fraction

import yaml

US, MS, S = 10**3, 10**6, 10**9
DURATIONS = {"us": US, "ms": MS, "s": S, "min": 60 * S, "h": 3600 * S, "day": 86400 * S}
SIZES = {"B": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
DAY = 86400 * S
NUMBER = r"([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)"
UNLIMITED = None

WAITS = ("warehouse", "oven", "courier", "customer")
WORKS = ("start", "prep", "box")
POLICIES = ("synchronous", "cook_per_order", "event_driven", "green_threads", "staged")

# The data center's words for the kitchen's things, section by section.
SECTIONS = {"clients": "callers", "listener": "call_center", "server": "kitchen",
            "api": "warehouse", "database": "ovens", "network": "delivery"}
WORDS = {
    "callers": {"backlog": "lines", "retry": "redial"},
    "call_center": {"acceptors": "agents", "accept": "call", "queue": "rail"},
    "kitchen": {"workers": "cooks", "cores": "worktops", "compute": "prep", "respond": "box"},
    "kitchen.stages": {"compute": "prep", "respond": "box"},
    "warehouse": {"connections": "clerks", "latency": "fetch"},
    "ovens": {"writers": "places", "write": "bake"},
    "delivery": {"links": "couriers", "transfer": "ride", "close": "return"},
    "memory": {"per_worker": "per_cook", "per_request": "per_order"},
    "recipes.*": {"compute": "prep", "write": "bake"},
}
VALUES = {
    "kitchen.policy": {"thread_per_request": "cook_per_order"},
    "kitchen.loop": {"per_worker": "per_cook"},
    "kitchen.blocking": {"api": "warehouse", "database": "oven", "link": "courier",
                         "client": "customer"},
}

# Every key, in the kitchen's words. A dict is a section; the rest are values.
KEYS = {
    "title": 0, "about": 0, "theme": 0, "seed": 0, "open": 0, "hours": 0, "warmup": 0, "closing": 0,
    "callers": {"arrivals": 0, "patience": 0, "lines": 0, "demand": 0,
                "redial": {"attempts": 0, "after": 0}},
    "call_center": {"agents": 0, "call": 0, "rail": 0},
    "kitchen": {"policy": 0, "cooks": 0, "worktops": 0, "sharing": 0, "prep": 0, "box": 0,
                "switch": 0, "next": 0, "loop": 0, "in_flight": 0, "blocking": 0,
                "stages": {"start": 0, "prep": 0, "box": 0},
                "crowding": {"contention": 0, "coherency": 0}},
    "warehouse": {"clerks": 0, "fetch": 0, "restock": {"every": 0, "first": 0},
                  "ingredients": {"*": 0}},
    "recipes": {"*": {"share": 0, "needs": {"*": 0}, "prep": 0, "bake": 0}},
    "ovens": {"places": 0, "bake": 0},
    "delivery": {"couriers": 0, "ride": 0, "return": 0},
    "memory": {"total": 0, "per_cook": 0, "per_order": 0},
    "money": {"*": 0},
    "analysis": {"*": 0},
}


class ScenarioError(Exception):
    """The scenario does not make sense; the message says why."""


class Spread:
    """A duration that is a distribution: what it is called is all that is known."""

    def __init__(self, text):
        self.text = text


class World:
    """One variant of a scenario: times in integer ns, `None` for unlimited, plans as [(ns, n)]."""


def translated(document):
    """The same document in the kitchen's words."""
    if document.get("theme", "kitchen") != "datacenter":
        return document
    return _translate(document, "")


def _words(path):
    if not path:
        return SECTIONS
    return WORDS.get("recipes.*" if re.fullmatch(r"recipes\.[^.]+", path) else path, {})


def _translate(node, path):
    if path in VALUES:
        words = VALUES[path]
        if isinstance(node, list):
            return [words.get(word, _foreign(word, words)) for word in node]
        return words.get(node, _foreign(node, words))
    if not isinstance(node, dict):
        return node
    if path == "variants":
        return {name: {_translate_key(key): _translate(value, _translate_key(key))
                       for key, value in (changes or {}).items()} for name, changes in node.items()}
    words = _words(path)
    result = {}
    for key, value in node.items():
        name = words.get(key, _foreign(key, words))
        result[name] = _translate(value, f"{path}.{name}" if path else name)
    return result


def _foreign(word, words):
    """The word itself, unless it is the kitchen's word for something with another name here."""
    if word in words.values():
        raise ScenarioError(f"{word}: a word of the other theme")
    return word


def _translate_key(dotted):
    path = ""
    for part in dotted.split("."):
        words = _words(path)
        name = words.get(part, _foreign(part, words))
        path = f"{path}.{name}" if path else name
    return path


def merge(below, above, keys=None):
    """`above` laid over `below`: sections merge key by key, everything else is replaced whole."""
    keys = KEYS if keys is None else keys
    result = dict(below)
    for key, value in above.items():
        section = keys.get(key, keys.get("*")) if isinstance(keys, dict) else 0
        if isinstance(section, dict) and isinstance(value, dict):
            result[key] = merge(result.get(key) or {}, value, section)
        else:
            result[key] = value
    return result


def set_dotted(document, dotted, value):
    """`document` with the key of this dotted name replaced (or merged, if it is a section)."""
    nested = value
    for part in reversed(dotted.split(".")):
        nested = {part: nested}
    return merge(document, nested)


def check_keys(document, keys=None, path=""):
    """Fails on a key nobody knows."""
    keys = KEYS if keys is None else keys
    for key, value in document.items():
        name = f"{path}.{key}" if path else key
        if key not in keys and "*" not in keys:
            raise ScenarioError(f"{name}: unknown key")
        section = keys.get(key, keys.get("*"))
        if isinstance(section, dict) and value not in ("", None):
            if not isinstance(value, dict):
                raise ScenarioError(f"{name}: a section is expected")
            check_keys(value, section, name)


def load(path):
    """The document of a file, its bases merged, still in the words of its theme."""
    with open(path, encoding="utf-8") as file:
        document = yaml.load(file, Loader=yaml.BaseLoader)
    if not isinstance(document, dict):
        raise ScenarioError(f"{path}: not a scenario")
    base = document.pop("base", None)
    if base is not None:
        document = merge(load(os.path.join(os.path.dirname(path), base)), document)
    return document


def read(path, changes=(), only=None):
    """The worlds of a scenario file, one a variant. `changes` are KEY=VALUE texts."""
    document = load(path)
    document.setdefault("title", os.path.splitext(os.path.basename(path))[0])
    theme = document.get("theme", "kitchen")
    for change in changes:
        if change.startswith("theme="):
            theme = change.split("=", 1)[1]
    document["theme"] = theme
    document = translated(document)
    variants = document.pop("variants", None) or {document["title"]: {}}
    settings = []
    for change in changes:
        key, value = change.split("=", 1)
        settings.append((key, yaml.load(value, Loader=yaml.BaseLoader)))
    if theme == "datacenter":
        settings = [(_translate_key(key), _translate(value, _translate_key(key)))
                    for key, value in settings]
    worlds = []
    for name, overrides in variants.items():
        if only is not None and name != only:
            continue
        changed = document
        for key, value in list((overrides or {}).items()) + settings:
            changed = set_dotted(changed, key, value)
        check_keys(changed)
        worlds.append(world_of(changed, name))
    if not worlds:
        raise ScenarioError(f"no variant is called {only}")
    return worlds


# Values


def duration(text):
    """Nanoseconds, or a Spread."""
    match = re.fullmatch(NUMBER + r" *(us|ms|s|min|h|day)", text)
    if not match:
        return Spread(text)
    return round(Fraction(match[1]) * DURATIONS[match[2]])


def size(text):
    if text == "unlimited":
        return UNLIMITED
    match = re.fullmatch(NUMBER + r" *(B|KiB|MiB|GiB)", text)
    if not match:
        raise ScenarioError(f"{text}: a size is expected")
    return round(Fraction(match[1]) * SIZES[match[2]])


def share(text):
    match = re.fullmatch(NUMBER + r" *(%?)", text)
    if not match:
        raise ScenarioError(f"{text}: a share is expected")
    return Fraction(match[1]) / (100 if match[2] else 1)


def count(text):
    return UNLIMITED if text == "unlimited" else int(text)


def clock(text):
    """A time of day in ns after midnight."""
    match = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?", text)
    if not match:
        raise ScenarioError(f"{text}: a clock time is expected")
    return (int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)) * S


def plan(value, opening):
    """[(ns after opening, number)]: "its times run from open, over midnight, in order"."""
    if not isinstance(value, dict):
        number = count(value)
        return UNLIMITED if number is UNLIMITED else [(0, number)]
    entries, last = [], None
    for text, number in value.items():
        time = (clock(text) - opening) % DAY
        while last is not None and time <= last:
            time += DAY
        entries.append((time, int(number)))
        last = time
    return entries


def arrivals(value, closing):
    """The instants of the first calls; None if they are random."""
    if isinstance(value, dict) and set(value) == {"every"}:
        every = duration(value["every"])
        if isinstance(every, Spread):
            return None
        if every <= 0:
            raise ScenarioError("every: longer than 0 is expected")
        return list(range(every, closing, every))
    if isinstance(value, dict) and set(value) == {"times"}:
        return sorted(time for time in map(duration, value["times"]) if time < closing)
    return None


def world_of(document, name):
    """One variant's parameters, with the defaults: they limit nothing and take no time."""
    def get(dotted, default, convert):
        node = document
        for part in dotted.split("."):
            if not isinstance(node, dict) or part not in node:
                return default if default is None else convert(default)
            node = node[part]
        return convert(node)

    w = World()
    w.name, w.title, w.theme = name, document["title"], document["theme"]
    w.opening = get("open", "00:00", clock)
    w.closing_time = get("hours", "8 h", duration)
    w.warmup = get("warmup", "0 s", duration)
    w.closing = get("closing", "finish", str)
    w.arrivals = arrivals(document.get("callers", {}).get("arrivals", ""), w.closing_time)

    def staff(text):
        return plan(text, w.opening)

    def patience(text):
        return UNLIMITED if text == "unlimited" else duration(text)

    w.patience = get("callers.patience", "unlimited", patience)
    w.lines = get("callers.lines", "unlimited", count)
    w.redial_attempts = get("callers.redial.attempts", "0", count)
    w.redial_after = get("callers.redial.after", "0 s", duration)
    w.agents = get("call_center.agents", "unlimited", staff)
    w.call = get("call_center.call", "0 s", duration)
    w.rail = get("call_center.rail", "unlimited", count)

    w.policy = get("kitchen.policy", "synchronous", str)
    w.cooks = get("kitchen.cooks", "1", staff)
    w.worktops = get("kitchen.worktops", "unlimited", count)
    w.sharing = get("kitchen.sharing", "fifo", str)
    w.switch = get("kitchen.switch", "0 s", duration)
    w.prep = get("kitchen.prep", "0 s", duration)
    w.box = get("kitchen.box", "0 s", duration)
    w.next = get("kitchen.next", "fifo", str)
    w.loop = get("kitchen.loop", "shared", str)
    w.in_flight = get("kitchen.in_flight", "unlimited", count)
    w.stages = {work: get(f"kitchen.stages.{work}", "1", int) for work in WORKS}
    w.contention = get("kitchen.crowding.contention", "0", share)
    w.coherency = get("kitchen.crowding.coherency", "0", share)
    blocking = get("kitchen.blocking", [], lambda waits: waits or [])

    w.clerks = get("warehouse.clerks", "unlimited", count)
    w.fetch = get("warehouse.fetch", "0 s", duration)
    w.restock_every = get("warehouse.restock.every", None, duration)
    w.restock_first = get("warehouse.restock.first", None, duration)
    if w.restock_first is None:
        w.restock_first = w.restock_every
    w.levels = {what: int(level)
                for what, level in get("warehouse.ingredients", {}, dict).items()}
    w.places = get("ovens.places", "unlimited", count)
    w.bake = get("ovens.bake", "0 s", duration)
    w.couriers = get("delivery.couriers", "unlimited", staff)
    w.ride = get("delivery.ride", "0 s", duration)
    w.back = get("delivery.return", None, duration)
    w.back_is_ride = w.back is None
    if w.back is None:
        w.back = w.ride
    w.memory = get("memory.total", "unlimited", size)
    w.per_cook = get("memory.per_cook", "0 B", size)
    w.per_order = get("memory.per_order", "0 B", size)
    _recipes(w, get("recipes", {}, dict))
    _policy(w, blocking)
    _check(w)
    return w


def _recipes(w, recipes):
    """All recipes' needs, and the only one sold, if it is only one."""
    sold = [recipe or {} for recipe in recipes.values()
            if share((recipe or {}).get("share", "1")) > 0]
    if recipes and not sold:
        raise ScenarioError("recipes: none is sold")
    w.all_needs = {}
    for name, recipe in recipes.items():
        needs = {what: int(number) for what, number in ((recipe or {}).get("needs") or {}).items()}
        w.all_needs[name] = needs
        for what, number in needs.items():
            if what not in w.levels:
                raise ScenarioError(f"{name}: {what} has no level")
            if number > w.levels[what]:
                raise ScenarioError(f"{name} needs more {what} than there ever is")
    w.several_recipes = len(sold) > 1
    w.needs = {}
    if len(sold) == 1:
        w.needs = {what: int(number) for what, number in (sold[0].get("needs") or {}).items()}
        if "prep" in sold[0]:
            w.prep = duration(sold[0]["prep"])
        if "bake" in sold[0]:
            w.bake = duration(sold[0]["bake"])


def _policy(w, blocking):
    """The waits that can hold the cook who is with the order: a policy's one bit for each."""
    w.holds = {"synchronous": set(WAITS), "cook_per_order": set(WAITS),
               "event_driven": set(blocking)}.get(w.policy, set())
    w.per_cook_loop = w.loop == "per_cook" and w.policy in ("event_driven", "green_threads")


def _check(w):
    if w.policy not in POLICIES:
        raise ScenarioError(f"{w.policy}: no such policy")
    if w.cooks is UNLIMITED and w.policy != "cook_per_order":
        raise ScenarioError("cooks: unlimited only with cook_per_order")
    if w.warmup >= w.closing_time:
        raise ScenarioError("warmup: it lasts until closing")
    w.crew = largest_crew(w)
    if w.memory is not UNLIMITED and w.crew * w.per_cook + w.per_order > w.memory:
        raise ScenarioError("memory.total: the crew does not fit together with one order")


def largest_crew(w):
    """The cooks for whom memory is reserved; who is hired for an order is one at least."""
    if w.policy == "staged":
        return sum(w.stages.values())
    if w.policy == "cook_per_order":
        return 1
    return max((number for _, number in w.cooks), default=0)


def is_constant(w):
    """Whether the oracle can run this world."""
    durations = (w.patience, w.redial_after, w.call, w.switch, w.prep, w.box, w.fetch, w.bake,
                 w.ride, w.back, w.restock_every, w.restock_first)
    return (w.arrivals is not None and not w.several_recipes
            and not any(isinstance(value, Spread) for value in durations))


def is_slowed(w):
    """Whether work may take longer than its length."""
    shared = w.sharing == "even" and w.worktops is not UNLIMITED
    return shared or w.contention > 0 or w.coherency > 0
