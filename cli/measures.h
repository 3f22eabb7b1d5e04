/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The measures that --measure names, or a command's usual ones. */
#ifndef CLI_MEASURES_H
#define CLI_MEASURES_H

#include "cli/command.h"

struct measures {
    size_t *list; /* by measure_at's index */
    size_t count;
};

/*
 * Those of the request, each once, or else the usual ones. To be freed with measures_free. False
 * after a message.
 */
bool measures_read(struct measures *measures, const struct request *request,
                   const char *const *usual, size_t usual_count);
void measures_free(struct measures *measures);

#endif
