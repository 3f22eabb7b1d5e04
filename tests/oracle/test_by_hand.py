#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The oracle against cases small enough to reckon by hand; the reckoning stands in each test.

Times in comments are minutes after opening. Where a test names no others, durations are 0 and
capacities unlimited, which are the defaults.
"""

import os
import tempfile
import unittest

import generate
import scenario
from pizzeria import simulate


def worlds_of(text):
    with tempfile.NamedTemporaryFile("w", suffix=".yaml", delete=False) as file:
        file.write(text)
    try:
        return scenario.read(file.name)
    finally:
        os.unlink(file.name)


class Run:
    """One variant, simulated; instants in minutes."""

    def __init__(self, text):
        self.records, self.measures = simulate(worlds_of(text)[0])

    def of(self, order):
        """(minute, event) of one order, as in the trace."""
        return [(time / 60e9, event) for time, event, number, _, _ in self.records
                if number == order and not event.startswith("-")]

    def at(self, event, order=None):
        """The minutes at which this happened (to this order)."""
        return [time / 60e9 for time, name, number, _, _ in self.records
                if name == event and order in (None, number)]


class Case(unittest.TestCase):
    def measured(self, run, **expected):
        for name, value in expected.items():
            name = name.replace("__", ".")
            with self.subTest(name):
                if value is None:
                    self.assertIsNone(run.measures[name])
                else:
                    self.assertAlmostEqual(run.measures[name], value, places=9)


class ByTheBook(Case):
    BOOK = """
        hours: 2 h
        callers: {arrivals: {times: [0 min, 0 min]}}
        call_center: {call: 5 min}
        kitchen: {prep: 15 min}
        warehouse: {fetch: 2 min}
        ovens: {bake: 30 min}
        delivery: {ride: 20 min, return: 10 min}
        """

    def test_one_order_after_another_in_the_hands_of_one_cook(self):
        run = Run(self.BOOK)
        # The cook holds order 1 from 5 to 5+2+15+30+20 = 72, then order 2 until 72+67 = 139.
        self.assertEqual(run.of(1), [
            (0, "call"), (0, "answer"), (5, "ticket"), (5, "take"), (5, "fetch"),
            (7, "ingredients"), (7, "prep"), (22, "oven"), (22, "bake"), (52, "ding"), (52, "box"),
            (52, "courier"), (52, "ride"), (72, "delivered")])
        self.assertEqual(run.of(2), [
            (0, "call"), (0, "answer"), (5, "ticket"), (5, "rail"), (72, "take"), (72, "fetch"),
            (74, "ingredients"), (74, "prep"), (89, "oven"), (89, "bake"), (119, "ding"),
            (119, "box"), (119, "courier"), (119, "ride"), (139, "delivered")])
        # Of the 120 minutes: idle 0-5; order 1: 2, 15, 30, 20; order 2: 2, 15, 30 and 119-120.
        self.measured(run, cooks__idle=5 / 120, cooks__working=30 / 120,
                      cooks__waiting__warehouse=4 / 120, cooks__waiting__oven=60 / 120,
                      cooks__waiting__customer=21 / 120, cooks__waiting__courier=0,
                      cooks__present=1, orders__delivered=2, throughput=1 / 7200,
                      time__total__mean=(72 + 139) / 2 * 60, time__ticket__max=67 * 60,
                      queue__ticket=67 / 120, queue__ticket__max=1, in_flight=115 / 120)
        # sd of 72 and 139: half their distance times the square root of 2.
        self.measured(run, time__total__sd=67 / 2 ** 0.5 * 60)

    def test_the_same_without_waiting(self):
        run = Run(self.BOOK.replace("{prep", "{policy: event_driven, prep"))
        # The cook preps order 1 from 7 to 22 and order 2 from 22 to 37; the rest waits without him.
        self.assertEqual(run.at("prep"), [7, 22])
        self.assertEqual(run.at("delivered"), [72, 87])
        self.measured(run, cooks__working=30 / 120, cooks__idle=90 / 120, queue__ready=15 / 120,
                      queue__ready__max=1)

    def test_stopping_at_closing(self):
        run = Run(self.BOOK.replace("hours: 2 h", "hours: 2 h\n        closing: stop"))
        self.measured(run, orders__delivered=1, orders__unfinished=1, calls__offered=2)
        # What would happen at the very instant of closing does not: 72 minutes are 1.2 hours.
        run = Run(self.BOOK.replace("hours: 2 h", "hours: 1.2 h\n        closing: stop"))
        self.measured(run, orders__delivered=0, time__total__mean=None)

    def test_a_window_that_begins_later(self):
        run = Run(self.BOOK.replace("hours: 2 h", "hours: 2 h\n        warmup: 60 min"))
        # From 60 to 120: no call; order 1 is on the road until 72, and delivered; order 2 is in the
        # warehouse until 74, prepped until 89, in the oven until 119, then on the road.
        self.measured(run, calls__offered=0, orders__delivered=0, throughput=1 / 3600,
                      cooks__waiting__customer=13 / 60, cooks__waiting__warehouse=2 / 60,
                      cooks__working=15 / 60, cooks__waiting__oven=30 / 60, cooks__idle=0)


class CallCenter(Case):
    def test_agents_blocked_with_a_ticket(self):
        run = Run("""
            hours: 1 h
            callers: {arrivals: {times: [0 min, 1 min, 2 min]}}
            call_center: {agents: 1, call: 2 min, rail: 0}
            kitchen: {prep: 10 min}
            """)
        # The cook preps 2-12, 12-22, 22-32. The agent talks 0-2, 2-4, 12-14 and stands with
        # ticket 2 from 4 to 12, with ticket 3 from 14 to 22.
        self.assertEqual(run.of(2)[:6], [(1, "call"), (1, "hold"), (2, "answer"), (4, "ticket"),
                                         (4, "blocked"), (12, "take")])
        self.assertEqual(run.of(3)[:6], [(2, "call"), (2, "hold"), (12, "answer"), (14, "ticket"),
                                         (14, "blocked"), (22, "take")])
        self.measured(run, agents__busy=6 / 60, agents__blocked=16 / 60, queue__ticket=16 / 60,
                      queue__hold=11 / 60, queue__hold__max=1, time__hold__max=600)

    def test_the_rail_takes_one(self):
        run = Run("""
            hours: 1 h
            callers: {arrivals: {times: [0 min, 0 min, 0 min]}}
            call_center: {agents: 1, call: 2 min, rail: 1}
            kitchen: {prep: 10 min}
            """)
        # Ticket 2 is up from 4 to 12. Ticket 3 ends at 6: blocked until ticket 2 leaves the rail.
        self.assertEqual(run.at("rail", 2), [4])
        self.assertEqual(run.at("blocked", 3), [6])
        self.assertEqual(run.at("rail", 3), [12])
        self.assertEqual(run.at("take", 3), [22])
        self.measured(run, agents__blocked=6 / 60, queue__ticket=(8 + 16) / 60,
                      queue__ticket__max=2)

    def test_busy_redial_lost(self):
        run = Run("""
            hours: 1 h
            callers: {arrivals: {times: [0 min, 1 min, 4 min]}, lines: 1,
                      redial: {attempts: 2, after: 2 min}}
            call_center: {call: 5 min}
            """)
        # The line is taken 0-5 by 1. Caller 2 dials at 1, 3 and 5: what ends comes first, so at 5
        # the line is free; he talks 5-10. Caller 3 dials at 4, 6, 8.
        self.assertEqual(run.of(2)[:6], [(1, "call"), (1, "busy"), (3, "redial"), (3, "busy"),
                                         (5, "redial"), (5, "answer")])
        self.assertEqual(run.of(3), [(4, "call"), (4, "busy"), (6, "redial"), (6, "busy"),
                                     (8, "redial"), (8, "busy"), (8, "lost")])
        self.measured(run, calls__offered=3, calls__refused=1, orders__delivered=2,
                      time__hold__max=4 * 60)

    def test_patience(self):
        run = Run("""
            hours: 1 h
            callers: {arrivals: {times: [0 min, 1 min, 2 min, 3 min]}, patience: 4 min}
            call_center: {agents: 1, call: 6 min}
            """)
        # The agent talks 0-6. Caller 2 gives up at 5. Caller 3's patience ends at 6: what ends
        # comes first, only then are agents given out. Caller 4 is answered at 6.
        self.assertEqual(run.of(2), [(1, "call"), (1, "hold"), (5, "hangup"), (5, "lost")])
        self.assertEqual(run.at("hangup", 3), [6])
        self.assertEqual(run.at("answer", 4), [6])
        self.measured(run, calls__abandoned=2, queue__hold=(4 + 4 + 3) / 60, queue__hold__max=3)

    def test_an_agent_stays_past_his_shift(self):
        run = Run("""
            hours: 1 h
            callers: {arrivals: {times: [0 min, 0 min, 0 min]}}
            call_center: {agents: {00:00: 2, 00:05: 1}, call: 10 min}
            """)
        # Two talk 0-10; one of them then goes, the other talks 10-20. There are 2 for 10 minutes
        # and 1 for 50.
        self.assertEqual(run.at("answer"), [0, 0, 10])
        self.measured(run, agents__busy=30 / 70)


class Warehouse(Case):
    def test_the_truck(self):
        run = Run("""
            hours: 1 h
            callers: {arrivals: {times: [0 min, 1 min, 2 min, 3 min]}}
            kitchen: {cooks: 9}
            warehouse: {fetch: 1 min, ingredients: {dough: 3},
                        restock: {every: 25 min, first: 5 min}}
            recipes: {pizza: {needs: {dough: 2}}}
            """)
        # 3 dough: order 1 takes 2 at 1; at 2, 3 and 4 there is 1, too little. The truck brings 3
        # at 5, for order 2; 3 more at 30, for order 3; at 55 for order 4. Done then, and no truck
        # after closing.
        self.assertEqual(run.at("short"), [2, 3, 4])
        self.assertEqual(run.at("ingredients"), [1, 5, 30, 55])
        self.assertEqual(run.at("restock"), [5, 30, 55])
        self.assertEqual([run.at("ingredients", order) for order in (2, 3, 4)], [[5], [30], [55]])
        self.measured(run, queue__stock=(3 + 27 + 51) / 60, queue__stock__max=3,
                      cooks__waiting__warehouse=(1 + 4 + 28 + 52) / 60 / 9)

    def test_the_truck_after_closing(self):
        text = """
            hours: 7 min
            callers: {{arrivals: {{times: [0 min, 0 min]}}}}
            kitchen: {{cooks: {cooks}}}
            warehouse: {{ingredients: {{dough: 1}}, restock: {{every: 5 min}}}}
            recipes: {{pizza: {{needs: {{dough: 1}}}}}}
            """
        # It comes for order 2 at 5; with one cook at first and another only at 00:58, order 2 gets
        # the dough of 5, and the trucks of 0:10 to 0:55 come although nobody waits for them,
        # for things can still happen. The one of 1:00 comes after the last order is done.
        self.assertEqual(Run(text.format(cooks=2)).at("restock"), [5])
        run = Run(text.format(cooks="{00:00: 1, 00:01: 0, 00:58: 1}").replace(
            "cooks: {", "prep: 2 min, cooks: {"))
        self.assertEqual(run.at("restock"), [5 * i for i in range(1, 12)])
        self.assertEqual(run.at("delivered"), [2, 60])
        # Nobody ever comes: nothing can happen any more.
        run = Run(text.format(cooks="{00:00: 1, 00:01: 0}").replace(
            "cooks: {", "prep: 2 min, cooks: {"))
        self.assertEqual(run.at("restock"), [5])
        self.measured(run, orders__unfinished=1)

    def test_waiting_for_a_truck_after_closing(self):
        run = Run("""
            hours: 7 min
            callers: {arrivals: {times: [0 min, 0 min, 0 min]}}
            kitchen: {cooks: 3}
            warehouse: {ingredients: {dough: 1}, restock: {every: 5 min}}
            recipes: {pizza: {needs: {dough: 1}}}
            """)
        self.assertEqual(run.at("delivered"), [0, 5, 10])
        self.assertEqual(run.at("restock"), [5, 10])

    def test_clerks(self):
        run = Run("""
            hours: 1 h
            callers: {arrivals: {times: [0 min, 0 min, 1 min]}}
            kitchen: {cooks: 9}
            warehouse: {clerks: 1, fetch: 4 min}
            """)
        self.assertEqual(run.at("fetch"), [0, 4, 8])
        self.measured(run, queue__clerk=(4 + 7) / 60, queue__clerk__max=2, clerks__busy=12 / 60)

    def test_a_recipe_that_needs_too_much(self):
        with self.assertRaises(scenario.ScenarioError):
            Run("{callers: {arrivals: {times: [0 min]}}, warehouse: {ingredients: {dough: 1}},"
                " recipes: {pizza: {needs: {dough: 2}}}}")


class Work(Case):
    def test_two_pieces_share_a_worktop(self):
        run = Run("""
            hours: 1 h
            callers: {arrivals: {times: [0 min, 4 min]}}
            kitchen: {cooks: 2, worktops: 1, sharing: even, prep: 10 min}
            """)
        # Alone 0-4: 4 of 10 done. At half speed the 6 left take until 16; the other has then done
        # 6, and does the 4 left alone until 20.
        self.assertEqual(run.at("oven"), [16, 20])
        self.measured(run, worktops__busy=20 / 60, cooks__working=(16 + 16) / 120)

    def test_waiting_for_a_worktop(self):
        run = Run("""
            hours: 1 h
            callers: {arrivals: {times: [0 min, 4 min]}}
            kitchen: {cooks: 2, worktops: 1, prep: 10 min, box: 1 min, switch: 1 min}
            ovens: {bake: 2 min}
            """)
        # Order 1: start 0-1, prep 1-12, bake 12-14. Order 2: start at 4 waits until 12, 12-13, then
        # prep 13-24, for nobody is in line. Order 1's box waits 14-24, then 24-26; order 2's pizza
        # is out at 26: box 26-28.
        self.assertEqual(run.at("switch", 1), [0, 1, 24])
        self.assertEqual(run.at("switch", 2), [12, 13, 26])
        self.assertEqual(run.at("delivered"), [26, 28])
        self.measured(run, cooks__waiting__worktop=(8 + 10) / 120, cooks__switching=6 / 120,
                      cooks__working=22 / 120, cooks__waiting__oven=4 / 120,
                      worktops__busy=28 / 60)

    def test_a_crowd_is_slow(self):
        run = Run("""
            hours: 1 h
            callers: {arrivals: {times: [0 min]}}
            kitchen: {cooks: 3, prep: 10 min, crowding: {contention: 0.5, coherency: 10 %}}
            """)
        # s(3) = 1 + 0.5*2 + 0.1*3*2 = 2.6
        self.assertEqual(run.at("delivered"), [26])

    def test_a_crowd_that_changes(self):
        run = Run("""
            hours: 1 h
            callers: {arrivals: {times: [0 min, 4 min]}}
            kitchen: {policy: cook_per_order, cooks: unlimited, prep: 10 min,
                      crowding: {contention: 0.5}}
            """)
        # Alone 0-4. With two s = 1.5: the 6 left take 9, until 13, and that cook is gone; the
        # other has done 9/1.5 = 6, and does the 4 left alone until 17.
        self.assertEqual(run.at("delivered"), [13, 17])
        self.measured(run, cooks__present=(13 + 13) / 60, cooks__idle=0, cooks__working=1)


class Crew(Case):
    FALL = """
        hours: 1 h
        callers: {arrivals: {times: [0 min, 1 min, 2 min]}}
        kitchen: {cooks: {00:00: 2, 00:05: 1}, prep: 10 min}
        """

    def test_a_shift_falls_while_all_are_busy(self):
        run = Run(self.FALL)
        # Both are busy at 5; the first free, at 10, goes; the other takes order 3 at 11.
        self.assertEqual(run.at("take"), [0, 1, 11])
        self.measured(run, cooks__present=(10 + 60) / 60, cooks__working=30 / 70)

    def test_it_rises_again_in_time(self):
        run = Run(self.FALL.replace("00:05: 1", "00:05: 1, 00:07: 2"))
        self.assertEqual(run.at("take"), [0, 1, 10])
        self.measured(run, cooks__present=2)

    def test_over_midnight(self):
        run = Run("""
            {open: 23:30, hours: 1 h, callers: {arrivals: {times: [0 min]}},
             kitchen: {cooks: {23:40: 1, 00:10: 3}}}
            """)
        self.assertEqual(run.at("take"), [10])
        self.measured(run, cooks__present=(30 * 1 + 20 * 3) / 60)

    PER_COOK = """
        hours: 1 h
        callers: {arrivals: {times: [0 min, 1 min, 12 min]}}
        kitchen: {policy: event_driven, loop: per_cook, cooks: 2, prep: 10 min, box: 2 min}
        ovens: {bake: 5 min}
        """

    def test_an_order_comes_back_to_its_cook(self):
        run = Run(self.PER_COOK)
        # Cook 1 preps order 1 from 0 to 10, cook 2 order 2 from 1 to 11. At 12 cook 1 has been idle
        # longer and takes order 3, until 22. Pizza 1 is out at 15: cook 2 is free, but it is cook
        # 1's. Cook 2 boxes his own at 16.
        self.assertEqual(run.at("prep"), [0, 1, 12])
        self.assertEqual(run.at("box"), [16, 22, 27])
        self.measured(run, queue__ready=7 / 60)
        run = Run(self.PER_COOK.replace("per_cook", "shared"))
        self.assertEqual(run.at("box"), [15, 17, 27])

    def test_one_who_is_to_go_finishes_his_orders(self):
        run = Run(self.PER_COOK.replace("cooks: 2", "cooks: {00:00: 2, 00:11: 1}"))
        # At 11 both are idle with a pizza in the oven. Cook 1, idle longest, is to go: order 3 at
        # 12 is cook 2's. Cook 1 boxes order 1 at 15-17 and goes.
        self.assertEqual(run.at("box"), [15, 22, 27])
        self.assertEqual(run.at("prep", 3), [12])
        self.measured(run, cooks__present=(17 + 60) / 60)

    def test_stages(self):
        run = Run("""
            hours: 1 h
            callers: {arrivals: {times: [0 min, 0 min, 0 min]}}
            kitchen: {policy: staged, stages: {start: 1, prep: 2, box: 1}, switch: 1 min,
                      prep: 10 min, box: 3 min}
            """)
        # Starts 0-1, 1-2, 2-3. Preps with their switch: 1-12, 2-13, and the third 12-23. Boxes:
        # 12-16, 16-20, 23-27.
        self.assertEqual(run.at("take"), [0, 1, 2])
        self.assertEqual(run.at("prep"), [2, 3, 13])
        self.assertEqual(run.at("box"), [13, 17, 24])
        self.assertEqual(run.at("delivered"), [16, 20, 27])
        self.measured(run, cooks__present=4, cooks__switching=9 / 240, cooks__working=39 / 240,
                      queue__ready=(9 + 3) / 60)


class EventDriven(Case):
    TWO = """
        hours: 1 h
        callers: {{arrivals: {{times: [0 min, 3 min, 4 min]}}}}
        kitchen: {{policy: event_driven, prep: 5 min, box: 2 min, next: {next}, in_flight: {limit},
                   blocking: [{waits}]}}
        ovens: {{bake: 1 min}}
        delivery: {{ride: 10 min, couriers: 1}}
        """

    def case(self, next="fifo", limit="unlimited", waits=""):
        return Run(self.TWO.format(next=next, limit=limit, waits=waits))

    def test_first_ready_first_served(self):
        run = self.case()
        # Prep 1: 0-5. Ready: ticket 2 (3), ticket 3 (4). At 5 the cook takes up ticket 2: a start
        # of no length, ready again as a prep at 5, behind ticket 3, which is taken too. Prep 2:
        # 5-10 (pizza 1 out at 6), prep 3: 10-15, ready since 5. Box 1 (ready 6): 15-17, box 2 (11):
        # 17-19, box 3 (16): 19-21.
        self.assertEqual(run.at("take"), [0, 5, 5])
        self.assertEqual(run.at("prep"), [0, 5, 10])
        self.assertEqual(run.at("box"), [15, 17, 19])
        # The one courier rides 17-27-37, 37-47-57, and from 57.
        self.assertEqual(run.at("ride"), [17, 37, 57])
        self.measured(run, couriers__busy=43 / 60, queue__courier=(18 + 36) / 60)

    def test_finish_first(self):
        run = self.case(next="finish_first")
        # At 5: ticket 2, its prep at once (before ticket 3): 5-10. At 10: box 1 (out at 6): 10-12.
        # At 12: box 2 (out at 11): 12-14. At 14: ticket 3, prep 14-19; out at 20, box 20-22.
        self.assertEqual(run.at("take"), [0, 5, 14])
        self.assertEqual(run.at("box"), [10, 12, 20])

    def test_few_in_flight(self):
        run = self.case(limit="1")
        # Order 1: prep 0-5, box 6-8, ride 8-18. Order 2: taken at 18, prep 18-23, box 24-26; the
        # courier is back at 28: 28-38. Order 3: taken at 38, box 44-46, ride 48-58.
        self.assertEqual(run.at("take"), [0, 18, 38])
        self.assertEqual(run.at("delivered"), [18, 38, 58])

    def test_one_blocking_wait(self):
        run = self.case(waits="oven")
        # The cook stands at the oven 5-6 and boxes 6-8. At 8 he takes up tickets 2 and 3; order 2:
        # prep 8-13, oven 13-14, box 14-16; order 3: 16-21, 21-22, 22-24.
        self.assertEqual(run.at("box"), [6, 14, 22])
        self.measured(run, cooks__waiting__oven=3 / 60, cooks__waiting__courier=0,
                      cooks__working=21 / 60)

    def test_customer_holds_only_with_courier(self):
        self.measured(self.case(waits="customer"), cooks__waiting__customer=0)
        run = self.case(waits="courier, customer")
        # Order 1: prep 0-5, baked at 6, box 6-8, for at 5 the cook takes up tickets 2 and 3 and
        # begins prep 2: 5-10; so box 1 is at 15 after prep 3 (10-15), 15-17, and holds him 17-27.
        # Box 2: 27-29, no courier until 37, ride 37-47. Box 3: 47-49, courier at 57, until 60.
        self.measured(run, cooks__waiting__courier=(8 + 8) / 60,
                      cooks__waiting__customer=(10 + 10 + 3) / 60)

    def test_memory(self):
        text = """
            hours: 1 h
            callers: {{arrivals: {{times: [0 min, 0 min, 0 min]}}}}
            kitchen: {{policy: {policy}, cooks: 2}}
            ovens: {{bake: 10 min}}
            memory: {{total: {total} MiB, per_cook: 2 MiB, per_order: 1 MiB}}
            """
        # Two cooks take 4; 6 leaves room for two orders.
        run = Run(text.format(policy="event_driven", total=6))
        self.assertEqual(run.at("take"), [0, 0, 10])
        self.measured(run, memory__max=6 * 2**20, memory__mean=(4 + (2 * 10 + 10) / 60) * 2**20)
        # Hired for each order: 3 each.
        run = Run(text.format(policy="cook_per_order", total=5))
        self.assertEqual(run.at("take"), [0, 10, 20])
        self.measured(run, memory__mean=1.5 * 2**20, memory__max=3 * 2**20)
        with self.assertRaises(scenario.ScenarioError):
            Run(text.format(policy="event_driven", total=4))


class Laws(unittest.TestCase):
    """What the model says of all scenarios, on random ones."""

    def test_all_waits_blocking_is_synchronous(self):
        for seed in range(30):
            for mode in ("generic", "tied"):
                traces = []
                for kitchen in ({"policy": "synchronous"},
                                {"policy": "event_driven", "loop": "shared",
                                 "blocking": ["warehouse", "oven", "courier", "customer"]}):
                    document = generate.Generator(seed, mode).kitchen_scenario()
                    document.pop("variants")
                    document["kitchen"].update(kitchen)
                    try:
                        world, = worlds_of(generate.written(document))
                    except scenario.ScenarioError:
                        continue
                    traces.append(simulate(world)[0])
                self.assertTrue(len(traces) != 2 or traces[0] == traces[1], (seed, mode))

    def test_plenty_of_cooks_makes_policies_alike(self):
        for seed in range(30):
            times = []
            for policy in scenario.POLICIES:
                document = generate.Generator(seed, "generic").kitchen_scenario()
                document.pop("variants")
                document.pop("memory", None)
                document["kitchen"] = {
                    "policy": policy, "cooks": "100", "prep": document["kitchen"]["prep"],
                    "box": document["kitchen"]["box"], "switch": document["kitchen"]["switch"],
                    "stages": {"start": "100", "prep": "100", "box": "100"}}
                records, _ = simulate(worlds_of(generate.written(document))[0])
                times.append(sorted((order, time, event) for time, event, order, _, _ in records
                                    if order is not None and not event.startswith("-")))
            for other in times[1:]:
                self.assertEqual(times[0], other, seed)

    def test_both_themes_are_one_model(self):
        for seed in range(30):
            document = generate.Generator(seed, "tied").kitchen_scenario()
            try:
                kitchens = worlds_of(generate.written(document))
            except scenario.ScenarioError:
                continue
            centers = worlds_of(generate.written(generate.in_data_center_words(document)))
            for kitchen, center in zip(kitchens, centers):
                self.assertEqual(simulate(kitchen), simulate(center), seed)


if __name__ == "__main__":
    unittest.main()
