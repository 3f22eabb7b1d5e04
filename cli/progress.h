/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The progress bar, on a terminal. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct progress {
    const char *about; /* what it is about, before the bar; or NULL */
    bool shown;        /* a bar stands on the terminal */
    bool growing;      /* the planned number is the most there can be */
    struct timespec start;
};

/* Begins; nothing is shown for the first moments, so that quick work shows no bar at all. */
void progress_begin(struct progress *progress, bool growing);

/* How far it is, in days; and the same as a function for struct experiment_options. */
void progress_days(void *progress, uint64_t finished, uint64_t planned);
void progress_show(void *progress, uint32_t finished, uint32_t planned);

/* How far it is where nobody knows how many days it takes: candidates decided, of at most so many.
 */
void progress_count(void *progress, uint64_t days, size_t decided, size_t candidates);

/* Takes the bar away. */
void progress_end(struct progress *progress);

#endif
