/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charts. Their numbers are made up, by formulas where there are many. */
#include "tests/report/pictures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static struct chart lines(void)
{
    static const double cooks[] = {1, 2, 4, 6, 8, 10, 12, 16, 20, 24, 30};
    static const double slow[] = {0.9, 1.8, 3.6, 5.4, 7.2, 9, 10.7, 14.2, 17.5, 20.6, 24.8};
    static const double slow_low[] = {0.8, 1.6, 3.3, 5, 6.8, 8.5, 10.1, 13.5, 16.7, 19.6, 23.6};
    static const double slow_high[] = {1, 2, 3.9, 5.8, 7.6, 9.5, 11.3, 14.9, 18.3, 21.6, 26};
    static const double fast[] = {3.8, 7.4, 14.1, 20.4, 25.9, 29.6, 31.4, 32, 32.1, 32, 32.1};
    static const double fast_low[] = {3.5, 7, 13.4, 19.4, 24.6, 28, 29.6, 30.1, 30.2, 30.1, 30.2};
    static const double fast_high[] = {4.1, 7.8, 14.8, 21.4, 27.2, 31.2, 33.2, 33.9, 34, 33.9, 34};
    static const double fit[] = {4, 7.7, 14.3, 19.9, 24.4, 27.9, 30.5, 33.1, 33.5, 32.6, 29.9};
    static double y[4][LENGTH(cooks)];
    for (size_t n = 0; n < LENGTH(cooks); n++) {
        y[0][n] = slow[n] / 3600, y[1][n] = fast[n] / 3600, y[2][n] = fit[n] / 3600;
    }
    static double low[2][LENGTH(cooks)], high[2][LENGTH(cooks)];
    for (size_t n = 0; n < LENGTH(cooks); n++) {
        low[0][n] = slow_low[n] / 3600, high[0][n] = slow_high[n] / 3600;
        low[1][n] = fast_low[n] / 3600, high[1][n] = fast_high[n] / 3600;
    }
    static const struct chart_series series[] = {
        {"Apach' Hut", LENGTH(cooks), cooks, y[0], low[0], high[0], false, false},
        {"Ngin O' Pepperonix", LENGTH(cooks), cooks, y[1], low[1], high[1], false, false},
        {"its scalability law", LENGTH(cooks), cooks, y[2], NULL, NULL, true, true},
    };
    static const struct chart_line marks[] = {{true, 12, "more cooks stop helping"},
                                              {false, 36.0 / 3600, "36 an hour call"}};
    return (struct chart){
        .kind = CHART_LINES,
        .title = "How many orders are delivered, by the number of cooks",
        .about = "Apach' Hut grows steadily; Ngin O' Pepperonix reaches what is called with 12.",
        .note = "Mean of 20 days; bands: 95 % confidence intervals.",
        .x = {.label = "cooks", .unit = "count"},
        .y = {.label = "orders delivered (throughput)", .unit = "1/s"},
        .series_count = LENGTH(series),
        .series = series,
        .line_count = LENGTH(marks),
        .lines = marks,
    };
}

#define APACH "Apach' Hut"
#define NGIN "Ngin O' Pepperonix"

static const char *const kitchens[] = {APACH, NGIN, "staged kitchen"};

static struct chart bars(void)
{
    static const double typical[] = {3900, 2760, 2880}, unlucky[] = {7260, 4440, 5100};
    static const double low[2][3] = {{3780, 2700, 2790}, {6780, 4260, 4620}};
    static const double high[2][3] = {{4020, 2820, 2970}, {7740, 4620, 5580}};
    static const struct chart_series series[] = {
        {"typical (median)", 3, NULL, typical, low[0], high[0], false, false},
        {"unlucky (95th percentile)", 3, NULL, unlucky, low[1], high[1], false, false},
    };
    static const struct chart_line target[] = {{false, 3600, "promised"}};
    return (struct chart){
        .kind = CHART_BARS,
        .title = "Time from call to delivery",
        .y = {.label = "time", .unit = "s"},
        .series_count = LENGTH(series),
        .series = series,
        .row_count = 3,
        .rows = kitchens,
        .line_count = 1,
        .lines = target,
    };
}

static const struct chart_state *states_of(enum theme theme)
{
    static struct chart_state states[COOK_STATES];
    for (size_t n = 0; n < COOK_STATES; n++) {
        const struct state_look *look = &palette_states[n];
        states[n] = (struct chart_state){look->label[theme], look->hue, look->hatch, look->unicode,
                                         look->ascii[theme]};
    }
    return states;
}

static struct chart stacked(void)
{
    static const double shares[COOK_STATES][3] = {
        [COOK_WORKING] = {0.24, 0.81, 0.77}, [COOK_SWITCHING] = {0, 0.04, 0.02},
        [COOK_AT_WAREHOUSE] = {0.11, 0, 0},  [COOK_AT_OVEN] = {0.37, 0, 0},
        [COOK_AT_COURIER] = {0.02, 0, 0},    [COOK_AT_CUSTOMER] = {0.24, 0, 0},
        [COOK_AT_WORKTOP] = {0, 0.03, 0.04}, [COOK_IDLE] = {0.02, 0.12, 0.17},
    };
    static struct chart_series series[COOK_STATES];
    for (size_t n = 0; n < COOK_STATES; n++)
        series[n] = (struct chart_series){
            .name = palette_states[n].label[THEME_KITCHEN], .count = 3, .y = shares[n]};
    return (struct chart){
        .kind = CHART_STACKED,
        .title = "Where the cooks' time went",
        .y = {.label = "share of paid time", .unit = "share"},
        .series_count = COOK_STATES,
        .series = series,
        .row_count = 3,
        .rows = kitchens,
        .state_count = COOK_STATES,
        .states = states_of(THEME_KITCHEN),
    };
}

static struct chart heat(void)
{
    static const char *const cooks[] = {"2", "4", "6", "8", "10", "12", "16", "20"};
    static const char *const demand[] = {"50 %", "100 %", "150 %", "200 %"};
    static double cells[4 * 8];
    for (size_t row = 0; row < 4; row++)
        for (size_t column = 0; column < 8; column++)
            cells[row * 8 + column] =
                1800 + 14400 * ((double)row + 1) / pow((double)column + 1.5, 1.5);
    cells[3 * 8] = NAN;
    return (struct chart){
        .kind = CHART_HEAT,
        .title = "Unlucky waiting time, by cooks and demand",
        .x = {.label = "cooks"},
        .y = {.label = "demand"},
        .z = {.label = "unlucky time (95th percentile)", .unit = "s"},
        .row_count = 4,
        .rows = demand,
        .column_count = 8,
        .columns = cooks,
        .cells = cells,
        .note = "Grey: nobody got through.",
    };
}

static struct chart histogram(void)
{
    static double edges[25], density[24], x[60], gamma[60], normal[60];
    for (size_t n = 0; n < 25; n++)
        edges[n] = 120 * (double)n;
    for (size_t n = 0; n < 24; n++) {
        double t = (edges[n] + 60) / 900;
        density[n] = pow(t, 3) * exp(-4 * t) * (n % 3 == 1 ? 1.12 : 0.95) / 21;
    }
    for (size_t n = 0; n < 60; n++) {
        double t = (x[n] = 48 * (double)n) / 900;
        gamma[n] = pow(t, 3) * exp(-4 * t) / 21;
        normal[n] = 0.00095 * exp(-pow((x[n] - 850) / 600, 2));
    }
    static const struct chart_series series[] = {
        {"observed", 24, edges, density, NULL, NULL, false, false},
        {"gamma 15 min cv 0.5", 60, x, gamma, NULL, NULL, true, false},
        {"normal 15 min sd 7 min", 60, x, normal, NULL, NULL, true, false},
    };
    return (struct chart){
        .kind = CHART_HISTOGRAM,
        .title = "How long preparing took, 240 times",
        .x = {.label = "time for preparing", .unit = "s"},
        .y = {.label = "density", .unit = "1/s"},
        .theme = THEME_DATACENTER,
        .series_count = LENGTH(series),
        .series = series,
    };
}

static struct chart tornado(void)
{
    static const char *const knobs[] = {"callers.demand", "ovens.bake", "kitchen.cooks",
                                        "delivery.ride", "call_center.agents"};
    static const double less[] = {2750, 3150, 4900, 3500, 3650};
    static const double more[] = {5400, 4700, 3300, 3900, 3590};
    static const struct chart_series series[] = {
        {"20 % less", 5, NULL, less, NULL, NULL, false, false},
        {"20 % more", 5, NULL, more, NULL, NULL, false, false},
    };
    return (struct chart){
        .kind = CHART_TORNADO,
        .title = "Which knob matters",
        .y = {.label = "mean time from call to delivery", .unit = "s"},
        .series_count = 2,
        .series = series,
        .row_count = 5,
        .rows = knobs,
        .base = 3600,
    };
}

static struct chart gantt(void)
{
    static const struct chart_interval one[] = {
        {39600, 39720, COOK_AT_WAREHOUSE, 1}, {39720, 40620, COOK_WORKING, 1},
        {40620, 42420, COOK_AT_OVEN, 1},      {42420, 42480, COOK_WORKING, 1},
        {42480, 43680, COOK_AT_CUSTOMER, 1},  {43680, 43800, COOK_IDLE, 0}};
    static const struct chart_interval two[] = {
        {39600, 40200, COOK_IDLE, 0},    {40200, 40320, COOK_AT_WAREHOUSE, 2},
        {40320, 41220, COOK_WORKING, 2}, {41220, 43020, COOK_AT_OVEN, 2},
        {43020, 43080, COOK_WORKING, 2}, {43080, 43800, COOK_AT_CUSTOMER, 2}};
    static const struct chart_interval three[] = {
        {39720, 39740, COOK_SWITCHING, 1}, {39740, 40640, COOK_WORKING, 1},
        {40640, 40660, COOK_SWITCHING, 2}, {40660, 41560, COOK_WORKING, 2},
        {41560, 42420, COOK_IDLE, 0},      {42420, 42440, COOK_SWITCHING, 1},
        {42440, 42500, COOK_WORKING, 1},   {42500, 43800, COOK_AT_WORKTOP, 3}};
    static const struct chart_lane lanes[] = {{"cook 1", APACH, LENGTH(one), one},
                                              {"cook 2", APACH, LENGTH(two), two},
                                              {"cook 1", NGIN, LENGTH(three), three}};
    return (struct chart){
        .kind = CHART_GANTT,
        .title = "Who did what, when",
        .x = {.unit = "clock"},
        .lane_count = LENGTH(lanes),
        .lanes = lanes,
        .state_count = COOK_STATES,
        .states = states_of(THEME_KITCHEN),
    };
}

/* 200 cooks, each with an order now and then. */
static struct chart gantt_many(void)
{
    enum { LANES = 200, EACH = 24 };
    static struct chart_interval intervals[LANES][EACH];
    static struct chart_lane lanes[LANES];
    for (size_t lane = 0; lane < LANES; lane++) {
        double at = 39600 + 13 * (double)lane;
        for (size_t n = 0; n < EACH; n++) {
            static const uint32_t states[] = {COOK_WORKING, COOK_AT_OVEN, COOK_WORKING,
                                              COOK_AT_CUSTOMER, COOK_IDLE};
            double length = 60 * (double)((lane * 7 + n * 11) % 17 + 1);
            intervals[lane][n] = (struct chart_interval){at, at + length, states[n % 5], 0};
            at += length;
        }
        lanes[lane] = (struct chart_lane){"cook", kitchens[0], EACH, intervals[lane]};
    }
    struct chart chart = gantt();
    chart.title = "Two hundred cooks";
    chart.lane_count = LANES;
    chart.lanes = lanes;
    return chart;
}

static struct chart one_point(void)
{
    static const double x[] = {12}, y[] = {0.25}, low[] = {0.2}, high[] = {0.31};
    static const struct chart_series series[] = {{"one", 1, x, y, low, high, false, false}};
    return (struct chart){.kind = CHART_LINES,
                          .title = "One point",
                          .x = {"cooks", "count", false, 0, 0},
                          .y = {"share", "share", false, 0, 0},
                          .series_count = 1,
                          .series = series};
}

static struct chart no_points(void)
{
    return (struct chart){.kind = CHART_LINES, .title = "Nothing", .x = {.label = "cooks"}};
}

static struct chart gaps(void)
{
    static const double x[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    static const double y[] = {1, 3, NAN, 4, NAN, 5, 6, INFINITY, 2};
    static const double low[] = {0.5, 2.5, NAN, 3, NAN, 4.5, NAN, 1, 1};
    static const double high[] = {1.5, 3.5, NAN, 5, NAN, 5.5, NAN, 2, 3};
    static const struct chart_series series[] = {
        {"with gaps", LENGTH(x), x, y, low, high, false, false}};
    return (struct chart){.kind = CHART_LINES,
                          .title = "Gaps",
                          .series_count = 1,
                          .series = series,
                          .y = {.label = "orders", .unit = "count"}};
}

static struct chart logarithmic(void)
{
    static double x[13], y[13], low[13], high[13];
    for (size_t n = 0; n < LENGTH(x); n++) {
        x[n] = pow(2, (double)n);
        y[n] = 0.002 * pow(3, (double)n);
        low[n] = n == 2 ? 0 : y[n] / 1.5;
        high[n] = y[n] * 1.5;
    }
    y[4] = 0; /* cannot be shown */
    static const struct chart_series series[] = {
        {"time", LENGTH(x), x, y, low, high, false, false}};
    return (struct chart){.kind = CHART_LINES,
                          .title = "Logarithmic axes",
                          .series_count = 1,
                          .series = series,
                          .x = {.label = "clients", .unit = "count", .log = true},
                          .y = {.label = "response time", .unit = "s", .log = true}};
}

static struct chart many_series(void)
{
    static double x[11], y[12][11];
    static char names[12][16];
    static struct chart_series series[12];
    for (size_t s = 0; s < 12; s++) {
        snprintf(names[s], sizeof names[s], "variant %zu", s + 1);
        for (size_t n = 0; n < 11; n++) {
            x[n] = (double)n;
            y[s][n] = (double)s + sin((double)(n + s) / 2);
        }
        series[s] = (struct chart_series){.name = names[s], .count = 11, .x = x, .y = y[s]};
    }
    return (struct chart){.kind = CHART_LINES,
                          .title = "Twelve variants",
                          .series_count = 12,
                          .series = series,
                          .x = {.label = "x"},
                          .y = {.label = "y"}};
}

static struct chart huge_and_tiny(void)
{
    static const char *const rows[] = {
        "a name that is far too long to be written beside a bar, whatever the picture's width",
        "\350\236\203\350\237\271 <b>&\"quoted\"</b>", "negative", "tiny", "no value"};
    static const double y[] = {1.5e18, 8.2e17, -4e17, 1e-9, NAN};
    static const struct chart_series series[] = {
        {"money, with a name that goes on and on until nobody knows what it was about any more, "
         "and then some more",
         5, NULL, y, NULL, NULL, false, false}};
    return (struct chart){
        .kind = CHART_BARS,
        .title = "A title that is so long that it does not fit into a line of the picture, "
                 "not even into two lines of it, because whoever wrote it could not stop",
        .note = "And a note that is long as well, so that it has to be broken into several lines "
                "below the picture, which is what is to be seen here, and nothing else at all.",
        .y = {.label = "profit", .unit = "currency"},
        .currency = "EUR",
        .series_count = 1,
        .series = series,
        .row_count = LENGTH(rows),
        .rows = rows};
}

const struct picture pictures[] = {
    {"lines", lines},
    {"bars", bars},
    {"stacked", stacked},
    {"heat", heat},
    {"histogram", histogram},
    {"tornado", tornado},
    {"gantt", gantt},
    {"gantt-many", gantt_many},
    {"one-point", one_point},
    {"no-points", no_points},
    {"gaps", gaps},
    {"logarithmic", logarithmic},
    {"many-series", many_series},
    {"huge-and-tiny", huge_and_tiny},
};

const size_t picture_count = LENGTH(pictures);

struct chart picture_chart(const char *name)
{
    for (size_t n = 0; n < picture_count; n++)
        if (strcmp(pictures[n].name, name) == 0)
            return pictures[n].chart();
    fail_msg("no picture %s", name);
    return (struct chart){0};
}
