/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Processor sharing by virtual work. One clock says how much work every piece has done since the
 * run began, had it been there; a piece is finished when the clock shows its beginning plus its
 * length, whatever the speeds in between. So a change of speed touches the clock and no piece.
 *
 * The clock counts in 2^-64 ns in a 128-bit integer, which makes it exact: work done in two
 * stretches is to the last bit the work done in one, and nothing drifts however long the run.
 */
#include "sim/work.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef unsigned __int128 amount; /* of work, in 2^-64 ns at speed 1 */

enum { FRACTION_BITS = 64, FIRST_CAPACITY = 64 };

struct piece {
    amount end;        /* what the clock of done work shows when it is finished */
    uint64_t sequence; /* order of beginning */
    uint32_t subject;
};

/* A binary heap of pieces. */
struct heap {
    struct piece *pieces;
    size_t count;
    bool by_end; /* in the order of their ends; equal ends, or else all, in that of beginning */
};

struct sim_work {
    struct heap under_way;
    struct heap due; /* finished at due_at but not yet taken out */
    size_t capacity; /* of each heap */
    amount done;     /* the clock of done work, at `since` */
    amount rate;     /* what it advances by in a nanosecond */
    sim_time since;
    sim_time due_at;
    amount last_end; /* of the piece that was finished last */
    uint64_t begun;
};

struct sim_work *sim_work_new(void)
{
    struct sim_work *work = calloc(1, sizeof *work);
    if (work)
        sim_work_clear(work);
    return work;
}

void sim_work_free(struct sim_work *work)
{
    if (!work)
        return;
    free(work->under_way.pieces);
    free(work->due.pieces);
    free(work);
}

void sim_work_clear(struct sim_work *work)
{
    work->under_way.count = 0;
    work->under_way.by_end = true;
    work->due.count = 0;
    work->due.by_end = false;
    work->done = 0;
    work->rate = (amount)1 << FRACTION_BITS;
    work->since = 0;
    work->due_at = 0;
    work->last_end = 0;
    work->begun = 0;
}

static bool reserve_heap(struct heap *heap, size_t capacity)
{
    struct piece *pieces = realloc(heap->pieces, capacity * sizeof *pieces);
    if (!pieces)
        return false;
    heap->pieces = pieces;
    return true;
}

/* Room for that many pieces in both heaps, so that moving from one to the other never fails. */
static bool reserve(struct sim_work *work, size_t capacity)
{
    if (capacity <= work->capacity)
        return true;
    if (!reserve_heap(&work->under_way, capacity) || !reserve_heap(&work->due, capacity))
        return false;
    work->capacity = capacity;
    return true;
}

static bool before(const struct heap *heap, const struct piece *a, const struct piece *b)
{
    if (heap->by_end && a->end != b->end)
        return a->end < b->end;
    return a->sequence < b->sequence;
}

static void push(struct heap *heap, struct piece piece)
{
    size_t hole = heap->count++;
    while (hole > 0 && before(heap, &piece, &heap->pieces[(hole - 1) / 2])) {
        heap->pieces[hole] = heap->pieces[(hole - 1) / 2];
        hole = (hole - 1) / 2;
    }
    heap->pieces[hole] = piece;
}

static struct piece pop(struct heap *heap)
{
    struct piece first = heap->pieces[0];
    struct piece last = heap->pieces[--heap->count];
    size_t hole = 0;
    for (;;) {
        size_t child = 2 * hole + 1;
        if (child >= heap->count)
            break;
        if (child + 1 < heap->count && before(heap, &heap->pieces[child + 1], &heap->pieces[child]))
            child++;
        if (!before(heap, &heap->pieces[child], &last))
            break;
        heap->pieces[hole] = heap->pieces[child];
        hole = child;
    }
    heap->pieces[hole] = last;
    return first;
}

static void advance(struct sim_work *work, sim_time now)
{
    assert(now >= work->since);
    work->done += work->rate * (uint64_t)(now - work->since);
    work->since = now;
}

/* The instant, to the nearest nanosecond, at which the clock of done work shows `end`. */
static sim_time instant_of(const struct sim_work *work, amount end)
{
    if (end <= work->done)
        return work->since;
    if (work->rate == 0)
        return SIM_NEVER;
    amount length = (end - work->done + work->rate / 2) / work->rate;
    return length < (amount)(SIM_FAR - work->since) ? work->since + (sim_time)length : SIM_FAR;
}

/*
 * Moves what is finished by now to where it awaits being taken out in the order in which it was
 * begun: ends that differ by less than shows in nanoseconds are ties.
 */
static void collect_due(struct sim_work *work, sim_time now)
{
    while (work->under_way.count && instant_of(work, work->under_way.pieces[0].end) <= now) {
        struct piece piece = pop(&work->under_way);
        work->due_at = now;
        push(&work->due, piece);
    }
}

void sim_work_speed(struct sim_work *work, sim_time now, double speed)
{
    static const double fastest = 8; /* keeps the clock of a run of SIM_FAR within 128 bits */
    assert(speed >= 0);
    collect_due(work, now);
    advance(work, now);
    work->rate = (amount)ldexp(speed < fastest ? speed : fastest, FRACTION_BITS);
}

bool sim_work_begin(struct sim_work *work, sim_time now, sim_time length, uint32_t subject)
{
    assert(length >= 0 && length <= SIM_FAR);
    size_t needed = sim_work_count(work) + 1;
    if (needed > work->capacity &&
        !reserve(work, work->capacity ? 2 * work->capacity : FIRST_CAPACITY))
        return false;
    advance(work, now);
    push(&work->under_way, (struct piece){.end = work->done + ((amount)length << FRACTION_BITS),
                                          .sequence = work->begun++,
                                          .subject = subject});
    return true;
}

void sim_work_continue(struct sim_work *work, sim_time now, sim_time length, uint32_t subject)
{
    assert(length >= 0 && length <= SIM_FAR);
    advance(work, now);
    push(&work->under_way, (struct piece){.end = work->last_end + ((amount)length << FRACTION_BITS),
                                          .sequence = work->begun++,
                                          .subject = subject});
}

sim_time sim_work_next(const struct sim_work *work)
{
    if (work->due.count)
        return work->due_at;
    if (work->under_way.count)
        return instant_of(work, work->under_way.pieces[0].end);
    return SIM_NEVER;
}

uint32_t sim_work_finish(struct sim_work *work, sim_time now)
{
    assert(now == sim_work_next(work));
    collect_due(work, now);
    struct piece piece = pop(&work->due);
    work->last_end = piece.end;
    return piece.subject;
}

size_t sim_work_count(const struct sim_work *work)
{
    return work->under_way.count + work->due.count;
}

static void copy_heap(struct heap *to, const struct heap *from)
{
    if (from->count)
        memcpy(to->pieces, from->pieces, from->count * sizeof *to->pieces);
    to->count = from->count;
    to->by_end = from->by_end;
}

bool sim_work_copy(struct sim_work *to, const struct sim_work *from)
{
    if (!reserve(to, from->capacity))
        return false;
    struct heap under_way = to->under_way, due = to->due;
    size_t capacity = to->capacity;
    copy_heap(&under_way, &from->under_way);
    copy_heap(&due, &from->due);
    *to = *from;
    to->under_way = under_way;
    to->due = due;
    to->capacity = capacity;
    return true;
}
