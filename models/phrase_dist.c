/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From text to distributions. Knows how each is said; knows nothing of YAML, of keys or of how it
 * is drawn from.
 */
#include <string.h>

#include "models/arena.h"
#include "models/cursor.h"
#include "models/nearest.h"

#define DEPTH_MOST 4  /* mixtures within mixtures */
#define PARTS_MOST 64 /* of a mixture */

static const char *make(const struct form *form, double first, double second, double third,
                        struct sim_dist *dist)
{
    switch (form->kind) {
    case SIM_EXPONENTIAL:
        return sim_dist_exponential(dist, first);
    case SIM_GAMMA:
        return sim_dist_gamma(dist, first, second);
    case SIM_LOGNORMAL:
        return sim_dist_lognormal(dist, first, second);
    case SIM_ERLANG:
        return sim_dist_erlang(dist, first, second);
    case SIM_WEIBULL:
        return sim_dist_weibull(dist, first, second);
    case SIM_PARETO:
        return sim_dist_pareto(dist, first, second);
    case SIM_HYPEREXPONENTIAL:
        return sim_dist_hyperexponential(dist, first, second);
    case SIM_NORMAL:
        return sim_dist_normal(dist, first, second);
    case SIM_UNIFORM:
        return sim_dist_uniform(dist, first, second);
    case SIM_TRIANGULAR:
        return sim_dist_triangular(dist, first, second, third);
    case SIM_PERT:
        return sim_dist_pert(dist, first, second, third);
    default:
        return "cannot be made of numbers";
    }
}

static bool take_seconds(struct cursor *c, double *value)
{
    sim_time time = 0;
    if (!cursor_duration(c, false, &time))
        return false;
    *value = sim_seconds(time);
    return true;
}

/* "cv 0.3" or "to 30 min": the word, then the value. */
static bool take_parameter(struct cursor *c, const struct form *form, const char *word,
                           bool is_time, double *value)
{
    if (!cursor_take(c, word)) {
        size_t start = c->at, end = cursor_token_end(c);
        if (start == end) /* nothing is left: mark where it is missing */
            start = end = c->length;
        return cursor_fail(c, start, end, "expected \"%s\" here, as in \"%s\"", word,
                           form->example);
    }
    if (is_time)
        return take_seconds(c, value);
    struct decimal number;
    return cursor_number(c, &number, "a number") && decimal_double(c, &number, value);
}

static bool take_parametric(struct cursor *c, const struct form *form, size_t start,
                            struct sim_dist *dist)
{
    double first = 0, second = 0, third = 0;
    if (!take_seconds(c, &first) ||
        (form->second && !take_parameter(c, form, form->second, form->second_is_time, &second)) ||
        (form->third && !take_parameter(c, form, form->third, form->third_is_time, &third)))
        return false;
    const char *problem = make(form, first, second, third, dist);
    return !problem || cursor_fail(c, start, c->at, "%s: %s", form->name, problem);
}

/* The path goes on to the next "|" or the end. */
static bool take_empirical(struct cursor *c, const struct phrase_files *files, size_t start,
                           struct sim_dist *dist)
{
    cursor_skip(c);
    const char *bar = memchr(c->text + c->at, '|', c->length - c->at);
    size_t end = bar ? (size_t)(bar - c->text) : c->length;
    size_t from = c->at;
    c->at = end;
    while (end > from && cursor_space(c->text[end - 1]))
        end--;
    if (end == from)
        return cursor_fail(c, start, end,
                           "expected the name of a file, as in \"empirical prep.csv\"");
    char *path = arena_text(files->arena, c->text + from, end - from);
    const char *problem = path ? files->empirical(files->owner, path, dist) : "out of memory";
    return !problem || cursor_fail(c, from, end, "%s", problem);
}

static bool take_dist(struct cursor *c, const struct phrase_files *files, unsigned depth,
                      struct sim_dist *dist);

static bool take_part(struct cursor *c, const struct phrase_files *files, unsigned depth,
                      struct sim_dist_part *part)
{
    struct decimal number;
    *part = (struct sim_dist_part){0};
    if (!cursor_number(c, &number, "a weight, as in \"3 of exponential 8 min\"") ||
        !decimal_double(c, &number, &part->weight))
        return false;
    if (!(part->weight > 0) || part->weight > 1e9)
        return cursor_fail(c, number.start, number.end, "a weight must be above 0 and at most 1e9");
    if (!cursor_take(c, "of")) {
        size_t end = cursor_token_end(c);
        return cursor_fail(c, c->at, end, "expected \"of\" after the weight, as in \"3 of 8 min\"");
    }
    return take_dist(c, files, depth + 1, &part->dist);
}

static bool take_mixture(struct cursor *c, const struct phrase_files *files, unsigned depth,
                         size_t start, struct sim_dist *dist)
{
    if (depth == DEPTH_MOST)
        return cursor_fail(c, start, c->at, "mixtures within mixtures go only %d deep", DEPTH_MOST);
    struct sim_dist_part *parts = NULL;
    size_t count = 0;
    do {
        struct sim_dist_part part;
        if (count == PARTS_MOST)
            return cursor_fail(c, start, c->at, "a mixture may have at most %d parts", PARTS_MOST);
        if (!take_part(c, files, depth, &part))
            return false;
        parts = arena_grow(files->arena, parts, count, sizeof *parts);
        if (!parts)
            return cursor_fail(c, start, c->at, "out of memory");
        parts[count++] = part;
        cursor_skip(c);
    } while (cursor_peek(c) == '|' && c->at++ < c->length);
    const char *problem = sim_dist_mixture(dist, parts, count);
    return !problem || cursor_fail(c, start, c->at, "mixture: %s", problem);
}

static bool take_named(struct cursor *c, const struct phrase_files *files, unsigned depth,
                       struct sim_dist *dist)
{
    size_t start = c->at, length = cursor_word(c);
    struct nearest nearest = nearest_to(c->text + start, length);
    for (size_t i = 0; i < FORMS; i++) {
        if (strlen(forms[i].name) == length &&
            strncmp(forms[i].name, c->text + start, length) == 0) {
            c->at += length;
            if (forms[i].kind == SIM_EMPIRICAL)
                return take_empirical(c, files, start, dist);
            if (forms[i].kind == SIM_MIXTURE)
                return take_mixture(c, files, depth, start, dist);
            return take_parametric(c, &forms[i], start, dist);
        }
        nearest_try(&nearest, forms[i].name);
    }
    size_t end = length ? start + length : cursor_token_end(c);
    if (start == end)
        return cursor_fail(
            c, c->length, c->length,
            "expected a duration or a distribution, such as 8 min or gamma 8 min cv 0.3");
    if (nearest.best)
        return cursor_fail(c, start, end, "\"%.*s\" is not a distribution; did you mean \"%s\"?",
                           cursor_quoted(end - start), c->text + start, nearest.best);
    return cursor_fail(
        c, start, end,
        "\"%.*s\" is neither a duration, such as 8 min, nor a distribution: exponential, "
        "gamma, lognormal, erlang, weibull, pareto, hyperexponential, normal, uniform, "
        "triangular, pert, empirical or mixture",
        cursor_quoted(end - start), c->text + start);
}

/* Shifts, each followed by "+", then a constant or a named distribution. */
static bool take_dist(struct cursor *c, const struct phrase_files *files, unsigned depth,
                      struct sim_dist *dist)
{
    sim_time shift = 0;
    size_t start;
    for (;;) {
        cursor_skip(c);
        start = c->at;
        if (!cursor_at_number(c))
            break;
        sim_time value = 0;
        if (!cursor_duration(c, false, &value))
            return false;
        shift = sim_after(shift, value);
        cursor_skip(c);
        if (cursor_peek(c) != '+') {
            const char *problem = sim_dist_constant(dist, shift);
            return !problem || cursor_fail(c, start, c->at, "%s", problem);
        }
        c->at++;
    }
    if (!take_named(c, files, depth, dist))
        return false;
    const char *problem = shift ? sim_dist_shift(dist, shift) : NULL;
    return !problem || cursor_fail(c, start, c->at, "%s", problem);
}

bool phrase_dist(const char *text, size_t length, const struct phrase_files *files,
                 struct sim_dist *value, struct phrase_error *error)
{
    struct cursor c = cursor_on(text, length, error);
    struct sim_dist result = {0};
    if (!take_dist(&c, files, 0, &result) || !cursor_ends(&c, "duration"))
        return false;
    *value = result;
    return true;
}
