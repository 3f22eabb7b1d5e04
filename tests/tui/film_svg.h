/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A film of the dashboard as one SVG that moves by itself: letters are text, whatever else is on
 * the screen is drawn, so that it fits together in any font. Where nothing moves (a reader who
 * prefers less motion, a program without animation) one of the pictures is seen. Knows nothing of
 * what the pictures show.
 */
#ifndef TESTS_TUI_FILM_SVG_H
#define TESTS_TUI_FILM_SVG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "tui/canvas.h"

#define FILM_SVG_MOST 64

struct film_svg {
    int width, height; /* of the pictures, in cells */
    size_t count;
    size_t still; /* the picture that is seen where nothing moves */
    struct cell *frames[FILM_SVG_MOST];
    int64_t lengths[FILM_SVG_MOST]; /* ms */
};

/* Keeps a copy of a picture that is to be seen for so many ms. False: too many, or no memory. */
bool film_svg_add(struct film_svg *film, const struct picture *picture, int64_t length_ms);

void film_svg_write(const struct film_svg *film, FILE *to, const char *title, const char *about);
void film_svg_free(struct film_svg *film);

#endif
