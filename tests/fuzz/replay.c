/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs a fuzzing target on every file of a folder: what fuzzing found stays tested by any compiler.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int run_file(const char *path)
{
    FILE *from = fopen(path, "rb");
    char *bytes = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&bytes, &size);
    if (!from || !to) {
        perror(path);
        return 1;
    }
    for (int byte; (byte = getc(from)) != EOF;)
        putc(byte, to);
    fclose(from);
    if (fclose(to) != 0)
        return 1;
    /* A copy of the exact size, so that reading beyond its end is noticed. */
    uint8_t *exact = malloc(size ? size : 1);
    if (!exact)
        return 1;
    memcpy(exact, bytes, size);
    fprintf(stderr, "%s\n", path);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    free(bytes);
    return 0;
}

static int run_folder(const char *path, size_t *count)
{
    DIR *folder = opendir(path);
    if (!folder) {
        perror(path);
        return 1;
    }
    int failed = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        char file[4096];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        failed |= run_file(file);
        ++*count;
    }
    closedir(folder);
    return failed;
}

int main(int count, char **arguments)
{
    size_t files = 0;
    int failed = 0;
    for (int i = 1; i < count; i++)
        failed |= run_folder(arguments[i], &files);
    printf("%zu inputs\n", files);
    return failed || files == 0;
}
