/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See stage.h. */
#include "tests/tui/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

void stage_open(struct app *app, const char *name)
{
    struct complaints complaints;
    if (!app_open(app, name, NULL, 0, &complaints))
        fail_msg("%s cannot be opened", name);
    complaints_free(&complaints);
}

/* Whoever asks takes a moment, so that work takes time. */
static int64_t ask_clock(void *context)
{
    struct stage *stage = context;
    return stage->now += 10 * SIM_US;
}

static struct press wait_for(void *context, int64_t timeout)
{
    struct stage *stage = context;
    int64_t until = timeout < 0 ? stage->end_ms * SIM_MS : stage->now + timeout;
    stage->waits++;
    if (stage->next < stage->cue_count) {
        const struct cue *cue = &stage->cues[stage->next];
        if (cue->at_ms * SIM_MS <= until) {
            stage->next++;
            if (stage->now < cue->at_ms * SIM_MS)
                stage->now = cue->at_ms * SIM_MS;
            if (cue->press == PRESS_RESIZE)
                assert_true(picture_resize(&stage->picture, cue->x, cue->y));
            return (struct press){cue->press, cue->x, cue->y};
        }
    }
    stage->now = until;
    return (struct press){0};
}

static struct picture *give_picture(void *context)
{
    struct stage *stage = context;
    return &stage->picture;
}

static void show(void *context)
{
    struct stage *stage = context;
    stage->frames++;
    if (stage->shown)
        stage->shown(stage->watcher, stage);
}

static bool is_over(void *context)
{
    struct stage *stage = context;
    return stage->now > stage->end_ms * SIM_MS;
}

static void nothing(void *context)
{
    (void)context;
}

static void no_look(void *context, const struct app *app)
{
    (void)context;
    (void)app;
}

void stage_play(struct stage *stage, struct app *app)
{
    const struct loop_host host = {
        .clock = ask_clock,
        .wait = wait_for,
        .picture = give_picture,
        .show = show,
        .ending = is_over,
        .suspend = nothing,
        .redraw = nothing,
        .look = no_look,
        .context = stage,
    };
    stage->picture.unicode = true;
    assert_true(picture_resize(&stage->picture, stage->width, stage->height));
    assert_true(loop_run(app, &host));
}

char *stage_text(const struct stage *stage)
{
    char *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    assert_non_null(to);
    picture_dump(&stage->picture, to);
    assert_int_equal(fclose(to), 0);
    return text;
}
