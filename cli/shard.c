/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See shard.h. */
#include "cli/shard.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/message.h"

/* A whole number from `least` on, of digits only and up to `end`. */
static bool number(const char *text, const char *end, uint32_t least, uint32_t *value)
{
    char *stop;
    errno = 0;
    unsigned long read = strtoul(text, &stop, 10);
    if (errno || *text < '0' || *text > '9' || stop != end || read < least || read > SHARDS_MOST)
        return false;
    *value = (uint32_t)read;
    return true;
}

/* The same from the environment; `fallback` where it is not there. */
static bool environment(const char *name, uint32_t least, const uint32_t *fallback, uint32_t *value)
{
    const char *text = getenv(name);
    if (!text && fallback) {
        *value = *fallback;
        return true;
    }
    if (text && number(text, text + strlen(text), least, value))
        return true;
    message(text ? "--shard auto: %s is '%s', which is no number of a shard"
                 : "--shard auto: %s is not set; give the number of shards, as in --shard auto/8",
            name, text);
    return false;
}

/* A task of a job array: those of --array=10-40:10 are shards 1 to 4. */
static bool slurm(uint32_t asked, uint32_t *shard, uint32_t *shards)
{
    static const uint32_t first = 0, one = 1;
    uint32_t id, least, step;
    const uint32_t *fallback = asked > 0 ? &asked : NULL;
    if (!environment("SLURM_ARRAY_TASK_ID", 0, NULL, &id) ||
        !environment("SLURM_ARRAY_TASK_MIN", 0, &first, &least) ||
        !environment("SLURM_ARRAY_TASK_STEP", 1, &one, &step) ||
        !environment("SLURM_ARRAY_TASK_COUNT", 1, fallback, shards))
        return false;
    if (asked > 0)
        *shards = asked;
    *shard = (id - least) / step;
    if (id >= least && (id - least) % step == 0 && *shard < *shards)
        return true;
    message("--shard auto: task %u is not one of %u in a row; use an array such as --array=1-8",
            (unsigned)id, (unsigned)*shards);
    return false;
}

static bool kubernetes(uint32_t asked, uint32_t *shard, uint32_t *shards)
{
    if (asked > 0)
        *shards = asked;
    if (!environment("JOB_COMPLETION_INDEX", 0, NULL, shard) ||
        (asked == 0 && !environment("JOB_COMPLETION_COUNT", 1, NULL, shards)))
        return false;
    if (*shard < *shards)
        return true;
    message("--shard auto: JOB_COMPLETION_INDEX is %u, but the last of %u shards is %u",
            (unsigned)*shard, (unsigned)*shards, (unsigned)*shards - 1);
    return false;
}

static bool automatic(uint32_t asked, uint32_t *shard, uint32_t *shards)
{
    if (getenv("SLURM_ARRAY_TASK_ID"))
        return slurm(asked, shard, shards);
    if (getenv("JOB_COMPLETION_INDEX"))
        return kubernetes(asked, shard, shards);
    message("--shard auto: neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set: this is no "
            "job array of Slurm and no indexed job of Kubernetes");
    return false;
}

bool shard_read(const char *text, uint32_t *shard, uint32_t *shards)
{
    static const char word[] = "auto";
    const char *slash = strchr(text, '/');
    size_t before = slash ? (size_t)(slash - text) : strlen(text);
    uint32_t place, count = 0;
    bool counted = slash && number(slash + 1, slash + strlen(slash), 1, &count);
    if (before == strlen(word) && strncmp(text, word, before) == 0 && (counted || !slash))
        return automatic(count, shard, shards);
    if (counted && number(text, slash, 1, &place) && place <= count) {
        *shard = place - 1;
        *shards = count;
        return true;
    }
    message("--shard %s: expected K/N, such as 2/8 for the second of 8 parts, or auto", text);
    return false;
}
