/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences, put together from measures and limits. */
#include "report/story.h"

#include <math.h>
#include <string.h>

#include "models/policy.h"
#include "report/figures.h"
#include "report/text.h"

/* The ways in which a cook stands still, in both themes. */
static const struct standing {
    const char *measure;
    const char *where[THEMES];
} standings[] = {
    {"cooks.waiting.warehouse", {"at the warehouse", "waiting for the API"}},
    {"cooks.waiting.worktop", {"for a worktop", "waiting for a core"}},
    {"cooks.waiting.oven", {"at the oven", "waiting for the database"}},
    {"cooks.waiting.courier", {"for a courier", "waiting for a link"}},
    {"cooks.waiting.customer", {"until the customer had his pizza", "waiting for the client"}},
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
    bool extreme = percent < 0.95 || percent > 99.5;
    if (percent > 0 && percent < 0.05)
        fprintf(to, "under 0.1");
    else
        fprintf(to, "%.*f", extreme && percent > 0 && percent < 99.95 ? 1 : 0, percent);
    fputs(TEXT_NO_BREAK "%", to);
}

static void write_standing(FILE *to, const struct result *result, size_t variant, enum theme theme)
{
    double most = 0, sum = 0;
    const char *where = "";
    for (size_t n = 0; n < STANDINGS; n++) {
        double share = result_mean(result, variant, standings[n].measure);
        sum += isnan(share) ? 0 : share;
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
        fputs(" of the time", to);
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

/* What the sentences about limits have in common. */
struct teller {
    FILE *to;
    enum theme theme;
    bool unicode;
    struct scale pace; /* of all rates */
};

static void tell_rate(const struct teller *teller, double per_hour)
{
    char text[FIGURE_ROOM];
    figure_rate(text, per_hour / 3600, teller->pace);
    fputs(text, teller->to);
}

/* A length of time that is not torn apart at a line's end. */
static void tell_time(const struct teller *teller, double seconds)
{
    char text[FIGURE_ROOM];
    figure_time(text, seconds, teller->unicode);
    for (const char *c = text; *c; c++)
        fputs(*c == ' ' ? TEXT_NO_BREAK : (const char[]){*c, '\0'}, teller->to);
}

/* "an hour", for the unit of the rates. */
static const char *pace_words(const struct teller *teller)
{
    return teller->pace.factor == 3600 ? "an hour"
           : teller->pace.factor == 60 ? "a minute"
                                       : "a second";
}

/* "cooks", "bacon", "memory". */
static const char *name_of(const struct teller *teller, const struct limit *limit)
{
    return limit->name                          ? limit->name
           : limit->resource == RESOURCE_MEMORY ? "memory"
                                                : noun_of(limit->resource, teller->theme)->many;
}

static bool is_plural(const struct limit *limit)
{
    return !limit->name && limit->resource != RESOURCE_MEMORY;
}

/* "12 cooks, each kept 65 min by an order, manage 11 orders an hour". */
static void tell_capacity(const struct teller *teller, const struct limit *limit)
{
    FILE *to = teller->to;
    const struct noun *order = &theme_nouns[teller->theme][THING_ORDER];
    bool one = limit->number == 1;
    if (limit->name) {
        fputs("what there is of it is enough for ", to);
    } else if (!isfinite(limit->number)) {
        fputs("however many there are, getting into each other's way they manage ", to);
    } else {
        const struct noun *noun = noun_of(limit->resource, teller->theme);
        write_count(to, limit->number);
        fprintf(to, " %s, %s%s ", one ? noun->one : noun->many, one ? "" : "each ",
                wordings[limit->resource].kept);
        tell_time(teller, limit->kept);
        fprintf(to, " by %s %s, %s ", teller->theme == THEME_KITCHEN ? "an" : "a", order->one,
                one ? "manages" : "manage");
    }
    tell_rate(teller, limit->per_hour);
    fprintf(to, " %s %s", order->many, pace_words(teller));
    if (limit->crowded && isfinite(limit->number))
        fputs(" (with more, crowding makes it less)", to);
}

/* "40 an hour call (at the peak 60)" */
static void tell_calls(const struct teller *teller, const struct limits *limits)
{
    tell_rate(teller, limits->calls);
    fprintf(teller->to, " %s %s", pace_words(teller),
            teller->theme == THEME_KITCHEN ? "call" : "come");
    if (limits->calls_most > limits->calls * 1.005) {
        fputs(" (at the peak ", teller->to);
        tell_rate(teller, limits->calls_most);
        fputc(')', teller->to);
    }
}

/* "the ovens would be next, at 40 an hour (3.6 times as much)." */
static void tell_further(const struct teller *teller, const struct limit *limit, double than,
                         const char *place)
{
    fprintf(teller->to, "%s%s would be %s, at ", limit->resource == RESOURCE_MEMORY ? "" : "the ",
            name_of(teller, limit), place);
    tell_rate(teller, limit->per_hour);
    fprintf(teller->to, " %s", pace_words(teller));
    double ratio = limit->per_hour / than;
    if (ratio >= 1.005 && isfinite(ratio)) {
        fputs(" (", teller->to);
        write_number(teller->to, ratio, ratio < 1.1 ? 3 : 2);
        fputs(" times as much)", teller->to);
    }
    fputc('.', teller->to);
}

static void tell_first(const struct teller *teller, const struct limits *limits)
{
    const struct limit *first = limits->list;
    if (first->resource == RESOURCE_MEMORY)
        fputs("Memory", teller->to);
    else
        fprintf(teller->to, "The %s", name_of(teller, first));
    fprintf(teller->to, " %s the limit%s: ", is_plural(first) ? "are" : "is",
            limits_reached(limits) ? "" : " at the peak");
    tell_capacity(teller, first);
    fputs("; ", teller->to);
    tell_calls(teller, limits);
    fputc('.', teller->to);
}

void story_limits(FILE *to, const struct limits *limits, enum theme theme, bool unicode)
{
    const struct teller teller = {
        .to = to,
        .theme = theme,
        .unicode = unicode,
        .pace = figure_scale("1/s", limits->calls / 3600, theme, "", unicode),
    };
    if (limits->count == 0) {
        fputs("Nothing limits: there is enough of everything.", to);
        return;
    }
    if (!limits_reached_at_peak(limits) && limits->together > 0) {
        fputs("Nothing limits by itself: ", to);
        tell_calls(&teller, limits);
        fputs(". But what stands in line keeps something else standing, so that all of it together "
              "manages ",
              to);
        tell_rate(&teller, limits->together);
        fprintf(to, " %s. Alone, ", pace_words(&teller));
        tell_further(&teller, &limits->list[0], limits->calls_most, "the limit");
        return;
    }
    if (!limits_reached_at_peak(limits)) {
        fputs("Nothing limits: ", to);
        tell_calls(&teller, limits);
        fputs(", and that can be managed. First ", to);
        tell_further(&teller, &limits->list[0], limits->calls_most, "the limit");
        return;
    }
    tell_first(&teller, limits);
    if (limits->count < 2)
        return;
    fprintf(to, " With more %s ", name_of(&teller, &limits->list[0]));
    tell_further(&teller, &limits->list[1], limits->list[0].per_hour, "next");
}
