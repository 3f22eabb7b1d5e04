/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening and closing of what is written. */
#include "cli/output.h"

#include <errno.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/message.h"
#include "report/json.h"

/* Widths that tables are laid out for: without a terminal, and at least and at most with one. */
#define WIDTH_DEFAULT 80
#define WIDTH_LEAST 60
#define WIDTH_MOST 160

static bool failed(const char *path, const char *what)
{
    message("%s: %s: %s", path, what, strerror(errno));
    return false;
}

/* A new file with a name beside the path's, with the rights that the path's file has or would have.
 */
static FILE *open_temporary(struct output *output, const struct stat *old)
{
    size_t room = strlen(output->path) + sizeof ".XXXXXX";
    output->temporary = malloc(room);
    if (!output->temporary)
        return NULL;
    snprintf(output->temporary, room, "%s.XXXXXX", output->path);
    int file = mkstemp(output->temporary);
    if (file < 0) {
        free(output->temporary);
        output->temporary = NULL;
        return NULL;
    }
    mode_t mask = umask(0);
    umask(mask);
    mode_t mode = old ? old->st_mode & 0777 : 0666 & ~mask;
    FILE *to = fchmod(file, mode) == 0 ? fdopen(file, "w") : NULL;
    if (!to) {
        int reason = errno;
        close(file);
        unlink(output->temporary);
        errno = reason;
    }
    return to;
}

struct output output_standard(void)
{
    return (struct output){.to = stdout};
}

bool output_open(struct output *output, const struct request *request)
{
    *output = output_standard();
    if (!request->output)
        return true;
    struct stat old;
    bool exists = stat(request->output, &old) == 0;
    /* What a link points to is replaced, not the link. */
    output->path = exists ? realpath(request->output, NULL) : strdup(request->output);
    if (!output->path)
        return failed(request->output, "cannot be written");
    if (exists && !S_ISREG(old.st_mode))
        output->to = fopen(output->path, "w");
    else
        output->to = open_temporary(output, exists ? &old : NULL);
    if (output->to)
        return true;
    failed(request->output, "cannot be written");
    free(output->temporary);
    free(output->path);
    return false;
}

bool output_json(struct output *output, json_t *value)
{
    bool done = json_write(output->to, value);
    json_decref(value);
    return done;
}

static bool close_stdout(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    return errno == EPIPE ? false : failed("standard output", "cannot be written");
}

bool output_close(struct output *output, bool keep)
{
    if (!output->path)
        return close_stdout();
    errno = 0;
    bool wrong = ferror(output->to) != 0;
    bool done = fclose(output->to) == 0 && !wrong;
    if (done && keep && output->temporary)
        done = rename(output->temporary, output->path) == 0;
    if (!done)
        failed(output->path, "cannot be written");
    if (output->temporary && (!done || !keep))
        unlink(output->temporary);
    free(output->temporary);
    free(output->path);
    return done;
}

bool output_end(struct output *output, bool whole)
{
    if (!whole)
        message("out of memory");
    return output_close(output, whole) && whole;
}

struct style output_style(const struct output *output, const struct request *request)
{
    struct style style = {
        .width = WIDTH_DEFAULT,
        .unicode = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
    };
    struct winsize size;
    if (!isatty(fileno(output->to)))
        return style;
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    style.color =
        !request->no_color && (!no_color || !*no_color) && term && strcmp(term, "dumb") != 0;
    if (ioctl(fileno(output->to), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        style.width = size.ws_col < WIDTH_LEAST  ? WIDTH_LEAST
                      : size.ws_col > WIDTH_MOST ? WIDTH_MOST
                                                 : size.ws_col;
    return style;
}
