/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is drawn around a view. */
#include "tui/frame.h"

#include <stdio.h>
#include <string.h>

#include "report/text.h"
#include "tui/commands.h"
#include "tui/narrate.h"
#include "tui/views.h"

/* Rows above the view, header and day, then those of the caption; and one for keys below it. */
enum { ROWS_ABOVE = 2, ROWS_BELOW = 1, DAY_ROW = 1 };

/* From so many rows on each kitchen has a row of the caption to itself. */
enum { TALL = 30 };

/* "1 min/s": simulated time a real second. */
static void write_speed(const struct app *app, double speed, char text[APP_TEXT])
{
    char length[APP_TEXT];
    if (speed == 0) {
        snprintf(text, APP_TEXT, "full speed");
        return;
    }
    app_length(app, sim_from_seconds(speed), length);
    snprintf(text, APP_TEXT, "%.*s/s", APP_TEXT - 3, length);
}

static void draw_header(const struct app *app, struct canvas canvas)
{
    char speed[APP_TEXT], achieved[APP_TEXT], right[3 * APP_TEXT];
    canvas_fill(canvas, STYLE_HEADER);
    double asked = app_speeds[app->speed];
    write_speed(app, asked, speed);
    write_speed(app, app->achieved, achieved);
    bool slower = asked == 0 || app->achieved < 0.9 * asked;
    bool known = app->achieved > 0 && slower && !app->paused && !app->over;
    snprintf(right, sizeof right, "%s%s%s%s  %s  seed %llu, day %u ", speed, known ? " (" : "",
             known ? achieved : "", known ? " reached)" : "",
             app->over     ? "day is over"
             : app->paused ? "PAUSED"
                           : "running",
             (unsigned long long)app->scenario.seed, (unsigned)app->replication);
    int x = canvas_text_right(canvas, canvas.width, 0, STYLE_HEADER, right);
    canvas_text_within(canvas, 1, 0, x - 3, STYLE_HEADER, app->scenario.title);
    canvas_hot(canvas, x, 0, canvas.width - x, 1, ' ');
}

int frame_column(const struct app *app, sim_time at, int width)
{
    sim_time span = app_span(app);
    double share = span > 0 ? (double)at / (double)span : 0;
    int column = (int)(share * (width - 1) + 0.5);
    return column < 0 ? 0 : column >= width ? width - 1 : column;
}

/* Where the bar of the day is in its row: from one column to before another. */
static void place_of_day(const struct app *app, int width, int *from, int *until)
{
    char now[APP_TEXT], begin[APP_TEXT], end[APP_TEXT];
    app_time(app, app->now, now);
    app_clock_text(app, 0, begin);
    app_clock_text(app, app_span(app), end);
    *from = 1 + (int)text_width(now) + 2 + (int)text_width(begin) + 1;
    *until = width - 1 - (int)text_width(end) - 1;
}

bool frame_instant(const struct app *app, const struct picture *picture, int x, int y, sim_time *at)
{
    int from, until;
    place_of_day(app, picture->width, &from, &until);
    if (y != DAY_ROW || x < from || x >= until || until - from < 2)
        return false;
    *at = (sim_time)((double)app_span(app) * (x - from) / (until - from - 1));
    return true;
}

/* The day from opening to its end, how far it is, and what was changed when. */
static void draw_day(const struct app *app, struct canvas canvas)
{
    char now[APP_TEXT], begin[APP_TEXT], end[APP_TEXT];
    int from, until;
    app_time(app, app->now, now);
    app_clock_text(app, 0, begin);
    app_clock_text(app, app_span(app), end);
    place_of_day(app, canvas.width, &from, &until);
    int x = canvas_text(canvas, 1, 0, STYLE_STRONG, now);
    canvas_text(canvas, x + 2, 0, STYLE_FAINT, begin);
    canvas_text(canvas, until + 1, 0, STYLE_FAINT, end);
    struct canvas bar = canvas_part(canvas, from, 0, until - from, 1);
    int column = frame_column(app, app->now, bar.width);
    canvas_row(bar, 0, 0, column, STYLE_TEXT, GLYPH_DAY);
    canvas_row(bar, column, 0, bar.width - column, STYLE_FREE, GLYPH_BAR_REST);
    int closing = frame_column(app, app->scenario.variants[0].world.hours, bar.width);
    if (closing < bar.width - 1)
        canvas_glyph(bar, closing, 0, STYLE_FAINT, GLYPH_DOWN);
    for (size_t n = 0; n < app->side_count; n++)
        for (size_t k = 0; k < playback_change_count(app->sides[n].playback); k++) {
            sim_time at = playback_change_at(app->sides[n].playback, k)->at;
            canvas_glyph(bar, frame_column(app, at, bar.width), 0, STYLE_CHANGE, GLYPH_MARK);
        }
    canvas_glyph(bar, column, 0, STYLE_STRONG, GLYPH_NOW);
}

static int caption_rows(const struct app *app, int height)
{
    return height >= TALL && app->side_count > 1 ? 2 : 1;
}

static void draw_caption(const struct app *app, struct canvas canvas)
{
    char text[2 * CAPTION_TEXT];
    struct caption fresh = {.count = 0};
    const struct caption *caption = &app->narrator.caption;
    unsigned columns = (unsigned)canvas.width - 2;
    if (caption->count == 0) {
        narrate(app, FIGURES_EXACT, &fresh);
        caption = &fresh;
    }
    if (canvas.height == 1) {
        caption_line(caption, columns, text, sizeof text);
        canvas_text_within(canvas, 1, 0, (int)columns, STYLE_CAPTION, text);
        return;
    }
    for (int n = 0; n < canvas.height; n++) {
        caption_of_side(caption, (size_t)n, columns, text, sizeof text);
        canvas_text_within(canvas, 1, n, (int)columns, STYLE_CAPTION, text);
    }
}

/* A message stands over the caption, and over what is below where it needs the room. */
static void draw_message(const struct app *app, struct canvas canvas, int rows)
{
    int needed =
        canvas_wrap(canvas_part(canvas, 0, 0, canvas.width, 0), 0, STYLE_WARNING, app->message);
    rows = needed > rows ? needed : rows;
    canvas_fill(canvas_part(canvas, 0, 0, canvas.width, rows), STYLE_TEXT);
    canvas_wrap(canvas, 0, STYLE_WARNING, app->message);
}

static int key_width(const char *key, const char *label)
{
    return (int)(text_width(key) + text_width(label)) + (*label != '\0');
}

/* A key and its word, clickable, if there is room before `right`; returns the column after it. */
static int draw_key(struct canvas canvas, int x, int right, const char *key, const char *label,
                    uint32_t press, bool chosen)
{
    if (x + key_width(key, label) > right)
        return x;
    int end = canvas_text(canvas, x, 0, STYLE_KEY, key);
    if (*label)
        end = canvas_text(canvas, end + 1, 0, STYLE_TEXT, label);
    if (chosen)
        canvas_mark(canvas, x, 0, end - x, STYLE_CHOSEN);
    canvas_hot(canvas, x, 0, end - x, 1, press);
    return end + (*label ? 2 : 1);
}

static bool has_key(const struct key_help *keys, uint32_t press)
{
    for (; keys && keys->key; keys++)
        if (keys->label && keys->press == press)
            return true;
    return false;
}

/* The keys that have a word for the bar, but those that stand in it already. */
static int draw_keys(struct canvas canvas, int x, int right, const struct key_help *keys,
                     const struct key_help *already)
{
    for (; keys && keys->key; keys++)
        if (keys->label && !has_key(already, keys->press))
            x = draw_key(canvas, x, right, keys->key, keys->label, keys->press, false);
    return x;
}

/* Columns that the first `most` keys of the bar take. */
static int keys_width(const struct key_help *keys, int most)
{
    int width = 0;
    for (; keys && keys->key && most > 0; keys++)
        if (keys->label) {
            width += key_width(keys->key, keys->label) + 2;
            most--;
        }
    return width;
}

/* The views, by number and name; where names take too much room, that of the one shown. */
static int draw_tabs(const struct app *app, struct canvas canvas, int x, int right, bool names)
{
    for (size_t n = 0; n < view_count; n++) {
        char number[24];
        snprintf(number, sizeof number, "%zu", n + 1);
        x = draw_key(canvas, x, right, number, names || n == app->view ? view_kinds[n]->name : "",
                     '1' + (uint32_t)n, n == app->view);
    }
    return x;
}

/* What one can do here comes before the names of the other views. */
static void draw_bar(const struct app *app, struct canvas canvas)
{
    enum { OWN_SHOWN = 3 };
    const struct key_help *own = view_kinds[app->view]->keys;
    int right = canvas.width - 15, width = 0;
    draw_key(canvas, right + 1, canvas.width, "?", "help", '?', app->help);
    draw_key(canvas, right + 9, canvas.width, "q", "quit", 'q', false);
    for (size_t n = 0; n < view_count; n++)
        width += key_width("1", view_kinds[n]->name) + 2;
    width += keys_width(own, OWN_SHOWN);
    int x = draw_tabs(app, canvas, 1, right, 1 + width <= right);
    x = draw_keys(canvas, x, right, own, NULL);
    draw_keys(canvas, x, right, common_keys, own);
}

/* The keys with one word or a few each, a row a key. */
static void help_keys_brief(struct canvas canvas, const struct key_help *keys)
{
    for (int y = 0; keys->key; keys++, y++) {
        canvas_text(canvas, 0, y, STYLE_KEY, keys->key);
        canvas_text_within(canvas, 14, y, canvas.width - 14, STYLE_TEXT,
                           keys->label ? keys->label : keys->about);
    }
}

static int help_keys(struct canvas canvas, int y, const struct key_help *keys)
{
    for (; keys && keys->key; keys++) {
        canvas_text(canvas, 0, y, STYLE_KEY, keys->key);
        struct canvas right = canvas_part(canvas, 14, 0, canvas.width - 14, canvas.height);
        y = canvas_wrap(right, y, STYLE_TEXT, keys->about);
    }
    return y;
}

static int help_paragraphs(struct canvas canvas, int y, const char *text)
{
    while (*text) {
        const char *end = strstr(text, "\n\n");
        size_t length = end ? (size_t)(end - text) : strlen(text);
        char paragraph[1024];
        snprintf(paragraph, sizeof paragraph, "%.*s", (int)length, text);
        y = canvas_wrap(canvas, y, STYLE_TEXT, paragraph) + 1;
        text += length + (end ? 2 : 0);
    }
    return y;
}

/* What a view shows and its keys, from a row on; returns the row after it. */
static int help_of_view(const struct app *app, struct canvas canvas, int y)
{
    const struct view_kind *kind = view_kinds[app->view];
    const char *theirs = kind->about[app->scenario.theme];
    y = help_paragraphs(canvas, y, theirs ? theirs : kind->about[THEME_KITCHEN]);
    return help_keys(canvas, y, kind->keys);
}

/* The help of a view: what it shows, its keys, and beside them those of all views. */
static void draw_help(const struct app *app, struct canvas canvas)
{
    const struct view_kind *kind = view_kinds[app->view];
    char title[64];
    snprintf(title, sizeof title, "Help: %s", kind->name);
    struct canvas inside = canvas_frame(canvas, STYLE_FRAME, title);
    bool wide = inside.width >= 100;
    int width = wide ? inside.width / 2 - 3 : inside.width - 42;
    struct canvas left = canvas_part(inside, 1, 0, width, inside.height - 1);
    int rows = help_of_view(app, canvas_part(left, 0, 0, width, 0), 0), hidden = rows - left.height;
    int top = app->help_top < hidden ? app->help_top : hidden > 0 ? hidden : 0;
    help_of_view(app, left, -top);
    if (wide)
        help_keys(canvas_part(inside, width + 5, 0, width, inside.height - 1), 0, common_keys);
    else
        help_keys_brief(canvas_part(inside, width + 3, 0, 39, inside.height - 1), common_keys);
    canvas_text(inside, 1, inside.height - 1, STYLE_FAINT,
                hidden > 0 ? "up down: more   any other key: back" : "Any key: back");
}

static void draw_too_small(struct canvas canvas)
{
    char text[128];
    snprintf(text, sizeof text,
             "This window is %d x %d. The dashboard needs %d x %d: please make it larger, or press "
             "q to quit.",
             canvas.width, canvas.height, SCREEN_LEAST_WIDTH, SCREEN_LEAST_HEIGHT);
    canvas_wrap(canvas, 0, STYLE_TEXT, text);
}

void frame_draw(const struct app *app, struct picture *picture)
{
    struct canvas all = canvas_of(picture);
    picture->theme = app->scenario.theme;
    if (all.width < SCREEN_LEAST_WIDTH || all.height < SCREEN_LEAST_HEIGHT) {
        draw_too_small(all);
        return;
    }
    draw_header(app, canvas_part(all, 0, 0, all.width, 1));
    draw_day(app, canvas_part(all, 0, DAY_ROW, all.width, 1));
    int caption = caption_rows(app, all.height), above = ROWS_ABOVE + caption;
    draw_caption(app, canvas_part(all, 0, ROWS_ABOVE, all.width, caption));
    struct canvas middle = canvas_part(all, 0, above, all.width, all.height - above - ROWS_BELOW);
    if (app->help)
        draw_help(app, middle);
    else
        view_kinds[app->view]->draw(app, app->view_states[app->view], middle);
    if (app->message[0])
        draw_message(app, canvas_part(all, 1, ROWS_ABOVE, all.width - 2, all.height - ROWS_ABOVE),
                     caption);
    draw_bar(app, canvas_part(all, 0, all.height - 1, all.width, 1));
    if (app->dialog.open)
        dialog_draw(&app->dialog, all);
}
