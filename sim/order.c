/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Selecting several order statistics at once: quickselect (Hoare 1961) that goes only into the
 * parts that hold a wanted rank. The pivot comes from a sample and is aimed a little beside a
 * wanted rank, so that the part with it is small (the idea of Floyd and Rivest 1975). A part that
 * has been divided too often without getting small is sorted by heapsort instead.
 */
#include "sim/order.h"

#include <math.h>

#define GROUP 16 /* probabilities that are looked for together */
#define SMALL 24 /* a part of this size is sorted by insertion */
#define SAMPLE_MOST 63

/* Ranks that are wanted, ascending. */
struct wanted {
    const size_t *rank;
    size_t count;
};

/* values[0..n) of which the first would have the rank `first` among all; still to be divided. */
struct part {
    int64_t *values;
    size_t n;
    size_t first;
    struct wanted wanted;
    int patience; /* how often it may still be divided before it is sorted */
};

static void sort_by_insertion(int64_t *values, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        int64_t value = values[i];
        size_t at = i;
        for (; at > 0 && values[at - 1] > value; at--)
            values[at] = values[at - 1];
        values[at] = value;
    }
}

/* Lets a value sink from the top of a heap of which the rest is in order. */
static void sink(int64_t *heap, size_t n, size_t at)
{
    int64_t value = heap[at];
    for (size_t child = 2 * at + 1; child < n; child = 2 * at + 1) {
        if (child + 1 < n && heap[child + 1] > heap[child])
            child++;
        if (heap[child] <= value)
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = value;
}

static void sort_by_heap(int64_t *values, size_t n)
{
    for (size_t i = n / 2; i-- > 0;)
        sink(values, n, i);
    for (size_t last = n; last-- > 1;) {
        int64_t largest = values[0];
        values[0] = values[last];
        values[last] = largest;
        sink(values, last, 0);
    }
}

/*
 * Puts the values below the pivot first and returns how many there are. Without a branch on the
 * comparison (Lomuto's scheme), which no processor could foresee.
 */
static size_t divide(int64_t *values, size_t n, int64_t pivot)
{
    size_t below = 0;
    for (size_t i = 0; i < n; i++) {
        int64_t value = values[i];
        values[i] = values[below];
        values[below] = value;
        below += value < pivot;
    }
    return below;
}

/* Of the wanted ranks the one nearest to the middle of the part, as a share of the part. */
static double aim(const struct part *part)
{
    double nearest = 2;
    for (size_t i = 0; i < part->wanted.count; i++) {
        double share = ((double)(part->wanted.rank[i] - part->first) + 0.5) / (double)part->n;
        if (fabs(share - 0.5) < fabs(nearest - 0.5))
            nearest = share;
    }
    return nearest;
}

/*
 * A value of the part near the aimed share, but rather on its side towards the middle, so that what
 * is aimed at falls into the smaller part: 1.5 standard errors of a sample's quantile.
 */
static int64_t choose_pivot(const struct part *part)
{
    int64_t sample[SAMPLE_MOST];
    size_t size = part->n / 16 < SAMPLE_MOST ? part->n / 16 | 3 : SAMPLE_MOST;
    size_t stride = part->n / size;
    for (size_t i = 0; i < size; i++)
        sample[i] = part->values[i * stride + stride / 2];
    sort_by_insertion(sample, size);
    double share = aim(part);
    double aside = 1.5 * sqrt(share * (1 - share) / (double)size);
    double aimed = (share < 0.5 ? share + aside : share - aside) * (double)size;
    size_t index = aimed > 0 ? (size_t)aimed : 0;
    return sample[index < size ? index : size - 1];
}

/* The wanted ranks below a limit; leaves the others in `wanted`. */
static struct wanted split_wanted(struct wanted *wanted, size_t limit)
{
    struct wanted below = {.rank = wanted->rank};
    while (below.count < wanted->count && wanted->rank[below.count] < limit)
        below.count++;
    wanted->rank += below.count;
    wanted->count -= below.count;
    return below;
}

/* Cuts the first n values off and returns them as a part of its own. */
static struct part cut_off(struct part *part, size_t n)
{
    struct part front = *part;
    front.n = n;
    front.wanted = split_wanted(&part->wanted, part->first + n);
    part->values += n;
    part->first += n;
    part->n -= n;
    return front;
}

/* Puts every wanted rank of the part into its place. */
static void select_ranks(struct part part)
{
    while (part.wanted.count > 0) {
        if (part.n <= SMALL) {
            sort_by_insertion(part.values, part.n);
            return;
        }
        if (part.patience-- == 0) {
            sort_by_heap(part.values, part.n);
            return;
        }
        int64_t pivot = choose_pivot(&part);
        size_t below = divide(part.values, part.n, pivot);
        if (below > 0)
            select_ranks(cut_off(&part, below));
        else if (pivot == INT64_MAX) /* all are equal */
            return;
        else /* the pivot is the least: those equal to it are in their places */
            cut_off(&part, divide(part.values, part.n, pivot + 1));
    }
}

/* The order statistic below the quantile; how far beyond it towards the next. */
static size_t rank_below(size_t n, double p, double *beyond)
{
    double position = (double)(n - 1) * p;
    size_t rank = position > 0 ? (size_t)position : 0;
    if (rank > n - 1)
        rank = n - 1;
    *beyond = position - (double)rank;
    return rank;
}

static void insert_rank(size_t *ranks, size_t *count, size_t rank)
{
    size_t at = (*count)++;
    for (; at > 0 && ranks[at - 1] > rank; at--)
        ranks[at] = ranks[at - 1];
    ranks[at] = rank;
}

static void quantiles_of_group(int64_t *values, size_t n, const double *p, size_t count,
                               double *results)
{
    size_t ranks[2 * GROUP], wanted = 0, below;
    double beyond;
    for (size_t i = 0; i < count; i++) {
        below = rank_below(n, p[i], &beyond);
        insert_rank(ranks, &wanted, below);
        if (beyond > 0 && below + 1 < n)
            insert_rank(ranks, &wanted, below + 1);
    }
    int patience = 2 * GROUP;
    for (size_t left = n; left > 0; left /= 2)
        patience += 2;
    select_ranks((struct part){values, n, 0, {ranks, wanted}, patience});
    for (size_t i = 0; i < count; i++) {
        below = rank_below(n, p[i], &beyond);
        results[i] = (double)values[below];
        if (beyond > 0 && below + 1 < n)
            results[i] += beyond * ((double)values[below + 1] - (double)values[below]);
    }
}

void sim_quantiles(int64_t *values, size_t n, const double *p, size_t count, double *results)
{
    if (n == 0) {
        for (size_t i = 0; i < count; i++)
            results[i] = NAN;
        return;
    }
    for (size_t done = 0; done < count; done += GROUP) {
        size_t group = count - done < GROUP ? count - done : GROUP;
        quantiles_of_group(values, n, p + done, group, results + done);
    }
}

int64_t sim_largest(const int64_t *values, size_t n)
{
    int64_t largest = INT64_MIN;
    for (size_t i = 0; i < n; i++)
        largest = values[i] > largest ? values[i] : largest;
    return largest;
}
