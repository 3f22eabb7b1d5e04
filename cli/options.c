/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Options may stand before and after the command and its operands, as `--name value`,
 * `--name=value`, `-o value` or `-ovalue`; after `--` everything is an operand. What an option
 * means for a scenario's key is handed to the reader of scenarios, which checks it.
 */
#include "cli/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/message.h"
#include "cli/shard.h"
#include "lab/threads.h"
#include "models/nearest.h"

/* What is read when no command is named. */
#define COMMAND_DEFAULT "watch"
#define SCENARIO_DEFAULT "lunch-rush"

/* As many as analysis.at_most may be. */
#define DAYS_MOST 1000000

/* An option as it was found on the command line. */
struct found {
    enum option option;
    char *value; /* NULL: it takes none */
};

struct reading {
    struct request *request;
    const char *command; /* the word; NULL: none yet */
    struct found *found;
    size_t found_count;
};

/* Says where to read on; always false. */
static bool wrong_usage(const struct command *command)
{
    message("try 'pizzeria %s%s--help'", command ? command->name : "", command ? " " : "");
    return false;
}

/* ", did you mean '...'?" about one of the words, or "". */
static void suggest(char *hint, size_t size, struct nearest *nearest)
{
    hint[0] = '\0';
    if (nearest->best)
        snprintf(hint, size, ", did you mean '%s'?", nearest->best);
}

static bool unknown_option(const char *word, size_t length, const char *command)
{
    char hint[64];
    struct nearest nearest = nearest_to(word, length);
    for (int n = 0; n < OPTIONS; n++)
        nearest_try(&nearest, option_kinds[n].name);
    suggest(hint, sizeof hint, &nearest);
    message("unknown option '%.*s'%s", (int)length, word, hint);
    return wrong_usage(command ? command_find(command) : NULL);
}

/* The option that a word begins with; OPTIONS when there is none. *value: what follows in it. */
static enum option option_of(char *word, char **value)
{
    size_t length = strcspn(word, "=");
    *value = NULL;
    for (enum option n = 0; n < OPTIONS; n++) {
        const struct option_kind *kind = &option_kinds[n];
        if (strlen(kind->name) == length && strncmp(kind->name, word, length) == 0) {
            *value = word[length] ? word + length + 1 : NULL;
            return n;
        }
        if (kind->letter && word[0] == '-' && word[1] == kind->letter &&
            (kind->takes || !word[2])) {
            *value = word[2] ? word + 2 : NULL;
            return n;
        }
    }
    return OPTIONS;
}

/* Sorts the words into options, the command and its operands. */
static bool sort_words(struct reading *reading, int argc, char **argv)
{
    bool only_operands = false;
    for (int n = 1; n < argc; n++) {
        char *word = argv[n], *value;
        if (only_operands || word[0] != '-' || !word[1]) {
            if (!reading->command && !only_operands)
                reading->command = word;
            else
                reading->request->operands[reading->request->operand_count++] = word;
            continue;
        }
        if (strcmp(word, "--") == 0) {
            only_operands = true;
            continue;
        }
        enum option option = option_of(word, &value);
        if (option == OPTIONS)
            return unknown_option(word, strcspn(word, "="), reading->command);
        const struct option_kind *kind = &option_kinds[option];
        if (kind->takes && !value)
            value = n + 1 < argc ? argv[++n] : NULL;
        if (kind->takes && !value) {
            message("option '%s' needs a value: %s", kind->name, kind->takes);
            return false;
        }
        if (!kind->takes && value) {
            message("option '%s' takes no value", kind->name);
            return false;
        }
        reading->found[reading->found_count++] = (struct found){option, value};
    }
    return true;
}

/* Whether a word where a command is expected is meant as a scenario. */
static bool names_scenario(const char *word)
{
    return builtin_find(word) || strchr(word, '/') || strchr(word, '.') || access(word, F_OK) == 0;
}

/* Finds the command that the words name; without one, what they stand for. */
static bool find_command(struct reading *reading, const struct command **command)
{
    struct request *request = reading->request;
    const char *word = reading->command;
    *command = word ? command_find(word) : NULL;
    if (*command)
        return true;
    if (word && !names_scenario(word)) {
        char hint[64];
        struct nearest nearest = nearest_to(word, strlen(word));
        for (size_t n = 0; n < command_count; n++)
            nearest_try(&nearest, commands[n].name);
        for (size_t n = 0; n < builtin_count(); n++)
            nearest_try(&nearest, builtin_at(n)->name);
        suggest(hint, sizeof hint, &nearest);
        message("unknown command '%s'%s", word, hint);
        return wrong_usage(NULL);
    }
    *command = command_find(COMMAND_DEFAULT);
    memmove(request->operands + 1, request->operands,
            request->operand_count * sizeof *request->operands);
    request->operands[0] = word ? word : SCENARIO_DEFAULT;
    request->operand_count++;
    return true;
}

static bool set_key(struct request *request, char *assignment)
{
    char *equals = strchr(assignment, '=');
    if (!equals || equals == assignment) {
        message("--set %s: expected KEY=VALUE, such as kitchen.cooks=12", assignment);
        return false;
    }
    *equals = '\0';
    request->overrides[request->override_count++] = (struct override){assignment, equals + 1};
    return true;
}

/* A whole number of an option, from 1 to `most`; a message where it is none. */
static bool read_whole(const char *option, const char *value, unsigned long most,
                       unsigned long *number)
{
    char *end;
    errno = 0;
    *number = strtoul(value, &end, 10);
    if (!errno && !*end && value[0] >= '0' && value[0] <= '9' && *number >= 1 && *number <= most)
        return true;
    message("%s %s: expected a whole number from 1 to %lu", option, value, most);
    return false;
}

static bool set_at_most(struct request *request, const char *value)
{
    unsigned long number;
    if (!read_whole("--at-most", value, DAYS_MOST, &number))
        return false;
    request->at_most = (uint32_t)number;
    return true;
}

static bool set_threads(struct request *request, const char *value)
{
    unsigned long number;
    if (!read_whole("--threads", value, THREADS_MOST, &number))
        return false;
    request->threads = (unsigned)number;
    return true;
}

static bool set_format(struct request *request, const struct command *command, const char *value)
{
    char known[64] = "";
    for (int n = 0; n < FORMATS; n++) {
        if (!(command->formats & 1u << n))
            continue;
        if (strcmp(value, format_names[n]) == 0) {
            request->format = (enum format)n;
            return true;
        }
        size_t length = strlen(known);
        snprintf(known + length, sizeof known - length, "%s%s", length ? ", " : "",
                 format_names[n]);
    }
    message("--format %s: %s knows the formats %s", value, command->name, known);
    return false;
}

static bool apply(struct request *request, const struct command *command, struct found *found)
{
    const struct option_kind *kind = &option_kinds[found->option];
    if (!command_has(command, found->option)) {
        message("%s has no option '%s'", command->name, kind->name);
        return wrong_usage(command);
    }
    switch (found->option) {
    case OPTION_SET:
        return set_key(request, found->value);
    case OPTION_ONLY:
        request->only[request->only_count++] = found->value;
        return true;
    case OPTION_VARY:
        request->vary[request->vary_count++] = found->value;
        return true;
    case OPTION_MEASURE:
        request->measures[request->measure_count++] = found->value;
        return true;
    case OPTION_KEY:
        request->keys[request->key_count++] = found->value;
        return true;
    case OPTION_BY:
        request->by = found->value;
        return true;
    case OPTION_TARGET:
        request->targets[request->target_count++] = found->value;
        return true;
    case OPTION_AIM:
        request->aim = found->value;
        return true;
    case OPTION_AT_MOST:
        return set_at_most(request, found->value);
    case OPTION_THREADS:
        return set_threads(request, found->value);
    case OPTION_STORE:
        request->store = found->value;
        return true;
    case OPTION_SHARD:
        return shard_read(found->value, &request->shard, &request->shards);
    case OPTION_DAYS:
        request->days = true;
        return true;
    case OPTION_FORMAT:
        return set_format(request, command, found->value);
    case OPTION_FINGERPRINT:
        request->fingerprint = true;
        return true;
    case OPTION_VERIFY:
        request->verify = found->value;
        return true;
    case OPTION_ARRIVALS:
        request->arrivals = true;
        return true;
    case OPTION_ACCESS_LOG:
        request->access_log = true;
        return true;
    case OPTION_COLUMN:
        request->column = found->value;
        return true;
    case OPTION_UNIT:
        request->unit = found->value;
        return true;
    case OPTION_BETWEEN:
        request->between = found->value;
        return true;
    case OPTION_WORKING_SHARE:
        request->working_share = found->value;
        return true;
    case OPTION_QUANTILES:
        request->quantiles = true;
        return true;
    case OPTION_VALUES:
        request->values = true;
        return true;
    case OPTION_OUTPUT:
        request->output = found->value;
        return true;
    case OPTION_QUIET:
        request->quiet = true;
        return true;
    case OPTION_NO_COLOR:
        request->no_color = true;
        return true;
    case OPTION_ASCII:
        request->ascii = true;
        return true;
    case OPTION_BRAILLE:
        request->braille = true;
        return true;
    case OPTION_LIGHT:
        request->light = true;
        return true;
    case OPTION_PLAIN:
        request->plain = true;
        return true;
    case OPTION_SPEED:
        request->speed = found->value;
        return true;
    default:
        if (kind->key)
            request->overrides[request->override_count++] =
                (struct override){kind->key, found->value ? found->value : "on"};
        return true;
    }
}

static bool right_operands(const struct request *request, const struct command *command)
{
    if (request->operand_count < command->operands_least)
        message("%s needs %s%s", command->name, command->arguments,
                command->operand == OPERAND_SCENARIO
                    ? ": a file, or the name of a built-in scenario (see 'pizzeria list')"
                : command->operand == OPERAND_DATA ? ": a file, or - for standard input"
                                                   : "");
    else if (request->operand_count > command->operands_most)
        message("%s: unexpected '%s'", command->name, request->operands[command->operands_most]);
    else
        return true;
    return wrong_usage(command);
}

/* Whether what is asked for goes together; false after a message. */
static bool goes_together(const struct request *request, const struct command *command)
{
    if (request->shards > 0 && !request->store)
        message("--shard needs --store FILE.db: parts are kept in files, and joined by merge");
    else if (request->store && request->operand_count > 1)
        message("--store: a file holds one scenario; run them one by one, each with its own");
    else
        return true;
    return wrong_usage(command);
}

/* Writes a word so that a shell reads it back as it is. */
static void put_word(FILE *to, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_-+=.,:/%@";
    bool quoted = !*word || word[strspn(word, plain)];
    fputs(quoted ? " '" : " ", to);
    for (; *word; word++)
        fputs(*word == '\'' ? "'\\''" : (char[]){*word, '\0'}, to);
    if (quoted)
        fputc('\'', to);
}

/* The command as it was typed, without what changes no result; NULL when out of memory. */
static char *line_of(const struct reading *reading, const struct command *command)
{
    static const uint64_t without = UINT64_C(1) << OPTION_STORE | UINT64_C(1) << OPTION_SHARD |
                                    UINT64_C(1) << OPTION_THREADS | UINT64_C(1) << OPTION_FORMAT |
                                    UINT64_C(1) << OPTION_OUTPUT | UINT64_C(1) << OPTION_QUIET |
                                    UINT64_C(1) << OPTION_NO_COLOR | UINT64_C(1) << OPTION_MEASURE;
    char *line = NULL;
    size_t size;
    FILE *to = open_memstream(&line, &size);
    if (!to)
        return NULL;
    fprintf(to, "pizzeria %s", command->name);
    for (size_t n = 0; n < reading->request->operand_count; n++)
        put_word(to, reading->request->operands[n]);
    for (size_t n = 0; n < reading->found_count; n++) {
        const struct found *found = &reading->found[n];
        if (without & UINT64_C(1) << found->option)
            continue;
        fprintf(to, " %s", option_kinds[found->option].name);
        if (found->value)
            put_word(to, found->value);
    }
    if (fclose(to) == 0)
        return line;
    free(line);
    return NULL;
}

static bool found_any(const struct reading *reading, enum option option)
{
    for (size_t n = 0; n < reading->found_count; n++)
        if (reading->found[n].option == option)
            return true;
    return false;
}

static enum asked read_words(struct reading *reading, const struct command **command, int argc,
                             char **argv)
{
    if (!sort_words(reading, argc, argv))
        return ASKED_WRONG;
    if (found_any(reading, OPTION_VERSION))
        return ASKED_VERSION;
    bool help = found_any(reading, OPTION_HELP);
    if (help && !reading->command)
        return ASKED_HELP;
    if (!find_command(reading, command))
        return ASKED_WRONG;
    if (help)
        return ASKED_HELP;
    if (!(reading->request->line = line_of(reading, *command))) {
        message("out of memory");
        return ASKED_WRONG;
    }
    for (size_t n = 0; n < reading->found_count; n++)
        if (!apply(reading->request, *command, &reading->found[n]))
            return ASKED_WRONG;
    if ((*command)->operand == OPERAND_SCENARIO && reading->request->operand_count == 0 &&
        (*command)->operands_least == 0)
        reading->request->operands[reading->request->operand_count++] = SCENARIO_DEFAULT;
    return right_operands(reading->request, *command) && goes_together(reading->request, *command)
               ? ASKED_COMMAND
               : ASKED_WRONG;
}

enum asked options_read(struct request *request, const struct command **command, int argc,
                        char **argv)
{
    size_t room = (size_t)argc + 1;
    *command = NULL;
    *request = (struct request){
        .overrides = calloc(room, sizeof *request->overrides),
        .only = calloc(room, sizeof *request->only),
        .vary = calloc(room, sizeof *request->vary),
        .measures = calloc(room, sizeof *request->measures),
        .keys = calloc(room, sizeof *request->keys),
        .targets = calloc(room, sizeof *request->targets),
        .operands = calloc(room, sizeof *request->operands),
    };
    struct reading reading = {.request = request, .found = calloc(room, sizeof *reading.found)};
    enum asked asked = ASKED_WRONG;
    if (request->overrides && request->only && request->vary && request->measures &&
        request->keys && request->targets && request->operands && reading.found)
        asked = read_words(&reading, command, argc, argv);
    else
        message("out of memory");
    free(reading.found);
    return asked;
}

void request_free(struct request *request)
{
    free(request->overrides);
    free(request->only);
    free(request->vary);
    free(request->measures);
    free(request->keys);
    free(request->targets);
    free(request->operands);
    free(request->line);
}
