/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See crew.h. */
#include "tui/crew.h"

#include <stdio.h>
#include <string.h>

#include "tui/words.h"

/* Cooks with a row of their own, at most, and columns of a strip, at most. */
enum { ROWS_MOST = 100, STRIP_MOST = 240 };

/* So many changes are looked at for the strips; what lies farther back is left out. */
enum { LOOKS_MOST = 100000 };

/* Columns of a row before its strip: where it is wide, narrow, and without a strip; of a strip. */
enum { WORDS = 31, WORDS_NARROW = 27, WORDS_LEAST = 19, STRIP_LEAST = 10 };

struct row {
    uint32_t cook;
    struct cook_view view;
    uint8_t strip[STRIP_MOST]; /* enum cook_state */
    int open;                  /* the last column of the strip that is not filled in */
};

/* The cooks on the floor, in order of number; how many there are of them in all. */
static size_t list_cooks(const struct side *side, struct row *rows, size_t most)
{
    const struct kitchen *kitchen = playback_kitchen(side->playback);
    uint32_t numbers = kitchen_cook_numbers(kitchen);
    size_t count = 0;
    struct cook_view view;
    for (uint32_t cook = 1; cook <= numbers; cook++)
        if (kitchen_cook(kitchen, cook, &view)) {
            if (count < most)
                rows[count] = (struct row){.cook = cook, .view = view};
            count++;
        }
    return count;
}

/* The past of a strip: each column stands for the instant in its middle. */
struct past {
    sim_time begin, length;
    int columns;
};

static sim_time instant_of(const struct past *past, int column)
{
    return past->begin + (sim_time)((double)past->length * (column + 0.5) / past->columns);
}

/* From a change on the cook did this: fills in the columns that nothing later has filled. */
static bool fill_strip(struct row *row, const struct past *past, const struct journal_cook *change)
{
    int before = row->open;
    while (row->open >= 0 && instant_of(past, row->open) >= change->at)
        row->strip[row->open--] = (uint8_t)change->state;
    return row->open < before;
}

/* The last column that some row has open; -1 when all are full. */
static int last_open(const struct row *rows, size_t count)
{
    int last = -1;
    for (size_t n = 0; n < count; n++)
        last = rows[n].open > last ? rows[n].open : last;
    return last;
}

static struct row *row_of(struct row *rows, size_t count, uint32_t cook)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (rows[middle].cook < cook)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && rows[low].cook == cook ? &rows[low] : NULL;
}

/* From the latest change back, passing over those between the instants that are still asked for. */
static void fill_strips(const struct app *app, const struct side *side, struct row *rows,
                        size_t count, int columns)
{
    const struct scene *scene = playback_scene(side->playback);
    struct past past = {.length = app_strip(app), .columns = columns};
    past.begin = playback_now(side->playback) - past.length;
    for (size_t n = 0; n < count; n++) {
        memset(rows[n].strip, COOK_GONE, sizeof rows[n].strip);
        rows[n].open = columns - 1;
    }
    size_t index = scene->change_count;
    for (int looked = 0; index > 0 && looked < LOOKS_MOST; looked++) {
        const struct journal_cook *change = &scene->changes[--index];
        struct row *row = row_of(rows, count, change->cook);
        if (!row || !fill_strip(row, &past, change))
            continue;
        int open = last_open(rows, count);
        if (open < 0)
            break;
        size_t from = scene_changes_from(scene, instant_of(&past, open) + 1);
        index = from < index ? from : index;
    }
}

static enum work work_of(const struct side *side, uint32_t number)
{
    const struct scene_order *order = scene_order(playback_scene(side->playback), number);
    if (!order)
        return WORK_START;
    if (order->place == PLACE_PREP || order->place == PLACE_PREP_LINE)
        return WORK_PREP;
    return order->place == PLACE_BOX || order->place == PLACE_BOX_LINE ? WORK_BOX : WORK_START;
}

static void draw_row(const struct app *app, const struct side *side, const struct row *row, int y,
                     int words, int columns, struct canvas canvas)
{
    char text[APP_TEXT];
    enum cook_state state = row->view.state;
    enum meaning meaning = style_of_cook(state);
    snprintf(text, sizeof text, "%3u", (unsigned)row->cook);
    canvas_text(canvas, 0, y, STYLE_FAINT, text);
    canvas_glyph(canvas, 4, y, meaning, glyph_of_cook(state));
    word_cook(app->scenario.theme, &row->view, work_of(side, row->view.order), words < WORDS_NARROW,
              text, sizeof text);
    canvas_text_within(canvas, 6, y, words - 7, meaning, text);
    for (int n = 0; n < columns; n++)
        canvas_glyph(canvas, words + n, y, style_of_cook((enum cook_state)row->strip[n]),
                     glyph_of_cook((enum cook_state)row->strip[n]));
    if (app->chosen_order && row->view.order == app->chosen_order)
        canvas_mark(canvas, 0, y, words - 1, STYLE_CHOSEN);
}

/* One row a cook, with strips. */
static void draw_rows(const struct app *app, const struct side *side, struct row *rows,
                      size_t count, struct canvas canvas)
{
    int words = canvas.width >= 70 ? WORDS : WORDS_NARROW;
    int columns = canvas.width - words;
    columns = columns > STRIP_MOST ? STRIP_MOST : columns < STRIP_LEAST ? 0 : columns;
    if (columns > 0)
        fill_strips(app, side, rows, count, columns);
    for (size_t n = 0; n < count; n++)
        draw_row(app, side, &rows[n], (int)n, words, columns, canvas);
}

/* Several cooks in a row, without strips. */
static void draw_grid(const struct app *app, const struct side *side, const struct row *rows,
                      size_t count, size_t across, struct canvas canvas)
{
    int width = canvas.width / (int)across;
    size_t down = (count + across - 1) / across;
    for (size_t n = 0; n < count; n++) {
        struct canvas part = canvas_part(canvas, (int)(n / down) * width, 0, width, canvas.height);
        draw_row(app, side, &rows[n], (int)(n % down), width, 0, part);
    }
}

/* How many are in a state, and a bar of their share. */
static void draw_group(const struct app *app, const struct view *view, enum cook_state state,
                       struct canvas canvas)
{
    enum { BAR = 29 };
    enum meaning meaning = style_of_cook(state);
    canvas_glyph(canvas, 0, 0, meaning, glyph_of_cook(state));
    canvas_print(canvas, 2, 0, meaning, "%-18s %6lld", word_states[app->scenario.theme][state],
                 (long long)view->cooks_in[state]);
    double share = view->cooks > 0 ? (double)view->cooks_in[state] / (double)view->cooks : 0;
    int width = canvas.width - BAR - 1;
    double least = width > 0 ? 1.0 / width : 0; /* nobody is left out */
    canvas_bar(canvas, BAR, 0, width, share > least ? share : least, meaning);
}

/* A place for each state that some cook is in, two in a row where there are too few rows. */
static int draw_groups(const struct app *app, const struct side *side, struct canvas canvas)
{
    const struct view *view = &side->view;
    int groups = 0, n = 0;
    for (int state = 0; state < COOK_STATES; state++)
        groups += view->cooks_in[state] > 0;
    int across = groups > canvas.height ? 2 : 1, width = canvas.width / across;
    for (int state = 0; state < COOK_STATES; state++) {
        if (view->cooks_in[state] == 0)
            continue;
        draw_group(app, view, (enum cook_state)state,
                   canvas_part(canvas, n % across * width, n / across, width, 1));
        n++;
    }
    return (groups + across - 1) / across;
}

/* A place of the picture stands for several cooks: what most of them do. */
static void draw_place(struct canvas canvas, int64_t place, const unsigned *counts)
{
    int most = 0;
    for (int n = 1; n < COOK_STATES; n++)
        if (counts[n] > counts[most])
            most = n;
    if (counts[most] > 0)
        canvas_glyph(canvas, (int)(place % canvas.width), (int)(place / canvas.width),
                     style_of_cook((enum cook_state)most), glyph_of_cook((enum cook_state)most));
}

/* All cooks as one picture, in order of number. */
static void draw_density(const struct side *side, struct canvas canvas)
{
    int64_t places = (int64_t)canvas.width * canvas.height;
    if (places < 1)
        return;
    const struct kitchen *kitchen = playback_kitchen(side->playback);
    int64_t each = (side->view.cooks + places - 1) / places, in = 0, place = 0;
    unsigned counts[COOK_STATES] = {0};
    struct cook_view view;
    for (uint32_t cook = 1; cook <= kitchen_cook_numbers(kitchen); cook++) {
        if (!kitchen_cook(kitchen, cook, &view) || view.state >= COOK_STATES)
            continue;
        counts[view.state]++;
        if (++in < each)
            continue;
        draw_place(canvas, place++, counts);
        memset(counts, 0, sizeof counts);
        in = 0;
    }
    draw_place(canvas, place, counts);
}

static void draw_crowd(const struct app *app, const struct side *side, struct canvas canvas)
{
    int y = draw_groups(app, side, canvas);
    int64_t rest = (int64_t)canvas.width * (canvas.height - y - 1);
    if (rest < 1)
        return;
    int64_t each = (side->view.cooks + rest - 1) / rest;
    if (each > 1)
        canvas_print(canvas, 0, y, STYLE_FAINT, "Each mark is %lld %s:", (long long)each,
                     app_noun(app, THING_COOK, 2));
    else
        canvas_print(canvas, 0, y, STYLE_FAINT,
                     "Each mark is one %s:", app_noun(app, THING_COOK, 1));
    draw_density(side, canvas_part(canvas, 0, y + 1, canvas.width, canvas.height - y - 1));
}

void crew_draw(const struct app *app, const struct side *side, struct canvas canvas)
{
    if (canvas.height < 1)
        return;
    struct row rows[ROWS_MOST];
    size_t count = list_cooks(side, rows, ROWS_MOST), height = (size_t)canvas.height;
    size_t across = (size_t)(canvas.width / WORDS_LEAST);
    if (count == 0)
        canvas_print(canvas, 0, 0, STYLE_FAINT, "No %s here now.", app_noun(app, THING_COOK, 2));
    else if (count <= height && count <= ROWS_MOST)
        draw_rows(app, side, rows, count, canvas);
    else if (count <= across * height && count <= ROWS_MOST)
        draw_grid(app, side, rows, count, (count + height - 1) / height, canvas);
    else
        draw_crowd(app, side, canvas);
}
