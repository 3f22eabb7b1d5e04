/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps that people count in, the smallest of them that gives few enough ticks. */
#include "report/ticks.h"

#include <math.h>
#include <string.h>

#define MINUTE 60.0
#define HOUR 3600.0
#define DAY 86400.0

const struct extent extent_empty = {INFINITY, -INFINITY, true};

void extent_add(struct extent *extent, double value)
{
    if (!isfinite(value))
        return;
    extent->from = fmin(extent->from, value);
    extent->to = fmax(extent->to, value);
    extent->whole = extent->whole && value == round(value);
}

/* The smallest of 1, 2 and 5 times a power of ten that is not below the value, which is above 0. */
static double round_up(double value)
{
    double power = pow(10, floor(log10(value)));
    static const double steps[] = {1, 2, 5, 10};
    size_t n = 0;
    while (n + 1 < sizeof steps / sizeof *steps && steps[n] * power < value * (1 - 1e-9))
        n++;
    return steps[n] * power;
}

/* The first step of a list that is not below the value; behind the list's end, its multiples. */
static double step_of(const double *steps, size_t count, double value)
{
    for (size_t n = 0; n < count; n++)
        if (steps[n] >= value * (1 - 1e-9))
            return steps[n];
    return steps[count - 1] * round_up(value / steps[count - 1]);
}

/* The step for ticks at least so far apart, in what is shown. */
static double step_for(const char *unit, bool whole, double least)
{
    static const double clock[] = {1,           2,           5,          10,         15,
                                   30,          MINUTE,      2 * MINUTE, 5 * MINUTE, 10 * MINUTE,
                                   15 * MINUTE, 30 * MINUTE, HOUR,       2 * HOUR,   3 * HOUR,
                                   6 * HOUR,    12 * HOUR,   DAY};
    static const double sixtieths[] = {1, 2, 5, 10, 15, 20, 30, 60};
    static const double hours[] = {0.25, 0.5, 1, 2, 3, 4, 6, 12, 24};
    if (strcmp(unit, "clock") == 0 && least > 0.5)
        return step_of(clock, sizeof clock / sizeof *clock, least);
    if ((strcmp(unit, "s") == 0 || strcmp(unit, "min") == 0) && least > 0.5)
        return step_of(sixtieths, sizeof sixtieths / sizeof *sixtieths, least);
    if (strcmp(unit, "h") == 0 && least > 0.1)
        return step_of(hours, sizeof hours / sizeof *hours, least);
    return whole && least < 1 ? 1 : round_up(least);
}

/* How many decimals a step needs so that its multiples can be told apart; 6 at most. */
static int decimals_of(double step)
{
    int decimals = 0;
    while (decimals < 6 && fabs(step - round(step)) > 1e-6 * fabs(step)) {
        step *= 10;
        decimals++;
    }
    return decimals;
}

/* "11:00", or with seconds and their parts where the step needs them. */
static void clock_label(char label[FIGURE_ROOM], double at, double step)
{
    double fraction = step < 1 ? step : 1;
    double whole = floor(at + fraction / 2);
    unsigned long long seconds = (unsigned long long)fmax(whole, 0);
    int length =
        snprintf(label, FIGURE_ROOM, "%02llu:%02llu", seconds / 3600 % 24, seconds / 60 % 60);
    if (step < MINUTE && length > 0)
        length += snprintf(label + length, FIGURE_ROOM - (size_t)length, ":%02llu", seconds % 60);
    if (step < 1 && length > 0) {
        char part[FIGURE_ROOM];
        figure_decimals(part, fabs(at - whole), decimals_of(step));
        snprintf(label + length, FIGURE_ROOM - (size_t)length, "%.10s", part + 1);
    }
}

static void add_tick(struct ticks *ticks, double at, const char *label)
{
    if (ticks->count == TICKS_MOST)
        return;
    ticks->at[ticks->count] = at;
    snprintf(ticks->label[ticks->count], TICK_ROOM, "%.*s", TICK_ROOM - 1, label);
    ticks->count++;
}

/* Plain numbers that are too long for labels are counted in millions or more. */
static struct scale large_scale(struct scale scale, double largest)
{
    if (scale.factor != 1 || largest < 1e7)
        return scale;
    if (largest < 1e10)
        return (struct scale){1e-6, "million"};
    return largest < 1e13 ? (struct scale){1e-9, "billion"} : (struct scale){1e-12, "trillion"};
}

/* In which unit the values are shown. */
static void choose_unit(struct ticks *ticks, const struct chart *chart,
                        const struct chart_axis *axis, bool unicode)
{
    const char *unit = axis->unit ? axis->unit : "";
    double largest = fmax(fabs(ticks->from), fabs(ticks->to));
    struct scale scale =
        figure_scale(unit, largest, chart->theme, chart->currency ? chart->currency : "", unicode);
    bool known = scale.factor != 1 || *scale.unit || strcmp(unit, "count") == 0;
    const char *own = known ? scale.unit : strcmp(unit, "clock") == 0 ? "" : unit;
    struct scale large = axis->log || strcmp(unit, "s") == 0 ? scale : large_scale(scale, largest);
    ticks->factor = large.factor;
    if (large.factor == scale.factor)
        snprintf(ticks->unit, sizeof ticks->unit, "%.60s", own);
    else
        snprintf(ticks->unit, sizeof ticks->unit, "%s%s%.40s", large.unit, *own ? " " : "", own);
}

static void place_linear(struct ticks *ticks, const struct chart_axis *axis, bool whole,
                         const struct ticks_wish *wish)
{
    bool clock = axis->unit && strcmp(axis->unit, "clock") == 0;
    double from = ticks->from * ticks->factor, to = ticks->to * ticks->factor;
    double step = step_for(clock ? "clock" : ticks->unit, whole && ticks->factor == 1,
                           (to - from) / wish->most);
    double first = ceil(from / step - 1e-9), last = floor(to / step + 1e-9);
    if (wish->round) {
        first = floor(from / step + 1e-9);
        last = ceil(to / step - 1e-9);
        ticks->from = first * step / ticks->factor;
        ticks->to = last * step / ticks->factor;
    }
    /* Steps are added to a whole number, so that 0 is 0 and nothing adds up. */
    for (double n = first; n <= last && ticks->count < TICKS_MOST; n++) {
        char label[FIGURE_ROOM];
        if (clock)
            clock_label(label, n * step, step);
        else if (step < 1e-6)
            snprintf(label, sizeof label, "%.0e", n * step);
        else
            figure_decimals(label, n * step, decimals_of(step));
        add_tick(ticks, n * step / ticks->factor, label);
    }
}

/* Times of which each is some ten times the one before, for people. */
static void place_log_times(struct ticks *ticks, unsigned most, bool unicode)
{
    static const double times[] = {1e-9,        1e-8, 1e-7,      1e-6, 1e-5,     1e-4,
                                   1e-3,        0.01, 0.1,       1,    10,       60,
                                   10 * MINUTE, HOUR, 10 * HOUR, DAY,  10 * DAY, 100 * DAY};
    size_t count = sizeof times / sizeof *times, first = 0, last = count;
    while (first < count && times[first] < ticks->from * (1 - 1e-9))
        first++;
    while (last > first && times[last - 1] > ticks->to * (1 + 1e-9))
        last--;
    size_t every = (last - first) / (most + 1) + 1;
    for (size_t n = first; n < last; n += every) {
        char label[FIGURE_ROOM];
        figure_time(label, times[n], unicode);
        char *space = strstr(label, TEXT_NO_BREAK);
        if (space) { /* a plain space: a tick is never broken */
            *space = ' ';
            memmove(space + 1, space + sizeof TEXT_NO_BREAK - 1,
                    strlen(space + sizeof TEXT_NO_BREAK - 1) + 1);
        }
        add_tick(ticks, times[n], label);
    }
}

static void log_label(char label[FIGURE_ROOM], double shown)
{
    if (shown >= 1e7 || shown < 1e-5)
        snprintf(label, FIGURE_ROOM, "%.0e", shown);
    else
        figure_decimals(label, shown, decimals_of(shown));
}

static void place_log(struct ticks *ticks, unsigned most)
{
    double low = ticks->from * ticks->factor, high = ticks->to * ticks->factor;
    int first = (int)floor(log10(low) + 1e-9), last = (int)ceil(log10(high) - 1e-9);
    int every = (last - first) / (int)(most + 1) + 1;
    bool between = (unsigned)(last - first) * 3 <= most; /* room for 2 and 5 as well */
    for (int power = first; power <= last; power += every) {
        for (int n = 0; n < (between ? 3 : 1); n++) {
            static const double steps[] = {1, 2, 5};
            double shown = steps[n] * pow(10, power);
            char label[FIGURE_ROOM];
            if (shown < low * (1 - 1e-9) || shown > high * (1 + 1e-9))
                continue;
            log_label(label, shown);
            add_tick(ticks, shown / ticks->factor, label);
        }
    }
}

/* The ends of the axis, before they are rounded. */
static void choose_ends(struct ticks *ticks, const struct chart_axis *axis, struct extent extent,
                        bool from_0)
{
    bool given = axis->least < axis->most && !(axis->log && axis->least <= 0);
    double from = given ? axis->least : extent.from, to = given ? axis->most : extent.to;
    if (from > to) { /* nothing to show */
        from = axis->log ? 1 : 0;
        to = axis->log ? 10 : 1;
    }
    if (!given && !axis->log && from_0) {
        if (from > 0 && from <= 0.6 * to)
            from = 0;
        if (to < 0 && to >= 0.6 * from)
            to = 0;
    }
    if (!(to - from > 1e-12 * fmax(fabs(from), fabs(to)))) { /* a single value */
        double around = from == 0 ? 1 : fabs(from) / 2;
        from = axis->log ? from / 2 : from - around;
        to = axis->log ? to * 2 : to + around;
    }
    ticks->from = from;
    ticks->to = to;
}

void ticks_place(struct ticks *ticks, const struct chart *chart, const struct chart_axis *axis,
                 struct extent extent, struct ticks_wish wish)
{
    *ticks = (struct ticks){.log = axis->log, .factor = 1};
    choose_ends(ticks, axis, extent, wish.from_0);
    if (axis->log && axis->unit && strcmp(axis->unit, "s") == 0) {
        place_log_times(ticks, wish.most, wish.unicode);
        return;
    }
    choose_unit(ticks, chart, axis, wish.unicode);
    if (axis->log)
        place_log(ticks, wish.most);
    else
        place_linear(ticks, axis, extent.whole, &wish);
}

double ticks_position(const struct ticks *ticks, double value)
{
    if (!isfinite(value) || (ticks->log && value <= 0))
        return NAN;
    if (ticks->log)
        return (log(value) - log(ticks->from)) / (log(ticks->to) - log(ticks->from));
    return (value - ticks->from) / (ticks->to - ticks->from);
}

void ticks_title(char *text, size_t room, const struct ticks *ticks, const struct chart_axis *axis)
{
    const char *label = axis->label ? axis->label : "";
    size_t length = strlen(label);
    if (length > 0 && *ticks->unit)
        snprintf(text, room, label[length - 1] == ')' ? "%s, %s" : "%s (%s)", label, ticks->unit);
    else
        snprintf(text, room, "%s%s", label, ticks->unit);
}
