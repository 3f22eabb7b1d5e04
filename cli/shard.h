/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which part of the work this program does: --shard K/N, or what Slurm or Kubernetes says in the
 * environment. Knows nothing of how the work is divided.
 */
#ifndef CLI_SHARD_H
#define CLI_SHARD_H

#include <stdbool.h>
#include <stdint.h>

/* There are no more than that. */
#define SHARDS_MOST 1000000

/*
 * Reads "2/8", "auto" or "auto/8": *shard counts from 0. False after a message.
 *
 * auto: in a job array of Slurm, the task's place among SLURM_ARRAY_TASK_MIN, _STEP and
 * _COUNT; in an indexed job of Kubernetes, JOB_COMPLETION_INDEX (from 0) of
 * JOB_COMPLETION_COUNT, which is to be set in the job, or of the number after "auto/".
 */
bool shard_read(const char *text, uint32_t *shard, uint32_t *shards);

#endif
