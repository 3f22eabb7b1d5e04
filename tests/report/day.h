/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios for tests of what is written of a day. */
#ifndef TESTS_REPORT_DAY_H
#define TESTS_REPORT_DAY_H

#include "models/scenario.h"

/* From text, or a built-in one by its name; fails the test when it has errors. */
struct scenario day_of(const char *text);
struct scenario day_builtin(const char *name);

/* Two cooks who stay with their orders, and one who does not; constant lengths, in minutes. */
extern const char day_small[];

#endif
