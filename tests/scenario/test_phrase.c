/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Values from text: every form that INTERFACE names, what is refused and where it is marked, and
 * that what is written reads back as the same.
 */
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/arena.h"
#include "models/phrase.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct phrase_error error;

static sim_time duration(const char *text)
{
    sim_time value = -1;
    if (!phrase_duration(text, strlen(text), &value, &error))
        fail_msg("\"%s\": %s", text, error.text);
    return value;
}

static void durations_in_every_unit(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        sim_time value;
    } cases[] = {
        {"1 us", 1000},
        {"1 ms", 1000000},
        {"1 s", SIM_SECOND},
        {"1 min", SIM_MINUTE},
        {"1 h", SIM_HOUR},
        {"1 day", SIM_DAY},
        {"2 days", 2 * SIM_DAY},
        {"3 hours", 3 * SIM_HOUR},
        {"8min", 8 * SIM_MINUTE},
        {"  2.5   min ", 150 * SIM_SECOND},
        {"0 s", 0},
        {"-0 s", 0},
        {"+1 s", SIM_SECOND},
        {".5 s", SIM_SECOND / 2},
        {"1. s", SIM_SECOND},
        {"1e3 s", 1000 * SIM_SECOND},
        {"1.5E-3 s", 1500000},
        /* Decimals are exact, however unlucky they are as binary fractions. */
        {"0.1 min", 6 * SIM_SECOND},
        {"0.3 s", 300000000},
        {"33333.333333333 day", -1},
        {"1234.567890123 s", INT64_C(1234567890123)},
        {"100.000000001 day", 100 * SIM_DAY + 86400},
        /* To the nearest nanosecond, halves up. */
        {"0.0005 us", 1},
        {"0.00049 us", 0},
        {"0.0015 us", 2},
        {"1e-30 us", 0},
        {"1e-400 us", 0},
        {"0e400 us", 0},
        /* Digits beyond what can matter. */
        {"1.00000000000000000000000000000000000000000001 s", SIM_SECOND},
        {"0.000000000000000000000000000000000000000000001e45 s", SIM_SECOND},
        {"1152921504606846976e-9 s", SIM_FAR},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        sim_time value = -1;
        bool good = phrase_duration(cases[i].text, strlen(cases[i].text), &value, &error);
        if (cases[i].value < 0)
            assert_false(good);
        else if (value != cases[i].value)
            fail_msg("\"%s\" is %lld", cases[i].text, (long long)value);
    }
}

/* What is wrong with a text: the columns of the mark, and some of the sentence. */
struct refusal {
    const char *text;
    size_t offset, width;
    const char *says;
};

static void expect_refusal(const struct refusal *expected, bool accepted)
{
    if (accepted)
        fail_msg("\"%s\" was accepted", expected->text);
    if (error.offset != expected->offset || error.width != expected->width ||
        !strstr(error.text, expected->says))
        fail_msg("\"%s\": %zu+%zu: %s", expected->text, error.offset, error.width, error.text);
    assert_true(error.offset + error.width <= strlen(expected->text));
}

static void wrong_durations_are_marked(void **state)
{
    (void)state;
    static const struct refusal cases[] = {
        {"", 0, 0, "expected a duration, such as 8 min"},
        {"   ", 0, 0, "expected a duration"},
        {"8", 0, 1, "needs a unit: 8 s"},
        {"8 mins", 2, 4, "did you mean \"min\"?"},
        {"8 m", 2, 1, "the units are us, ms, s, min, h and day"},
        {"8 parsec", 2, 6, "is not a unit of time"},
        {"-8 min", 0, 2, "below 0"},
        {"8 min late", 6, 4, "\"late\" is too much"},
        {"8 min 30 s", 6, 4, "too much"},
        {"nan", 0, 3, "\"nan\" is not a number"},
        {"inf s", 0, 3, "not a number"},
        {"infinity", 0, 8, "not a number"},
        {"0x10 s", 1, 3, "\"x10\" is not a unit"},
        {"1_000 s", 1, 4, "\"_000\" is not a unit"},
        {"1,5 s", 1, 2, "not a unit"},
        {"1e s", 1, 1, "\"e\" is not a unit"},
        {"40 000 day", 3, 3, "not a unit"},
        {"1e9 day", 0, 7, "too long"},
        {"1e999999999999 s", 0, 16, "too long"},
        {"99999999999999999999999999 s", 0, 28, "too long"},
        {"- 1 s", 0, 1, "not a number"},
        {"--1 s", 0, 3, "not a number"},
        {"\xff s", 0, 1, "not a number"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        sim_time value = 7;
        bool good = phrase_duration(cases[i].text, strlen(cases[i].text), &value, &error);
        expect_refusal(&cases[i], good);
        assert_int_equal(value, 7);
    }
}

static void bare_numbers_are_seconds_where_allowed(void **state)
{
    (void)state;
    sim_time value = 0;
    assert_true(phrase_duration_or_seconds("2.5", 3, &value, &error));
    assert_int_equal(value, 2500 * SIM_MS);
    assert_true(phrase_duration_or_seconds("2.5 min", 7, &value, &error));
    assert_int_equal(value, 150 * SIM_SECOND);
}

static void numbers_do_not_depend_on_the_locale(void **state)
{
    (void)state;
    /* A locale with a decimal comma, where the machine has one. */
    static const char *const locales[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "C.UTF-8"};
    for (size_t i = 0; i < COUNT(locales) && !setlocale(LC_ALL, locales[i]); i++)
        continue;
    double value = 0;
    assert_true(phrase_number("0.25", 4, &value, &error));
    assert_true(value == 0.25);
    assert_false(phrase_number("0,25", 4, &value, &error));
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    spell_number(to, 0.25);
    assert_int_equal(fclose(to), 0);
    assert_string_equal(text, "0.25");
    free(text);
    setlocale(LC_ALL, "C");
}

static void numbers_and_whole_numbers(void **state)
{
    (void)state;
    double value = 0;
    uint64_t whole = 0;
    assert_true(phrase_number("1e-6", 4, &value, &error));
    assert_true(value == 1e-6);
    assert_true(phrase_number("-3", 2, &value, &error));
    assert_true(value == -3);
    assert_true(phrase_number("-0", 2, &value, &error));
    assert_false(signbit(value));
    assert_true(phrase_whole("18446744073709551615", 20, &whole, &error));
    assert_true(whole == UINT64_MAX);
    static const struct refusal refused[] = {
        {"18446744073709551616", 0, 20, "too large"},
        {"99999999999999999999999", 0, 23, "too large"},
        {"1.5", 0, 3, "whole number"},
        {"1e3", 0, 3, "whole number"},
        {"-1", 0, 2, "below 0"},
        {"12 min", 3, 3, "too much"},
        {"twelve", 0, 6, "not a number"},
    };
    for (size_t i = 0; i < COUNT(refused); i++)
        expect_refusal(&refused[i],
                       phrase_whole(refused[i].text, strlen(refused[i].text), &whole, &error));
    static const struct refusal infinite[] = {
        {"1e400", 0, 5, "too large"},
        {"nan", 0, 3, "not a number"},
        {"0x1p3", 1, 4, "too much"},
    };
    for (size_t i = 0; i < COUNT(infinite); i++)
        expect_refusal(&infinite[i],
                       phrase_number(infinite[i].text, strlen(infinite[i].text), &value, &error));
}

static void a_number_of_a_thousand_digits_is_refused(void **state)
{
    (void)state;
    char text[1001];
    double value = 0;
    memset(text, '1', sizeof text);
    assert_false(phrase_number(text, 1000, &value, &error));
    assert_non_null(strstr(error.text, "at most"));
}

static void shares_rates_and_sizes(void **state)
{
    (void)state;
    double value = 0;
    int64_t size = 0;
    assert_true(phrase_share("5 %", 3, &value, &error));
    assert_true(value == 0.05);
    assert_true(phrase_share("95%", 3, &value, &error));
    assert_true(value == 0.95);
    assert_true(phrase_share("0.05", 4, &value, &error));
    assert_true(value == 0.05);
    assert_true(phrase_rate("60 per hour", 11, &value, &error));
    assert_true(value == 60.0 / 3600);
    assert_true(phrase_rate("200 per second", 14, &value, &error));
    assert_true(value == 200);
    assert_true(phrase_rate("2 per min", 9, &value, &error));
    assert_true(value == 2.0 / 60);
    assert_true(phrase_size("10 KiB", 6, &size, &error));
    assert_int_equal(size, 10240);
    assert_true(phrase_size("1.5 MiB", 7, &size, &error));
    assert_int_equal(size, 3 << 19);
    assert_true(phrase_size("2 GiB", 5, &size, &error));
    assert_int_equal(size, INT64_C(2) << 30);
    assert_true(phrase_size("7 B", 3, &size, &error));
    assert_int_equal(size, 7);
}

static void wrong_shares_rates_and_sizes_are_marked(void **state)
{
    (void)state;
    double value = 0;
    int64_t size = 0;
    static const struct refusal shares[] = {
        {"-5 %", 0, 2, "below 0"}, {"5 %%", 3, 1, "too much"}, {"five", 0, 4, "5 % or 0.05"}};
    for (size_t i = 0; i < COUNT(shares); i++)
        expect_refusal(&shares[i],
                       phrase_share(shares[i].text, strlen(shares[i].text), &value, &error));
    static const struct refusal rates[] = {{"60", 0, 2, "60 per hour"},
                                           {"60 hour", 3, 4, "60 per hour"},
                                           {"60 per", 6, 0, "second, minute, hour and day"},
                                           {"60 per fortnight", 7, 9, "not a unit of time"},
                                           {"60 per hour now", 12, 3, "too much"},
                                           {"per hour", 0, 3, "60 per hour"},
                                           {"-1 per s", 0, 2, "below 0"}};
    for (size_t i = 0; i < COUNT(rates); i++)
        expect_refusal(&rates[i],
                       phrase_rate(rates[i].text, strlen(rates[i].text), &value, &error));
    static const struct refusal sizes[] = {{"10", 0, 2, "needs a unit"},
                                           {"10 KB", 3, 2, "did you mean"},
                                           {"10 kg", 3, 2, "not a unit of size"},
                                           {"9e18 KiB", 0, 8, "too large"},
                                           {"-1 B", 0, 2, "below 0"}};
    for (size_t i = 0; i < COUNT(sizes); i++)
        expect_refusal(&sizes[i], phrase_size(sizes[i].text, strlen(sizes[i].text), &size, &error));
}

static void clock_times(void **state)
{
    (void)state;
    sim_time value = 0;
    assert_true(phrase_clock("11:00", 5, &value, &error));
    assert_int_equal(value, 11 * SIM_HOUR);
    assert_true(phrase_clock("9:05", 4, &value, &error));
    assert_int_equal(value, 9 * SIM_HOUR + 5 * SIM_MINUTE);
    assert_true(phrase_clock("23:59:59", 8, &value, &error));
    assert_int_equal(value, SIM_DAY - SIM_SECOND);
    assert_true(phrase_clock("00:00:00.125", 12, &value, &error));
    assert_int_equal(value, 125 * SIM_MS);
    static const struct refusal refused[] = {
        {"24:00", 0, 5, "not a clock time"},    {"12:60", 3, 2, "not a clock time"},
        {"12:00:60", 6, 2, "not a clock time"}, {"12", 0, 2, "expected a clock time"},
        {"123:00", 0, 6, "not a clock time"},   {"12:00 pm", 6, 2, "too much"},
        {"12:", 3, 0, "not a clock time"},      {"noon", 0, 4, "not a clock time"},
        {"", 0, 0, "not a clock time"},         {"-1:00", 0, 5, "not a clock time"}};
    for (size_t i = 0; i < COUNT(refused); i++)
        expect_refusal(&refused[i],
                       phrase_clock(refused[i].text, strlen(refused[i].text), &value, &error));
    assert_true(phrase_is_clock("8:00", 4));
    assert_false(phrase_is_clock("8 min", 5));
    assert_false(phrase_is_clock("every", 5));
}

/* Distributions: a data file that holds 1, 2 and 3 s, whatever its name. */
static const char *three_values(void *owner, const char *path, struct sim_dist *dist)
{
    static sim_time values[3];
    *(const char **)owner = path;
    if (strcmp(path, "missing.csv") == 0)
        return "missing.csv cannot be opened";
    for (size_t i = 0; i < 3; i++)
        values[i] = (sim_time)(i + 1) * SIM_SECOND;
    return sim_dist_empirical(dist, values, 3);
}

static const char *path_of_values(const void *owner, const void *data)
{
    (void)data;
    return owner;
}

struct bench {
    struct arena *arena;
    const char *path;
    struct phrase_files files;
};

static int set_up(void **state)
{
    static struct bench bench;
    bench.arena = arena_new(1 << 24);
    bench.files = (struct phrase_files){bench.arena, &bench.path, three_values};
    *state = &bench;
    return bench.arena ? 0 : -1;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    arena_free(bench->arena);
    return 0;
}

static struct sim_dist dist(struct bench *bench, const char *text)
{
    struct sim_dist result = {0};
    if (!phrase_dist(text, strlen(text), &bench->files, &result, &error))
        fail_msg("\"%s\": %s", text, error.text);
    return result;
}

static void every_distribution_has_the_mean_it_names(void **state)
{
    static const struct {
        const char *text;
        enum sim_dist_kind kind;
        double mean, sd;
    } cases[] = {
        {"8 min", SIM_CONSTANT, 480, 0},
        {"exponential 8 min", SIM_EXPONENTIAL, 480, 480},
        {"gamma 15 min cv 0.3", SIM_GAMMA, 900, 270},
        {"lognormal 5 min cv 0.4", SIM_LOGNORMAL, 300, 120},
        {"erlang 15 min k 4", SIM_ERLANG, 900, 450},
        {"pareto 15 min shape 2.5", SIM_PARETO, 900, 900 / 1.118033988749895},
        {"hyperexponential 15 min cv 2", SIM_HYPEREXPONENTIAL, 900, 1800},
        {"uniform 0 min to 30 min", SIM_UNIFORM, 900, 1800 / 3.4641016151377544},
        {"triangular 5 min to 20 min peak 11 min", SIM_TRIANGULAR, 720, -1},
        {"pert 5 min to 20 min peak 10 min", SIM_PERT, 650, -1},
        {"empirical prep.csv", SIM_EMPIRICAL, 2, -1},
        {"mixture 3 of gamma 10 min cv 0.3 | 1 of 50 min", SIM_MIXTURE, 1200, -1},
        {"30 s + exponential 2 min", SIM_EXPONENTIAL, 150, 120},
        {"1 min + 30 s", SIM_CONSTANT, 90, 0},
        {"10 s + 20 s + exponential 2 min", SIM_EXPONENTIAL, 150, 120},
        {"1 s + mixture 1 of 1 s | 1 of 2 s + exponential 1 s", SIM_MIXTURE, 3, -1},
        {"mixture 1 of 1 s | 1 of mixture 1 of 2 s | 1 of 4 s", SIM_MIXTURE, 2, -1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct sim_dist made = dist(*state, cases[i].text);
        assert_int_equal(made.kind, cases[i].kind);
        assert_true(fabs(sim_dist_mean(&made) - cases[i].mean) < 1e-9 * (1 + cases[i].mean));
        if (cases[i].sd >= 0)
            assert_true(fabs(sqrt(sim_dist_variance(&made)) - cases[i].sd) < 1e-6);
    }
    struct sim_dist weibull = dist(*state, "weibull 15 min shape 2");
    assert_true(fabs(sim_dist_mean(&weibull) - 900) < 1e-6);
    struct sim_dist normal = dist(*state, "normal 15 min sd 3 min");
    assert_int_equal(normal.kind, SIM_NORMAL);
    assert_true(normal.first == 900 && normal.second == 180);
}

static void data_files_may_have_spaces_in_their_names(void **state)
{
    struct bench *bench = *state;
    dist(bench, "mixture 1 of empirical my data.csv | 2 of 3 s");
    assert_string_equal(bench->path, "my data.csv");
    dist(bench, "empirical  /tmp/a:b.csv ");
    assert_string_equal(bench->path, "/tmp/a:b.csv");
}

static void wrong_distributions_are_marked(void **state)
{
    struct bench *bench = *state;
    static const struct refusal cases[] = {
        {"", 0, 0, "expected a duration or a distribution"},
        {"gama 15 min cv 0.3", 0, 4, "did you mean \"gamma\"?"},
        {"poisson 3 min", 0, 7, "neither a duration"},
        {"gamma", 5, 0, "expected a duration"},
        {"gamma 15 min", 12, 0, "expected \"cv\" here, as in \"gamma 15 min cv 0.3\""},
        {"gamma 15 min sd 3 min", 13, 2, "expected \"cv\" here"},
        {"gamma 15 min cv", 15, 0, "expected a number"},
        {"gamma 15 min cv 3 min", 18, 3, "too much"},
        {"gamma 15 cv 0.3", 9, 2, "\"cv\" is not a unit of time"},
        {"gamma 15 min cv -1", 0, 18, "gamma: "},
        {"exponential 0 min", 0, 17, "exponential: "},
        {"erlang 15 min k 2.5", 0, 19, "erlang: "},
        {"pareto 15 min shape 1", 0, 21, "pareto: "},
        {"hyperexponential 15 min cv 0.5", 0, 30, "hyperexponential: "},
        {"uniform 30 min to 0 min", 0, 23, "uniform: "},
        {"uniform 30 min", 14, 0, "expected \"to\""},
        {"triangular 5 min to 20 min", 26, 0, "expected \"peak\""},
        {"triangular 5 min to 20 min peak 30 min", 0, 38, "triangular: "},
        {"normal 15 min sd 3", 17, 1, "needs a unit"},
        {"exponential 8 min cv 1", 18, 4, "too much"},
        {"empirical", 0, 9, "expected the name of a file"},
        {"empirical missing.csv", 10, 11, "missing.csv cannot be opened"},
        {"mixture", 7, 0, "expected a weight"},
        {"mixture 3 gamma 10 min cv 0.3", 10, 5, "expected \"of\""},
        {"mixture 0 of 10 min", 8, 1, "weight must be above 0"},
        {"mixture -1 of 10 min", 8, 2, "weight must be above 0"},
        {"mixture 1e300 of 10 min", 8, 5, "weight must be"},
        {"mixture 3 of 10 min |", 21, 0, "expected a weight"},
        {"mixture 3 of 10 min | 1 of", 26, 0, "expected a duration or a distribution"},
        {"mixture 3 of 10 min 1 of 5 min", 20, 10, "too much"},
        {"30 s +", 6, 0, "expected a duration or a distribution"},
        {"30 + exponential 2 min", 0, 2, "needs a unit"},
        {"30 s exponential 2 min", 5, 17, "too much"},
        {"exponential 2 min + 30 s", 18, 6, "too much"},
        {"8 minn", 2, 4, "did you mean"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct sim_dist made = {.count = 42};
        expect_refusal(&cases[i], phrase_dist(cases[i].text, strlen(cases[i].text), &bench->files,
                                              &made, &error));
        assert_int_equal(made.count, 42);
    }
}

static void mixtures_are_bounded(void **state)
{
    struct bench *bench = *state;
    char text[4096] = "";
    struct sim_dist made;
    for (size_t i = 0; i < 100; i++)
        strcat(text, "mixture 1 of ");
    strcat(text, "1 s");
    assert_false(phrase_dist(text, strlen(text), &bench->files, &made, &error));
    assert_non_null(strstr(error.text, "deep"));

    strcpy(text, "mixture 1 of 1 s");
    for (size_t i = 0; i < 100; i++)
        strcat(text, " | 1 of 1 s");
    assert_false(phrase_dist(text, strlen(text), &bench->files, &made, &error));
    assert_non_null(strstr(error.text, "parts"));
}

static void check_written(struct bench *bench, const char *text, const char *expected)
{
    struct sim_dist made = dist(bench, text);
    char *written = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&written, &size);
    assert_non_null(to);
    spell_dist(to, &made, path_of_values, "prep.csv");
    assert_int_equal(fclose(to), 0);
    assert_string_equal(written, expected);
    free(written);
}

static void distributions_are_written_as_they_are_read(void **state)
{
    static const char *const same[] = {
        "8 min",
        "90 s",
        "0 s",
        "0.001 us",
        "exponential 8 min",
        "gamma 15 min cv 0.3",
        "lognormal 5 min cv 0.4",
        "erlang 15 min k 4",
        "weibull 15 min shape 2",
        "pareto 15 min shape 2.5",
        "hyperexponential 15 min cv 2",
        "normal 15 min sd 3 min",
        "uniform 0 s to 30 min",
        "triangular 5 min to 20 min peak 10 min",
        "pert 5 min to 20 min peak 10 min",
        "empirical prep.csv",
        "mixture 3 of gamma 10 min cv 0.3 | 1 of 45 min",
        "mixture 0.1 of 1 s + exponential 3 s | 1000000 of mixture 1 of 1 s | 2 of 2 s",
        "30 s + exponential 2 min",
        "250 ms + mixture 1 of 1 us | 1 of exponential 12345 us",
    };
    for (size_t i = 0; i < COUNT(same); i++)
        check_written(*state, same[i], same[i]);
    check_written(*state, "1.5 min", "90 s");
    check_written(*state, "1 min + 30 s", "90 s");
    check_written(*state, "120 min", "2 h");
}

static void check_spelled(void (*spell)(FILE *, double), double value, const char *expected)
{
    char *written = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&written, &size);
    assert_non_null(to);
    spell(to, value);
    assert_int_equal(fclose(to), 0);
    assert_string_equal(written, expected);
    free(written);
}

static void numbers_are_written_as_people_write_them(void **state)
{
    (void)state;
    check_spelled(spell_rate, 60.0 / 3600, "60 per hour");
    check_spelled(spell_rate, 200, "200 per second");
    check_spelled(spell_rate, 1e6, "1000000 per second");
    check_spelled(spell_rate, 20.0 / 3600, "20 per hour");
    check_spelled(spell_rate, 0, "0 per hour");
    check_spelled(spell_share, 0.95, "95 %");
    check_spelled(spell_share, 1, "100 %");
    check_spelled(spell_share, 0.002, "0.2 %");
    check_spelled(spell_number, 1e6, "1000000");
    check_spelled(spell_number, 0.1, "0.1");
    check_spelled(spell_number, 1e-6, "1e-06");
}

/* Any rate, share or number survives being written and read. */
static void written_numbers_read_back_exactly(void **state)
{
    (void)state;
    uint64_t bits = 88172645463325252U;
    for (int i = 0; i < 20000; i++) {
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        double value = (double)(bits >> 11) * 0x1p-53 * pow(10, (double)(bits % 13) - 6);
        double back = -1;
        char *written = NULL;
        size_t size = 0;
        FILE *to = open_memstream(&written, &size);
        assert_non_null(to);
        (i % 3 == 0 ? spell_rate : i % 3 == 1 ? spell_share : spell_number)(to, value);
        assert_int_equal(fclose(to), 0);
        bool good = i % 3 == 0   ? phrase_rate(written, size, &back, &error)
                    : i % 3 == 1 ? phrase_share(written, size, &back, &error)
                                 : phrase_number(written, size, &back, &error);
        if (!good || back != value)
            fail_msg("%.17g was written as %s", value, written);
        free(written);
    }
}

static void durations_are_written_and_read_back(void **state)
{
    (void)state;
    uint64_t bits = 362436069U;
    for (int i = 0; i < 20000; i++) {
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        sim_time value = (sim_time)(bits >> (4 + bits % 60));
        char *written = NULL;
        size_t size = 0;
        FILE *to = open_memstream(&written, &size);
        assert_non_null(to);
        spell_duration(to, value);
        assert_int_equal(fclose(to), 0);
        assert_int_equal(duration(written), value);
        free(written);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(durations_in_every_unit),
        cmocka_unit_test(wrong_durations_are_marked),
        cmocka_unit_test(bare_numbers_are_seconds_where_allowed),
        cmocka_unit_test(numbers_do_not_depend_on_the_locale),
        cmocka_unit_test(numbers_and_whole_numbers),
        cmocka_unit_test(a_number_of_a_thousand_digits_is_refused),
        cmocka_unit_test(shares_rates_and_sizes),
        cmocka_unit_test(wrong_shares_rates_and_sizes_are_marked),
        cmocka_unit_test(clock_times),
        cmocka_unit_test(every_distribution_has_the_mean_it_names),
        cmocka_unit_test(data_files_may_have_spaces_in_their_names),
        cmocka_unit_test(wrong_distributions_are_marked),
        cmocka_unit_test(mixtures_are_bounded),
        cmocka_unit_test(distributions_are_written_as_they_are_read),
        cmocka_unit_test(numbers_are_written_as_people_write_them),
        cmocka_unit_test(written_numbers_read_back_exactly),
        cmocka_unit_test(durations_are_written_and_read_back),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
