/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of families. One unit of the rows' time is a second.
 *
 * A queue is a kitchen of which everything else is unlimited and takes no time. Its servers are the
 * cooks where the theory has nothing else (the line is then the tickets'), and the agents where
 * callers may be refused or hang up (the line is then the phone's). Days end with the last order
 * (`closing: finish`), so that the longest waits are not cut off, but where the line never empties.
 */
#include "family.h"

#include <string.h>

#define MEASURE(row, what)                                                                         \
    {                                                                                              \
        .text = row, .observed = OBSERVE_MEASURE, .statistic = STATISTIC_MEAN, .measures = what    \
    }
#define RATIO(row, what, whole)                                                                    \
    {                                                                                              \
        .text = row, .observed = OBSERVE_MEASURE, .statistic = STATISTIC_MEAN, .measures = what,   \
        .over = whole                                                                              \
    }
#define SEEN(row, what, made_of_it)                                                                \
    {                                                                                              \
        .text = row, .observed = OBSERVE_##what, .statistic = STATISTIC_##made_of_it               \
    }
/* With a parameter as the statistic's argument or as the order's number, and one that divides. */
#define SEEN_AT(row, what, made_of_it, at, by)                                                     \
    {                                                                                              \
        .text = row, .observed = OBSERVE_##what, .statistic = STATISTIC_##made_of_it,              \
        .argument = at, .per = by                                                                  \
    }
#define NO_MORE                                                                                    \
    {                                                                                              \
        .text = NULL                                                                               \
    }

/* Servers are cooks, and one with them or in the tickets' line is in the system. */
static const struct quantity of_cooks[] = {
    MEASURE("L mean number in system", "queue.ticket + in_flight"),
    MEASURE("Lq", "queue.ticket"),
    MEASURE("W mean sojourn", "time.total.mean"),
    MEASURE("Wq mean wait", "time.ticket.mean"),
    SEEN("Var(N)", NUMBER, VARIANCE),
    SEEN("asymptotic variance of time-avg N", NUMBER_AVERAGE, LONG_RUN_VARIANCE),
    SEEN("Var(Wq)", WAIT, VARIANCE),
    SEEN("P(wait)", WAIT, SHARE_ABOVE),
    SEEN("P(Wq>*)", WAIT, SHARE_ABOVE),
    SEEN("P(T>*)", STAY, SHARE_ABOVE),
    SEEN("E[Wq|Wq>0]", WAIT, MEAN_ABOVE_ZERO),
    SEEN("sojourn quantile p=*", STAY, QUANTILE),
    SEEN("wait quantile p=*", WAIT, QUANTILE),
    NO_MORE};

/* Servers are agents, and the line is limited. */
static const struct quantity of_agents[] = {
    RATIO("P(block)", "calls.refused", "calls.offered"),
    RATIO("fraction lost", "calls.refused", "calls.offered"),
    RATIO("P(refused)", "calls.refused", "calls.offered"),
    MEASURE("throughput", "throughput"),
    MEASURE("Lq", "queue.hold"),
    MEASURE("L", "queue.hold + c agents.busy"),
    MEASURE("Wq of accepted", "time.hold.mean"),
    MEASURE("server utilisation", "agents.busy"),
    NO_MORE};

/* The same with callers who hang up. */
static const struct quantity with_patience[] = {
    SEEN("P(wait>0)", WAIT, SHARE_ABOVE),
    RATIO("P(abandon)", "calls.abandoned", "calls.offered"),
    MEASURE("Lq", "queue.hold"),
    SEEN("E[Wq] all callers", WAIT, MEAN),
    MEASURE("E[Wq|served]", "time.hold.mean"),
    SEEN("E[Wq|abandoned]", WAIT_GIVEN_UP, MEAN),
    SEEN("service level P(served and Wq<=*)", WAIT_OR_NEVER, SHARE_AT_MOST),
    NO_MORE};

/* Every order has what it needs at once, and is in flight as long as it is in the system. */
static const struct quantity of_infinite[] = {MEASURE("mean jobs in flight", "in_flight"),
                                              SEEN("P(N>*)", NUMBER, SHARE_ABOVE),
                                              SEEN("E[N(* ", NUMBER_AT_END, MEAN), NO_MORE};

static const struct quantity one_hour_later[] = {SEEN("E[N(1 h)]", NUMBER_AT_END, MEAN), NO_MORE};
static const struct quantity three_hours_later[] = {SEEN("E[N(3 h)]", NUMBER_AT_END, MEAN),
                                                    NO_MORE};

/* Each item on order is an order in flight; a customer waits as long as more than S are. */
static const struct quantity of_base_stock[] = {
    SEEN_AT("mean wait per demand", NUMBER, EXCESS, "S", "lambda"), NO_MORE};

static const struct quantity of_line[] = {MEASURE("mean total sojourn", "time.total.mean"),
                                          MEASURE("mean response", "time.total.mean"),
                                          SEEN("P(total sojourn>*)", STAY, SHARE_ABOVE), NO_MORE};

static const struct quantity of_saturated[] = {
    MEASURE("throughput", "throughput"),           MEASURE("C(*)", "throughput"),
    MEASURE("pizzas per minute", "60 throughput"), SEEN("time at CPU", WAIT, MEAN),
    MEASURE("availability", "cooks.working"),      NO_MORE};

static const struct quantity of_batches[] = {
    MEASURE("L pizzas in system", "queue.ready + 3 cooks.working"), NO_MORE};

static const struct quantity of_party[] = {MEASURE("E[max]", "time.total.max"), NO_MORE};

static const struct quantity at_instant[] = {
    SEEN("P(N(t)=0)", NUMBER_AT_END, SHARE_AT_MOST), SEEN("E[N(t)]", NUMBER_AT_END, MEAN),
    MEASURE("E[time average of N", "queue.ticket + in_flight"), NO_MORE};

static const struct quantity of_first_orders[] = {
    SEEN_AT("E[Wq of n-th", WAIT_OF_NTH, MEAN, "n", NULL),
    SEEN_AT("E[average Wq of first n", WAIT_TO_NTH, MEAN, "n", NULL), NO_MORE};

#define COOKS                                                                                      \
    .scenario = "callers: {arrivals: <lambda> per second}\n"                                       \
                "kitchen: {prep: exponential ~<1/mu> s}\n",                                        \
    .quantities = of_cooks, .to = EVENT_TAKE

#define LOSS(call)                                                                                 \
    .scenario = "callers: {arrivals: <a> per second, lines: #<c>}\n"                               \
                "call_center: {agents: #<c>, call: " call "}\n",                                   \
    .quantities = of_agents

#define CONSTANT                                                                                   \
    .scenario = "callers: {arrivals: <lambda> per second}\nkitchen: {prep: ~<D> s}\n",             \
    .quantities = of_cooks, .to = EVENT_TAKE

#define GENERAL                                                                                    \
    .scenario = "callers: {arrivals: <lambda> per second}\nkitchen: {prep: <S>}\n",                \
    .quantities = of_cooks, .to = EVENT_TAKE

#define EVEN_SHARING                                                                               \
    .scenario = "callers: {arrivals: <lambda> per second}\n"                                       \
                "kitchen: {policy: cook_per_order, cooks: unlimited, worktops: 1, sharing: even,"  \
                " prep: <S>}\n",                                                                   \
    .quantities = of_cooks

#define WEB_SERVER                                                                                 \
    .scenario = "theme: datacenter\n"                                                              \
                "clients: {arrivals: <lambda> per second}\n"                                       \
                "server: {policy: thread_per_request, workers: unlimited, compute: ~10 ms}\n"      \
                "api: {latency: ~500 ms}\n"                                                        \
                "database: {write: uniform ~10 ms to ~50 ms}\n",                                   \
    .quantities = of_infinite

/* The sine, minute by minute, of 12 hours before the row's instant 0 and of those after. */
#define PERIODIC                                                                                   \
    .scenario =                                                                                    \
        "callers: {arrivals: <sine>}\n"                                                            \
        "kitchen: {policy: cook_per_order, cooks: unlimited, prep: exponential ~30 min}\n",        \
    .stop = true, .fixed_hours = true, .days = 400

/* One in the agent's ear, <B> on the rail, one with the cook. */
#define TWO_STATIONS(first, rail, second)                                                          \
    .scenario = "callers: {arrivals: <lambda> per second}\n"                                       \
                "call_center: {agents: 1, call: " first ", rail: " rail "}\n"                      \
                "kitchen: {prep: " second "}\n",                                                   \
    .quantities = of_line

#define FROM_EMPTY(how_many)                                                                       \
    .id = "TRANS", .model = "M/M/1 transient",                                                     \
    .scenario = "callers: {arrivals: <lambda> per second}\n"                                       \
                "kitchen: {prep: exponential ~<1/mu> s}\n",                                        \
    .quantities = at_instant, .hours = "<t> s", .stop = true, .fixed_hours = true,                 \
    .days = how_many

/* Days are so long that n callers come in all but one of 10^11. */
#define FIRST_ORDERS(n, end, how_many)                                                             \
    .id = "TRANS", .model = "M/M/1 FIFO from empty", .params = "lambda=0.8;mu=1;n=" n,             \
    .scenario = "callers: {arrivals: <lambda> per second}\n"                                       \
                "kitchen: {prep: exponential ~<1/mu> s}\n",                                        \
    .quantities = of_first_orders, .hours = end, .fixed_hours = true, .days = how_many,            \
    .to = EVENT_TAKE

const struct family families[] = {
    {"MM1", NULL, "lambda=0.5", COOKS, .hours = "1000000 s", .warmup = "500 s", .stretch = 50,
     .quick = true},
    {"MM1", NULL, "lambda=0.8", COOKS, .hours = "500000 s", .warmup = "1000 s", .stretch = 360},
    {"MM1", NULL, "lambda=0.9", COOKS, .hours = "1000000 s", .warmup = "4000 s", .stretch = 1500},
    {"MM1", NULL, "lambda=0.95", COOKS, .hours = "2000000 s", .warmup = "16000 s", .stretch = 6200},
    {"MMc", NULL, NULL,
     .scenario = "callers: {arrivals: <lambda> per second}\n"
                 "kitchen: {cooks: #<c>, prep: exponential ~<1/mu> s}\n",
     .quantities = of_cooks, .hours = "100000 s", .warmup = "1000 s", .to = EVENT_TAKE,
     .quick = true},

    {"ERLB", NULL, "c=1", LOSS("lognormal ~1 s cv 2"), .hours = "50000 s", .warmup = "100 s"},
    {"ERLB", NULL, "c=5", LOSS("exponential ~1 s"), .hours = "50000 s", .warmup = "100 s",
     .quick = true},
    {"ERLB", NULL, "c=10", LOSS("gamma ~1 s cv 0.5"), .hours = "20000 s", .warmup = "100 s"},
    {"ERLB", NULL, "c=50", LOSS("hyperexponential ~1 s cv 2"), .hours = "10000 s",
     .warmup = "100 s"},
    {"ERLB", NULL, "c=100", LOSS("uniform ~0.5 s to ~1.5 s"), .hours = "10000 s",
     .warmup = "100 s"},
    {"ERLB", NULL, "c=2000", LOSS("~1 s"), .hours = "1000 s", .warmup = "10 s"},
    {"MMcK", NULL, NULL,
     .scenario = "callers: {arrivals: <lambda> per second, lines: <K>}\n"
                 "call_center: {agents: #<c>, call: exponential ~<1/mu> s}\n",
     .quantities = of_agents, .hours = "30000 s", .warmup = "300 s", .quick = true},
    {"MMcM", NULL, NULL,
     .scenario = "callers: {arrivals: <lambda> per second, patience: exponential <1/theta> s}\n"
                 "call_center: {agents: #<c>, call: exponential ~<1/mu> s}\n",
     .quantities = with_patience, .hours = "30000 s", .warmup = "100 s", .to = EVENT_ANSWER,
     .quick = true},

    {"MD1", NULL, "lambda=0.5", CONSTANT, .hours = "1000000 s", .warmup = "500 s"},
    {"MD1", NULL, "lambda=0.8", CONSTANT, .hours = "500000 s", .warmup = "1000 s", .quick = true},
    {"MD1", NULL, "lambda=0.9", CONSTANT, .hours = "500000 s", .warmup = "4000 s"},
    {"MDc", NULL, NULL,
     .scenario = "callers: {arrivals: <lambda> per second}\n"
                 "kitchen: {cooks: #<c>, prep: ~<D> s}\n",
     .quantities = of_cooks, .hours = "200000 s", .warmup = "1000 s", .quick = true},
    {"MG1", NULL, "lambda=0.03", GENERAL, .hours = "10000000 s", .warmup = "100000 s"},
    {"MG1", NULL, "lambda=0.8", GENERAL, .hours = "1000000 s", .warmup = "5000 s", .quick = true},
    {"MG1", NULL, "lambda=0.1", GENERAL, .hours = "5000000 s", .warmup = "20000 s"},
    {"MG1PS", NULL, "lambda=0.03", EVEN_SHARING, .hours = "5000000 s", .warmup = "100000 s"},
    {"MG1PS", NULL, "lambda=0.8", EVEN_SHARING, .hours = "500000 s", .warmup = "5000 s",
     .quick = true},
    {"MG1PS", NULL, "lambda=0.1", EVEN_SHARING, .hours = "5000000 s", .warmup = "20000 s"},

    {"MGinf", "M/G/inf transient", NULL, WEB_SERVER, .hours = "<*> s", .stop = true,
     .fixed_hours = true, .days = 20, .quick = true},
    {"MGinf", NULL, NULL, WEB_SERVER, .hours = "2000 s", .warmup = "2 s"},
    {"MtGinf", NULL, NULL, PERIODIC, .quantities = one_hour_later, .hours = "13 h", .quick = true},
    {"MtGinf", NULL, NULL, PERIODIC, .quantities = three_hours_later, .hours = "15 h"},
    {"TANDEM", NULL, NULL,
     TWO_STATIONS("exponential ~<1/mu1> s", "unlimited", "exponential ~<1/mu2> s"),
     .hours = "1000000 s", .warmup = "2000 s", .quick = true},

    {"BLOCK", "2-station saturated", NULL,
     .scenario = "callers: {arrivals: <mu1> per second, demand: 120 %}\n"
                 "call_center: {agents: 1, call: exponential ~<1/mu1> s, rail: <B>}\n"
                 "kitchen: {prep: exponential ~<1/mu2> s}\n",
     .quantities = of_saturated, .hours = "50000 s", .warmup = "5000 s", .stop = true,
     .quick = true},
    {"BLOCK", "M/M/1", NULL,
     TWO_STATIONS("exponential ~<1/mu1> s", "<B>", "exponential ~<1/mu2> s"), .hours = "500000 s",
     .warmup = "5000 s"},
    {"BLOCK", "M/D/1", NULL, TWO_STATIONS("~<D1> s", "0", "~<D2> s"), .hours = "500000 s",
     .warmup = "2000 s", .quick = true},

    {"CLOSED", "M/M/1//N", NULL,
     .scenario = "theme: datacenter\n"
                 "clients: {arrivals: <N> per second, demand: 200 %}\n"
                 "server: {workers: #<N>, cores: 1, compute: exponential ~10 ms}\n"
                 "api: {latency: ~500 ms}\n"
                 "database: {write: uniform ~10 ms to ~50 ms}\n",
     .quantities = of_saturated, .hours = "2000 s", .warmup = "50 s", .stop = true,
     .from = EVENT_INGREDIENTS, .to = EVENT_OVEN, .quick = true},
    {"CLOSED", "closed product form", NULL,
     .scenario = "theme: datacenter\n"
                 "clients: {arrivals: <N> per second, demand: 200 %}\n"
                 "server: {workers: #<N>, cores: 1, compute: exponential ~10 ms}\n"
                 "api: {latency: exponential ~500 ms}\n"
                 "database: {writers: 1, write: exponential ~30 ms}\n",
     .quantities = of_saturated, .hours = "2000 s", .warmup = "50 s", .stop = true, .quick = true},
    {"CLOSED", "saturated synchronous", NULL,
     .scenario = "callers: {arrivals: <cooks> per minute, demand: 10 %}\n"
                 "kitchen: {cooks: #<cooks>, prep: gamma ~6 min cv 0.5}\n"
                 "ovens: {places: <ovens>, bake: exponential ~10 min}\n",
     .quantities = of_saturated, .hours = "2000 h", .warmup = "50 h", .stop = true, .quick = true},
    {"CYCLIC", NULL, "N=3",
     .scenario = "callers: {arrivals: <mu1> per second}\n"
                 "kitchen: {policy: event_driven, in_flight: #<N>, prep: exponential ~<1/mu1> s}\n"
                 "ovens: {places: 1, bake: exponential ~<1/mu2> s}\n",
     .quantities = of_saturated, .hours = "50000 s", .warmup = "1000 s", .stop = true,
     .quick = true},
    {"CYCLIC", NULL, "N=5",
     .scenario = "callers: {arrivals: <mu1> per second, demand: 120 %}\n"
                 "kitchen: {cooks: #<N>, worktops: 1, prep: exponential ~<1/mu1> s}\n"
                 "ovens: {places: 1, bake: exponential ~<1/mu2> s}\n",
     .quantities = of_saturated, .hours = "50000 s", .warmup = "1000 s", .stop = true},

    {FROM_EMPTY(2000), .params = "lambda=0.8;mu=1;N(0)=0;t=1"},
    {FROM_EMPTY(1000), .params = "lambda=0.8;mu=1;N(0)=0;t=5", .quick = true},
    {FROM_EMPTY(1000), .params = "lambda=0.8;mu=1;N(0)=0;t=20"},
    {FROM_EMPTY(1000), .params = "lambda=0.8;mu=1;N(0)=0;t=100"},
    {FIRST_ORDERS("2", "40 s", 2000)},
    {FIRST_ORDERS("10", "60 s", 1000), .quick = true},
    {FIRST_ORDERS("50", "150 s", 1000)},
    {FIRST_ORDERS("100", "250 s", 1000)},
    {FIRST_ORDERS("300", "600 s", 1000)},

    {"INV", "(S-1,S) base stock, lost sales", NULL,
     .scenario = "callers: {arrivals: <lambda> per second, lines: #<S>}\n"
                 "call_center: {agents: #<S>, call: gamma ~2 s cv 0.5}\n",
     .quantities = of_agents, .hours = "30000 s", .warmup = "100 s", .quick = true},
    {"INV", "(S-1,S) base stock, backorders", NULL,
     .scenario = "callers: {arrivals: <lambda> per second}\n"
                 "kitchen: {policy: cook_per_order, cooks: unlimited, prep: gamma ~2 s cv 0.5}\n",
     .quantities = of_base_stock, .hours = "30000 s", .warmup = "100 s"},
    /* The truck brings for a batch each time, and there are always orders that wait for it. */
    {"BULK", "M^[K]/M/1", NULL,
     .scenario =
         "callers: {arrivals: 1 per second}\n"
         "kitchen: {policy: staged, in_flight: 500, prep: exponential ~<1/mu> s}\n"
         "warehouse: {restock: {every: exponential <1/lambda> s}, ingredients: {box: <K>}}\n"
         "recipes: {pizza: {needs: {box: 1}}}\n",
     .quantities = of_batches, .hours = "200000 s", .warmup = "4000 s", .stop = true,
     .quick = true},
    /* Callers of one party, at opening; the party has its pizzas when the last one is ready. */
    {"FORKJOIN", "order of k pizzas", NULL,
     .scenario =
         "callers: {arrivals: {times: <party>}}\n"
         "kitchen: {policy: cook_per_order, cooks: unlimited, prep: exponential ~<1/mu> s}\n",
     .quantities = of_party, .hours = "1 s", .fixed_hours = true, .days = 1000, .quick = true},
    /* Up is at work, down is at the oven. */
    {"BREAK", "resource with up/down", NULL,
     .scenario = "callers: {arrivals: 1 per minute}\n"
                 "kitchen: {prep: exponential <MTBF> s}\n"
                 "ovens: {bake: exponential <MTTR> s}\n",
     .quantities = of_saturated, .hours = "500000 s", .warmup = "5000 s", .stop = true,
     .quick = true},
    {"USL", "Universal", NULL,
     .scenario = "callers: {arrivals: <*> per second}\n"
                 "kitchen: {cooks: #<*>, prep: gamma ~1 s cv 0.5,"
                 " crowding: {contention: <alpha>, coherency: <beta>}}\n",
     .quantities = of_saturated, .hours = "2000 s", .warmup = "200 s", .stop = true, .quick = true},

    /* The loop computes first and waits afterwards, for a connection's and a disk's work alike. */
    {"DCTWIN", "event loop", NULL,
     .scenario = "theme: datacenter\n"
                 "clients: {arrivals: <lambda> per second}\n"
                 "server: {policy: event_driven, workers: 1, compute: ~10 ms}\n"
                 "database: {write: uniform ~10 ms to ~50 ms}\n"
                 "network: {transfer: ~500 ms}\n",
     .quantities = of_line, .hours = "2000 s", .warmup = "20 s", .quick = true},
    {"DCTWIN", "pool of n threads", NULL,
     .scenario = "theme: datacenter\n"
                 "clients: {arrivals: <lambda> per second, backlog: #<n>}\n"
                 "listener: {acceptors: #<n>, accept: ~510 ms + uniform ~10 ms to ~50 ms}\n",
     .quantities = of_agents, .hours = "2000 s", .warmup = "20 s"},
};

const size_t family_count = sizeof families / sizeof families[0];

static bool begins(const char *text, const char *start)
{
    return !start || strncmp(text, start, strlen(start)) == 0;
}

const struct family *family_of(const struct reference *row, const struct quantity **quantity,
                               double *number)
{
    for (size_t n = 0; n < family_count; n++) {
        const struct family *family = &families[n];
        if (strcmp(row->id, family->id) != 0 || !begins(row->model, family->model) ||
            !reference_has(row, family->params))
            continue;
        for (*quantity = family->quantities; (*quantity)->text; ++*quantity)
            if (reference_matches(row->quantity, (*quantity)->text, number))
                return family;
    }
    return NULL;
}
