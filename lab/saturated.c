/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds out which closed network the kitchen is: what delays an order, and where it stands in line.
 */
#include "lab/saturated.h"

#include <math.h>

#include "lab/chain.h"
#include "lab/networks.h"
#include "lab/usl.h"

#define ORDERS_MOST 10e6 /* that are worked out one by one */

/* The network while it is put together. */
struct round {
    const struct workload *load;
    double orders, stretch;
    double think; /* s an order spends where there is enough for everybody */
    size_t count; /* stations with a line */
    bool known;   /* so far nothing is without product form */
    double servers[CLOSED_STATIONS_MOST], demand[CLOSED_STATIONS_MOST];
};

/* A station first come first served, which has product form if its service is exponential. */
static void add_station(struct round *round, double servers, struct queue_time service)
{
    if (!(service.mean > 0))
        return;
    if (servers >= round->orders) {
        round->think += service.mean;
        return;
    }
    if (!service.exponential || round->count == CLOSED_STATIONS_MOST) {
        round->known = false;
        return;
    }
    round->servers[round->count] = servers;
    round->demand[round->count++] = service.mean;
}

/* Works on too few worktops: shared evenly they are one station, whatever their lengths. */
static void add_worktops(struct round *round, struct queue_time works)
{
    const struct world *w = round->load->world;
    enum work last;
    if (w->sharing == SHARING_EVEN)
        works.exponential = true;
    else if (workload_works(round->load, &last) > 1)
        works.exponential = false;
    add_station(round, capacity_of(w->worktops), works);
}

/* The ride, if the courier has no way back that an order does not wait for. */
static void add_couriers(struct round *round)
{
    const struct workload *load = round->load;
    if (isfinite(load->couriers) && load->back.mean > 0)
        round->known = false;
    add_station(round, load->couriers, load->ride);
}

static struct queue_time all_works(const struct round *round)
{
    struct queue_time works = {0};
    for (int work = 0; work < WORKS; work++)
        works = queue_time_sum(works, round->load->works[work]);
    return queue_time_stretched(works, round->stretch);
}

/* Each cook goes round with one order at a time. */
static void round_with_cooks(struct round *round)
{
    const struct workload *load = round->load;
    const struct world *w = load->world;
    add_station(round, capacity_of(w->clerks), load->fetch);
    add_worktops(round, all_works(round));
    add_station(round, capacity_of(w->ovens), load->bake);
    if (load->rules.holds & 1u << WAIT_CUSTOMER)
        add_couriers(round);
    else if (isfinite(load->couriers) || (load->ride.mean > 0 && round->orders < load->cooks))
        round->known = false;
}

/* Cooks are one more station that orders in flight come to, once; or each crew is. */
static void round_without_cooks(struct round *round)
{
    const struct workload *load = round->load;
    const struct world *w = load->world;
    enum work work = WORK_START;
    bool stages = load->rules.crews > 1, once = workload_works(load, &work) == 1;
    bool before = load->fetch.mean > 0 || (work == WORK_BOX && load->bake.mean > 0);
    round->known = !load->rules.holds && capacity_of(w->worktops) >= load->cooks &&
                   (stages || (once && !before && (!load->rules.own_tasks || load->cooks <= 1)));
    for (int n = 0; stages && n < WORKS; n++)
        add_station(round, (double)w->stages[n],
                    queue_time_stretched(load->works[n], round->stretch));
    if (!stages)
        add_station(round, load->cooks, queue_time_stretched(load->works[work], round->stretch));
    add_station(round, capacity_of(w->clerks), load->fetch);
    add_station(round, capacity_of(w->ovens), load->bake);
    add_couriers(round);
}

static void solve(struct saturated *saturated, const struct round *round)
{
    int64_t orders = (int64_t)round->orders;
    struct closed_network network = {
        .customers = orders, .think = round->think, .count = round->count};
    bool single = true;
    for (size_t n = 0; n < round->count; n++) {
        network.demand[n] = round->demand[n];
        single = single && round->servers[n] == 1;
    }
    saturated->orders = round->orders;
    if (round->count == 0) {
        saturated->model = SATURATED_BUSY;
        saturated->per_second = round->orders / round->think;
    } else if (round->count == 1) {
        saturated->model = SATURATED_FINITE;
        saturated->per_second = finite_source_throughput(
            orders, round->think, (int64_t)round->servers[0], round->demand[0]);
    } else if (single) {
        saturated->model = SATURATED_NETWORK;
        saturated->per_second = closed_network_throughput(&network, NULL);
    }
}

static void saturated_kitchen(struct saturated *saturated, const struct workload *load)
{
    const struct world *w = load->world;
    const unsigned whole = 1u << WAIT_WAREHOUSE | 1u << WAIT_OVEN;
    bool with_cooks = load->rules.crews == 1 && (load->rules.holds & whole) == whole;
    double places = workload_places(load);
    struct round round = {
        .load = load, .orders = with_cooks ? fmin(load->cooks, places) : places, .known = true};
    if (!(round.orders >= 1 && round.orders <= ORDERS_MOST))
        return;
    round.stretch = usl_stretch(load->rules.hires ? round.orders : fmax(load->cooks, 1),
                                w->contention, w->coherency);
    if (with_cooks)
        round_with_cooks(&round);
    else
        round_without_cooks(&round);
    if (round.known && round.think + round.demand[0] > 0)
        solve(saturated, &round);
}

/* One agent and one cook, and nothing between them or behind but a rail with few places. */
static void blocking_line(struct saturated *saturated, const struct workload *load)
{
    const struct world *w = load->world;
    const unsigned whole = 1u << WAIT_WAREHOUSE | 1u << WAIT_OVEN;
    struct queue_time order = workload_kitchen(w, 1);
    double places = workload_places(load);
    if (load->agents != 1 || load->cooks != 1 || load->rules.crews > 1 || w->rail == UNLIMITED ||
        !(places >= 1) || (load->rules.holds & whole) != whole)
        return;
    if (load->rules.holds & 1u << WAIT_CUSTOMER)
        order = queue_time_sum(order, load->ride);
    if (!order.exponential || !load->call.exponential || isfinite(load->couriers))
        return;
    saturated->model = SATURATED_BLOCKING;
    saturated->orders = 1;
    saturated->per_second = blocking_line_throughput(load->call.mean, order.mean, w->rail);
}

void saturated_of(struct saturated *saturated, const struct workload *load)
{
    const struct world *w = load->world;
    *saturated = (struct saturated){.model = SATURATED_UNKNOWN};
    if (!load->steady_calls || !load->steady_crews || load->stock || w->lines != UNLIMITED ||
        (world_is_impatient(w) && isfinite(load->agents)))
        return;
    if (workload_blocks(load))
        blocking_line(saturated, load);
    else
        saturated_kitchen(saturated, load);
    double phone = load->agents / load->call.mean;
    bool enough = saturated->model == SATURATED_BLOCKING || !(phone <= saturated->per_second);
    if (load->rate <= saturated->per_second || !enough)
        *saturated = (struct saturated){.model = SATURATED_UNKNOWN};
}
