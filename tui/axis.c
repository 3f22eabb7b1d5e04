/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See axis.h. */
#include "tui/axis.h"

#include <stdio.h>
#include <string.h>

#include "report/text.h"

/* Columns from one time on the axis to the next, at least. */
enum { TIME_APART = 14 };

sim_time axis_at(const struct axis *axis, int column)
{
    return axis->from + (sim_time)((double)axis->length * column / axis->width);
}

int axis_column(const struct axis *axis, sim_time at)
{
    double column = (double)(at - axis->from) / (double)axis->length * axis->width;
    return column < 0 ? -1 : column >= axis->width ? axis->width : (int)column;
}

/* The step between times: round, and no closer than they can be read. */
static sim_time step_of(const struct axis *axis)
{
    static const sim_time steps[] = {
        SIM_US,         2 * SIM_US,      5 * SIM_US,      10 * SIM_US,     20 * SIM_US,
        50 * SIM_US,    100 * SIM_US,    200 * SIM_US,    500 * SIM_US,    SIM_MS,
        2 * SIM_MS,     5 * SIM_MS,      10 * SIM_MS,     20 * SIM_MS,     50 * SIM_MS,
        100 * SIM_MS,   200 * SIM_MS,    500 * SIM_MS,    SIM_SECOND,      2 * SIM_SECOND,
        5 * SIM_SECOND, 10 * SIM_SECOND, 15 * SIM_SECOND, 30 * SIM_SECOND, SIM_MINUTE,
        2 * SIM_MINUTE, 5 * SIM_MINUTE,  10 * SIM_MINUTE, 15 * SIM_MINUTE, 30 * SIM_MINUTE,
        SIM_HOUR,       2 * SIM_HOUR,    3 * SIM_HOUR,    6 * SIM_HOUR,    12 * SIM_HOUR,
        SIM_DAY,        2 * SIM_DAY,     7 * SIM_DAY,     30 * SIM_DAY,    365 * SIM_DAY};
    size_t last = sizeof steps / sizeof *steps - 1, n = 0;
    double least = (double)axis->length * TIME_APART / axis->width;
    while (n < last && (double)steps[n] < least)
        n++;
    return steps[n];
}

void axis_time(const struct app *app, sim_time at, sim_time step, char text[APP_TEXT])
{
    app_time(app, at, text);
    if (text[2] != ':' && step < SIM_MS)
        snprintf(text, APP_TEXT, "%.6f s", sim_seconds(at));
    if (strlen(text) != 8 || text[2] != ':')
        return;
    if (step % SIM_MINUTE == 0 && strcmp(text + 5, ":00") == 0)
        text[5] = '\0';
    else if (step < SIM_SECOND)
        snprintf(text + 8, APP_TEXT - 8, ".%03d", (int)(at % SIM_SECOND / SIM_MS));
}

void axis_draw(const struct axis *axis, const struct app *app, struct canvas canvas, int y)
{
    sim_time step = step_of(axis), open = app->scenario.variants[0].world.open;
    sim_time first = (axis->from + open + step - 1) / step * step - open;
    int now = axis_column(axis, app->now);
    canvas_row(canvas, 0, y, axis->width, STYLE_FRAME, GLYPH_ACROSS);
    for (int64_t n = 0; n <= axis->width; n++) {
        sim_time at = first + n * step;
        int column = axis_column(axis, at);
        if (column >= axis->width)
            break;
        if (column < 0)
            continue;
        char text[APP_TEXT];
        axis_time(app, at, step, text);
        canvas_glyph(canvas, column, y, STYLE_FRAME, GLYPH_CROSS);
        int end = column + 1 + (int)text_width(text);
        bool is_cut = column < now && now < end; /* by the present instant */
        if (end <= axis->width && !is_cut)
            canvas_text(canvas, column + 1, y, STYLE_FAINT, text);
    }
    axis_draw_changes(axis, app, app->side_count, canvas, y);
    if (now >= 0 && now < axis->width)
        canvas_glyph(canvas, now, y, STYLE_STRONG, GLYPH_NOW);
}

int axis_draw_changes(const struct axis *axis, const struct app *app, size_t side,
                      struct canvas canvas, int y)
{
    int shown = 0;
    for (size_t n = 0; n < app->side_count; n++) {
        if (side < app->side_count && n != side)
            continue;
        const struct playback *playback = app->sides[n].playback;
        for (size_t k = 0; k < playback_change_count(playback); k++) {
            int column = axis_column(axis, playback_change_at(playback, k)->at);
            if (column < 0 || column >= axis->width)
                continue;
            canvas_glyph(canvas, column, y, STYLE_CHANGE, GLYPH_MARK);
            shown++;
        }
    }
    return shown;
}
