/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the benchmarks share: CPU time, and medians of several measurements. Knows nothing of what
 * is measured.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stddef.h>
#include <stdlib.h>
#include <time.h>

/* CPU time used by this process so far, in nanoseconds. */
static inline double bench_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static inline int bench_compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The median of an odd number of values; sorts them. */
static inline double bench_median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, bench_compare);
    return values[count / 2];
}

#endif
