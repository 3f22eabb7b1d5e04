/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * YAML to a tree, from libfyaml's events rather than its documents: so every limit is kept while
 * reading, before memory is spent, and keys that are given twice arrive here. Aliases are refused,
 * which also refuses the bombs made of them. Knows nothing of scenarios.
 */
#include "models/tree.h"

#include <libfyaml.h>
#include <string.h>

#include "models/arena.h"
#include "models/trouble.h"

#define DEPTH_MOST 16
#define NODES_MOST 200000

struct builder {
    struct arena *arena;
    struct troubles *troubles;
    const struct source *source;
    size_t from, to; /* the part that is read */
    struct fy_parser *parser;
    struct fy_diag *diag;
    struct node *root;
    struct node *open[DEPTH_MOST]; /* the maps and lists that are not yet closed, outermost first */
    struct node *last[DEPTH_MOST]; /* the last entry of each */
    struct node *key[DEPTH_MOST];  /* in a map: the key whose value comes next */
    size_t depth, nodes, documents;
};

static struct mark mark_between(const struct builder *builder, const struct fy_mark *start,
                                const struct fy_mark *end)
{
    size_t offset = builder->from + (start ? start->input_pos : 0);
    if (offset > builder->to)
        offset = builder->to;
    size_t stop = builder->from + (end ? end->input_pos : 0);
    if (stop > builder->to)
        stop = builder->to;
    return (struct mark){builder->source, offset, stop > offset ? stop - offset : 0};
}

static struct mark event_mark(const struct builder *builder, struct fy_event *event)
{
    return mark_between(builder, fy_event_start_mark(event), fy_event_end_mark(event));
}

/* The control characters and broken bytes that YAML does not allow: all at once, before reading. */
static bool text_is_clean(struct builder *builder)
{
    const struct source *source = builder->source;
    for (size_t i = builder->from; i < builder->to;) {
        unsigned long character = 0;
        size_t bytes = utf8_next(source->text + i, builder->to - i, &character);
        struct mark mark = {source, i, bytes};
        if (!bytes) {
            trouble_error(builder->troubles, mark, "this is not UTF-8 text: byte 0x%02x",
                          (unsigned char)source->text[i]);
            return false;
        }
        if ((character < 0x20 && !strchr("\t\n\r", (int)character)) || character == 0 ||
            (character >= 0x7f && character < 0xa0 && character != 0x85)) {
            trouble_error(builder->troubles, mark, "a control character (U+%04lX) is not allowed",
                          character);
            return false;
        }
        i += bytes;
    }
    return true;
}

static struct node *add_node(struct builder *builder, enum node_kind kind, struct mark mark)
{
    if (++builder->nodes > NODES_MOST) {
        trouble_error(builder->troubles, mark, "too many values: a file may have %d", NODES_MOST);
        return NULL;
    }
    struct node *node = arena_take(builder->arena, 1, sizeof *node);
    if (!node)
        return NULL;
    node->kind = kind;
    node->mark = mark;
    return node;
}

/* Puts a node where it belongs: the root, a key, a key's value or an entry of a list. */
static bool place_node(struct builder *builder, struct node *node)
{
    if (!builder->depth) {
        builder->root = node;
        return true;
    }
    size_t top = builder->depth - 1;
    struct node *parent = builder->open[top];
    if (parent->kind == NODE_MAP && !builder->key[top]) {
        if (node->kind != NODE_TEXT) {
            trouble_error(builder->troubles, node->mark, "a key must be a word, not %s",
                          node_words(node));
            return false;
        }
        builder->key[top] = node;
        return true;
    }
    node->key = builder->key[top];
    builder->key[top] = NULL;
    if (builder->last[top])
        builder->last[top]->next = node;
    else
        parent->first = node;
    builder->last[top] = node;
    parent->count++;
    return true;
}

static bool open_node(struct builder *builder, enum node_kind kind, struct fy_event *event)
{
    struct mark mark = event_mark(builder, event);
    struct node *node = add_node(builder, kind, mark);
    if (!node || !place_node(builder, node))
        return false;
    if (builder->depth == DEPTH_MOST) {
        trouble_error(builder->troubles, mark, "nested too deeply: at most %d levels", DEPTH_MOST);
        return false;
    }
    builder->open[builder->depth] = node;
    builder->last[builder->depth] = NULL;
    builder->key[builder->depth] = NULL;
    builder->depth++;
    return true;
}

static void close_node(struct builder *builder, struct fy_event *event)
{
    struct node *node = builder->open[--builder->depth];
    struct mark end = event_mark(builder, event);
    size_t stop = end.offset + end.width;
    if (stop > node->mark.offset)
        node->mark.width = stop - node->mark.offset;
}

static bool add_text(struct builder *builder, struct fy_event *event)
{
    struct mark mark = event_mark(builder, event);
    size_t length = 0;
    const char *text = fy_token_get_text(event->scalar.value, &length);
    if (!text)
        length = 0;
    if (!fy_event_start_mark(event) && builder->depth && builder->key[builder->depth - 1])
        mark = builder->key[builder->depth - 1]->mark; /* nothing after the key has no place */
    struct node *node = add_node(builder, NODE_TEXT, mark);
    if (!node || !(node->text = arena_text(builder->arena, length ? text : "", length)))
        return false;
    node->length = length;
    if (length && memchr(text, 0, length)) {
        trouble_error(builder->troubles, mark, "a zero character is not allowed");
        return false;
    }
    const char *raw = builder->source->text + mark.offset;
    bool quoted = mark.width && (raw[0] == '"' || raw[0] == '\'');
    node->empty = !length && !quoted;
    node->inside = mark.offset + quoted;
    node->verbatim = node->inside + length <= builder->to &&
                     memcmp(builder->source->text + node->inside, node->text, length) == 0;
    return place_node(builder, node);
}

static bool refuse_decoration(struct builder *builder, struct fy_event *event)
{
    struct fy_token *tag = fy_event_get_tag_token(event);
    if (!tag)
        return true;
    trouble_error(builder->troubles,
                  mark_between(builder, fy_token_start_mark(tag), fy_token_end_mark(tag)),
                  "tags (beginning with \"!\") have no meaning in a scenario");
    return false;
}

/* Takes one event in; false: nothing more is to be read. */
static bool take_event(struct builder *builder, struct fy_event *event)
{
    switch (event->type) {
    case FYET_DOCUMENT_START:
        if (++builder->documents == 1)
            return true;
        trouble_error(builder->troubles, event_mark(builder, event),
                      "a second document begins here: a scenario is one document");
        return false;
    case FYET_MAPPING_START:
        return refuse_decoration(builder, event) && open_node(builder, NODE_MAP, event);
    case FYET_SEQUENCE_START:
        return refuse_decoration(builder, event) && open_node(builder, NODE_LIST, event);
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
        close_node(builder, event);
        return true;
    case FYET_SCALAR:
        return refuse_decoration(builder, event) && add_text(builder, event);
    case FYET_ALIAS:
        trouble_error(
            builder->troubles, event_mark(builder, event),
            "aliases (*name) are not read: write the value itself, or share it by \"base\"");
        return false;
    default:
        return true;
    }
}

/* libfyaml's first complaint, at its place; what follows it is mostly its consequence. */
static void add_syntax_error(struct builder *builder)
{
    void *state = NULL;
    struct fy_diag_error *error = fy_diag_errors_iterate(builder->diag, &state);
    if (!error) {
        struct mark mark = {builder->source, builder->from, 0};
        trouble_error(builder->troubles, mark, "this is not YAML");
        return;
    }
    /* Its lines and columns count from 1; the column counts characters. */
    const char *text = builder->source->text;
    size_t offset = builder->from;
    for (int line = 1; line < error->line && offset < builder->to; offset++)
        line += text[offset] == '\n';
    for (int column = 1; column < error->column && offset < builder->to; column++) {
        unsigned long character;
        size_t bytes = utf8_next(text + offset, builder->to - offset, &character);
        if (text[offset] == '\n')
            break;
        offset += bytes ? bytes : 1;
    }
    struct mark mark = {builder->source, offset, 1};
    trouble_error(builder->troubles, mark, "this is not YAML: %s", error->msg);
}

/*
 * What was being read when reading broke off may be torn: "cooks: 3" that goes on with the next
 * line. It is forgotten, so that nothing is said of it.
 */
static void forget_torn(struct builder *builder)
{
    if (!builder->depth)
        return;
    size_t top = builder->depth - 1;
    if (!builder->last[top] && top > 0)
        top--;
    struct node *parent = builder->open[top], *last = builder->last[top];
    if (!last || (last->kind != NODE_TEXT && top == builder->depth - 1))
        return;
    struct node **link = &parent->first;
    while (*link != last)
        link = &(*link)->next;
    *link = NULL;
    parent->count--;
}

static void read_events(struct builder *builder)
{
    struct fy_event *event;
    while ((event = fy_parser_parse(builder->parser))) {
        bool more = take_event(builder, event);
        fy_parser_event_free(builder->parser, event);
        if (!more)
            return;
    }
    if (fy_parser_get_stream_error(builder->parser)) {
        add_syntax_error(builder);
        forget_torn(builder);
    }
}

/* libfyaml would print its messages; they are collected instead. */
static void print_nothing(struct fy_diag *diag, void *user, const char *text, size_t length)
{
    (void)diag;
    (void)user;
    (void)text;
    (void)length;
}

static bool start_parser(struct builder *builder)
{
    struct fy_diag_cfg quiet;
    fy_diag_cfg_default(&quiet);
    quiet.fp = NULL;
    quiet.output_fn = print_nothing;
    quiet.colorize = false;
    builder->diag = fy_diag_create(&quiet);
    if (!builder->diag)
        return false;
    fy_diag_set_collect_errors(builder->diag, true);
    struct fy_parse_cfg config = {
        .flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DEFAULT_VERSION_1_2 | FYPCF_JSON_NONE,
        .diag = builder->diag,
    };
    builder->parser = fy_parser_create(&config);
    return builder->parser &&
           fy_parser_set_string(builder->parser, builder->source->text + builder->from,
                                builder->to - builder->from) == 0;
}

struct node *tree_read(struct arena *arena, struct troubles *troubles, const struct source *source,
                       size_t from, size_t to)
{
    struct builder builder = {
        .arena = arena, .troubles = troubles, .source = source, .from = from, .to = to};
    if (to - from >= 3 && memcmp(source->text + from, "\xef\xbb\xbf", 3) == 0)
        builder.from += 3; /* a byte order mark */
    if (!text_is_clean(&builder) || builder.from == to)
        return NULL;
    if (start_parser(&builder)) {
        read_events(&builder);
    } else {
        struct mark mark = {source, from, 0};
        trouble_error(troubles, mark, "the YAML reader cannot be started: out of memory");
    }
    fy_parser_destroy(builder.parser);
    fy_diag_destroy(builder.diag);
    return builder.root;
}

struct mark node_part(const struct node *node, size_t offset, size_t width)
{
    if (!node->verbatim)
        return node->mark;
    return (struct mark){node->mark.source, node->inside + offset, width};
}

const char *node_words(const struct node *node)
{
    switch (node->kind) {
    case NODE_MAP:
        return "a group of keys";
    case NODE_LIST:
        return "a list";
    default:
        return node->empty ? "nothing" : "a value";
    }
}
