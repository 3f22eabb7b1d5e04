/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals are kept for each cook while the day goes by, and become lanes at its end. */
#include "report/gantt.h"

#include <stdlib.h>
#include <string.h>

/* One variant's cook: a number is used again when its cook has gone. */
struct gantt_cook {
    struct chart_interval *intervals;
    size_t count, room;
    sim_time since; /* in `state` since then */
    enum cook_state state;
    uint32_t order;
    char name[32];
};

/* The cooks of one variant while the day goes by. */
struct crew {
    struct gantt_cook *cooks; /* by number, from 1 */
    size_t room;              /* numbers there is room for */
    size_t count;             /* the highest number seen */
};

struct watching {
    const struct scenario *scenario;
    struct crew *crews; /* one a variant */
    sim_time last;
    bool failed;
};

static void *grow(void *array, size_t *room, size_t least, size_t size)
{
    size_t more = *room ? *room : 16;
    while (more < least)
        more *= 2;
    void *grown = realloc(array, more * size);
    if (!grown)
        return NULL;
    memset((char *)grown + *room * size, 0, (more - *room) * size);
    *room = more;
    return grown;
}

/* The cook of that number, who is not there yet when he is seen for the first time. */
static struct gantt_cook *cook_of(struct crew *crew, uint32_t number)
{
    if (number >= crew->room) {
        struct gantt_cook *cooks =
            grow(crew->cooks, &crew->room, (size_t)number + 1, sizeof *cooks);
        if (!cooks)
            return NULL;
        crew->cooks = cooks;
    }
    for (; crew->count < number; crew->count++)
        crew->cooks[crew->count + 1].state = COOK_GONE;
    return &crew->cooks[number];
}

/* Where the x axis is: the time of day, or in the data center the time since the start. */
static double seconds_of(const struct watching *watching, size_t variant, sim_time at)
{
    bool clock = watching->scenario->theme == THEME_KITCHEN;
    const struct world *world = &watching->scenario->variants[variant].world;
    return sim_seconds(clock ? world->open + at : at);
}

/* What the cook did until now becomes an interval, joined to the one before if it is the same. */
static bool end_interval(const struct watching *watching, size_t variant, struct gantt_cook *cook,
                         sim_time now)
{
    if (cook->state == COOK_GONE || cook->since >= now)
        return true;
    double from = seconds_of(watching, variant, cook->since);
    double to = seconds_of(watching, variant, now);
    struct chart_interval *before = cook->count ? &cook->intervals[cook->count - 1] : NULL;
    if (before && before->to >= from && before->state == (uint32_t)cook->state &&
        before->order == cook->order) {
        before->to = to;
        return true;
    }
    if (cook->count == cook->room) {
        struct chart_interval *intervals =
            grow(cook->intervals, &cook->room, cook->count + 1, sizeof *intervals);
        if (!intervals)
            return false;
        cook->intervals = intervals;
    }
    cook->intervals[cook->count++] =
        (struct chart_interval){from, to, (uint32_t)cook->state, cook->order};
    return true;
}

static void change(void *listener, size_t variant, const struct journal_cook *to)
{
    struct watching *watching = listener;
    struct gantt_cook *cook = cook_of(&watching->crews[variant], to->cook);
    if (!cook || !end_interval(watching, variant, cook, to->at)) {
        watching->failed = true;
        return;
    }
    cook->since = to->at;
    cook->state = to->state;
    cook->order = to->order;
}

static bool instant(void *listener, size_t variant, const struct kitchen *kitchen, sim_time at)
{
    struct watching *watching = listener;
    (void)variant, (void)kitchen;
    watching->last = at;
    return !watching->failed;
}

/* Whoever is there when the day ends is there until then. */
static bool end_day(struct watching *watching)
{
    for (size_t v = 0; v < watching->scenario->variant_count; v++) {
        struct crew *crew = &watching->crews[v];
        for (size_t n = 1; n <= crew->count; n++)
            if (!end_interval(watching, v, &crew->cooks[n], watching->last))
                return false;
    }
    return true;
}

/* The cooks who did anything at all become the chart's lanes, which take over their intervals. */
static bool make_lanes(struct gantt *gantt, struct watching *watching)
{
    const struct scenario *scenario = watching->scenario;
    size_t most = 0, lanes = 0;
    for (size_t v = 0; v < scenario->variant_count; v++)
        most += watching->crews[v].count;
    gantt->cooks = calloc(most + 1, sizeof *gantt->cooks);
    struct chart_lane *lane = calloc(most + 1, sizeof *lane);
    gantt->chart.lanes = lane;
    if (!gantt->cooks || !lane)
        return false;
    for (size_t v = 0; v < scenario->variant_count; v++) {
        for (size_t n = 1; n <= watching->crews[v].count; n++) {
            struct gantt_cook *cook = &gantt->cooks[lanes];
            if (watching->crews[v].cooks[n].count == 0)
                continue;
            *cook = watching->crews[v].cooks[n];
            watching->crews[v].cooks[n].intervals = NULL;
            snprintf(cook->name, sizeof cook->name, "%s %zu",
                     theme_noun(scenario->theme, THING_COOK, 1), n);
            lane[lanes++] = (struct chart_lane){.name = cook->name,
                                                .section = scenario->variants[v].name,
                                                .count = cook->count,
                                                .intervals = cook->intervals};
        }
    }
    gantt->chart.lane_count = lanes;
    if (lanes > CHART_LANES_MOST)
        gantt->chart.note = scenario->theme == THEME_KITCHEN
                                ? "So many cooks are drawn in groups: a row shows what its cooks "
                                  "do, taken together."
                                : "So many workers are drawn in groups: a row shows what its "
                                  "workers do, taken together.";
    return true;
}

static bool make_chart(struct gantt *gantt, const struct scenario *scenario)
{
    for (size_t n = 0; n < COOK_STATES; n++) {
        const struct state_look *look = &palette_states[n];
        gantt->states[n] =
            (struct chart_state){look->label[scenario->theme], look->hue, look->hatch,
                                 look->unicode, look->ascii[scenario->theme]};
    }
    bool clock = scenario->theme == THEME_KITCHEN;
    const char *title = scenario->title;
    size_t room = strlen(title) + 64;
    gantt->title = malloc(room);
    if (!gantt->title)
        return false;
    snprintf(gantt->title, room, "%s: who did what, when", title);
    gantt->chart = (struct chart){
        .kind = CHART_GANTT,
        .title = gantt->title,
        .about = clock ? "A row for each cook: working, standing still or free, over the day."
                       : "A row for each worker: computing, standing still or free, over time.",
        .theme = scenario->theme,
        .x = {.label = clock ? NULL : "time", .unit = clock ? "clock" : "s"},
        .state_count = COOK_STATES,
        .states = gantt->states,
    };
    return true;
}

static enum trace_end watch(struct gantt *gantt, struct watching *watching, uint32_t replication,
                            const atomic_bool *stop)
{
    const struct days_listener listener = {
        .listener = watching, .cook = change, .instant = instant};
    if (!make_chart(gantt, watching->scenario))
        return TRACE_OUT_OF_MEMORY;
    enum trace_end end = days_run(watching->scenario, replication, &listener, stop);
    if (watching->failed || !end_day(watching) || !make_lanes(gantt, watching))
        return TRACE_OUT_OF_MEMORY;
    return end;
}

enum trace_end gantt_make(struct gantt *gantt, const struct scenario *scenario,
                          uint32_t replication, const atomic_bool *stop)
{
    *gantt = (struct gantt){0};
    struct watching watching = {
        .scenario = scenario,
        .crews = calloc(scenario->variant_count, sizeof *watching.crews),
    };
    if (!watching.crews)
        return TRACE_OUT_OF_MEMORY;
    enum trace_end end = watch(gantt, &watching, replication, stop);
    for (size_t v = 0; v < scenario->variant_count; v++) {
        for (size_t n = 0; n < watching.crews[v].room; n++)
            free(watching.crews[v].cooks[n].intervals);
        free(watching.crews[v].cooks);
    }
    free(watching.crews);
    return end;
}

void gantt_free(struct gantt *gantt)
{
    for (size_t n = 0; n < gantt->chart.lane_count; n++)
        free(gantt->cooks[n].intervals);
    free((void *)gantt->chart.lanes);
    free(gantt->cooks);
    free(gantt->title);
}
