/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Simulated time: whole nanoseconds in 64 bits, so that equal instants compare equal on every
 * machine. Knows nothing of what happens at any of them.
 */
#ifndef SIM_CLOCK_H
#define SIM_CLOCK_H

#include <stdint.h>

/* An instant, or a length of time: nanoseconds. An instant counts from the start of the run. */
typedef int64_t sim_time;

#define SIM_US INT64_C(1000)
#define SIM_MS (1000 * SIM_US)
#define SIM_SECOND (1000 * SIM_MS)
#define SIM_MINUTE (60 * SIM_SECOND)
#define SIM_HOUR (60 * SIM_MINUTE)
#define SIM_DAY (24 * SIM_HOUR)

/* The latest instant that can be scheduled, 2^60 ns or 36 years; what would be later is put here.
 */
#define SIM_FAR (INT64_C(1) << 60)

/* Later than everything: "no such instant". */
#define SIM_NEVER INT64_MAX

/* now + length, at most SIM_FAR. Both are from 0 to SIM_FAR. */
static inline sim_time sim_after(sim_time now, sim_time length)
{
    sim_time at = now + length;
    return at < SIM_FAR ? at : SIM_FAR;
}

static inline double sim_seconds(sim_time t)
{
    return (double)t / 1e9;
}

/* Seconds to nanoseconds, to the nearest; below 0 and NaN give 0, too much gives SIM_FAR. */
static inline sim_time sim_from_seconds(double seconds)
{
    double ns = seconds * 1e9;
    if (!(ns > 0))
        return 0;
    return ns < (double)SIM_FAR ? (sim_time)(ns + 0.5) : SIM_FAR;
}

#endif
