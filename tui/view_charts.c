/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * View 3: the day as curves, both kitchens in one picture, and how long customers had to wait as a
 * histogram. As many pictures as there is room for; the others come by scrolling.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/figures.h"
#include "report/text.h"
#include "sim/order.h"
#include "tui/curves.h"
#include "tui/views.h"

#define AT(place) (UINT32_C(1) << (place))

/* A chart with neither places nor states is the histogram. */
struct chart {
    const char *title[THEMES];
    struct curve_kind kind;
};

/* In order of how much they tell: small screens show the first ones. */
static const struct chart charts[] = {
    {{"waiting on the phone", "waiting in the backlog"}, {AT(PLACE_HOLD), 0}},
    {{"cooks standing still, %", "workers standing still, %"},
     {0, AT(COOK_AT_WAREHOUSE) | AT(COOK_AT_OVEN) | AT(COOK_AT_COURIER) | AT(COOK_AT_CUSTOMER) |
             AT(COOK_AT_WORKTOP)}},
    {{"orders in flight", "requests in flight"},
     {AT(PLACE_START) | AT(PLACE_FETCH) | AT(PLACE_STOCK) | AT(PLACE_PREP_LINE) | AT(PLACE_PREP) |
          AT(PLACE_OVEN_LINE) | AT(PLACE_OVEN) | AT(PLACE_BOX_LINE) | AT(PLACE_BOX) |
          AT(PLACE_COURIER_LINE) | AT(PLACE_RIDE),
      0}},
    {{"from call to delivery", "from call to answer (latency)"}, {0, 0}},
    {{"cooks working, %", "workers computing, %"}, {0, AT(COOK_WORKING) | AT(COOK_SWITCHING)}},
    {{"cooks free (idle), %", "workers free (idle), %"}, {0, AT(COOK_IDLE)}},
    {{"tickets that wait for a cook", "requests that wait for a worker"}, {AT(PLACE_TICKET), 0}},
    {{"waiting for an oven place", "waiting for a writer"}, {AT(PLACE_OVEN_LINE), 0}},
    {{"waiting for a courier", "waiting for a link"}, {AT(PLACE_COURIER_LINE), 0}},
    {{"waiting for a clerk or the truck", "waiting for a connection or the quota"},
     {AT(PLACE_START) | AT(PLACE_STOCK), 0}},
};

enum {
    CHARTS = sizeof charts / sizeof *charts,
    CHART_HEIGHT = 9,   /* at least, with title and axis */
    CHART_HIGHEST = 16, /* more are shown before they get higher than that */
    CHART_WIDTH = 38,   /* at least */
    SCALE_WIDTH = 7     /* left of the curves: the scale */
};

_Static_assert(CHARTS <= CURVES_MOST, "more charts than curves");

struct charts {
    int first;  /* the chart at the top left */
    bool large; /* one chart only */
    int across; /* charts in a row, as last drawn */
};

static const enum meaning side_styles[SIDES] = {STYLE_FIRST, STYLE_SECOND};

/* The mark of a kitchen's curve; of both, where they meet. */
static uint32_t mark_of(const struct picture *picture, size_t side)
{
    return style_mark(side, picture->unicode);
}

/* A round number at least as large: 1, 2, 4, 5, 10, 20... */
static double round_up(double value)
{
    static const double steps[] = {1, 2, 4, 5, 8, 10};
    double unit = pow(10, floor(log10(value > 1 ? value : 1)));
    for (size_t n = 0; n < sizeof steps / sizeof *steps; n++)
        if (steps[n] * unit >= value)
            return steps[n] * unit;
    return 10 * unit;
}

static int row_of(double value, double most, int height)
{
    int row = height - 1 - (int)(value / most * (height - 1) + 0.5);
    return row < 0 ? 0 : row >= height ? height - 1 : row;
}

/* One curve; what lies between two columns is a line. */
static void draw_curve(struct canvas canvas, size_t side, const double *values, double most)
{
    int before = -1;
    for (int x = 0; x < canvas.width; x++) {
        if (isnan(values[x])) {
            before = -1;
            continue;
        }
        int y = row_of(values[x], most, canvas.height);
        for (int k = before < y ? before + 1 : y + 1; before >= 0 && k < (before < y ? y : before);
             k++)
            canvas_glyph(canvas, x, k, side_styles[side], GLYPH_DOWN);
        canvas_character(canvas, x, y, side_styles[side], mark_of(canvas.picture, side));
        before = y;
    }
}

/* Adds one of the eight dots of a character to what is there already. */
static void add_dot(struct canvas canvas, enum meaning meaning, int x, int y, uint32_t dot)
{
    const struct picture *picture = canvas.picture;
    if (x >= canvas.width || y >= canvas.height)
        return;
    const struct cell *cell =
        &picture->cells[(size_t)(canvas.y + y) * (size_t)picture->width + (size_t)(canvas.x + x)];
    bool dots = cell->character > 0x2800 && cell->character <= 0x28FF;
    if (dots && cell->meaning != (uint32_t)meaning)
        meaning = STYLE_STRONG;
    canvas_character(canvas, x, y, meaning, 0x2800 | dot | (dots ? cell->character & 0xFF : 0));
}

/* One curve in braille, twice as fine across and four times as fine upwards; marks tell whose. */
static void draw_dots(struct canvas canvas, size_t side, const double *values, double most)
{
    static const uint8_t dots[2][4] = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};
    enum { MARK_EVERY = 10 };
    for (int x = 0; x < canvas.width; x++) {
        if (isnan(values[x]))
            continue;
        double next = x + 1 < canvas.width && !isnan(values[x + 1]) ? values[x + 1] : values[x];
        for (int half = 0; half < 2; half++) {
            double step = (next - values[x]) / 2;
            int from = row_of(values[x] + step * half, most, 4 * canvas.height);
            int to = row_of(values[x] + step * (half + 1), most, 4 * canvas.height);
            for (int dot = from < to ? from : to; dot <= (from < to ? to : from); dot++)
                add_dot(canvas, side_styles[side], x, dot / 4, dots[half][dot % 4]);
        }
        if (x % MARK_EVERY == (int)side * MARK_EVERY / 2 + 2)
            canvas_character(canvas, x, row_of(values[x], most, 4 * canvas.height) / 4,
                             side_styles[side], mark_of(canvas.picture, side));
    }
}

static void draw_meetings(struct canvas canvas, const double *first, const double *second,
                          double most)
{
    for (int x = 0; x < canvas.width; x++)
        if (!isnan(first[x]) && !isnan(second[x]) &&
            row_of(first[x], most, canvas.height) == row_of(second[x], most, canvas.height))
            canvas_character(canvas, x, row_of(first[x], most, canvas.height), STYLE_STRONG,
                             mark_of(canvas.picture, SIDES));
}

static double most_of(const double *values, int width, double most)
{
    for (int x = 0; x < width; x++)
        if (values[x] > most)
            most = values[x];
    return most;
}

/* The chart's title, and what the curves are at now. */
static void draw_title(const struct app *app, struct canvas canvas, const char *title,
                       double *const values[SIDES], int now)
{
    int x = canvas.width - 1;
    for (size_t n = app->side_count; n-- > 0 && values;) {
        char text[32];
        double value = now >= 0 ? values[n][now] : NAN;
        if (isnan(value))
            continue;
        snprintf(text, sizeof text, " %.0f", value);
        x = canvas_text_right(canvas, x, 0, side_styles[n], text) - 1;
        canvas_character(canvas, x, 0, side_styles[n], mark_of(canvas.picture, n));
        x--;
    }
    canvas_text_within(canvas, 1, 0, x - 2, STYLE_TITLE, title);
}

static void draw_curves(const struct app *app, const struct chart *chart, const struct axis *axis,
                        double *const values[SIDES], struct canvas canvas)
{
    struct canvas middle = canvas_part(canvas, SCALE_WIDTH, 1, axis->width, canvas.height - 2);
    bool share = chart->kind.states != 0;
    double most = 0;
    for (size_t n = 0; n < app->side_count; n++)
        most = most_of(values[n], axis->width, most);
    most = share ? 100 : round_up(most);
    int now = axis_column(axis, app->now > 0 ? app->now - 1 : 0);
    draw_title(app, canvas, chart->title[app->scenario.theme], values,
               now < axis->width ? now : axis->width - 1);
    char text[FIGURE_ROOM];
    figure_decimals(text, most, 0);
    canvas_text_right(canvas, SCALE_WIDTH - 1, 1, STYLE_FAINT, text);
    canvas_text_right(canvas, SCALE_WIDTH - 1, middle.height, STYLE_FAINT, "0");
    canvas_column(canvas, SCALE_WIDTH - 1, 1, middle.height, STYLE_FRAME, GLYPH_DOWN);
    bool dots = canvas.picture->braille;
    for (size_t n = 0; n < app->side_count; n++)
        (dots ? draw_dots : draw_curve)(middle, n, values[n], most);
    if (app->side_count == SIDES && !dots)
        draw_meetings(middle, values[0], values[1], most);
    axis_draw(axis, app, canvas_part(canvas, SCALE_WIDTH, 0, axis->width, canvas.height),
              canvas.height - 1);
}

/* The times of one kitchen's deliveries. */
struct times {
    sim_time *sorted; /* in some order */
    size_t count;
    double typical, unlucky, most; /* ns: median, 95th and 99th percentile; NAN without any */
};

static bool times_of(const struct scene *scene, struct times *times)
{
    static const double p[] = {0.5, 0.95, 0.99};
    double results[3];
    times->count = scene->total_count;
    times->sorted = malloc((times->count + 1) * sizeof *times->sorted);
    if (!times->sorted)
        return false;
    if (times->count)
        memcpy(times->sorted, scene->totals, times->count * sizeof *times->sorted);
    sim_quantiles(times->sorted, times->count, p, 3, results);
    times->typical = results[0];
    times->unlucky = results[1];
    times->most = results[2];
    return true;
}

/* "t typical 31 min": a letter that is a mark on the axis below, and what it means. */
static int draw_word(struct canvas canvas, int x, char letter, enum meaning meaning,
                     const char *word, double time)
{
    char figure[FIGURE_ROOM], text[APP_TEXT];
    figure_time(figure, time / 1e9, canvas.picture->unicode);
    snprintf(text, sizeof text, "%c %s %s", letter, word, figure);
    return canvas_text_within(canvas, x, 0, canvas.width - x, meaning, text) + 2;
}

static int column_of(double time, double most, int width)
{
    int column = (int)(time / most * width);
    return column < width ? column : width - 1;
}

static void draw_bins(struct canvas canvas, enum meaning meaning, const struct times *times,
                      double most, uint32_t *bins)
{
    int width = canvas.width, height = canvas.height - 1; /* the axis is below */
    uint32_t highest = 1;
    memset(bins, 0, (size_t)width * sizeof *bins);
    for (size_t n = 0; n < times->count; n++) {
        uint32_t *bin = &bins[column_of((double)times->sorted[n], most, width)];
        if (++*bin > highest)
            highest = *bin;
    }
    for (int x = 0; x < width; x++) {
        int eighths = (int)((double)bins[x] / highest * 8 * height + 0.5);
        if (bins[x] && eighths == 0)
            eighths = 1;
        for (int y = height - 1; eighths > 0; y--, eighths -= 8)
            canvas_glyph(canvas, x, y, meaning,
                         (enum glyph)(GLYPH_EIGHTH_1 + (eighths < 8 ? eighths : 8) - 1));
    }
}

/* One kitchen's histogram with what is typical and what is unlucky; the axis goes up to `most`. */
static void draw_half(const struct app *app, size_t side, const struct times *times, double most,
                      uint32_t *bins, struct canvas canvas)
{
    int bottom = canvas.height - 1;
    draw_bins(canvas_part(canvas, 0, 1, canvas.width, bottom), side_styles[side], times, most,
              bins);
    canvas_row(canvas, 0, bottom, canvas.width, STYLE_FRAME, GLYPH_ACROSS);
    if (times->count == 0) {
        canvas_text_within(canvas, 0, 0, canvas.width, STYLE_FAINT,
                           app->scenario.theme == THEME_KITCHEN ? "nothing delivered yet"
                                                                : "nothing answered yet");
        return;
    }
    char end[FIGURE_ROOM];
    figure_time(end, most / 1e9, canvas.picture->unicode);
    canvas_text(canvas, 0, bottom, STYLE_FAINT, "0");
    if (column_of(times->unlucky, most, canvas.width) < canvas.width - (int)text_width(end))
        canvas_text_right(canvas, canvas.width, bottom, STYLE_FAINT, end);
    int x = draw_word(canvas, 0, 't', STYLE_STRONG, "typical", times->typical);
    draw_word(canvas, x, 'u', STYLE_WARNING, "unlucky", times->unlucky);
    canvas_character(canvas, column_of(times->unlucky, most, canvas.width), bottom, STYLE_WARNING,
                     'u');
    canvas_character(canvas, column_of(times->typical, most, canvas.width), bottom, STYLE_STRONG,
                     't');
}

static void draw_histograms(const struct app *app, struct canvas canvas)
{
    struct times times[SIDES] = {0};
    uint32_t *bins = malloc(((size_t)canvas.width + 1) * sizeof *bins);
    bool done = bins != NULL;
    double most = 0;
    for (size_t n = 0; n < app->side_count && done; n++) {
        done = times_of(playback_scene(app->sides[n].playback), &times[n]);
        if (done && times[n].most > most)
            most = times[n].most;
    }
    if (!done)
        canvas_text(canvas, 0, 0, STYLE_WARNING, "Out of memory.");
    int y = 0;
    for (size_t n = 0; n < app->side_count && done; n++) {
        int height = (canvas.height - y) / (int)(app->side_count - n);
        struct canvas half = canvas_part(canvas, 0, y, canvas.width, height);
        canvas_character(canvas, 0, y, side_styles[n], mark_of(canvas.picture, n));
        draw_half(app, n, &times[n], most > 0 ? most : 1, bins,
                  canvas_part(half, 2, 0, half.width - 3, half.height));
        y += height;
    }
    for (size_t n = 0; n < SIDES; n++)
        free(times[n].sorted);
    free(bins);
}

static void draw_histogram(const struct app *app, struct canvas canvas)
{
    char title[APP_TEXT];
    int x = 1;
    snprintf(title, sizeof title, "%s, how often", charts[3].title[app->scenario.theme]);
    x = canvas_text_within(canvas, x, 0, canvas.width - 1, STYLE_TITLE, title);
    const struct scene *first = playback_scene(app->sides[0].playback);
    size_t second = app->side_count > 1 ? playback_scene(app->sides[1].playback)->total_count : 0;
    char counts[64];
    snprintf(counts, sizeof counts, app->side_count > 1 ? "%zu | %zu" : "%zu", first->total_count,
             second);
    if (x + 2 + (int)strlen(counts) < canvas.width)
        canvas_text_right(canvas, canvas.width - 1, 0, STYLE_FAINT, counts);
    draw_histograms(app, canvas_part(canvas, 1, 1, canvas.width - 1, canvas.height - 1));
}

static bool is_histogram(const struct chart *chart)
{
    return chart->kind.places == 0 && chart->kind.states == 0;
}

/* Which kitchen has which mark. */
static void draw_legend(const struct app *app, struct canvas canvas)
{
    int x = 1;
    for (size_t n = 0; n < app->side_count; n++) {
        canvas_character(canvas, x, 0, side_styles[n], mark_of(canvas.picture, n));
        x = canvas_text_within(canvas, x + 2, 0, canvas.width / 3, side_styles[n],
                               app->sides[n].name) +
            3;
    }
    if (app->side_count == SIDES && x + 8 < canvas.width) {
        canvas_character(canvas, x, 0, STYLE_STRONG, mark_of(canvas.picture, SIDES));
        canvas_text(canvas, x + 2, 0, STYLE_FAINT, "both");
    }
}

/* How the charts are arranged: so many across, so many rows. */
static void arrange(const struct charts *state, int width, int height, int *across, int *rows)
{
    *across = state->large ? 1 : width / CHART_WIDTH < 3 ? width / CHART_WIDTH : 3;
    *across = *across > 0 ? *across : 1;
    int most = (CHARTS + *across - 1) / *across;
    *rows = state->large ? 1 : (height + CHART_HIGHEST - 1) / CHART_HIGHEST;
    while (!state->large && *rows * *across < 4 && height / (*rows + 1) >= CHART_HEIGHT)
        ++*rows;
    *rows = *rows < most ? *rows : most;
}

/* Works out `count` charts from the first one shown on, for both kitchens. */
static bool work_out(const struct app *app, const struct axis *axis, int first, int count,
                     double *values)
{
    struct curve_kind kinds[CHARTS];
    for (int n = 0; n < count; n++)
        kinds[n] = charts[first + n].kind;
    for (size_t n = 0; n < app->side_count; n++)
        if (!curves_of(playback_scene(app->sides[n].playback), axis, app->now, kinds, (size_t)count,
                       values + n * CHARTS * (size_t)axis->width))
            return false;
    return true;
}

static void draw(const struct app *app, void *view_state, struct canvas canvas)
{
    struct charts *state = view_state;
    int across, rows;
    draw_legend(app, canvas_part(canvas, 0, 0, canvas.width, 1));
    canvas = canvas_part(canvas, 0, 1, canvas.width, canvas.height - 1);
    arrange(state, canvas.width, canvas.height, &across, &rows);
    state->across = across;
    int last = state->large ? CHARTS - 1 : (CHARTS - across * rows + across - 1) / across * across;
    state->first = state->first < last ? state->first : last > 0 ? last : 0;
    int width = canvas.width / across;
    struct axis axis = {.from = 0, .length = app_span(app) + 1, .width = width - SCALE_WIDTH - 1};
    double *values = malloc(SIDES * CHARTS * (size_t)axis.width * sizeof *values);
    int count = CHARTS - state->first < across * rows ? CHARTS - state->first : across * rows;
    if (!values || !work_out(app, &axis, state->first, count, values)) {
        canvas_text(canvas, 1, 0, STYLE_WARNING, "Out of memory.");
        free(values);
        return;
    }
    for (int n = 0; n < count; n++) {
        int top = canvas.height * (n / across) / rows,
            end = canvas.height * (n / across + 1) / rows;
        struct canvas part = canvas_part(canvas, n % across * width, top, width, end - top);
        size_t index = (size_t)state->first + (size_t)n;
        double *const both[SIDES] = {values + (size_t)n * (size_t)axis.width,
                                     values + (CHARTS + (size_t)n) * (size_t)axis.width};
        if (is_histogram(&charts[index]))
            draw_histogram(app, part);
        else
            draw_curves(app, &charts[index], &axis, both, part);
    }
    free(values);
}

static bool key(struct app *app, void *view_state, struct press press)
{
    (void)app;
    struct charts *state = view_state;
    int step = state->large || state->across < 1 ? 1 : state->across;
    switch (press.code) {
    case PRESS_UP:
    case PRESS_LEFT:
    case PRESS_PAGE_UP:
    case PRESS_WHEEL_UP:
    case 'k':
    case 'h':
        state->first = state->first > step ? state->first - step : 0;
        return true;
    case PRESS_DOWN:
    case PRESS_RIGHT:
    case PRESS_PAGE_DOWN:
    case PRESS_WHEEL_DOWN:
    case 'j':
    case 'l':
        state->first += step;
        return true;
    case PRESS_ENTER:
    case 'z':
        state->large = !state->large;
        return true;
    default:
        return false;
    }
}

static const struct key_help keys[] = {
    {PRESS_DOWN, "up down", "scroll", "the next charts, and those before (also k j, arrows)"},
    {PRESS_ENTER, "Enter", "large", "one chart over the whole screen, and all of them again"},
    {0, NULL, NULL, NULL},
};

const struct view_kind view_charts = {
    .name = "charts",
    .about =
        {"The day so far as curves, one mark for each of the two in one picture; a line of "
         "numbers at the top right of each chart says where they are now. Numbers of people "
         "or things are the most at a time, shares are averages.\n\n"
         "The chart of times shows how long it took how often: typical is the time that half "
         "of them stay below (median), unlucky is what only 1 in 20 exceeds (95th percentile). "
         "The last column holds whatever took longer still."},
    .keys = keys,
    .state_size = sizeof(struct charts),
    .draw = draw,
    .key = key,
};
