/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The formulas of queueing theory against the reference values (tests/theory/reference.csv): every
 * row is either computed by a formula here, to a relative error of 10^-11, or in the list of those
 * that no formula of the program gives, with the reason. And where formulas could fail in numbers:
 * thousands of servers, nearly full load, two formulas for the same thing.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lab/estimate.h"
#include "lab/networks.h"
#include "lab/queueing.h"
#include "lab/selection.h"
#include "lab/usl.h"
#include "tests/theory/reference.h"

#define ACCURACY 1e-11

/* A row being computed, and the number in its quantity. */
struct given {
    const struct reference *row;
    double number;
};

static double number(const struct given *given, const char *name)
{
    double value;
    if (!reference_number(given->row, name, &value))
        fail_msg("%s has no %s", given->row->params, name);
    return value;
}

static int64_t whole(const struct given *given, const char *name)
{
    return llround(number(given, name));
}

/* M/M/c with c = 1 where no number of servers is given. */

static int64_t servers(const struct given *given)
{
    double value;
    return reference_number(given->row, "c", &value) ? llround(value) : 1;
}

static double service(const struct given *given)
{
    return 1 / number(given, "mu");
}

static double load(const struct given *given)
{
    return number(given, "lambda") * service(given);
}

static double mmc_probability(const struct given *given)
{
    return erlang_c(servers(given), load(given));
}

static double mmc_mean_wait(const struct given *given)
{
    return mmc_wait(servers(given), load(given), service(given));
}

static double mmc_mean_stay(const struct given *given)
{
    return mmc_mean_wait(given) + service(given);
}

static double mmc_in_line(const struct given *given)
{
    return number(given, "lambda") * mmc_mean_wait(given);
}

static double mmc_in_system(const struct given *given)
{
    return number(given, "lambda") * mmc_mean_stay(given);
}

static double mmc_wait_if_any(const struct given *given)
{
    return mmc_mean_wait(given) / mmc_probability(given);
}

static double mmc_wait_tail(const struct given *given)
{
    return mmc_wait_above(servers(given), load(given), service(given), given->number);
}

static double mmc_stay_tail(const struct given *given)
{
    return mmc_stay_above(servers(given), load(given), service(given), given->number);
}

static double mmc_wait_at(const struct given *given)
{
    return mmc_wait_quantile(servers(given), load(given), service(given), given->number);
}

static double mmc_stay_at(const struct given *given)
{
    return mmc_stay_quantile(servers(given), load(given), service(given), given->number);
}

/* Limited lines and impatience. */

static struct queue_figures line_of(const struct given *given)
{
    double theta;
    bool leave = reference_number(given->row, "theta", &theta);
    struct queue_figures figures;
    struct queue_line line = {.servers = servers(given),
                              .places = leave ? SIM_UNLIMITED : whole(given, "K"),
                              .rate = number(given, "lambda"),
                              .service = service(given),
                              .patience = leave ? 1 / theta : INFINITY};
    assert_true(queue_line_solve(&figures, &line));
    return figures;
}

#define FIGURE(member)                                                                             \
    static double line_##member(const struct given *given)                                         \
    {                                                                                              \
        return line_of(given).member;                                                              \
    }

FIGURE(refused)
FIGURE(served)
FIGURE(in_line)
FIGURE(wait)
FIGURE(wait_served)
FIGURE(wait_abandoned)
FIGURE(waits)
FIGURE(abandoned)

static double line_in_system(const struct given *given)
{
    return line_of(given).in_line + line_of(given).busy;
}

static double line_use(const struct given *given)
{
    return line_of(given).busy / (double)servers(given);
}

static double loss(const struct given *given)
{
    return erlang_b(servers(given), number(given, "a"));
}

static double pool_loss(const struct given *given)
{
    return erlang_b(whole(given, "n"), number(given, "lambda") * number(given, "E[S]"));
}

static double base_stock_loss(const struct given *given)
{
    return erlang_b(whole(given, "S"), number(given, "lambda") * number(given, "E[L]"));
}

/* General and constant service. */

/* The distribution of "S=uniform(10,50)" and the like. */
static struct sim_dist dist_of(const struct given *given)
{
    const char *text;
    char copy[64];
    double a, b, c;
    struct sim_dist dist = {0};
    size_t length = reference_text(given->row, "S", &text);
    snprintf(copy, sizeof copy, "%.*s", (int)length, text);
    const char *error = "not a distribution";
    if (sscanf(copy, "uniform(%lf,%lf)", &a, &b) == 2)
        error = sim_dist_uniform(&dist, a, b);
    else if (sscanf(copy, "lognormal(mean=%lf,cv=%lf)", &a, &b) == 2)
        error = sim_dist_lognormal(&dist, a, b);
    else if (sscanf(copy, "erlang(mean=%lf,k=%lf)", &a, &b) == 2)
        error = sim_dist_erlang(&dist, a, b);
    else if (sscanf(copy, "triangular(%lf,%lf,%lf)", &a, &b, &c) == 3)
        error = sim_dist_triangular(&dist, a, c, b);
    if (error)
        fail_msg("%s: %s", copy, error);
    return dist;
}

static struct queue_time general(const struct given *given)
{
    struct sim_dist dist = dist_of(given);
    return queue_time_of(&dist);
}

static double mg1_mean_wait(const struct given *given)
{
    struct queue_time time = general(given);
    return mg1_wait(number(given, "lambda"), &time);
}

static double mg1_variance(const struct given *given)
{
    struct queue_time time = general(given);
    return mg1_wait_variance(number(given, "lambda"), &time);
}

static double ps_mean_stay(const struct given *given)
{
    double mean = general(given).mean;
    return ps_stay(1, number(given, "lambda") * mean, mean);
}

static double md1_mean_wait(const struct given *given)
{
    return mg1_wait(number(given, "lambda"), &(struct queue_time){.mean = number(given, "D")});
}

static double md1_variance(const struct given *given)
{
    return mg1_wait_variance(number(given, "lambda"),
                             &(struct queue_time){.mean = number(given, "D")});
}

static double md1_tail(const struct given *given)
{
    double length = number(given, "D");
    return md1_wait_above(number(given, "lambda") * length, length, given->number);
}

static double mdc_mean_wait(const struct given *given)
{
    double length = number(given, "D");
    return mdc_wait(servers(given), number(given, "lambda") * length, length);
}

/* 10 ms, 500 ms, and between 10 and 50 ms, without a line. */
static struct sim_dist request_of(void)
{
    struct sim_dist dist;
    assert_null(sim_dist_uniform(&dist, 0.01, 0.05));
    assert_null(sim_dist_shift(&dist, 510000000));
    return dist;
}

static double requests_in_flight(const struct given *given)
{
    struct sim_dist dist = request_of();
    return number(given, "lambda") * sim_dist_mean(&dist);
}

static double event_loop_response(const struct given *given)
{
    struct queue_time compute = {.mean = 0.01};
    return mg1_wait(number(given, "lambda"), &compute) + 0.01 + 0.5 + 0.03;
}

/* Networks. */

static double tandem_mean(const struct given *given)
{
    double rate = number(given, "lambda");
    double first = 1 / number(given, "mu1"), second = 1 / number(given, "mu2");
    return mmc_wait(1, rate * first, first) + first + mmc_wait(1, rate * second, second) + second;
}

static double tandem_tail(const struct given *given)
{
    return tandem_stay_above(number(given, "lambda"), 1 / number(given, "mu1"),
                             1 / number(given, "mu2"), given->number);
}

static double line_throughput(const struct given *given)
{
    return blocking_line_throughput(1 / number(given, "mu1"), 1 / number(given, "mu2"),
                                    whole(given, "B"));
}

static double constant_line(const struct given *given)
{
    double first = number(given, "D1"), second = number(given, "D2");
    return constant_line_wait(number(given, "lambda"), first, second) + first + second;
}

/* 0.53 s of waiting and 10 ms of computing a round. */
static double threads_throughput(const struct given *given)
{
    return finite_source_throughput(whole(given, "N"), 0.53, 1, 0.01);
}

static double threads_stay(const struct given *given)
{
    struct closed_network network = {
        .customers = whole(given, "N"), .think = 0.53, .count = 1, .demand = {0.01}};
    double stay;
    closed_network_throughput(&network, &stay);
    return stay;
}

static double loop_throughput(const struct given *given)
{
    struct closed_network network = {
        .customers = whole(given, "N"), .think = 0.5, .count = 2, .demand = {0.01, 0.03}};
    return closed_network_throughput(&network, NULL);
}

static double ovens_throughput(const struct given *given)
{
    return finite_source_throughput(whole(given, "cooks"), 6, whole(given, "ovens"), 10);
}

static double cyclic_throughput(const struct given *given)
{
    struct closed_network network = {
        .customers = whole(given, "N"),
        .count = 2,
        .demand = {1 / number(given, "mu1"), 1 / number(given, "mu2")}};
    return closed_network_throughput(&network, NULL);
}

/* Up and down in turn: one customer who thinks as long as it is down. */
static double availability(const struct given *given)
{
    double up = number(given, "MTBF");
    return up * finite_source_throughput(1, number(given, "MTTR"), 1, up);
}

/* Others. */

static double gunther_capacity(const struct given *given)
{
    return usl_capacity(given->number, number(given, "alpha"), number(given, "beta"));
}

static double gunther_peak(const struct given *given)
{
    return usl_peak(number(given, "alpha"), number(given, "beta"));
}

static double student(const struct given *given)
{
    return student_quantile(given->number, number(given, "nu"));
}

static double normal(const struct given *given)
{
    return normal_quantile(given->number);
}

static double kim_nelson(const struct given *given)
{
    return kim_nelson_h2((size_t)whole(given, "k"), (size_t)whole(given, "n0"),
                         number(given, "alpha"));
}

/* Which formula computes which rows: by id, the model's beginning, and the quantity's. */
static const struct formula {
    const char *id, *model, *quantity;
    double (*value)(const struct given *given);
} formulas[] = {
    {"MM1", "", "L mean number", mmc_in_system},
    {"MM1", "", "Lq", mmc_in_line},
    {"MM1", "", "W mean", mmc_mean_stay},
    {"MM1", "", "Wq mean", mmc_mean_wait},
    {"MM1", "", "P(Wq>*)", mmc_wait_tail},
    {"MM1", "", "sojourn quantile p=*", mmc_stay_at},
    {"MM1", "", "wait quantile p=*", mmc_wait_at},
    {"MMc", "", "P(wait) Erlang C", mmc_probability},
    {"MMc", "", "Wq mean", mmc_mean_wait},
    {"MMc", "", "Lq", mmc_in_line},
    {"MMc", "", "W mean", mmc_mean_stay},
    {"MMc", "", "P(Wq>*)", mmc_wait_tail},
    {"MMc", "", "E[Wq|Wq>0]", mmc_wait_if_any},
    {"MMc", "", "wait quantile p=*", mmc_wait_at},
    {"MMc", "", "P(T>*)", mmc_stay_tail},
    {"ERLB", "", "P(block)", loss},
    {"DCTWIN", "pool of n threads", "P(refused)", pool_loss},
    {"INV", "(S-1,S) base stock, lost sales", "fraction lost", base_stock_loss},
    {"MMcK", "", "P(block)", line_refused},
    {"MMcK", "", "throughput", line_served},
    {"MMcK", "", "Lq", line_in_line},
    {"MMcK", "", "L", line_in_system},
    {"MMcK", "", "Wq of accepted", line_wait},
    {"MMcK", "", "server utilisation", line_use},
    {"MMcM", "", "P(wait>0)", line_waits},
    {"MMcM", "", "P(abandon)", line_abandoned},
    {"MMcM", "", "Lq", line_in_line},
    {"MMcM", "", "E[Wq] all", line_wait},
    {"MMcM", "", "E[Wq|served]", line_wait_served},
    {"MMcM", "", "E[Wq|abandoned]", line_wait_abandoned},
    {"MD1", "", "Wq mean", md1_mean_wait},
    {"MD1", "", "Var(Wq)", md1_variance},
    {"MD1", "", "P(Wq>*)", md1_tail},
    {"MDc", "", "Wq mean", mdc_mean_wait},
    {"MG1", "", "Wq mean", mg1_mean_wait},
    {"MG1", "", "Var(Wq)", mg1_variance},
    {"MG1PS", "", "W mean", ps_mean_stay},
    {"MGinf", "", "mean jobs", requests_in_flight},
    {"DCTWIN", "event loop", "mean response", event_loop_response},
    {"TANDEM", "", "mean total sojourn", tandem_mean},
    {"TANDEM", "", "P(total sojourn>*)", tandem_tail},
    {"BLOCK", "2-station saturated", "throughput", line_throughput},
    {"BLOCK", "M/D/1", "mean total sojourn", constant_line},
    {"CLOSED", "M/M/1//N", "throughput", threads_throughput},
    {"CLOSED", "M/M/1//N", "time at CPU", threads_stay},
    {"CLOSED", "closed product form", "throughput", loop_throughput},
    {"CLOSED", "saturated synchronous cooks", "pizzas per minute", ovens_throughput},
    {"CYCLIC", "", "throughput", cyclic_throughput},
    {"BREAK", "resource with up/down", "availability", availability},
    {"USL", "", "C(*)", gunther_capacity},
    {"USL", "", "N", gunther_peak},
    {"STAT", "Student t", "quantile p=*", student},
    {"STAT", "standard normal", "quantile p=*", normal},
    {"STAT", "Kim-Nelson", "h^2", kim_nelson},
};

/* Rows that no formula of the program gives, and why. */
static const struct excuse {
    const char *id, *model, *quantity;
    const char *reason;
} excuses[] = {
    {"MM1", "", "Var(N)", "the program has no measure of a spread of numbers"},
    {"MM1", "", "asymptotic", "for planning the length of runs, which takes its own estimates"},
    {"MMcM", "", "service level", "the program has no measure of it"},
    {"PRIO", "", "", "orders have no priority classes"},
    {"MtGinf", "", "", "rates that change are left to simulation"},
    {"MGinf", "M/G/inf transient", "E[N(", "how a house fills up is left to simulation"},
    {"MGinf", "", "P(N>", "the program has no measure of a spread of numbers"},
    {"BLOCK", "M/M/1", "", "has no closed formula: it takes a matrix-geometric computation"},
    {"TRANS", "", "", "a line that fills from empty is left to simulation"},
    {"INV", "(s,S)", "", "the truck comes by the clock, not after an order and a lead time"},
    {"INV", "(R,S)", "", "the truck fills up at the review itself: there is no lead time"},
    {"INV", "(S-1,S) base stock, backorders", "", "the truck does not bring items one by one"},
    {"BULK", "", "", "neither calls nor bakes come in batches"},
    {"FORKJOIN", "", "", "an order is one pizza: it does not fork and join"},
    {"BREAK", "M/M/1", "", "nobody breaks down in the middle of a work"},
};

static bool begins(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

static const struct formula *formula_of(const struct reference *row, double *found)
{
    *found = NAN;
    for (size_t n = 0; n < sizeof formulas / sizeof *formulas; n++)
        if (strcmp(row->id, formulas[n].id) == 0 && begins(row->model, formulas[n].model) &&
            reference_matches(row->quantity, formulas[n].quantity, found))
            return &formulas[n];
    return NULL;
}

static const struct excuse *excuse_of(const struct reference *row)
{
    for (size_t n = 0; n < sizeof excuses / sizeof *excuses; n++)
        if (strcmp(row->id, excuses[n].id) == 0 && begins(row->model, excuses[n].model) &&
            begins(row->quantity, excuses[n].quantity))
            return &excuses[n];
    return NULL;
}

static void every_row_is_computed_or_excused(void **state)
{
    (void)state;
    struct references references;
    size_t computed = 0, wrong = 0;
    assert_true(references_read(&references, REFERENCE));
    for (size_t n = 0; n < references.count; n++) {
        struct given given = {.row = &references.rows[n]};
        const struct formula *formula = formula_of(given.row, &given.number);
        const struct excuse *excuse = excuse_of(given.row);
        if (!formula == !excuse)
            fail_msg("row %zu (%s, %s) has %s", n + 2, given.row->id, given.row->quantity,
                     formula ? "a formula and an excuse" : "neither formula nor excuse");
        if (!formula)
            continue;
        double value = formula->value(&given), error = fabs(value / given.row->value - 1);
        computed++;
        if (!(error <= ACCURACY)) {
            print_error("%s, %s, %s: %.15g, not %.15g (off by %.1e)\n", given.row->model,
                        given.row->quantity, given.row->params, value, given.row->value, error);
            wrong++;
        }
    }
    print_message("%zu rows computed, %zu excused\n", computed, references.count - computed);
    assert_int_equal(wrong, 0);
    assert_true(references.count == 311 && computed == 244);
    references_free(&references);
}

static void assert_near(double value, double expected, double relative)
{
    if (!(fabs(value - expected) <= relative * fabs(expected)))
        fail_msg("%.15g is not near %.15g", value, expected);
}

/* For two thousand servers the general sums agree with Erlang's formulas, and none overflows. */
static void thousands_of_servers(void **state)
{
    (void)state;
    static const double loads[] = {1, 1000, 1900, 1999, 2500, 4000};
    for (size_t n = 0; n < sizeof loads / sizeof *loads; n++) {
        struct queue_figures figures;
        struct queue_line line = {2000, 2000, loads[n], 1, INFINITY};
        assert_true(queue_line_solve(&figures, &line));
        assert_near(figures.refused, erlang_b(2000, loads[n]), 1e-12);
        assert_near(figures.busy, loads[n] * (1 - figures.refused), 1e-12);
        line.places = SIM_UNLIMITED;
        if (loads[n] < 2000) {
            assert_true(queue_line_solve(&figures, &line));
            assert_near(figures.waits, erlang_c(2000, loads[n]), 1e-11);
            assert_near(figures.wait, mmc_wait(2000, loads[n], 1), 1e-11);
        }
        line.patience = 1; /* as long as a service: M/M/infinity */
        assert_true(queue_line_solve(&figures, &line));
        assert_near(figures.busy + figures.in_line, loads[n], 1e-12);
    }
    assert_true(erlang_b(2000, 1) == 0 && erlang_b(2000, 0) == 0);
    assert_near(erlang_b(1000000000, 1e9), sqrt(2 / (M_PI * 1e9)), 1e-4); /* Jagerman 1974 */
}

/* A line into which 30 times as many come as are served, with room for as many as like. */
static void a_crowd_that_soon_leaves(void **state)
{
    (void)state;
    struct queue_figures figures;
    struct queue_line line = {10, SIM_UNLIMITED, 300, 1, 100};
    assert_true(queue_line_solve(&figures, &line));
    assert_near(figures.busy, 10, 1e-9);
    assert_near(figures.in_line, 290 * 100, 1e-9); /* who is not served leaves */
    assert_near(figures.abandoned, 290.0 / 300, 1e-9);
    line.places = 5000;
    line.patience = INFINITY;
    assert_true(queue_line_solve(&figures, &line));
    assert_near(figures.refused, 29.0 / 30, 1e-9);
    line.places = SIM_UNLIMITED;
    assert_false(queue_line_solve(&figures, &line));
}

/* Everybody is served, leaves or is refused; who leaves has waited, and so on. */
static void figures_of_a_line_add_up(void **state)
{
    (void)state;
    struct queue_figures f;
    struct queue_line line = {3, 8, 4, 1, 2};
    assert_true(queue_line_solve(&f, &line));
    assert_near(f.served + line.rate * (f.refused + f.abandoned), line.rate, 1e-12);
    double served = f.served / line.rate, let_in = 1 - f.refused;
    assert_near(f.wait * let_in, f.wait_served * served + f.wait_abandoned * f.abandoned, 1e-12);
    assert_true(f.refused > 0 && f.abandoned > 0 && f.waits > 0 && f.wait_served > 0);
}

static void no_steady_state(void **state)
{
    (void)state;
    struct queue_time service = {.mean = 1};
    assert_true(erlang_c(3, 3) == 1 && isinf(mmc_wait(3, 3, 1)));
    assert_true(isinf(mmc_wait_quantile(3, 4, 1, 0.5)) && isinf(mmc_stay_quantile(3, 4, 1, 0.5)));
    assert_true(mmc_wait_above(3, 4, 1, 9) == 1 && mmc_stay_above(3, 4, 1, 9) == 1);
    assert_true(isinf(mg1_wait(1, &service)) && isinf(mg1_wait_variance(1, &service)));
    assert_true(isinf(mdc_wait(2, 2, 1)) && isinf(md1_wait_quantile(1, 1, 0.9)));
    assert_true(isinf(ps_stay(2, 2, 1)) && isinf(allen_cunneen_wait(2, 2, 1, 1, 1)));
    assert_true(isinf(tandem_stay_quantile(1, 1, 0.5, 0.9)) && tandem_stay_above(1, 1, 0, 9) == 1);
}

/* Quantiles are where the tails say. */
static void quantiles_invert_tails(void **state)
{
    (void)state;
    static const double p[] = {0.5, 0.95, 0.999};
    for (size_t n = 0; n < 3; n++) {
        for (int64_t c = 1; c < 4; c++) {
            double load = 0.9 * (double)c;
            double stay = mmc_stay_quantile(c, load, 2, p[n]);
            assert_near(mmc_stay_above(c, load, 2, stay), 1 - p[n], 1e-10);
            double wait = mmc_wait_quantile(c, load, 2, p[n]);
            if (wait > 0)
                assert_near(mmc_wait_above(c, load, 2, wait), 1 - p[n], 1e-10);
        }
        double wait = md1_wait_quantile(0.9, 2, p[n]);
        assert_near(md1_wait_above(0.9, 2, wait), 1 - p[n], 1e-10);
        double both = tandem_stay_quantile(0.7, 1, 0.8, p[n]);
        assert_near(tandem_stay_above(0.7, 1, 0.8, both), 1 - p[n], 1e-10);
    }
    assert_true(mmc_wait_quantile(5, 1, 1, 0.5) == 0 && md1_wait_quantile(0.3, 1, 0.5) == 0);
    /* Where servers and load are one apart the formula for the stay has a hole. */
    assert_near(mmc_stay_above(2, 1, 1, 3), mmc_stay_above(2, 1 + 1e-9, 1, 3), 1e-8);
    /* The wait in M/D/1 is right up to where nothing is left: its mean is the integral. */
    double sum = 0;
    for (int step = 0; step < 40000; step++)
        sum += md1_wait_above(0.8, 1, (step + 0.5) / 1000) / 1000;
    assert_near(sum, mdc_wait(1, 0.8, 1), 1e-4);
}

/* M/D/c near full load tends to half of M/M/c; where it would take too long, it says so. */
static void constant_service_near_full_load(void **state)
{
    (void)state;
    assert_near(mdc_wait(2, 2 * 0.99, 1), mmc_wait(2, 2 * 0.99, 1) / 2, 0.01);
    assert_near(mdc_wait(500, 490, 1), mmc_wait(500, 490, 1) / 2, 0.1);
    assert_true(isnan(mdc_wait(2, 2 * 0.9999999, 1)));
    assert_near(mdc_wait(1, 0.9999999, 1), 0.9999999 / 2e-7, 1e-8);
}

static void approximations_are_exact_where_they_are(void **state)
{
    (void)state;
    struct queue_time service = {.mean = 0.8, .variance = 0.3};
    double scv = queue_time_scv(&service);
    assert_near(allen_cunneen_wait(1, 0.8, 0.8, 1, scv), mg1_wait(1, &service), 1e-12);
    assert_near(allen_cunneen_wait(4, 3.2, 0.8, 1, 1), mmc_wait(4, 3.2, 0.8), 1e-12);
    assert_near(departure_scv(3, 2, 1, 1), 1, 1e-12); /* Burke 1956: as many as come, as random */
    assert_near(departure_scv(1, 1, 1, 0.5), 0.5, 1e-12); /* never idle: as it serves */
}

/* A closed network with one station is a finite source; one of thousands keeps its station busy. */
static void closed_networks(void **state)
{
    (void)state;
    struct closed_network network = {.customers = 20, .think = 4, .count = 3, .demand = {1, 0, 0}};
    double stay[3];
    double rate = closed_network_throughput(&network, stay);
    assert_near(rate, finite_source_throughput(20, 4, 1, 1), 1e-12);
    assert_near(stay[0], 20 / rate - 4, 1e-12);
    network.customers = 50000;
    network.demand[1] = 2;
    assert_near(closed_network_throughput(&network, NULL), 0.5, 1e-9);
    assert_near(finite_source_throughput(100000, 1000, 70, 1), 70, 1e-9);
    assert_near(finite_source_throughput(100000, 1000, 200, 1), 100, 0.002);
    assert_true(finite_source_throughput(5, 0, 2, 1) == 2 &&
                finite_source_throughput(5, 2, 2, 0) == 2.5);
    assert_near(blocking_line_throughput(1, 1.0000001, 3), blocking_line_throughput(1, 1, 3), 1e-6);
    assert_near(blocking_line_throughput(1, 3, 2000), 1.0 / 3, 1e-12);
    assert_near(blocking_line_throughput(3, 1, 2000), 1.0 / 3, 1e-12);
    assert_near(tandem_stay_above(0.5, 1, 1, 4), tandem_stay_above(0.5, 1, 1 + 1e-9, 4), 1e-7);
}

/* What is made of lengths of time, by hand. */
static void moments_of_sums_and_mixtures(void **state)
{
    (void)state;
    struct sim_dist dist;
    assert_null(sim_dist_exponential(&dist, 2));
    struct queue_time a = queue_time_of(&dist), nothing = {0};
    assert_true(a.mean == 2 && a.variance == 4 && a.third == 16 && a.exponential);
    assert_true(queue_time_sum(a, nothing).exponential && queue_time_sum(nothing, a).exponential);
    struct queue_time two = queue_time_sum(a, a); /* Erlang 2 */
    assert_true(two.mean == 4 && two.variance == 8 && two.third == 32 && !two.exponential);
    assert_true(queue_time_scv(&two) == 0.5 && queue_time_scv(&nothing) == 0);
    struct queue_time half = queue_time_stretched(a, 0.5);
    assert_true(half.mean == 1 && half.variance == 1 && half.third == 2 && half.exponential);
    /* 0 or 4 with equal probability: deviations of 2; three times in four 0: -1 and 3. */
    struct queue_time four = {.mean = 4};
    struct queue_time fair = queue_time_mixed(0.5, nothing, four);
    assert_true(fair.mean == 2 && fair.variance == 4 && fair.third == 0);
    struct queue_time unfair = queue_time_mixed(0.75, nothing, four);
    assert_true(unfair.mean == 1 && unfair.variance == 3 && unfair.third == 6);
    assert_true(queue_time_mixed(0.3, a, a).exponential);
    assert_false(queue_time_mixed(0.3, a, half).exponential);
    assert_null(sim_dist_gamma(&dist, 2, 1));
    assert_true(queue_time_of(&dist).exponential);
    assert_null(sim_dist_shift(&dist, 1));
    assert_false(queue_time_of(&dist).exponential);
    assert_null(sim_dist_lognormal(&dist, 2, 1));
    assert_false(queue_time_of(&dist).exponential);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_computed_or_excused),
        cmocka_unit_test(thousands_of_servers),
        cmocka_unit_test(a_crowd_that_soon_leaves),
        cmocka_unit_test(figures_of_a_line_add_up),
        cmocka_unit_test(no_steady_state),
        cmocka_unit_test(quantiles_invert_tails),
        cmocka_unit_test(constant_service_near_full_load),
        cmocka_unit_test(approximations_are_exact_where_they_are),
        cmocka_unit_test(closed_networks),
        cmocka_unit_test(moments_of_sums_and_mixtures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
