/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzing what is typed behind --vary, --target and --aim: the first byte picks which, the rest is
 * its text. What is accepted makes sense; what is not has a sentence that says why.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab/range.h"
#include "lab/target.h"
#include "models/measures.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

/* The values of a range as a list, behind its key; NULL where one of them has a comma in it. */
static char *as_list(const struct range *range)
{
    char *text = NULL;
    size_t size = 0;
    bool commas = false;
    FILE *to = open_memstream(&text, &size);
    if (!to)
        abort();
    for (size_t n = 0; n < range->count; n++) {
        fprintf(to, "%s%s", n ? "," : "=", range->values[n]);
        commas |= strchr(range->values[n], ',') != NULL;
    }
    if (fclose(to) != 0)
        abort();
    if (!commas)
        return text;
    free(text);
    return NULL;
}

/* Written out as a list, a range is the same. */
static void check_again(const struct range *range)
{
    struct range again;
    char *list = as_list(range), *text;
    if (!list)
        return;
    if (asprintf(&text, "%s%s", range->key, list) < 0)
        abort();
    require(range_parse(&again, text) == NULL, text);
    require(again.count == range->count, text);
    for (size_t n = 0; n < again.count; n++) {
        double one = range->numbers[n], other = again.numbers[n];
        require(isnan(one) == isnan(other), text);
        require(isnan(one) || fabs(one - other) <= 1e-9 * fabs(one) + 1e-15, text);
    }
    range_free(&again);
    free(text);
    free(list);
}

static void check_range(const char *text)
{
    struct range range;
    const char *wrong = range_parse(&range, text);
    if (wrong) {
        require(*wrong, "a range is refused without a sentence");
        return;
    }
    require(range.count >= 1 && range.count <= RANGE_MOST, "a range of no or too many values");
    require(*range.key && strncmp(range.key, text, strlen(range.key)) == 0, "another key");
    for (size_t n = 0; n < range.count; n++) {
        require(*range.values[n], "a value that is nothing");
        require(!isinf(range.numbers[n]), "a number without end");
    }
    check_again(&range);
    range_free(&range);
}

static void check_target(const char *text)
{
    struct target target;
    char wrong[TARGET_WRONG_ROOM] = "";
    if (!target_read(&target, text, "EUR", wrong)) {
        require(*wrong && strlen(wrong) < sizeof wrong, "a target is refused without a sentence");
        return;
    }
    require(target.measure < measure_count(), "a target for nothing");
    require(target.of <= measure_count(), "a share of nothing");
    require(isfinite(target.value), "a value that is none");
    require(isfinite(target.tolerance) && target.tolerance > 0, "a tolerance that is none");
}

static void check_aim(const char *text)
{
    size_t measure;
    double worth;
    char wrong[TARGET_WRONG_ROOM] = "";
    if (!target_read_aim(text, "EUR", &measure, &worth, wrong)) {
        require(*wrong && strlen(wrong) < sizeof wrong, "an aim is refused without a sentence");
        return;
    }
    require(measure < measure_count(), "an aim for nothing");
    require(isfinite(worth) && worth >= 0, "a difference that is none");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const checks[])(const char *text) = {check_range, check_target, check_aim};
    if (size < 1)
        return 0;
    char *text = malloc(size);
    if (!text)
        abort();
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';
    checks[data[0] % 3](text);
    free(text);
    return 0;
}
