/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file that is written as a whole or not at all: nobody ever reads half of it, and a kill in the
 * middle leaves nothing behind that the next writing does not clear away. Knows nothing of what is
 * in it.
 */
#ifndef TUI_WHOLE_FILE_H
#define TUI_WHOLE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * Writes the text to the path; `mode` is that of open(2). Where there is a file already, `replace`
 * decides whether it is replaced (what a link points to, not the link). False: errno says why,
 * EEXIST that there is one.
 */
bool whole_file_write(const char *path, const char *text, size_t length, bool replace, mode_t mode);

#endif
