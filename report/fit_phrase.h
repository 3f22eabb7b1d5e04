/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A fitted distribution in the words of a scenario, with as many digits as are known: what is
 * pasted is read back as nearly the same distribution. Knows nothing of how it was fitted.
 */
#ifndef REPORT_FIT_PHRASE_H
#define REPORT_FIT_PHRASE_H

#include "lab/fit.h"

#define FIT_PHRASE_ROOM 160

/* "gamma 15.02 min cv 0.301"; with `zeros` of `count` values, a mixture with 0 s. */
void fit_phrase(char text[FIT_PHRASE_ROOM], const struct fit *fit);
void fit_phrase_with_zeros(char text[FIT_PHRASE_ROOM], const struct fit *fit, size_t zeros,
                           size_t count);

/* "mean ± 0.3 min, cv ± 0.01": the standard errors; "" where there are none. */
void fit_phrase_errors(char text[FIT_PHRASE_ROOM], const struct fit *fit, bool unicode);

/* A length of time in a unit of fitting size: "15.02 min", to about `within` seconds. */
void fit_phrase_time(char *text, size_t room, double seconds, double within);

/* "gamma", "gamma with a shift". */
const char *fit_family_name(enum fit_family family);

#endif
