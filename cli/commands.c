/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of commands, and that of options. */
#include "cli/command.h"

#include <stdint.h>
#include <string.h>

const char *const format_names[FORMATS] = {"table",    "csv",   "json", "chrome",
                                           "perfetto", "gantt", "chart"};

const struct option_kind option_kinds[OPTIONS] = {
    [OPTION_SET] = {"--set", 0, "KEY=VALUE", NULL,
                    "change a key of the scenario in all variants; repeatable (see keys)"},
    [OPTION_VARY] = {"--vary", 0, "KEY=RANGE", NULL,
                     "try every value of a key: 1..40, 1..40:3, 2,4,8 min; once or twice"},
    [OPTION_MEASURE] = {"--measure", 0, "NAME", NULL,
                        "show this measure instead of the usual ones; repeatable"},
    [OPTION_KEY] = {"--key", 0, "PREFIX", NULL,
                    "only keys that begin so, such as kitchen; repeatable"},
    [OPTION_BY] = {"--by", 0, "P", NULL, "change by so much instead of 20 %"},
    [OPTION_TARGET] = {"--target", 0, "TARGET", NULL,
                       "what is to be kept: 'time.total.p95 <= 60 min'; repeatable"},
    [OPTION_AIM] = {"--aim", 0, "WHAT", NULL,
                    "what is to be least: wages, count, or a measure; or most: the values"},
    [OPTION_AT_MOST] = {"--at-most", 0, "N", NULL,
                        "no more days than this for one candidate (default: 10000)"},
    [OPTION_ONLY] = {"--only", 0, "VARIANT", NULL, "leave out all other variants; repeatable"},
    [OPTION_SEED] = {"--seed", 0, "N", "seed", "other random numbers: other days, other luck"},
    [OPTION_REPLICATIONS] = {"--replications", 0, "N", "analysis.replications",
                             "how many days to simulate for each variant"},
    [OPTION_PRECISION] = {"--precision", 0, "P", "analysis.precision",
                          "add days until the mean time is known to so much, such as 2 %"},
    [OPTION_PRECISION_OF] = {"--precision-of", 0, "NAME", "analysis.precision_of",
                             "with --precision: the measure that is to be known so well instead"},
    [OPTION_CONTROL_VARIATES] = {"--control-variates", 0, NULL, "analysis.control_variates",
                                 "shorter intervals by what is known of how lucky days were"},
    [OPTION_THREADS] = {"--threads", 0, "N", NULL,
                        "how many cores to use (default: all); changes no result"},
    [OPTION_STORE] = {"--store", 0, "FILE.db", NULL,
                      "keep every finished day in a file; the same command goes on from there"},
    [OPTION_SHARD] = {"--shard", 0, "K/N", NULL,
                      "do only the K-th of N parts, for merge; auto: as Slurm or Kubernetes say"},
    [OPTION_DAYS] = {"--days", 0, NULL, NULL, "every day by itself instead of means over the days"},
    [OPTION_FORMAT] = {"--format", 0, "FORMAT", NULL,
                       "how to write it: table for people, csv, json and others for programs"},
    [OPTION_OUTPUT] = {"--output", 'o', "FILE", NULL,
                       "write the result to a file instead of standard output"},
    [OPTION_QUIET] = {"--quiet", 'q', NULL, NULL, "no progress and no warnings"},
    [OPTION_NO_COLOR] = {"--no-color", 0, NULL, NULL, "no colours (also: NO_COLOR=1)"},
    [OPTION_ASCII] = {"--ascii", 0, NULL, NULL, "draw with plain characters only"},
    [OPTION_BRAILLE] = {"--braille", 0, NULL, NULL, "draw curves with braille dots"},
    [OPTION_LIGHT] = {"--light", 0, NULL, NULL, "colours for a light background"},
    [OPTION_PLAIN] = {"--plain", 0, NULL, NULL, "tell the day as lines of text instead"},
    [OPTION_SPEED] = {"--speed", 0, "N", NULL,
                      "simulated seconds a second, such as 60, or full: as fast as it goes"},
    [OPTION_FINGERPRINT] = {"--fingerprint", 0, NULL, NULL,
                            "write only a number for each variant that any change would change"},
    [OPTION_VERIFY] = {"--verify", 0, "FILE", NULL,
                       "compare with a trace (csv) or fingerprint written earlier"},
    [OPTION_ARRIVALS] = {"--arrivals", 0, NULL, NULL,
                         "the file holds times of calls: make the plan of rates"},
    [OPTION_ACCESS_LOG] = {"--access-log", 0, NULL, NULL,
                           "the file is a web server's log: make a data center scenario"},
    [OPTION_COLUMN] = {"--column", 0, "COLUMN", NULL,
                       "which column to read: its number from 1, or what the header calls it"},
    [OPTION_UNIT] = {"--unit", 0, "UNIT", NULL,
                     "what bare numbers count: us, ms, s, min, h (default: s; logs: found out)"},
    [OPTION_BETWEEN] = {"--between", 0, "FROM..TO", NULL,
                        "the time of day in which calls are taken, such as 11:00..14:00"},
    [OPTION_WORKING_SHARE] = {"--working-share", 0, "SHARE", NULL,
                              "how much of a request's time is computing (default: 10 %)"},
    [OPTION_QUANTILES] = {"--quantiles", 0, NULL, NULL,
                          "draw quantiles against each other instead of the histogram"},
    [OPTION_VALUES] = {"--values", 0, NULL, NULL,
                       "write the durations that were read, one a line, for `empirical`"},
    [OPTION_HELP] = {"--help", 'h', NULL, NULL, "explain the command and its options"},
    [OPTION_VERSION] = {"--version", 0, NULL, NULL, "print the version"},
};

#define BIT(option) (UINT64_C(1) << (option))
#define EVERYWHERE (BIT(OPTION_HELP) | BIT(OPTION_VERSION) | BIT(OPTION_QUIET))
#define WRITING (BIT(OPTION_OUTPUT) | BIT(OPTION_NO_COLOR))
#define READING (BIT(OPTION_SET) | BIT(OPTION_SEED))

#define RUNNING                                                                                    \
    (EVERYWHERE | WRITING | READING | BIT(OPTION_ONLY) | BIT(OPTION_REPLICATIONS) |                \
     BIT(OPTION_PRECISION) | BIT(OPTION_PRECISION_OF) | BIT(OPTION_CONTROL_VARIATES) |             \
     BIT(OPTION_THREADS) | BIT(OPTION_FORMAT))

/* For what takes long. */
#define KEEPING (BIT(OPTION_STORE) | BIT(OPTION_SHARD))

const struct command commands[] = {
    {
        .name = "watch",
        .arguments = "[SCENARIO]",
        .about = "watch two kitchens work side by side",
        .help = "Opens the live dashboard: two variants of the scenario, the same callers in both. "
                "Go back and forward through the day, change the staff while watching, follow one "
                "order through both kitchens. Press ? for help and q to quit.\n\nWithout a "
                "terminal, says so and does `run`, with the options of `run`.",
        .operand = OPERAND_SCENARIO,
        .operands_most = 1,
        .options = RUNNING | BIT(OPTION_ASCII) | BIT(OPTION_BRAILLE) | BIT(OPTION_LIGHT) |
                   BIT(OPTION_PLAIN) | BIT(OPTION_SPEED),
        .formats = BIT(FORMAT_TABLE) | BIT(FORMAT_CSV) | BIT(FORMAT_JSON),
        .run = command_watch,
    },
    {
        .name = "run",
        .arguments = "SCENARIO...",
        .about = "simulate all variants and compare them",
        .help =
            "Simulates every variant of the scenario for many days, each day with the same callers "
            "and the same luck for all variants, and prints the figures side by side: what "
            "happened "
            "to the callers, how long they waited, where the cooks' time went, how far everything "
            "was in use, the money, what differs between the variants and what limits each.\n\n"
            "Every figure is a mean over the days with its confidence interval. Ctrl-C ends the "
            "simulation and prints what was finished.",
        .operand = OPERAND_SCENARIO,
        .operands_least = 1,
        .operands_most = SIZE_MAX,
        .options = RUNNING | KEEPING,
        .formats = BIT(FORMAT_TABLE) | BIT(FORMAT_CSV) | BIT(FORMAT_JSON),
        .run = command_run,
    },
    {
        .name = "sweep",
        .arguments = "SCENARIO",
        .about = "curves: the scenario for every value of a key",
        .help =
            "Simulates the scenario for every value of a key (--vary), with the same callers and "
            "the same luck at each, and draws a curve a variant with its confidence band: how "
            "many are served, how long the unlucky wait, who is lost, how much time cooks stand "
            "still, what an order costs. Without --vary, for more and more cooks, and then for "
            "more and more calls. Says from which value on more makes no difference that is "
            "established or even harms, where a curve bends (the knee), and whether the "
            "throughput follows the universal scalability law.\n\n"
            "With two keys, draws a heat map for each variant. With -o, a folder, writes CSV, "
            "JSON and the pictures (SVG, and PNG where built with it) there as well.",
        .operand = OPERAND_SCENARIO,
        .operands_least = 1,
        .operands_most = 1,
        .options = EVERYWHERE | WRITING | READING | BIT(OPTION_VARY) | BIT(OPTION_MEASURE) |
                   BIT(OPTION_ONLY) | BIT(OPTION_REPLICATIONS) | BIT(OPTION_PRECISION) |
                   BIT(OPTION_PRECISION_OF) | BIT(OPTION_THREADS) | BIT(OPTION_FORMAT) | KEEPING,
        .formats = BIT(FORMAT_TABLE) | BIT(FORMAT_CSV) | BIT(FORMAT_JSON),
        .run = command_sweep,
    },
    {
        .name = "sensitivity",
        .arguments = "SCENARIO",
        .about = "which number matters: each one up and down",
        .help =
            "Makes every number of the scenario 20 % smaller and 20 % larger (--by), one at a "
            "time, on the same days with the same callers, and shows what that does to the time of "
            "the unlucky (time.total.p95) or another --measure: capacities, demand, how long "
            "everything takes and how much that varies, patience, memory; prices where the measure "
            "is money. Draws the effects as a tornado, the largest first, and says by how many per "
            "cent the measure changes for one per cent, which effects are not established, and "
            "what was left out.\n\n"
            "With -o, a folder, writes CSV, JSON and the pictures (SVG, and PNG where built with "
            "it) there as well.",
        .operand = OPERAND_SCENARIO,
        .operands_least = 1,
        .operands_most = 1,
        .options = EVERYWHERE | WRITING | READING | BIT(OPTION_MEASURE) | BIT(OPTION_KEY) |
                   BIT(OPTION_BY) | BIT(OPTION_ONLY) | BIT(OPTION_REPLICATIONS) |
                   BIT(OPTION_THREADS) | BIT(OPTION_FORMAT) | KEEPING,
        .formats = BIT(FORMAT_TABLE) | BIT(FORMAT_CSV) | BIT(FORMAT_JSON),
        .run = command_sensitivity,
    },
    {
        .name = "plan",
        .arguments = "SCENARIO",
        .about = "the cheapest values that keep a promise",
        .help =
            "Finds, for each variant, the cheapest values of some keys (--vary, up to four) with "
            "which it keeps what is asked of it (--target, one or several): 'MEASURE <= VALUE' or "
            "'>=', on an average day, with the units of a scenario; also a share of another "
            "measure, 'calls.lost <= 5 % of calls.offered'; and how near is near enough, '... "
            "within 1 min' (2 % of the value where nothing is said; of a share, a point).\n\n"
            "Cheapest by the scenario's prices for staff and ovens, or else the lowest values; "
            "--aim says otherwise: wages, count, most (the highest values that will do), or a "
            "measure such as money.cost, money.profit or 'money.per_order within 0.1 EUR'.\n\n"
            "Simulates as many days of each candidate as it takes to be right with the confidence "
            "of the scenario (analysis.confidence, 95 %) in all that is said together, by "
            "Andrad\303\263ttir and Kim's procedure with Kim and Nelson's comparisons. Where no "
            "value will do, says what else would help.\n\n"
            "With -o, a folder, writes CSV, JSON and the pictures (SVG, and PNG where built with "
            "it) there as well.",
        .operand = OPERAND_SCENARIO,
        .operands_least = 1,
        .operands_most = 1,
        .options = EVERYWHERE | WRITING | READING | BIT(OPTION_VARY) | BIT(OPTION_TARGET) |
                   BIT(OPTION_AIM) | BIT(OPTION_AT_MOST) | BIT(OPTION_ONLY) |
                   BIT(OPTION_REPLICATIONS) | BIT(OPTION_THREADS) | BIT(OPTION_FORMAT) |
                   BIT(OPTION_STORE) | BIT(OPTION_SHARD),
        .formats = BIT(FORMAT_TABLE) | BIT(FORMAT_CSV) | BIT(FORMAT_JSON),
        .run = command_plan,
    },
    {
        .name = "theory",
        .arguments = "SCENARIO",
        .about = "what queueing theory says, beside simulation",
        .help =
            "Works out without simulating what every resource manages, how far it is in use, what "
            "limits the whole, which textbook queue it is if it is one, with exact results then "
            "and "
            "approximations or bounds elsewhere, and what cooks would gain who never wait. Then "
            "simulates, shows both side by side, and says where they differ by more than chance "
            "explains and what formulas assume that is not so.",
        .operand = OPERAND_SCENARIO,
        .operands_least = 1,
        .operands_most = 1,
        .options = RUNNING,
        .formats = BIT(FORMAT_TABLE) | BIT(FORMAT_CSV) | BIT(FORMAT_JSON),
        .run = command_theory,
    },
    {
        .name = "trace",
        .arguments = "SCENARIO",
        .about = "every event of one day",
        .help =
            "Writes every event of the first day, of all variants, in the order in which they "
            "happen: as lines for people, or with --format as\n\n"
            "csv: time in seconds, variant, event, order, who, detail;\n\n"
            "gantt: a picture of who did what when, in the terminal or, with -o, as a file whose "
            "name ends in .svg or .png; many cooks are drawn in groups;\n\n"
            "chrome or perfetto: JSON that ui.perfetto.dev and chrome://tracing open, with cooks "
            "and oven places as tracks, orders as flows and waiting lines as counters.\n\n"
            "With --fingerprint, only a number for each variant, which is the same wherever the "
            "same day is simulated. With --verify FILE, compares the day with a trace (csv) or "
            "fingerprint written earlier, shows the first difference, and exits with 1 if there "
            "is one.",
        .operand = OPERAND_SCENARIO,
        .operands_least = 1,
        .operands_most = 1,
        .options = EVERYWHERE | WRITING | READING | BIT(OPTION_ONLY) | BIT(OPTION_FORMAT) |
                   BIT(OPTION_FINGERPRINT) | BIT(OPTION_VERIFY),
        .formats = BIT(FORMAT_TABLE) | BIT(FORMAT_CSV) | BIT(FORMAT_CHROME) | BIT(FORMAT_PERFETTO) |
                   BIT(FORMAT_GANTT),
        .run = command_trace,
    },
    {
        .name = "results",
        .arguments = "FILE.db",
        .about = "what a store holds: list, export, draw",
        .help =
            "Reads a file that --store has made: which scenario it is of, by which commands it was "
            "filled, and for each world that was simulated (each variant, at each value of what "
            "was varied) how many days there are and what they came to. It may be from another "
            "version of the program. Simulates nothing.\n\n"
            "With --format csv or json, all measures. With --days and csv, every single day as a "
            "row, for other programs. With --format chart, a picture of a measure (--measure), in "
            "the terminal or, with -o, as a file whose name ends in .svg or .png: curves where "
            "numbers were varied, else bars.",
        .operand = OPERAND_FILE,
        .operands_least = 1,
        .operands_most = 1,
        .options =
            EVERYWHERE | WRITING | BIT(OPTION_MEASURE) | BIT(OPTION_FORMAT) | BIT(OPTION_DAYS),
        .formats = BIT(FORMAT_TABLE) | BIT(FORMAT_CSV) | BIT(FORMAT_JSON) | BIT(FORMAT_CHART),
        .run = command_results,
    },
    {
        .name = "merge",
        .arguments = "OUT.db IN.db...",
        .about = "join the stores of shards",
        .help =
            "Joins the files that the parts of one piece of work (--shard) have made with --store "
            "into a new one. The same command without --shard, with the new file as its --store, "
            "then prints the whole as if one machine had done it, and does what is still missing."
            "\n\n"
            "The stores must be of the same scenario and version. A day that is in several of them "
            "must be the same in each. OUT.db must not exist, unless it is also among the files to "
            "be joined; it appears whole or not at all.",
        .operand = OPERAND_FILE,
        .operands_least = 2,
        .operands_most = SIZE_MAX,
        .options = EVERYWHERE,
        .run = command_merge,
    },
    {
        .name = "fit",
        .arguments = "DATA",
        .about = "what to write into a scenario for what was observed",
        .help =
            "Reads observed durations from a column of a table (CSV), fits every distribution that "
            "a scenario can name, tests and ranks them, draws them over the histogram, and prints "
            "the line to paste into a scenario. Warns of what makes a fit worthless: values that "
            "depend on the ones before, drift, were rounded or mistyped.\n\n"
            "With --arrivals, reads the times of calls (clock times, dates with times, or "
            "durations; of one or several days) and makes the plan of rates: with a new rate "
            "where the data show one. Tests whether calls come by chance (Poisson) within it and "
            "whether days differ.\n\n"
            "With --access-log, reads the log of an Apache or nginx with the time each request "
            "took (%D, %T or $request_time as the last field, or as --column says) and writes a "
            "data center scenario.\n\n"
            "With -o and a name that ends in .svg or .png, writes the picture there. DATA may be "
            "- for standard input.",
        .operand = OPERAND_DATA,
        .operands_least = 1,
        .operands_most = 1,
        .options = EVERYWHERE | WRITING | BIT(OPTION_FORMAT) | BIT(OPTION_SEED) |
                   BIT(OPTION_THREADS) | BIT(OPTION_ARRIVALS) | BIT(OPTION_ACCESS_LOG) |
                   BIT(OPTION_COLUMN) | BIT(OPTION_UNIT) | BIT(OPTION_BETWEEN) |
                   BIT(OPTION_WORKING_SHARE) | BIT(OPTION_QUANTILES) | BIT(OPTION_VALUES),
        .formats = BIT(FORMAT_TABLE) | BIT(FORMAT_CSV) | BIT(FORMAT_JSON),
        .run = command_fit,
    },
    {
        .name = "check",
        .arguments = "SCENARIO...",
        .about = "check scenarios without running them",
        .help =
            "Reads the scenarios and says everything that is wrong with them, and what is legal "
            "but surely not meant, each with its place in the file.",
        .operand = OPERAND_SCENARIO,
        .operands_least = 1,
        .operands_most = SIZE_MAX,
        .options = EVERYWHERE | READING,
        .run = command_check,
    },
    {
        .name = "keys",
        .arguments = "[PREFIX]",
        .about = "every key of a scenario: meaning, unit, default",
        .help = "Prints every key that a scenario can have, or those that begin with PREFIX, with "
                "what it takes, its default, what it means, and its name in the data center theme.",
        .operand = OPERAND_KEY,
        .operands_most = 1,
        .options = EVERYWHERE | WRITING,
        .run = command_keys,
    },
    {
        .name = "list",
        .arguments = "",
        .about = "the built-in scenarios and the point each makes",
        .help = "Prints the scenarios that are part of the program. Each can be used by its name "
                "wherever a SCENARIO is asked for, and as `base` of a file of your own.",
        .operand = OPERAND_NONE,
        .options = EVERYWHERE | WRITING,
        .run = command_list,
    },
};

const size_t command_count = sizeof commands / sizeof *commands;

const struct command *command_find(const char *name)
{
    for (size_t n = 0; n < command_count; n++)
        if (strcmp(commands[n].name, name) == 0)
            return &commands[n];
    return NULL;
}
