/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of lab/predict.h that makes predictions of measures from what was recognised. */
#ifndef LAB_PREDICT_CHAIN_H
#define LAB_PREDICT_CHAIN_H

#include "lab/predict.h"

/* Fills in the predictions, from everything else in the theory. */
void predict_measures(struct theory *theory);

#endif
