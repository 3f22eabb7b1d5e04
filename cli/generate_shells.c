/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Completions for bash, zsh and fish. */
#include <string.h>

#include "cli/command.h"
#include "cli/generate.h"
#include "models/keys.h"

#define MADE "# Made from the program's own tables; do not edit.\n"

/* Lists, with `before` and `after` around each word. */

static void write_scenarios(FILE *to, const char *before, const char *after)
{
    for (size_t n = 0; n < builtin_count(); n++)
        fprintf(to, "%s%s%s", before, builtin_at(n)->name, after);
}

/* All keys that can be set as they are, of both themes. */
static void write_keys(FILE *to, const char *before, const char *after)
{
    for (size_t n = 0; n < key_count(); n++) {
        const struct key *key = key_at(n);
        const char *last = "";
        for (int theme = 0; theme < THEMES; theme++) {
            if (!strstr(key->name[theme], "NAME") && strcmp(key->name[theme], last) != 0)
                fprintf(to, "%s%s%s", before, key->name[theme], after);
            last = key->name[theme];
        }
    }
}

static void write_formats(FILE *to, unsigned formats)
{
    const char *space = "";
    for (int n = 0; n < FORMATS; n++) {
        if (!(formats & 1u << n))
            continue;
        fprintf(to, "%s%s", space, format_names[n]);
        space = " ";
    }
}

/* Text within single quotes of any of the shells. */
static void write_quoted(FILE *to, const char *text)
{
    for (; *text; text++)
        if (*text == '\'')
            fputs("'\\''", to);
        else
            fputc(*text, to);
}

static void write_bash_command(FILE *to, const struct command *command)
{
    fprintf(to, "    %s)\n        options='", command->name);
    for (enum option n = 0; n < OPTIONS; n++)
        if (command_has(command, n))
            fprintf(to, "%s ", option_kinds[n].name);
    fputs("'\n        formats='", to);
    write_formats(to, command->formats);
    fprintf(to, "'\n        operands=%s\n        ;;\n",
            command->operand == OPERAND_SCENARIO ? "\"$scenarios\""
            : command->operand == OPERAND_KEY    ? "\"$keys\""
            : command->operand >= OPERAND_FILE   ? "FILE"
                                                 : "''");
}

void generate_bash(FILE *to)
{
    fputs(MADE "_pizzeria() {\n"
               "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
               "    local command='' options='' formats='' operands='' n\n"
               "    local commands='",
          to);
    for (size_t n = 0; n < command_count; n++)
        fprintf(to, "%s ", commands[n].name);
    fputs("'\n    local scenarios='", to);
    write_scenarios(to, "", " ");
    fputs("'\n    local keys='", to);
    write_keys(to, "", " ");
    fputs("'\n"
          "    for ((n = 1; n < COMP_CWORD; n++)); do\n"
          "        case \" $commands\" in *\" ${COMP_WORDS[n]} \"*)\n"
          "            command=${COMP_WORDS[n]}\n"
          "            break\n"
          "            ;;\n"
          "        esac\n"
          "    done\n"
          "    case $command in\n",
          to);
    for (size_t n = 0; n < command_count; n++)
        write_bash_command(to, &commands[n]);
    fputs("    *)\n"
          "        options='--help --version'\n"
          "        operands=\"$commands $scenarios\"\n"
          "        ;;\n"
          "    esac\n"
          "    case $before in\n"
          "    --set)\n"
          "        mapfile -t COMPREPLY < <(compgen -S = -W \"$keys\" -- \"$word\")\n"
          "        compopt -o nospace\n"
          "        return\n"
          "        ;;\n"
          "    --format)\n"
          "        mapfile -t COMPREPLY < <(compgen -W \"$formats\" -- \"$word\")\n"
          "        return\n"
          "        ;;\n"
          "    -o | --output | --store | --verify)\n"
          "        mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
          "        return\n"
          "        ;;\n"
          "    --only | --seed | --replications | --precision | --threads | --shard) return ;;\n"
          "    esac\n"
          "    if [[ $word == -* ]]; then\n"
          "        mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\")\n"
          "    elif [[ $operands == FILE ]]; then\n"
          "        mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
          "    else\n"
          "        mapfile -t COMPREPLY < <(compgen -W \"$operands\" -- \"$word\")\n"
          "        [[ $operands == *\"$scenarios\"* ]] &&\n"
          "            mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- \"$word\")\n"
          "    fi\n"
          "}\n"
          "complete -o filenames -o default -F _pizzeria pizzeria\n",
          to);
}

/* One option for _arguments. */
static void write_zsh_option(FILE *to, const struct command *command, enum option option)
{
    const struct option_kind *kind = &option_kinds[option];
    bool again = option == OPTION_SET || option == OPTION_ONLY;
    if (kind->letter)
        fprintf(to, "      '(-%c %s)'{-%c,%s}'[", kind->letter, kind->name, kind->letter,
                kind->name);
    else
        fprintf(to, "      '%s%s[", again ? "*" : "", kind->name);
    write_quoted(to, kind->about);
    fputc(']', to);
    if (kind->takes)
        fprintf(to, ":%s:", kind->takes);
    if (option == OPTION_SET)
        fputs("_pizzeria_keys", to);
    else if (option == OPTION_OUTPUT || option == OPTION_STORE || option == OPTION_VERIFY)
        fputs("_files", to);
    if (option == OPTION_FORMAT) {
        fputc('(', to);
        write_formats(to, command->formats);
        fputc(')', to);
    }
    fputs("' \\\n", to);
}

static void write_zsh_command(FILE *to, const struct command *command)
{
    static const char *const operands[] = {
        [OPERAND_NONE] = "",
        [OPERAND_SCENARIO] = "      '*:scenario:_pizzeria_scenarios'\n",
        [OPERAND_KEY] = "      '1:key:_pizzeria_names'\n",
        [OPERAND_FILE] = "      '*:store:_files -g \"*.db\"'\n",
        [OPERAND_DATA] = "      '1:file:_files'\n",
    };
    fprintf(to, "  %s)\n    _arguments \\\n", command->name);
    for (enum option n = 0; n < OPTIONS; n++)
        if (command_has(command, n))
            write_zsh_option(to, command, n);
    fprintf(to, "%s\n    ;;\n", operands[command->operand]);
}

void generate_zsh(FILE *to)
{
    fputs("#compdef pizzeria\n" MADE "_pizzeria_scenarios() {\n  compadd --", to);
    write_scenarios(to, " ", "");
    fputs("\n  _files -g '*.(yaml|yml)'\n}\n_pizzeria_keys() {\n  compadd -S = --", to);
    write_keys(to, " ", "");
    fputs("\n}\n_pizzeria_names() {\n  compadd --", to);
    write_keys(to, " ", "");
    fputs("\n}\n_pizzeria_commands() {\n  local -a known=(\n", to);
    for (size_t n = 0; n < command_count; n++) {
        fprintf(to, "    '%s:", commands[n].name);
        write_quoted(to, commands[n].about);
        fputs("'\n", to);
    }
    fputs("  )\n  _describe command known\n}\n"
          "if (( CURRENT == 2 )); then\n  _pizzeria_commands\n  _pizzeria_scenarios\n  return\nfi\n"
          "local command=$words[2]\nshift words\n(( CURRENT-- ))\ncase $command in\n",
          to);
    for (size_t n = 0; n < command_count; n++)
        write_zsh_command(to, &commands[n]);
    fputs("esac\n", to);
}

static void write_fish_option(FILE *to, const struct command *command, enum option option)
{
    const struct option_kind *kind = &option_kinds[option];
    fprintf(to, "complete -c pizzeria -n '__fish_seen_subcommand_from %s' -l %s", command->name,
            kind->name + 2);
    if (kind->letter)
        fprintf(to, " -s %c", kind->letter);
    if (option == OPTION_OUTPUT || option == OPTION_STORE || option == OPTION_VERIFY)
        fputs(" -r -F", to);
    else if (kind->takes)
        fputs(" -x", to);
    if (option == OPTION_SET)
        fputs(" -a '(__pizzeria_keys)='", to);
    if (option == OPTION_FORMAT) {
        fputs(" -a '", to);
        write_formats(to, command->formats);
        fputc('\'', to);
    }
    fputs(" -d '", to);
    write_quoted(to, kind->about);
    fputs("'\n", to);
}

void generate_fish(FILE *to)
{
    fputs(MADE "function __pizzeria_keys\n    string join \\n", to);
    write_keys(to, " ", "");
    fputs("\nend\nset -l scenarios", to);
    write_scenarios(to, " ", "");
    fputc('\n', to);
    for (size_t n = 0; n < command_count; n++) {
        const struct command *command = &commands[n];
        fprintf(to, "complete -c pizzeria -f -n __fish_use_subcommand -a %s -d '", command->name);
        write_quoted(to, command->about);
        fputs("'\n", to);
        if (command->operand == OPERAND_DATA)
            fprintf(to, "complete -c pizzeria -n '__fish_seen_subcommand_from %s' -F\n",
                    command->name);
        else if (command->operand != OPERAND_NONE && command->operand != OPERAND_FILE)
            fprintf(to, "complete -c pizzeria -n '__fish_seen_subcommand_from %s' -a \"%s\"\n",
                    command->name,
                    command->operand == OPERAND_KEY ? "(__pizzeria_keys)" : "$scenarios");
        for (enum option option = 0; option < OPTIONS; option++)
            if (command_has(command, option))
                write_fish_option(to, command, option);
    }
}

bool generate(FILE *to, const char *what)
{
    static const struct {
        const char *name;
        void (*write)(FILE *to);
    } makers[] = {
        {"man", generate_man},
        {"bash", generate_bash},
        {"zsh", generate_zsh},
        {"fish", generate_fish},
    };
    for (size_t n = 0; n < sizeof makers / sizeof *makers; n++) {
        if (strcmp(makers[n].name, what) != 0)
            continue;
        makers[n].write(to);
        return true;
    }
    return false;
}
