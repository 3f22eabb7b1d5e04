/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a phrase from left to right: the parts that phrase.c and phrase_dist.c share. Decimal
 * numbers are kept as digits and exponent until their unit is known, so that a duration is rounded
 * once, to the nearest nanosecond. Knows nothing of which phrases there are.
 */
#ifndef MODELS_CURSOR_H
#define MODELS_CURSOR_H

#include "models/phrase.h"
#include "models/units.h"

struct cursor {
    const char *text;
    size_t length, at;
    struct phrase_error *error;
};

/* A number as it is written: digits times 10^exponent, and where it stands. */
struct decimal {
    bool negative;
    uint64_t digits;
    int exponent;
    size_t start, end;
};

/* At the first character that is no space; spaces at the end are no part of a phrase. */
struct cursor cursor_on(const char *text, size_t length, struct phrase_error *error);

/* Fills in the error for the bytes from `from` to `to` and returns false. */
__attribute__((format(printf, 4, 5))) bool cursor_fail(struct cursor *c, size_t from, size_t to,
                                                       const char *format, ...);

static inline bool cursor_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

static inline bool cursor_space(char letter)
{
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

/* The next character; 0 at the end. */
char cursor_peek(const struct cursor *c);
void cursor_skip(struct cursor *c);

/* Where the run of characters without a space ends that begins at the cursor. */
size_t cursor_token_end(const struct cursor *c);

/* The length of the word at the cursor: up to a space or a sign. */
size_t cursor_word(const struct cursor *c);

/* Goes beyond a word, if that is what comes next. */
bool cursor_take(struct cursor *c, const char *word);

/* How much of so many bytes is quoted in a sentence: not too much. */
int cursor_quoted(size_t length);

/* Nothing may follow the value, which is a `what`. */
bool cursor_ends(struct cursor *c, const char *what);

/* Whether a number begins here. */
bool cursor_at_number(const struct cursor *c);

/* Takes a number; `example` says what is expected where none stands. */
bool cursor_number(struct cursor *c, struct decimal *number, const char *example);
bool cursor_not_negative(struct cursor *c, const struct decimal *number);

/* Takes a unit by any of its names; `list` names the usual ones for the sentence. */
bool cursor_unit(struct cursor *c, const struct unit *units, const char *what, const char *list,
                 uint64_t *size);

/* Takes a duration of at most SIM_FAR; where `bare` is allowed, a number alone is seconds. */
bool cursor_duration(struct cursor *c, bool bare, sim_time *value);

/* The number as it stands in the text, correctly rounded, whatever the program's locale. */
bool decimal_double(struct cursor *c, const struct decimal *number, double *value);

/* digits * 10^exponent * factor to the nearest whole number; false when above the limit. */
bool decimal_units(const struct decimal *number, uint64_t factor, uint64_t limit, uint64_t *result);

#endif
