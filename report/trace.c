/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events as sentences, and as rows. */
#include "report/trace.h"

#include <string.h>

#include "report/csv.h"
#include "report/figures.h"

/*
 * What an event is for people: who does it, and how it is told. In these texts %c is the cook
 * ("cook 2"), %l how long it takes, %r the recipe, %n which attempt it is, %w the work that is
 * turned to.
 */
struct telling {
    const char *who;
    const char *sentence;
    const char *detail;
};

static const struct telling tellings[THEMES][JOURNAL_EVENTS] = {
    {
        [EVENT_CALL] = {"caller", "the caller dials", "%r"},
        [EVENT_REDIAL] = {"caller", "the caller dials again (attempt %n)", "attempt %n"},
        [EVENT_BUSY] = {"caller", "hears the busy tone", ""},
        [EVENT_HOLD] = {"caller", "waits on hold", ""},
        [EVENT_HANGUP] = {"caller", "loses patience and hangs up", ""},
        [EVENT_LOST] = {"caller", "is lost", ""},
        [EVENT_ANSWER] = {"agent", "an agent answers and talks for %l", "%l"},
        [EVENT_TICKET] = {"agent", "the call ends, the agent has the ticket", ""},
        [EVENT_TAKE] = {"%c", "%c takes the ticket", ""},
        [EVENT_RAIL] = {"agent", "the ticket goes on the rail", ""},
        [EVENT_BLOCKED] = {"agent", "the agent stands there with the ticket (blocked)", ""},
        [EVENT_SWITCH] = {"%c", "%c turns to %w for %l", "to %w, %l"},
        [EVENT_FETCH] = {"clerk", "a clerk fetches for %l", "%l"},
        [EVENT_SHORT] = {"clerk", "something is out of stock, it waits for the truck", ""},
        [EVENT_INGREDIENTS] = {"clerk", "the ingredients are there", "%r"},
        [EVENT_PREP] = {"%c", "%c prepares it for %l", "%l"},
        [EVENT_BOX] = {"%c", "%c boxes it for %l", "%l"},
        [EVENT_OVEN] = {"oven", "stands in line for the oven", ""},
        [EVENT_BAKE] = {"oven", "bakes for %l", "%l"},
        [EVENT_DING] = {"oven", "is baked", ""},
        [EVENT_COURIER] = {"courier", "stands in line for a courier", ""},
        [EVENT_RIDE] = {"courier", "a courier rides off, %l to go", "%l"},
        [EVENT_DELIVERED] = {"courier", "is delivered", ""},
        [EVENT_RESTOCK] = {"truck", "the truck fills up the warehouse", ""},
    },
    {
        [EVENT_CALL] = {"client", "the client connects", "%r"},
        [EVENT_REDIAL] = {"client", "the client connects again (attempt %n)", "attempt %n"},
        [EVENT_BUSY] = {"client", "is refused, the backlog is full", ""},
        [EVENT_HOLD] = {"client", "waits in the backlog", ""},
        [EVENT_HANGUP] = {"client", "times out", ""},
        [EVENT_LOST] = {"client", "is lost", ""},
        [EVENT_ANSWER] = {"acceptor", "an acceptor accepts it, for %l", "%l"},
        [EVENT_TICKET] = {"acceptor", "it is accepted", ""},
        [EVENT_TAKE] = {"%c", "%c takes it", ""},
        [EVENT_RAIL] = {"acceptor", "it goes into the queue", ""},
        [EVENT_BLOCKED] = {"acceptor", "the acceptor is stuck with it (blocked)", ""},
        [EVENT_SWITCH] = {"%c", "%c switches to %w for %l", "to %w, %l"},
        [EVENT_FETCH] = {"connection", "a connection asks the API, for %l", "%l"},
        [EVENT_SHORT] = {"connection", "the quota is used up, it waits for the refill", ""},
        [EVENT_INGREDIENTS] = {"connection", "the API has answered", "%r"},
        [EVENT_PREP] = {"%c", "%c computes for %l", "%l"},
        [EVENT_BOX] = {"%c", "%c responds for %l", "%l"},
        [EVENT_OVEN] = {"database", "stands in line for the database", ""},
        [EVENT_BAKE] = {"database", "is written for %l", "%l"},
        [EVENT_DING] = {"database", "is written", ""},
        [EVENT_COURIER] = {"link", "stands in line for a link", ""},
        [EVENT_RIDE] = {"link", "a link transfers it for %l", "%l"},
        [EVENT_DELIVERED] = {"link", "has arrived", ""},
        [EVENT_RESTOCK] = {"quota", "the quota is refilled", ""},
    },
};

static const char *const turned_to[THEMES][WORKS] = {
    {"the ticket", "preparing", "boxing"},
    {"the request", "computing", "responding"},
};

struct trace {
    FILE *to;
    const struct scenario *scenario;
    enum trace_format format;
    unsigned names; /* width of the variants' column */
};

void trace_seconds(FILE *to, sim_time time)
{
    char text[32];
    int length = snprintf(text, sizeof text, "%lld.%09lld", (long long)(time / SIM_SECOND),
                          (long long)(time % SIM_SECOND));
    while (length > 0 && text[length - 1] == '0')
        length--;
    if (length > 0 && text[length - 1] == '.')
        length--;
    fwrite(text, 1, (size_t)length, to);
}

/* Puts a telling's text together. */
static void expand(char *text, size_t room, const char *telling, enum theme theme,
                   const struct world *world, const struct journal_entry *entry)
{
    size_t length = 0;
    for (; *telling && length + 1 < room; telling++) {
        char part[FIGURE_ROOM] = {*telling, '\0'};
        const char *word = part;
        if (*telling == '%') {
            switch (*++telling) {
            case 'c':
                if (entry->cook)
                    snprintf(part, sizeof part, "%s %u", theme_noun(theme, THING_COOK, 1),
                             (unsigned)entry->cook);
                else
                    word = ""; /* nothing to do for anybody */
                break;
            case 'l':
                figure_time(part, sim_seconds(entry->length), false);
                break;
            case 'r':
                word = world->recipe_count > 1 ? world->recipes[entry->recipe].name : "";
                break;
            case 'n':
                snprintf(part, sizeof part, "%u", (unsigned)entry->number);
                break;
            default: /* 'w' */
                word = turned_to[theme][entry->number < WORKS ? entry->number : WORK_START];
            }
        }
        int added = snprintf(text + length, room - length, "%s", word);
        length += added < 0 ? 0 : (size_t)added;
    }
}

/* "11:05:00", in the data center with thousandths; from the second day on with the day before it.
 */
static void write_clock(FILE *to, const struct world *world, sim_time at, enum theme theme)
{
    long long ms = (long long)((world->open + at) / SIM_MS);
    long long days = ms / (24 * 3600 * 1000);
    if (days > 0)
        fprintf(to, "day %lld ", days + 1);
    fprintf(to, "%02lld:%02lld:%02lld", ms / 3600000 % 24, ms / 60000 % 60, ms / 1000 % 60);
    if (theme == THEME_DATACENTER)
        fprintf(to, ".%03lld", ms % 1000);
}

static void write_text(const struct trace *trace, const struct variant *variant,
                       const struct journal_entry *entry)
{
    enum theme theme = trace->scenario->theme;
    char sentence[256];
    expand(sentence, sizeof sentence, tellings[theme][entry->event].sentence, theme,
           &variant->world, entry);
    write_clock(trace->to, &variant->world, entry->at, theme);
    fputs("  ", trace->to);
    text_put(trace->to, variant->name);
    text_space(trace->to, trace->names - text_width(variant->name) + 2);
    if (entry->order)
        fprintf(trace->to, "%s %-5u  ", theme_noun(theme, THING_ORDER, 1), (unsigned)entry->order);
    else
        text_space(trace->to, text_width(theme_noun(theme, THING_ORDER, 1)) + 8);
    text_put(trace->to, sentence);
    fputc('\n', trace->to);
}

void trace_row_key(FILE *to, const struct variant *variant, const struct journal_entry *entry)
{
    trace_seconds(to, entry->at);
    fputc(',', to);
    csv_text(to, variant->name);
    fprintf(to, ",%s,", journal_names[entry->event]);
    if (entry->order)
        fprintf(to, "%u", (unsigned)entry->order);
    fputc(',', to);
}

void trace_row(FILE *to, const struct scenario *scenario, const struct variant *variant,
               const struct journal_entry *entry)
{
    const struct telling *telling = &tellings[scenario->theme][entry->event];
    char text[256] = "";
    trace_row_key(to, variant, entry);
    expand(text, sizeof text, telling->who, scenario->theme, &variant->world, entry);
    csv_text(to, text);
    fputc(',', to);
    text[0] = '\0';
    expand(text, sizeof text, telling->detail, scenario->theme, &variant->world, entry);
    csv_text(to, text);
    fputc('\n', to);
}

static void note(void *listener, size_t variant, const struct journal_entry *entry)
{
    const struct trace *trace = listener;
    const struct variant *of = &trace->scenario->variants[variant];
    if (trace->format == TRACE_CSV)
        trace_row(trace->to, trace->scenario, of, entry);
    else
        write_text(trace, of, entry);
}

static bool instant(void *listener, size_t variant, const struct kitchen *kitchen, sim_time at)
{
    const struct trace *trace = listener;
    (void)variant, (void)kitchen, (void)at;
    return !ferror(trace->to);
}

enum trace_end trace_write(FILE *to, const struct scenario *scenario, uint32_t replication,
                           enum trace_format format, const atomic_bool *stop)
{
    struct trace trace = {.to = to, .scenario = scenario, .format = format};
    const struct days_listener listener = {.listener = &trace, .note = note, .instant = instant};
    for (size_t v = 0; v < scenario->variant_count; v++) {
        unsigned width = text_width(scenario->variants[v].name);
        trace.names = width > trace.names ? width : trace.names;
    }
    if (format == TRACE_CSV)
        fputs(TRACE_CSV_HEADER "\n", to);
    return days_run(scenario, replication, &listener, stop);
}
