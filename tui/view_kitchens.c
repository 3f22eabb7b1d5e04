/* SPDX-License-Identifier: GPL-3.0-or-later */
/* View 1: the kitchens as one sees them on entering, side by side, or one above the other. */
#include <stdio.h>

#include "report/figures.h"
#include "report/text.h"
#include "tui/crew.h"
#include "tui/stations.h"
#include "tui/tally.h"
#include "tui/turn.h"
#include "tui/views.h"
#include "tui/words.h"

/* From this width on the kitchens stand side by side. */
enum { SIDE_BY_SIDE = 104 };

struct state {
    struct tally tallies[SIDES];
};

/* The kitchen's name, and its policy in plain words. */
static int draw_title(const struct app *app, const struct side *side, struct canvas canvas)
{
    enum policy policy = playback_world(side->playback)->policy;
    const char *about = word_policies[app->scenario.theme][policy];
    const char *name = word_policy_names[policy];
    size_t n = (size_t)(side - app->sides);
    int x = canvas_text_within(canvas, 0, 0, canvas.width / 2, STYLE_TITLE, side->name);
    if (n == app->chosen_side && app->side_count > 1)
        canvas_mark(canvas, 0, 0, x, STYLE_CHOSEN);
    canvas_hot(canvas, 0, 0, x, 1, PRESS_CHOOSE + (uint32_t)n);
    x += 2;
    canvas_print(canvas, x, 0, STYLE_FAINT, "(%s)", name);
    if (canvas.height < 14)
        return 1;
    if (canvas.height < 24) {
        canvas_text_within(canvas, 0, 1, canvas.width, STYLE_TEXT, about);
        return 2;
    }
    canvas_wrap(canvas_part(canvas, 0, 0, canvas.width, 3), 1, STYLE_TEXT, about);
    return canvas.width < (int)SIDE_BY_SIDE - 24 ? 3 : 2;
}

/*
 * A heap that grows: one glyph each, or for 2, 5, 10... where all calls would not fit. So the heaps
 * of both kitchens, which are called alike, can be compared.
 */
static void draw_heap(struct canvas canvas, int y, const char *label, uint64_t number,
                      uint64_t calls, enum meaning meaning, enum glyph glyph)
{
    enum { NUMBER = 10, HEAP = 17 };
    int room = canvas.width - HEAP - 13;
    static const uint64_t steps[] = {1, 2, 5};
    uint64_t each = 1;
    for (uint64_t n = 0, unit = 1; room > 0 && calls / each > (uint64_t)room; n++) {
        unit *= n > 0 && n % 3 == 0 ? 10 : 1;
        each = steps[n % 3] * unit;
    }
    canvas_text(canvas, 0, y, STYLE_TEXT, label);
    int x = canvas_print(canvas, NUMBER, y, meaning, "%-6llu ", (unsigned long long)number);
    x = canvas_row(canvas, x, y, (int)((number + each - 1) / each), meaning, glyph);
    if (each > 1 && number > 0)
        canvas_print(canvas, x + 1, y, STYLE_FAINT, "(each is %llu)", (unsigned long long)each);
}

static void draw_times(const struct app *app, const struct tally *tally, int y,
                       struct canvas canvas)
{
    char typical[APP_TEXT], unlucky[APP_TEXT];
    if (tally->times.total == 0) {
        canvas_text(canvas, 0, y, STYLE_FAINT, "Time      nothing delivered yet");
        return;
    }
    app_length(app, tally->typical, typical);
    app_length(app, tally->unlucky, unlucky);
    bool narrow = canvas.width < 50;
    int x = canvas_text(canvas, 0, y, STYLE_TEXT, narrow ? "Typical " : "Time      typical ");
    x = canvas_text(canvas, x, y, STYLE_STRONG, typical);
    x = canvas_text(canvas, x, y, STYLE_TEXT, ", unlucky ");
    x = canvas_text(canvas, x, y, STYLE_STRONG, unlucky);
    canvas_text(canvas, x, y, STYLE_FAINT, narrow ? "" : " (1 in 20)");
}

static void draw_standing(const struct app *app, const struct side *side, const struct tally *tally,
                          int y, struct canvas canvas)
{
    const struct world *world = playback_world(side->playback);
    double seconds = tally_standing(tally);
    char length[FIGURE_ROOM];
    figure_time(length, seconds, false);
    if (app->scenario.variants[0].world.hours >= SIM_HOUR)
        snprintf(length, sizeof length, "%.1f hours", seconds / 3600);
    enum meaning meaning = seconds > 0 ? STYLE_STANDING_STILL : STYLE_FAINT;
    int x = canvas_print(canvas, 0, y, meaning, "Standing still %s", length);
    if (canvas.width >= 50)
        x = canvas_print(canvas, x, y, meaning, " of %s' time", app_noun(app, THING_COOK, 2));
    if (world->pay_cook > 0)
        canvas_print(canvas, x, y, meaning, ", %.0f %s%s", tally->cost, world->currency,
                     canvas.width >= 50 ? " so far" : "");
}

/* What the cooks were paid for so far: a cell for each part of their time, and how much was work.
 */
static void draw_paid(const struct app *app, const struct tally *tally, int y, struct canvas canvas)
{
    enum { LABEL = 10, SHARE = 13 };
    double all = 0, sum = 0;
    for (int n = 0; n < COOK_STATES; n++)
        all += tally->cook_seconds[n];
    if (!(all > 0))
        return;
    int x = LABEL, width = canvas.width - LABEL - SHARE;
    canvas_text(canvas, 0, y, STYLE_TEXT,
                app->scenario.theme == THEME_KITCHEN ? "Paid time" : "Time use");
    for (int n = 0; n < COOK_STATES; n++) {
        sum += tally->cook_seconds[n] / all;
        int until = LABEL + (int)(sum * width + 0.5);
        x = canvas_row(canvas, x, y, until - x, style_of_cook((enum cook_state)n),
                       glyph_of_cook((enum cook_state)n));
    }
    canvas_print(canvas, x + 1, y, STYLE_TEXT, "%3.0f %% worked",
                 100 * tally->cook_seconds[COOK_WORKING] / all);
}

/* What has come out so far; returns the row after it. */
static int draw_totals(const struct app *app, const struct side *side, const struct tally *tally,
                       int y, struct canvas canvas)
{
    bool two = canvas.height < 18 && canvas.width >= 76;
    int width = two ? (canvas.width - 2) / 2 : canvas.width;
    struct canvas left = canvas_part(canvas, 0, y, width, 2);
    struct canvas right =
        two ? canvas_part(canvas, width + 2, y, width, 2) : canvas_part(canvas, 0, y + 2, width, 2);
    uint64_t calls = side->view.calls;
    draw_heap(left, 0, "Delivered", side->view.delivered, calls, STYLE_DELIVERED, GLYPH_DELIVERED);
    draw_heap(left, 1, "Lost", side->view.lost, calls, side->view.lost ? STYLE_LOST : STYLE_FAINT,
              GLYPH_LOST);
    draw_times(app, tally, 0, right);
    draw_standing(app, side, tally, 1, right);
    if (two)
        return y + 2;
    draw_paid(app, tally, y + 4, canvas);
    return y + 5;
}

static void draw_side(const struct app *app, const struct side *side, const struct tally *tally,
                      struct canvas canvas)
{
    int y = draw_title(app, side, canvas);
    if (canvas.height >= 20) {
        stations_way(app, side, y, canvas);
        y += 2;
    }
    struct canvas rest = canvas_part(canvas, 0, y, canvas.width, canvas.height - y);
    struct canvas spare;
    y = stations_draw(app, side, rest, &spare);
    draw_paid(app, tally, 0, spare);
    bool roomy = canvas.height >= 24;
    y = draw_totals(app, side, tally, y + roomy, rest) + roomy;
    if (roomy) {
        char length[APP_TEXT], title[2 * APP_TEXT];
        app_length(app, app_strip(app), length);
        canvas_print(rest, 0, y, STYLE_TITLE, "What each %s does", app_noun(app, THING_COOK, 1));
        snprintf(title, sizeof title, "the last %s", length);
        if (side->view.cooks <= rest.height - y - 1)
            canvas_text_right(rest, rest.width, y, STYLE_FAINT, title);
        y++;
    }
    crew_draw(app, side, canvas_part(rest, 0, y, rest.width, rest.height - y));
}

static void draw(const struct app *app, void *state, struct canvas canvas)
{
    struct state *s = state;
    bool beside = canvas.width >= SIDE_BY_SIDE && app->side_count > 1;
    int count = (int)app->side_count;
    int width = beside ? (canvas.width - 1) / count : canvas.width;
    int height = beside ? canvas.height : canvas.height / count;
    for (int n = 0; n < count; n++) {
        struct canvas part = beside ? canvas_part(canvas, n * (width + 1), 0, width, height)
                                    : canvas_part(canvas, 0, n * height, width, height);
        if (beside && n > 0)
            canvas_column(canvas, n * (width + 1) - 1, 0, canvas.height, STYLE_FRAME, GLYPH_DOWN);
        tally_update(&s->tallies[n], app->sides[n].playback);
        draw_side(app, &app->sides[n], &s->tallies[n],
                  canvas_part(part, 1, 0, part.width - 2, part.height));
    }
}

static void forget(struct app *app, void *state)
{
    struct state *s = state;
    (void)app;
    for (int n = 0; n < SIDES; n++)
        tally_free(&s->tallies[n]);
}

static void let_go(void *state)
{
    forget(NULL, state);
}

/* How many are at work here: the number that a day is watched for. */
static const struct key *crew_key(const struct app *app)
{
    struct key_part parts[2];
    bool kitchen = app->scenario.theme == THEME_KITCHEN;
    return key_find(app->scenario.theme, kitchen ? "kitchen.cooks" : "server.workers", parts);
}

static void turn_crew(struct app *app, int direction)
{
    enum policy policy = playback_world(app->sides[app->chosen_side].playback)->policy;
    if (policy == POLICY_STAGED)
        app_say(app, "Here each kind of work has a crew of its own: change it in view 6.");
    else
        turn_key(app, app->chosen_side, crew_key(app), direction);
}

static bool key(struct app *app, void *state, struct press press)
{
    (void)state;
    switch (press.code) {
    case '+':
    case '=':
        turn_crew(app, 1);
        return true;
    case '-':
        turn_crew(app, -1);
        return true;
    case 'u':
        turn_back(app, app->chosen_side);
        return true;
    case PRESS_LEFT:
    case PRESS_RIGHT:
    case 'h':
    case 'l':
        app->chosen_side = app->side_count > 1 ? 1 - app->chosen_side : 0;
        return true;
    default:
        if (press.code < PRESS_CHOOSE || press.code - PRESS_CHOOSE >= app->side_count)
            return false;
        app->chosen_side = press.code - PRESS_CHOOSE;
        return true;
    }
}

static const struct key_help keys[] = {
    {'+', "+ -", "staff",
     "one more or one fewer at work in the marked kitchen, from this instant on"},
    {'u', "u", "undo", "take the last change back"},
    {PRESS_LEFT, "left right", NULL, "mark the other kitchen (also h l, or click on its name)"},
    {0, NULL, NULL, NULL},
};

const struct view_kind view_kitchens = {
    .name = "kitchens",
    .about =
        {"Each row is a station of an order's way: on the left who or what waits there, on the "
         "right who serves. The bars of the ovens' places are low when the pizza is nearly done. "
         "Below, each cook: what he does now, and what he did lately.\n\n"
         "A cook who watches an oven or rides along to the customer stands still (is blocked): he "
         "is paid, and nothing gets done. When all stand still, tickets pile up, agents cannot "
         "hand "
         "theirs over, and callers hang up.",
         "Each row is a station of a request's way: on the left who or what waits there, on the "
         "right "
         "who serves. The bars of the database's writers are low when a write is nearly done. "
         "Below, "
         "each worker: what he does now, and what he did lately.\n\n"
         "A worker who waits for the database or for the client stands still (is blocked): his "
         "thread "
         "and its memory are taken, and nothing gets done. When all stand still, requests pile up, "
         "acceptors cannot hand theirs over, and clients give up."},
    .keys = keys,
    .state_size = sizeof(struct state),
    .draw = draw,
    .key = key,
    .reset = forget,
    .close = let_go,
};
