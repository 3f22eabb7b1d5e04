/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows that are not simulated or not as precisely as the others, each with the reason.
 * docs/validation.md repeats them as `theory --list` prints them.
 */
#include "family.h"

#include <string.h>

const struct excuse excuses[] = {
    {.id = "MM1",
     .quantity = "asymptotic bias",
     .reason = "a limit in the length of run; TRANS has the same bias over finite times, tested"},
    {.id = "PRIO", .reason = "orders have no classes; finish_first ranks the works of one"},
    {.id = "INV",
     .model = "(s,S)",
     .reason = "the truck comes by the clock and at once, not after an order and a lead time"},
    {.id = "INV",
     .model = "(R,S)",
     .reason = "the truck fills up at the review itself: there is no lead time"},
    {.id = "BULK", .model = "M/M^[K]/1", .reason = "an oven place bakes one pizza at a time"},
    {.id = "FORKJOIN",
     .model = "2-queue fork-join",
     .reason = "an order is one pizza, made by one cook"},
    {.id = "BREAK", .model = "M/M/1", .reason = "nobody breaks down in the middle of a work"},
    {.id = "STAT", .model = "standard normal", .reason = "not a queue, and the program uses none"},
    {.id = "STAT", .model = "Kim-Nelson", .reason = "not a queue, and the program uses none"},
    {.id = "USL",
     .quantity = "N* at peak",
     .reason = "the peak of a curve over real numbers of cooks; C(N) of whole ones is tested"},
};

const size_t excuse_count = sizeof excuses / sizeof excuses[0];

static bool begins(const char *text, const char *start)
{
    return !start || strncmp(text, start, strlen(start)) == 0;
}

#define LONG_MEMORY                                                                                \
    "a variance of averages over long stretches: 1 % would take 10^9 orders and more"

const struct allowance allowances[] = {
    {"MM1", "asymptotic variance", "lambda=0.8", 0.025, LONG_MEMORY},
    {"MM1", "asymptotic variance", "lambda=0.9", 0.05, LONG_MEMORY},
    {"MM1", "asymptotic variance", "lambda=0.95", 0.05, LONG_MEMORY},
    {"MG1", "Var(Wq)", "lambda=0.8;S=lognormal(mean=1,cv=2)", 0.05,
     "rests on the fifth moment of the service: 1 % would take 10^10 orders"},
    {"ERLB", "P(block)", "c=2000", 0.05,
     "is rare, and comes in long spells: 1 % would take 10^10 calls"},
};

const size_t allowance_count = sizeof allowances / sizeof allowances[0];

const struct allowance *allowance_of(const struct reference *row)
{
    for (size_t n = 0; n < allowance_count; n++)
        if (strcmp(row->id, allowances[n].id) == 0 &&
            begins(row->quantity, allowances[n].quantity) &&
            reference_has(row, allowances[n].params))
            return &allowances[n];
    return NULL;
}

const struct excuse *excuse_of(const struct reference *row)
{
    for (size_t n = 0; n < excuse_count; n++) {
        const struct excuse *excuse = &excuses[n];
        if (strcmp(row->id, excuse->id) == 0 && begins(row->model, excuse->model) &&
            begins(row->quantity, excuse->quantity) && reference_has(row, excuse->params))
            return excuse;
    }
    return NULL;
}
