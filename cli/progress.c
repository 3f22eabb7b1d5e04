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

/* "40 s", "3 min" or "2.5 h". */
static void put_time(double seconds)
{
    if (seconds < 90)
        fprintf(stderr, "%.0f s", seconds);
    else if (seconds < 90 * 60)
        fprintf(stderr, "%.0f min", seconds / 60);
    else
        fprintf(stderr, "%.1f h", seconds / 3600);
}

void progress_days(void *watcher, uint64_t finished, uint64_t planned)
{
    struct progress *progress = watcher;
    double spent = elapsed(progress);
    const char *most = progress->growing ? "at most " : "";
    if (spent < SILENCE || planned == 0)
        return;
    char bar[WIDTH + 1];
    unsigned filled = (unsigned)(finished * WIDTH / planned);
    for (unsigned n = 0; n < WIDTH; n++)
        bar[n] = n < filled ? '=' : ' ';
    bar[WIDTH] = '\0';
    fprintf(stderr, "\r%.40s%s[%s] %llu of %s%llu days", progress->about ? progress->about : "",
            progress->about ? " " : "", bar, (unsigned long long)finished, most,
            (unsigned long long)planned);
    if (finished > 0) {
        fprintf(stderr, ", %s", most);
        put_time(spent / (double)finished * (double)(planned - finished));
        fputs(" left", stderr);
    }
    fputs("\033[K", stderr);
    fflush(stderr);
    progress->shown = true;
}

void progress_count(void *watcher, uint64_t days, size_t decided, size_t candidates)
{
    struct progress *progress = watcher;
    if (elapsed(progress) < SILENCE)
        return;
    fprintf(stderr, "\r%llu days, %zu of at most %zu decided\033[K", (unsigned long long)days,
            decided, candidates);
    fflush(stderr);
    progress->shown = true;
}

void progress_end(struct progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}
