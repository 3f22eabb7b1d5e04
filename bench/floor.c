/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The yardstick by itself: nanoseconds a job of a bare M/M/1 queue. See bench/floor.h. */
#include <stdio.h>

#include "bench/bench.h"
#include "bench/floor.h"

int main(void)
{
    enum { TIMES = 5, JOBS = 5000000 };
    double times[TIMES], number = 0;
    floor_prepare();
    for (int i = 0; i < TIMES; i++) {
        double start = bench_now();
        number += floor_serve(JOBS) / TIMES;
        times[i] = (bench_now() - start) / JOBS;
    }
    double ns = bench_median(times, TIMES);
    printf("floor: %.1f ns a job, %.1f million jobs a second (mean number in the system %.3f, "
           "theory 9)\n",
           ns, 1e3 / ns, number);
    return 0;
}
