/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * See screen.h. Signal handlers do nothing but set a flag, or, where the program is about to die,
 * write what was prepared for that at the start and hand the signal on.
 */
#include "tui/screen.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <term.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "tui/input.h"

/* Colours are pairs of ncurses, from 1 on, in the order of the styles. */
#define PAIR_OF(meaning) ((short)(1 + (meaning)))

static struct {
    bool up, nowhere, color;
    bool light, suspended;
    struct screen_options options;
    SCREEN *terminal;
    FILE *to, *from; /* a screen on no terminal: /dev/null */
    struct picture picture;
    struct cell *shown; /* what was brought to ncurses last */
    int shown_width, shown_height;
    attr_t attributes[STYLES];
} screen;

/* What a handler may touch. */
static struct {
    volatile sig_atomic_t ending, resized, stopping;
    volatile sig_atomic_t up;
    struct termios before; /* of the terminal */
    char leave[512];       /* what makes the terminal as it was */
    size_t leave_length;
    int real_error, kept_error; /* descriptors: standard error, and what is kept of it */
} vital = {.real_error = -1, .kept_error = -1};

static const int deaths[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGQUIT};
static const int endings[] = {SIGTERM, SIGHUP, SIGINT};
#define COUNT(array) (sizeof(array) / sizeof *(array))

static void write_all(int to, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t written = write(to, text, length);
        if (written < 0 && errno != EINTR)
            return;
        if (written > 0) {
            text += written;
            length -= (size_t)written;
        }
    }
}

/* Gives standard error back, and shows what was written to it. Async-signal-safe. */
static void give_error_back(void)
{
    char text[1024];
    ssize_t length;
    if (vital.real_error < 0)
        return;
    dup2(vital.real_error, STDERR_FILENO);
    close(vital.real_error);
    vital.real_error = -1;
    lseek(vital.kept_error, 0, SEEK_SET);
    while ((length = read(vital.kept_error, text, sizeof text)) > 0)
        write_all(STDERR_FILENO, text, (size_t)length);
    close(vital.kept_error);
    vital.kept_error = -1;
}

/* Makes the terminal as it was without ncurses. Async-signal-safe. */
static void leave_at_once(void)
{
    if (!vital.up)
        return;
    vital.up = 0;
    write_all(STDOUT_FILENO, vital.leave, vital.leave_length);
    tcsetattr(STDOUT_FILENO, TCSANOW, &vital.before);
    give_error_back();
}

static void on_death(int number)
{
    leave_at_once();
    raise(number); /* its handler is gone: SA_RESETHAND */
}

static void on_ending(int number)
{
    if (vital.ending) { /* asked for a second time: the loop does not come round */
        leave_at_once();
        signal(number, SIG_DFL);
        raise(number);
    }
    vital.ending = number;
}

static void on_resize(int number)
{
    (void)number;
    vital.resized = 1;
}

static void on_stop(int number)
{
    (void)number;
    vital.stopping = 1;
}

static void handle(int number, void (*handler)(int), int flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

/* Before ncurses would install its own, which call ncurses. */
static void handle_signals(void)
{
    for (size_t n = 0; n < COUNT(deaths); n++)
        handle(deaths[n], on_death, (int)SA_RESETHAND | SA_NODEFER);
    for (size_t n = 0; n < COUNT(endings); n++)
        handle(endings[n], on_ending, 0);
    handle(SIGWINCH, on_resize, 0);
    handle(SIGTSTP, on_stop, 0);
}

static void unhandle_signals(void)
{
    for (size_t n = 0; n < COUNT(deaths); n++)
        handle(deaths[n], SIG_DFL, 0);
    for (size_t n = 0; n < COUNT(endings); n++)
        handle(endings[n], SIG_DFL, 0);
    handle(SIGWINCH, SIG_DFL, 0);
    handle(SIGTSTP, SIG_DFL, 0);
}

static int keep_leaving(int c)
{
    if (vital.leave_length < sizeof vital.leave)
        vital.leave[vital.leave_length++] = (char)c;
    return c;
}

/* The terminal's abilities by name, as tigetstr takes them. */
static char other_screen[] = "rmcup", clear_all[] = "clear";

static bool has_sequence(char *name)
{
    const char *sequence = tigetstr(name);
    return sequence && sequence != (char *)-1;
}

static void prepare_leaving(void)
{
    static const char mouse_off[] = "\033[?1006l\033[?1002l\033[?1000l";
    static char names[][8] = {"sgr0", "op", "cnorm", "rmkx", "rmcup"};
    vital.leave_length = 0;
    for (const char *c = mouse_off; *c; c++)
        keep_leaving(*c);
    for (size_t n = 0; n < COUNT(names); n++)
        if (has_sequence(names[n]))
            tputs(tigetstr(names[n]), 1, keep_leaving);
    if (!has_sequence(other_screen) && has_sequence(clear_all))
        tputs(tigetstr(clear_all), 1, keep_leaving);
}

/* Gives the terminal back; where it has no other screen to go back to, an empty one. */
static void leave_ncurses(void)
{
    if (!has_sequence(other_screen)) {
        erase();
        refresh();
    }
    endwin();
}

const char *screen_objection(void)
{
    const char *name = getenv("TERM");
    if (!isatty(STDIN_FILENO))
        return "standard input is not a terminal";
    if (!isatty(STDOUT_FILENO))
        return "standard output is not a terminal";
    if (!name || !*name)
        return "TERM is not set";
    int error;
    if (setupterm(name, STDOUT_FILENO, &error) != OK)
        return "this terminal (TERM) is not known";
    bool moves = tigetstr((char[]){"cup"}) != NULL;
    del_curterm(cur_term);
    return moves ? NULL : "this terminal (TERM) cannot place the cursor";
}

static void keep_error(void)
{
    int kept = memfd_create("messages", MFD_CLOEXEC);
    if (kept < 0)
        return;
    vital.real_error = dup(STDERR_FILENO);
    if (vital.real_error < 0) {
        close(kept);
        return;
    }
    vital.kept_error = kept;
    dup2(kept, STDERR_FILENO);
}

static attr_t attributes_of(uint8_t flags)
{
    return (flags & STYLE_BOLD ? A_BOLD : 0) | (flags & STYLE_DIM ? A_DIM : 0) |
           (flags & STYLE_REVERSE ? A_REVERSE : 0) | (flags & STYLE_UNDERLINE ? A_UNDERLINE : 0);
}

/* The colours of all styles in the terminal's tier. */
static void prepare_styles(void)
{
    bool light = screen.light;
    for (int n = 0; n < STYLES; n++) {
        const struct style_look styles = style_look((enum meaning)n), *look = &styles;
        if (!screen.color) {
            screen.attributes[n] = attributes_of(look->mono_flags);
            continue;
        }
        short front = look->color8, back = -1;
        uint8_t flags = look->flags;
        if (COLORS >= 256) {
            front = light ? look->light256 : look->dark256;
            back = light ? look->back256_light : look->back256_dark;
            if (front >= 0)
                flags &= (uint8_t)~STYLE_DIM;
        } else if (COLORS >= 16) {
            front = light ? look->light16 : look->dark16;
            if (front >= 0)
                flags &= (uint8_t)~STYLE_DIM;
        }
        if (n == STYLE_HEADER && back < 0)
            flags |= STYLE_REVERSE;
        init_pair(PAIR_OF(n), front, back);
        screen.attributes[n] = attributes_of(flags) | (attr_t)COLOR_PAIR(PAIR_OF(n));
    }
}

static void prepare_ncurses(void)
{
    const char *no_color = getenv("NO_COLOR");
    raw();
    noecho();
    nonl();
    curs_set(0);
    leaveok(stdscr, TRUE);
    input_begin();
    screen.color = !screen.options.no_color && !(no_color && *no_color) && has_colors();
    if (screen.color) {
        start_color();
        use_default_colors();
    }
    prepare_styles();
}

static bool locale_is_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static void choose_glyphs(bool ascii, bool braille)
{
    screen.picture.unicode = !ascii && locale_is_utf8();
    screen.picture.braille = braille && screen.picture.unicode;
}

static void begin(const struct screen_options *options)
{
    screen.options = *options;
    screen.light = options->light;
    choose_glyphs(options->ascii, options->braille);
    prepare_ncurses();
    screen.up = true;
}

bool screen_start(const struct screen_options *options)
{
    if (tcgetattr(STDOUT_FILENO, &vital.before) != 0) {
        perror("pizzeria: the terminal");
        return false;
    }
    vital.ending = vital.resized = 0;
    handle_signals();
    screen.terminal = newterm(NULL, stdout, stdin);
    if (!screen.terminal) {
        unhandle_signals();
        fputs("pizzeria: the terminal cannot be used for a dashboard\n", stderr);
        return false;
    }
    prepare_leaving();
    begin(options);
    keep_error();
    vital.up = 1;
    return true;
}

bool screen_start_nowhere(const struct screen_options *options, int width, int height)
{
    screen.to = fopen("/dev/null", "w");
    screen.from = fopen("/dev/null", "r");
    static char name[] = "xterm-256color", vt[] = "vt100";
    if (screen.to && screen.from) {
        screen.terminal = newterm(name, screen.to, screen.from);
        if (!screen.terminal)
            screen.terminal = newterm(vt, screen.to, screen.from);
    }
    if (!screen.terminal) {
        if (screen.to)
            fclose(screen.to);
        if (screen.from)
            fclose(screen.from);
        screen.to = screen.from = NULL;
        return false;
    }
    screen.nowhere = true;
    resizeterm(height, width);
    begin(options);
    return true;
}

void screen_stop(void)
{
    if (!screen.up)
        return;
    bool nowhere = screen.nowhere;
    leave_ncurses();
    vital.up = 0;
    delscreen(screen.terminal);
    picture_free(&screen.picture);
    free(screen.shown);
    if (nowhere) {
        fclose(screen.to);
        fclose(screen.from);
    } else {
        write_all(STDOUT_FILENO, "\033[?1006l", 8);
        tcsetattr(STDOUT_FILENO, TCSANOW, &vital.before);
        give_error_back();
        unhandle_signals();
    }
    memset(&screen, 0, sizeof screen);
}

/* Every cell goes to ncurses again. */
static void forget_shown(void)
{
    screen.shown_width = screen.shown_height = 0;
}

struct picture *screen_picture(void)
{
    int height, width;
    getmaxyx(stdscr, height, width);
    if (screen.picture.cells && screen.picture.width == width && screen.picture.height == height)
        return &screen.picture;
    return picture_resize(&screen.picture, width, height) ? &screen.picture : NULL;
}

/* Memory for what is shown, of the picture's size; false when there is none. */
static bool know_shown(void)
{
    const struct picture *picture = &screen.picture;
    if (screen.shown_width == picture->width && screen.shown_height == picture->height)
        return true;
    size_t count = (size_t)picture->width * (size_t)picture->height;
    struct cell *shown = realloc(screen.shown, (count ? count : 1) * sizeof *shown);
    if (!shown)
        return false;
    memset(shown, 0xFF, count * sizeof *shown);
    screen.shown = shown;
    screen.shown_width = picture->width;
    screen.shown_height = picture->height;
    return true;
}

static void show_cell(int x, int y, const struct cell *cell)
{
    if (!cell->character)
        return; /* came with the one before it */
    wchar_t text[2] = {(wchar_t)cell->character, L'\0'};
    attr_t attributes = screen.attributes[cell->meaning];
    cchar_t character;
    setcchar(&character, text, attributes & ~(attr_t)A_COLOR,
             screen.color ? PAIR_OF(cell->meaning) : 0, NULL);
    mvadd_wch(y, x, &character);
}

void screen_show(void)
{
    const struct picture *picture = &screen.picture;
    if (!know_shown())
        return;
    bool changed = false;
    for (int y = 0; y < picture->height; y++)
        for (int x = 0; x < picture->width; x++) {
            size_t n = (size_t)y * (size_t)picture->width + (size_t)x;
            const struct cell *cell = &picture->cells[n];
            if (memcmp(&screen.shown[n], cell, sizeof *cell) == 0)
                continue;
            screen.shown[n] = *cell;
            show_cell(x, y, cell);
            changed = true;
        }
    if (!changed)
        return;
    wnoutrefresh(stdscr);
    doupdate();
}

void screen_dump(FILE *to)
{
    int height, width;
    getmaxyx(stdscr, height, width);
    for (int y = 0; y < height; y++) {
        int blanks = 0;
        for (int x = 0; x < width; x++) {
            cchar_t character;
            wchar_t text[CCHARW_MAX + 1] = {0};
            attr_t attributes;
            short pair;
            mvin_wch(y, x, &character);
            getcchar(&character, text, &attributes, &pair, NULL);
            if (text[0] == L' ' || text[0] == L'\0') {
                blanks++;
                continue;
            }
            fprintf(to, "%*s%lc", blanks, "", (wint_t)text[0]);
            blanks = wcwidth(text[0]) == 2 ? -1 : 0;
        }
        fputc('\n', to);
    }
}

void screen_look(bool light, bool ascii, bool braille)
{
    choose_glyphs(ascii, braille);
    if (light == screen.light)
        return;
    screen.light = light;
    prepare_styles();
    forget_shown();
}

void screen_redraw(void)
{
    forget_shown();
    clearok(stdscr, TRUE);
}

void screen_suspend(void)
{
    if (screen.nowhere)
        return;
    leave_ncurses();
    vital.up = 0;
    handle(SIGTSTP, SIG_DFL, 0);
    raise(SIGTSTP); /* here the program stands until somebody continues it */
    handle(SIGTSTP, on_stop, 0);
    vital.up = 1;
    vital.resized = 1;
    refresh();
    screen_redraw();
}

static void take_new_size(void)
{
    struct winsize size;
    vital.resized = 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        resizeterm(size.ws_row, size.ws_col);
    screen_redraw();
}

/* Sleeps until there is input, a signal or the time is over; false: the terminal is lost. */
static bool sleep_for(int64_t timeout)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    struct timespec time = {.tv_sec = (time_t)(timeout / 1000000000),
                            .tv_nsec = (long)(timeout % 1000000000)};
    int count = ppoll(&input, 1, timeout < 0 ? NULL : &time, NULL);
    return count <= 0 || !(input.revents & (POLLHUP | POLLERR | POLLNVAL));
}

/* What signals ask for, as keys. */
static struct press signal_press(void)
{
    if (vital.stopping) {
        vital.stopping = 0;
        return (struct press){.code = PRESS_CONTROL('z')};
    }
    if (vital.resized) {
        take_new_size();
        return (struct press){.code = PRESS_RESIZE};
    }
    return (struct press){0};
}

struct press screen_wait(int64_t timeout)
{
    bool any;
    struct press press = signal_press();
    if (press.code != PRESS_NONE)
        return press;
    press = input_read(&any);
    if (any || timeout == 0 || vital.ending || screen.nowhere)
        return press;
    if (!sleep_for(timeout)) {
        vital.ending = SIGHUP;
        return (struct press){0};
    }
    press = signal_press();
    return press.code != PRESS_NONE ? press : input_read(&any);
}

int screen_ending(void)
{
    return vital.ending;
}
