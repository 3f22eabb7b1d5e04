/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * View 6: what if? Every number and choice of the scenario, in both kitchens, to be turned up and
 * down while the day goes on; and what has been changed, and when.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/turn.h"
#include "tui/views.h"

#define KNOBS_MOST 64
#define VALUE_WIDTH 24
#define NAMES_MOST 40
#define ABOUT_LEAST 30
#define CHANGES_SHOWN 6

struct whatif {
    size_t chosen; /* of the list of knobs */
    bool begun;    /* else nothing has been chosen yet */
    bool both;     /* a change is made in both kitchens */
};

/* The keys to turn, as rows of the table of keys. */
static size_t list_knobs(size_t knobs[KNOBS_MOST])
{
    size_t count = 0;
    for (size_t n = 0; n < key_count() && count < KNOBS_MOST; n++)
        if (knob_exists(key_at(n)))
            knobs[count++] = n;
    return count;
}

/* The one that a day is watched for is chosen first: how many cooks. */
static size_t chosen_of(const struct whatif *whatif, const size_t *knobs, size_t count)
{
    size_t n = 0;
    if (whatif->begun)
        return whatif->chosen;
    while (n + 1 < count && strcmp(key_at(knobs[n])->name[THEME_KITCHEN], "kitchen.cooks") != 0)
        n++;
    return n;
}

/* The first row of the list that is shown, so that the chosen one is. */
static size_t first_shown(size_t chosen, size_t count, size_t rows)
{
    if (count <= rows || chosen < rows / 2)
        return 0;
    size_t first = chosen - rows / 2;
    return first + rows > count ? count - rows : first;
}

/* Whether somebody has changed it in that kitchen today. */
static bool was_changed(const struct app *app, size_t side, const struct key *key)
{
    const struct playback *playback = app->sides[side].playback;
    for (size_t n = 0; n < playback_change_count(playback); n++) {
        const char *name = playback_change_at(playback, n)->key;
        if (name && strcmp(name, key->name[app->scenario.theme]) == 0)
            return true;
    }
    return false;
}

/* Columns for the names of the keys: what the values leave, but not so many that they are far. */
static int names_width(const struct app *app, struct canvas canvas)
{
    int width = canvas.width - 4 - (int)app->side_count * VALUE_WIDTH;
    return width < NAMES_MOST ? width : NAMES_MOST;
}

static void draw_knob(const struct app *app, const struct whatif *whatif, struct canvas canvas,
                      int y, const struct key *key, bool chosen)
{
    int names = names_width(app, canvas);
    if (chosen)
        canvas_glyph(canvas, 1, y, STYLE_STRONG, GLYPH_POINT);
    canvas_text_within(canvas, 3, y, names - 1, chosen ? STYLE_STRONG : STYLE_TEXT,
                       key->name[app->scenario.theme]);
    for (size_t side = 0; side < app->side_count; side++) {
        char value[KNOB_TEXT];
        turn_present(app, side, key, value);
        bool turned = chosen && (whatif->both || side == app->chosen_side);
        canvas_text_within(canvas, 3 + names + (int)side * VALUE_WIDTH, y, VALUE_WIDTH - 1,
                           turned                        ? STYLE_CHOSEN
                           : was_changed(app, side, key) ? STYLE_CHANGE
                                                         : STYLE_TEXT,
                           value);
    }
    int x = 3 + names + (int)app->side_count * VALUE_WIDTH;
    if (canvas.width - x >= ABOUT_LEAST)
        canvas_text_within(canvas, x, y, canvas.width - x - 1, STYLE_FAINT,
                           key->about[app->scenario.theme]);
}

static void draw_heads(const struct app *app, const struct whatif *whatif, struct canvas canvas)
{
    int names = names_width(app, canvas);
    canvas_text_within(canvas, 1, 0, names + 1, STYLE_TITLE,
                       app->side_count < 2     ? "What if, from now on"
                       : whatif->both          ? "What if, from now on, in both"
                       : app->chosen_side == 0 ? "What if, from now on, left"
                                               : "What if, from now on, right");
    for (size_t side = 0; side < app->side_count; side++)
        canvas_text_within(canvas, 3 + names + (int)side * VALUE_WIDTH, 0, VALUE_WIDTH - 1,
                           whatif->both || side == app->chosen_side ? STYLE_TITLE : STYLE_FAINT,
                           app->sides[side].name);
}

static size_t changes_of(const struct app *app)
{
    size_t total = 0;
    for (size_t side = 0; side < app->side_count; side++)
        total += playback_change_count(app->sides[side].playback);
    return total;
}

static void draw_change(const struct app *app, const struct side *side,
                        const struct playback_change *change, struct canvas canvas, int y)
{
    char at[APP_TEXT];
    app_time(app, change->at, at);
    canvas_glyph(canvas, 1, y, STYLE_CHANGE, GLYPH_MARK);
    int x = canvas_print(canvas, 3, y, STYLE_TEXT, "%s  %s: ", at, side->name);
    if (change->key)
        canvas_print(canvas, x, y, STYLE_STRONG, "%s = %s", change->key, change->value);
    else
        canvas_text(canvas, x, y, STYLE_STRONG, "a call from you");
}

/* What was changed in all kitchens so far, the latest last, in so many rows. */
static void draw_changes(const struct app *app, struct canvas canvas, int y, size_t room)
{
    if (changes_of(app) == 0)
        canvas_text(canvas, 1, y, STYLE_FAINT, "Nothing has been changed today.");
    for (size_t side = 0; side < app->side_count; side++) {
        const struct playback *playback = app->sides[side].playback;
        size_t count = playback_change_count(playback), most = room / app->side_count;
        for (size_t n = count > most ? count - most : 0; n < count; n++)
            draw_change(app, &app->sides[side], playback_change_at(playback, n), canvas, y++);
    }
}

/* The rows below the list: a line, what the chosen one means, and what was changed. */
static int rows_below(const struct app *app)
{
    size_t changes = changes_of(app);
    return 2 + (changes == 0 ? 1 : changes < CHANGES_SHOWN ? (int)changes : CHANGES_SHOWN);
}

static void draw(const struct app *app, void *state, struct canvas canvas)
{
    const struct whatif *whatif = state;
    size_t knobs[KNOBS_MOST], count = list_knobs(knobs), chosen = chosen_of(whatif, knobs, count);
    int room = canvas.height - 1 - rows_below(app);
    size_t rows = room > 3 ? (size_t)room : 3;
    rows = rows < count ? rows : count;
    size_t first = first_shown(chosen, count, rows);
    draw_heads(app, whatif, canvas);
    for (size_t n = 0; n < rows && first + n < count; n++) {
        draw_knob(app, whatif, canvas, 1 + (int)n, key_at(knobs[first + n]), first + n == chosen);
        canvas_hot(canvas, 0, 1 + (int)n, canvas.width, 1, PRESS_CHOOSE + (uint32_t)(first + n));
    }
    int y = 1 + (int)rows;
    canvas_row(canvas, 0, y, canvas.width, STYLE_FRAME, GLYPH_ACROSS);
    canvas_text_within(canvas, 1, y + 1, canvas.width - 2, STYLE_FAINT,
                       key_at(knobs[chosen])->about[app->scenario.theme]);
    draw_changes(app, canvas, y + 2, CHANGES_SHOWN);
}

static size_t side_meant(const struct app *app, const struct whatif *whatif)
{
    return whatif->both ? app->side_count : app->chosen_side;
}

/* The view's own state; another view may be shown by the time that something has been typed. */
static const struct whatif *state_of(const struct app *app)
{
    size_t n = 0;
    while (view_kinds[n] != &view_whatif)
        n++;
    return app->view_states[n];
}

/* What was typed becomes the value. */
static void typed(struct app *app, size_t choice, const char *text)
{
    (void)choice;
    const struct key *key = app->dialog.context;
    const struct whatif *whatif = state_of(app);
    if (*text)
        turn_set(app, side_meant(app, whatif), key, text);
}

static void ask(struct app *app, const struct key *key)
{
    char present[KNOB_TEXT];
    turn_present(app, app->chosen_side, key, present);
    dialog_begin(&app->dialog, key->name[app->scenario.theme], key->takes, typed);
    app->dialog.input = true;
    app->dialog.context = (void *)(uintptr_t)key;
    snprintf(app->dialog.text, sizeof app->dialog.text, "%.*s", DIALOG_TEXT - 1, present);
}

static bool choose(struct whatif *whatif, size_t count, uint32_t code)
{
    if ((code == PRESS_UP || code == 'k') && whatif->chosen > 0)
        whatif->chosen--;
    else if ((code == PRESS_DOWN || code == 'j') && whatif->chosen + 1 < count)
        whatif->chosen++;
    else if (code == PRESS_PAGE_UP)
        whatif->chosen = whatif->chosen > 10 ? whatif->chosen - 10 : 0;
    else if (code == PRESS_PAGE_DOWN)
        whatif->chosen = whatif->chosen + 10 < count ? whatif->chosen + 10 : count - 1;
    else if (code >= PRESS_CHOOSE && code - PRESS_CHOOSE < count)
        whatif->chosen = code - PRESS_CHOOSE;
    else
        return code == PRESS_UP || code == PRESS_DOWN || code == 'k' || code == 'j';
    return true;
}

static bool key(struct app *app, void *state, struct press press)
{
    struct whatif *whatif = state;
    size_t knobs[KNOBS_MOST], count = list_knobs(knobs);
    whatif->chosen = chosen_of(whatif, knobs, count);
    whatif->begun = true;
    const struct key *chosen = key_at(knobs[whatif->chosen]);
    if (choose(whatif, count, press.code))
        return true;
    switch (press.code) {
    case '+':
    case '=':
        turn_key(app, side_meant(app, whatif), chosen, 1);
        return true;
    case '-':
        turn_key(app, side_meant(app, whatif), chosen, -1);
        return true;
    case PRESS_ENTER:
        ask(app, chosen);
        return true;
    case PRESS_LEFT:
    case PRESS_RIGHT:
    case 'h':
    case 'l':
        app->chosen_side = app->side_count > 1 ? 1 - app->chosen_side : 0;
        whatif->both = false;
        return true;
    case 'b':
        whatif->both = !whatif->both;
        return true;
    case 'u':
        turn_back(app, side_meant(app, whatif));
        return true;
    default:
        return false;
    }
}

static const struct key_help keys[] = {
    {'+', "+ -", "turn", "turn the chosen value up or down, from this instant on"},
    {PRESS_ENTER, "Enter", "set", "type a value, as in a scenario file"},
    {'b', "b", "both", "change both kitchens, or only the one that is marked"},
    {'u', "u", "undo", "take the last change back"},
    {'w', "w", "save", "save what you tried as a scenario file that `pizzeria run` reads"},
    {PRESS_LEFT, "left right", NULL, "the other kitchen"},
    {PRESS_UP, "up down", NULL, "another value"},
    {0, NULL, NULL, NULL},
};

const struct view_kind view_whatif = {
    .name = "what if",
    .about =
        {"Every number and choice of the scenario, as it is in both kitchens now. Turn one up "
         "or down and watch what becomes of the day: it takes effect at this instant. What is "
         "under way is finished as it was begun.\n\n"
         "Changes are marked on every axis of time. Going back and forward keeps them, each at "
         "its instant; u takes the last one back, w saves them all as a scenario."},
    .keys = keys,
    .state_size = sizeof(struct whatif),
    .draw = draw,
    .key = key,
};
