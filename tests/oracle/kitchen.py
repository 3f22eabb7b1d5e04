# SPDX-License-Identifier: GPL-3.0-or-later
"""One replication of the model, from opening until the run is over.

Time is an integer number of nanoseconds throughout. Where work is slowed down (even sharing,
crowding), what is left of it is kept as an exact fraction, rounded to the nearest nanosecond only
where an end becomes an instant. The sections named are those of the model's description.
"""

import heapq
from fractions import Fraction

import measures
from scenario import UNLIMITED, WORKS, ScenarioError, is_constant, is_slowed
from things import Cook, Event, Order, Piece, Staff
from ties import RANK_CALL, RANK_END, RANK_PLAN, RANK_TRUCK


class Kitchen:
    """One replication."""

    def __init__(self, world):
        if not is_constant(world):
            raise ScenarioError("the oracle wants constant durations, listed or regular calls"
                                " and one recipe sold")
        self.w = world
        self.now = 0
        self.events = []
        self.sequence = 0
        self.records = []               # (time, event, order or None, who, detail)
        self.orders = []
        self.undone = 0                 # callers who are neither lost nor delivered

        level = self.level
        self.connected = level()
        self.on_hold, self.hold_level = [], level()
        self.agents = Staff(self)
        self.talking, self.agents_holding = level(), level()
        self.tickets, self.ticket_level = [], level()
        self.rail = 0

        self.cooks = []
        self.cook_numbers = 0
        self.cooks_wanted = 0
        self.idle = []                  # idle longest first
        self.told = []                  # to go when their orders are boxed
        self.states = {state: level() for state in measures.STATES}
        self.present = level()
        self.ready, self.ready_level = [], level()
        self.readied = 0
        self.in_flight = level()
        self.memory = level()

        self.pieces = []                # under way
        self.worktop_line = []
        self.worktops_busy = level()
        self.virtual, self.virtual_at, self.speed = 0, 0, 1

        self.clerks, self.clerk_line, self.clerk_level = level(), [], level()
        self.stock = dict(world.levels)
        self.stock_line, self.stock_level = [], level()
        self.ovens, self.oven_line, self.oven_level = level(), [], level()
        self.couriers = Staff(self)
        self.riding, self.courier_line, self.courier_level = level(), [], level()

    def level(self):
        return measures.Level(self.w.warmup, self.w.closing_time)

    # Events

    def schedule(self, delay, rank, action):
        self.sequence += 1
        event = Event(self.now + delay, rank, self.sequence, action)
        heapq.heappush(self.events, event)
        return event

    def write(self, event, order=None, who="", detail=""):
        self.records.append((self.now, event, order.number if order else None, who, detail))

    def next_event(self):
        """The key of what happens next, and the piece of work it is, if it is one."""
        while self.events and self.events[0].cancelled:
            heapq.heappop(self.events)
        key = self.events[0].key if self.events else None
        piece = min(self.pieces, key=Piece.key, default=None)
        if piece and (key is None or piece.key() < key):
            return piece.key(), piece
        return key, None

    def run(self):
        """From opening until the run is over."""
        w = self.w
        for entries, change in ((w.agents, self.change_agents), (w.couriers, self.change_couriers)):
            for time, number in entries or ():
                self.schedule(time, RANK_PLAN, lambda change=change, number=number: change(number))
        if w.policy == "staged":
            for work in WORKS:
                for _ in range(w.stages[work]):
                    self.cook_comes(work)
        elif w.cooks is UNLIMITED:
            self.cooks_wanted = UNLIMITED
        else:
            for time, number in w.cooks:
                self.schedule(time, RANK_PLAN, lambda number=number: self.change_cooks(number))
        if w.agents is not UNLIMITED:
            self.agents.limited = True
        if w.couriers is not UNLIMITED:
            self.couriers.limited = True
        if w.restock_first is not None:
            self.schedule(w.restock_first, RANK_TRUCK, self.truck)
        if w.arrivals:
            self.schedule(w.arrivals[0], RANK_CALL, self.first_call)
        while True:
            key, _ = self.next_event()
            if key is None or self.is_over(key[0]):
                break
            self.now = key[0]
            self.instant()
        return self

    def is_over(self, time):
        """Whether what would happen at `time` is after the end of the run.

        "When nothing can happen any more": with orders stuck, only trucks that nobody waits for.
        """
        if time < self.w.closing_time:
            return False
        if self.w.closing == "stop" or self.undone == 0:
            return True
        return time > self.w.closing_time and not (
            self.pieces or self.stock_line
            or any(not event.cancelled and event.rank != RANK_TRUCK for event in self.events))

    def instant(self):
        """Everything that happens now."""
        while True:
            key, piece = self.next_event()
            if key is not None and key[0] == self.now:
                if piece:
                    self.part_ends(piece)
                else:
                    heapq.heappop(self.events).action()
            elif not (self.give_cook() or self.give_rail() or self.give_agent()):
                break
        for order in self.tickets:
            if order.holding and not order.blocked:
                order.blocked = True
                self.write("blocked", order)
        for order in self.on_hold:
            if order.connected == self.now:
                self.write("hold", order)

    # Callers and the call center (section 2)

    def first_call(self):
        order = Order(len(self.orders) + 1, self.now)
        self.orders.append(order)
        self.undone += 1
        self.dial(order, "call")
        if len(self.orders) < len(self.w.arrivals):
            self.schedule(self.w.arrivals[len(self.orders)] - self.now, RANK_CALL, self.first_call)

    def dial(self, order, word):
        self.write(word, order)
        if self.w.lines is UNLIMITED or self.connected.value < self.w.lines:
            self.connected.add(self.now, 1)
            order.connected = self.now
            self.on_hold.append(order)
            self.hold_level.add(self.now, 1)
            self.write("-line", order)
            if self.w.patience is not UNLIMITED:
                order.patience = self.schedule(self.w.patience, RANK_END,
                                               lambda: self.hang_up(order))
            return
        self.write("busy", order)
        if order.redials < self.w.redial_attempts:
            order.redials += 1
            self.schedule(self.w.redial_after, RANK_CALL, lambda: self.dial(order, "redial"))
        else:
            self.lose(order, "refused")

    def lose(self, order, why):
        order.lost = why
        self.undone -= 1
        self.write("lost", order, "", why)

    def hang_up(self, order):
        self.on_hold.remove(order)
        self.hold_level.add(self.now, -1)
        self.connected.add(self.now, -1)
        if order.connected == self.now:
            self.write("hold", order)   # no patience at all: he was not answered at once
        self.write("hangup", order)
        self.lose(order, "abandoned")

    def change_agents(self, number):
        self.agents.change(self.now, number)
        self.write("-agents", None, "", self.agents.present.value)

    def give_agent(self):
        """A free agent answers the caller first on hold."""
        if not self.on_hold or not self.agents.free():
            return False
        order = self.on_hold.pop(0)
        self.hold_level.add(self.now, -1)
        if order.patience:
            order.patience.cancelled = True
        self.agents.engage()
        self.talking.add(self.now, 1)
        order.answered = self.now
        self.write("answer", order)
        self.schedule(self.w.call, RANK_END, lambda: self.call_ends(order))
        return True

    def call_ends(self, order):
        self.write("ticket", order)
        order.ended = self.now
        self.connected.add(self.now, -1)
        self.talking.add(self.now, -1)
        self.agents_holding.add(self.now, 1)
        order.holding = True
        self.tickets.append(order)
        self.ticket_level.add(self.now, 1)
        self.becomes_ready(order)

    def give_rail(self):
        """The agent who has held a ticket longest puts it up, if there is room on the rail."""
        if self.w.rail is not UNLIMITED and self.rail >= self.w.rail:
            return False
        for order in self.tickets:
            if order.holding:
                self.rail += 1
                order.on_rail = True
                self.write("rail", order)
                self.agent_lets_go(order)
                return True
        return False

    def agent_lets_go(self, order):
        order.holding = False
        self.agents_holding.add(self.now, -1)
        before = self.agents.present.value
        self.agents.release(self.now)
        if self.agents.present.value != before:
            self.write("-agents", None, "", self.agents.present.value)

    # Cooks: coming and going (section 4)

    def cook_comes(self, crew=None):
        self.cook_numbers += 1
        cook = Cook(self.cook_numbers, crew)
        self.cooks.append(cook)
        self.idle.append(cook)
        self.states["idle"].add(self.now, 1)
        self.present.add(self.now, 1)
        self.memory.add(self.now, self.w.per_cook)
        self.write("-come", None, f"cook {cook.number}")
        self.change_speed()
        return cook

    def cook_goes(self, cook):
        self.cooks.remove(cook)
        self.idle.remove(cook)
        if cook in self.told:
            self.told.remove(cook)
        self.states["idle"].add(self.now, -1)
        self.present.add(self.now, -1)
        self.memory.add(self.now, -self.w.per_cook)
        self.write("-go", None, f"cook {cook.number}")
        self.change_speed()

    def staying(self):
        return sum(not cook.to_go for cook in self.cooks)

    def change_cooks(self, number):
        self.cooks_wanted = number
        if self.w.policy == "cook_per_order":
            return
        # With a higher number fewer would have been told to go: whoever was told last stays.
        while self.told and self.staying() < number:
            self.told.pop().to_go = False
        while self.staying() < number:
            self.cook_comes()
        for cook in list(self.idle):
            if not cook.to_go and self.staying() > number:
                self.send_away(cook)

    def send_away(self, cook):
        """He goes at once, or, if he has orders only he may finish, when the last is boxed."""
        if self.w.per_cook_loop and cook.unboxed > 0:
            cook.to_go = True
            self.told.append(cook)
        else:
            self.cook_goes(cook)

    def set_state(self, cook, state):
        if cook.state == "idle" and state != "idle":
            self.idle.remove(cook)
        if cook.state != "idle" and state == "idle":
            self.idle.append(cook)
        self.states[cook.state].add(self.now, -1)
        self.states[state].add(self.now, 1)
        cook.state = state

    def cook_becomes_free(self, order):
        cook, order.cook = order.cook, None
        self.write("-free", order, f"cook {cook.number}")
        self.set_state(cook, "idle")
        if self.w.policy == "cook_per_order":
            self.cook_goes(cook)
        elif cook.to_go:
            self.goes_if_done(cook)
        elif self.w.policy != "staged" and self.staying() > self.cooks_wanted:
            self.send_away(cook)

    def goes_if_done(self, cook):
        if cook.to_go and cook.state == "idle" and cook.unboxed == 0 and cook in self.cooks:
            self.cook_goes(cook)

    # Cooks: what they take (section 4)

    def becomes_ready(self, order):
        self.readied += 1
        order.ready = self.readied

    def ticket_can_be_taken(self):
        w = self.w
        if not self.tickets:
            return False
        if w.in_flight is not UNLIMITED and self.in_flight.value >= w.in_flight:
            return False
        if w.memory is UNLIMITED:
            return True
        crew = len(self.cooks) + 1 if w.policy == "cook_per_order" else w.crew
        return crew * w.per_cook + (self.in_flight.value + 1) * w.per_order <= w.memory

    def give_cook(self):
        """One free cook takes one task: a ticket, a prep or a box."""
        w = self.w
        if w.policy == "cook_per_order":
            if not self.ticket_can_be_taken():
                return False
            if self.cooks_wanted is not UNLIMITED and len(self.cooks) >= self.cooks_wanted:
                return False
            self.take_ticket(self.cook_comes())
            return True
        if w.policy == "staged":
            for work in WORKS:
                for cook in self.idle:
                    if cook.crew == work and self.take_task(cook, [work]):
                        return True
            return False
        for cook in self.idle:
            if self.take_task(cook, WORKS):
                return True
        return False

    def take_task(self, cook, works):
        """What this free cook would take next, taken; False if there is nothing for him."""
        choices = []
        if "start" in works and not cook.to_go and self.ticket_can_be_taken():
            choices.append(("start", self.tickets[0]))
        for work, order in self.ready:
            if work in works and (not self.w.per_cook_loop or order.owner is cook):
                choices.append((work, order))
        if not choices:
            return False
        if self.w.next == "finish_first":
            work, order = min(choices, key=lambda c: (-WORKS.index(c[0]), c[1].ready))
        else:
            work, order = min(choices, key=lambda c: c[1].ready)
        if work == "start":
            self.take_ticket(cook)
        else:
            self.ready.remove((work, order))
            self.ready_level.add(self.now, -1)
            self.begin(order, cook, work)
        return True

    def take_ticket(self, cook):
        order = self.tickets.pop(0)
        self.ticket_level.add(self.now, -1)
        order.taken = self.now
        order.owner = cook
        cook.unboxed += 1
        self.in_flight.add(self.now, 1)
        self.memory.add(self.now, self.w.per_order)
        self.write("take", order, f"cook {cook.number}")
        if order.on_rail:
            self.rail -= 1
        if order.holding:
            self.agent_lets_go(order)
        self.begin(order, cook, "start")

    # Work (section 3)

    def length(self, work):
        return {"start": 0, "prep": self.w.prep, "box": self.w.box}[work]

    def next_work(self, order, work):
        """After a wait: the cook it held goes straight on, or else it becomes a ready task."""
        if order.cook is None and self.w.switch + self.length(work) > 0:
            self.becomes_ready(order)
            self.ready.append((work, order))
            self.ready_level.add(self.now, 1)
            self.write("-ready", order)
        else:
            self.begin(order, order.cook, work)

    def begin(self, order, cook, work):
        """The cook begins this work or gets in line for a worktop; without work it is done."""
        order.cook = cook
        switch, length = self.w.switch, self.length(work)
        if switch + length == 0:
            if work == "start":         # a start needs a cook, if only for an instant
                self.write("-begin", order, f"cook {cook.number}", "working")
                self.set_state(cook, "working")
                self.schedule(0, RANK_END, lambda: self.work_done(order, work))
            else:
                self.write(work, order)
                self.work_done(order, work)
            return
        self.write("-begin", order, f"cook {cook.number}", work)
        piece = Piece(order, cook, work, switch, length)
        if (self.w.sharing == "fifo" and self.w.worktops is not UNLIMITED
                and len(self.pieces) >= self.w.worktops):
            self.set_state(cook, "waiting.worktop")
            self.worktop_line.append(piece)
        else:
            self.under_way(piece)

    def under_way(self, piece):
        self.sequence += 1
        piece.sequence = self.sequence
        self.pieces.append(piece)
        self.worktops_change()
        if piece.switch > 0:
            piece.switching = True
            self.set_state(piece.cook, "switching")
            self.write("switch", piece.order, f"cook {piece.cook.number}")
            self.begin_part(piece, piece.switch)
        else:
            self.begin_main(piece)

    def begin_main(self, piece):
        self.set_state(piece.cook, "working")
        self.write(piece.work, piece.order, f"cook {piece.cook.number}")
        self.begin_part(piece, piece.length)

    def begin_part(self, piece, length):
        self.advance_virtual()
        started = self.virtual if piece.until is None else piece.until
        piece.until = started + length
        if length > 0:
            self.sequence += 1
            piece.begun = self.sequence
        self.set_end(piece)
        self.schedule_anew()

    def schedule_anew(self):
        if is_slowed(self.w):
            self.sequence += 1
            for piece in self.pieces:
                piece.sequence = self.sequence

    def part_ends(self, piece):
        if piece.switching and piece.work != "start":
            piece.switching = False
            self.begin_main(piece)
            return
        self.pieces.remove(piece)
        self.worktops_change()
        self.work_done(piece.order, piece.work)
        if self.worktop_line and len(self.pieces) < self.w.worktops:
            self.under_way(self.worktop_line.pop(0))
        self.schedule_anew()

    def work_done(self, order, work):
        if work == "start":
            self.write("-started", order)
            self.begin_wait(order, "warehouse")
            self.clerk_line.append(order)
            self.clerk_level.add(self.now, 1)
            self.serve_clerks()
        elif work == "prep":
            self.write("oven", order)
            self.begin_wait(order, "oven")
            self.oven_line.append(order)
            self.oven_level.add(self.now, 1)
            self.serve_ovens()
        else:
            self.write("courier", order)
            order.owner.unboxed -= 1
            self.begin_wait(order, "courier")
            self.goes_if_done(order.owner)
            self.courier_line.append(order)
            self.courier_level.add(self.now, 1)
            self.serve_couriers()

    def begin_wait(self, order, wait):
        """The one bit: does this wait hold the cook who is with the order?"""
        if order.cook is None:
            return
        if wait in self.w.holds:
            self.set_state(order.cook, "waiting." + wait)
        else:
            self.cook_becomes_free(order)

    # The speed of work: every piece under way proceeds at the same

    def worktops_change(self):
        if self.w.worktops is not UNLIMITED:
            busy = min(len(self.pieces), self.w.worktops)
            self.worktops_busy.add(self.now, busy - self.worktops_busy.value)
        self.change_speed()

    def advance_virtual(self):
        self.virtual += (self.now - self.virtual_at) * self.speed
        self.virtual_at = self.now

    def change_speed(self):
        """min(1, worktops / pieces) / s(N), s(N) = 1 + c(N-1) + k N(N-1)."""
        speed = Fraction(1)
        n = len(self.cooks)
        if self.w.sharing == "even" and self.w.worktops is not UNLIMITED:
            if len(self.pieces) > self.w.worktops:
                speed = Fraction(self.w.worktops, len(self.pieces))
        if n > 0:
            speed /= 1 + self.w.contention * (n - 1) + self.w.coherency * n * (n - 1)
        if speed == self.speed:
            return
        self.advance_virtual()
        self.speed = speed if speed != 1 else 1
        for piece in self.pieces:
            if piece.until is not None:
                self.set_end(piece)

    def set_end(self, piece):
        left = Fraction(piece.until - self.virtual) / self.speed
        piece.end = max(self.now, self.now + (left + Fraction(1, 2)).__floor__())

    # Warehouse

    def serve_clerks(self):
        while self.clerk_line and (self.w.clerks is UNLIMITED
                                   or self.clerks.value < self.w.clerks):
            order = self.clerk_line.pop(0)
            self.clerk_level.add(self.now, -1)
            self.clerks.add(self.now, 1)
            self.write("fetch", order)
            self.schedule(self.w.fetch, RANK_END, lambda order=order: self.fetched(order))

    def fetched(self, order):
        self.clerks.add(self.now, -1)
        if not self.take_ingredients(order):
            self.write("short", order)
            self.stock_line.append(order)
            self.stock_level.add(self.now, 1)
        self.serve_clerks()

    def take_ingredients(self, order):
        if any(self.stock[what] < number for what, number in self.w.needs.items()):
            return False
        for what, number in self.w.needs.items():
            self.stock[what] -= number
        self.write("ingredients", order)
        self.next_work(order, "prep")
        return True

    def truck(self):
        if self.undone == 0 and self.now >= self.w.closing_time:
            return                      # the last order was done at this very instant
        self.write("restock")
        self.stock = dict(self.w.levels)
        for order in list(self.stock_line):
            if self.take_ingredients(order):
                self.stock_line.remove(order)
                self.stock_level.add(self.now, -1)
        if self.w.restock_every is not None:
            self.schedule(self.w.restock_every, RANK_TRUCK, self.truck)

    # Ovens

    def serve_ovens(self):
        while self.oven_line and (self.w.places is UNLIMITED or self.ovens.value < self.w.places):
            order = self.oven_line.pop(0)
            self.oven_level.add(self.now, -1)
            self.ovens.add(self.now, 1)
            self.write("bake", order)
            self.schedule(self.w.bake, RANK_END, lambda order=order: self.baked(order))

    def baked(self, order):
        self.ovens.add(self.now, -1)
        self.write("ding", order)
        self.next_work(order, "box")
        self.serve_ovens()

    # Delivery

    def change_couriers(self, number):
        self.couriers.change(self.now, number)
        self.write("-couriers", None, "", self.couriers.present.value)
        self.serve_couriers()

    def serve_couriers(self):
        while self.courier_line and self.couriers.free():
            order = self.courier_line.pop(0)
            self.courier_level.add(self.now, -1)
            self.couriers.engage()
            self.riding.add(self.now, 1)
            order.picked = self.now
            self.write("ride", order)
            self.begin_wait(order, "customer")
            self.schedule(self.w.ride, RANK_END, lambda order=order: self.arrives(order))

    def arrives(self, order):
        order.delivered = self.now
        self.undone -= 1
        self.in_flight.add(self.now, -1)
        self.memory.add(self.now, -self.w.per_order)
        self.write("delivered", order)
        if order.cook:
            self.cook_becomes_free(order)
        if self.couriers.limited:
            self.schedule(self.w.back, RANK_END, lambda: self.courier_is_back(order))

    def courier_is_back(self, order):
        self.write("-back", order)
        self.riding.add(self.now, -1)
        self.couriers.release(self.now)
        self.write("-couriers", None, "", self.couriers.present.value)
        self.serve_couriers()
