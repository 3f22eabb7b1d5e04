# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes first among things at the same instant: the one place that decides it.

The model says:
"first everything that ends or arrives happens; only then are free cooks, rail places and agents
given out, in this order, one at a time, again until nothing changes." So:
 - What happens is ordered by these ranks, and within a rank in the order in which it was
   scheduled: ends (works, fetches, baking, rides, returns, calls, patience), then shift plans,
   then the truck, then calls and redials.
 - A first call is scheduled when the caller before has dialled.
 - The end of a work is scheduled when its switch begins. Where work is shared or crowded, the ends
   of all pieces are scheduled anew whenever a piece begins or ends, and they come in the order in
   which what is under way (a switch, or what follows it) began.
 - What has length 0 ends at the instant at which it begins, so it too happens before
   anything more is given out.
 - Clerks, oven places, couriers and worktops are not in that list: who is first in line gets
   them as soon as they are free.
 - `blocked` and `hold` are written when nothing changes any more.
"""

RANK_END, RANK_PLAN, RANK_TRUCK, RANK_CALL = range(4)
