/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Values as people write them: "8 min", "60 per hour", "10 KiB", "gamma 15 min cv 0.3". From text
 * to value with the exact place of what is wrong, and back. The same in every locale. Knows nothing
 * of YAML, of keys or of which values a key may have.
 */
#ifndef MODELS_PHRASE_H
#define MODELS_PHRASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "sim/clock.h"
#include "sim/dist.h"

struct arena;

/* What is wrong: so many bytes from an offset of the text, and a sentence with what is expected. */
struct phrase_error {
    size_t offset, width;
    char text[320];
};

/*
 * Readers: true and *value, or false and *error; *value is then untouched. The text needs no zero
 * at its end; spaces around it do not matter.
 */

/* A number, as 3, 0.25 or 1e-6; never infinite. */
bool phrase_number(const char *text, size_t length, double *value, struct phrase_error *error);

/* A whole number from 0 to 2^64 - 1. */
bool phrase_whole(const char *text, size_t length, uint64_t *value, struct phrase_error *error);

/* "5 %" or "0.05", to 0.05; at least 0. */
bool phrase_share(const char *text, size_t length, double *value, struct phrase_error *error);

/* "8 min": to the nearest nanosecond, from 0 to SIM_FAR. */
bool phrase_duration(const char *text, size_t length, sim_time *value, struct phrase_error *error);

/* The same, where a bare number is so many seconds. */
bool phrase_duration_or_seconds(const char *text, size_t length, sim_time *value,
                                struct phrase_error *error);

/* "11:00", "11:00:30" or "11:00:30.5": since midnight, below one day. */
bool phrase_clock(const char *text, size_t length, sim_time *value, struct phrase_error *error);

/* Whether it looks like a clock time rather than a duration: digits and a colon. */
bool phrase_is_clock(const char *text, size_t length);

/* "60 per hour", to a number a second; at least 0. */
bool phrase_rate(const char *text, size_t length, double *value, struct phrase_error *error);

/* "10 KiB": to the nearest byte, from 0 to 2^62. */
bool phrase_size(const char *text, size_t length, int64_t *value, struct phrase_error *error);

/* One of `count` words, to its index. */
bool phrase_word(const char *text, size_t length, const char *const *words, size_t count,
                 size_t *value, struct phrase_error *error);

/* Where a phrase finds the data files it names. */
struct phrase_files {
    struct arena *arena; /* what a distribution refers to is taken from here */
    void *owner;
    /* Makes `dist` of the file at the path, or says why it cannot be done. */
    const char *(*empirical)(void *owner, const char *path, struct sim_dist *dist);
};

/* A duration or a distribution of them, in any form of INTERFACE section 1. */
bool phrase_dist(const char *text, size_t length, const struct phrase_files *files,
                 struct sim_dist *value, struct phrase_error *error);

/*
 * Writers: what a reader above makes the same value of. Lengths of time are written in the largest
 * unit in which they are whole.
 */
void spell_number(FILE *to, double value);
void spell_share(FILE *to, double value);
void spell_duration(FILE *to, sim_time value);
void spell_clock(FILE *to, sim_time value);
void spell_rate(FILE *to, double per_second);
void spell_size(FILE *to, int64_t bytes);

/* Says which file the data of an empirical distribution came from; NULL: unknown. */
typedef const char *(*phrase_path)(const void *owner, const void *data);

void spell_dist(FILE *to, const struct sim_dist *dist, phrase_path path, const void *owner);

#endif
