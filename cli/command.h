/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The commands and options of the program: the one table that drives reading the command line,
 * --help, the man page and the completions of the shells.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/scenario.h"

/* How the program ends. */
enum status { STATUS_DONE = 0, STATUS_FAILED = 1, STATUS_USAGE = 2, STATUS_INTERRUPTED = 130 };

enum format {
    FORMAT_TABLE,
    FORMAT_CSV,
    FORMAT_JSON,
    FORMAT_CHROME,
    FORMAT_PERFETTO, /* the same file by another name */
    FORMAT_GANTT,
    FORMAT_CHART,
    FORMATS
};

extern const char *const format_names[FORMATS];

enum option {
    OPTION_SET,
    OPTION_VARY,
    OPTION_MEASURE,
    OPTION_KEY,
    OPTION_BY,
    OPTION_TARGET,
    OPTION_AIM,
    OPTION_AT_MOST,
    OPTION_ONLY,
    OPTION_SEED,
    OPTION_REPLICATIONS,
    OPTION_PRECISION,
    OPTION_PRECISION_OF,
    OPTION_CONTROL_VARIATES,
    OPTION_THREADS,
    OPTION_STORE,
    OPTION_SHARD,
    OPTION_DAYS,
    OPTION_FORMAT,
    OPTION_OUTPUT,
    OPTION_QUIET,
    OPTION_NO_COLOR,
    OPTION_ASCII,
    OPTION_BRAILLE,
    OPTION_LIGHT,
    OPTION_PLAIN,
    OPTION_SPEED,
    OPTION_FINGERPRINT,
    OPTION_VERIFY,
    OPTION_ARRIVALS,
    OPTION_ACCESS_LOG,
    OPTION_COLUMN,
    OPTION_UNIT,
    OPTION_BETWEEN,
    OPTION_WORKING_SHARE,
    OPTION_QUANTILES,
    OPTION_VALUES,
    OPTION_HELP,
    OPTION_VERSION,
    OPTIONS
};

/* Sets of them are kept in 64 bits. */
_Static_assert(OPTIONS <= 64, "there is a bit for every option");

struct option_kind {
    const char *name;  /* "--set" */
    char letter;       /* 'o' for "-o", or 0 */
    const char *takes; /* "KEY=VALUE"; NULL: nothing */
    const char *key;   /* the scenario's key that it sets, or NULL */
    const char *about; /* one line */
};

extern const struct option_kind option_kinds[OPTIONS];

/* What was asked for on the command line; the texts are those of argv. */
struct request {
    struct override *overrides;
    size_t override_count;
    const char **only;
    size_t only_count;
    const char **vary; /* KEY=RANGE */
    size_t vary_count;
    const char **measures; /* names */
    size_t measure_count;
    const char **keys; /* how names of keys begin */
    size_t key_count;
    const char *by;       /* a percentage; NULL: the usual one */
    const char **targets; /* 'MEASURE <= VALUE' */
    size_t target_count;
    const char *aim;  /* what is to be least; NULL: the usual */
    uint32_t at_most; /* days of one candidate; 0: the usual */
    const char **operands;
    size_t operand_count;
    unsigned threads;       /* 0: as many as there are cores */
    const char *store;      /* the file that keeps what is finished, or NULL */
    uint32_t shard, shards; /* only a part, from 0; 0 shards: all of it */
    bool days;              /* each day by itself */
    char *line;             /* the command as it was typed, but for what changes no result */
    enum format format;
    const char *output; /* NULL: standard output */
    const char *verify; /* a file to compare with, or NULL */
    bool fingerprint;
    bool quiet, no_color;
    bool ascii, braille, light, plain; /* how to watch */
    const char *speed;                 /* NULL: as fits the scenario */
    bool arrivals, access_log;         /* what a file to be fitted holds; neither: durations */
    bool quantiles, values;            /* what is shown of it */
    const char *column, *unit, *between, *working_share; /* as given, or NULL */
};

/* What the operands of a command are, for completion. */
enum operand { OPERAND_NONE, OPERAND_SCENARIO, OPERAND_KEY, OPERAND_FILE, OPERAND_DATA };

struct command {
    const char *name;
    const char *arguments; /* "SCENARIO..." */
    const char *about;     /* one line */
    const char *help;      /* paragraphs, parted by empty lines */
    enum operand operand;
    size_t operands_least, operands_most;
    uint64_t options; /* set of enum option */
    unsigned formats; /* set of enum format */
    enum status (*run)(const struct request *request);
};

/* Whether a command knows an option. */
static inline bool command_has(const struct command *command, enum option option)
{
    return command->options >> option & 1;
}

extern const struct command commands[];
extern const size_t command_count;

/* By name; NULL when there is none. */
const struct command *command_find(const char *name);

/* One file each. */
enum status command_watch(const struct request *request);
enum status command_run(const struct request *request);
enum status command_sweep(const struct request *request);
enum status command_sensitivity(const struct request *request);
enum status command_plan(const struct request *request);
enum status command_theory(const struct request *request);
enum status command_trace(const struct request *request);
enum status command_results(const struct request *request);
enum status command_merge(const struct request *request);
enum status command_fit(const struct request *request);
enum status command_check(const struct request *request);
enum status command_keys(const struct request *request);
enum status command_list(const struct request *request);

#endif
