# SPDX-License-Identifier: GPL-3.0-or-later
"""What a kitchen of the oracle is made of: events, orders, cooks, pieces of work, staff."""

from ties import RANK_END


class Event:
    """Something that will happen, unless it is cancelled before."""

    def __init__(self, time, rank, sequence, action):
        self.key = (time, rank, sequence)
        self.time, self.rank, self.action = time, rank, action
        self.cancelled = False

    def __lt__(self, other):
        return self.key < other.key


class Order:
    """One caller, and if he gets through, his order."""

    def __init__(self, number, called):
        self.number, self.called = number, called
        self.redials = 0
        self.connected = self.answered = self.ended = self.taken = None
        self.picked = self.delivered = self.lost = None
        self.patience = None            # the event that makes him hang up
        self.holding = self.blocked = self.on_rail = False
        self.cook = None                # the cook who is with the order
        self.owner = None               # the cook who took its ticket
        self.ready = None               # its place among all that ever was ready


class Cook:
    """Somebody with hands."""

    def __init__(self, number, crew):
        self.number, self.crew = number, crew
        self.state = "idle"
        self.unboxed = 0                # orders he took that are not boxed yet
        self.to_go = False              # told to leave, but has orders that only he may finish


class Piece:
    """A piece of work under way or in line for a worktop."""

    def __init__(self, order, cook, work, switch, length):
        self.order, self.cook, self.work = order, cook, work
        self.switch, self.length = switch, length
        self.switching = False
        self.until = None               # virtual work at which the present part of it is done
        self.end = None                 # that as an instant
        self.sequence = self.begun = 0

    def key(self):
        """When the present part of it ends, and what comes before it at that instant."""
        return self.end, RANK_END, self.sequence, self.begun


class Staff:
    """Agents or couriers: a number on a shift plan, all alike."""

    def __init__(self, kitchen):
        self.limited = False
        self.target = 0
        self.engaged = 0
        self.present = kitchen.level()

    def free(self):
        return not self.limited or self.present.value > self.engaged

    def engage(self):
        self.engaged += 1

    def release(self, now):
        """One becomes free; he goes if more are there than the plan wants."""
        self.engaged -= 1
        if self.limited and self.present.value > self.target:
            self.present.add(now, -1)

    def change(self, now, number):
        """The plan changes: idle ones go at once, new ones come."""
        self.limited, self.target = True, number
        surplus = self.present.value - number
        if surplus < 0:
            self.present.add(now, -surplus)
        elif surplus > 0:
            self.present.add(now, -min(surplus, self.present.value - self.engaged))
