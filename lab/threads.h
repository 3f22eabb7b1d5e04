/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many threads there are, and one function in several of them. Knows nothing of the work. */
#ifndef LAB_THREADS_H
#define LAB_THREADS_H

/* The most threads that anything is done with. */
#define THREADS_MOST 1024

/* How many are asked for: `asked`, or with 0 as many as cores are online. 1 to THREADS_MOST. */
unsigned threads_wanted(unsigned asked);

/*
 * Calls `work` in so many threads at once, of which the caller's is one, and returns when all have.
 * With fewer, down to the caller's alone, where the system gives no more.
 */
void threads_work(unsigned threads, void *(*work)(void *argument), void *argument);

#endif
