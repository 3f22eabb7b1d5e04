/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes a C file that holds the texts of scenarios, for the build: embed OUTPUT.c FILE.yaml...
 * Knows nothing of what they say.
 */
#include <stdio.h>
#include <string.h>

/* "configs/lunch-rush.yaml" is called "lunch-rush". */
static void put_name(FILE *to, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *start = slash ? slash + 1 : path;
    const char *dot = strrchr(start, '.');
    fprintf(to, "%.*s", dot ? (int)(dot - start) : (int)strlen(start), start);
}

static int put_text(FILE *to, const char *path, int number)
{
    FILE *from = fopen(path, "rb");
    if (!from) {
        perror(path);
        return 0;
    }
    fprintf(to, "static const char text_%d[] = {", number);
    int byte;
    for (long column = 0; (byte = getc(from)) != EOF; column++)
        fprintf(to, "%s%d,", column % 20 ? "" : "\n    ", byte < 128 ? byte : byte - 256);
    fprintf(to, "\n    0};\n\n");
    int failed = ferror(from);
    return fclose(from) == 0 && !failed;
}

int main(int count, char **arguments)
{
    if (count < 2) {
        fprintf(stderr, "usage: embed OUTPUT.c FILE.yaml...\n");
        return 2;
    }
    FILE *to = fopen(arguments[1], "wb");
    if (!to) {
        perror(arguments[1]);
        return 1;
    }
    fprintf(to, "#include \"models/builtin_texts.h\"\n\n");
    for (int i = 2; i < count; i++)
        if (!put_text(to, arguments[i], i - 2))
            return 1;
    fprintf(to, "const struct builtin builtin_texts[] = {\n");
    for (int i = 2; i < count; i++) {
        fprintf(to, "    {\"");
        put_name(to, arguments[i]);
        fprintf(to, "\", text_%d, sizeof text_%d - 1},\n", i - 2, i - 2);
    }
    fprintf(to, "};\nconst size_t builtin_texts_count = %d;\n", count - 2);
    int failed = ferror(to);
    return fclose(to) == 0 && !failed ? 0 : 1;
}
