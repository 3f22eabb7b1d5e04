/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See fate.h. */
#include "models/fate.h"

void fate_rows_clear(struct fate_rows *rows)
{
    for (int step = 0; step < FATE_ROWS; step++)
        rows->first[step] = UINT32_MAX;
}

/* The numbers at a place whose purpose is below FATE_ROWS. */
static const uint64_t *look_up(struct fate_rows *rows, const struct sim_place *place)
{
    uint32_t first = place->subject - place->subject % SIM_RANDOM_ROW;
    if (rows->first[place->purpose] != first) {
        struct sim_place row = *place;
        row.subject = first;
        sim_random_row(rows->numbers[place->purpose], &row);
        rows->first[place->purpose] = first;
    }
    return rows->numbers[place->purpose][place->subject - first];
}

sim_time fate_length_in_turn(struct fate_rows *rows, const struct world *world,
                             uint32_t replication, uint32_t order, enum fate step,
                             const struct sim_dist *dist)
{
    if (dist->kind == SIM_CONSTANT)
        return dist->shift;
    const struct sim_place place = {
        .seed = world->seed, .replication = replication, .subject = order, .purpose = step};
    return sim_dist_draw_known(dist, &place, look_up(rows, &place));
}

uint32_t fate_recipe(struct fate_rows *rows, const struct world *world, uint32_t replication,
                     uint32_t order)
{
    if (world->recipe_count == 1)
        return 0;
    const struct sim_place place = {
        .seed = world->seed, .replication = replication, .subject = order, .purpose = FATE_RECIPE};
    double total = 0;
    for (size_t i = 0; i < world->recipe_count; i++)
        total += world->recipes[i].share;
    double left = sim_unit(look_up(rows, &place)[0]) * total;
    uint32_t last = 0; /* rounding must not pick a recipe that is never sold */
    for (uint32_t i = 0; i < world->recipe_count; i++) {
        if (world->recipes[i].share <= 0)
            continue;
        last = i;
        left -= world->recipes[i].share;
        if (left < 0)
            break;
    }
    return last;
}
