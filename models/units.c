/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables of units and of forms of distributions. Knows nothing of reading or writing them.
 */
#include "models/units.h"

#include <stddef.h>

const struct unit time_units[] = {
    {{"us", "microsecond", "microseconds"}, SIM_US},
    {{"ms", "millisecond", "milliseconds"}, SIM_MS},
    {{"s", "second", "seconds"}, SIM_SECOND},
    {{"min", "minute", "minutes"}, SIM_MINUTE},
    {{"h", "hour", "hours"}, SIM_HOUR},
    {{"day", "days"}, SIM_DAY},
    {{NULL}, 0},
};

const struct unit size_units[] = {
    {{"B", "byte", "bytes"}, 1},  {{"KiB"}, UINT64_C(1) << 10}, {{"MiB"}, UINT64_C(1) << 20},
    {{"GiB"}, UINT64_C(1) << 30}, {{"TiB"}, UINT64_C(1) << 40}, {{NULL}, 0},
};

const struct form forms[FORMS] = {
    {"exponential", SIM_EXPONENTIAL, NULL, NULL, false, false, "exponential 8 min"},
    {"gamma", SIM_GAMMA, "cv", NULL, false, false, "gamma 15 min cv 0.3"},
    {"lognormal", SIM_LOGNORMAL, "cv", NULL, false, false, "lognormal 5 min cv 0.4"},
    {"erlang", SIM_ERLANG, "k", NULL, false, false, "erlang 15 min k 4"},
    {"weibull", SIM_WEIBULL, "shape", NULL, false, false, "weibull 15 min shape 2"},
    {"pareto", SIM_PARETO, "shape", NULL, false, false, "pareto 15 min shape 2.5"},
    {"hyperexponential", SIM_HYPEREXPONENTIAL, "cv", NULL, false, false,
     "hyperexponential 15 min cv 2"},
    {"normal", SIM_NORMAL, "sd", NULL, true, false, "normal 15 min sd 3 min"},
    {"uniform", SIM_UNIFORM, "to", NULL, true, false, "uniform 0 min to 30 min"},
    {"triangular", SIM_TRIANGULAR, "to", "peak", true, true,
     "triangular 5 min to 20 min peak 10 min"},
    {"pert", SIM_PERT, "to", "peak", true, true, "pert 5 min to 20 min peak 10 min"},
    {"empirical", SIM_EMPIRICAL, NULL, NULL, false, false, "empirical prep.csv"},
    {"mixture", SIM_MIXTURE, NULL, NULL, false, false,
     "mixture 3 of gamma 10 min cv 0.3 | 1 of 45 min"},
};

const struct form *form_of(enum sim_dist_kind kind)
{
    for (size_t i = 0; i < FORMS; i++)
        if (forms[i].kind == kind)
            return &forms[i];
    return NULL;
}
