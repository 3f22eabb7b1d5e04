/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A YAML text as a tree of nodes that know where they stand. Knows YAML and its dangers; knows
 * nothing of scenarios.
 */
#ifndef MODELS_TREE_H
#define MODELS_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "models/source.h"

struct arena;
struct troubles;

enum node_kind { NODE_TEXT, NODE_MAP, NODE_LIST };

struct node {
    enum node_kind kind;
    struct mark mark;   /* all of it, quotes and brackets included */
    const char *text;   /* NODE_TEXT; zero-terminated, no zeros within */
    size_t length;      /* of the text */
    size_t inside;      /* where the text begins in the source, if verbatim */
    bool verbatim;      /* the text stands in the source byte for byte */
    bool empty;         /* nothing was written: "key:" */
    struct node *key;   /* of an entry of a map: what it is filed under */
    struct node *next;  /* the next entry of the same map or list */
    struct node *first; /* NODE_MAP, NODE_LIST: the entries */
    size_t count;       /* of entries */
};

/*
 * Reads bytes `from` to `to` of a source as one YAML document. NULL: nothing is there, or nothing
 * of it could be read. Troubles are added to: text that is not UTF-8 or not YAML, aliases, tags,
 * several documents, too much nesting or too many nodes. What was read before the first of them is
 * still returned, so that more can be found in it.
 */
struct node *tree_read(struct arena *arena, struct troubles *troubles, const struct source *source,
                       size_t from, size_t to);

/* The part of a text node's source that the bytes from `offset` of its text came from. */
struct mark node_part(const struct node *node, size_t offset, size_t width);

/* What it is, for "expected a count, found ...": "a list", "nothing". */
const char *node_words(const struct node *node);

#endif
