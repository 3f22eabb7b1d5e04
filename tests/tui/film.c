/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The film of the dashboard that the guide shows: the program's own loop, views and colours, played
 * by a script on a clock of its own, so that it is the same film on every machine. Writes it as an
 * SVG and as a recording for asciinema. Usage: film FOLDER
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/tui/film_cast.h"
#include "tests/tui/film_svg.h"
#include "tests/tui/stage.h"

enum { WIDTH = 120, HEIGHT = 40, PATH_ROOM = 1024 };

/* Keys follow each other so quickly; the recording has a picture each so often, the SVG so often.
 */
enum { KEYS_APART = 150, CAST_EVERY = 200, SVG_EVERY = 1000 };

#define TITLE "pizzeria: the lunch rush in two kitchens"
#define ABOUT                                                                                      \
    "The dashboard of pizzeria in a terminal of 120 x 40. On the left the synchronous kitchen at " \
    "noon: its cooks stand still at the oven and with customers, and callers hang up. On the "     \
    "right, with the same callers, the event-driven kitchen, whose cooks never wait. Then the "    \
    "cooks' timeline, curves over the day, and what becomes of it with more cooks."

/* What is pressed, and when the first of it. */
struct line {
    int64_t at_ms;
    const char *keys;
};

/*
 * Five minutes a second from eleven o'clock on, slowly through the other views; twelve cooks more
 * from that instant on, and what becomes of it; half an hour back, and what was changed stays.
 */
static const struct line script[] = {
    {1000, ">>"}, {28000, "<<2"},         {32000, "3"},   {36000, "6"},
    {37000, "+"}, {39000, "+++++++++++"}, {42000, "1>>"}, {52000, "{{"},
};

/* The SVG begins in the rush, and goes on in a circle; where nothing moves this instant is seen. */
enum { SVG_FROM = 15000, SVG_STILL = 27500, SVG_TO = 47000, END = 60000 };

struct film {
    struct film_cast cast;
    struct film_svg svg;
    int64_t cast_next, svg_next; /* ms: pictures are due then */
    bool complete;
};

static void see(void *watcher, const struct stage *stage)
{
    struct film *film = watcher;
    int64_t now = stage->now / SIM_MS;
    if (now >= film->cast_next) {
        film_cast_add(&film->cast, &stage->picture, now);
        film->cast_next = now + CAST_EVERY;
    }
    if (now >= film->svg_next && now < SVG_TO) {
        if (now <= SVG_STILL)
            film->svg.still = film->svg.count;
        film->complete = film_svg_add(&film->svg, &stage->picture, SVG_EVERY) && film->complete;
        film->svg_next += SVG_EVERY;
    }
}

static size_t write_cues(struct cue *cues, size_t room)
{
    size_t count = 0;
    for (size_t n = 0; n < sizeof script / sizeof *script; n++) {
        int64_t at = script[n].at_ms;
        for (const char *key = script[n].keys; *key; key++) {
            if (count < room)
                cues[count++] = (struct cue){at, (uint32_t)*key, 0, 0};
            at += KEYS_APART;
        }
    }
    return count;
}

static FILE *open_in(const char *folder, const char *name)
{
    char path[PATH_ROOM];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *to = fopen(path, "w");
    if (!to)
        perror(path);
    return to;
}

static bool play(FILE *cast_to, FILE *svg_to)
{
    static struct cue cues[256];
    struct app app = {0};
    struct film film = {.svg_next = SVG_FROM, .complete = true};
    struct stage stage = {.width = WIDTH,
                          .height = HEIGHT,
                          .cues = cues,
                          .cue_count = write_cues(cues, sizeof cues / sizeof *cues),
                          .end_ms = END,
                          .shown = see,
                          .watcher = &film};
    if (!film_cast_begin(&film.cast, cast_to, WIDTH, HEIGHT, TITLE))
        return false;
    stage_open(&app, "lunch-rush");
    stage_play(&stage, &app);
    film_cast_end(&film.cast, stage.now / SIM_MS);
    film_svg_write(&film.svg, svg_to, TITLE, ABOUT);
    film_svg_free(&film.svg);
    app_close(&app);
    picture_free(&stage.picture);
    return film.complete;
}

int main(int count, char **arguments)
{
    if (count != 2) {
        fputs("usage: film FOLDER\n", stderr);
        return 2;
    }
    FILE *cast = open_in(arguments[1], "dashboard.cast");
    FILE *svg = open_in(arguments[1], "dashboard.svg");
    bool done = cast && svg && play(cast, svg);
    done = cast && fclose(cast) == 0 && done;
    done = svg && fclose(svg) == 0 && done;
    return done ? 0 : 1;
}
