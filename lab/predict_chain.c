/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a chain of queues to the measures of a kitchen. Where the chain is not known, from the
 * station nearest its limit alone.
 */
#include "lab/predict_chain.h"

#include <math.h>

#include "lab/networks.h"
#include "lab/usl.h"

static void predict(struct theory *theory, const char *measure, double value,
                    enum certainty certainty)
{
    if (isfinite(value) && theory->count < PREDICTIONS_MOST)
        theory->list[theory->count++] = (struct prediction){measure, value, certainty, 0};
}

/* Some are under way when the window begins, or with cooks whose shift is over. */
static void predict_throughput(struct theory *theory, double per_second, enum certainty certainty)
{
    predict(theory, "throughput", per_second, certainty);
    if (theory->count > 0 && (theory->world->warmup > 0 || !theory->load.steady_crews))
        theory->list[theory->count - 1].slack = theory_under_way(theory) / theory_window(theory);
}

static enum certainty as_exact(bool exact)
{
    return exact ? CERTAIN_EXACT : CERTAIN_ROUGHLY;
}

static bool is_at_phone(const struct stop *stop)
{
    return stop->at == RESOURCE_AGENTS || stop->at == RESOURCE_LINES;
}

/* The line at the phone, and who is lost there. */
static void predict_phone(struct theory *theory, const struct stop *stop)
{
    enum certainty certainty = as_exact(stop->exact);
    double calls = stop->rate * theory_window(theory);
    if (stop->model == QUEUE_LOSS || stop->model == QUEUE_MMCK || stop->model == QUEUE_MMCKM)
        predict(theory, "calls.refused", calls * stop->figures.refused, certainty);
    if (stop->model == QUEUE_ERLANG_A || stop->model == QUEUE_MMCKM)
        predict(theory, "calls.abandoned", calls * stop->figures.abandoned, certainty);
    if (stop->model != QUEUE_DELAY && stop->model != QUEUE_LOSS) {
        predict(theory, "time.hold.mean", stop->wait, certainty);
        predict(theory, "queue.hold", stop->in_line, certainty);
    }
}

/* The tickets' line, where whoever stands in it waits for a cook. */
static void predict_tickets(struct theory *theory, const struct stop *stop)
{
    enum certainty certainty = as_exact(stop->exact);
    double service = stop->service.mean;
    predict(theory, "time.ticket.mean", stop->wait, certainty);
    if (stop->model == QUEUE_MM1 || stop->model == QUEUE_MMC)
        predict(theory, "time.ticket.p95",
                mmc_wait_quantile((int64_t)stop->servers, stop->load, service, 0.95), certainty);
    if (stop->model == QUEUE_MD1)
        predict(theory, "time.ticket.p95", md1_wait_quantile(stop->load, service, 0.95), certainty);
    predict(theory, "queue.ticket", stop->in_line, certainty);
}

/* The lines within the kitchen: one for each measure that tells of it. */
static void predict_lines(struct theory *theory)
{
    double ready = 0;
    bool staged = theory->load.rules.crews > 1, exact = true;
    for (size_t n = 0; n < theory->chain.count; n++) {
        const struct stop *stop = &theory->chain.stops[n];
        if (stop->model == QUEUE_DELAY)
            continue;
        if (stop->at == RESOURCE_CLERKS)
            predict(theory, "queue.clerk", stop->in_line, as_exact(stop->exact));
        if (stop->at == RESOURCE_OVENS)
            predict(theory, "queue.oven", stop->in_line, as_exact(stop->exact));
        if (stop->at == RESOURCE_COURIERS)
            predict(theory, "queue.courier", stop->in_line, as_exact(stop->exact));
        if (stop->at == RESOURCE_CREW_START ||
            (stop->at == RESOURCE_COOKS && theory->chain.in_one_go))
            predict_tickets(theory, stop);
        if (stop->at == RESOURCE_CREW_PREP || stop->at == RESOURCE_CREW_BOX) {
            ready += stop->in_line;
            exact = exact && stop->exact;
        }
    }
    if (staged)
        predict(theory, "queue.ready", ready, as_exact(exact));
}

/* Orders between taken and delivered (Little's law), and the memory for them and their cooks. */
static void predict_in_flight(struct theory *theory, bool exact)
{
    const struct world *w = theory->world;
    const struct policy_rules *rules = &theory->load.rules;
    double number = 0, crew = isfinite(theory->load.cooks) ? theory->load.cooks : 0;
    bool waits_at_cooks = isfinite(theory->load.cooks) && rules->crews == 1;
    if (waits_at_cooks && !theory->chain.in_one_go)
        return; /* who waits for a loop's cooks is partly a ticket, partly in flight */
    for (size_t n = 0; n < theory->chain.count; n++) {
        const struct stop *stop = &theory->chain.stops[n];
        bool ticket = stop->at == RESOURCE_COOKS || stop->at == RESOURCE_CREW_START;
        if (!is_at_phone(stop))
            number += stop->rate * (stop->stay - (ticket ? stop->wait : 0));
    }
    double each = (double)w->memory_per_order + (rules->hires ? (double)w->memory_per_cook : 0);
    double reserved = rules->hires ? 0 : crew * (double)w->memory_per_cook;
    predict(theory, "in_flight", number, as_exact(exact));
    if (each > 0 || reserved > 0)
        predict(theory, "memory.mean", reserved + number * each, as_exact(exact));
}

/* The only stop of which the length of stay is random; NULL: none, or several. */
static const struct stop *only_random(const struct chain *chain)
{
    const struct stop *found = NULL;
    for (size_t n = 0; n < chain->count; n++) {
        const struct stop *stop = &chain->stops[n];
        if (stop->model == QUEUE_DELAY && !(stop->service.variance > 0))
            continue;
        if (found)
            return NULL;
        found = stop;
    }
    return found;
}

/* The 95th percentile of the whole stay, where its distribution is known; else NAN. */
static double stay_p95(const struct chain *chain, double total)
{
    const struct stop *stop = only_random(chain), *stops = chain->stops;
    if (stop && stop->at != RESOURCE_COURIERS) {
        double rest = total - stop->stay, service = stop->service.mean;
        if (stop->model == QUEUE_MM1 || stop->model == QUEUE_MMC)
            return rest + mmc_stay_quantile((int64_t)stop->servers, stop->load, service, 0.95);
        if (stop->model == QUEUE_MD1)
            return rest + service + md1_wait_quantile(stop->load, service, 0.95);
    }
    if (chain->count == 2 && stops[0].model == QUEUE_MM1 && stops[1].model == QUEUE_MM1 &&
        stops[1].at != RESOURCE_COURIERS)
        return tandem_stay_quantile(stops[0].rate, stops[0].service.mean, stops[1].service.mean,
                                    0.95);
    return NAN;
}

/* The standard deviation of the whole stay; NAN where stops may depend on each other. */
static double stay_sd(const struct theory *theory)
{
    const struct chain *chain = &theory->chain;
    double variance = 0;
    int lines = 0;
    for (size_t n = 0; n < chain->count; n++) {
        const struct stop *stop = &chain->stops[n];
        bool line = stop->model != QUEUE_DELAY;
        if (line && (stop->model == QUEUE_PS || stop->at == RESOURCE_COURIERS))
            return NAN;
        lines += line;
        variance += stop->wait_variance + stop->service.variance;
    }
    bool independent = theory->world->recipe_count == 1 || chain->in_one_go;
    return lines <= 1 && independent ? sqrt(variance) : NAN;
}

static void predict_chain(struct theory *theory)
{
    const struct chain *chain = &theory->chain;
    bool exact = true;
    double total = 0;
    for (size_t n = 0; n < chain->count; n++) {
        exact = exact && chain->stops[n].exact;
        total += chain->stops[n].stay;
    }
    theory->exact = exact;
    predict_throughput(theory, chain->rate, CERTAIN_EXACT);
    predict(theory, "time.total.mean", total, as_exact(exact));
    if (exact) {
        predict(theory, "time.total.sd", stay_sd(theory), CERTAIN_EXACT);
        predict(theory, "time.total.p95", stay_p95(chain, total), CERTAIN_EXACT);
    }
    predict_lines(theory);
    predict_in_flight(theory, exact);
}

/* One agent and one cook one after the other, all times constant: the rail does not matter. */
static bool predict_constant_line(struct theory *theory)
{
    const struct workload *load = &theory->load;
    const struct world *w = theory->world;
    struct workload kitchen = *load; /* as if nobody had to call */
    struct chain chain;
    kitchen.agents = INFINITY;
    kitchen.call = (struct queue_time){0};
    if (load->agents != 1 || load->cooks != 1 || w->lines != UNLIMITED || world_is_impatient(w) ||
        !load->steady_calls || !load->steady_crews || !load->between.exponential ||
        load->call.variance > 0 || load->rate * load->call.mean >= 1)
        return false;
    chain_of(&chain, &kitchen);
    if (!chain.in_one_go || chain.overloaded || chain.count == 0 ||
        chain.stops[0].model != QUEUE_MD1)
        return false;
    double order = chain.stops[0].service.mean, total = load->call.mean + order;
    total += constant_line_wait(load->rate, load->call.mean, order);
    for (size_t n = 1; n < chain.count; n++)
        total += chain.stops[n].stay;
    theory->constant_line = theory->exact = true;
    predict_throughput(theory, load->rate, CERTAIN_EXACT);
    predict(theory, "time.total.mean", total, CERTAIN_EXACT);
    return true;
}

/* The service of a station that formulas for one line can be used for; false: it is none. */
static bool service_at(const struct theory *theory, enum resource at, struct queue_time *service)
{
    const struct workload *load = &theory->load;
    const struct world *w = theory->world;
    double stretch =
        isfinite(load->cooks) ? usl_stretch(fmax(load->cooks, 1), w->contention, w->coherency) : 1;
    struct queue_time works = {0};
    for (int work = 0; work < WORKS; work++)
        works = queue_time_sum(works, queue_time_stretched(load->works[work], stretch));
    switch (at) {
    case RESOURCE_AGENTS:
        *service = load->call;
        return true;
    case RESOURCE_CLERKS:
        *service = load->fetch;
        return true;
    case RESOURCE_OVENS:
        *service = load->bake;
        return true;
    case RESOURCE_COURIERS:
        *service = w->back_is_ride ? queue_time_stretched(load->ride, 2)
                                   : queue_time_sum(load->ride, load->back);
        return true;
    case RESOURCE_COOKS:
        *service = works;
        if (load->rules.holds & 1u << WAIT_WAREHOUSE)
            *service = queue_time_sum(*service, load->fetch);
        if (load->rules.holds & 1u << WAIT_OVEN)
            *service = queue_time_sum(*service, load->bake);
        if (load->rules.holds & 1u << WAIT_CUSTOMER)
            *service = queue_time_sum(*service, load->ride);
        return true;
    case RESOURCE_WORKTOPS:
        *service = works;
        return true;
    case RESOURCE_CREW_START:
    case RESOURCE_CREW_PREP:
    case RESOURCE_CREW_BOX:
        *service = queue_time_stretched(load->works[at - RESOURCE_CREW_START], stretch);
        return true;
    default:
        return false;
    }
}

/* How many there are at an instant. */
static double number_at(const struct theory *theory, const struct limit *limit, sim_time at)
{
    const struct world *w = theory->world;
    if (limit->resource == RESOURCE_AGENTS)
        return capacity_of(plan_at(&w->agents, at));
    if (limit->resource == RESOURCE_COURIERS)
        return capacity_of(plan_at(&w->couriers, at));
    if (limit->resource == RESOURCE_COOKS)
        return capacity_of(plan_at(&w->cooks, at));
    return limit->number;
}

static double rate_at(const struct theory *theory, sim_time at)
{
    const struct arrivals *arrivals = &theory->world->arrivals;
    double rate = 0;
    if (arrivals->kind != ARRIVALS_POISSON)
        return theory->load.rate;
    for (size_t n = 0; n < arrivals->count && arrivals->rates[n].from <= at; n++)
        rate = arrivals->rates[n].per_second * theory->world->demand;
    return rate;
}

/* The next instant at which a rate or a number changes, or closing. */
static sim_time next_change(const struct world *w, sim_time at)
{
    const struct plan *plans[] = {&w->agents, &w->cooks, &w->couriers};
    sim_time next = w->hours;
    for (size_t n = 0; w->arrivals.kind == ARRIVALS_POISSON && n < w->arrivals.count; n++)
        if (w->arrivals.rates[n].from > at && w->arrivals.rates[n].from < next)
            next = w->arrivals.rates[n].from;
    for (size_t p = 0; p < sizeof plans / sizeof *plans; p++)
        for (size_t n = 0; n < plans[p]->count; n++)
            if (plans[p]->shifts[n].from > at && plans[p]->shifts[n].from < next)
                next = plans[p]->shifts[n].from;
    return next;
}

/*
 * The mean wait for the tightest station by Allen and Cunneen's formula, as if each rate of calls
 * had a steady state of its own (pointwise stationary approximation: Green and Kolesar, 1991); NAN
 * where one has none.
 */
static double wait_at_tightest(const struct theory *theory, const struct limit *limit)
{
    const struct world *w = theory->world;
    struct queue_time service;
    double calls = 0, waits = 0, scv = 1;
    if (!service_at(theory, limit->resource, &service) || w->arrivals.kind == ARRIVALS_TIMES)
        return NAN;
    if (w->arrivals.kind == ARRIVALS_RENEWAL)
        scv = queue_time_scv(&theory->load.between);
    for (sim_time at = w->warmup, next; at < w->hours; at = next) {
        next = next_change(w, at);
        double rate = rate_at(theory, at), number = floor(number_at(theory, limit, at));
        double count = rate * sim_seconds(next - at), load = rate * service.mean;
        if (!(count > 0))
            continue;
        if (!(load < number))
            return NAN;
        calls += count;
        waits += count * allen_cunneen_wait((int64_t)number, load, service.mean, scv,
                                            queue_time_scv(&service));
    }
    return calls > 0 ? waits / calls : NAN;
}

/* Neither a known chain nor a known network: bounds, and the tightest station by itself. */
static void predict_roughly(struct theory *theory)
{
    bool bounded = theory->demand == DEMAND_MET || theory->demand == DEMAND_ABOVE_AT_PEAK;
    predict_throughput(theory, theory->throughput_most, theory_at_most(theory));
    if (theory->limits.count > 0 && bounded) {
        theory->tightest = theory->limits.list[0];
        theory->tightest_wait = wait_at_tightest(theory, &theory->tightest);
    }
    if (isfinite(theory->tightest_wait))
        predict(theory, "time.total.mean", theory->time_least + theory->tightest_wait,
                CERTAIN_ROUGHLY);
    else
        predict(theory, "time.total.mean", theory->time_least, CERTAIN_AT_LEAST);
}

void predict_measures(struct theory *theory)
{
    const struct chain *chain = &theory->chain;
    bool known = chain->phone && !chain->overloaded;
    if (known && chain->count > 0 && is_at_phone(&chain->stops[0]))
        predict_phone(theory, &chain->stops[0]);
    if (known && chain->kitchen) {
        predict_chain(theory);
    } else if (predict_constant_line(theory)) {
        return;
    } else if (theory->saturated.model != SATURATED_UNKNOWN) {
        predict_throughput(theory, theory->saturated.per_second, CERTAIN_EXACT);
        predict(theory, "time.total.mean", theory->time_least, CERTAIN_AT_LEAST);
    } else {
        predict_roughly(theory);
    }
}
