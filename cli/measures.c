/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See measures.h. */
#include "cli/measures.h"

#include <stdlib.h>

#include "cli/message.h"
#include "models/measures.h"

static bool find(const char *name, size_t *index)
{
    *index = measure_find(name);
    if (*index < measure_count() && !measure_is_aid(*index))
        return true;
    const char *meant = measure_suggestion(name);
    message("unknown measure '%s'%s%s%s", name, meant ? ", did you mean '" : "", meant ? meant : "",
            meant ? "'?" : "");
    return false;
}

static void add(struct measures *measures, size_t index)
{
    for (size_t n = 0; n < measures->count; n++)
        if (measures->list[n] == index)
            return;
    measures->list[measures->count++] = index;
}

bool measures_read(struct measures *measures, const struct request *request,
                   const char *const *usual, size_t usual_count)
{
    bool asked = request->measure_count > 0;
    size_t count = asked ? request->measure_count : usual_count;
    *measures = (struct measures){.list = calloc(count + 1, sizeof *measures->list)};
    if (!measures->list) {
        message("out of memory");
        return false;
    }
    for (size_t n = 0; n < count; n++) {
        size_t index;
        if (!find(asked ? request->measures[n] : usual[n], &index)) {
            measures_free(measures);
            return false;
        }
        add(measures, index);
    }
    return true;
}

void measures_free(struct measures *measures)
{
    free(measures->list);
    *measures = (struct measures){0};
}
