/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the dashboard costs, drawn by ncurses on no terminal: a picture of each view; a day at the
 * speed one starts with, as a share of one core; how much of the core the simulation has at full
 * speed, and how many pictures there still are; going back from the end of a day. With the program
 * as its argument also the time from its start in a terminal to its first picture.
 */
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/bench.h"
#include "tui/frame.h"
#include "tui/loop.h"
#include "tui/screen.h"
#include "tui/views.h"

enum { TIMES = 11, WIDTH = 120, HEIGHT = 40 };

static _Noreturn void stop(const char *why)
{
    fprintf(stderr, "dashboard: %s\n", why);
    exit(1);
}

/* Time that passes on the wall, ns. */
static int64_t wall(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * SIM_SECOND + t.tv_nsec;
}

/* Opens a scenario; `hours`, or NULL for its own, is how long its day is. */
static void open_app(struct app *app, const char *scenario, const char *hours)
{
    struct complaints complaints;
    const struct override override = {"hours", hours};
    *app = (struct app){0};
    if (!app_open(app, scenario, &override, hours != NULL, &complaints))
        stop("the scenario cannot be opened");
    complaints_free(&complaints);
}

static void start_screen(int width, int height)
{
    if (!screen_start_nowhere(&(struct screen_options){0}, width, height))
        stop("no screen");
}

static void draw(const struct app *app)
{
    struct picture *picture = screen_picture();
    if (!picture)
        stop("out of memory");
    picture_clear(picture);
    frame_draw(app, picture);
    screen_show();
}

/* A picture of every view, the day being a little further each time: ms, the median. */
static void measure_pictures(const char *scenario, sim_time at, sim_time step, int width,
                             int height)
{
    struct app app;
    open_app(&app, scenario, NULL);
    start_screen(width, height);
    printf("  %-11s %3d x %-4d", scenario, width, height);
    for (app.view = 0; app.view < view_count; app.view++) {
        double times[TIMES];
        app_go(&app, at);
        views_tick(&app);
        draw(&app);
        for (int n = 0; n < TIMES; n++) {
            app_go(&app, app.now + step);
            int64_t begun = wall();
            draw(&app);
            times[n] = (double)(wall() - begun) / SIM_MS;
        }
        printf("%10.2f", bench_median(times, TIMES));
    }
    putchar('\n');
    screen_stop();
    app_close(&app);
}

/* A host that draws on no terminal; its clock is the wall's, or one that only waiting moves. */
struct host {
    const struct app *app;
    bool real;
    int64_t now, end; /* ns; it also ends when the day is over */
    int64_t begun, drawing;
    unsigned pictures;
};

static int64_t ask_clock(void *context)
{
    struct host *host = context;
    if (host->real)
        host->now = wall();
    return host->now;
}

static struct press wait_for(void *context, int64_t timeout)
{
    struct host *host = context;
    if (!host->real)
        host->now += timeout;
    return (struct press){0};
}

static struct picture *give_picture(void *context)
{
    struct host *host = context;
    host->begun = wall();
    return screen_picture();
}

static void show(void *context)
{
    struct host *host = context;
    screen_show();
    host->drawing += wall() - host->begun;
    host->pictures++;
}

static bool is_over(void *context)
{
    const struct host *host = context;
    return host->now >= host->end || host->app->over;
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

static void run(struct app *app, struct host *host)
{
    const struct loop_host loop = {.clock = ask_clock,
                                   .wait = wait_for,
                                   .picture = give_picture,
                                   .show = show,
                                   .ending = is_over,
                                   .suspend = nothing,
                                   .redraw = nothing,
                                   .look = no_look,
                                   .context = host};
    if (!loop_run(app, &loop))
        stop("out of memory");
}

/* The whole loop with its pictures at the speed one starts with, from an instant on. */
static void measure_day(const char *scenario, sim_time at)
{
    enum { SECONDS = 60 };
    struct app app;
    struct host host = {.app = &app, .end = SECONDS * SIM_SECOND};
    open_app(&app, scenario, NULL);
    start_screen(WIDTH, HEIGHT);
    app_go(&app, at);
    double begun = bench_now();
    run(&app, &host);
    double used = bench_now() - begun;
    printf("  %-11s %4.1f pictures a second, %.2f %% of a core\n", scenario,
           (double)host.pictures / SECONDS, 100 * used / (SECONDS * 1e9));
    screen_stop();
    app_close(&app);
}

/* As fast as it goes, for some seconds of a long day. */
static void measure_full_speed(const char *scenario, const char *hours)
{
    enum { SECONDS = 3 };
    struct app app;
    struct host host = {.app = &app, .real = true, .now = wall()};
    open_app(&app, scenario, hours);
    start_screen(WIDTH, HEIGHT);
    app.speed = app_speed_count - 1;
    int64_t begun = wall();
    host.end = begun + SECONDS * SIM_SECOND;
    run(&app, &host);
    double length = (double)(wall() - begun);
    printf("  %-11s %.0f simulated s a second, %.1f pictures a second, simulation %.1f %%\n",
           scenario, sim_seconds(app.now) / (length / SIM_SECOND),
           host.pictures / (length / SIM_SECOND), 100 * (1 - (double)host.drawing / length));
    screen_stop();
    app_close(&app);
}

/* Back by a little from the end of the day, to its middle, and to the end again, with a picture. */
static void measure_going_back(const char *scenario)
{
    static const char *const names[] = {"a little back", "to the middle", "to the end"};
    struct app app;
    open_app(&app, scenario, NULL);
    start_screen(WIDTH, HEIGHT);
    app_go(&app, SIM_FAR);
    sim_time end = app.now;
    const sim_time places[] = {end - app_minute(&app), end / 2, end};
    double times[3][TIMES];
    for (int n = 0; n < TIMES; n++)
        for (int k = 0; k < 3; k++) {
            int64_t begun = wall();
            app_go(&app, places[k]);
            draw(&app);
            times[k][n] = (double)(wall() - begun) / SIM_MS;
        }
    printf("  %-11s", scenario);
    for (int k = 0; k < 3; k++)
        printf(" %s %.1f ms%s", names[k], bench_median(times[k], TIMES), k < 2 ? "," : "\n");
    screen_stop();
    app_close(&app);
}

/* From the start of the program to the last row of its first picture, ms. */
static double first_picture(const char *program, const char *scenario)
{
    static char seen[1 << 16];
    struct winsize size = {.ws_row = HEIGHT, .ws_col = WIDTH};
    size_t length = 0;
    int terminal;
    int64_t begun = wall();
    pid_t child = forkpty(&terminal, NULL, NULL, &size);
    if (child < 0)
        stop("no terminal");
    if (child == 0) {
        setenv("TERM", "xterm-256color", 1);
        setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
        execl(program, program, "watch", scenario, (char *)NULL);
        _exit(127);
    }
    double time = -1;
    while (time < 0 && length + 1 < sizeof seen) {
        ssize_t count = read(terminal, seen + length, sizeof seen - 1 - length);
        if (count <= 0)
            stop("the program shows nothing");
        length += (size_t)count;
        seen[length] = '\0';
        if (strstr(seen, " help")) /* the last but one thing in the bar of keys */
            time = (double)(wall() - begun) / SIM_MS;
    }
    kill(child, SIGTERM);
    while (read(terminal, seen, sizeof seen) > 0) {
    }
    close(terminal);
    waitpid(child, NULL, 0);
    return time;
}

static void measure_start(const char *program, const char *scenario)
{
    double times[TIMES];
    for (int n = 0; n < TIMES; n++)
        times[n] = first_picture(program, scenario);
    printf("  %-11s %.1f ms\n", scenario, bench_median(times, TIMES));
}

int main(int count, char **arguments)
{
    setlocale(LC_ALL, "C.UTF-8");
    printf("a picture, ms      view:");
    for (size_t n = 0; n < view_count; n++)
        printf("%10s", view_kinds[n]->name);
    putchar('\n');
    measure_pictures("lunch-rush", 85 * SIM_MINUTE, SIM_MINUTE, WIDTH, HEIGHT);
    measure_pictures("lunch-rush", 85 * SIM_MINUTE, SIM_MINUTE, 300, 100);
    measure_pictures("c10k", 200 * SIM_MS, SIM_MS, WIDTH, HEIGHT);
    measure_pictures("c10k", 200 * SIM_MS, SIM_MS, 300, 100);
    puts("at the speed one starts with");
    measure_day("lunch-rush", SIM_HOUR);
    measure_day("c10k", 100 * SIM_MS);
    puts("at full speed");
    measure_full_speed("lunch-rush", "2000 h");
    measure_full_speed("web-server", "2 h");
    measure_full_speed("c10k", "2 min");
    puts("going back from the end of the day");
    measure_going_back("lunch-rush");
    measure_going_back("c10k");
    if (count > 1) {
        puts("from the start to the first picture");
        measure_start(arguments[1], "lunch-rush");
        measure_start(arguments[1], "c10k");
    }
    return 0;
}
