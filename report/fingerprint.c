/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fingerprints, and the comparison with earlier days. */
#include "report/fingerprint.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "report/csv.h"
#include "report/text.h"
#include "report/trace.h"

#define HEADER "variant,events,fingerprint"

struct fingerprint fingerprint_begin(void)
{
    return (struct fingerprint){.hash = UINT64_C(0xCBF29CE484222325)};
}

static void add_number(struct fingerprint *print, uint64_t number)
{
    for (int byte = 0; byte < 8; byte++) {
        print->hash ^= number >> 8 * byte & 0xFF;
        print->hash *= UINT64_C(0x100000001B3);
    }
}

void fingerprint_add(struct fingerprint *print, const struct journal_entry *entry)
{
    add_number(print, (uint64_t)entry->at);
    add_number(print, (uint64_t)entry->event);
    add_number(print, entry->order);
    add_number(print, entry->cook);
    add_number(print, entry->recipe);
    add_number(print, entry->number);
    add_number(print, (uint64_t)entry->length);
    print->events++;
}

static void note_print(void *listener, size_t variant, const struct journal_entry *entry)
{
    struct fingerprint *prints = listener;
    fingerprint_add(&prints[variant], entry);
}

/* The fingerprints of all variants; *prints must be freed. */
static enum trace_end take(struct fingerprint **prints, const struct scenario *scenario,
                           uint32_t replication, const atomic_bool *stop)
{
    *prints = calloc(scenario->variant_count, sizeof **prints);
    if (!*prints)
        return TRACE_OUT_OF_MEMORY;
    for (size_t v = 0; v < scenario->variant_count; v++)
        (*prints)[v] = fingerprint_begin();
    const struct days_listener listener = {.listener = *prints, .note = note_print};
    return days_run(scenario, replication, &listener, stop);
}

static void write_print(FILE *to, const struct variant *variant, const struct fingerprint *print)
{
    csv_text(to, variant->name);
    fprintf(to, ",%" PRIu64 ",%016" PRIx64 "\n", print->events, print->hash);
}

enum trace_end fingerprint_write(FILE *to, const struct scenario *scenario, uint32_t replication,
                                 const atomic_bool *stop)
{
    struct fingerprint *prints;
    enum trace_end end = take(&prints, scenario, replication, stop);
    if (end == TRACE_DONE) {
        fputs(HEADER "\n", to);
        for (size_t v = 0; v < scenario->variant_count; v++)
            write_print(to, &scenario->variants[v], &prints[v]);
    }
    free(prints);
    return end;
}

/* The next record of a CSV file, in which quoted line ends do not count, without its line end. */
struct record {
    char *text;
    size_t length, room;
};

/* False at the end of the file, and where a record is longer than any of ours. */
static bool read_record(FILE *from, struct record *record)
{
    bool quoted = false;
    int c;
    for (record->length = 0; (c = getc(from)) != EOF; record->length++) {
        quoted = c == '"' ? !quoted : quoted;
        if (c == '\n' && !quoted)
            break;
        if (record->length + 1 >= record->room)
            return false;
        record->text[record->length] = (char)c;
    }
    if (record->length > 0 && record->text[record->length - 1] == '\r')
        record->length--;
    record->text[record->length] = '\0';
    return c != EOF || record->length > 0;
}

struct verifying {
    FILE *to, *from;
    const struct scenario *scenario;
    struct record record;
    char *key; /* what the record is to begin with */
    size_t key_length;
    FILE *key_to;      /* writes to it */
    uint64_t compared; /* rows that are the same */
    bool different;
};

/* The beginning of the row for an entry, as a trace has it. */
static bool make_key(struct verifying *v, const struct variant *variant,
                     const struct journal_entry *entry)
{
    rewind(v->key_to);
    trace_row_key(v->key_to, variant, entry);
    return fflush(v->key_to) == 0;
}

static void compare_row(void *listener, size_t variant, const struct journal_entry *entry)
{
    struct verifying *v = listener;
    const struct variant *of = &v->scenario->variants[variant];
    if (v->different)
        return;
    bool more = read_record(v->from, &v->record);
    v->different = !make_key(v, of, entry) || !more || v->record.length < v->key_length ||
                   memcmp(v->record.text, v->key, v->key_length) != 0;
    if (!v->different) {
        v->compared++;
        return;
    }
    fprintf(v->to, "Event %" PRIu64 " is the first that differs.\n  earlier: ", v->compared + 1);
    text_put(v->to, more ? v->record.text : "(nothing: the trace ends here)");
    fputs("\n  now:     ", v->to);
    trace_row(v->to, v->scenario, of, entry);
}

static bool go_on(void *listener, size_t variant, const struct kitchen *kitchen, sim_time at)
{
    const struct verifying *v = listener;
    (void)variant, (void)kitchen, (void)at;
    return !v->different;
}

/* Goes through the trace and through the day, row by row. */
static enum trace_end verify_trace(struct verifying *v, uint32_t replication,
                                   const atomic_bool *stop)
{
    const struct days_listener listener = {.listener = v, .note = compare_row, .instant = go_on};
    enum trace_end end = days_run(v->scenario, replication, &listener, stop);
    if (v->different)
        return TRACE_DONE;
    if (end == TRACE_DONE && read_record(v->from, &v->record)) {
        v->different = true;
        fprintf(v->to,
                "The trace goes on where the day is now over, after %" PRIu64 " events.\n"
                "  earlier: ",
                v->compared);
        text_put(v->to, v->record.text);
        fputc('\n', v->to);
    }
    if (end == TRACE_DONE && !v->different)
        fprintf(v->to, "The same: %" PRIu64 " events.\n", v->compared);
    return end;
}

/* The line of a fingerprint file for a variant. */
static bool same_print(struct verifying *v, const struct variant *variant,
                       const struct fingerprint *print)
{
    rewind(v->key_to);
    write_print(v->key_to, variant, print);
    if (fflush(v->key_to) != 0 || !read_record(v->from, &v->record))
        return false;
    size_t length = v->key_length - 1; /* without the line's end */
    return v->record.length == length && memcmp(v->record.text, v->key, length) == 0;
}

static enum trace_end verify_prints(struct verifying *v, uint32_t replication,
                                    const atomic_bool *stop)
{
    struct fingerprint *prints;
    enum trace_end end = take(&prints, v->scenario, replication, stop);
    for (size_t n = 0; n < v->scenario->variant_count && end == TRACE_DONE && !v->different; n++) {
        const struct variant *variant = &v->scenario->variants[n];
        if (same_print(v, variant, &prints[n]))
            continue;
        v->different = true;
        fputs("This fingerprint differs.\n  earlier: ", v->to);
        text_put(v->to, v->record.length > 0 ? v->record.text : "(nothing: the file ends here)");
        fputs("\n  now:     ", v->to);
        write_print(v->to, variant, &prints[n]);
        fputs("Traces (--format csv) of both would show the first event that differs.\n", v->to);
    }
    if (end == TRACE_DONE && !v->different && read_record(v->from, &v->record)) {
        v->different = true;
        fputs("The file has a variant that is not there now.\n  earlier: ", v->to);
        text_put(v->to, v->record.text);
        fputc('\n', v->to);
    }
    if (end == TRACE_DONE && !v->different)
        fprintf(v->to, "The same: %zu of %zu fingerprints.\n", v->scenario->variant_count,
                v->scenario->variant_count);
    free(prints);
    return end;
}

/* The longest row: names of variants and recipes are at most some thousand bytes each. */
#define RECORD_ROOM (1 << 20)

static enum trace_end verify(struct verifying *v, enum verdict *verdict, uint32_t replication,
                             const atomic_bool *stop)
{
    enum trace_end end = TRACE_DONE;
    if (!read_record(v->from, &v->record))
        return end;
    if (strcmp(v->record.text, TRACE_CSV_HEADER) == 0)
        end = verify_trace(v, replication, stop);
    else if (strcmp(v->record.text, HEADER) == 0)
        end = verify_prints(v, replication, stop);
    else
        return end;
    if (!ferror(v->from))
        *verdict = v->different ? VERDICT_DIFFERENT : VERDICT_SAME;
    return end;
}

enum trace_end fingerprint_verify(FILE *to, enum verdict *verdict, FILE *from,
                                  const struct scenario *scenario, uint32_t replication,
                                  const atomic_bool *stop)
{
    struct verifying v = {.to = to, .from = from, .scenario = scenario};
    enum trace_end end = TRACE_OUT_OF_MEMORY;
    *verdict = VERDICT_UNREADABLE;
    v.record = (struct record){.text = malloc(RECORD_ROOM), .room = RECORD_ROOM};
    v.key_to = open_memstream(&v.key, &v.key_length);
    if (v.record.text && v.key_to)
        end = verify(&v, verdict, replication, stop);
    if (v.key_to)
        fclose(v.key_to);
    free(v.key);
    free(v.record.text);
    return end;
}
