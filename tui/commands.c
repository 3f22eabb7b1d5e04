/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See commands.h. */
#include "tui/commands.h"

#include <stdio.h>
#include <string.h>

#include "tui/frame.h"
#include "tui/save.h"

const struct key_help common_keys[] = {
    {' ', "space", "pause", "stop the day, and let it go on"},
    {'>', "< >", "speed", "slower and faster, from real time to as fast as it goes"},
    {'[', "[ ]", "back/on", "a little back, and a little forward"},
    {'g', "g", "go to", "go to a time, or to the next lost call, the next cook standing still..."},
    {'n', "n N", "next", "stop at the next event; at the next one of the chosen order"},
    {PRESS_HOME, "{ } Home End", NULL, "a longer step back or on; to the start, to the end"},
    {'r', "r", NULL, "this day from its start"},
    {'s', "s", "new day", "another day: other callers, other luck"},
    {'m', "m", "scenario", "choose a scenario"},
    {'v', "v", "variants", "choose which two kitchens to compare"},
    {'o', "o", "order", "call both kitchens yourself, and follow the order"},
    {'w', "w", "save", "save what you see, with what you changed, as a scenario file"},
    {PRESS_TAB, "Tab 1 2 3", NULL, "the next view; by number"},
    {'L', "L A B", NULL, "light; ASCII; braille"},
    {PRESS_CONTROL('l'), "Ctrl-L Ctrl-Z", NULL, "draw again; suspend"},
    {PRESS_ESCAPE, "Esc", NULL, "back; never quits"},
    {'q', "q", NULL, "quit"},
    {0, NULL, NULL, NULL},
};

static void open_scenario(struct app *app, size_t choice, const char *text)
{
    (void)text;
    struct complaints complaints;
    char name[APP_TEXT];
    bool last = choice == builtin_count();
    snprintf(name, sizeof name, "%s", last ? app->last : builtin_at(choice)->name);
    if (!app_open(app, name, NULL, 0, &complaints))
        app_say(app, "%s: %s", name, complaints.count ? complaints.list[0].text : "out of memory");
    complaints_free(&complaints);
}

/* The title in a scenario's text, after the name. */
static void scenario_item(struct dialog *dialog, const struct builtin *builtin)
{
    const char *title = strstr(builtin->text, "\ntitle: ");
    title = title ? title + strlen("\ntitle: ") : "";
    dialog_item(dialog, "%-20s %.*s", builtin->name, (int)strcspn(title, "\n"), title);
}

static void choose_scenario(struct app *app)
{
    struct dialog *dialog = &app->dialog;
    dialog_begin(dialog, "Scenario", "Enter: open   Esc: back", open_scenario);
    for (size_t n = 0; n < builtin_count() && n < DIALOG_ITEMS; n++) {
        scenario_item(dialog, builtin_at(n));
        if (strcmp(builtin_at(n)->name, app->file) == 0)
            dialog->chosen = n;
    }
    if (app->last[0] && !builtin_find(app->last))
        dialog_item(dialog, "%-20s %s", "last time:", app->last);
}

/* The choices are pairs of variants, in order. */
static void pair_of(const struct app *app, size_t choice, size_t *left, size_t *right)
{
    size_t count = app->scenario.variant_count;
    for (*left = 0; *left < count; ++*left)
        for (*right = *left + 1; *right < count; ++*right)
            if (choice-- == 0)
                return;
    *left = 0;
    *right = 1;
}

static void show_pair(struct app *app, size_t choice, const char *text)
{
    (void)text;
    size_t left, right;
    pair_of(app, choice, &left, &right);
    app_show(app, left, right);
}

static void choose_variants(struct app *app)
{
    size_t count = app->scenario.variant_count, pairs = count * (count - 1) / 2;
    if (count < 2) {
        app_say(app, "This scenario has one kitchen only. Choose another one with m.");
        return;
    }
    dialog_begin(&app->dialog, "Which two side by side", "Enter: show   Esc: back", show_pair);
    for (size_t n = 0; n < pairs && n < DIALOG_ITEMS; n++) {
        size_t left, right;
        pair_of(app, n, &left, &right);
        dialog_item(&app->dialog, "%s  |  %s", app->scenario.variants[left].name,
                    app->scenario.variants[right].name);
        if (left == app->sides[0].variant && right == app->sides[1].variant)
            app->dialog.chosen = n;
    }
}

static void go_to(struct app *app, size_t choice, const char *text)
{
    if (choice < GOALS)
        app_go_to(app, (enum goal)choice);
    else if (!app_go_text(app, text))
        app_say(app, "'%s' is no time: write 12:30, 12:30:15, 90 min or 350 ms.", text);
}

static void choose_time(struct app *app)
{
    dialog_begin(&app->dialog, "Go to", "Type a time such as 12:30 or 90 min, or choose", go_to);
    app->dialog.input = true;
    for (int n = 0; n < GOALS; n++)
        dialog_item(&app->dialog, "%s", goal_texts[app->scenario.theme][n]);
}

static void go_by(struct app *app, sim_time by)
{
    app_go(app, app->now + by);
}

static void show_view(struct app *app, size_t view)
{
    if (view < view_count)
        app->view = view;
}

/* Esc: one thing after the other is closed or let go. */
static void back(struct app *app)
{
    if (app->chosen_order)
        app->chosen_order = 0;
    else
        app->chosen_cook = 0;
}

static void common_key(struct app *app, uint32_t code)
{
    if (code >= '1' && code <= '9') {
        show_view(app, code - '1');
        return;
    }
    switch (code) {
    case ' ':
        app->paused = !app->paused;
        app->achieved = 0;
        break;
    case '<':
    case ',':
        app_faster(app, -1);
        break;
    case '>':
    case '.':
        app_faster(app, 1);
        break;
    case 'n':
        app_next_event(app);
        break;
    case 'N':
        app_next_of_order(app);
        break;
    case '[':
        go_by(app, -app_minute(app));
        break;
    case ']':
        go_by(app, app_minute(app));
        break;
    case '{':
        go_by(app, -app_strip(app) / 4);
        break;
    case '}':
        go_by(app, app_strip(app) / 4);
        break;
    case PRESS_HOME:
        app_go(app, 0);
        break;
    case PRESS_END:
        app_go(app, SIM_FAR);
        break;
    case 'g':
        choose_time(app);
        break;
    case 'r':
        app_restart(app);
        break;
    case 's':
        app_day(app, app->replication + 1);
        break;
    case 'm':
        choose_scenario(app);
        break;
    case 'v':
        choose_variants(app);
        break;
    case 'o':
        app_call(app);
        break;
    case 'w':
        save_ask(app);
        break;
    case 'L':
        app->light = !app->light;
        break;
    case 'A':
        app->ascii = !app->ascii;
        break;
    case 'B':
        app->braille = !app->braille;
        break;
    case PRESS_TAB:
        show_view(app, (app->view + 1) % view_count);
        break;
    case PRESS_BACK_TAB:
        show_view(app, (app->view + view_count - 1) % view_count);
        break;
    case PRESS_CONTROL('l'):
        app->redraw = true;
        break;
    case PRESS_CONTROL('z'):
        app->suspend = true;
        break;
    case PRESS_ESCAPE:
        back(app);
        break;
    case '?':
        app->help = true;
        app->help_top = 0;
        break;
    case 'q':
    case PRESS_CONTROL('c'):
        app->quit = true;
        break;
    default:
        break;
    }
}

/* What a click on a hot place stands for. */
static struct press from_place(const struct picture *picture, struct press press)
{
    if (press.code != PRESS_CLICK)
        return press;
    for (size_t n = picture->hot_count; n-- > 0;) {
        const struct hot *hot = &picture->hot[n];
        if (press.x >= hot->x && press.x < hot->x + hot->width && press.y >= hot->y &&
            press.y < hot->y + hot->height) {
            press.code = hot->press;
            break;
        }
    }
    return press;
}

void command_press(struct app *app, const struct picture *picture, struct press press)
{
    sim_time at;
    press = from_place(picture, press);
    app->message[0] = '\0';
    app->dirty = true;
    if (picture->width < SCREEN_LEAST_WIDTH || picture->height < SCREEN_LEAST_HEIGHT) {
        if (press.code == 'q' || press.code < ' ')
            common_key(app, press.code);
        return;
    }
    if (press.code == PRESS_CONTROL('c') || press.code == PRESS_CONTROL('z') ||
        press.code == PRESS_CONTROL('l')) {
        common_key(app, press.code);
    } else if (app->dialog.open) {
        dialog_key(&app->dialog, app, press);
    } else if (app->help && (press.code == PRESS_DOWN || press.code == 'j')) {
        app->help_top++;
    } else if (app->help && (press.code == PRESS_UP || press.code == 'k')) {
        app->help_top -= app->help_top > 0;
    } else if (app->help) {
        app->help = false;
        if (press.code == 'q' || (press.code >= '1' && press.code <= '9') ||
            press.code == PRESS_TAB)
            common_key(app, press.code);
    } else if (press.code == PRESS_CLICK && frame_instant(app, picture, press.x, press.y, &at)) {
        app_go(app, at);
    } else {
        const struct view_kind *kind = view_kinds[app->view];
        if (!kind->key || !kind->key(app, app->view_states[app->view], press))
            common_key(app, press.code);
    }
}
