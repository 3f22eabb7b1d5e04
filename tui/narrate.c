/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See narrate.h. Sentences are written once for each theme, side by side. */
#include "tui/narrate.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "models/kitchen.h"

/* How much a sentence matters: of the kitchens the one with the most urgent sentence speaks. */
enum urgency {
    URGENCY_NONE,
    URGENCY_CALM,
    URGENCY_BUSY,
    URGENCY_LINES,  /* somebody waits somewhere */
    URGENCY_STILL,  /* most cooks stand still */
    URGENCY_SHORT,  /* the warehouse is out of something */
    URGENCY_FULL,   /* callers hear the busy tone */
    URGENCY_STUCK,  /* every cook stands still */
    URGENCY_SILENT, /* and nobody answers the phone */
    URGENCIES
};

struct sentence {
    enum urgency urgency;
    char text[APP_TEXT];
};

__attribute__((format(printf, 3, 4))) static void say(struct sentence *sentence,
                                                      enum urgency urgency, const char *format, ...)
{
    va_list arguments;
    if (urgency <= sentence->urgency)
        return;
    sentence->urgency = urgency;
    va_start(arguments, format);
    vsnprintf(sentence->text, sizeof sentence->text, format, arguments);
    va_end(arguments);
}

static int64_t standing_still(const struct view *view)
{
    return view->cooks - view->cooks_in[COOK_WORKING] - view->cooks_in[COOK_SWITCHING] -
           view->cooks_in[COOK_IDLE];
}

/* "7 for an oven and 5 for a customer": the two things that most wait for. */
static void reasons(const struct view *view, enum theme theme, char text[APP_TEXT])
{
    static const char *const things[THEMES][COOK_STATES] = {
        {
            [COOK_AT_WAREHOUSE] = "the warehouse",
            [COOK_AT_OVEN] = "an oven",
            [COOK_AT_COURIER] = "a courier",
            [COOK_AT_CUSTOMER] = "a customer",
            [COOK_AT_WORKTOP] = "a worktop",
        },
        {
            [COOK_AT_WAREHOUSE] = "the API",
            [COOK_AT_OVEN] = "the database",
            [COOK_AT_COURIER] = "a link",
            [COOK_AT_CUSTOMER] = "a client",
            [COOK_AT_WORKTOP] = "a core",
        },
    };
    int first = COOK_AT_WAREHOUSE, second = -1;
    for (int state = COOK_AT_WAREHOUSE + 1; state <= COOK_AT_WORKTOP; state++) {
        if (view->cooks_in[state] > view->cooks_in[first]) {
            second = first;
            first = state;
        } else if (second < 0 || view->cooks_in[state] > view->cooks_in[second]) {
            second = state;
        }
    }
    int length = snprintf(text, APP_TEXT, "%lld for %s", (long long)view->cooks_in[first],
                          things[theme][first]);
    if (view->cooks_in[second] > 0)
        snprintf(text + length, (size_t)(APP_TEXT - length), " and %lld for %s",
                 (long long)view->cooks_in[second], things[theme][second]);
}

static void about_cooks(const struct app *app, const struct side *side, struct sentence *sentence)
{
    const struct view *view = &side->view;
    enum theme theme = app->scenario.theme;
    int64_t still = standing_still(view);
    if (still == 0)
        return;
    char why[APP_TEXT];
    reasons(view, theme, why);
    const char *one = app_noun(app, THING_COOK, 1), *all = app_noun(app, THING_COOK, 2);
    bool silent =
        view->agents != UNLIMITED && view->agents > 0 && view->agents_blocked == view->agents;
    if (still == view->cooks && silent)
        say(sentence, URGENCY_SILENT,
            theme == THEME_KITCHEN
                ? "Every %s at %s is waiting, %s. Nobody answers the phone."
                : "Every %s at %s is waiting, %s. Nobody accepts a connection any more.",
            one, side->name, why);
    else if (still == view->cooks)
        say(sentence, URGENCY_STUCK, "Every %s at %s is standing still, %s.", one, side->name, why);
    else if (2 * still > view->cooks)
        say(sentence, URGENCY_STILL, "%lld of %lld %s at %s stand still, %s.", (long long)still,
            (long long)view->cooks, all, side->name, why);
}

/* Who waits for the truck, and until when. */
static void about_stock(const struct app *app, const struct side *side, struct sentence *sentence)
{
    bool kitchen = app->scenario.theme == THEME_KITCHEN;
    int64_t waiting = side->view.stock_line;
    sim_time at = kitchen_truck(playback_kitchen(side->playback));
    if (waiting == 0)
        return;
    char clock[APP_TEXT] = "never";
    if (at != SIM_NEVER)
        app_time(app, at, clock);
    say(sentence, URGENCY_SHORT,
        kitchen ? "The warehouse of %s is short: %lld %s %s for the truck (%s)."
                : "The quota of %s is used up: %lld %s %s for the next one (%s).",
        side->name, (long long)waiting, app_noun(app, THING_ORDER, (double)waiting),
        waiting == 1 ? "waits" : "wait", clock);
}

static void about_lines(const struct app *app, const struct side *side, struct sentence *sentence)
{
    const struct view *view = &side->view;
    bool kitchen = app->scenario.theme == THEME_KITCHEN;
    if (view->lines != UNLIMITED && view->connected >= view->lines)
        say(sentence, URGENCY_FULL,
            kitchen ? "Every phone line at %s is taken: who calls now hears the busy tone."
                    : "The backlog at %s is full: who comes now is refused.",
            side->name);
    about_stock(app, side, sentence);
    if (view->oven_line > 0)
        say(sentence, URGENCY_LINES,
            kitchen ? "All oven places of %s are full, %lld %s in line."
                    : "The database of %s is fully used, %lld %s in line.",
            side->name, (long long)view->oven_line,
            app_noun(app, THING_ORDER, (double)view->oven_line));
    if (view->courier_line > 0)
        say(sentence, URGENCY_LINES,
            kitchen ? "At %s %lld %s ready, and all couriers are on the road."
                    : "At %s %lld %s ready, and all links are taken.",
            side->name, (long long)view->courier_line, view->courier_line == 1 ? "is" : "are");
    if (view->on_hold > 0)
        say(sentence, URGENCY_LINES,
            kitchen ? "%lld %s on hold at %s." : "%lld %s waiting to be accepted at %s.",
            (long long)view->on_hold, view->on_hold == 1 ? "caller is" : "callers are", side->name);
}

static void about_work(const struct app *app, const struct side *side, struct sentence *sentence)
{
    const struct view *view = &side->view;
    int64_t busy = view->cooks_in[COOK_WORKING] + view->cooks_in[COOK_SWITCHING];
    if (busy > 0)
        say(sentence, URGENCY_BUSY, "%lld of %lld %s at %s %s at work.", (long long)busy,
            (long long)view->cooks, app_noun(app, THING_COOK, (double)view->cooks), side->name,
            busy == 1 ? "is" : "are");
    else if (view->calls == 0)
        say(sentence, URGENCY_CALM, "%s is open, and nobody has called yet.", side->name);
    else
        say(sentence, URGENCY_CALM, "Nothing to do for the %s of %s.", app_noun(app, THING_COOK, 2),
            side->name);
}

/* The day is over, or closed and not over yet. */
static bool about_the_end(const struct app *app, char *text, size_t size)
{
    if (app->now < app->scenario.variants[app->sides[0].variant].world.hours && !app->over)
        return false;
    size_t length = (size_t)snprintf(text, size, app->over ? "The day is over." : "Closed.");
    for (size_t n = 0; n < app->side_count && length < size; n++) {
        const struct side *side = &app->sides[n];
        unsigned long long left = side->view.calls - side->view.lost - side->view.delivered;
        length += (size_t)snprintf(text + length, size - length, " %s delivered %llu and lost %llu",
                                   side->name, (unsigned long long)side->view.delivered,
                                   (unsigned long long)side->view.lost);
        if (length < size && left > 0)
            length += (size_t)snprintf(text + length, size - length, ", %llu are %s", left,
                                       app->over ? "unfinished" : "still there");
        if (length < size)
            length += (size_t)snprintf(text + length, size - length, ".");
    }
    return true;
}

unsigned narrate(const struct app *app, char *text, size_t size)
{
    struct sentence sentences[SIDES] = {{.urgency = URGENCY_NONE}};
    size_t urgent = 0;
    if (about_the_end(app, text, size))
        return URGENCIES * URGENCIES + app->over;
    for (size_t n = 0; n < app->side_count; n++) {
        about_cooks(app, &app->sides[n], &sentences[n]);
        about_lines(app, &app->sides[n], &sentences[n]);
        about_work(app, &app->sides[n], &sentences[n]);
        if (sentences[n].urgency > sentences[urgent].urgency)
            urgent = n;
    }
    snprintf(text, size, "%s", sentences[urgent].text);
    /* The other kitchen at the same instant is half of the story. */
    size_t other = 1 - urgent, length = strlen(text);
    if (app->side_count > 1 && length < size)
        snprintf(text + length, size - length, " %s", sentences[other].text);
    return sentences[0].urgency * URGENCIES + sentences[1].urgency;
}
