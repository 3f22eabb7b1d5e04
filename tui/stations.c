/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See stations.h. */
#include "tui/stations.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/words.h"

enum { LABEL = 10, WAITING = 8, WAITING_NARROW = 5, TEXT_LENGTH = 96 };

/* Steps of an order's way from the phone to the door. */
enum { WAY = 6 };

/* One kind of those who serve: so many glyphs. */
struct group {
    int64_t number;
    enum meaning meaning;
    enum glyph glyph;
};

#define GROUPS_MOST 9

struct row {
    const char *label;
    int64_t waiting;
    enum glyph waits; /* people, tickets or pizzas */
    struct group groups[GROUPS_MOST];
    size_t group_count;
    bool times; /* the ovens' places are drawn by the time they are still taken */
    char text[TEXT_LENGTH], brief[TEXT_LENGTH];
};

static bool is_nothing(const struct sim_dist *dist)
{
    return dist->kind == SIM_CONSTANT && dist->shift == 0;
}

static void add(struct row *row, int64_t number, enum meaning meaning, enum glyph glyph)
{
    if (number > 0 && row->group_count < GROUPS_MOST)
        row->groups[row->group_count++] = (struct group){number, meaning, glyph};
}

/* Places not in use; none are drawn where nothing limits them. */
static void add_free(struct row *row, int64_t capacity, int64_t busy)
{
    if (capacity != UNLIMITED)
        add(row, capacity - busy, STYLE_FREE, GLYPH_FREE);
}

/* "14 of 24", or "14" where nothing limits them. */
static void count_text(char *text, int64_t busy, int64_t capacity)
{
    if (capacity == UNLIMITED)
        snprintf(text, TEXT_LENGTH / 2, "%lld", (long long)busy);
    else
        snprintf(text, TEXT_LENGTH / 2, "%lld of %lld", (long long)busy, (long long)capacity);
}

static bool phone_row(const struct app *app, const struct side *side, struct row *row)
{
    const struct view *view = &side->view;
    char count[TEXT_LENGTH];
    if (view->lines == UNLIMITED)
        return false;
    count_text(count, view->connected, view->lines);
    add(row, view->connected, STYLE_WAITING, GLYPH_PERSON);
    add_free(row, view->lines, view->connected);
    snprintf(row->text, TEXT_LENGTH, "%.40s %s", count,
             app->scenario.theme == THEME_KITCHEN ? "lines in use" : "in use");
    snprintf(row->brief, TEXT_LENGTH, "%s", count);
    return true;
}

static bool agents_row(const struct app *app, const struct side *side, struct row *row)
{
    const struct view *view = &side->view;
    const struct world *world = playback_world(side->playback);
    if (view->agents == UNLIMITED && is_nothing(&world->call))
        return false;
    row->waiting = view->on_hold;
    row->waits = GLYPH_PERSON;
    add(row, view->talking, STYLE_BUSY, GLYPH_AGENT);
    add(row, view->agents_blocked, STYLE_BLOCKED, GLYPH_LOST);
    add_free(row, view->agents, view->talking + view->agents_blocked);
    const char *verb = app->scenario.theme == THEME_KITCHEN ? "talk" : "accept";
    if (view->agents_blocked > 0)
        snprintf(row->text, TEXT_LENGTH, "%lld %s, %lld blocked", (long long)view->talking, verb,
                 (long long)view->agents_blocked);
    else
        snprintf(row->text, TEXT_LENGTH, "%lld %s, %lld on hold", (long long)view->talking, verb,
                 (long long)view->on_hold);
    snprintf(row->brief, TEXT_LENGTH, view->agents_blocked ? "%lld blocked" : "%lld busy",
             (long long)(view->agents_blocked ? view->agents_blocked : view->talking));
    return true;
}

static bool cooks_row(const struct app *app, const struct side *side, struct row *row)
{
    const struct view *view = &side->view;
    (void)app;
    row->waiting = view->tickets + view->ready_tasks;
    row->waits = GLYPH_TICKET;
    int64_t work = view->cooks_in[COOK_WORKING] + view->cooks_in[COOK_SWITCHING];
    int64_t still = view->cooks - work - view->cooks_in[COOK_IDLE];
    for (int n = 0; n < COOK_STATES; n++)
        add(row, view->cooks_in[n], style_of_cook((enum cook_state)n),
            glyph_of_cook((enum cook_state)n));
    snprintf(row->text, TEXT_LENGTH, "%lld work, %lld stand still", (long long)work,
             (long long)still);
    snprintf(row->brief, TEXT_LENGTH, "%lld stand", (long long)still);
    return true;
}

static bool warehouse_row(const struct app *app, const struct side *side, struct row *row)
{
    const struct view *view = &side->view;
    const struct world *world = playback_world(side->playback);
    if (is_nothing(&world->fetch) && world->ingredient_count == 0)
        return false;
    row->waiting = view->clerk_line + view->stock_line;
    row->waits = GLYPH_TICKET;
    add(row, view->clerks_busy, STYLE_BUSY, GLYPH_TICKET);
    add_free(row, view->clerks, view->clerks_busy);
    if (view->stock_line > 0)
        snprintf(row->text, TEXT_LENGTH, "%lld wait for the %s", (long long)view->stock_line,
                 app_noun(app, THING_TRUCK, 1));
    else
        snprintf(row->text, TEXT_LENGTH, "%lld under way", (long long)view->clerks_busy);
    snprintf(row->brief, TEXT_LENGTH, "%lld wait", (long long)row->waiting);
    return true;
}

static int by_instant(const void *one, const void *other)
{
    sim_time a = *(const sim_time *)one, b = *(const sim_time *)other;
    return (a > b) - (a < b);
}

/* Until when the ovens' places are taken, in order; how many of them are known. */
static size_t oven_times(const struct side *side, sim_time *times, size_t most)
{
    const struct scene *scene = playback_scene(side->playback);
    size_t count = 0;
    for (size_t n = 0; n < scene->alive_count && count < most; n++) {
        const struct scene_order *order = &scene->orders[scene->alive[n]];
        if (order->place == PLACE_OVEN)
            times[count++] = order->until;
    }
    qsort(times, count, sizeof *times, by_instant);
    return count;
}

static bool ovens_row(const struct app *app, const struct side *side, struct row *row)
{
    const struct view *view = &side->view;
    const struct world *world = playback_world(side->playback);
    if (view->ovens == UNLIMITED && is_nothing(&world->bake))
        return false;
    char count[TEXT_LENGTH];
    sim_time times[512];
    size_t known = oven_times(side, times, 512);
    row->waiting = view->oven_line;
    row->waits = GLYPH_PIZZA;
    row->times = view->ovens_busy <= 512;
    add(row, view->ovens_busy, STYLE_BUSY, GLYPH_PIZZA);
    add_free(row, view->ovens, view->ovens_busy);
    count_text(count, view->ovens_busy, view->ovens);
    if (known > 0 && times[0] != SIM_NEVER && times[0] > view->now) {
        char length[APP_TEXT];
        app_length(app, times[0] - view->now, length);
        snprintf(row->text, TEXT_LENGTH, "%.30s, next %.20s", count, length);
    } else {
        snprintf(row->text, TEXT_LENGTH, "%s", count);
    }
    snprintf(row->brief, TEXT_LENGTH, "%s", count);
    return true;
}

static bool couriers_row(const struct app *app, const struct side *side, struct row *row)
{
    const struct view *view = &side->view;
    const struct world *world = playback_world(side->playback);
    (void)app;
    if (view->couriers == UNLIMITED && is_nothing(&world->ride))
        return false;
    char count[TEXT_LENGTH];
    count_text(count, view->couriers_busy, view->couriers);
    row->waiting = view->courier_line;
    row->waits = GLYPH_PIZZA;
    add(row, view->couriers_busy, STYLE_BUSY, GLYPH_COURIER);
    add_free(row, view->couriers, view->couriers_busy);
    snprintf(row->text, TEXT_LENGTH, "%.40s under way", count);
    snprintf(row->brief, TEXT_LENGTH, "%s", count);
    return true;
}

static bool (*const makers[STATIONS])(const struct app *app, const struct side *side,
                                      struct row *row) = {
    [STATION_PHONE] = phone_row, [STATION_AGENTS] = agents_row,
    [STATION_COOKS] = cooks_row, [STATION_WAREHOUSE] = warehouse_row,
    [STATION_OVENS] = ovens_row, [STATION_COURIERS] = couriers_row,
};

/*
 * Taken places of the ovens by the time that is left: the lower, the sooner. Where there is no room
 * for all, some of them, spread from the soonest to the latest.
 */
static int draw_times(const struct side *side, int x, int columns, struct canvas canvas)
{
    sim_time times[512];
    int count = (int)oven_times(side, times, 512);
    sim_time longest = 1;
    columns = columns < count ? columns : count;
    for (int n = 0; n < count; n++)
        if (times[n] != SIM_NEVER && times[n] - side->view.now > longest)
            longest = times[n] - side->view.now;
    for (int n = 0; n < columns; n++) {
        sim_time until = times[columns > 1 ? n * (count - 1) / (columns - 1) : 0];
        sim_time left = until == SIM_NEVER ? longest : until - side->view.now;
        int level = (int)(7.0 * (double)left / (double)longest);
        level = level < 0 ? 0 : level > 7 ? 7 : level;
        x = canvas_glyph(canvas, x, 0, STYLE_BUSY, (enum glyph)(GLYPH_EIGHTH_1 + level));
    }
    return x;
}

/* Those who serve; where there is no room for all, every kind gets its share of it. */
static void draw_groups(const struct side *side, const struct row *row, int x, int width,
                        struct canvas canvas)
{
    int64_t total = 0;
    for (size_t n = 0; n < row->group_count; n++)
        total += row->groups[n].number;
    for (size_t n = 0; n < row->group_count; n++) {
        const struct group *group = &row->groups[n];
        int64_t columns = group->number;
        if (total > width)
            columns = (columns * width + total - 1) / total;
        if (row->times && group->meaning == STYLE_BUSY)
            x = draw_times(side, x, (int)columns, canvas);
        else
            x = canvas_row(canvas, x, 0, (int)columns, group->meaning, group->glyph);
    }
}

static void draw_row(const struct side *side, const struct row *row, struct canvas canvas)
{
    bool narrow = canvas.width < 50;
    int waiting = narrow ? WAITING_NARROW : WAITING, text = narrow ? 11 : 25;
    int x = LABEL + waiting;
    canvas_text_within(canvas, 0, 0, LABEL - 1, STYLE_TEXT, row->label);
    int shown = row->waiting > waiting ? waiting : (int)row->waiting;
    canvas_crowd(canvas, x - shown, 0, shown, row->waiting, STYLE_WAITING, row->waits);
    canvas_glyph(canvas, x + 1, 0, STYLE_FAINT, GLYPH_ARROW);
    int places = canvas.width - x - 3 - text - 1;
    draw_groups(side, row, 0, places, canvas_part(canvas, x + 3, 0, places, 1));
    canvas_text_within(canvas, canvas.width - text, 0, text, STYLE_TEXT,
                       narrow ? row->brief : row->text);
}

/* What is left in stock, and when the truck comes. */
static bool draw_stock(const struct app *app, const struct side *side, struct canvas canvas)
{
    const struct kitchen *kitchen = playback_kitchen(side->playback);
    const struct world *world = playback_world(side->playback);
    if (world->ingredient_count == 0)
        return false;
    canvas_text(canvas, 0, 0, STYLE_TEXT, word_stations[app->scenario.theme][STATION_STOCK]);
    bool narrow = canvas.width < 50;
    int x = narrow ? LABEL - 3 : LABEL, right = canvas.width;
    sim_time truck = kitchen_truck(kitchen);
    if (truck != SIM_NEVER && !narrow) {
        char time[APP_TEXT], text[2 * APP_TEXT];
        app_clock_text(app, truck, time);
        snprintf(text, sizeof text, "%s %s", app_noun(app, THING_TRUCK, 1), time);
        right = canvas_text_right(canvas, canvas.width, 0, STYLE_FAINT, text) - 1;
    }
    for (size_t n = 0; n < world->ingredient_count && x < right; n++) {
        int64_t left = kitchen_stock(kitchen, n), level = world->ingredients[n].level;
        bool short_of = 5 * left <= level;
        char text[APP_TEXT];
        snprintf(text, sizeof text, "%s %lld%s", world->ingredients[n].name, (long long)left,
                 left == 0 && !narrow  ? " (out)"
                 : short_of && !narrow ? " (low)"
                                       : "");
        x = canvas_text_within(canvas, x, 0, right - x,
                               left == 0  ? STYLE_LOST
                               : short_of ? STYLE_WARNING
                                          : STYLE_TEXT,
                               text) +
            (narrow ? 1 : 2);
    }
    return true;
}

int stations_draw(const struct app *app, const struct side *side, struct canvas canvas,
                  struct canvas *spare)
{
    bool two = canvas.height < 18 && canvas.width >= 76;
    int width = two ? (canvas.width - 2) / 2 : canvas.width, n = 0;
    for (int station = 0; station < STATIONS; station++) {
        struct row row = {.label = word_stations[app->scenario.theme][station]};
        struct canvas part =
            canvas_part(canvas, two ? n % 2 * (width + 2) : 0, two ? n / 2 : n, width, 1);
        if (part.height < 1)
            break;
        if (station == STATION_STOCK) {
            n += draw_stock(app, side, part);
        } else if (makers[station](app, side, &row)) {
            draw_row(side, &row, part);
            n++;
        }
    }
    int odd = two && n % 2;
    *spare = canvas_part(canvas, width + 2, n / 2, odd ? width : 0, odd);
    return two ? (n + 1) / 2 : n;
}

/* Columns of the whole way, with so many blanks at each arrow. */
static int way_width(const char *const names[WAY], const int64_t numbers[WAY], int gap)
{
    int width = (WAY - 1) * (1 + gap);
    for (int n = 0; n < WAY; n++)
        width += snprintf(NULL, 0, "%s %lld", names[n], (long long)numbers[n]);
    return width;
}

/* Where there is no room for all, those at which nobody is are left out. */
void stations_way(const struct app *app, const struct side *side, int y, struct canvas canvas)
{
    static const char *const names[THEMES][WAY] = {
        {"hold", "tickets", "kitchen", "oven", "road", "done"},
        {"wait", "queue", "work", "write", "send", "done"},
    };
    const struct view *view = &side->view;
    const uint32_t *at = playback_scene(side->playback)->at_place;
    const int64_t numbers[WAY] = {
        view->on_hold,
        view->tickets,
        (int64_t)at[PLACE_START] + at[PLACE_FETCH] + at[PLACE_STOCK] + at[PLACE_PREP_LINE] +
            at[PLACE_PREP] + at[PLACE_BOX_LINE] + at[PLACE_BOX],
        (int64_t)at[PLACE_OVEN_LINE] + at[PLACE_OVEN],
        (int64_t)at[PLACE_COURIER_LINE] + at[PLACE_RIDE],
        (int64_t)view->delivered,
    };
    int gap = 2, x = 0;
    while (gap > 0 && way_width(names[app->scenario.theme], numbers, gap) > canvas.width)
        gap--;
    bool all = way_width(names[app->scenario.theme], numbers, 0) <= canvas.width;
    for (int n = 0; n < WAY; n++) {
        const char *name = names[app->scenario.theme][n];
        if (!all && numbers[n] == 0)
            continue;
        if (x > 0)
            x = canvas_glyph(canvas, x + gap - gap / 2, y, STYLE_FAINT, GLYPH_ARROW) + gap / 2;
        x = canvas_print(canvas, x, y, STYLE_FAINT, "%s ", name);
        x = canvas_print(canvas, x, y, numbers[n] > 0 ? STYLE_STRONG : STYLE_FAINT, "%lld",
                         (long long)numbers[n]);
    }
}
