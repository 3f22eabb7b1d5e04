/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The universal scalability law (Gunther, "A simple capacity model of massively parallel
 * transaction systems", 1993): how much n workers achieve together who get into each other's way,
 * by waiting for each other (contention) and by agreeing with each other (coherency).
 */
#ifndef LAB_USL_H
#define LAB_USL_H

/* How many times as long work takes: 1 + contention (n-1) + coherency n (n-1). */
double usl_stretch(double n, double contention, double coherency);

/* As how many workers alone n of them are worth: n / stretch. */
double usl_capacity(double n, double contention, double coherency);

/* The n at which that is highest, as a real number of at least 1; INFINITY without coherency. */
double usl_peak(double contention, double coherency);

#endif
