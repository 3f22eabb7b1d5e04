/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The texts of the built-in scenarios, as the build makes them of configs/.
 */
#ifndef MODELS_BUILTIN_TEXTS_H
#define MODELS_BUILTIN_TEXTS_H

#include "models/scenario.h"

extern const struct builtin builtin_texts[];
extern const size_t builtin_texts_count;

#endif
