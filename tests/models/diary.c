/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See diary.h. */
#include "tests/models/diary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/measures.h"

static void append(struct diary *diary, const char *line)
{
    size_t length = strlen(line);
    if (diary->length + length + 1 > diary->room) {
        diary->room = 2 * (diary->length + length + 1);
        diary->text = realloc(diary->text, diary->room);
        assert_non_null(diary->text);
    }
    memcpy(diary->text + diary->length, line, length + 1);
    diary->length += length;
}

static void write_line(void *listener, const struct journal_entry *entry)
{
    char line[96];
    snprintf(line, sizeof line, "%.10g %s %u\n", (double)entry->at / (double)SIM_MINUTE,
             journal_names[entry->event], entry->order);
    append(listener, line);
}

struct diary diary_of_variant(const char *yaml, size_t variant)
{
    struct scenario scenario;
    struct complaints complaints;
    if (!scenario_read_text(&scenario, "test", yaml, strlen(yaml), NULL, 0, &complaints)) {
        complaints_print(&complaints, stderr);
        fail_msg("the scenario is wrong");
    }
    complaints_free(&complaints);
    struct diary diary = {.measures = calloc(measure_count(), sizeof(double))};
    assert_non_null(diary.measures);
    append(&diary, "");
    struct kitchen *kitchen = kitchen_new();
    const struct journal journal = {.note = write_line, .listener = &diary};
    assert_non_null(kitchen);
    assert_true(kitchen_begin(kitchen, &scenario.variants[variant].world, 1, &journal));
    assert_true(kitchen_run(kitchen, SIM_NEVER));
    assert_true(measures_of(kitchen, diary.measures));
    kitchen_free(kitchen);
    scenario_free(&scenario);
    return diary;
}

struct diary diary_of(const char *yaml)
{
    return diary_of_variant(yaml, 0);
}

void diary_free(struct diary *diary)
{
    free(diary->text);
    free(diary->measures);
}

double diary_measure(const struct diary *diary, const char *name)
{
    size_t index = measure_find(name);
    if (index == measure_count())
        fail_msg("no measure %s", name);
    return diary->measures[index];
}

char *diary_of_order(const struct diary *diary, unsigned order)
{
    char *story = calloc(1, diary->length + 1);
    assert_non_null(story);
    char *end = story;
    for (const char *line = diary->text; *line; line = strchr(line, '\n') + 1) {
        char event[32];
        double at;
        unsigned number;
        assert_int_equal(sscanf(line, "%lg %31s %u", &at, event, &number), 3);
        if (number == order)
            end += sprintf(end, "%.10g %s\n", at, event);
    }
    return story;
}
