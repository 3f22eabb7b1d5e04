/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * View 2: what every cook did when (a Gantt chart of both kitchens over one axis of time). One row
 * a cook; where there are too many, a picture of how many do what.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/palette.h"
#include "report/text.h"
#include "tui/axis.h"
#include "tui/views.h"

enum {
    LABEL_WIDTH = 7,    /* left of the time axis: a cook's number */
    WORDS_WIDTH = 30,   /* right of it, where there is room: what he does now */
    WORDS_FROM = 110,   /* columns from which there is room */
    CROWD = 4,          /* so many times the rows there are, and cooks are shown as a crowd */
    ZOOM_MOST = 20,     /* steps in and out */
    GONE = COOK_STATES, /* the column of `spent` for nobody being there */
    KINDS
};

/* What is shown is a choice of three: by the number of cooks, always one row each, never. */
enum crowding { CROWD_IF_MANY, CROWD_NEVER, CROWD_ALWAYS };

/* What a cook has been doing since when, while the changes are gone through. */
struct doing {
    sim_time since;
    enum cook_state state;
};

struct timeline {
    int zoom;      /* 0: a strip; +1 half as much, -1 twice */
    bool stopped;  /* does not follow the present instant, but stays at: */
    sim_time from; /* the first instant shown */
    uint32_t scroll[SIDES];
    enum crowding crowding;
    double *spent; /* seconds by row, column and state */
    size_t spent_room;
    struct doing *doing;
    size_t doing_room;
};

/* One kitchen's part of the picture. */
struct panel {
    const struct app *app;
    size_t side;
    uint32_t cooks;
    int rows;        /* for cooks, or for the crowd */
    uint32_t first;  /* the cook of the first row, from 1 */
    uint32_t single; /* so many cooks have a row of their own; the others share one more */
    bool crowd;
};

static sim_time length_of(const struct app *app, const struct timeline *timeline)
{
    sim_time length = app_strip(app);
    for (int n = 0; n < timeline->zoom; n++)
        length /= 2;
    for (int n = 0; n > timeline->zoom; n--)
        length = sim_after(length, length);
    return length > 10 ? length : 10;
}

/* The part of the day that is shown: the present instant at nine tenths, unless it was moved. */
static struct axis axis_of(const struct app *app, const struct timeline *timeline, int width)
{
    struct axis axis = {.length = length_of(app, timeline), .width = width > 0 ? width : 1};
    axis.from = timeline->stopped ? timeline->from : app->now - axis.length / 10 * 9;
    axis.from = axis.from > 0 ? axis.from : 0;
    return axis;
}

static void *grown(void *memory, size_t *room, size_t count, size_t size)
{
    if (count <= *room)
        return memory;
    void *more = realloc(memory, count * size);
    if (more)
        *room = count;
    return more;
}

/* Makes room for the sums of so many rows; false when there is none. */
static bool prepare(struct timeline *timeline, size_t rows, int columns, uint32_t cooks)
{
    size_t cells = rows * (size_t)columns * KINDS;
    double *spent = grown(timeline->spent, &timeline->spent_room, cells, sizeof *spent);
    if (!spent)
        return false;
    timeline->spent = spent;
    struct doing *doing =
        grown(timeline->doing, &timeline->doing_room, (size_t)cooks + 1, sizeof *doing);
    if (!doing)
        return false;
    timeline->doing = doing;
    memset(spent, 0, cells * sizeof *spent);
    for (uint32_t n = 0; n <= cooks; n++)
        doing[n] = (struct doing){0, COOK_GONE};
    return true;
}

/* Adds what was done from one instant to another to the cells of a row. */
static void spend(double *row, const struct axis *axis, enum cook_state state, sim_time from,
                  sim_time to)
{
    sim_time end = axis->from + axis->length;
    from = from > axis->from ? from : axis->from;
    to = to < end ? to : end;
    if (from >= to)
        return;
    int first = axis_column(axis, from), last = axis_column(axis, to);
    last = last < axis->width ? last : axis->width - 1;
    for (int x = first; x <= last; x++) {
        sim_time begin = x == first ? from : axis_at(axis, x);
        sim_time stop = x == last ? to : axis_at(axis, x + 1);
        if (stop > begin)
            row[(size_t)x * KINDS + (size_t)state] += sim_seconds(stop - begin);
    }
}

/* The row of sums that a cook belongs to, or -1. */
static int row_of(const struct panel *panel, uint32_t cook)
{
    if (panel->crowd)
        return 0;
    if (cook >= panel->first && cook < panel->first + panel->single)
        return (int)(cook - panel->first);
    return panel->single < (uint32_t)panel->rows ? (int)panel->single : -1;
}

/* Goes through all that the cooks did, up to now, and adds it up in the cells. */
static bool add_up(const struct panel *panel, struct timeline *timeline, const struct axis *axis)
{
    if (!prepare(timeline, (size_t)panel->rows + 1, axis->width, panel->cooks))
        return false;
    const struct scene *scene = playback_scene(panel->app->sides[panel->side].playback);
    size_t width = (size_t)axis->width * KINDS;
    size_t end = scene_changes_from(scene, sim_after(axis->from, axis->length));
    for (size_t n = 0; n < end; n++) {
        const struct journal_cook *change = &scene->changes[n];
        if (change->cook > panel->cooks)
            continue;
        struct doing *doing = &timeline->doing[change->cook];
        int row = row_of(panel, change->cook);
        if (row >= 0)
            spend(timeline->spent + (size_t)row * width, axis, doing->state, doing->since,
                  change->at);
        *doing = (struct doing){change->at, change->state};
    }
    for (uint32_t cook = 1; cook <= panel->cooks; cook++) {
        const struct doing *doing = &timeline->doing[cook];
        int row = row_of(panel, cook);
        if (row >= 0)
            spend(timeline->spent + (size_t)row * width, axis, doing->state, doing->since,
                  panel->app->now);
    }
    return true;
}

/* What most of the time of a cell went to; nobody there counts only where nobody was. */
static enum cook_state most(const double *cell)
{
    enum cook_state best = COOK_GONE;
    double most = 0;
    for (int state = 0; state < COOK_STATES; state++)
        if (cell[state] > most) {
            most = cell[state];
            best = (enum cook_state)state;
        }
    return best;
}

static void draw_strip(struct canvas canvas, int y, const double *row, const struct axis *axis)
{
    for (int x = 0; x < axis->width; x++) {
        enum cook_state state = most(row + (size_t)x * KINDS);
        if (state != COOK_GONE)
            canvas_glyph(canvas, x, y, style_of_cook(state), glyph_of_cook(state));
    }
}

/* "order 41, still: oven", right of the strip. */
static void draw_words(const struct panel *panel, struct canvas canvas, int y, uint32_t cook)
{
    const struct app *app = panel->app;
    struct cook_view view;
    if (canvas.width == 0)
        return;
    if (!kitchen_cook(playback_kitchen(app->sides[panel->side].playback), cook, &view)) {
        canvas_text_within(canvas, 1, y, canvas.width - 1, STYLE_FAINT, "not here");
        return;
    }
    char text[APP_TEXT];
    const char *label = palette_states[view.state].label[app->scenario.theme];
    if (view.order)
        snprintf(text, sizeof text, "%s, %s %u", label, app_noun(app, THING_ORDER, 1),
                 (unsigned)view.order);
    else
        snprintf(text, sizeof text, "%s", label);
    canvas_text_within(canvas, 1, y, canvas.width - 1, style_of_cook(view.state), text);
}

static bool is_chosen(const struct panel *panel, uint32_t cook)
{
    return panel->app->chosen_side == panel->side && panel->app->chosen_cook == cook;
}

static void draw_rows(const struct panel *panel, const struct timeline *timeline,
                      const struct axis *axis, struct canvas left, struct canvas middle,
                      struct canvas right)
{
    size_t width = (size_t)axis->width * KINDS;
    for (uint32_t n = 0; n < panel->single; n++) {
        uint32_t cook = panel->first + n;
        bool chosen = is_chosen(panel, cook);
        if (chosen)
            canvas_glyph(left, 0, (int)n, STYLE_STRONG, GLYPH_POINT);
        char number[16];
        snprintf(number, sizeof number, "%u", (unsigned)cook);
        canvas_text_right(left, left.width - 1, (int)n, chosen ? STYLE_STRONG : STYLE_TEXT, number);
        draw_strip(middle, (int)n, timeline->spent + n * width, axis);
        draw_words(panel, right, (int)n, cook);
    }
    if (panel->single < panel->cooks && panel->single < (uint32_t)panel->rows) {
        int y = (int)panel->single;
        canvas_text(left, 0, y, STYLE_FAINT, "others");
        draw_strip(middle, y, timeline->spent + (size_t)y * width, axis);
        char text[APP_TEXT];
        snprintf(text, sizeof text, "%u more: what most do",
                 (unsigned)(panel->cooks - panel->single));
        canvas_text_within(right, 1, y, right.width - 1, STYLE_FAINT, text);
    }
}

/* The states from the bottom up: work first, then what stands still, then who is free. */
static void draw_crowd_column(struct canvas canvas, int x, const double *cell, double full)
{
    double sum = 0;
    int y = canvas.height;
    for (int state = 0; state < COOK_STATES; state++) {
        sum += cell[state];
        int top = canvas.height - (int)(sum / full * canvas.height + 0.5);
        if (top >= y && cell[state] > 0 && state != COOK_IDLE && y > 0 &&
            cell[state] / full * canvas.height > 0.25)
            top = y - 1; /* what is there is to be seen */
        for (; y > top && y > 0; y--)
            canvas_glyph(canvas, x, y - 1, style_of_cook((enum cook_state)state),
                         glyph_of_cook((enum cook_state)state));
    }
}

static void draw_crowd(const struct panel *panel, const struct timeline *timeline,
                       const struct axis *axis, struct canvas left, struct canvas middle,
                       struct canvas right)
{
    char number[16];
    double column = sim_seconds(axis->length) / axis->width;
    for (int x = 0; x < axis->width; x++) {
        const double *cell = timeline->spent + (size_t)x * KINDS;
        sim_time begin = axis_at(axis, x), end = axis_at(axis, x + 1);
        double lasted = column;
        if (begin >= panel->app->now)
            break;
        if (end > panel->app->now)
            lasted = sim_seconds(panel->app->now - begin);
        draw_crowd_column(middle, x, cell, lasted * panel->cooks);
    }
    snprintf(number, sizeof number, "%u", (unsigned)panel->cooks);
    canvas_text_right(left, left.width - 1, 0, STYLE_TEXT, number);
    canvas_text_right(left, left.width - 1, panel->rows - 1, STYLE_TEXT, "0");
    const struct view *view = &panel->app->sides[panel->side].view;
    int y = 0;
    for (int state = 0; state < COOK_STATES && right.width > 0; state++) {
        if (view->cooks_in[state] == 0)
            continue;
        char text[APP_TEXT];
        snprintf(text, sizeof text, "%lld %s", (long long)view->cooks_in[state],
                 palette_states[state].label[panel->app->scenario.theme]);
        canvas_text_within(right, 1, y++, right.width - 1, style_of_cook((enum cook_state)state),
                           text);
    }
}

/* The heading: the kitchen, and which of its cooks are shown how. */
static void draw_title(const struct panel *panel, const struct axis *axis, struct canvas canvas)
{
    const struct app *app = panel->app;
    const char *cooks = app_noun(app, THING_COOK, panel->cooks);
    char text[APP_TEXT];
    if (panel->crowd)
        snprintf(text, sizeof text, "%u %s, from below: how many do what", (unsigned)panel->cooks,
                 cooks);
    else if (panel->single < panel->cooks)
        snprintf(text, sizeof text, "%s %u to %u of %u", cooks, (unsigned)panel->first,
                 (unsigned)(panel->first + panel->single - 1), (unsigned)panel->cooks);
    else
        snprintf(text, sizeof text, "%u %s", (unsigned)panel->cooks, cooks);
    int x = canvas_text_within(canvas, 1, 0, canvas.width / 3, STYLE_TITLE,
                               app->sides[panel->side].name);
    x = canvas_text_within(canvas, x + 2, 0, canvas.width - x - 3, STYLE_FAINT, text);
    struct canvas rest = canvas_part(canvas, LABEL_WIDTH, 0, axis->width, 1);
    int past = x + 1 - LABEL_WIDTH;
    struct axis later = *axis;
    later.from = axis_at(axis, past > 0 ? past : 0);
    later.length = axis->from + axis->length - later.from;
    later.width = axis->width - (past > 0 ? past : 0);
    if (later.width > 0 && later.length > 0)
        axis_draw_changes(&later, app, panel->side,
                          canvas_part(rest, past > 0 ? past : 0, 0, later.width, 1), 0);
}

static void draw_panel(struct panel *panel, struct timeline *timeline, const struct axis *axis,
                       struct canvas canvas)
{
    panel->rows = canvas.height - 1;
    enum crowding crowding = timeline->crowding;
    panel->crowd = crowding == CROWD_ALWAYS ||
                   (crowding == CROWD_IF_MANY && panel->cooks > CROWD * (uint32_t)panel->rows);
    uint32_t rows = (uint32_t)panel->rows;
    panel->single = panel->cooks <= rows ? panel->cooks : rows - 1;
    uint32_t furthest = panel->cooks - panel->single;
    uint32_t *scroll = &timeline->scroll[panel->side];
    *scroll = *scroll < furthest ? *scroll : furthest;
    panel->first = *scroll + 1;
    draw_title(panel, axis, canvas);
    struct canvas left = canvas_part(canvas, 0, 1, LABEL_WIDTH, panel->rows);
    struct canvas middle = canvas_part(canvas, LABEL_WIDTH, 1, axis->width, panel->rows);
    int words = LABEL_WIDTH + axis->width;
    struct canvas right = canvas_part(canvas, words, 1, canvas.width - words, panel->rows);
    if (!add_up(panel, timeline, axis))
        canvas_text(middle, 0, 0, STYLE_WARNING, "Out of memory.");
    else if (panel->crowd)
        draw_crowd(panel, timeline, axis, left, middle, right);
    else
        draw_rows(panel, timeline, axis, left, middle, right);
}

/* The states by colour and shape; returns how many rows that takes. Draws only if asked to. */
static int legend(const struct app *app, struct canvas canvas, int y, bool draw)
{
    int x = 1, rows = 1;
    for (int state = 0; state < COOK_STATES; state++) {
        const char *label = palette_states[state].label[app->scenario.theme];
        int width = (int)text_width(label) + 2;
        if (x + width > canvas.width) {
            x = 1;
            rows++;
        }
        if (draw) {
            canvas_glyph(canvas, x, y + rows - 1, style_of_cook((enum cook_state)state),
                         glyph_of_cook((enum cook_state)state));
            canvas_text(canvas, x + 2, y + rows - 1, STYLE_TEXT, label);
        }
        x += width + 2;
    }
    return rows;
}

static uint32_t cooks_of(const struct app *app, size_t side)
{
    return kitchen_cook_numbers(playback_kitchen(app->sides[side].playback));
}

/* Shares rows out: each kitchen what it needs, and what one leaves over is the other's. */
static void share_rows(const struct app *app, int rows, int heights[SIDES])
{
    int need[SIDES] = {0};
    for (size_t n = 0; n < app->side_count; n++) {
        uint32_t cooks = cooks_of(app, n);
        need[n] = 1 + (cooks < 1 ? 1 : cooks < 1000 ? (int)cooks : 1000);
    }
    if (app->side_count < SIDES) {
        heights[0] = need[0] < rows ? need[0] : rows;
        return;
    }
    int half = rows / 2;
    heights[0] = need[0] < half ? need[0] : need[1] < rows - half ? rows - need[1] : half;
    heights[0] = heights[0] < need[0] ? heights[0] : need[0];
    heights[1] = rows - heights[0] < need[1] ? rows - heights[0] : need[1];
}

static void draw(const struct app *app, void *state, struct canvas canvas)
{
    struct timeline *timeline = state;
    int words = canvas.width >= WORDS_FROM ? WORDS_WIDTH : 0;
    struct axis axis = axis_of(app, timeline, canvas.width - LABEL_WIDTH - words - 1);
    int rows = canvas.height - 1 - legend(app, canvas, 0, false);
    int heights[SIDES] = {0}, y = 0;
    share_rows(app, rows, heights);
    for (size_t n = 0; n < app->side_count; n++) {
        struct panel panel = {.app = app, .side = n, .cooks = cooks_of(app, n)};
        if (heights[n] >= 2)
            draw_panel(&panel, timeline, &axis,
                       canvas_part(canvas, 0, y, canvas.width, heights[n]));
        canvas_hot(canvas, 0, y, canvas.width, heights[n], PRESS_CHOOSE + (uint32_t)n);
        y += heights[n];
    }
    axis_draw(&axis, app, canvas_part(canvas, LABEL_WIDTH, y, axis.width, 1), 0);
    canvas_text_within(canvas, LABEL_WIDTH + axis.width + 2, y, words - 3, STYLE_FAINT,
                       timeline->stopped ? "stays here; f: follow" : "follows the day");
    legend(app, canvas, y + 1, true);
}

/* Moves the window by a part of its length. */
static void scroll_time(const struct app *app, struct timeline *timeline, int eighths)
{
    struct axis axis = axis_of(app, timeline, 1);
    timeline->stopped = true;
    timeline->from = axis.from + axis.length / 8 * eighths;
    timeline->from = timeline->from > 0 ? timeline->from : 0;
    if (timeline->from > app_span(app))
        timeline->from = app_span(app);
}

/* Zooms around the middle of what is shown. */
static void zoom(const struct app *app, struct timeline *timeline, int by)
{
    struct axis axis = axis_of(app, timeline, 1);
    int wanted = timeline->zoom + by;
    if (wanted > ZOOM_MOST || (by < 0 && axis.length > app_span(app)))
        return;
    timeline->zoom = wanted;
    if (timeline->stopped) {
        timeline->from = axis.from + axis.length / 2 - length_of(app, timeline) / 2;
        timeline->from = timeline->from > 0 ? timeline->from : 0;
    }
}

/* The next cook, or the one before; from the last one of a kitchen on to the other kitchen. */
static void choose(struct app *app, struct timeline *timeline, int by)
{
    uint32_t cooks = cooks_of(app, app->chosen_side);
    if (by > 0 && app->chosen_cook >= cooks && app->chosen_side + 1 < app->side_count) {
        app->chosen_side++;
        app->chosen_cook = 1;
    } else if (by < 0 && app->chosen_cook <= 1 && app->chosen_side > 0) {
        app->chosen_side--;
        app->chosen_cook = cooks_of(app, app->chosen_side);
    } else if (by > 0) {
        uint32_t wanted = app->chosen_cook + (uint32_t)by;
        app->chosen_cook = wanted < cooks ? wanted : cooks;
    } else {
        uint32_t less = (uint32_t)-by;
        app->chosen_cook = app->chosen_cook > less ? app->chosen_cook - less : 1;
    }
    /* So many cooks before the chosen one stay in sight. */
    uint32_t before = 3, *scroll = &timeline->scroll[app->chosen_side];
    *scroll = app->chosen_cook > before ? app->chosen_cook - before : 0;
}

/* The order that the chosen cook is with is the one to follow. */
static void choose_order(struct app *app)
{
    struct cook_view view;
    const struct kitchen *kitchen = playback_kitchen(app->sides[app->chosen_side].playback);
    if (app->chosen_cook && kitchen_cook(kitchen, app->chosen_cook, &view) && view.order) {
        app_choose_order(app, view.order);
        app_say(app, "You follow %s %u: see its story in the view of orders, or press N.",
                app_noun(app, THING_ORDER, 1), (unsigned)view.order);
    } else {
        app_say(app, "No %s is chosen who is with an %s.", app_noun(app, THING_COOK, 1),
                app_noun(app, THING_ORDER, 1));
    }
}

static bool key(struct app *app, void *state, struct press press)
{
    struct timeline *timeline = state;
    switch (press.code) {
    case PRESS_LEFT:
    case 'h':
        scroll_time(app, timeline, -1);
        return true;
    case PRESS_RIGHT:
    case 'l':
        scroll_time(app, timeline, 1);
        return true;
    case PRESS_UP:
    case 'k':
        choose(app, timeline, -1);
        return true;
    case PRESS_DOWN:
    case 'j':
        choose(app, timeline, 1);
        return true;
    case PRESS_PAGE_UP:
    case PRESS_WHEEL_UP:
        choose(app, timeline, -5);
        return true;
    case PRESS_PAGE_DOWN:
    case PRESS_WHEEL_DOWN:
        choose(app, timeline, 5);
        return true;
    case '+':
    case '=':
        zoom(app, timeline, 1);
        return true;
    case '-':
        zoom(app, timeline, -1);
        return true;
    case 'f':
        timeline->stopped = false;
        return true;
    case 'd':
        timeline->crowding = (enum crowding)((timeline->crowding + 1) % 3);
        return true;
    case PRESS_ENTER:
        choose_order(app);
        return true;
    default:
        return false;
    }
}

static void reset(struct app *app, void *state)
{
    (void)app;
    struct timeline *timeline = state;
    timeline->stopped = false;
    memset(timeline->scroll, 0, sizeof timeline->scroll);
}

static void close_timeline(void *state)
{
    struct timeline *timeline = state;
    free(timeline->spent);
    free(timeline->doing);
}

static const struct key_help keys[] = {
    {PRESS_RIGHT, "left right", "scroll", "earlier and later (also h l)"},
    {'+', "+ -", "zoom", "less time on the screen, and more"},
    {'f', "f", "follow", "go along with the day again"},
    {PRESS_DOWN, "up down", NULL,
     "choose one, in either kitchen; the list moves with it (also k j)"},
    {PRESS_ENTER, "Enter", NULL, "follow what the chosen one is working on"},
    {'d', "d", "density",
     "one row each, or all of them as a crowd: how many do what; or whatever fits"},
    {0, NULL, NULL, NULL},
};

const struct view_kind view_timeline = {
    .name = "timeline",
    .about =
        {"Who did what, and when: one row each, time from left to right. One colour and one "
         "shape for each thing to do; a row full of circles or triangles is somebody who is "
         "paid for standing still (blocked).\n\n"
         "Where there are many, they are a crowd: in each column, from below, so many work, so "
         "many stand still, so many are free. The line below has the times of the day; a "
         "diamond (!) on it is something that you changed."},
    .keys = keys,
    .state_size = sizeof(struct timeline),
    .draw = draw,
    .key = key,
    .reset = reset,
    .close = close_timeline,
};
