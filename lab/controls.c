/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Linear regression from running sums, by the sweep operator (Goodnight, "A tutorial on the SWEEP
 * operator", 1979): once a control is swept in, the corner of the matrix holds what is left of the
 * response's sum of squares, the last column the coefficients, and the rest the inverse matrix.
 */
#include "lab/controls.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

/* Explained by chance in so many cases, controls are left alone. */
#define RISK 0.01

/* Of a control that others determine, so little of its variance is its own. */
#define COLLINEAR 1e-8

#define SIDE (CONTROLS_MOST + 1)

bool controls_begin(struct controls *controls, size_t count, size_t responses)
{
    *controls = (struct controls){
        .count = count < CONTROLS_MOST ? count : CONTROLS_MOST,
        .response_count = responses,
        .response = calloc(responses ? responses : 1, sizeof *controls->response),
    };
    return controls->response != NULL;
}

void controls_free(struct controls *controls)
{
    free(controls->response);
    *controls = (struct controls){0};
}

/* Welford's method for pairs: what the old mean of one and the new mean of the other leave over. */
void controls_add(struct controls *controls, const double *values, const double *responses,
                  const double *base)
{
    double off[CONTROLS_MOST], n = (double)++controls->replications;
    for (size_t i = 0; i < controls->count; i++) {
        off[i] = values[i] - controls->mean[i];
        controls->mean[i] += off[i] / n;
    }
    double share = (n - 1) / n;
    for (size_t i = 0; i < controls->count; i++)
        for (size_t j = 0; j < controls->count; j++)
            controls->both[i][j] += off[i] * off[j] * share;
    for (size_t r = 0; r < controls->response_count; r++) {
        struct response *response = &controls->response[r];
        double value = base ? responses[r] - base[r] : responses[r];
        if (response->count + 1 != controls->replications || isnan(value))
            continue; /* once it was missing it is of no use */
        double off_response = value - response->mean;
        response->count++;
        response->mean += off_response / n;
        response->squares += off_response * off_response * share;
        for (size_t i = 0; i < controls->count; i++)
            response->both[i] += off[i] * off_response * share;
    }
}

/* Makes a control a part of the regression. */
static void sweep(double a[SIDE][SIDE], size_t side, size_t k)
{
    double pivot = a[k][k];
    for (size_t j = 0; j < side; j++)
        a[k][j] /= pivot;
    for (size_t i = 0; i < side; i++) {
        double factor = a[i][k];
        if (i == k || factor == 0)
            continue;
        for (size_t j = 0; j < side; j++)
            a[i][j] -= factor * a[k][j];
        a[i][k] = -factor / pivot;
    }
    a[k][k] = 1 / pivot;
}

static void fill(double a[SIDE][SIDE], const struct controls *controls,
                 const struct response *response, size_t used)
{
    for (size_t i = 0; i < used; i++) {
        for (size_t j = 0; j < used; j++)
            a[i][j] = controls->both[i][j];
        a[i][used] = a[used][i] = response->both[i];
    }
    a[used][used] = response->squares;
}

bool controls_estimate(const struct controls *controls, size_t which, double confidence,
                       struct controlled *controlled)
{
    const struct response *response = &controls->response[which];
    double n = (double)controls->replications, a[SIDE][SIDE];
    size_t most = (size_t)(controls->replications / CONTROLS_REPLICATIONS_EACH);
    size_t used = most < controls->count ? most : controls->count, swept = 0;
    *controlled = (struct controlled){.used = used};
    if (used == 0 || response->count != controls->replications || !(response->squares > 0))
        return false;
    fill(a, controls, response, used);
    double correction = 0, stretch = 1 / n;
    bool in[CONTROLS_MOST] = {false};
    for (size_t i = 0; i < used; i++) {
        double before = a[used][used];
        if (!(a[i][i] > COLLINEAR * controls->both[i][i]))
            continue;
        sweep(a, used + 1, i);
        in[i] = true;
        swept++;
        controlled->explained[i] = (before - a[used][used]) / response->squares;
    }
    for (size_t i = 0; i < used; i++) {
        correction += in[i] ? a[i][used] * controls->mean[i] : 0;
        for (size_t j = 0; j < used; j++)
            stretch += in[i] && in[j] ? controls->mean[i] * a[i][j] * controls->mean[j] : 0;
    }
    double freedom = n - (double)swept - 1, left = fmax(a[used][used], 0);
    if (swept == 0 || !(freedom > 0))
        return false;
    struct estimate plain = {.sd = sqrt(response->squares / (n - 1)), .n = controls->replications};
    struct estimate *to = &controlled->estimate;
    *to = (struct estimate){.mean = response->mean - correction,
                            .sd = sqrt(left / freedom),
                            .n = controls->replications,
                            .skewness = NAN};
    to->half_width = student_quantile(0.5 + confidence / 2, freedom) * to->sd * sqrt(stretch);
    controlled->reduction = 1 - to->half_width / estimate_together(&plain, confidence, 1);
    double by_chance = gsl_cdf_fdist_Qinv(RISK, (double)swept, freedom);
    double explained = (response->squares - left) / (double)swept;
    return explained > by_chance * left / freedom && controlled->reduction > 0;
}
