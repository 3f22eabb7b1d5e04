/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What `run` shows to people: the story of each variant, the figures side by side with their
 * intervals and differences, and what limits each. Knows nothing of how the figures came about.
 */
#ifndef REPORT_RUN_TABLE_H
#define REPORT_RUN_TABLE_H

#include <stdio.h>

#include "lab/experiment.h"
#include "report/text.h"

/*
 * Writes the table; false when memory runs out. Whether everything could be written is left to
 * whoever closes the file.
 */
bool run_table_write(FILE *to, const struct result *result, const struct style *style);

#endif
