/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `watch`: the live dashboard; where there is no terminal for it, `run`. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/scenarios.h"
#include "tui/app.h"
#include "tui/loop.h"
#include "tui/plain.h"
#include "tui/screen.h"
#include "tui/settings.h"

/* Reads "60", "1 min" or "full": how fast the day is to go. */
static bool set_speed(struct app *app, const char *text)
{
    char *end;
    if (strcmp(text, "full") == 0) {
        app->speed = app_speed_count - 1;
        return true;
    }
    double wanted = strtod(text, &end);
    if (end == text || *end || !(wanted > 0)) {
        message("--speed %s: expected simulated seconds a second, such as 60, or full", text);
        return false;
    }
    for (app->speed = 0; app->speed + 2 < app_speed_count && app_speeds[app->speed] < wanted;)
        app->speed++;
    return true;
}

/* What is to be seen the next time; what the command line asked for counts for this time only. */
static void keep(const struct app *app, const struct request *request, struct settings *settings)
{
    if (app->light != (settings->light || request->light))
        settings->light = app->light;
    if (app->ascii != (settings->ascii || request->ascii))
        settings->ascii = app->ascii;
    if (app->braille != (settings->braille || request->braille))
        settings->braille = app->braille;
    snprintf(settings->scenario, sizeof settings->scenario, "%s", app->file);
    settings_write(settings); /* if it cannot be kept, nothing is lost but this */
}

/* Shows the app until somebody ends it. */
static enum status show(struct app *app, const struct request *request)
{
    struct settings settings;
    settings_read(&settings);
    const struct screen_options options = {
        .ascii = request->ascii || settings.ascii,
        .braille = request->braille || settings.braille,
        .no_color = request->no_color,
        .light = request->light || settings.light,
    };
    app->light = options.light;
    app->ascii = options.ascii;
    app->braille = options.braille;
    snprintf(app->last, sizeof app->last, "%.*s", APP_TEXT - 1, settings.scenario);
    if (!screen_start(&options))
        return STATUS_FAILED;
    bool done = loop_run(app, &loop_terminal);
    int ending = screen_ending();
    screen_stop();
    keep(app, request, &settings);
    if (!done)
        message("out of memory");
    if (ending == SIGINT)
        return STATUS_INTERRUPTED;
    if (ending)
        raise(ending); /* whoever sent it sees that it worked */
    return done ? STATUS_DONE : STATUS_FAILED;
}

/* Tells the app's day as text. */
static enum status tell(struct app *app, const struct request *request)
{
    struct output output;
    if (!output_open(&output, request))
        return STATUS_FAILED;
    interrupt_watch();
    plain_tell(app, output.to, &plain_real_clock, &interrupted);
    if (!output_close(&output, true))
        return STATUS_FAILED;
    return interrupted ? STATUS_INTERRUPTED : STATUS_DONE;
}

static enum status watch(struct scenario *scenario, const char *name, const struct request *request)
{
    struct app app = {0};
    if (!app_open_scenario(&app, name, scenario)) {
        message("%s: out of memory", name);
        return STATUS_FAILED;
    }
    enum status status = STATUS_USAGE;
    if (!request->speed || set_speed(&app, request->speed))
        status = request->plain ? tell(&app, request) : show(&app, request);
    app_close(&app);
    return status;
}

enum status command_watch(const struct request *request)
{
    const char *objection = request->plain ? NULL : screen_objection();
    if (objection) {
        message("no dashboard here: %s; doing 'run' instead", objection);
        return command_run(request);
    }
    struct scenario *scenarios;
    enum status status = scenarios_read(&scenarios, request);
    if (status != STATUS_DONE)
        return status;
    struct scenario scenario = scenarios[0];
    free(scenarios); /* what it holds is the app's now */
    return watch(&scenario, request->operands[0], request);
}
