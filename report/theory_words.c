/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences about theory. */
#include "report/theory_words.h"

#include <math.h>
#include <string.h>

#include "report/figures.h"
#include "report/story.h"
#include "report/text.h"

#define HOUR 3600

static const char *const resources[RESOURCES][THEMES] = {
    [RESOURCE_CLERKS] = {"clerks", "connections"},
    [RESOURCE_INGREDIENT] = {"ingredients", "quota"},
    [RESOURCE_OVENS] = {"oven places", "writers"},
    [RESOURCE_COURIERS] = {"couriers", "links"},
    [RESOURCE_WORKTOPS] = {"worktops", "cores"},
    [RESOURCE_COOKS] = {"cooks", "workers"},
    [RESOURCE_CREW_START] = {"start crew", "start crew"},
    [RESOURCE_CREW_PREP] = {"prep crew", "compute crew"},
    [RESOURCE_CREW_BOX] = {"box crew", "respond crew"},
    [RESOURCE_IN_FLIGHT] = {"in flight", "in flight"},
    [RESOURCE_MEMORY] = {"memory", "memory"},
    [RESOURCE_AGENTS] = {"agents", "acceptors"},
    [RESOURCE_LINES] = {"phone lines", "backlog"},
};

const char *theory_resource(const struct limit *limit, enum theme theme)
{
    return limit->name ? limit->name : resources[limit->resource][theme];
}

static const struct {
    const char *measure;
    const char *label[THEMES];
} measures[] = {
    {"throughput", {"delivered (throughput)", "answered (throughput)"}},
    {"calls.refused", {"lost: busy tone (blocked)", "lost: refused (blocked)"}},
    {"calls.abandoned", {"lost: hung up (reneged)", "lost: gave up (reneged)"}},
    {"time.total.mean", {"call to delivery, on average", "call to answer, on average"}},
    {"time.total.sd", {"  spread (standard deviation)", "  spread (standard deviation)"}},
    {"time.total.p95", {"  unlucky (95th percentile)", "  unlucky (95th percentile)"}},
    {"time.hold.mean", {"until an agent answers", "until accepted"}},
    {"time.ticket.mean", {"until a cook takes the ticket", "until a worker takes it"}},
    {"time.ticket.p95", {"  unlucky (95th percentile)", "  unlucky (95th percentile)"}},
    {"queue.hold", {"callers on hold", "clients in the backlog"}},
    {"queue.ticket", {"tickets in line", "requests for a worker"}},
    {"queue.clerk", {"in line for a clerk", "in line for a connection"}},
    {"queue.oven", {"in line for an oven place", "in line for a writer"}},
    {"queue.courier", {"in line for a courier", "in line for a link"}},
    {"queue.ready", {"ready tasks for a cook", "ready tasks for a worker"}},
    {"in_flight", {"orders in flight", "requests in flight"}},
    {"memory.mean", {"memory", "memory"}},
};

const char *theory_measure(const char *measure, enum theme theme)
{
    for (size_t n = 0; n < sizeof measures / sizeof *measures; n++)
        if (strcmp(measures[n].measure, measure) == 0)
            return measures[n].label[theme];
    return measure;
}

static const char *const violations[ASSUMPTIONS][THEMES] = {
    [ASSUME_STEADY_CALLS] = {"calls do not come at one rate all day",
                             "clients do not come at one rate all the time"},
    [ASSUME_STEADY_CREWS] = {"a shift plan changes", "a plan changes"},
    [ASSUME_RANDOM_CALLS] = {"calls do not come at random (a Poisson process)",
                             "clients do not come at random (a Poisson process)"},
    [ASSUME_NO_REDIALS] = {"who hears the busy tone redials", "who is refused tries again"},
    [ASSUME_FORGETFUL_CALLS] = {"callers are lost, and calls or patience are not exponential",
                                "clients are lost, and accepting or patience is not exponential"},
    [ASSUME_NO_BLOCKING] = {"agents keep tickets that they cannot hand over (blocking)",
                            "acceptors keep requests that they cannot hand over (blocking)"},
    [ASSUME_STOCK] = {"ingredients can run out", "the quota can run out"},
    [ASSUME_NO_ADMISSION] = {"orders in flight are limited", "requests in flight are limited"},
    [ASSUME_ONE_VISIT] = {"an order comes to the cooks several times",
                          "a request comes to the workers several times"},
    [ASSUME_ANY_COOK] = {"an order's tasks wait for one cook",
                         "a request's tasks wait for one worker"},
    [ASSUME_FREE_HANDS] = {"cooks stand in line with an order in their hands",
                           "workers stand in line with a request in their hands"},
    [ASSUME_STEADY_SPEED] = {"work slows down with the number of cooks (crowding)",
                             "work slows down with the number of workers (crowding)"},
    [ASSUME_RANDOM_FLOW] = {"behind a station orders come less or more evenly than at random",
                            "behind a station requests come less or more evenly than at random"},
    [ASSUME_KNOWN_SERVICE] = {"several serve one line, for times neither exponential nor constant",
                              "several serve one line, for times neither exponential nor constant"},
    [ASSUME_WARM] = {"the day begins empty and is measured from its beginning (no warm-up)",
                     "it begins empty and is measured from its beginning (no warm-up)"},
    [ASSUME_FOLLOWED] = {"what is unfinished at closing is not followed to its end",
                         "what is unfinished at the end is not followed"},
};

void theory_write_violated(FILE *to, const struct theory *theory, enum theme theme)
{
    bool first = true;
    for (int n = 0; n < ASSUMPTIONS; n++) {
        if (!(theory->chain.violated & 1u << n))
            continue;
        fprintf(to, "%s%s", first ? "" : "; ", violations[n][theme]);
        first = false;
    }
}

static void write_number(FILE *to, double value, int digits)
{
    char text[FIGURE_ROOM];
    figure_number(text, value < 99.5 ? value : round(value), digits);
    fputs(text, to);
}

/* A length of time that is not torn apart at a line's end. */
static void write_time(FILE *to, double seconds, bool unicode)
{
    char text[FIGURE_ROOM];
    figure_time(text, seconds, unicode);
    for (const char *c = text; *c; c++)
        fputs(*c == ' ' ? TEXT_NO_BREAK : (const char[]){*c, '\0'}, to);
}

/* A rate in the unit that fits: "42 an hour". */
static void write_rate(FILE *to, double per_second, enum theme theme)
{
    struct scale scale = figure_scale("1/s", per_second, theme, "", false);
    write_number(to, per_second * scale.factor, 3);
    fputs(scale.factor == HOUR ? " an hour" : scale.factor == 60 ? " a minute" : " a second", to);
}

void theory_write_demand(FILE *to, const struct theory *theory, enum theme theme, bool unicode)
{
    static const char *const meaning[][THEMES] = {
        [DEMAND_MET] = {"", ""},
        [DEMAND_ABOVE_AT_PEAK] =
            {" While more call than can be managed, lines grow: no formula for a steady state says "
             "how long they get.",
             " While more come than can be managed, lines grow: no formula for a steady state says "
             "how long they get."},
        [DEMAND_TURNED_AWAY] =
            {" If that lasts, lines grow until so many callers are lost that the others can be "
             "managed.",
             " If that lasts, lines grow until so many clients are lost that the others can be "
             "managed."},
        [DEMAND_PILES_UP] = {" Lines grow as long as calls come: there is no steady state, and no "
                             "mean time.",
                             " Lines grow as long as requests come: there is no steady state, and "
                             "no mean time."},
    };
    story_limits(to, &theory->limits, theme, unicode);
    fputs(meaning[theory->demand][theme], to);
}

/* Kendall's notation with its numbers: "M/M/5/12+M". */
static void write_kendall(FILE *to, const struct stop *stop, const struct world *world)
{
    double c = stop->servers;
    switch (stop->model) {
    case QUEUE_MMC:
        fprintf(to, "M/M/%.0f", c);
        break;
    case QUEUE_MDC:
        fprintf(to, "M/D/%.0f", c);
        break;
    case QUEUE_PS:
        fprintf(to, "M/G/%.0f-PS", c);
        break;
    case QUEUE_LOSS:
        fprintf(to, "M/G/%.0f/%.0f", c, c);
        break;
    case QUEUE_MMCK:
        fprintf(to, "M/M/%.0f/%lld", c, (long long)world->lines);
        break;
    case QUEUE_MMCKM:
        fprintf(to, "M/M/%.0f/%lld+M", c, (long long)world->lines);
        break;
    case QUEUE_ERLANG_A:
        fprintf(to, "M/M/%.0f+M", c);
        break;
    case QUEUE_GGC:
        fprintf(to, "G/G/%.0f", c);
        break;
    default:
        fputs(queue_model_names[stop->model], to);
    }
}

static const char *const sources[QUEUE_MODELS] = {
    [QUEUE_DELAY] = "enough for everybody",
    [QUEUE_MM1] = "Erlang 1917",
    [QUEUE_MMC] = "Erlang C, 1917",
    [QUEUE_MD1] = "Pollaczek 1930, Khinchine 1932",
    [QUEUE_MDC] = "Crommelin 1932",
    [QUEUE_MG1] = "Pollaczek 1930, Khinchine 1932",
    [QUEUE_PS] = "processor sharing, Kleinrock 1967",
    [QUEUE_LOSS] = "Erlang B, 1917",
    [QUEUE_MMCK] = "a limited line",
    [QUEUE_ERLANG_A] = "Erlang A, Palm 1957",
    [QUEUE_MMCKM] = "a limited line that callers leave",
    [QUEUE_GGC] = "approximately: Allen and Cunneen 1978",
};

static void write_stops(FILE *to, const struct theory *theory, enum theme theme)
{
    for (size_t n = 0; n < theory->chain.count; n++) {
        const struct stop *stop = &theory->chain.stops[n];
        fprintf(to, "%s%s ", n == 0 ? "" : "; ", resources[stop->at][theme]);
        write_kendall(to, stop, theory->world);
        fprintf(to, " (%s)", sources[stop->model]);
    }
}

static void write_saturated(FILE *to, const struct theory *theory, enum theme theme)
{
    const struct saturated *saturated = &theory->saturated;
    const char *one = theme == THEME_KITCHEN ? "order goes" : "request goes";
    const char *many = theme == THEME_KITCHEN ? "orders go" : "requests go";
    const char *lack =
        theme == THEME_KITCHEN ? "There is always a ticket" : "There is always a request";
    if (saturated->model == SATURATED_BLOCKING) {
        fprintf(to,
                "%s behind the %s, so what is delivered is known exactly: two stations one after "
                "the other with %lld places between them (Hunt 1956).",
                lack, theme_nouns[theme][THING_AGENT].one, (long long)theory->world->rail);
        return;
    }
    fprintf(to, "%s, so ", lack);
    write_number(to, saturated->orders, 3);
    fprintf(to, " %s round at a time, and what is delivered is known exactly: ",
            saturated->orders == 1 ? one : many);
    fputs(saturated->model == SATURATED_BUSY ? "none of them stands in line."
          : saturated->model == SATURATED_FINITE
              ? "they stand in line at one station (finite source M/M/c//N, the machine repairman: "
                "Palm 1947)."
              : "a closed network of single servers (mean value analysis: Reiser and Lavenberg "
                "1980).",
          to);
}

static void write_reasons(FILE *to, const struct theory *theory, enum theme theme)
{
    bool any = theory->chain.violated & ~(1u << ASSUME_WARM | 1u << ASSUME_FOLLOWED);
    fputs("No formula fits the whole; what holds without one are bounds (operational laws: Denning "
          "and Buzen 1978).",
          to);
    if (any) {
        fputs(" In the way: ", to);
        theory_write_violated(to, theory, theme);
        fputc('.', to);
    }
}

/* The tightest station alone. */
static void write_rough(FILE *to, const struct theory *theory, enum theme theme, bool unicode)
{
    if (isnan(theory->tightest_wait))
        return;
    fprintf(to, " Roughly, the wait for the tightest, %s, alone: ",
            theory_resource(&theory->tightest, theme));
    if (theory->tightest_wait < 1e-6 * theory->time_least)
        fputs("next to nothing", to);
    else
        write_time(to, theory->tightest_wait, unicode);
    fputs(theory->load.steady_calls
              ? " (Allen and Cunneen 1978)."
              : " (Allen and Cunneen 1978, for each rate as if it lasted: pointwise stationary).",
          to);
}

void theory_write_models(FILE *to, const struct theory *theory, enum theme theme, bool unicode)
{
    const struct chain *chain = &theory->chain;
    bool whole = chain->phone && chain->kitchen && !chain->overloaded;
    if (theory->constant_line) {
        fputs("One after the other with constant times, they keep everybody waiting as long as the "
              "slower one alone, whatever room there is between them (Friedman 1965).",
              to);
    } else if (theory->saturated.model != SATURATED_UNKNOWN) {
        write_saturated(to, theory, theme);
    } else if (whole) {
        fputs(theory->exact ? "A known queue, so that results are exact: "
                            : "A chain of queues, some known only roughly: ",
              to);
        if (chain->count == 0)
            fputs("nothing takes any time", to);
        write_stops(to, theory, theme);
        fputc('.', to);
    } else {
        write_reasons(to, theory, theme);
        if (chain->phone && chain->count > 0 && !chain->kitchen && !chain->overloaded) {
            fputs(" A part of it is a known queue: ", to);
            write_stops(to, theory, theme);
            fputc('.', to);
        }
        write_rough(to, theory, theme, unicode);
    }
}

static void write_limited_gain(FILE *to, const struct theory *theory, enum theme theme)
{
    const struct gain *gain = &theory->gain;
    const char *cooks = theme_nouns[theme][THING_COOK].many;
    bool here = isfinite(gain->here);
    if (here) {
        fprintf(to, " With the %s of this variant ", cooks);
        if (gain->here < 1.0005)
            fputs("nothing is gained", to);
        else
            write_number(to, gain->here, 3);
        fputs(gain->here < 1.0005 ? "" : " times remain", to);
    }
    if (!gain->limited) {
        fputs(here ? ": nothing else limits." : " Nothing else limits.", to);
        return;
    }
    fprintf(to, "%s the next limit is at ", here ? ":" : " But");
    write_rate(to, gain->next.per_hour / HOUR, theme);
    fprintf(to, " (%s). The gain vanishes at ", theory_resource(&gain->next, theme));
    write_number(to, ceil(gain->vanishes), 3);
    fprintf(to, " %s, who reach that limit although they wait.", cooks);
}

void theory_write_gain(FILE *to, const struct theory *theory, enum theme theme, bool unicode)
{
    const struct gain *gain = &theory->gain;
    const char *cooks = theme_nouns[theme][THING_COOK].many;
    const char *order = theme == THEME_KITCHEN ? "An order" : "A request";
    fprintf(to, "%s needs ", order);
    write_time(to, gain->works, unicode);
    fputs(" of work and ", to);
    write_time(to, gain->waits, unicode);
    fputs(" of waits. ", to);
    if (!(gain->waits > 0)) {
        fputs("So it makes no difference whether waits hold anybody (event-driven gains nothing).",
              to);
        return;
    }
    if (!(gain->works > 0)) {
        fprintf(to, "So %s who never wait have nothing to do at all.", cooks);
        return;
    }
    fprintf(to, "%s who never wait (event-driven) manage 1 + waits/work = ",
            theme == THEME_KITCHEN ? "Cooks" : "Workers");
    write_number(to, gain->most, 3);
    fputs(" times as many as those who stay with it (synchronous).", to);
    write_limited_gain(to, theory, theme);
    fprintf(to, " To keep up with all that %s takes ", theme == THEME_KITCHEN ? "call" : "come");
    write_number(to, ceil(gain->waiting_cooks), 3);
    fputs(gain->waiting_cooks <= 1 ? " who waits, or " : " who wait, or ", to);
    write_number(to, ceil(gain->working_cooks), 3);
    fputs(gain->working_cooks <= 1 ? " who does not." : " who do not.", to);
}
