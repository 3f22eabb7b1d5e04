/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Stores: what is kept comes back to the last bit, what does not belong together is refused with
 * the reason, damaged files are said to be so, and it makes no difference to a result who did which
 * part of the work when.
 */
#include <dirent.h>
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "lab/experiment.h"
#include "lab/store.h"
#include "lab/store_contents.h"
#include "lab/store_merge.h"
#include "models/measures.h"
#include "tests/sim/splitmix.h"

enum { PATHS = 8, PATH_ROOM = 64, SYSTEMS = 2 };

static char folder[] = "/tmp/pizzeria-store-XXXXXX";
static char paths[PATHS][PATH_ROOM]; /* 0.db, 1.db... in the folder */

static const char lunch[] = "title: Lunch\n"
                            "hours: 1 h\n"
                            "callers: {arrivals: 60 per hour, patience: exponential 5 min}\n"
                            "call_center: {agents: 3, call: lognormal 2 min cv 0.5}\n"
                            "kitchen: {cooks: 4, prep: gamma 6 min cv 0.3}\n"
                            "ovens: {places: 5, bake: 10 min}\n"
                            "variants:\n"
                            "  slow: {kitchen.policy: synchronous}\n"
                            "  fast: {kitchen.policy: event_driven}\n"
                            "analysis: {replications: 30}\n";

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    for (int n = 0; n < PATHS; n++)
        snprintf(paths[n], sizeof paths[n], "%s/%d.db", folder, n);
    return 0;
}

static int clear_folder(void **state)
{
    (void)state;
    static const char *const endings[] = {"", "-wal", "-journal"};
    for (int n = 0; n < PATHS; n++) {
        for (size_t e = 0; e < sizeof endings / sizeof *endings; e++) {
            char *path;
            assert_true(asprintf(&path, "%s%s", paths[n], endings[e]) > 0);
            unlink(path);
            free(path);
        }
    }
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

static struct scenario read_text(const char *text, const char *key, const char *value)
{
    struct scenario scenario;
    struct complaints complaints;
    const struct override override = {key, value};
    assert_true(scenario_read_text(&scenario, "test", text, strlen(text), &override, key ? 1 : 0,
                                   &complaints));
    complaints_free(&complaints);
    return scenario;
}

/* Opens a store of the scenario, which must succeed. */
static struct store *open_store(const char *path, const struct scenario *scenario)
{
    struct store *store;
    const struct store_purpose purpose = {"1.0", "pizzeria run lunch", scenario};
    enum store_end end = store_open(&store, path, &purpose);
    if (end != STORE_OPEN)
        fail_msg("%s", store_trouble(store));
    return store;
}

/* Opening it must fail like that, and with words like these. */
static void is_refused(const char *path, const char *version, const struct scenario *scenario,
                       enum store_end expected, const char *words)
{
    struct store *store;
    const struct store_purpose purpose = {version, "pizzeria run lunch", scenario};
    assert_int_equal(store_open(&store, path, &purpose), expected);
    assert_int_equal(strncmp(store_trouble(store), path, strlen(path)), 0);
    if (!strstr(store_trouble(store), words))
        fail_msg("'%s' does not say '%s'", store_trouble(store), words);
    store_free(store);
}

/* Runs the experiment with a store, as one shard of several or as a whole (0). */
static struct result run(const char *path, const struct scenario *scenario, unsigned threads,
                         uint32_t shard, uint32_t shards)
{
    struct store *store = path ? open_store(path, scenario) : NULL;
    const struct experiment_options options = {
        .threads = threads,
        .keeper = store ? store_keeper(store) : NULL,
        .shard = shard,
        .shards = shards,
    };
    struct result result;
    assert_true(experiment_run(&result, scenario, &options));
    assert_int_equal(result.end, RUNS_DONE);
    assert_true(!store || store_close(store));
    store_free(store);
    return result;
}

/* Values with every kind of bits: numbers of all sizes, both zeros, NaNs with different payloads.
 */
static void fill(double *values, uint64_t seed)
{
    random_state = seed;
    for (size_t m = 0; m < measure_count(); m++) {
        uint64_t word = random_bits();
        memcpy(&values[m], &word, sizeof word);
    }
    values[0] = -0.0;
    values[1] = NAN;
    values[2] = -values[1];
    values[3] = DBL_TRUE_MIN;
}

/* Compares what is kept of a day with what fill() made. */
static void check_day(void *listener, size_t point, uint32_t replication, const double *values)
{
    double *expected = calloc(measure_count(), sizeof *expected);
    uint32_t *count = listener;
    fill(expected, replication - 1);
    assert_int_equal((replication - 1) % 2, point);
    assert_memory_equal(values, expected, measure_count() * sizeof *values);
    free(expected);
    (*count)++;
}

static void values_come_back_to_the_last_bit(void **state)
{
    (void)state;
    struct scenario scenario = read_text(lunch, NULL, NULL);
    struct store *store = open_store(paths[0], &scenario);
    const struct keeper *keeper = store_keeper(store);
    double *values = calloc(measure_count(), sizeof *values);
    double *again = calloc(measure_count(), sizeof *again);
    uint64_t systems[SYSTEMS], same;
    for (size_t v = 0; v < SYSTEMS; v++)
        assert_true(keeper->enroll(keeper->memory, &scenario.variants[v].world, &systems[v]));
    assert_true(keeper->enroll(keeper->memory, &scenario.variants[0].world, &same));
    assert_true(same == systems[0] && same != systems[1]);
    for (uint32_t r = 0; r < 500; r++) {
        fill(values, r);
        assert_false(keeper->recall(keeper->memory, systems[r % 2], r, again));
        assert_true(keeper->keep(keeper->memory, systems[r % 2], r, values));
        assert_true(keeper->recall(keeper->memory, systems[r % 2], r, again));
        assert_memory_equal(values, again, measure_count() * sizeof *values);
    }
    /* Once more is no harm, as long as it is the same. */
    assert_true(keeper->keep(keeper->memory, systems[1], 499, values));
    values[2] = values[1];
    assert_false(keeper->keep(keeper->memory, systems[1], 499, values));
    assert_non_null(strstr(store_trouble(store), measure_at(2)->name[THEME_KITCHEN]));
    assert_true(store_close(store));
    assert_int_equal(store_added(store), 500);
    assert_int_equal(store_recalled(store), 501);
    store_free(store);
    struct store_file file;
    struct store_contents contents;
    uint32_t count = 0;
    assert_true(store_file_open(&file, paths[0], STORE_READ));
    assert_true(store_contents_read(&contents, &file));
    assert_true(store_each_day(&file, &contents, check_day, &count));
    assert_int_equal(count, 500);
    store_contents_free(&contents);
    store_file_close(&file);
    free(again);
    free(values);
    scenario_free(&scenario);
}

/* Keeps a day that nobody has simulated, as another build or machine might come to it. */
static void keep_otherwise(const char *path, const struct scenario *scenario,
                           const struct scenario *point)
{
    struct store *store = open_store(path, scenario);
    const struct keeper *keeper = store_keeper(store);
    double *values = calloc(measure_count(), sizeof *values);
    uint64_t system;
    assert_true(keeper->enroll(keeper->memory, &point->variants[0].world, &system));
    values[0] = 4.25;
    assert_true(keeper->keep(keeper->memory, system, 6, values));
    store_free(store);
    free(values);
}

/* It would mix what does not belong together. */
static void what_comes_out_otherwise_is_refused(void **state)
{
    (void)state;
    struct scenario scenario = read_text(lunch, NULL, NULL);
    struct scenario point = read_text(lunch, "kitchen.cooks", "9");
    struct result result = run(paths[0], &scenario, 1, 0, 0);
    store_free(open_store(paths[0], &scenario));
    keep_otherwise(paths[1], &scenario, &scenario);
    is_refused(paths[1], "1.0", &scenario, STORE_REFUSED, "replication 7 was simulated again");
    is_refused(paths[1], "1.0", &scenario, STORE_REFUSED, "not 4.25 as is kept");
    /* Also where only other points than the scenario itself are kept. */
    keep_otherwise(paths[2], &scenario, &point);
    is_refused(paths[2], "1.0", &scenario, STORE_REFUSED, "replication 7 was simulated again");
    result_free(&result);
    scenario_free(&point);
    scenario_free(&scenario);
}

static void another_scenario_or_version_is_refused(void **state)
{
    (void)state;
    struct scenario scenario = read_text(lunch, NULL, NULL);
    store_free(open_store(paths[0], &scenario));
    is_refused(paths[0], "1.1", &scenario, STORE_REFUSED, "made by pizzeria 1.0, this is 1.1");
    struct scenario other = read_text(lunch, "kitchen.cooks", "5");
    is_refused(paths[0], "1.0", &other, STORE_REFUSED,
               "in slow, kitchen.cooks is 4 there and 5 here");
    scenario_free(&other);
    other = read_text(lunch, "seed", "2");
    is_refused(paths[0], "1.0", &other, STORE_REFUSED, "seed is 1 there and 2 here");
    scenario_free(&other);
    other = read_text(lunch, "title", "Dinner");
    is_refused(paths[0], "1.0", &other, STORE_REFUSED, "'Lunch', not 'Dinner'");
    scenario_free(&other);
    /* How much is simulated of it, and of which variants, is no other scenario. */
    other = read_text(lunch, "analysis.replications", "77");
    other.variant_count = 1;
    store_free(open_store(paths[0], &other));
    store_free(open_store(paths[1], &other));
    scenario_free(&other);
    store_free(open_store(paths[1], &scenario));
    scenario_free(&scenario);
}

static void write_file(const char *path, const void *bytes, size_t count)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    assert_int_equal(fclose(file), 0);
}

static void other_files_are_refused_and_left_alone(void **state)
{
    (void)state;
    struct scenario scenario = read_text(lunch, NULL, NULL);
    write_file(paths[0], lunch, sizeof lunch);
    is_refused(paths[0], "1.0", &scenario, STORE_REFUSED, "not a store");
    sqlite3 *db;
    assert_int_equal(sqlite3_open(paths[1], &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE mine(a)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    is_refused(paths[1], "1.0", &scenario, STORE_REFUSED, "a database of another program");
    is_refused(folder, "1.0", &scenario, STORE_FAILED, "Is a directory");
    is_refused("/nowhere/0.db", "1.0", &scenario, STORE_FAILED, "No such file or directory");
    is_refused("", "1.0", &scenario, STORE_FAILED, "a file's name is missing");
    /* An empty file is as good as none. */
    write_file(paths[2], "", 0);
    store_free(open_store(paths[2], &scenario));
    scenario_free(&scenario);
}

static void one_program_at_a_time(void **state)
{
    (void)state;
    struct scenario scenario = read_text(lunch, NULL, NULL);
    struct store *first = open_store(paths[0], &scenario);
    is_refused(paths[0], "1.0", &scenario, STORE_FAILED, "another program is using it");
    store_free(first);
    store_free(open_store(paths[0], &scenario));
    scenario_free(&scenario);
}

static void assert_same(const struct result *a, const struct result *b)
{
    size_t cells = a->scenario->variant_count * measure_count();
    assert_int_equal(a->replications, b->replications);
    assert_memory_equal(a->own, b->own, cells * sizeof *a->own);
    assert_memory_equal(a->paired, b->paired, cells * sizeof *a->paired);
}

static void merge(const char *to, const char *const *from, size_t count)
{
    struct store_merge merged;
    if (store_merge(&merged, to, from, count, NULL) != STORE_OPEN)
        fail_msg("%s", merged.trouble);
}

/* Who does which part, with how many threads, and in which order parts are joined. */
static void parts_make_the_same_whole(void **state)
{
    struct scenario scenario = read_text(lunch, NULL, NULL);
    struct result whole = run(NULL, &scenario, 1, 0, 0);
    for (uint32_t shards = 1; shards <= 5; shards += 2) {
        const char *from[5];
        for (uint32_t shard = 0; shard < shards; shard++) {
            from[shards - 1 - shard] = paths[shard];
            struct result part = run(paths[shard], &scenario, 1 + shard % 2, shard, shards);
            result_free(&part);
        }
        merge(paths[6], from, shards);
        struct result joined = run(paths[6], &scenario, 2, 0, 0);
        assert_same(&joined, &whole);
        result_free(&joined);
        clear_folder(state);
    }
    result_free(&whole);
    scenario_free(&scenario);
}

/* More days, and a precision, go on from what is there. */
static void more_is_added_to_what_is_there(void **state)
{
    (void)state;
    struct scenario few = read_text(lunch, NULL, NULL);
    struct scenario more = read_text(lunch, "analysis.precision", "3 %");
    struct result first = run(paths[0], &few, 2, 0, 0);
    struct result whole = run(NULL, &more, 1, 0, 0), on = run(paths[0], &more, 2, 0, 0);
    assert_true(whole.replications > first.replications);
    assert_same(&on, &whole);
    result_free(&on);
    result_free(&whole);
    result_free(&first);
    scenario_free(&more);
    scenario_free(&few);
}

static void merging_fails(const char *to, const char *const *from, size_t count, const char *words)
{
    struct store_merge merged;
    assert_int_not_equal(store_merge(&merged, to, from, count, NULL), STORE_OPEN);
    if (!strstr(merged.trouble, words))
        fail_msg("'%s' does not say '%s'", merged.trouble, words);
}

/* How many files there are whose names begin with that of the path. */
static size_t files_of(const char *path)
{
    const char *name = strrchr(path, '/') + 1;
    DIR *opened = opendir(folder);
    size_t count = 0;
    assert_non_null(opened);
    for (struct dirent *entry; (entry = readdir(opened));)
        count += strncmp(entry->d_name, name, strlen(name)) == 0;
    closedir(opened);
    return count;
}

/* Whoever interrupts it finds all as it was. */
static void merging_can_be_interrupted(void **state)
{
    (void)state;
    struct scenario scenario = read_text(lunch, NULL, NULL);
    struct result a = run(paths[0], &scenario, 1, 0, 2), b = run(paths[1], &scenario, 1, 1, 2);
    const atomic_bool stop = true;
    struct store_merge merged;
    assert_int_equal(store_merge(&merged, paths[3], (const char *[]){paths[0], paths[1]}, 2, &stop),
                     STORE_FAILED);
    assert_true(merged.stopped);
    assert_int_equal(files_of(paths[3]), 0);
    result_free(&a);
    result_free(&b);
    scenario_free(&scenario);
}

static void only_what_goes_together_is_merged(void **state)
{
    (void)state;
    struct scenario scenario = read_text(lunch, NULL, NULL);
    struct scenario other = read_text(lunch, "kitchen.cooks", "5");
    struct result a = run(paths[0], &scenario, 2, 0, 2), b = run(paths[1], &other, 2, 0, 0);
    struct result c = run(paths[2], &scenario, 2, 0, 0);
    merging_fails(paths[3], (const char *[]){paths[0], paths[1]}, 2, "kitchen.cooks is 4 there");
    assert_int_not_equal(access(paths[3], F_OK), 0);
    merging_fails(paths[3], (const char *[]){paths[0], paths[5]}, 2, "No such file");
    merging_fails(paths[0], (const char *[]){paths[2]}, 1, "exists already");
    /* Nor where a log of a store that is gone would be taken for the new one's. */
    char *log;
    assert_true(asprintf(&log, "%s-wal", paths[3]) > 0);
    write_file(log, "x", 1);
    merging_fails(paths[3], (const char *[]){paths[0]}, 1, "a log of one beside it");
    unlink(log);
    free(log);
    /* One of them may be the result, and days may be in both. */
    merge(paths[0], (const char *[]){paths[0], paths[2]}, 2);
    struct result joined = run(paths[0], &scenario, 1, 0, 0);
    assert_same(&joined, &c);
    sqlite3 *db;
    assert_int_equal(sqlite3_open(paths[2], &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                                  "UPDATE run SET measured = zeroblob(length(measured))"
                                  " WHERE replication = 3",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    merging_fails(paths[3], (const char *[]){paths[0], paths[2]}, 2, "replication 3 of system");
    /* A point of a sweep whose world is not what its number says. */
    struct store *store = open_store(paths[6], &scenario);
    uint64_t system;
    double values[measure_count()];
    fill(values, 1);
    assert_true(store_keeper(store)->enroll(store, &other.variants[0].world, &system));
    assert_true(store_keeper(store)->keep(store, system, 0, values));
    assert_true(store_close(store));
    store_free(store);
    assert_int_equal(sqlite3_open(paths[6], &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db, "UPDATE system SET world = replace(world, 'cooks: 5', 'cooks: 6')", NULL,
                     NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
    merging_fails(paths[3], (const char *[]){paths[6]}, 1, "a world is not what it was");
    assert_int_not_equal(access(paths[3], F_OK), 0);
    assert_int_equal(files_of(paths[3]), 0); /* nor what was begun */
    /* A variant is compared with that of any store before, not only of the last. */
    struct scenario fast = read_text(lunch, NULL, NULL);
    fast.variants++;
    fast.variant_count = 1;
    struct result d = run(paths[4], &fast, 1, 0, 0);
    merging_fails(paths[3], (const char *[]){paths[0], paths[4], paths[1]}, 3, "in slow, ");
    result_free(&d);
    scenario_free(&fast);
    result_free(&joined);
    result_free(&c);
    result_free(&b);
    result_free(&a);
    scenario_free(&other);
    scenario_free(&scenario);
}

/* Without the scenario: what was varied is found by comparing worlds. */
static void what_it_holds_can_be_seen(void **state)
{
    (void)state;
    struct scenario scenario = read_text(lunch, NULL, NULL);
    struct scenario point = read_text(lunch, "kitchen.cooks", "12");
    struct result base = run(paths[0], &scenario, 2, 0, 0);
    struct store *store = open_store(paths[0], &scenario);
    const struct experiment_options options = {.keeper = store_keeper(store)};
    struct result varied;
    assert_true(experiment_run(&varied, &point, &options));
    store_free(store);
    struct store_file file;
    struct store_contents contents;
    assert_true(store_file_open(&file, paths[0], STORE_READ));
    assert_true(store_contents_read(&contents, &file));
    assert_string_equal(contents.about.title, "Lunch");
    assert_string_equal(contents.seed, "1");
    assert_int_equal(contents.point_count, 4);
    assert_int_equal(contents.key_count, 1);
    assert_string_equal(contents.keys[0], "kitchen.cooks");
    size_t measure = measure_find("time.total.mean");
    for (size_t p = 0; p < 4; p++) {
        const struct result *expected = p % 2 == 0 ? &base : &varied;
        assert_int_equal(contents.points[p].variant, p / 2);
        assert_string_equal(contents.points[p].values[0], p % 2 == 0 ? "4" : "12");
        assert_int_equal(contents.points[p].days, 30);
        assert_true(store_estimate(&contents, p, measure).mean ==
                    result_estimate(expected, p / 2, measure).mean);
    }
    store_contents_free(&contents);
    store_file_close(&file);
    result_free(&varied);
    result_free(&base);
    scenario_free(&point);
    scenario_free(&scenario);
}

/* Uses a store in every way; what comes of it does not matter, but that it is said. */
static void try_everything(const char *path, const struct scenario *scenario)
{
    struct store *store;
    const struct store_purpose purpose = {"1.0", "pizzeria run lunch", scenario};
    if (store_open(&store, path, &purpose) == STORE_OPEN) {
        const struct experiment_options options = {.threads = 1, .keeper = store_keeper(store)};
        struct result result;
        assert_true(experiment_run(&result, scenario, &options));
        assert_true(result.end == RUNS_DONE || *store_trouble(store));
        result_free(&result);
    } else {
        assert_int_not_equal(*store_trouble(store), '\0');
    }
    store_free(store);
    struct store_file file;
    struct store_contents contents;
    if (store_file_open(&file, path, STORE_READ) && store_contents_read(&contents, &file))
        store_contents_free(&contents);
    else
        assert_int_not_equal(*file.trouble, '\0');
    store_file_close(&file);
    struct store_merge merged;
    unlink(paths[6]);
    if (store_merge(&merged, paths[6], (const char *[]){path}, 1, NULL) != STORE_OPEN)
        assert_int_not_equal(*merged.trouble, '\0');
}

static void damage_is_survived(void **state)
{
    (void)state;
    struct scenario scenario = read_text(lunch, NULL, NULL);
    struct result result = run(paths[0], &scenario, 2, 0, 0);
    result_free(&result);
    FILE *file = fopen(paths[0], "r");
    static unsigned char whole[1 << 20], bytes[1 << 20];
    size_t size = fread(whole, 1, sizeof whole, file);
    fclose(file);
    random_state = 1;
    for (int time = 0; time < 40; time++) {
        size_t length = size;
        memcpy(bytes, whole, size);
        if (time % 4 == 0) /* cut short */
            length = random_below(size);
        for (int n = 0; time % 4 != 0 && n < 1 << time % 7; n++)
            bytes[random_below(size)] = (unsigned char)random_bits();
        write_file(paths[1], bytes, length);
        try_everything(paths[1], &scenario);
    }
    scenario_free(&scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(values_come_back_to_the_last_bit, clear_folder),
        cmocka_unit_test_teardown(what_comes_out_otherwise_is_refused, clear_folder),
        cmocka_unit_test_teardown(another_scenario_or_version_is_refused, clear_folder),
        cmocka_unit_test_teardown(other_files_are_refused_and_left_alone, clear_folder),
        cmocka_unit_test_teardown(one_program_at_a_time, clear_folder),
        cmocka_unit_test_teardown(parts_make_the_same_whole, clear_folder),
        cmocka_unit_test_teardown(more_is_added_to_what_is_there, clear_folder),
        cmocka_unit_test_teardown(merging_can_be_interrupted, clear_folder),
        cmocka_unit_test_teardown(only_what_goes_together_is_merged, clear_folder),
        cmocka_unit_test_teardown(what_it_holds_can_be_seen, clear_folder),
        cmocka_unit_test_teardown(damage_is_survived, clear_folder),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
