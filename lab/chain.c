/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Walks an order's way and notes a stop wherever it takes time. A flow of orders is Poisson behind
 * a stop where that is a theorem (Burke 1956: M/M/c; M/G/infinity; Kelly 1979: processor sharing);
 * behind others its variability is approximated (Whitt 1983), and formulas with it.
 */
#include "lab/chain.h"

#include <math.h>

#include "lab/usl.h"

const char *const assumption_names[ASSUMPTIONS] = {
    [ASSUME_STEADY_CALLS] = "steady_calls",
    [ASSUME_STEADY_CREWS] = "steady_crews",
    [ASSUME_RANDOM_CALLS] = "random_calls",
    [ASSUME_NO_REDIALS] = "no_redials",
    [ASSUME_FORGETFUL_CALLS] = "forgetful_calls",
    [ASSUME_NO_BLOCKING] = "no_blocking",
    [ASSUME_STOCK] = "stock",
    [ASSUME_NO_ADMISSION] = "no_admission",
    [ASSUME_ONE_VISIT] = "one_visit",
    [ASSUME_ANY_COOK] = "any_cook",
    [ASSUME_FREE_HANDS] = "free_hands",
    [ASSUME_STEADY_SPEED] = "steady_speed",
    [ASSUME_RANDOM_FLOW] = "random_flow",
    [ASSUME_KNOWN_SERVICE] = "known_service",
    [ASSUME_WARM] = "warm",
    [ASSUME_FOLLOWED] = "followed",
};

const char *const queue_model_names[QUEUE_MODELS] = {
    [QUEUE_DELAY] = "M/G/infinity", [QUEUE_MM1] = "M/M/1",       [QUEUE_MMC] = "M/M/c",
    [QUEUE_MD1] = "M/D/1",          [QUEUE_MDC] = "M/D/c",       [QUEUE_MG1] = "M/G/1",
    [QUEUE_PS] = "M/G/c-PS",        [QUEUE_LOSS] = "M/G/c/c",    [QUEUE_MMCK] = "M/M/c/K",
    [QUEUE_ERLANG_A] = "M/M/c+M",   [QUEUE_MMCKM] = "M/M/c/K+M", [QUEUE_GGC] = "G/G/c",
};

#define BIT(assumption) (1u << (assumption))

/* The walk: where it is, and the flow that comes there. */
struct walk {
    struct chain *chain;
    const struct workload *load;
    const struct world *world;
    double rate;
    bool poisson;
    double scv;    /* of the time between two orders */
    bool revisits; /* works that share the worktops more than once */
};

bool world_is_impatient(const struct world *world)
{
    return world->patience.kind != SIM_CONSTANT || world->patience.shift < FOREVER;
}

int workload_works(const struct workload *load, enum work *last)
{
    int count = 0;
    for (int work = 0; work < WORKS; work++) {
        if (!(load->works[work].mean > 0))
            continue;
        *last = (enum work)work;
        count++;
    }
    return count;
}

/* Whether a ticket may have to wait for somebody to take it. */
static bool tickets_wait(const struct workload *load)
{
    if (isfinite(workload_places(load)))
        return true;
    if (load->rules.crews > 1)
        return load->works[WORK_START].mean > 0;
    return isfinite(load->cooks);
}

bool workload_blocks(const struct workload *load)
{
    return isfinite(load->agents) && load->world->rail != UNLIMITED && tickets_wait(load);
}

static void violate(struct walk *walk, enum assumption assumption)
{
    walk->chain->violated |= BIT(assumption);
}

/* Room for all stops that an order's way can have: STOPS_MOST. */
static struct stop *add_stop(struct walk *walk, enum resource at, double servers,
                             struct queue_time service)
{
    struct stop *stop = &walk->chain->stops[walk->chain->count++];
    *stop = (struct stop){.at = at,
                          .servers = servers,
                          .rate = walk->rate,
                          .service = service,
                          .load = walk->rate * service.mean,
                          .wait_variance = NAN,
                          .stay = service.mean,
                          .exact = true};
    return stop;
}

static void add_delay(struct walk *walk, enum resource at, struct queue_time service)
{
    if (service.mean > 0)
        add_stop(walk, at, INFINITY, service)->wait_variance = 0;
}

static void set_wait(struct stop *stop, enum queue_model model, double wait, double variance)
{
    stop->model = model;
    stop->wait = wait;
    stop->wait_variance = variance;
}

/* Poisson arrivals: the formula that is exact, if there is one. */
static bool solve_exactly(struct stop *stop)
{
    int64_t c = (int64_t)stop->servers;
    const struct queue_time *service = &stop->service;
    if (service->exponential) {
        double chance = erlang_c(c, stop->load);
        double rate = (stop->servers - stop->load) / service->mean;
        set_wait(stop, c == 1 ? QUEUE_MM1 : QUEUE_MMC, chance / rate,
                 chance * (2 - chance) / (rate * rate));
    } else if (c == 1) {
        set_wait(stop, service->variance > 0 ? QUEUE_MG1 : QUEUE_MD1, mg1_wait(stop->rate, service),
                 mg1_wait_variance(stop->rate, service));
    } else if (!(service->variance > 0)) {
        set_wait(stop, QUEUE_MDC, mdc_wait(c, stop->load, service->mean), NAN);
    } else {
        return false;
    }
    return isfinite(stop->wait);
}

/* A line first come first served, and what flows on behind it. */
static void add_queue(struct walk *walk, enum resource at, double servers,
                      struct queue_time service)
{
    if (!(service.mean > 0) || walk->chain->overloaded)
        return;
    if (isinf(servers)) {
        add_delay(walk, at, service);
        return;
    }
    struct stop *stop = add_stop(walk, at, servers, service);
    double scv = queue_time_scv(&service);
    walk->chain->overloaded = stop->load >= servers;
    if (walk->chain->overloaded) {
        stop->model = QUEUE_GGC;
        stop->exact = false;
        stop->wait = stop->in_line = stop->stay = INFINITY;
        return;
    }
    if (!walk->poisson || !solve_exactly(stop)) {
        stop->exact = false;
        set_wait(stop, QUEUE_GGC,
                 allen_cunneen_wait((int64_t)servers, stop->load, service.mean, walk->scv, scv),
                 NAN);
        violate(walk, walk->poisson ? ASSUME_KNOWN_SERVICE : ASSUME_RANDOM_FLOW);
    }
    stop->in_line = stop->rate * stop->wait;
    stop->stay = stop->wait + service.mean;
    walk->scv = departure_scv((int64_t)servers, stop->load, walk->scv, scv);
    if (stop->model != QUEUE_MM1 && stop->model != QUEUE_MMC)
        walk->poisson = false;
}

/* Worktops shared evenly, by all works of an order together. */
static void add_sharing(struct walk *walk, double worktops, struct queue_time works)
{
    struct stop *stop = add_stop(walk, RESOURCE_WORKTOPS, worktops, works);
    stop->model = QUEUE_PS;
    stop->stay = ps_stay((int64_t)worktops, stop->load, works.mean);
    stop->wait = stop->stay - works.mean; /* how much longer it takes than alone */
    stop->exact = walk->poisson;
    walk->chain->overloaded = stop->load >= worktops;
    if (!walk->poisson)
        violate(walk, ASSUME_RANDOM_FLOW);
}

/* Callers are lost: the formulas are for Poisson calls that do not come again. */
static void lose_callers(struct walk *walk, double servers, double places)
{
    const struct world *w = walk->world;
    const struct queue_time call = walk->load->call;
    bool loss = servers >= places, impatient = world_is_impatient(w) && !loss;
    struct queue_time patience = queue_time_of(&w->patience);
    if (isfinite(places) && w->redial_attempts > 0)
        violate(walk, ASSUME_NO_REDIALS);
    if (!loss && (!call.exponential || (impatient && !patience.exponential)))
        violate(walk, ASSUME_FORGETFUL_CALLS);
    if (!walk->poisson || walk->chain->violated)
        return;
    struct queue_line line = {.servers = (int64_t)fmin(servers, places),
                              .places = isfinite(places) ? (int64_t)places : SIM_UNLIMITED,
                              .rate = walk->rate,
                              .service = call.mean,
                              .patience = impatient ? patience.mean : INFINITY};
    struct queue_figures figures;
    if (!queue_line_solve(&figures, &line))
        return;
    struct stop *stop =
        add_stop(walk, loss ? RESOURCE_LINES : RESOURCE_AGENTS, (double)line.servers, call);
    stop->model = loss                ? QUEUE_LOSS
                  : !isfinite(places) ? QUEUE_ERLANG_A
                  : impatient         ? QUEUE_MMCKM
                                      : QUEUE_MMCK;
    stop->figures = figures;
    stop->load = figures.busy;
    stop->wait = figures.wait_served;
    stop->in_line = figures.in_line;
    stop->stay = figures.wait_served + call.mean;
    walk->chain->phone = true;
    walk->chain->rate = walk->rate = figures.served;
    walk->poisson = false;
    walk->scv = 1;
}

static void walk_phone(struct walk *walk)
{
    const struct workload *load = walk->load;
    double lines = capacity_of(walk->world->lines), agents = load->agents;
    bool impatient = world_is_impatient(walk->world);
    walk->chain->rate = walk->rate;
    if (workload_blocks(load))
        violate(walk, ASSUME_NO_BLOCKING);
    if (!(load->call.mean > 0)) {
        walk->chain->phone = true;
    } else if (isinf(lines) && (isinf(agents) || !impatient)) {
        add_queue(walk, RESOURCE_AGENTS, agents, load->call);
        walk->chain->phone = true;
    } else {
        lose_callers(walk, agents, lines);
    }
}

/* An exponential or any other length of a courier's time: there and back. */
static struct queue_time tour(const struct workload *load)
{
    return load->world->back_is_ride ? queue_time_stretched(load->ride, 2)
                                     : queue_time_sum(load->ride, load->back);
}

static void add_courier(struct walk *walk)
{
    if (isinf(walk->load->couriers)) {
        add_delay(walk, RESOURCE_COURIERS, walk->load->ride);
        return;
    }
    size_t before = walk->chain->count;
    add_queue(walk, RESOURCE_COURIERS, walk->load->couriers, tour(walk->load));
    if (walk->chain->count > before) {
        struct stop *stop = &walk->chain->stops[before];
        stop->stay = stop->wait + walk->load->ride.mean;
    }
}

static void add_clerk(struct walk *walk)
{
    add_queue(walk, RESOURCE_CLERKS, capacity_of(walk->world->clerks), walk->load->fetch);
}

static void add_oven(struct walk *walk)
{
    add_queue(walk, RESOURCE_OVENS, capacity_of(walk->world->ovens), walk->load->bake);
}

/* What a cook would stand in line for with the order that holds him. */
static bool stands_in_line(const struct workload *load, double cooks, bool rides)
{
    const struct world *w = load->world;
    enum work last;
    return (load->fetch.mean > 0 && capacity_of(w->clerks) < cooks) ||
           (load->bake.mean > 0 && capacity_of(w->ovens) < cooks) ||
           (workload_works(load, &last) > 0 && capacity_of(w->worktops) < cooks) ||
           (rides && isfinite(load->couriers) && (load->couriers < cooks || load->back.mean > 0));
}

/* A cook stays with an order from taking it until it is boxed, or delivered. */
static void walk_in_one_go(struct walk *walk)
{
    const struct workload *load = walk->load;
    bool rides = load->rules.holds & 1u << WAIT_CUSTOMER;
    double cooks = fmin(load->cooks, workload_places(load)), stretch = 1;
    if (workload_crowded(load) && load->rules.hires)
        violate(walk, ASSUME_STEADY_SPEED);
    else if (workload_crowded(load))
        stretch = usl_stretch(load->cooks, walk->world->contention, walk->world->coherency);
    if (stands_in_line(load, cooks, rides))
        violate(walk, ASSUME_FREE_HANDS);
    if (!rides && load->ride.mean > 0 && cooks < load->cooks)
        violate(walk, ASSUME_NO_ADMISSION);
    if (walk->chain->violated &
        (BIT(ASSUME_STEADY_SPEED) | BIT(ASSUME_FREE_HANDS) | BIT(ASSUME_NO_ADMISSION)))
        return;
    struct queue_time order = workload_kitchen(walk->world, stretch);
    add_queue(walk, RESOURCE_COOKS, cooks, rides ? queue_time_sum(order, load->ride) : order);
    if (!rides)
        add_courier(walk);
    walk->chain->kitchen = walk->chain->in_one_go = true;
}

/* There are as many cooks as orders, each with a cook of its own. */
static void walk_with_ample_cooks(struct walk *walk)
{
    const struct workload *load = walk->load;
    double worktops = capacity_of(walk->world->worktops);
    enum work last = WORK_START;
    int works = workload_works(load, &last);
    bool even = isfinite(worktops) && walk->world->sharing == SHARING_EVEN;
    if (workload_crowded(load))
        violate(walk, ASSUME_STEADY_SPEED);
    if (isfinite(worktops) && !even && works > 1)
        violate(walk, ASSUME_ONE_VISIT);
    if (walk->chain->violated & (BIT(ASSUME_STEADY_SPEED) | BIT(ASSUME_ONE_VISIT)))
        return;
    struct queue_time all = {0};
    for (int work = 0; work < WORKS; work++)
        all = queue_time_sum(all, load->works[work]);
    for (int work = 0; work < WORKS; work++) {
        if (!even)
            add_queue(walk, RESOURCE_WORKTOPS, worktops, load->works[work]);
        else if (work == (int)last && works > 0 && !walk->chain->overloaded)
            add_sharing(walk, worktops, all);
        if (work == WORK_START)
            add_clerk(walk);
        else if (work == WORK_PREP)
            add_oven(walk);
    }
    walk->revisits = even && works > 1;
    add_courier(walk);
    walk->chain->kitchen = true;
}

/* Cooks are never held; each order comes to them once. */
static void walk_loop(struct walk *walk)
{
    const struct workload *load = walk->load;
    const struct world *w = walk->world;
    enum work work = WORK_START;
    int works = workload_works(load, &work);
    bool before = load->fetch.mean > 0 || (work == WORK_BOX && load->bake.mean > 0);
    if (load->rules.holds || works != 1 || before)
        violate(walk, ASSUME_ONE_VISIT);
    if (load->rules.own_tasks && load->cooks > 1)
        violate(walk, ASSUME_ANY_COOK);
    if (isfinite(workload_places(load)))
        violate(walk, ASSUME_NO_ADMISSION);
    if (capacity_of(w->worktops) < load->cooks)
        violate(walk, ASSUME_FREE_HANDS);
    if (walk->chain->violated & (BIT(ASSUME_ONE_VISIT) | BIT(ASSUME_ANY_COOK) |
                                 BIT(ASSUME_NO_ADMISSION) | BIT(ASSUME_FREE_HANDS)))
        return;
    double stretch = usl_stretch(load->cooks, w->contention, w->coherency);
    add_queue(walk, RESOURCE_COOKS, load->cooks, queue_time_stretched(load->works[work], stretch));
    if (work == WORK_PREP)
        add_oven(walk);
    add_courier(walk);
    walk->chain->kitchen = true;
}

/* A crew for each kind of work: stations one after the other. */
static void walk_stages(struct walk *walk)
{
    const struct workload *load = walk->load;
    const struct world *w = walk->world;
    if (isfinite(workload_places(load)))
        violate(walk, ASSUME_NO_ADMISSION);
    if (capacity_of(w->worktops) < load->cooks)
        violate(walk, ASSUME_FREE_HANDS);
    if (walk->chain->violated & (BIT(ASSUME_NO_ADMISSION) | BIT(ASSUME_FREE_HANDS)))
        return;
    double stretch = usl_stretch(load->cooks, w->contention, w->coherency);
    for (int work = 0; work < WORKS; work++) {
        add_queue(walk, (enum resource)(RESOURCE_CREW_START + work), (double)w->stages[work],
                  queue_time_stretched(load->works[work], stretch));
        if (work == WORK_START)
            add_clerk(walk);
        else if (work == WORK_PREP)
            add_oven(walk);
    }
    add_courier(walk);
    walk->chain->kitchen = true;
}

static void walk_kitchen(struct walk *walk)
{
    const struct workload *load = walk->load;
    const unsigned whole = 1u << WAIT_WAREHOUSE | 1u << WAIT_OVEN;
    if (load->stock)
        violate(walk, ASSUME_STOCK);
    if (load->rules.crews > 1)
        walk_stages(walk);
    else if (isinf(fmin(load->cooks, workload_places(load))))
        walk_with_ample_cooks(walk);
    else if ((load->rules.holds & whole) == whole)
        walk_in_one_go(walk);
    else
        walk_loop(walk);
}

/* Where orders come back to a station, the flow among the others is not Poisson. */
static void look_back(struct walk *walk)
{
    struct chain *chain = walk->chain;
    for (size_t n = 0; walk->revisits && n < chain->count; n++) {
        struct stop *stop = &chain->stops[n];
        if (stop->model != QUEUE_MD1 && stop->model != QUEUE_MDC && stop->model != QUEUE_MG1)
            continue;
        stop->exact = false;
        violate(walk, ASSUME_RANDOM_FLOW);
    }
}

/* Keeps of what was found only what is not undone by an assumption that is not met. */
static void keep_what_holds(struct chain *chain, size_t phone_stops)
{
    const unsigned unsteady =
        BIT(ASSUME_STEADY_CALLS) | BIT(ASSUME_STEADY_CREWS) | BIT(ASSUME_NO_BLOCKING);
    if (chain->violated & unsteady)
        chain->phone = false;
    if (!chain->phone || chain->violated & BIT(ASSUME_STOCK))
        chain->kitchen = chain->in_one_go = false;
    if (!chain->phone)
        chain->overloaded = false;
    if (chain->kitchen)
        return;
    chain->count = chain->phone ? phone_stops : 0;
    chain->violated &= ~BIT(ASSUME_RANDOM_FLOW); /* said of a kitchen that is not known */
}

void chain_of(struct chain *chain, const struct workload *load)
{
    *chain = (struct chain){0};
    struct walk walk = {.chain = chain,
                        .load = load,
                        .world = load->world,
                        .rate = load->rate,
                        .poisson = load->between.exponential,
                        .scv = queue_time_scv(&load->between)};
    if (!load->steady_calls)
        violate(&walk, ASSUME_STEADY_CALLS);
    if (!load->steady_crews)
        violate(&walk, ASSUME_STEADY_CREWS);
    if (load->steady_calls && !walk.poisson)
        violate(&walk, ASSUME_RANDOM_CALLS);
    if (load->rate > 0) {
        walk_phone(&walk);
        size_t phone_stops = chain->count;
        walk_kitchen(&walk);
        look_back(&walk);
        keep_what_holds(chain, phone_stops);
    }
    if (load->world->warmup == 0)
        violate(&walk, ASSUME_WARM);
    if (load->world->closing == CLOSING_STOP)
        violate(&walk, ASSUME_FOLLOWED);
}
