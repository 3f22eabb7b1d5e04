/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The universal scalability law (usl.h) fitted to observed throughput (Gunther, "Guerrilla Capacity
 * Planning", 2007, ch. 5): X(N) = lambda N / (1 + sigma (N - 1) + kappa N (N - 1)), lambda what one
 * manages alone, sigma contention, kappa coherency. Knows nothing of what was counted.
 */
#ifndef LAB_USL_FIT_H
#define LAB_USL_FIT_H

#include <stdbool.h>
#include <stddef.h>

struct usl_fit {
    double lambda, sigma, kappa;          /* lambda in the unit of throughput */
    double lambda_se, sigma_se, kappa_se; /* standard errors */
    double peak; /* the N of the highest throughput; INFINITY where there is none */
    double r_squared;
};

/* The law's throughput with n. */
double usl_fit_at(const struct usl_fit *fit, double n);

/*
 * Fits the law to throughput[count] at n[count] >= 1 by nonlinear least squares
 * (Levenberg-Marquardt), with lambda, sigma and kappa kept from being negative. False where it
 * cannot be fitted: fewer than 4 different n, no throughput, or no convergence.
 */
bool usl_fit_to(struct usl_fit *fit, const double *n, const double *throughput, size_t count);

#endif
