/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See film_shapes.h. */
#include "tests/tui/film_shapes.h"

#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* clang-format off */
static const struct shape shapes[] = {
    {0x00B7, false, "M3 9a1 1 0 1 1 2 0a1 1 0 1 1-2 0"},                    /* middle dot */
    {0x00D7, true, "M1.5 6.5l5 5m0-5l-5 5"},                                /* multiplication sign */
    {0x2016, true, "M2.8 4v10M5.2 4v10"},                                   /* double line */
    {0x2022, false, "M2 9a2 2 0 1 1 4 0a2 2 0 1 1-4 0"},                    /* bullet */
    {0x203A, true, "M3 6l2.5 3l-2.5 3"},                                    /* angle */
    {0x2190, true, "M.8 9H7.2M3.4 6.4L.8 9l2.6 2.6"},                       /* arrows */
    {0x2191, true, "M4 4v10M1.4 6.6L4 4l2.6 2.6"},
    {0x2192, true, "M.8 9H7.2M4.6 6.4L7.2 9L4.6 11.6"},
    {0x2193, true, "M4 4v10M1.4 11.4L4 14l2.6-2.6"},
    {0x2503, true, "M4 0v17"},                                              /* heavy line */
    {0x251C, true, "M4 0v17M4 8.5h4"},                                      /* tees */
    {0x2524, true, "M4 0v17M4 8.5h-4"},
    {0x253C, true, "M4 0v17M0 8.5h8"},
    {0x256D, true, "M4 17v-5q0-3.5 4-3.5"},                                 /* round corners */
    {0x256E, true, "M4 17v-5q0-3.5-4-3.5"},
    {0x256F, true, "M4 0v5q0 3.5-4 3.5"},
    {0x2570, true, "M4 0v5q0 3.5 4 3.5"},
    {0x25A1, true, "M1.5 6.5h5v5h-5z"},                                     /* white square */
    {0x25A4, true, "M1.2 6h5.6v6h-5.6zM1.2 8h5.6M1.2 10h5.6"},              /* lined square */
    {0x25B3, true, "M4 5.8L7 11.6H1z"},                                     /* white triangles */
    {0x25B7, true, "M1.6 6L7 9L1.6 12z"},
    {0x25BD, true, "M4 12.2L7 6.4H1z"},
    {0x25B6, false, "M1 5.4L7.2 9L1 12.6z"},                                /* black triangles */
    {0x25B8, false, "M2 6.4L6.2 9L2 11.6z"},
    {0x25C6, false, "M4 5.2L7.4 9L4 12.8L.6 9z"},                           /* diamond */
    {0x25CB, true, "M1.3 9a2.7 2.7 0 1 1 5.4 0a2.7 2.7 0 1 1-5.4 0"},       /* white circle */
    {0x25CF, false, "M1 9a3 3 0 1 1 6 0a3 3 0 1 1-6 0"},                    /* black circle */
    {0x25D5, false, "M4 9V5.8A3.2 3.2 0 1 1 .8 9z"},                        /* three quarters */
    {0x25D6, false, "M4 5.8A3.2 3.2 0 1 0 4 12.2z"},                        /* half */
    {0x263B, false, "M.7 9a3.3 3.3 0 1 1 6.6 0a3.3 3.3 0 1 1-6.6 0"         /* black face */
                    "M2.4 7.4v.9h.9v-.9zM4.7 7.4v.9h.9v-.9z"
                    "M2.2 9.8q1.8 2.2 3.6 0l-.5-.3q-1.3 1.4-2.6 0z"},
    {0x2713, true, "M1.2 9.4l2 2.4l3.8-5.6"},                               /* check mark */
};

static const struct block blocks[] = {
    {0x2500, 0, 8, 8, 1, 1}, /* lines */
    {0x2502, 3.5, 0, 1, 17, 1},
    {0x2581, 0, 15, 8, 2, 1}, /* eighths */
    {0x2582, 0, 13, 8, 4, 1},
    {0x2583, 0, 11, 8, 6, 1},
    {0x2584, 0, 8.5, 8, 8.5, 1},
    {0x2585, 0, 6, 8, 11, 1},
    {0x2586, 0, 4, 8, 13, 1},
    {0x2587, 0, 2, 8, 15, 1},
    {0x2588, 0, 0, 8, 17, 1},
    {0x2591, 0, 0, 8, 17, .25}, /* shades */
    {0x2592, 0, 0, 8, 17, .5},
    {0x2593, 0, 0, 8, 17, .75},
};
/* clang-format on */

const struct shape *shape_of(uint32_t character)
{
    for (size_t n = 0; n < COUNT(shapes); n++)
        if (shapes[n].character == character)
            return &shapes[n];
    return NULL;
}

const struct block *block_of(uint32_t character)
{
    for (size_t n = 0; n < COUNT(blocks); n++)
        if (blocks[n].character == character)
            return &blocks[n];
    return NULL;
}
