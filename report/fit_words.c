/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with observed values, in plain words: each a sentence or two with what to do. */
#include <math.h>
#include <stdlib.h>

#include "models/phrase.h"
#include "report/fit_phrase.h"
#include "report/fit_table.h"
#include "report/paragraph.h"

/* A p-value below this is worth a warning; there are several tests of the same data. */
#define REMARKABLE 0.01

/* Fewer values than this leave the choice of a family to luck. */
#define FEW 30

/* From so many values on, tests find differences that no simulation would notice. */
#define MANY 2000
#define NEAR 0.02

bool fit_near_enough(const struct fit_report *report)
{
    const struct fits *fits = report->fits;
    return report->sample->of >= MANY && fits->possible > 0 && fits->list[0].ks < NEAR;
}

struct words {
    FILE *to;
    const struct fit_report *report;
    const struct style *style;
};

static void say(const struct words *words, const char *text)
{
    fputs("  - ", words->to);
    text_wrap(words->to, words->style, 4, 4, text);
}

static void time_of(char text[32], double seconds)
{
    fit_phrase_time(text, 32, seconds, seconds / 50);
}

static void warn_of_what_was_left_out(const struct words *words)
{
    const struct fit_report *report = words->report;
    char text[400];
    if (report->negative) {
        snprintf(text, sizeof text,
                 "%zu negative value%s left out: no duration is below 0. Are two clock times the "
                 "wrong way round, or did a clock go back?",
                 report->negative, report->negative == 1 ? " was" : "s were");
        say(words, text);
    }
    if (report->unreadable) {
        snprintf(text, sizeof text, "%zu line%s no duration and %s left out.", report->unreadable,
                 report->unreadable == 1 ? " holds" : "s hold",
                 report->unreadable == 1 ? "was" : "were");
        say(words, text);
    }
}

static void warn_of_few(const struct words *words)
{
    size_t count = words->report->sample->of;
    char text[400];
    if (count >= FEW)
        return;
    snprintf(text, sizeof text,
             "%zu values are few: many distributions fit them, and which one comes first is "
             "mostly luck. %s",
             count,
             count < FIT_LEAST ? "With fewer than 5 none is fitted."
                               : "The mean is known to about its standard error, the tail is not.");
    say(words, text);
}

static void warn_of_zeros(const struct words *words)
{
    const struct fit_check *check = words->report->check;
    char text[400];
    if (!check->zeros)
        return;
    if (words->report->sample->grid > 0)
        snprintf(text, sizeof text, "%zu value%s 0: taken as rounded down.", check->zeros,
                 check->zeros == 1 ? " is" : "s are");
    else
        snprintf(text, sizeof text,
                 "%zu value%s 0. Something that takes no time is another thing than something "
                 "short: the distributions are fitted to the others, and the phrase mixes in the "
                 "zeros. If 0 means \"not known\", leave them out of the file.",
                 check->zeros, check->zeros == 1 ? " is" : "s are");
    say(words, text);
}

static void warn_of_rounding(const struct words *words)
{
    const struct fit_check *check = words->report->check;
    char grid[32] = "", text[400];
    FILE *memory = check->grid > 0 ? fmemopen(grid, sizeof grid, "w") : NULL;
    if (!memory)
        return;
    spell_duration(memory, sim_from_seconds(check->grid));
    fclose(memory);
    snprintf(text, sizeof text,
             "The values are rounded to %s: only %zu different ones. The fits and the tests allow "
             "for that, if they were rounded to the nearest; if always down, all are half of "
             "that too short.",
             grid, check->different);
    say(words, text);
}

static void warn_of_outliers(const struct words *words)
{
    const struct fit_check *check = words->report->check;
    char limit[32], text[400], extreme[32];
    if (check->long_outliers) {
        time_of(limit, check->long_from);
        time_of(extreme, check->most);
        snprintf(text, sizeof text,
                 "%zu value%s far longer than all others (outlier%s: above %s, up to %s). If "
                 "mistyped, correct %s; if real, keep %s: they are what the unlucky get.",
                 check->long_outliers, check->long_outliers == 1 ? " is" : "s are",
                 check->long_outliers == 1 ? "" : "s", limit, extreme,
                 check->long_outliers == 1 ? "it" : "them",
                 check->long_outliers == 1 ? "it" : "them");
        say(words, text);
    }
    if (check->short_outliers) {
        time_of(limit, check->short_to);
        snprintf(text, sizeof text,
                 "%zu value%s far shorter than all others (outlier%s: below %s): mistyped, or "
                 "something that was broken off?",
                 check->short_outliers, check->short_outliers == 1 ? " is" : "s are",
                 check->short_outliers == 1 ? "" : "s", limit);
        say(words, text);
    }
}

static void put_p(char text[32], double p)
{
    if (p < 0.0001)
        snprintf(text, 32, "p below 0.0001");
    else
        snprintf(text, 32, "p = %.2g", p);
}

static void warn_of_trend(const struct words *words)
{
    const struct fit_check *check = words->report->check;
    char first[32], last[32], p[32], text[500];
    if (check->trend_p >= REMARKABLE)
        return;
    time_of(first, check->first_third);
    time_of(last, check->last_third);
    put_p(p, check->trend_p);
    snprintf(text, sizeof text,
             "The values drift (trend; Mann-Kendall, %s): %s on average in the first third of the "
             "file, %s in the last. One distribution for all of it mixes what was with what is: "
             "split the file where things changed, or fit the latest part.",
             p, first, last);
    say(words, text);
}

static void warn_of_dependence(const struct words *words)
{
    const struct fit_check *check = words->report->check;
    char p[32], text[500];
    if (check->dependence_p >= REMARKABLE)
        return;
    put_p(p, check->dependence_p);
    snprintf(text, sizeof text,
             "Values depend on the ones before (correlation of neighbours %.2f; Ljung-Box over "
             "%zu, %s): %s come in spells. The simulator draws each by itself, so its bad hours "
             "will be milder than yours; and the p-values below are too small.%s",
             check->lag1, check->lags, p, check->lag1 >= 0 ? "long ones" : "long and short ones",
             check->trend_p < REMARKABLE ? " The drift alone can cause this." : "");
    say(words, text);
}

static void warn_of_many(const struct words *words)
{
    char text[400];
    const struct fits *fits = words->report->fits;
    if (fits_best(fits) || !fit_near_enough(words->report))
        return;
    snprintf(text, sizeof text,
             "With %zu values the tests find differences that hardly matter: the first "
             "distribution is nowhere off by more than %.1f %% of the values (gap).",
             words->report->sample->of, 100 * fits->list[0].ks);
    say(words, text);
}

bool fit_words_write(FILE *to, const struct fit_report *report, const struct style *style)
{
    struct paragraph warnings;
    if (!paragraph_begin(&warnings))
        return false;
    const struct words words = {warnings.to, report, style};
    warn_of_what_was_left_out(&words);
    warn_of_few(&words);
    warn_of_zeros(&words);
    warn_of_rounding(&words);
    warn_of_outliers(&words);
    warn_of_trend(&words);
    warn_of_dependence(&words);
    warn_of_many(&words);
    char *text = paragraph_text(&warnings);
    if (!text)
        return false;
    if (*text) {
        text_paint(to, style, PAINT_WARN);
        fputs("\nBefore you believe it:\n", to);
        text_paint(to, style, PAINT_PLAIN);
        fputs(text, to);
    }
    free(text);
    return true;
}
