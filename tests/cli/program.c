/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting the program, and reading from it until it ends. */
#include "tests/cli/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Seconds after which a program that says nothing hangs. */
#define PATIENCE 120

/* One of what the program writes to. */
struct pipe {
    int ours, theirs; /* ours is -1 when nothing can be read */
    char *text;
    size_t length;
};

static struct pipe pipe_of(enum channel channel)
{
    struct pipe pipe_ = {.ours = -1, .text = calloc(1, 1)};
    int ends[2];
    assert_non_null(pipe_.text);
    switch (channel) {
    case CHANNEL_TERMINAL:
        assert_int_equal(openpty(&pipe_.ours, &pipe_.theirs, NULL, NULL, NULL), 0);
        break;
    case CHANNEL_FULL_DISK:
        pipe_.theirs = open("/dev/full", O_WRONLY);
        assert_true(pipe_.theirs >= 0);
        break;
    default:
        assert_int_equal(pipe(ends), 0);
        pipe_.theirs = ends[1];
        if (channel == CHANNEL_CLOSED_PIPE)
            close(ends[0]);
        else
            pipe_.ours = ends[0];
    }
    return pipe_;
}

static void child(const struct circumstances *how, const char *const *arguments, int out, int error)
{
    const char *program[64] = {PIZZERIA}, *environment[16];
    size_t count = 0;
    for (size_t n = 0; arguments[n] && n < 62; n++)
        program[n + 1] = arguments[n];
    environment[count++] = "PATH=/usr/bin:/bin";
    environment[count++] = "TERM=xterm-256color";
    environment[count++] = "LC_ALL=C.UTF-8";
    for (size_t n = 0; n < 4 && how->environment[n]; n++) {
        size_t name = strcspn(how->environment[n], "=") + 1, at = 0;
        while (at < count && strncmp(environment[at], how->environment[n], name) != 0)
            at++;
        environment[at] = how->environment[n];
        count += at == count;
    }
    environment[count] = NULL;
    signal(SIGINT, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    if (how->largest_file) {
        signal(SIGXFSZ, SIG_IGN);
        const struct rlimit limit = {(rlim_t)how->largest_file, (rlim_t)how->largest_file};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    if (how->folder && chdir(how->folder) != 0)
        _exit(99);
    int nothing = open("/dev/null", O_RDONLY);
    if (dup2(nothing, 0) < 0 || dup2(out, 1) < 0 || dup2(error, 2) < 0)
        _exit(99);
    for (int file = 3; file < 64; file++)
        close(file);
    execve(PIZZERIA, (char *const *)program, (char *const *)environment);
    _exit(99);
}

/* Reads what there is; false at the end. */
static bool read_more(struct pipe *from)
{
    char bytes[4096];
    ssize_t count = read(from->ours, bytes, sizeof bytes);
    if (count < 0 && errno == EINTR)
        return true;
    if (count <= 0) /* a terminal whose other end is closed gives an error */
        return false;
    from->text = realloc(from->text, from->length + (size_t)count + 1);
    assert_non_null(from->text);
    memcpy(from->text + from->length, bytes, (size_t)count);
    from->length += (size_t)count;
    from->text[from->length] = '\0';
    return true;
}

static void read_all(struct pipe *out, struct pipe *error, const char *interrupt_when, pid_t pid)
{
    while (out->ours >= 0 || error->ours >= 0) {
        struct pollfd files[2] = {{out->ours, POLLIN, 0}, {error->ours, POLLIN, 0}};
        if (poll(files, 2, PATIENCE * 1000) == 0) {
            kill(pid, SIGKILL);
            fail_msg("the program hangs");
        }
        struct pipe *pipes[2] = {out, error};
        for (int n = 0; n < 2; n++) {
            if (!files[n].revents || read_more(pipes[n]))
                continue;
            close(pipes[n]->ours);
            pipes[n]->ours = -1;
        }
        if (interrupt_when && strstr(error->text, interrupt_when)) {
            kill(pid, SIGINT);
            interrupt_when = NULL;
        }
    }
}

struct outcome program_run(const struct circumstances *how, const char *const *arguments)
{
    struct pipe out = pipe_of(how->out), error = pipe_of(how->error);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        child(how, arguments, out.theirs, error.theirs);
    close(out.theirs);
    close(error.theirs);
    read_all(&out, &error, how->interrupt_when, pid);
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return (struct outcome){
        .status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
        .out = out.text,
        .error = error.text,
    };
}

void outcome_free(struct outcome *outcome)
{
    free(outcome->out);
    free(outcome->error);
}

void assert_outcome(const struct outcome *outcome, int status, const char *error)
{
    if (outcome->status != status)
        fail_msg("ended with %d, not %d; it said: %s", outcome->status, status, outcome->error);
    if (error ? !strstr(outcome->error, error) : *outcome->error)
        fail_msg("it said '%s', not '%s'", outcome->error, error ? error : "");
}

void assert_written(const char *folder, const char *const *names)
{
    for (; *names; names++) {
        char path[256];
        struct stat found;
        snprintf(path, sizeof path, "%s/%s", folder, *names);
        if (stat(path, &found) != 0 || found.st_size <= 500)
            fail_msg("%s was not written", path);
        assert_int_equal(unlink(path), 0);
    }
}
