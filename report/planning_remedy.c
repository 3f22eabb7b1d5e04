/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What else would help where no value of the keys does, in sentences. */
#include <math.h>

#include "models/measures.h"
#include "report/figures.h"
#include "report/planning_words.h"
#include "report/story.h"
#include "report/text.h"
#include "report/theory_words.h"

/* So many are named. */
#define NAMED 3

/* What the sentences have in common. */
struct teller {
    FILE *to;
    const struct planning *plan;
    const struct remedies *remedies;
    bool unicode;
};

static const char *resource_name(const struct teller *teller, const struct remedy *remedy)
{
    const struct limit limit = {
        .resource = remedy->resource, .name = remedy->name, .number = remedy->from};
    return theory_resource(&limit, planning_scenario(teller->plan)->theme);
}

/* "48 ovens instead of 24", "twice the dough" */
static void tell_resource(const struct teller *teller, const struct remedy *remedy)
{
    char from[FIGURE_ROOM], to[FIGURE_ROOM];
    figure_number(from, remedy->from, 4);
    figure_number(to, remedy->to, 4);
    if (remedy->resource == RESOURCE_INGREDIENT)
        fputs("twice the ingredients", teller->to);
    else if (remedy->resource == RESOURCE_MEMORY)
        fputs("twice the memory", teller->to);
    else
        fprintf(teller->to, "%s %s instead of %s", to, resource_name(teller, remedy), from);
}

static void tell_value(const struct teller *teller, const struct estimate *value)
{
    planning_write_interval(teller->to, teller->plan,
                            target_unit(&teller->plan->targets[teller->remedies->target]), value,
                            teller->unicode);
}

/* Whether doubling a resource does any good. */
static bool helps(const struct teller *teller, const struct remedy *remedy)
{
    return remedy->established && remedy->shortfall < teller->remedies->shortfall;
}

static const char *all_targets(const struct teller *teller)
{
    return teller->plan->target_count == 1 ? "the target" : "all targets";
}

/* Returns how many there are. */
static size_t tell_remedies(const struct teller *teller)
{
    const struct remedies *r = teller->remedies;
    size_t named = 0;
    for (size_t n = 0; n < r->count && named < NAMED; n++) {
        if (!helps(teller, &r->list[n]))
            continue;
        fputs(named == 0 ? "What else would help there: " : "; ", teller->to);
        tell_resource(teller, &r->list[n]);
        if (named == 0)
            fprintf(teller->to, " would make %s ",
                    measure_at(teller->plan->targets[r->target].measure)
                        ->name[planning_scenario(teller->plan)->theme]);
        else
            fputs(", ", teller->to);
        tell_value(teller, &r->list[n].value);
        if (r->list[n].shortfall <= 0)
            fprintf(teller->to, " and meet %s", all_targets(teller));
        named++;
    }
    if (named > 0)
        fputs(". ", teller->to);
    else
        fputs("What else would help there: twice as much of no single thing does. ", teller->to);
    return named;
}

/* What is left when nobody ever stands in line. */
static void tell_unlimited(const struct teller *teller)
{
    const struct remedies *r = teller->remedies;
    if (r->unlimited_shortfall > 0) {
        fprintf(teller->to, "Even where there is enough of everything, nobody stands in line and "
                            "no caller is lost for that, it is ");
        tell_value(teller, &r->unlimited);
        fprintf(teller->to,
                ": no staff and no ovens meet %s, only other work, other ways or other "
                "calls. ",
                all_targets(teller));
    } else {
        fputs("With enough of everything it would be ", teller->to);
        tell_value(teller, &r->unlimited);
        fputs(", so it can be done. ", teller->to);
    }
}

void planning_write_remedies(FILE *to, const struct planning *plan, size_t variant, bool unicode)
{
    const struct teller teller = {to, plan, plan->variants[variant].remedies, unicode};
    if (!teller.remedies)
        return;
    tell_remedies(&teller);
    tell_unlimited(&teller);
    story_limits(to, &teller.remedies->limits, planning_scenario(plan)->theme, unicode);
    fprintf(to, " (%u days each, the same for all.)", (unsigned)plan->first);
}
