/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fate (MODEL section 5): order 17 has the same durations and the same recipe in every kitchen,
 * whatever happened to the orders before it; and that is why differences between kitchens are
 * known better than the kitchens themselves.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/kitchen.h"
#include "models/measures.h"

enum { ORDERS = 400, LENGTHS = 3 };

/* What was seen of each order: the length of every event that has one. */
struct album {
    sim_time called[ORDERS];
    uint32_t recipe[ORDERS];
    sim_time lengths[ORDERS][JOURNAL_EVENTS][LENGTHS]; /* -1: not seen */
};

static void look(void *listener, const struct journal_entry *entry)
{
    struct album *album = listener;
    if (entry->order >= ORDERS)
        return;
    if (entry->event == EVENT_CALL)
        album->called[entry->order] = entry->at;
    album->recipe[entry->order] = entry->recipe;
    unsigned work = entry->event == EVENT_SWITCH ? entry->number : 0;
    album->lengths[entry->order][entry->event][work] = entry->length;
}

struct shop {
    struct world world;
    struct shift agents, cooks, couriers;
    struct rate rate;
    struct recipe recipes[2];
};

/* Everything is random and everything can run out. */
static void open_shop(struct shop *shop)
{
    memset(shop, 0, sizeof *shop);
    struct world *w = &shop->world;
    w->seed = 7;
    w->hours = 4 * SIM_HOUR;
    shop->rate = (struct rate){0, 40.0 / 3600};
    w->arrivals = (struct arrivals){.count = 1, .rates = &shop->rate};
    w->demand = 1;
    w->lines = 6;
    w->redial_attempts = 2;
    shop->agents = (struct shift){0, 3};
    shop->cooks = (struct shift){0, 6};
    shop->couriers = (struct shift){0, 9};
    w->agents = (struct plan){1, &shop->agents};
    w->cooks = (struct plan){1, &shop->cooks};
    w->couriers = (struct plan){1, &shop->couriers};
    w->worktops = w->in_flight = w->clerks = w->memory_total = UNLIMITED;
    w->ovens = 8;
    w->stages[0] = w->stages[1] = w->stages[2] = 2;
    sim_dist_exponential(&w->patience, 600);
    sim_dist_exponential(&w->redial_after, 180);
    sim_dist_lognormal(&w->call, 200, 0.4);
    sim_dist_uniform(&w->swtch, 5, 30);
    sim_dist_exponential(&w->fetch, 60);
    sim_dist_gamma(&w->box, 60, 0.5);
    sim_dist_gamma(&w->ride, 600, 0.3);
    sim_dist_gamma(&w->back, 500, 0.3);
    w->recipe_count = 2;
    w->recipes = shop->recipes;
    for (int n = 0; n < 2; n++) {
        shop->recipes[n] = (struct recipe){.name = "?", .share = 1 + n};
        sim_dist_gamma(&shop->recipes[n].prep, 300 + 200 * n, 0.3);
        sim_dist_weibull(&shop->recipes[n].bake, 600, 2);
    }
    w->late_after = SIM_NEVER;
}

static void fill(struct album *album, const struct world *world)
{
    memset(album, 0xff, sizeof *album);
    struct kitchen *kitchen = kitchen_new();
    const struct journal journal = {.note = look, .listener = album};
    assert_true(kitchen_begin(kitchen, world, 3, &journal));
    assert_true(kitchen_run(kitchen, SIM_NEVER));
    kitchen_free(kitchen);
}

static void an_order_has_the_same_fate_everywhere(void **state)
{
    (void)state;
    struct shop shop;
    open_shop(&shop);
    struct album *one = malloc(sizeof *one), *other = malloc(sizeof *other);
    assert_true(one && other);
    fill(one, &shop.world);
    for (int policy = 1; policy < POLICIES; policy++) {
        shop.world.policy = (enum policy)policy;
        fill(other, &shop.world);
        int compared = 0;
        for (int n = 1; n < ORDERS; n++) {
            assert_true(one->called[n] == other->called[n]);
            if (one->called[n] >= 0)
                assert_int_equal(one->recipe[n], other->recipe[n]);
            for (int event = 0; event < JOURNAL_EVENTS; event++) {
                for (int work = 0; work < LENGTHS; work++) {
                    sim_time here = one->lengths[n][event][work];
                    sim_time there = other->lengths[n][event][work];
                    if (here < 0 || there < 0)
                        continue;
                    assert_true(here == there);
                    compared += here > 0;
                }
            }
        }
        assert_true(compared > 200);
    }
    free(one);
    free(other);
}

/* A slower oven is the same day otherwise: nothing before the oven changes for order 1. */
static void a_changed_distribution_changes_only_itself(void **state)
{
    (void)state;
    struct shop shop;
    open_shop(&shop);
    struct album *one = malloc(sizeof *one), *other = malloc(sizeof *other);
    assert_true(one && other);
    fill(one, &shop.world);
    for (int n = 0; n < 2; n++)
        sim_dist_weibull(&shop.recipes[n].bake, 1200, 2);
    fill(other, &shop.world);
    for (int n = 1; n < ORDERS; n++) {
        sim_time here = one->lengths[n][EVENT_BAKE][0], there = other->lengths[n][EVENT_BAKE][0];
        if (here >= 0 && there >= 0)
            assert_true(llabs(there - 2 * here) <= 1); /* stretched */
        here = one->lengths[n][EVENT_RIDE][0];
        there = other->lengths[n][EVENT_RIDE][0];
        if (here >= 0 && there >= 0)
            assert_true(here == there);
    }
    free(one);
    free(other);
}

/* Var(X - Y) with the same customers, against Var X + Var Y with other ones. */
static void common_customers_sharpen_the_comparison(void **state)
{
    (void)state;
    enum { DAYS = 200 };
    struct shop shop;
    open_shop(&shop);
    struct kitchen *kitchen = kitchen_new();
    double *values = calloc(measure_count(), sizeof *values);
    double sums[3] = {0}, squares[3] = {0};
    for (uint32_t day = 1; day <= DAYS; day++) {
        double x[3];
        for (int crew = 0; crew < 2; crew++) {
            shop.cooks.number = 6 + crew;
            assert_true(kitchen_begin(kitchen, &shop.world, day, NULL));
            assert_true(kitchen_run(kitchen, SIM_NEVER));
            assert_true(measures_of(kitchen, values));
            x[crew] = values[measure_find("orders.delivered")];
        }
        x[2] = x[1] - x[0];
        for (int n = 0; n < 3; n++) {
            sums[n] += x[n];
            squares[n] += x[n] * x[n];
        }
    }
    double variance[3];
    for (int n = 0; n < 3; n++)
        variance[n] = (squares[n] - sums[n] * sums[n] / DAYS) / (DAYS - 1);
    assert_true(variance[2] < 0.5 * (variance[0] + variance[1]));
    free(values);
    kitchen_free(kitchen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_order_has_the_same_fate_everywhere),
        cmocka_unit_test(a_changed_distribution_changes_only_itself),
        cmocka_unit_test(common_customers_sharpen_the_comparison),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
