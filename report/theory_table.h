/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `theory` prints for people: theory beside simulation. Knows nothing of how either is made.
 */
#ifndef REPORT_THEORY_TABLE_H
#define REPORT_THEORY_TABLE_H

#include <stdio.h>

#include "lab/experiment.h"
#include "report/text.h"

/* Writes it for every variant of a result; without finished replications theory stands alone. */
bool theory_table_write(FILE *to, const struct result *result, const struct style *style);

#endif
