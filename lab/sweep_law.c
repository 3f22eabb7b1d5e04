/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See sweep_law.h. */
#include "lab/sweep_law.h"

#include <math.h>
#include <stdlib.h>

#include "models/keys.h"
#include "models/measures.h"

/*
 * A point that is off by more, as a share of the highest, belongs to another curve. What chance
 * does to single points is no excuse: it does nearly the same to all, who have the same callers.
 */
#define NEAR_ENOUGH 0.03

/* So many standard errors from 0 a parameter is established. */
#define ESTABLISHED 2.0

/* The law is about how many work together. */
static bool counts_something(const struct sweep *sweep)
{
    struct key_part parts[2];
    const struct key *key = key_find(sweep->points[0].scenario.theme, sweep->ranges[0].key, parts);
    return key && (key->type == TYPE_PLAN || key->type == TYPE_LIMIT || key->type == TYPE_COUNT) &&
           range_is_numeric(&sweep->ranges[0]);
}

static void judge(struct sweep_law *law, const struct sweep *sweep, const double *throughput)
{
    const double *n = sweep->ranges[0].numbers;
    double highest = 0;
    for (size_t i = 0; i < sweep->point_count; i++)
        highest = fmax(highest, throughput[i]);
    for (size_t i = 0; i < sweep->point_count; i++) {
        double off = fabs(usl_fit_at(&law->fit, n[i]) - throughput[i]);
        if (off / highest > law->off) {
            law->off = off / highest;
            law->off_at = i;
        }
    }
    law->fits = law->off <= NEAR_ENOUGH;
    law->falls = law->fit.kappa > ESTABLISHED * law->fit.kappa_se &&
                 law->fit.peak < n[sweep->point_count - 1];
}

static bool changes(const struct sweep *sweep, size_t variant)
{
    for (size_t n = 0; n < sweep->point_count; n++)
        if (sweep_worse(sweep, n, variant, measure_find("throughput")))
            return true;
    return false;
}

bool sweep_law_of(struct sweep_law *law, const struct sweep *sweep, size_t variant)
{
    *law = (struct sweep_law){.fits = false};
    if (sweep->range_count > 1 || sweep->point_count == 0 || !counts_something(sweep) ||
        !changes(sweep, variant))
        return false;
    double *throughput = calloc(sweep->point_count, sizeof *throughput);
    if (!throughput)
        return false;
    for (size_t i = 0; i < sweep->point_count; i++)
        throughput[i] = sweep_estimate(sweep, i, variant, measure_find("throughput")).mean;
    bool fitted = usl_fit_to(&law->fit, sweep->ranges[0].numbers, throughput, sweep->point_count);
    if (fitted)
        judge(law, sweep, throughput);
    free(throughput);
    return fitted;
}
