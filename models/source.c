/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts that are read, and places in them: loading files with care, lines and columns, UTF-8. Knows
 * nothing of what the texts say.
 */
#include "models/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "models/arena.h"

struct position mark_position(struct mark mark)
{
    const struct source *source = mark.source;
    size_t offset = mark.offset < source->length ? mark.offset : source->length;
    struct position at = {.line = source->first_line, .column = 1};
    if (mark.offset == WHOLE)
        return at;
    const char *newline;
    while ((newline = memchr(source->text + at.line_start, '\n', offset - at.line_start))) {
        at.line++;
        at.line_start = (size_t)(newline - source->text) + 1;
    }
    const char *end = memchr(source->text + at.line_start, '\n', source->length - at.line_start);
    size_t stop = end ? (size_t)(end - source->text) : source->length;
    if (stop > at.line_start && source->text[stop - 1] == '\r')
        stop--;
    at.line_length = stop - at.line_start;

    for (size_t i = at.line_start; i < offset;) {
        unsigned long character;
        size_t bytes = utf8_next(source->text + i, offset - i, &character);
        i += bytes ? bytes : 1;
        at.column++;
    }
    return at;
}

size_t utf8_next(const char *text, size_t length, unsigned long *character)
{
    const unsigned char *byte = (const unsigned char *)text;
    if (!length)
        return 0;
    if (byte[0] < 0x80) {
        *character = byte[0];
        return 1;
    }
    size_t bytes = byte[0] < 0xe0 ? 2 : byte[0] < 0xf0 ? 3 : 4;
    if (byte[0] < 0xc2 || byte[0] > 0xf4 || bytes > length)
        return 0;
    unsigned long value = byte[0] & (0xffU >> (bytes + 1));
    for (size_t i = 1; i < bytes; i++) {
        if ((byte[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (byte[i] & 0x3f);
    }
    bool overlong = (bytes == 3 && value < 0x800) || (bytes == 4 && value < 0x10000);
    if (overlong || value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
        return 0;
    *character = value;
    return bytes;
}

bool utf8_unprintable(unsigned long character)
{
    return character < 0x20 || (character >= 0x7f && character < 0xa0) ||
           (character >= 0x200b && character <= 0x200f) ||
           (character >= 0x2028 && character <= 0x202e) ||
           (character >= 0x2066 && character <= 0x2069) || character == 0xfeff;
}

__attribute__((format(printf, 2, 3))) static const char *say(struct arena *keep, const char *format,
                                                             ...)
{
    char text[256];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    const char *kept = arena_text(keep, text, strlen(text));
    return kept ? kept : "out of memory";
}

/* Reads to the end of the file; one byte too many shows that it is too large. */
static const char *read_all(int file, size_t limit, size_t expected, struct arena *keep,
                            const char **text, size_t *length)
{
    size_t room = expected + 1, used = 0;
    char *buffer = arena_take(keep, room + 1, 1);
    while (buffer) {
        ssize_t got = read(file, buffer + used, room - used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return say(keep, "cannot be read: %s", strerror(errno));
        used += (size_t)got;
        if (used > limit)
            return say(keep, "is too large: at most %zu MiB can be read", limit >> 20);
        if (!got) {
            *text = buffer;
            *length = used;
            return NULL;
        }
        if (used == room) {
            char *larger = arena_take(keep, 2 * room + 1, 1);
            if (larger)
                memcpy(larger, buffer, used);
            buffer = larger;
            room *= 2;
        }
    }
    return "cannot be read: out of memory";
}

const char *source_load(const char *path, size_t limit, struct arena *keep, const char **text,
                        size_t *length, bool *absent)
{
    if (absent)
        *absent = false;
    if (strcmp(path, "-") == 0)
        return read_all(STDIN_FILENO, limit, 4095, keep, text, length);
    /* O_NONBLOCK: opening a FIFO must not wait for a writer. */
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0) {
        if (absent)
            *absent = errno == ENOENT || errno == ENOTDIR;
        return say(keep, "cannot be opened: %s", strerror(errno));
    }
    struct stat status = {0};
    const char *problem = NULL;
    if (fstat(file, &status) != 0)
        problem = say(keep, "cannot be read: %s", strerror(errno));
    else if (!S_ISREG(status.st_mode))
        problem = S_ISDIR(status.st_mode) ? "is a folder, not a file" : "is not a regular file";
    else if (status.st_size < 0 || (unsigned long long)status.st_size > limit)
        problem = say(keep, "is too large: at most %zu MiB can be read", limit >> 20);
    else
        problem = read_all(file, limit, (size_t)status.st_size, keep, text, length);
    if (absent)
        *absent = problem && S_ISDIR(status.st_mode);
    close(file);
    return problem;
}

const char *source_path(struct arena *keep, const char *folder, const char *path)
{
    if (path[0] == '/' || strcmp(folder, ".") == 0)
        return arena_text(keep, path, strlen(path));
    size_t size = strlen(folder) + strlen(path) + 2;
    char *joined = arena_take(keep, size, 1);
    if (joined)
        snprintf(joined, size, "%s/%s", folder, path);
    return joined;
}

const char *source_folder(struct arena *keep, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return ".";
    return slash == path ? "/" : arena_text(keep, path, (size_t)(slash - path));
}
