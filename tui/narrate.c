/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See narrate.h. Sentences are written once for each theme, side by side. */
#include "tui/narrate.h"

#include <ctype.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "models/kitchen.h"
#include "report/text.h"

/* What is to be read stays so long, in real time. */
#define LASTING (3 * SIM_SECOND)

/* From here on something is wrong; and what is said whatever was said before. */
enum { URGENCY_WRONG = 4, URGENCY_END = 9 };

/* A kitchen's name in a sentence that has little room, in columns. */
enum { NAME_BRIEF = 20 };

/* What the cooks do, as the first half of a sentence; what comes of it, as the second. */
enum cooks { COOKS_FREE, COOKS_WORK, COOKS_STILL, COOKS_ALL_STILL };

enum trouble {
    TROUBLE_NONE,
    TROUBLE_HOLD,   /* callers wait for an agent */
    TROUBLE_LINES,  /* orders wait for an oven or a courier */
    TROUBLE_SHORT,  /* the warehouse is out of something */
    TROUBLE_FULL,   /* callers hear the busy tone */
    TROUBLE_SILENT, /* all agents are blocked */
    TROUBLES
};

/* How much it matters: of the kitchens the one with the most urgent sentence comes first. */
static unsigned urgency_of(enum cooks cooks, enum trouble trouble)
{
    static const unsigned of_cooks[] = {0, 1, 4, 7};
    static const unsigned of_trouble[TROUBLES] = {0, 2, 3, 5, 6, 8};
    return of_cooks[cooks] > of_trouble[trouble] ? of_cooks[cooks] : of_trouble[trouble];
}

__attribute__((format(printf, 2, 3))) static void add(char text[CAPTION_TEXT], const char *format,
                                                      ...)
{
    size_t length = strlen(text);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text + length, CAPTION_TEXT - length, format, arguments);
    va_end(arguments);
}

static int64_t standing_still(const struct view *view)
{
    return view->cooks - view->cooks_in[COOK_WORKING] - view->cooks_in[COOK_SWITCHING] -
           view->cooks_in[COOK_IDLE];
}

static enum cooks cooks_of(const struct view *view)
{
    int64_t still = standing_still(view);
    if (still > 0 && still == view->cooks)
        return COOKS_ALL_STILL;
    int64_t work = view->cooks - still - view->cooks_in[COOK_IDLE];
    if (2 * still > view->cooks || (still > 0 && work == 0))
        return COOKS_STILL;
    return work > 0 ? COOKS_WORK : COOKS_FREE;
}

static enum trouble trouble_of(const struct view *view)
{
    if (view->agents != UNLIMITED && view->agents > 0 && view->agents_blocked == view->agents)
        return TROUBLE_SILENT;
    if (view->lines != UNLIMITED && view->connected >= view->lines)
        return TROUBLE_FULL;
    if (view->stock_line > 0)
        return TROUBLE_SHORT;
    if (view->oven_line > 0 || view->courier_line > 0)
        return TROUBLE_LINES;
    return view->on_hold > 0 ? TROUBLE_HOLD : TROUBLE_NONE;
}

/* How many of the cooks do something: the singular and plural of what they do. */
struct part {
    int64_t number;
    const char *does, *all_do;
};

/* "Most" of them, or "most" after the kitchen's name. */
static const char *round_word(double share, bool begins)
{
    static const struct {
        double from;
        const char *words[2];
    } rounds[] = {
        {1, {"all", "All"}},      {0.8, {"nearly all", "Nearly all"}},
        {0.6, {"most", "Most"}},  {0.4, {"about half the", "About half the"}},
        {0.15, {"some", "Some"}}, {0, {"a few", "A few"}},
    };
    size_t n = 0;
    while (share < rounds[n].from)
        n++;
    return rounds[n].words[begins];
}

/* "7 of 12 cooks at Apach' Hut stand still", or "Most cooks..."; brief: without the name. */
static void add_part(char text[CAPTION_TEXT], const struct app *app, const struct side *side,
                     const struct part *part, enum figures figures, bool brief)
{
    int64_t all = side->view.cooks;
    double share = (double)part->number / (double)all;
    bool one = figures == FIGURES_EXACT && part->number == 1;
    if (figures == FIGURES_EXACT)
        add(text, "%lld of %lld %s", (long long)part->number, (long long)all,
            app_noun(app, THING_COOK, (double)all));
    else
        add(text, "%s %s", round_word(share, !brief), app_noun(app, THING_COOK, 2));
    if (!brief)
        add(text, " at %s", side->name);
    add(text, " %s", one ? part->does : part->all_do);
}

/* The two things that most cooks wait for: ", 7 for the oven and 5 for the customer". */
static void add_reasons(char text[CAPTION_TEXT], const struct view *view, enum theme theme,
                        enum figures figures, bool brief)
{
    static const char *const things[THEMES][COOK_STATES][2] = {
        {
            [COOK_AT_WAREHOUSE] = {"the warehouse", "warehouse"},
            [COOK_AT_OVEN] = {"the oven", "oven"},
            [COOK_AT_COURIER] = {"a courier", "courier"},
            [COOK_AT_CUSTOMER] = {"the customer", "customer"},
            [COOK_AT_WORKTOP] = {"a worktop", "worktop"},
        },
        {
            [COOK_AT_WAREHOUSE] = {"the API", "API"},
            [COOK_AT_OVEN] = {"the database", "database"},
            [COOK_AT_COURIER] = {"a link", "link"},
            [COOK_AT_CUSTOMER] = {"the client", "client"},
            [COOK_AT_WORKTOP] = {"a core", "core"},
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
    long long most = view->cooks_in[first], more = view->cooks_in[second];
    const char *const *one = things[theme][first], *const *other = things[theme][second];
    if (more == 0)
        add(text, brief ? " (%s)" : ", waiting for %s", one[brief]);
    else if (figures == FIGURES_ROUND)
        add(text, brief ? " (%s, %s)" : ", waiting for %s or %s", one[brief], other[brief]);
    else if (brief)
        add(text, " (%lld %s, %lld %s)", most, one[1], more, other[1]);
    else
        add(text, ", %lld for %s and %lld for %s", most, one[0], more, other[0]);
}

/* "Every cook at Apach' Hut stands still, 7 for the oven and 5 for the customer." */
static void add_cooks(char text[CAPTION_TEXT], const struct app *app, const struct side *side,
                      enum cooks cooks, enum figures figures)
{
    const struct view *view = &side->view;
    int64_t still = standing_still(view), work = view->cooks - still - view->cooks_in[COOK_IDLE];
    const struct part standing = {still, "stands still", "stand still"};
    const struct part working = {work, "is at work", "are at work"};
    const char *one = app_noun(app, THING_COOK, 1), *all = app_noun(app, THING_COOK, 2);
    if (cooks == COOKS_ALL_STILL)
        add(text, "%s %s at %s stands still", view->cooks == 1 ? "The only" : "Every", one,
            side->name);
    else if (cooks == COOKS_STILL)
        add_part(text, app, side, &standing, figures, false);
    else if (cooks == COOKS_WORK && view->cooks == 1)
        add(text, "The only %s at %s is at work", one, side->name);
    else if (cooks == COOKS_WORK && work == view->cooks && figures == FIGURES_EXACT)
        add(text, "All %lld %s at %s are at work", (long long)work, all, side->name);
    else if (cooks == COOKS_WORK)
        add_part(text, app, side, &working, figures, false);
    else if (view->calls == 0 && app->scenario.theme == THEME_KITCHEN)
        add(text, "%s is open, and nobody has called yet", side->name);
    else if (view->calls == 0)
        add(text, "%s is up, and no request has come yet", side->name);
    else
        add(text, "The %s at %s have nothing to do", all, side->name);
    if (cooks >= COOKS_STILL)
        add_reasons(text, view, app->scenario.theme, figures, false);
    add(text, ".");
}

/* "Apach' Hut: 11 of 12 cooks stand still." */
static void add_cooks_briefly(char text[CAPTION_TEXT], const struct app *app,
                              const struct side *side, enum cooks cooks, enum figures figures,
                              bool reasons)
{
    const struct view *view = &side->view;
    int64_t still = standing_still(view), work = view->cooks - still - view->cooks_in[COOK_IDLE];
    const struct part standing = {still, "stands still", "stand still"};
    const struct part working = {work, "at work", "at work"};
    bool cut = text_width(side->name) > NAME_BRIEF;
    size_t fits = text_fit(side->name, NAME_BRIEF - (cut ? 2 : 0));
    add(text, "%.*s%s: ", (int)fits, side->name, cut ? ".." : "");
    if (cooks == COOKS_FREE)
        add(text, view->calls == 0 ? "open, no calls yet" : "nothing to do");
    else if (cooks == COOKS_WORK)
        add_part(text, app, side, &working, figures, true);
    else
        add_part(text, app, side, &standing, figures, true);
    if (cooks >= COOKS_STILL && reasons)
        add_reasons(text, view, app->scenario.theme, figures, true);
    add(text, ".");
}

/* How many wait for something: " 3 pizzas wait for an oven.", or " Pizzas wait for an oven." */
static void add_waiting(char text[CAPTION_TEXT], int64_t number, enum figures figures,
                        const char *one, const char *many, const char *what)
{
    if (figures == FIGURES_EXACT)
        add(text, " %lld %s %s.", (long long)number, number == 1 ? one : many, what);
    else
        add(text, " %c%s %s.", toupper((unsigned char)many[0]), many + 1, what);
}

static void add_short(char text[CAPTION_TEXT], const struct app *app, const struct side *side,
                      enum figures figures)
{
    bool kitchen = app->scenario.theme == THEME_KITCHEN;
    sim_time at = kitchen_truck(playback_kitchen(side->playback));
    char what[CAPTION_TEXT], clock[APP_TEXT] = "never comes";
    if (at != SIM_NEVER)
        app_clock_text(app, at, clock);
    snprintf(what, sizeof what, "%s (%s)", kitchen ? "for the truck" : "for the next quota", clock);
    add_waiting(text, side->view.stock_line, figures, kitchen ? "order waits" : "request waits",
                kitchen ? "orders wait" : "requests wait", what);
}

/* What comes of it, as a sentence of its own, after a space. */
static void add_trouble(char text[CAPTION_TEXT], const struct app *app, const struct side *side,
                        enum trouble trouble, enum figures figures)
{
    const struct view *view = &side->view;
    bool kitchen = app->scenario.theme == THEME_KITCHEN;
    if (trouble == TROUBLE_SILENT)
        add(text, kitchen ? " Nobody answers the phone." : " Nobody accepts connections.");
    else if (trouble == TROUBLE_FULL)
        add(text, kitchen ? " All phone lines are taken." : " The backlog is full.");
    else if (trouble == TROUBLE_SHORT)
        add_short(text, app, side, figures);
    else if (trouble == TROUBLE_LINES && view->oven_line > 0)
        add_waiting(text, view->oven_line, figures, kitchen ? "pizza waits" : "request waits",
                    kitchen ? "pizzas wait" : "requests wait",
                    kitchen ? "for an oven" : "for the database");
    else if (trouble == TROUBLE_LINES)
        add_waiting(text, view->courier_line, figures, kitchen ? "pizza waits" : "answer waits",
                    kitchen ? "pizzas wait" : "answers wait",
                    kitchen ? "for a courier" : "for a link");
    else if (trouble == TROUBLE_HOLD)
        add_waiting(text, view->on_hold, figures, kitchen ? "caller is" : "client is",
                    kitchen ? "callers are" : "clients are", kitchen ? "on hold" : "not accepted");
}

/* " 3 on hold.", or " Some on hold." */
static void add_number(char text[CAPTION_TEXT], int64_t number, enum figures figures,
                       const char *what)
{
    if (figures == FIGURES_EXACT)
        add(text, " %lld %s.", (long long)number, what);
    else
        add(text, " Some %s.", what);
}

/* The same in as few words as one understands beside the first half. */
static void add_trouble_briefly(char text[CAPTION_TEXT], const struct app *app,
                                const struct side *side, enum trouble trouble, enum figures figures)
{
    const struct view *view = &side->view;
    bool kitchen = app->scenario.theme == THEME_KITCHEN;
    if (trouble == TROUBLE_SILENT)
        add(text, kitchen ? " Nobody answers." : " Nobody accepts.");
    else if (trouble == TROUBLE_FULL)
        add(text, kitchen ? " All lines taken." : " Backlog full.");
    else if (trouble == TROUBLE_SHORT)
        add_number(text, view->stock_line, figures,
                   kitchen ? "wait for the truck" : "wait for quota");
    else if (trouble == TROUBLE_LINES)
        add_number(text, view->oven_line + view->courier_line, figures, "in line");
    else if (trouble == TROUBLE_HOLD)
        add_number(text, view->on_hold, figures, kitchen ? "on hold" : "not accepted");
}

static void narrate_side(const struct app *app, const struct side *side, enum figures figures,
                         struct said *said)
{
    enum cooks cooks = cooks_of(&side->view);
    enum trouble trouble = trouble_of(&side->view);
    unsigned kind = cooks == COOKS_ALL_STILL ? COOKS_STILL : cooks; /* they differ in a figure */
    *said = (struct said){.urgency = urgency_of(cooks, trouble),
                          .situation = kind * TROUBLES + (unsigned)trouble};
    add_cooks(said->forms[0], app, side, cooks, figures);
    add_trouble(said->forms[0], app, side, trouble, figures);
    add_cooks_briefly(said->forms[1], app, side, cooks, figures, true);
    add_trouble_briefly(said->forms[1], app, side, trouble, figures);
    add_cooks_briefly(said->forms[2], app, side, cooks, figures, false);
    add_trouble_briefly(said->forms[2], app, side, trouble, figures);
    add_cooks_briefly(said->forms[3], app, side, cooks, figures, false);
}

/* What became of a kitchen's calls. */
static void sum_up(const struct app *app, const struct side *side, struct said *said)
{
    const struct view *view = &side->view;
    unsigned long long left = view->calls - view->lost - view->delivered;
    add(said->forms[0], "%s delivered %llu and lost %llu", side->name,
        (unsigned long long)view->delivered, (unsigned long long)view->lost);
    if (left > 0)
        add(said->forms[0], ", %llu %s", left, app->over ? "are unfinished" : "are still waiting");
    add(said->forms[0], ".");
    for (int n = 1; n < CAPTION_FORMS - 1; n++)
        add(said->forms[n], "%.*s: %llu delivered, %llu lost.",
            (int)text_fit(side->name, NAME_BRIEF), side->name, (unsigned long long)view->delivered,
            (unsigned long long)view->lost);
    add(said->forms[CAPTION_FORMS - 1], "%.*s: %llu done, %llu lost.",
        (int)text_fit(side->name, NAME_BRIEF), side->name, (unsigned long long)view->delivered,
        (unsigned long long)view->lost);
    said->situation = UINT_MAX - app->over;
    said->urgency = URGENCY_END;
}

void narrate(const struct app *app, enum figures figures, struct caption *caption)
{
    bool closed = app->now >= app->scenario.variants[app->sides[0].variant].world.hours;
    *caption = (struct caption){.count = app->side_count};
    if (app->over || closed)
        snprintf(caption->opening, sizeof caption->opening, "%s",
                 app->over ? "Day over. " : "Closed. ");
    for (size_t n = 0; n < app->side_count; n++) {
        if (app->over || closed)
            sum_up(app, &app->sides[n], &caption->said[n]);
        else
            narrate_side(app, &app->sides[n], figures, &caption->said[n]);
    }
}

static bool same_situation(const struct caption *one, const struct caption *other)
{
    bool same = one->count == other->count;
    for (size_t n = 0; n < one->count; n++)
        same = same && one->said[n].situation == other->said[n].situation;
    return same;
}

static unsigned urgency_of_all(const struct caption *caption)
{
    unsigned most = 0;
    for (size_t n = 0; n < caption->count; n++)
        if (caption->said[n].urgency > most)
            most = caption->said[n].urgency;
    return most;
}

bool narrator_hear(struct narrator *narrator, const struct caption *fresh, int64_t elapsed,
                   int64_t lasting)
{
    bool first = narrator->caption.count == 0;
    bool same = same_situation(&narrator->caption, fresh);
    bool worse = urgency_of_all(fresh) > urgency_of_all(&narrator->caption);
    narrator->age += elapsed;
    narrator->figures += elapsed;
    narrator->other = same ? 0 : narrator->other + elapsed;
    if (first ||
        (!same && (narrator->other >= lasting || (worse && narrator->age >= lasting / 3)))) {
        *narrator = (struct narrator){.caption = *fresh};
        return true;
    }
    if (same && narrator->figures >= lasting / 3) {
        narrator->caption = *fresh;
        narrator->figures = 0;
    }
    return false;
}

void narrate_on(struct app *app, sim_time before, int64_t elapsed)
{
    struct caption fresh;
    bool still = app->paused || app->over || before != app->narrated;
    narrate(app, still ? FIGURES_EXACT : FIGURES_ROUND, &fresh);
    if (still)
        app->narrator = (struct narrator){.caption = fresh}; /* it is looked at, not passed by */
    else
        narrator_hear(&app->narrator, &fresh, elapsed, LASTING);
    app->narrated = app->now;
}

/* The first form that leaves so much room; false: none does, and the shortest is taken. */
static bool form_that_fits(const struct said *said, unsigned columns, const char **form)
{
    for (int n = 0; n < CAPTION_FORMS; n++) {
        *form = said->forms[n];
        if (text_width(*form) <= columns)
            return true;
    }
    return false;
}

void caption_of_side(const struct caption *caption, size_t side, unsigned columns, char *text,
                     size_t size)
{
    const char *form = "";
    unsigned opening = side == 0 ? text_width(caption->opening) : 0;
    if (side < caption->count)
        form_that_fits(&caption->said[side], columns - opening, &form);
    snprintf(text, size, "%s%s", side == 0 ? caption->opening : "", form);
}

/* The longest forms of both that stand side by side; false: there are none. */
static bool forms_that_fit(const struct said *one, const struct said *other, unsigned columns,
                           const char **form, const char **more)
{
    for (int n = 0; n < CAPTION_FORMS; n++) {
        *form = one->forms[n];
        unsigned used = text_width(*form) + 1;
        if (used < columns && form_that_fits(other, columns - used, more))
            return true;
    }
    return false;
}

void caption_line(const struct caption *caption, unsigned columns, char *text, size_t size)
{
    size_t first = caption->count > 1 && caption->said[1].urgency > caption->said[0].urgency;
    const struct said *said = &caption->said[first], *other = &caption->said[1 - first];
    const char *form = "", *more = "";
    unsigned opening = text_width(caption->opening);
    columns = columns > opening ? columns - opening : 0;
    /* Where nothing is wrong both are named; else why it is so is worth more. */
    bool both = caption->count > 1 && said->urgency < URGENCY_WRONG &&
                forms_that_fit(said, other, columns, &form, &more);
    if (!both) {
        form_that_fits(said, columns, &form);
        unsigned used = text_width(form) + 1;
        both = caption->count > 1 && used < columns && form_that_fits(other, columns - used, &more);
    }
    snprintf(text, size, "%s%s%s%s", caption->opening, form, both ? " " : "", both ? more : "");
}
