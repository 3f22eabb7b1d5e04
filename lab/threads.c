/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See threads.h. */
#include "lab/threads.h"

#include <pthread.h>
#include <unistd.h>

unsigned threads_wanted(unsigned asked)
{
    long wanted = asked > 0 ? (long)asked : sysconf(_SC_NPROCESSORS_ONLN);
    return wanted < 1 ? 1 : wanted < THREADS_MOST ? (unsigned)wanted : THREADS_MOST;
}

void threads_work(unsigned threads, void *(*work)(void *argument), void *argument)
{
    pthread_t helpers[THREADS_MOST];
    unsigned started = 0;
    while (started + 1 < threads && started + 1 < THREADS_MOST &&
           pthread_create(&helpers[started], NULL, work, argument) == 0)
        started++;
    work(argument);
    for (unsigned n = 0; n < started; n++)
        pthread_join(helpers[n], NULL);
}
