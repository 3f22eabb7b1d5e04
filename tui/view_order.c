/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * View 4: what happened to one order in both kitchens, step by step, side by side and on one scale
 * of time. The order is chosen, or it is whoever calls next.
 */
#include <stdio.h>
#include <stdlib.h>

#include "report/text.h"
#include "tui/axis.h"
#include "tui/story_words.h"
#include "tui/views.h"

enum {
    STEPS_MOST = 256, /* of one order that are shown: the latest */
    NAME_WIDTH = 20   /* left of the bars */
};

struct order_view {
    uint32_t followed; /* the order that is shown while none is chosen */
    int scroll;        /* steps back from the latest ones */
};

/* One step: what began with an entry, and how long it took, or has taken so far. */
struct step {
    const struct journal_entry *entry;
    enum place place; /* where the order was from then on */
    sim_time length;
};

/* The story of an order in one kitchen. */
struct story {
    const struct scene_order *order; /* NULL: has not called here yet */
    struct step steps[STEPS_MOST];   /* in order of time */
    size_t count;
    sim_time end; /* of the last step, or now */
    bool done;
    sim_time spent[PLACES];
};

static uint32_t shown(const struct app *app, const struct order_view *view)
{
    return app->chosen_order ? app->chosen_order : view->followed;
}

/* Collects the steps backwards from the latest, and turns them round. */
static void collect(const struct scene *scene, uint32_t number, sim_time now, struct story *story)
{
    *story = (struct story){.order = scene_order(scene, number), .end = now};
    if (!story->order || story->order->last == SCENE_NONE)
        return;
    story->done = story->order->slot == SCENE_NONE;
    size_t count = 0;
    for (uint32_t n = story->order->last; n != SCENE_NONE && count < STEPS_MOST;
         n = scene->entries[n].before)
        story->steps[count++].entry = &scene->entries[n].entry;
    story->count = count;
    for (size_t n = 0; n < count / 2; n++) {
        struct step step = story->steps[n];
        story->steps[n] = story->steps[count - 1 - n];
        story->steps[count - 1 - n] = step;
    }
    if (story->done)
        story->end = story->steps[count - 1].entry->at;
    enum place place = PLACE_NOWHERE;
    for (size_t n = 0; n < count; n++) {
        struct step *step = &story->steps[n];
        enum place next = scene_place_after(step->entry, place);
        place = next == PLACES ? place : next;
        step->place = place;
        sim_time until = n + 1 < count ? story->steps[n + 1].entry->at : story->end;
        step->length = until - step->entry->at;
        story->spent[place] += step->length;
    }
}

/* Lines that nobody stood in are no steps; beginnings, ends and who took it always are. */
static bool is_told(const struct story *story, size_t n)
{
    const struct step *step = &story->steps[n];
    switch (step->entry->event) {
    case EVENT_CALL:
    case EVENT_REDIAL:
    case EVENT_BUSY:
    case EVENT_HANGUP:
    case EVENT_LOST:
    case EVENT_TAKE:
    case EVENT_DELIVERED:
        return true;
    default:
        return step->length > 0 || n + 1 == story->count;
    }
}

static enum meaning style_of(enum place place)
{
    if (place == PLACE_LOST)
        return STYLE_LOST;
    if (place == PLACE_DELIVERED)
        return STYLE_DELIVERED;
    return story_is_wait(place) ? STYLE_WAITING : STYLE_WORKING;
}

/* One stretch of the bar, with its word where there is room for it. */
static void draw_stretch(const struct app *app, struct canvas canvas, int from, int to,
                         enum place place)
{
    enum meaning style = style_of(place);
    const char *word = story_places[app->scenario.theme][place];
    canvas_row(canvas, from, 0, to - from, style, story_is_wait(place) ? GLYPH_SHADE_1 : GLYPH_BAR);
    int width = word ? (int)text_width(word) : 0;
    if (width && to - from >= width + 4) {
        int x = from + (to - from - width) / 2;
        canvas_print(canvas, x - 1, 0, style, " %s ", word);
    }
}

static void draw_bar(const struct app *app, const struct story *story, const struct axis *axis,
                     struct canvas canvas)
{
    for (size_t n = 0; n < story->count;) {
        size_t end = n + 1;
        sim_time from = story->steps[n].entry->at, until = from + story->steps[n].length;
        for (; end < story->count && story->steps[end].place == story->steps[n].place; end++)
            until = story->steps[end].entry->at + story->steps[end].length;
        int first = axis_column(axis, from), last = axis_column(axis, until);
        if (until > from)
            draw_stretch(app, canvas, first, last > first ? last : first + 1,
                         story->steps[n].place);
        n = end;
    }
    if (story->done && story->count) {
        bool lost = story->order->place == PLACE_LOST;
        canvas_glyph(canvas, axis_column(axis, story->end), 0, lost ? STYLE_LOST : STYLE_DELIVERED,
                     lost ? GLYPH_LOST : GLYPH_DELIVERED);
    }
}

/* Both kitchens' bars over one axis of time; returns the row below. */
static int draw_bars(const struct app *app, const struct story *stories, struct canvas canvas,
                     int y)
{
    sim_time from = SIM_NEVER, to = 0;
    for (size_t n = 0; n < app->side_count; n++) {
        if (!stories[n].count)
            continue;
        from = stories[n].steps[0].entry->at < from ? stories[n].steps[0].entry->at : from;
        to = stories[n].end > to ? stories[n].end : to;
    }
    struct axis axis = {.from = from,
                        .length = (to - from) + (to - from) / 50 + 10,
                        .width = canvas.width - NAME_WIDTH - 3};
    for (size_t n = 0; n < app->side_count; n++, y++) {
        canvas_text_within(canvas, 1, y, NAME_WIDTH, STYLE_TITLE, app->sides[n].name);
        struct canvas bar = canvas_part(canvas, NAME_WIDTH + 2, y, axis.width, 1);
        if (stories[n].count)
            draw_bar(app, &stories[n], &axis, bar);
        else
            canvas_text(bar, 0, 0, STYLE_FAINT, "has not called here yet");
    }
    axis_draw(&axis, app, canvas_part(canvas, NAME_WIDTH + 2, y, axis.width, 1), 0);
    int x = canvas_glyph(canvas, 1, y, STYLE_WORKING, GLYPH_BAR);
    x = canvas_text(canvas, x + 1, y, STYLE_FAINT, "worked");
    x = canvas_glyph(canvas, x + 2, y, STYLE_WAITING, GLYPH_SHADE_1);
    canvas_text(canvas, x + 1, y, STYLE_FAINT, "waits");
    return y + 1;
}

static void draw_step(const struct app *app, const struct story *story, size_t n,
                      struct canvas canvas, int y)
{
    const struct step *step = &story->steps[n];
    char clock[APP_TEXT], text[APP_TEXT], length[APP_TEXT];
    sim_time whole = story->end - story->order->called;
    sim_time exact = whole < SIM_SECOND ? SIM_US : whole < SIM_MINUTE ? SIM_MS : SIM_SECOND;
    axis_time(app, step->entry->at, exact, clock);
    int x = canvas_text(canvas, 0, y, STYLE_FAINT, clock) + 1, right = canvas.width;
    enum meaning style = STYLE_TEXT;
    if (step->length > 0 || step->place >= PLACE_DELIVERED)
        style = style_of(step->place);
    if (step->length > 0) {
        app_length(app, step->length, length);
        right = canvas_text_right(canvas, canvas.width, y, style, length) - 1;
    }
    story_event(app->scenario.theme, step->entry, text, sizeof text);
    canvas_text_within(canvas, x, y, right - x, style, text);
}

/* How long it took in all, how much of that was waiting, and for what most of it. */
static void draw_sum(const struct app *app, const struct story *story, struct canvas canvas)
{
    sim_time waited = 0;
    enum place longest = PLACE_NOWHERE;
    for (int place = 0; place < PLACES; place++)
        if (story_is_wait((enum place)place)) {
            waited += story->spent[place];
            if (story->spent[place] > story->spent[longest])
                longest = (enum place)place;
        }
    char all[APP_TEXT], some[APP_TEXT], text[4 * APP_TEXT];
    app_length(app, story->end - story->order->called, all);
    app_length(app, waited, some);
    snprintf(text, sizeof text, "%s %s, waited %s", story->done ? "took" : "so far", all, some);
    canvas_text_within(canvas, 0, 0, canvas.width, STYLE_STRONG, text);
    if (longest == PLACE_NOWHERE)
        return;
    app_length(app, story->spent[longest], some);
    snprintf(text, sizeof text, "longest: %s for %s", some,
             story_waits[app->scenario.theme][longest]);
    canvas_text_within(canvas, 0, 1, canvas.width, STYLE_WAITING, text);
}

static void draw_steps(const struct app *app, const struct order_view *view, size_t side,
                       const struct story *story, struct canvas canvas)
{
    canvas_text_within(canvas, 0, 0, canvas.width, STYLE_TITLE, app->sides[side].name);
    if (!story->count)
        return;
    draw_sum(app, story, canvas_part(canvas, 0, 1, canvas.width, 2));
    int rows = canvas.height - 3, told = 0;
    for (size_t n = 0; n < story->count; n++)
        told += is_told(story, n);
    int most = told > rows ? told - rows : 0;
    int skipped = most - (view->scroll < most ? view->scroll : most), y = 3;
    for (size_t n = 0; n < story->count && y < canvas.height; n++)
        if (is_told(story, n) && skipped-- <= 0)
            draw_step(app, story, n, canvas, y++);
}

/* "Order 41: Margherita", and whether it is chosen. */
static void draw_heading(const struct app *app, uint32_t number, const struct scene_order *order,
                         struct canvas canvas)
{
    const char *noun = app_noun(app, THING_ORDER, 1);
    char name[APP_TEXT], called[APP_TEXT];
    if (number > KITCHEN_EXTRA_CALLS)
        snprintf(name, sizeof name, "your own %s %u", noun,
                 (unsigned)(number - KITCHEN_EXTRA_CALLS));
    else
        snprintf(name, sizeof name, "%s %u", noun, (unsigned)number);
    int x = canvas_text(canvas, 1, 0, STYLE_TITLE, name);
    if (order) {
        const struct world *world = playback_world(app->sides[0].playback);
        const char *recipe =
            order->recipe < world->recipe_count ? world->recipes[order->recipe].name : "";
        app_time(app, order->called, called);
        x = canvas_text_within(canvas, x + 2, 0, canvas.width / 3, STYLE_TEXT, recipe);
        x = canvas_print(canvas, x + 2, 0, STYLE_FAINT, "%s", called);
    }
    canvas_text_within(canvas, x + 2, 0, canvas.width - x - 3, STYLE_FAINT,
                       app->chosen_order ? "chosen (f: follow the next one)"
                                         : "the latest one (up, down: choose)");
}

static void draw(const struct app *app, void *state, struct canvas canvas)
{
    const struct order_view *view = state;
    uint32_t number = shown(app, view);
    if (number == 0) {
        canvas_print(canvas, 1, 1, STYLE_FAINT,
                     "Nobody has called yet. The first %s will be shown here.",
                     app_noun(app, THING_ORDER, 1));
        return;
    }
    struct story *stories = calloc(SIDES, sizeof *stories);
    if (!stories) {
        canvas_text(canvas, 1, 0, STYLE_WARNING, "Out of memory.");
        return;
    }
    const struct scene_order *order = NULL;
    bool any = false;
    for (size_t n = 0; n < app->side_count; n++) {
        collect(playback_scene(app->sides[n].playback), number, app->now, &stories[n]);
        order = order ? order : stories[n].order;
        any = any || stories[n].count > 0;
    }
    draw_heading(app, number, order, canvas);
    if (any) {
        int y = draw_bars(app, stories, canvas, 1) + 1;
        int width = canvas.width / (int)app->side_count;
        width = width < 90 ? width : 90;
        for (size_t n = 0; n < app->side_count; n++)
            draw_steps(app, view, n, &stories[n],
                       canvas_part(canvas, 1 + (int)n * width, y, width - 3, canvas.height - y));
    } else {
        canvas_print(canvas, 1, 2, STYLE_FAINT, "This %s has not come yet.",
                     app_noun(app, THING_ORDER, 1));
    }
    free(stories);
}

/* The order before or after the one shown, in the order of first calls. */
static void step_order(struct app *app, struct order_view *view, int by)
{
    const struct scene *scene = playback_scene(app->sides[0].playback);
    if (scene->order_count == 0)
        return;
    const struct scene_order *order = scene_order(scene, shown(app, view));
    size_t index = order ? (size_t)(order - scene->orders) : scene->order_count - 1;
    if (by < 0)
        index = index > (size_t)-by ? index - (size_t)-by : 0;
    else
        index =
            index + (size_t)by < scene->order_count ? index + (size_t)by : scene->order_count - 1;
    app_choose_order(app, scene->orders[index].number);
    view->scroll = 0;
}

static void typed(struct app *app, size_t choice, const char *text)
{
    (void)choice;
    char *end;
    unsigned long number = strtoul(text, &end, 10);
    if (end == text || *end || number == 0 || number > KITCHEN_EXTRA_CALLS)
        app_say(app, "'%s' is no number of an %s.", text, app_noun(app, THING_ORDER, 1));
    else
        app_choose_order(app, (uint32_t)number);
}

static void ask_number(struct app *app)
{
    char title[DIALOG_TEXT];
    snprintf(title, sizeof title, "Which %s", app_noun(app, THING_ORDER, 1));
    dialog_begin(&app->dialog, title, "Type its number   Enter: show   Esc: back", typed);
    app->dialog.input = true;
}

static bool key(struct app *app, void *state, struct press press)
{
    struct order_view *view = state;
    switch (press.code) {
    case PRESS_UP:
    case 'k':
        step_order(app, view, -1);
        return true;
    case PRESS_DOWN:
    case 'j':
        step_order(app, view, 1);
        return true;
    case PRESS_PAGE_UP:
    case PRESS_WHEEL_UP:
        view->scroll += view->scroll < STEPS_MOST;
        return true;
    case PRESS_PAGE_DOWN:
    case PRESS_WHEEL_DOWN:
        view->scroll -= view->scroll > 0;
        return true;
    case PRESS_ENTER:
    case '/':
        ask_number(app);
        return true;
    case 'f':
        app_choose_order(app, 0);
        view->followed = 0;
        return true;
    default:
        return false;
    }
}

/* Whether its story is told to the end in every kitchen, and was to be seen for a while. */
static bool is_over(const struct app *app, uint32_t number)
{
    bool known = false;
    for (size_t n = 0; n < app->side_count; n++) {
        const struct scene_order *order =
            scene_order(playback_scene(app->sides[n].playback), number);
        if (!order)
            continue;
        known = true;
        if (order->slot != SCENE_NONE || app->now - order->since < app_strip(app) / 8)
            return false;
    }
    return known || number == 0;
}

static bool is_known(const struct app *app, uint32_t number)
{
    for (size_t n = 0; n < app->side_count; n++)
        if (scene_order(playback_scene(app->sides[n].playback), number))
            return true;
    return false;
}

/* Follows: when one story is over, the one that called last is next. */
static bool tick(struct app *app, void *state)
{
    struct order_view *view = state;
    const struct scene *scene = playback_scene(app->sides[0].playback);
    uint32_t before = view->followed;
    if (app->chosen_order)
        view->followed = app->chosen_order;
    else if (scene->order_count == 0)
        view->followed = 0;
    else if (!is_known(app, before) || is_over(app, before))
        view->followed = scene->orders[scene->order_count - 1].number;
    return view->followed != before;
}

static void reset(struct app *app, void *state)
{
    (void)app;
    *(struct order_view *)state = (struct order_view){0};
}

static const struct key_help keys[] = {
    {PRESS_DOWN, "up down", "choose", "the one before, the one after (also k j)"},
    {PRESS_ENTER, "Enter", "number", "type the number of the one you want to see (also /)"},
    {'f', "f", "follow", "follow whoever comes next"},
    {PRESS_PAGE_UP, "PgUp PgDn", NULL, "earlier and later steps, where there are many"},
    {0, NULL, NULL, NULL},
};

const struct view_kind view_order = {
    .name = "story",
    .about = {"What happened to one and the same caller in both: the bars have one scale of time, "
              "full where somebody worked on it, pale where it waited.\n\n"
              "Below, every step with the time of day at which it began and how long it took, how "
              "long it waited in all, and what it waited for longest."},
    .keys = keys,
    .state_size = sizeof(struct order_view),
    .draw = draw,
    .key = key,
    .tick = tick,
    .reset = reset,
};
