/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The state of the dashboard, and everything that can be done to it: a scenario, one or two of its
 * variants as days that run side by side, the day's clock, what is chosen. Knows nothing of
 * terminals; it never reads a real clock.
 */
#ifndef TUI_APP_H
#define TUI_APP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lab/playback.h"
#include "models/scenario.h"
#include "models/view.h"
#include "tui/dialog.h"

#define SIDES 2
#define VIEWS_MOST 12
#define APP_TEXT 256

/* One of the two kitchens. */
struct side {
    size_t variant; /* index in the scenario */
    const char *name;
    struct playback *playback;
    struct view view; /* what is to be seen now */
};

/* What there is to say of a kitchen, in fewer and fewer words. */
#define CAPTION_FORMS 4
#define CAPTION_TEXT 320

struct said {
    unsigned urgency;
    unsigned situation; /* as long as it stays the same only figures have changed */
    char forms[CAPTION_FORMS][CAPTION_TEXT];
};

struct caption {
    char opening[32]; /* "Closed. ", or "" */
    size_t count;     /* of kitchens; 0: nothing is said */
    struct said said[SIDES];
};

/* What is said, and since when. */
struct narrator {
    struct caption caption;
    int64_t age;     /* since it was said first, in whatever time is counted */
    int64_t figures; /* since its figures were brought up to date */
    int64_t other;   /* since something else could be said */
};

struct app {
    char *file; /* the scenario's file or name, as it was asked for */
    struct scenario scenario;
    struct side sides[SIDES];
    size_t side_count; /* 1 where the scenario has one variant only */

    sim_time now; /* the instant that is shown */
    bool over;    /* nothing more will happen today in any kitchen */
    bool paused;
    int speed;       /* index into app_speeds */
    double achieved; /* simulated seconds a real second, lately; 0: none */
    sim_time step;   /* simulated time that a slice of the work may take; adapts itself */
    uint32_t replication;

    size_t chosen_side;    /* the kitchen that keys act on */
    uint32_t chosen_order; /* 0: none */
    uint32_t chosen_cook;  /* 0: none */

    size_t view; /* index in the table of views */
    void *view_states[VIEWS_MOST];
    bool help;
    int help_top; /* how many of its rows are scrolled away */
    struct dialog dialog;
    char message[APP_TEXT]; /* until the next key; "" for none */
    struct narrator narrator;
    sim_time narrated; /* the instant of which it has heard last */

    bool dirty; /* something is to be drawn */
    bool quit, suspend, redraw;
    bool light;          /* colours for a light background */
    bool ascii;          /* plain characters only */
    bool braille;        /* for curves */
    char last[APP_TEXT]; /* the scenario of the last time, offered in the menu; or "" */
};

/* Simulated seconds a second; the last one is 0: as fast as it goes. */
extern const double app_speeds[];
extern const int app_speed_count;

/*
 * Opens a scenario, by file or built-in name, on its first two variants. All-zero is a fine start;
 * if one was open it stays open when this fails. False: *complaints says why (free it in either
 * case).
 */
bool app_open(struct app *app, const char *file, const struct override *overrides,
              size_t override_count, struct complaints *complaints);

/* The same with a scenario that was read already; it is the app's from then on, even on failure. */
bool app_open_scenario(struct app *app, const char *file, struct scenario *scenario);

void app_close(struct app *app);

/* Puts a text where the user sees it, until the next key. */
__attribute__((format(printf, 2, 3))) void app_say(struct app *app, const char *format, ...);

/*
 * Lets so much real time (ns) pass: moves the days on at the speed asked for, if not paused.
 * `clock` (real time in ns) is asked now and then; what cannot be reached within `budget` ns of it
 * is left out: then the achieved speed falls behind, and true is returned.
 */
typedef int64_t app_clock(void *context);
bool app_pass(struct app *app, int64_t elapsed, int64_t budget, app_clock *clock, void *context);

/* Goes to an instant, back or forward. */
void app_go(struct app *app, sim_time at);

/* To the next event in any kitchen; to the next one of the chosen order. */
void app_next_event(struct app *app);
void app_next_of_order(struct app *app);

/* What one can jump to. */
enum goal { GOAL_LOST, GOAL_STANDING, GOAL_ALL_STANDING, GOAL_BLOCKED, GOAL_DELIVERED, GOALS };
extern const char *const goal_texts[THEMES][GOALS];

/* To the next instant at which it comes about in any kitchen; says so when it does not today. */
void app_go_to(struct app *app, enum goal goal);

/* To a time of the day: "12:30", "12:30:15", or a duration since opening: "90 min", "350 ms". */
bool app_go_text(struct app *app, const char *text);

void app_restart(struct app *app);                         /* the same day again, from its start */
void app_day(struct app *app, uint32_t replication);       /* another day */
void app_show(struct app *app, size_t left, size_t right); /* other variants, by index */
void app_faster(struct app *app, int by);                  /* -1: slower */
void app_call(struct app *app); /* places an order in every kitchen, and follows it */
void app_choose_order(struct app *app, uint32_t number);

/*
 * Changes a key from this instant on, in one kitchen, or (side >= side_count) in all. What is wrong
 * is said, and false returned. Undo takes the last change back, there or in all.
 */
bool app_set(struct app *app, size_t side, const char *key, const char *value);
bool app_undo(struct app *app, size_t side);

/* Looks again at what is to be seen now; after anything was done to a playback. */
void app_look(struct app *app);

/* The end of the axis of time: closing, or later where the day lasts longer. */
sim_time app_span(const struct app *app);

/* What `[` and `]` move by; the length of the strip of the past behind each cook. */
sim_time app_minute(const struct app *app);
sim_time app_strip(const struct app *app);

/* An instant as a time of the day: "12:07:31", or "0.350 s" where a day lasts seconds. */
void app_time(const struct app *app, sim_time at, char text[APP_TEXT]);
/* The same without seconds: "12:07". */
void app_clock_text(const struct app *app, sim_time at, char text[APP_TEXT]);
/* A length of time in few characters: "12 min". */
void app_length(const struct app *app, sim_time length, char text[APP_TEXT]);

/* The theme's noun for so many of them. */
const char *app_noun(const struct app *app, enum thing thing, double count);

#endif
