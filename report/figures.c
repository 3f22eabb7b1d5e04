/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scales and rounding. */
#include "report/figures.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Of a value that is known better than that, no more digits are shown. */
#define DIGITS_MOST 4
#define DECIMALS_MOST 3

/* A unit is used from so much on. */
struct step {
    double from;
    struct scale scale;
};

/* The last step whose beginning the value reaches, else the first. */
static struct scale step_of(const struct step *steps, size_t count, double value)
{
    size_t n = count - 1;
    while (n > 0 && !(value >= steps[n].from))
        n--;
    return steps[n].scale;
}

static struct scale time_scale(double largest, bool unicode)
{
    static const struct step steps[] = {
        {0, {1e9, "ns"}},
        {1e-6, {1e6, "us"}},
        {1e-3, {1e3, "ms"}},
        {1, {1, "s"}},
        {120, {1.0 / 60, "min"}},
        {10 * 3600, {1.0 / 3600, "h"}},
        {72 * 3600, {1.0 / 86400, "days"}},
    };
    if (!(largest > 0))
        return (struct scale){1, "s"};
    struct scale scale = step_of(steps, sizeof steps / sizeof *steps, largest);
    if (unicode && strcmp(scale.unit, "us") == 0)
        scale.unit = "\302\265s";
    return scale;
}

static struct scale size_scale(double largest)
{
    static const struct step steps[] = {
        {0, {1, "B"}},
        {0x1p10, {0x1p-10, "KiB"}},
        {0x1p20, {0x1p-20, "MiB"}},
        {0x1p30, {0x1p-30, "GiB"}},
    };
    return step_of(steps, sizeof steps / sizeof *steps, largest);
}

/* An hour in the kitchen; in the data center a second, or longer where next to nothing happens. */
static struct scale rate_scale(double largest, enum theme theme)
{
    static const struct step steps[] = {{0, {3600, "/h"}}, {0.01, {60, "/min"}}, {0.5, {1, "/s"}}};
    return step_of(steps, theme == THEME_KITCHEN ? 1 : sizeof steps / sizeof *steps, largest);
}

struct scale figure_scale(const char *unit, double largest, enum theme theme, const char *currency,
                          bool unicode)
{
    if (strcmp(unit, "s") == 0)
        return time_scale(largest, unicode);
    if (strcmp(unit, "bytes") == 0)
        return size_scale(largest);
    if (strcmp(unit, "share") == 0)
        return (struct scale){100, "%"};
    if (strcmp(unit, "currency") == 0)
        return (struct scale){1, currency};
    if (strcmp(unit, "1/s") == 0)
        return rate_scale(largest, theme);
    return (struct scale){1, ""};
}

/* The number without its power of ten: from 1 to 10. */
static double first_digits(double value)
{
    return value / pow(10, floor(log10(value)));
}

/* Digits after the point that show `digits` digits of a number that count. */
static int decimals_for(double value, int digits)
{
    if (!(fabs(value) > 0))
        return 0;
    int decimals = digits - 1 - (int)floor(log10(fabs(value)));
    return decimals < 0 ? 0 : decimals > 12 ? 12 : decimals;
}

/* A decimal point, whatever the locale writes. */
static void point(char *text)
{
    const char *mark = localeconv()->decimal_point;
    char *at = strcmp(mark, ".") == 0 ? NULL : strstr(text, mark);
    if (!at)
        return;
    *at = '.';
    memmove(at + 1, at + strlen(mark), strlen(at + strlen(mark)) + 1);
}

void figure_decimals(char text[FIGURE_ROOM], double value, int decimals)
{
    char plain[FIGURE_ROOM];
    if (fabs(value) >= 1e15) {
        snprintf(text, FIGURE_ROOM, "%.3g", value);
        point(text);
        return;
    }
    snprintf(plain, sizeof plain, "%.*f", decimals, value);
    if (strspn(plain, "-0.") == strlen(plain)) /* what is rounded to 0 has no sign */
        snprintf(plain, sizeof plain, "%.*f", decimals, 0.0);
    point(plain);
    size_t whole = strcspn(plain, "."), out = 0;
    for (size_t n = 0; plain[n] && out + 2 < FIGURE_ROOM; n++) {
        if (n > 0 && n < whole && (whole - n) % 3 == 0 && plain[n - 1] != '-')
            text[out++] = ',';
        text[out++] = plain[n];
    }
    text[out] = '\0';
}

struct figure figure_of(double value, double half_width, double size, struct scale scale)
{
    struct figure figure = {"-", ""};
    if (!isfinite(value))
        return figure;
    value *= scale.factor;
    half_width *= scale.factor;
    int most = isfinite(size) && size != 0 ? decimals_for(size * scale.factor, DIGITS_MOST)
                                           : DECIMALS_MOST;
    most = most < DECIMALS_MOST ? most : DECIMALS_MOST;
    bool always = half_width <= 1e-9 * fabs(value); /* less is rounding, not chance */
    int decimals = !isfinite(half_width)             ? decimals_for(value, 3)
                   : always                          ? (fmod(value, 1) == 0 ? 0 : most)
                   : first_digits(half_width) < 1.95 ? decimals_for(half_width, 2)
                                                     : decimals_for(half_width, 1);
    bool coarser = decimals > most; /* known better than anybody reads */
    decimals = coarser ? most : decimals;
    figure_decimals(figure.value, value, decimals);
    if (isfinite(half_width) && !always) {
        double unit = pow(10, -decimals);
        figure_decimals(figure.half_width, coarser ? ceil(half_width / unit) * unit : half_width,
                        decimals);
    }
    return figure;
}

void figure_number(char text[FIGURE_ROOM], double value, int digits)
{
    if (!isfinite(value))
        strcpy(text, "-");
    else
        figure_decimals(text, value, fmod(value, 1) == 0 ? 0 : decimals_for(value, digits));
}

void figure_rate(char text[FIGURE_ROOM], double per_second, struct scale scale)
{
    double rate = per_second * scale.factor;
    figure_number(text, rate < 9.95 ? rate : round(rate), 2);
}

void figure_time(char text[FIGURE_ROOM], double seconds, bool unicode)
{
    struct scale scale = time_scale(seconds, unicode);
    char number[FIGURE_ROOM];
    double value = seconds * scale.factor;
    figure_number(number, value < 9.95 ? value : round(value), 2);
    snprintf(text, FIGURE_ROOM, "%.50s %s", number, scale.unit);
}
