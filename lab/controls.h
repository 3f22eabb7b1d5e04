/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Control variates: what is known beforehand makes estimates sharper. Of some measures of a day,
 * the controls, the true mean is known: how many call, how long what is drawn is. On a day on which
 * more called than expected, waiting was longer than it is on average; regression tells by how
 * much, and that much is taken off again (Lavenberg and Welch, "A perspective on the use of control
 * variables to increase the efficiency of Monte Carlo simulations", 1981). Knows nothing of what
 * the values are, and keeps none of them.
 */
#ifndef LAB_CONTROLS_H
#define LAB_CONTROLS_H

#include "lab/estimate.h"

/* The most controls, and how many replications there must be for each that is used. */
#define CONTROLS_MOST 10
#define CONTROLS_REPLICATIONS_EACH 6

/*
 * Fewer replications are not to be corrected. That it helps is seen from the same replications, and
 * of few it is seen mostly where these happen to lie close together: of the 95 % intervals that are
 * given of 20 days of a kitchen, 81 to 95 % were right, of 50 as many as of those without controls.
 */
#define CONTROLS_REPLICATIONS_LEAST 50

/* Running sums of a value and of what it has in common with the controls. */
struct response {
    uint64_t count; /* replications in which it exists */
    double mean, squares;
    double both[CONTROLS_MOST];
};

struct controls {
    size_t count; /* controls, the most promising first */
    uint64_t replications;
    double mean[CONTROLS_MOST];
    double both[CONTROLS_MOST][CONTROLS_MOST];
    size_t response_count;
    struct response *response;
};

/* Of so many controls (CONTROLS_MOST at most) and responses; false when out of memory. */
bool controls_begin(struct controls *controls, size_t count, size_t responses);
void controls_free(struct controls *controls);

/*
 * Adds a replication: each control less its true mean, and the responses less those of `base`, if
 * there is one. NAN: does not exist.
 */
void controls_add(struct controls *controls, const double *values, const double *responses,
                  const double *base);

/* A mean that is corrected by controls. */
struct controlled {
    struct estimate estimate; /* sd: of what the controls leave unexplained */
    double reduction;         /* of the half-width, against that without controls: 0.3 for 30 % */
    size_t used;              /* so many controls: the first ones */
    double explained[CONTROLS_MOST]; /* share of the variance that each adds to what is explained */
};

/*
 * The response's mean with the interval of Lavenberg and Welch (1981, equation 15): Student's t
 * with n - q - 1 degrees of freedom for q controls. True when that helps: the controls explain
 * more than they do by chance in 1 of 100 cases (F test), the interval is shorter, and the response
 * exists in every replication (elsewhere the controls' true means would be others).
 */
bool controls_estimate(const struct controls *controls, size_t response, double confidence,
                       struct controlled *controlled);

#endif
