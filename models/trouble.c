/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Complaints: collected while a scenario is read, then sorted and given lines and columns, then
 * printed. Source lines may hold anything, so nothing of them reaches a terminal that could command
 * it. Knows nothing of keys.
 */
#include "models/trouble.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "models/arena.h"

#define TEXT_MOST 600
#define LINE_MOST 160 /* characters of a source line that are shown */

enum about { ABOUT_A_PLACE, ABOUT_THE_WORLD, ABOUT_ALL_VARIANTS };

static void add(struct troubles *troubles, enum about about, enum severity severity,
                struct mark mark, const char *format, va_list values)
{
    char text[TEXT_MOST];
    vsnprintf(text, sizeof text, format, values);
    for (size_t i = 0; i < troubles->count; i++) {
        struct trouble *known = &troubles->list[i];
        if (known->mark.source == mark.source && known->mark.offset == mark.offset &&
            strcmp(known->text, text) == 0) {
            known->variants |= troubles->variant;
            return;
        }
    }
    const char *kept =
        troubles_full(troubles) ? NULL : arena_text(troubles->arena, text, strlen(text));
    bool error = severity == SEVERITY_ERROR;
    if (error && (kept || !troubles->errors))
        troubles->errors++;
    if (!kept) {
        troubles->dropped = true;
        return;
    }
    troubles->list[troubles->count] = (struct trouble){
        .severity = severity,
        .mark = mark,
        .text = kept,
        .of_world = about == ABOUT_THE_WORLD,
        .of_all = about == ABOUT_ALL_VARIANTS,
        .variants = troubles->variant,
        .found = troubles->count,
    };
    troubles->count++;
}

void trouble_add(struct troubles *troubles, enum severity severity, struct mark mark,
                 const char *format, ...)
{
    va_list values;
    va_start(values, format);
    add(troubles, ABOUT_A_PLACE, severity, mark, format, values);
    va_end(values);
}

void trouble_error(struct troubles *troubles, struct mark mark, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    add(troubles, ABOUT_A_PLACE, SEVERITY_ERROR, mark, format, values);
    va_end(values);
}

void trouble_of_world(struct troubles *troubles, enum severity severity, struct mark mark,
                      const char *format, ...)
{
    va_list values;
    va_start(values, format);
    add(troubles, ABOUT_THE_WORLD, severity, mark, format, values);
    va_end(values);
}

void trouble_of_all(struct troubles *troubles, struct mark mark, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    add(troubles, ABOUT_ALL_VARIANTS, SEVERITY_WARNING, mark, format, values);
    va_end(values);
}

static int by_place(const void *left, const void *right)
{
    const struct trouble *a = left, *b = right;
    const struct source *s = a->mark.source, *t = b->mark.source;
    if (s->rank != t->rank)
        return s->rank < t->rank ? -1 : 1;
    if (a->mark.offset != b->mark.offset)
        return a->mark.offset < b->mark.offset ? -1 : 1;
    return a->found < b->found ? -1 : 1;
}

/* Writes the character, or something harmless of one column in its place. */
static void put_visible(FILE *to, const char *text, size_t bytes, unsigned long character)
{
    if (!bytes || (utf8_unprintable(character) && character >= 0x7f))
        fputs("\xef\xbf\xbd", to); /* U+FFFD, the replacement character */
    else if (character < 0x20)
        fprintf(to, "\xe2\x90%c", (int)(0x80 + character)); /* U+2400..: pictures of controls */
    else
        fwrite(text, 1, bytes, to);
}

/* A copy that is safe to print, at most so many characters of it; NULL when out of memory. */
static char *visible(const char *text, size_t length, size_t most, bool keep_tabs)
{
    char *copy = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&copy, &size);
    if (!to)
        return NULL;
    for (size_t i = 0, shown = 0; i < length && shown < most; shown++) {
        unsigned long character = 0;
        size_t bytes = utf8_next(text + i, length - i, &character);
        if (keep_tabs && character == '\t')
            fputc('\t', to);
        else
            put_visible(to, text + i, bytes, character);
        i += bytes ? bytes : 1;
    }
    if (fclose(to) == 0)
        return copy;
    free(copy);
    return NULL;
}

static size_t characters(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; count++) {
        unsigned long character;
        size_t bytes = utf8_next(text + i, length - i, &character);
        i += bytes ? bytes : 1;
    }
    return count;
}

static size_t bytes_of(const char *text, size_t length, size_t count)
{
    size_t i = 0;
    for (; i < length && count > 0; count--) {
        unsigned long character;
        size_t bytes = utf8_next(text + i, length - i, &character);
        i += bytes ? bytes : 1;
    }
    return i;
}

static bool is_of_all(const struct trouble *trouble, size_t count)
{
    uint64_t all = count < 64 ? (UINT64_C(1) << count) - 1 : UINT64_MAX;
    return trouble->variants == all || count < 2;
}

/* "in Apach' Hut and 3 other variants: ", unless it is met in all of them. */
static void put_variants(FILE *to, const struct trouble *trouble, const char *const *names,
                         size_t count)
{
    if (!trouble->of_world || !trouble->variants || is_of_all(trouble, count))
        return;
    size_t first = (size_t)__builtin_ctzll(trouble->variants);
    int others = __builtin_popcountll(trouble->variants) - 1;
    if (first >= count)
        return;
    fprintf(to, "in %s", names[first]);
    if (others > 0)
        fprintf(to, " and %d other variant%s", others, others == 1 ? "" : "s");
    fputs(": ", to);
}

static char *full_text(const struct trouble *trouble, const char *const *names, size_t count)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    if (!to)
        return NULL;
    put_variants(to, trouble, names, count);
    fputs(trouble->text, to);
    if (fclose(to) != 0) {
        free(text);
        return NULL;
    }
    char *safe = visible(text, size, SIZE_MAX, false);
    free(text);
    return safe;
}

/* The part of the line that is shown begins early enough to show what is before the mark. */
static void show_line(struct complaint *complaint, struct mark mark, struct position at)
{
    const char *line = mark.source->text + at.line_start;
    size_t skipped = 0;
    if (at.column > LINE_MOST * 3 / 4)
        skipped = bytes_of(line, at.line_length, at.column - LINE_MOST / 2);
    complaint->source = visible(line + skipped, at.line_length - skipped, LINE_MOST, true);
    complaint->indent = at.column - 1;
    if (skipped)
        complaint->indent = LINE_MOST / 2 - 1;

    size_t offset = mark.offset < mark.source->length ? mark.offset : mark.source->length;
    size_t end = at.line_start + at.line_length;
    size_t rest = offset < end ? end - offset : 0;
    size_t width = characters(mark.source->text + offset, mark.width < rest ? mark.width : rest);
    size_t room = LINE_MOST > complaint->indent ? LINE_MOST - complaint->indent : 1;
    complaint->width = (unsigned)(width > room ? room : width ? width : 1);
}

static bool complaint_from(struct complaint *complaint, const struct trouble *trouble,
                           const char *const *names, size_t count)
{
    const struct source *source = trouble->mark.source;
    struct position at = mark_position(trouble->mark);
    *complaint = (struct complaint){
        .severity = trouble->severity,
        .file = visible(source->name, strlen(source->name), SIZE_MAX, false),
        .line = at.line,
        .column = at.column,
        .text = full_text(trouble, names, count),
    };
    show_line(complaint, trouble->mark, at);
    return complaint->file && complaint->text && complaint->source;
}

void troubles_finish(struct troubles *troubles, const char *const *names, size_t count, bool failed,
                     struct complaints *complaints)
{
    *complaints = (struct complaints){.errors = troubles->errors, .out_of_memory = failed};
    qsort(troubles->list, troubles->count, sizeof troubles->list[0], by_place);
    complaints->dropped = troubles->dropped;
    if (!troubles->count)
        return;
    if (troubles_full(troubles))
        count = 0; /* not all variants were looked at to the end */
    complaints->list = calloc(troubles->count, sizeof complaints->list[0]);
    if (!complaints->list) {
        complaints->out_of_memory = true;
        return;
    }
    for (size_t i = 0; i < troubles->count; i++) {
        const struct trouble *trouble = &troubles->list[i];
        if (trouble->of_all && !is_of_all(trouble, count))
            continue;
        if (!complaint_from(&complaints->list[complaints->count], trouble, names, count))
            complaints->out_of_memory = true;
        complaints->count++;
    }
}

/* The mark stands under its place however wide the terminal shows a tab. */
static void print_mark(const struct complaint *complaint, FILE *to)
{
    const char *text = complaint->source;
    size_t length = strlen(text);
    for (unsigned i = 0; i < complaint->indent; i++) {
        size_t bytes = bytes_of(text, length, 1);
        fputc(bytes && text[0] == '\t' ? '\t' : ' ', to);
        text += bytes;
        length -= bytes;
    }
    fputc('^', to);
    for (unsigned i = 1; i < complaint->width; i++)
        fputc('~', to);
    fputc('\n', to);
}

void complaints_print(const struct complaints *complaints, FILE *to)
{
    static const char *const words[] = {"error", "warning"};
    for (size_t i = 0; i < complaints->count; i++) {
        const struct complaint *complaint = &complaints->list[i];
        if (!complaint->file || !complaint->text)
            continue;
        fprintf(to, "%s:%u:%u: %s: %s\n", complaint->file, complaint->line, complaint->column,
                words[complaint->severity], complaint->text);
        if (complaint->source && complaint->source[0]) {
            fprintf(to, "%s\n", complaint->source);
            print_mark(complaint, to);
        }
    }
    if (complaints->dropped)
        fprintf(to, "There are more; only the first %zu found are shown.\n", complaints->count);
    if (complaints->out_of_memory)
        fprintf(to, "There was not enough memory to read the scenario.\n");
}

void complaints_free(struct complaints *complaints)
{
    for (size_t i = 0; i < complaints->count; i++) {
        free(complaints->list[i].file);
        free(complaints->list[i].text);
        free(complaints->list[i].source);
    }
    free(complaints->list);
    *complaints = (struct complaints){0};
}

void complaints_say(struct complaints *complaints, const char *about, const char *text)
{
    *complaints = (struct complaints){0};
    struct complaint *only = calloc(1, sizeof *only);
    char *file = strdup(about), *what = strdup(text);
    if (!only || !file || !what) {
        free(only);
        free(file);
        free(what);
        complaints->out_of_memory = true;
        return;
    }
    *only = (struct complaint){.severity = SEVERITY_ERROR, .file = file, .text = what, .width = 1};
    complaints->list = only;
    complaints->count = complaints->errors = 1;
}
