/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences, put together from measures and limits. */
#include "report/story.h"

#include <math.h>
#include <string.h>

#include "models/policy.h"
#include "report/figures.h"

/* The ways in which a cook stands still, in both themes. */
static const struct standing {
    const char *measure;
    const char *where[THEMES];
} standings[] = {
    {"cooks.waiting.warehouse", {"at the warehouse", "for the API"}},
    {"cooks.waiting.worktop", {"for a worktop", "for a core"}},
    {"cooks.waiting.oven", {"at the oven", "for the database"}},
    {"cooks.waiting.courier", {"for a courier", "for a link"}},
    {"cooks.waiting.customer", {"until the customer had his pizza", "for the client"}},
};

#define STANDINGS (sizeof standings / sizeof *standings)

static void write_number(FILE *to, double value, int digits)
{
    char text[FIGURE_ROOM];
    figure_number(text, value, digits);
    fputs(text, to);
}

/* Counts of people are whole, but not those below ten that come out of an average. */
static void write_count(FILE *to, double count)
{
    write_number(to, count < 9.95 ? count : round(count), 2);
}

/* Whole per cents, and more digits only where else there would be none. */
static void write_percent(FILE *to, double share)
{
    double percent = 100 * share;
    if (percent >= 0.95 || percent == 0)
        fprintf(to, "%.0f %%", percent);
    else
        fprintf(to, percent >= 0.095 ? "%.1f %%" : "under 0.1 %%", percent);
}

static void write_standing(FILE *to, const struct result *result, size_t variant, enum theme theme)
{
    double most = 0, sum = 0;
    const char *where = "";
    for (size_t n = 0; n < STANDINGS; n++) {
        double share = result_mean(result, variant, standings[n].measure);
        sum += share;
        if (share > most) {
            most = share;
            where = standings[n].where[theme];
        }
    }
    if (!(sum > 0)) {
        fputs(" and never stood still", to);
        return;
    }
    fputs(" and stood still ", to);
    write_percent(to, sum);
    fprintf(to, ", %s %s", most < sum * 0.995 ? "mostly" : "all of it", where);
}

static void write_crew(FILE *to, const struct result *result, size_t variant, enum theme theme)
{
    const struct world *world = &result->scenario->variants[variant].world;
    double present = result_mean(result, variant, "cooks.present");
    bool changing = policy_rules_of(world).hires || world->cooks.count > 1;
    if (changing)
        fputs("On average ", to);
    write_count(to, present);
    fprintf(to, " %s", theme_noun(theme, THING_COOK, present));
}

void story_write(FILE *to, const struct result *result, size_t variant)
{
    static const char *const worked[THEMES] = {"worked", "computed"};
    enum theme theme = result->scenario->theme;
    double working = result_mean(result, variant, "cooks.working");
    if (isnan(working)) {
        fprintf(to, "Nobody was on the floor");
    } else {
        write_crew(to, result, variant, theme);
        fprintf(to, " %s ", worked[theme]);
        write_percent(to, working);
        fputs(" of their time", to);
        write_standing(to, result, variant, theme);
    }
    fputs("; ", to);
    write_count(to, result_mean(result, variant, "orders.received"));
    fputs(" of ", to);
    double offered = result_mean(result, variant, "calls.offered");
    write_count(to, offered);
    fprintf(to, " %s got through", theme_noun(theme, THING_CALLER, offered));
    double unfinished = result_mean(result, variant, "orders.unfinished");
    if (unfinished >= 0.05) {
        fputs(", ", to);
        write_count(to, unfinished);
        fprintf(to, " %s left unfinished", unfinished == 1 ? "was" : "were");
    }
    fputc('.', to);
}

/* How a resource is spoken of: what its number counts, and what an order does to one of them. */
static const struct wording {
    const char *kept; /* by an order, for so long */
    enum thing thing; /* what it is called, unless it has a name here: */
    struct noun noun[THEMES];
} wordings[RESOURCES] = {
    [RESOURCE_CLERKS] = {"busy", THING_CLERK, {{0}}},
    [RESOURCE_OVENS] = {"busy", THING_OVEN, {{0}}},
    [RESOURCE_COURIERS] = {"busy", THING_COURIER, {{0}}},
    [RESOURCE_WORKTOPS] = {"busy", THING_WORKTOP, {{0}}},
    [RESOURCE_COOKS] = {"kept", THING_COOK, {{0}}},
    [RESOURCE_CREW_START] = {"kept",
                             THING_COOK,
                             {{"cook who takes up tickets", "cooks who take up tickets"},
                              {"worker that starts", "workers that start"}}},
    [RESOURCE_CREW_PREP] = {"kept",
                            THING_COOK,
                            {{"cook who prepares", "cooks who prepare"},
                             {"worker that computes", "workers that compute"}}},
    [RESOURCE_CREW_BOX] = {"kept",
                           THING_COOK,
                           {{"cook who boxes", "cooks who box"},
                            {"worker that responds", "workers that respond"}}},
    [RESOURCE_IN_FLIGHT] = {"taken",
                            THING_ORDER,
                            {{"place for an order in flight", "places for orders in flight"},
                             {"place for a request in flight", "places for requests in flight"}}},
    [RESOURCE_MEMORY] = {"taken",
                         THING_ORDER,
                         {{"order's room in memory", "orders' room in memory"},
                          {"request's room in memory", "requests' room in memory"}}},
    [RESOURCE_AGENTS] = {"busy", THING_AGENT, {{0}}},
    [RESOURCE_LINES] = {"taken", THING_LINE, {{"phone line", "phone lines"}, {0}}},
};

static const struct noun *noun_of(enum resource resource, enum theme theme)
{
    const struct wording *wording = &wordings[resource];
    return wording->noun[theme].one ? &wording->noun[theme] : &theme_nouns[theme][wording->thing];
}

/* In the kitchen rates are an hour, in the data center a second. */
static const struct pace {
    const char *text;
    double per_hour;
} paces[THEMES] = {{"an hour", 1}, {"a second", 1.0 / 3600}};

static void write_rate(FILE *to, double per_hour, enum theme theme)
{
    double rate = per_hour * paces[theme].per_hour;
    write_number(to, rate < 9.95 ? rate : round(rate), 2);
}

/* "the cooks", "the bacon"; with a capital at the start of a sentence. */
static void write_subject(FILE *to, const struct limit *limit, enum theme theme, bool start)
{
    const char *noun = limit->name                          ? limit->name
                       : limit->resource == RESOURCE_MEMORY ? "memory"
                                                            : noun_of(limit->resource, theme)->many;
    if (limit->resource == RESOURCE_MEMORY && start)
        fputs("Memory", to);
    else
        fprintf(to, "%s%s",
                limit->resource == RESOURCE_MEMORY ? ""
                : start                            ? "The "
                                                   : "the ",
                noun);
}

static bool plural(const struct limit *limit)
{
    return !limit->name && limit->resource != RESOURCE_MEMORY;
}

/* "12 cooks, each kept 65 min by an order, manage 11 orders an hour". */
static void write_capacity(FILE *to, const struct limit *limit, enum theme theme, bool unicode)
{
    const struct noun *order = &theme_nouns[theme][THING_ORDER];
    if (limit->name) {
        fprintf(to, "what there is of it is enough for ");
    } else if (!isfinite(limit->number)) {
        fprintf(to, "however many there are, getting into each other's way they manage ");
    } else {
        const struct noun *noun = noun_of(limit->resource, theme);
        char kept[FIGURE_ROOM];
        figure_time(kept, limit->kept, unicode);
        write_count(to, limit->number);
        fprintf(to, " %s, %s%s %s by %s %s,", limit->number == 1 ? noun->one : noun->many,
                limit->number == 1 ? "" : "each ", wordings[limit->resource].kept, kept,
                theme == THEME_KITCHEN ? "an" : "a", order->one);
        fprintf(to, limit->number == 1 ? " manages " : " manage ");
    }
    write_rate(to, limit->per_hour, theme);
    fprintf(to, " %s %s", order->many, paces[theme].text);
    if (limit->crowded && isfinite(limit->number))
        fputs(" (with more, crowding makes it less)", to);
}

static void write_calls(FILE *to, const struct limits *limits, enum theme theme)
{
    bool peak = limits->calls_most > limits->calls * 1.005;
    write_rate(to, limits->calls, theme);
    fprintf(to, " %s %s", paces[theme].text, theme == THEME_KITCHEN ? "call" : "come");
    if (peak) {
        fputs(" (at the peak ", to);
        write_rate(to, limits->calls_most, theme);
        fputc(')', to);
    }
}

/* "the ovens would be next, at 40 an hour (3.6 times as much)" */
static void write_next(FILE *to, const struct limit *limit, double than, enum theme theme,
                       const char *place)
{
    write_subject(to, limit, theme, false);
    fprintf(to, " would be %s, at ", place);
    write_rate(to, limit->per_hour, theme);
    fprintf(to, " %s", paces[theme].text);
    double ratio = limit->per_hour / than;
    if (ratio >= 1.005 && isfinite(ratio)) {
        fputs(" (", to);
        write_number(to, ratio, ratio < 1.1 ? 3 : 2);
        fputs(" times as much)", to);
    }
}

void story_limits(FILE *to, const struct limits *limits, enum theme theme, bool unicode)
{
    const struct limit *first = limits->list;
    if (limits->count == 0) {
        fputs("Nothing limits: there is enough of everything.", to);
        return;
    }
    if (!limits_reached_at_peak(limits)) {
        fputs("Nothing limits: ", to);
        write_calls(to, limits, theme);
        fputs(", and that can be managed. First ", to);
        write_next(to, first, limits->calls_most, theme, "the limit");
        fputc('.', to);
        return;
    }
    write_subject(to, first, theme, true);
    fprintf(to, " %s the limit%s: ", plural(first) ? "are" : "is",
            limits_reached(limits) ? "" : " at the peak");
    write_capacity(to, first, theme, unicode);
    fputs("; ", to);
    write_calls(to, limits, theme);
    fputc('.', to);
    if (limits->count < 2)
        return;
    fputs(" With more ", to);
    fputs(first->name     ? first->name
          : plural(first) ? noun_of(first->resource, theme)->many
                          : "memory",
          to);
    fputc(' ', to);
    write_next(to, &limits->list[1], first->per_hour, theme, "next");
    fputc('.', to);
}
