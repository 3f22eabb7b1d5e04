/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A day as a Gantt chart: a lane for each cook of every variant, and what he did when. Knows the
 * journal and the words, not how the chart is drawn.
 */
#ifndef REPORT_GANTT_H
#define REPORT_GANTT_H

#include "report/chart.h"
#include "report/days.h"

/* A chart and everything it points to. */
struct gantt {
    struct chart chart;
    struct chart_state states[COOK_STATES];
    struct gantt_cook *cooks; /* one a lane */
    char *title;
};

/*
 * Watches a replication (from 1) and fills in the chart; `stop`, or NULL, ends it early. Whatever
 * comes back, the gantt must be freed with gantt_free; unless TRACE_OUT_OF_MEMORY it can be drawn.
 */
enum trace_end gantt_make(struct gantt *gantt, const struct scenario *scenario,
                          uint32_t replication, const atomic_bool *stop);
void gantt_free(struct gantt *gantt);

#endif
