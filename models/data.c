/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Data files: the first column of a CSV file, as durations or as arrivals. Knows nothing of what
 * the values are used for.
 */
#include <string.h>

#include "models/reading.h"

#define FIELD_MOST 64  /* characters of a value */
#define ERRORS_MOST 10 /* of a file; where many lines are wrong, all are */

/* The first column of one line. */
struct field {
    size_t offset, width;  /* in the file, quotes included */
    char text[FIELD_MOST]; /* without them */
    size_t length;
};

/* Takes the first field of a line; false: it is too long to be a value. */
static bool take_field(const char *text, size_t start, size_t end, struct field *field)
{
    size_t at = start;
    while (at < end && (text[at] == ' ' || text[at] == '\t'))
        at++;
    bool quoted = at < end && text[at] == '"';
    field->offset = at;
    field->length = 0;
    for (at += quoted; at < end; at++) {
        if (quoted && text[at] == '"' && !(at + 1 < end && text[at + 1] == '"'))
            break;
        if (!quoted && strchr(",;\t", text[at]))
            break;
        at += quoted && text[at] == '"';
        if (field->length == FIELD_MOST) {
            field->width = end - field->offset;
            return false;
        }
        field->text[field->length++] = text[at];
    }
    field->width = at + (quoted && at < end) - field->offset;
    return true;
}

/* Reading one file's lines into values. */
struct table {
    struct reading *reading;
    const struct source *source;
    struct data *data;
    size_t room;
    unsigned errors;
};

static void complain(struct table *table, const struct field *field, size_t offset, size_t width,
                     const char *text)
{
    /* A place within the field is exact only when nothing was unquoted. */
    bool plain = table->source->text[field->offset] != '"';
    struct mark mark = {table->source, field->offset, field->width};
    if (plain) {
        mark.offset += offset;
        mark.width = width;
    }
    trouble_error(table->reading->troubles, mark, "%s", text);
    table->errors++;
}

static bool add_value(struct table *table, sim_time value)
{
    struct data *data = table->data;
    if (data->count == table->room) {
        size_t room = table->room ? 2 * table->room : 256;
        sim_time *larger = arena_take(table->reading->keep, room, sizeof *larger);
        if (!larger)
            return false;
        if (data->count)
            memcpy(larger, data->values, data->count * sizeof *larger);
        data->values = larger;
        table->room = room;
    }
    data->values[data->count++] = value;
    return true;
}

static bool read_field(struct table *table, const struct field *field)
{
    struct phrase_error error;
    struct data *data = table->data;
    bool clock = data->of_arrivals && phrase_is_clock(field->text, field->length);
    sim_time value = 0;
    bool good = clock ? phrase_clock(field->text, field->length, &value, &error)
                      : phrase_duration_or_seconds(field->text, field->length, &value, &error);
    if (!good) {
        complain(table, field, error.offset, error.width, error.text);
        return true;
    }
    if (!data->count)
        data->clocks = clock;
    if (clock != data->clocks) {
        complain(table, field, 0, field->width, "clock times and durations cannot be mixed");
        return true;
    }
    if (data->of_arrivals && !clock && data->count && value < data->values[data->count - 1])
        complain(table, field, 0, field->width, "arrivals must be in order of time");
    if (data->count == DATA_VALUES_MOST) {
        complain(table, field, 0, field->width, "too many values: a file may have 10000000");
        return false;
    }
    return add_value(table, value);
}

static void read_lines(struct table *table)
{
    const char *text = table->source->text;
    size_t length = table->source->length;
    size_t start = length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (start < length && table->errors < ERRORS_MOST) {
        const char *newline = memchr(text + start, '\n', length - start);
        size_t end = newline ? (size_t)(newline - text) : length;
        size_t stop = end > start && text[end - 1] == '\r' ? end - 1 : end;
        struct field field;
        if (!take_field(text, start, stop, &field))
            complain(table, &field, 0, field.width, "too long to be a duration or a clock time");
        else if (field.width && !read_field(table, &field))
            return;
        start = end + 1;
    }
    if (!table->data->count && !table->errors) {
        struct mark mark = {table->source, 0, 0};
        trouble_error(table->reading->troubles, mark, "there are no values in this file");
        table->errors++;
    }
}

static struct data *load(struct reading *reading, const char *folder, const char *path,
                         bool of_arrivals, const char **problem)
{
    struct data *data = arena_take(reading->scratch, 1, sizeof *data);
    const char *full = source_path(reading->scratch, folder, path);
    const char *text = NULL;
    size_t length = 0;
    *problem = "out of memory";
    if (!data || !full)
        return NULL;
    *problem = strcmp(path, "-") == 0
                   ? "data cannot come from standard input: name a file"
                   : source_load(full, DATA_SIZE_MOST, reading->scratch, &text, &length, NULL);
    if (*problem)
        return NULL;
    struct table table = {.reading = reading, .data = data};
    table.source = reading_source(reading, full, NULL, text, length);
    if (!table.source)
        return NULL;
    *data = (struct data){.path = full, .of_arrivals = of_arrivals, .before = reading->data};
    reading->data = data;
    read_lines(&table);
    data->failed = table.errors > 0 || !data->count;
    return data;
}

static const char *cannot(struct reading *reading, const char *path, const char *why)
{
    size_t size = strlen(path) + strlen(why) + 4;
    char *text = arena_take(reading->scratch, size, 1);
    if (!text)
        return "out of memory";
    snprintf(text, size, "%s %s", path, why);
    return text;
}

const struct data *data_read(struct reading *reading, const struct source *named_in,
                             const char *path, bool of_arrivals, const char **problem)
{
    if (!named_in->folder) {
        *problem = "data files can be named only in a scenario file or with --set, not here";
        return NULL;
    }
    const char *full = source_path(reading->scratch, named_in->folder, path);
    struct data *data = full ? reading->data : NULL;
    while (data && (strcmp(data->path, full) != 0 || data->of_arrivals != of_arrivals))
        data = data->before;
    if (!data)
        data = load(reading, named_in->folder, path, of_arrivals, problem);
    if (data && !data->failed)
        return data;
    *problem = cannot(reading, path, data ? "cannot be used: its values are wrong" : *problem);
    return NULL;
}

bool data_note(struct reading *reading, const struct source *named_in, const char *path,
               const void *values)
{
    if (data_path(reading->world, values))
        return true;
    struct data_file *file = arena_take(reading->keep, 1, sizeof *file);
    const char *kept = arena_text(reading->keep, path, strlen(path));
    const char *folder = arena_text(reading->keep, named_in->folder, strlen(named_in->folder));
    if (!file || !kept || !folder)
        return false;
    *file = (struct data_file){kept, folder, values, reading->world->files};
    reading->world->files = file;
    return true;
}

const char *data_path(const void *world, const void *values)
{
    const struct world *noted = world;
    for (const struct data_file *file = noted->files; file; file = file->before)
        if (file->values == values)
            return file->path;
    return NULL;
}
