/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The yardstick: a bare M/M/1 queue at 90 % load and nothing else. Two events in a binary heap with
 * times in floating point, xoshiro256++ (Blackman and Vigna 2019) and a ziggurat for exponentials
 * (Marsaglia and Tsang 2000), written down as one would if nothing but the mean number in the
 * system were asked for. What the engine and the models cost is told as a multiple of it, which
 * means the same on a slow machine and a fast one. Uses nothing of the project, so that it stays
 * the same when the project changes.
 */
#ifndef BENCH_FLOOR_H
#define BENCH_FLOOR_H

#include <math.h>
#include <stdint.h>

static uint64_t floor_state[4];

static inline uint64_t floor_rotate(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

static inline uint64_t floor_bits(void)
{
    uint64_t *s = floor_state;
    uint64_t result = floor_rotate(s[0] + s[3], 23) + s[0], t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = floor_rotate(s[3], 45);
    return result;
}

/* From 0 to 1, neither included. */
static inline double floor_uniform(void)
{
    return ((double)(floor_bits() >> 11) + 0.5) * 0x1p-53;
}

/*
 * The ziggurat's 256 layers, each of area FLOOR_AREA, under exp(-x): layer i is as wide as
 * floor_edge[i], lies below the height floor_height[i], and is under the curve for certain as far
 * as floor_edge[i + 1]. Layer 0 is the base, with the tail beyond FLOOR_TAIL.
 */
#define FLOOR_LAYERS 256
#define FLOOR_TAIL 7.69711747013104972
#define FLOOR_AREA 3.949659822581572e-3

static double floor_edge[FLOOR_LAYERS + 1], floor_height[FLOOR_LAYERS + 1];
static double floor_scale[FLOOR_LAYERS];  /* 52 random bits to a place in the layer */
static uint64_t floor_sure[FLOOR_LAYERS]; /* fewer than these are under the curve for certain */

static void floor_prepare(void)
{
    for (int i = 0; i < 4; i++)
        floor_state[i] = (uint64_t)i + 1;
    floor_edge[0] = FLOOR_AREA / exp(-FLOOR_TAIL);
    floor_edge[1] = FLOOR_TAIL;
    for (int i = 1; i < FLOOR_LAYERS; i++) {
        floor_height[i] = exp(-floor_edge[i]);
        floor_edge[i + 1] = -log(floor_height[i] + FLOOR_AREA / floor_edge[i]);
    }
    floor_edge[FLOOR_LAYERS] = 0;
    floor_height[FLOOR_LAYERS] = 1;
    for (int i = 0; i < FLOOR_LAYERS; i++) {
        floor_scale[i] = floor_edge[i] * 0x1p-52;
        floor_sure[i] = (uint64_t)(floor_edge[i + 1] / floor_edge[i] * 0x1p52);
    }
}

/* An exponential variate of mean 1. */
static inline double floor_exponential(void)
{
    for (;;) {
        uint64_t bits = floor_bits(), place = bits >> 12;
        unsigned layer = bits & (FLOOR_LAYERS - 1);
        double x = (double)(int64_t)place * floor_scale[layer];
        if (place < floor_sure[layer])
            return x;
        if (layer == 0)
            return FLOOR_TAIL - log(floor_uniform());
        double low = floor_height[layer], high = floor_height[layer + 1];
        if (low + floor_uniform() * (high - low) < exp(-x))
            return x;
    }
}

enum floor_kind { FLOOR_ARRIVAL, FLOOR_DEPARTURE };

struct floor_event {
    double at;
    enum floor_kind kind;
};

struct floor_heap {
    struct floor_event events[8];
    int count;
};

static inline void floor_push(struct floor_heap *heap, double at, enum floor_kind kind)
{
    int hole = heap->count++;
    while (hole > 0 && at < heap->events[(hole - 1) / 2].at) {
        heap->events[hole] = heap->events[(hole - 1) / 2];
        hole = (hole - 1) / 2;
    }
    heap->events[hole] = (struct floor_event){at, kind};
}

static inline struct floor_event floor_pop(struct floor_heap *heap)
{
    struct floor_event first = heap->events[0], last = heap->events[--heap->count];
    int hole = 0;
    for (;;) {
        int child = 2 * hole + 1;
        if (child >= heap->count)
            break;
        if (child + 1 < heap->count && heap->events[child + 1].at < heap->events[child].at)
            child++;
        if (last.at <= heap->events[child].at)
            break;
        heap->events[hole] = heap->events[child];
        hole = child;
    }
    heap->events[hole] = last;
    return first;
}

/* Serves that many jobs; returns the mean number in the system (9 in the long run). */
static double floor_serve(long jobs)
{
    const double load = 0.9;
    struct floor_heap heap = {.count = 0};
    double last = 0, area = 0;
    long present = 0, served = 0;
    floor_push(&heap, floor_exponential() / load, FLOOR_ARRIVAL);
    while (served < jobs) {
        struct floor_event event = floor_pop(&heap);
        area += (double)present * (event.at - last);
        last = event.at;
        if (event.kind == FLOOR_ARRIVAL) {
            floor_push(&heap, last + floor_exponential() / load, FLOOR_ARRIVAL);
            if (present++ == 0)
                floor_push(&heap, last + floor_exponential(), FLOOR_DEPARTURE);
        } else {
            served++;
            if (--present > 0)
                floor_push(&heap, last + floor_exponential(), FLOOR_DEPARTURE);
        }
    }
    return area / last;
}

#endif
