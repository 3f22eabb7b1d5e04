/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See usl_fit.h. */
#include "lab/usl_fit.h"

#include <math.h>

#include <gsl/gsl_blas.h>
#include <gsl/gsl_multifit_nlinear.h>

#include "lab/usl.h"

enum { LAMBDA, SIGMA, KAPPA, PARAMETERS };

/* Less is an artefact of the fit: a peak at a million workers is none. */
#define NO_COHERENCY 1e-12

double usl_fit_at(const struct usl_fit *fit, double n)
{
    return fit->lambda * usl_capacity(n, fit->sigma, fit->kappa);
}

struct data {
    const double *n, *throughput;
    size_t count;
};

/* The parameters are squares of what is varied, so that none becomes negative. */
static struct usl_fit law_of(const gsl_vector *roots)
{
    double lambda = gsl_vector_get(roots, LAMBDA), sigma = gsl_vector_get(roots, SIGMA);
    double kappa = gsl_vector_get(roots, KAPPA);
    return (struct usl_fit){
        .lambda = lambda * lambda, .sigma = sigma * sigma, .kappa = kappa * kappa};
}

static int residuals(const gsl_vector *roots, void *params, gsl_vector *residual)
{
    const struct data *data = params;
    struct usl_fit law = law_of(roots);
    for (size_t i = 0; i < data->count; i++)
        gsl_vector_set(residual, i, usl_fit_at(&law, data->n[i]) - data->throughput[i]);
    return GSL_SUCCESS;
}

static double scale_of(const struct data *data)
{
    double most = 0;
    for (size_t i = 0; i < data->count; i++)
        most = fmax(most, data->throughput[i] / data->n[i]);
    return most;
}

static bool can_be_fitted(const struct data *data)
{
    size_t different = 0;
    for (size_t i = 0; i < data->count; i++) {
        if (!(data->n[i] >= 1) || !isfinite(data->throughput[i]))
            return false;
        bool again = false;
        for (size_t j = 0; j < i && !again; j++)
            again = data->n[j] >= data->n[i] && data->n[j] <= data->n[i];
        different += !again;
    }
    return different > PARAMETERS && scale_of(data) > 0;
}

/* From the roots' covariance: the square's standard error is twice the root times the root's. */
static double error_of(const gsl_vector *roots, const gsl_matrix *covariance, size_t i,
                       double variance)
{
    return 2 * fabs(gsl_vector_get(roots, i)) * sqrt(gsl_matrix_get(covariance, i, i) * variance);
}

static void describe(struct usl_fit *fit, const gsl_vector *roots, const gsl_matrix *covariance,
                     const struct data *data)
{
    double mean = 0, squares = 0, total = 0;
    *fit = law_of(roots);
    for (size_t i = 0; i < data->count; i++)
        mean += data->throughput[i] / (double)data->count;
    for (size_t i = 0; i < data->count; i++) {
        double off = usl_fit_at(fit, data->n[i]) - data->throughput[i];
        squares += off * off;
        total += (data->throughput[i] - mean) * (data->throughput[i] - mean);
    }
    double variance = squares / (double)(data->count - PARAMETERS);
    fit->lambda_se = error_of(roots, covariance, LAMBDA, variance);
    fit->sigma_se = error_of(roots, covariance, SIGMA, variance);
    fit->kappa_se = error_of(roots, covariance, KAPPA, variance);
    fit->r_squared = total > 0 ? 1 - squares / total : NAN;
    fit->peak = fit->kappa > NO_COHERENCY && fit->sigma < 1 ? sqrt((1 - fit->sigma) / fit->kappa)
                                                            : INFINITY;
}

static bool iterate(gsl_multifit_nlinear_workspace *work, gsl_multifit_nlinear_fdf *fdf,
                    const struct data *data)
{
    double begin[PARAMETERS] = {[LAMBDA] = sqrt(scale_of(data)), [SIGMA] = 0.2, [KAPPA] = 0.03};
    gsl_vector_view start = gsl_vector_view_array(begin, PARAMETERS);
    int info;
    return gsl_multifit_nlinear_init(&start.vector, fdf, work) == GSL_SUCCESS &&
           gsl_multifit_nlinear_driver(500, 1e-10, 1e-10, 1e-10, NULL, NULL, &info, work) ==
               GSL_SUCCESS;
}

bool usl_fit_to(struct usl_fit *fit, const double *n, const double *throughput, size_t count)
{
    struct data data = {.n = n, .throughput = throughput, .count = count};
    if (!can_be_fitted(&data))
        return false;
    gsl_multifit_nlinear_parameters parameters = gsl_multifit_nlinear_default_parameters();
    gsl_multifit_nlinear_fdf fdf = {.f = residuals, .n = count, .p = PARAMETERS, .params = &data};
    gsl_multifit_nlinear_workspace *work =
        gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &parameters, count, PARAMETERS);
    gsl_matrix *covariance = gsl_matrix_alloc(PARAMETERS, PARAMETERS);
    bool done =
        work && covariance && iterate(work, &fdf, &data) &&
        gsl_multifit_nlinear_covar(gsl_multifit_nlinear_jac(work), 0, covariance) == GSL_SUCCESS;
    if (done)
        describe(fit, gsl_multifit_nlinear_position(work), covariance, &data);
    gsl_matrix_free(covariance);
    gsl_multifit_nlinear_free(work);
    return done;
}
