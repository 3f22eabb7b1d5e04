/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a random number costs, in ns of CPU time: raw and from every distribution, each drawn at a
 * place of its own (as fates are) and from one long sequence (as arrivals are); and what it costs
 * to get quantiles of what was drawn. Each figure is the best of five tries.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <gsl/gsl_randist.h>

#include "sim/dist.h"
#include "sim/histogram.h"
#include "sim/order.h"
#include "sim/random_gsl.h"
#include "sim/ziggurat.h"

#define TRIES 5
#define DRAWS 1000000u

static volatile uint64_t sink; /* keeps the compiler from leaving out what is measured */

static double cpu_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* The ns per item of a job that handles so many items. */
static double measure(void (*job)(void *), void *argument, size_t items)
{
    double best = 0;
    for (int i = 0; i < TRIES; i++) {
        double begin = cpu_ns();
        job(argument);
        double spent = (cpu_ns() - begin) / (double)items;
        if (i == 0 || spent < best)
            best = spent;
    }
    return best;
}

/* Alone, or else several places are computed side by side, which a model can't do. */
__attribute__((noinline)) static uint64_t first_bits(const struct sim_place *place)
{
    struct sim_random random;
    sim_random_at(&random, place);
    return sim_random_bits(&random);
}

static void raw_at_places(void *argument)
{
    (void)argument;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < DRAWS; i++)
        sum += first_bits(&(struct sim_place){.seed = 1, .subject = i});
    sink = sum;
}

static void raw_in_sequence(void *argument)
{
    (void)argument;
    struct sim_random random;
    sim_random_at(&random, &(struct sim_place){.seed = 1});
    uint64_t sum = 0;
    for (uint32_t i = 0; i < DRAWS; i++)
        sum += sim_random_bits(&random);
    sink = sum;
}

static void exponential_in_sequence(void *argument)
{
    (void)argument;
    struct sim_random random;
    sim_random_at(&random, &(struct sim_place){.seed = 1});
    double sum = 0;
    for (uint32_t i = 0; i < DRAWS; i++)
        sum += sim_exponential(&random);
    sink = (uint64_t)sum;
}

static void gsl_exponential(void *rng)
{
    double sum = 0;
    for (uint32_t i = 0; i < DRAWS; i++)
        sum += gsl_ran_exponential(rng, 1);
    sink = (uint64_t)sum;
}

static void draw_at_places(void *dist)
{
    sim_time sum = 0;
    for (uint32_t i = 0; i < DRAWS; i++)
        sum += sim_dist_draw(dist, &(struct sim_place){.seed = 1, .subject = i});
    sink = (uint64_t)sum;
}

static void draw_in_sequence(void *dist)
{
    struct sim_random random;
    sim_random_at(&random, &(struct sim_place){.seed = 1});
    sim_time sum = 0;
    for (uint32_t i = 0; i < DRAWS; i++)
        sum += sim_dist_draw_from(dist, &random);
    sink = (uint64_t)sum;
}

static void row(const char *name, double at_places, double in_sequence)
{
    printf("  %-34s %8.1f %8.1f\n", name, at_places, in_sequence);
}

static void print_raw(void)
{
    gsl_rng *rng = gsl_rng_alloc(sim_random_gsl);
    printf("ns a draw, each                     at a place, in sequence\n");
    row("64 bits", measure(raw_at_places, NULL, DRAWS), measure(raw_in_sequence, NULL, DRAWS));
    printf("  %-34s %17.1f\n", "exponential, as a double",
           measure(exponential_in_sequence, NULL, DRAWS));
    if (rng)
        printf("  %-34s %17.1f\n", "gsl_ran_exponential on Philox",
               measure(gsl_exponential, rng, DRAWS));
    gsl_rng_free(rng);
}

static void print_dist(const char *name, struct sim_dist dist)
{
    row(name, measure(draw_at_places, &dist, DRAWS), measure(draw_in_sequence, &dist, DRAWS));
}

static void print_dists(void)
{
    static sim_time values[1000];
    static struct sim_dist_part parts[2];
    struct sim_dist dist = {0};
    for (int i = 0; i < 1000; i++)
        values[i] = i * SIM_SECOND;
#define PRINT(name, maker, ...)                                                                    \
    do {                                                                                           \
        const char *error = maker(&dist, __VA_ARGS__);                                             \
        if (error)                                                                                 \
            printf("  %-34s %s\n", name, error);                                                   \
        else                                                                                       \
            print_dist(name, dist);                                                                \
    } while (0)
    PRINT("constant", sim_dist_constant, SIM_MINUTE);
    PRINT("exponential", sim_dist_exponential, 480);
    PRINT("gamma cv 0.3", sim_dist_gamma, 900, 0.3);
    PRINT("gamma cv 1.5", sim_dist_gamma, 900, 1.5);
    PRINT("lognormal cv 0.4", sim_dist_lognormal, 300, 0.4);
    PRINT("erlang k 4", sim_dist_erlang, 900, 4);
    PRINT("weibull shape 2", sim_dist_weibull, 900, 2);
    PRINT("pareto shape 2.5", sim_dist_pareto, 900, 2.5);
    PRINT("hyperexponential cv 2", sim_dist_hyperexponential, 900, 2);
    PRINT("normal", sim_dist_normal, 900, 180);
    PRINT("uniform", sim_dist_uniform, 0, 1800);
    PRINT("triangular", sim_dist_triangular, 300, 1200, 600);
    PRINT("pert", sim_dist_pert, 300, 1200, 600);
    PRINT("empirical, 1000 values", sim_dist_empirical, values, 1000);
    parts[0] = (struct sim_dist_part){.weight = 3};
    parts[1] = (struct sim_dist_part){.weight = 1};
    if (!sim_dist_gamma(&parts[0].dist, 600, 0.3) &&
        !sim_dist_constant(&parts[1].dist, 45 * SIM_MINUTE))
        PRINT("mixture of gamma and constant", sim_dist_mixture, parts, 2);
#undef PRINT
}

struct sample {
    int64_t *drawn, *scratch;
    size_t n, rounds;
};

static void copy_only(void *argument)
{
    struct sample *sample = argument;
    for (size_t i = 0; i < sample->rounds; i++) {
        memcpy(sample->scratch, sample->drawn, sample->n * sizeof *sample->drawn);
        sink = (uint64_t)sample->scratch[i % sample->n];
    }
}

static void copy_and_select(void *argument)
{
    static const double p[] = {0.5, 0.9, 0.95, 0.99};
    struct sample *sample = argument;
    double quantiles[4];
    for (size_t i = 0; i < sample->rounds; i++) {
        memcpy(sample->scratch, sample->drawn, sample->n * sizeof *sample->drawn);
        sim_quantiles(sample->scratch, sample->n, p, 4, quantiles);
        sink = (uint64_t)quantiles[3];
    }
}

static void count_in_histogram(void *argument)
{
    static struct sim_histogram histogram;
    struct sample *sample = argument;
    for (size_t i = 0; i < sample->n; i++)
        sim_histogram_add(&histogram, sample->drawn[i]);
    sink = histogram.total;
}

static void print_quantiles(void)
{
    printf("ns a value\n");
    struct sim_dist dist;
    struct sample sample = {malloc(DRAWS * sizeof(int64_t)), malloc(DRAWS * sizeof(int64_t)), 0, 0};
    if (sample.drawn && sample.scratch && !sim_dist_gamma(&dist, 900, 0.5)) {
        struct sim_random random;
        sim_random_at(&random, &(struct sim_place){.seed = 2});
        for (size_t i = 0; i < DRAWS; i++)
            sample.drawn[i] = sim_dist_draw_from(&dist, &random);
        for (sample.n = 300; sample.n <= 300000; sample.n *= 10) {
            char name[40];
            snprintf(name, sizeof name, "4 quantiles of %zu", sample.n);
            sample.rounds = DRAWS / sample.n;
            size_t items = sample.rounds * sample.n;
            printf("  %-34s %17.1f\n", name,
                   measure(copy_and_select, &sample, items) - measure(copy_only, &sample, items));
        }
        sample.n = DRAWS;
        printf("  %-34s %17.1f\n", "counted in a histogram",
               measure(count_in_histogram, &sample, sample.n));
    }
    free(sample.drawn);
    free(sample.scratch);
}

int main(void)
{
    print_raw();
    print_dists();
    print_quantiles();
    return 0;
}
