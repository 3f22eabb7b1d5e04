/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line on standard error that is written again and again. */
#include "cli/progress.h"

#include <stdio.h>

#define WIDTH 30
#define SILENCE 0.3 /* s */

void progress_begin(struct progress *progress, bool growing)
{
    *progress = (struct progress){.growing = growing};
    clock_gettime(CLOCK_MONOTONIC, &progress->start);
}

static double elapsed(const struct progress *progress)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - progress->start.tv_sec) +
           1e-9 * (double)(now.tv_nsec - progress->start.tv_nsec);
}

void progress_show(void *watcher, uint32_t finished, uint32_t planned)
{
    progress_days(watcher, finished, planned);
}

void progress_days(void *watcher, uint64_t finished, uint64_t planned)
{
    struct progress *progress = watcher;
    double spent = elapsed(progress);
    if (spent < SILENCE || planned == 0)
        return;
    char bar[WIDTH + 1];
    unsigned filled = (unsigned)(finished * WIDTH / planned);
    for (unsigned n = 0; n < WIDTH; n++)
        bar[n] = n < filled ? '=' : ' ';
    bar[WIDTH] = '\0';
    fprintf(stderr, "\r[%s] %llu of %s%llu days", bar, (unsigned long long)finished,
            progress->growing ? "at most " : "", (unsigned long long)planned);
    if (finished > 0 && !progress->growing)
        fprintf(stderr, ", %.0f s left ", spent / (double)finished * (double)(planned - finished));
    fputs("\033[K", stderr);
    fflush(stderr);
    progress->shown = true;
}

void progress_end(struct progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}
