/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of keys, and finding keys in it by name. A new parameter is a member of struct world
 * and a row here. The order of rows is the order in which values are read: a value may depend on
 * those above it. Knows nothing of files.
 */
#include "models/keys.h"

#include <string.h>

#include "models/nearest.h"
#include "models/scenario.h"

/* Type, what people are told it takes, and its unit. */
#define TEXT TYPE_TEXT, "text", ""
#define SEED TYPE_SEED, "whole number", ""
#define CLOCK TYPE_CLOCK, "clock time", "time"
#define TIME TYPE_TIME, "duration", "time"
#define TIME_OR_AUTO TYPE_TIME_OR_AUTO, "duration or auto", "time"
#define TIME_OR_NEVER TYPE_TIME_OR_NEVER, "duration or never", "time"
#define DIST TYPE_DIST, "duration or distribution", "time"
#define PATIENCE TYPE_PATIENCE, "duration, distribution or unlimited", "time"
#define DIST_OR_NEVER TYPE_DIST_OR_NEVER, "duration, distribution or never", "time"
#define DIST_OR_SAME TYPE_DIST_OR_SAME, "duration, distribution or same", "time"
#define NUMBER TYPE_NUMBER, "number", ""
#define MONEY TYPE_NUMBER, "number", "currency"
#define PAY TYPE_PAY, "amount per time", "currency/time"
#define SHARE TYPE_SHARE, "share", "share"
#define COUNT TYPE_COUNT, "count", "count"
#define COUNT_32 TYPE_COUNT_32, "count", "count"
#define LIMIT TYPE_LIMIT, "count or unlimited", "count"
#define PLAN TYPE_PLAN, "count, shift plan or unlimited", "count"
#define SIZE TYPE_SIZE, "size", "bytes"
#define SIZE_OR_LIMIT TYPE_SIZE_OR_LIMIT, "size or unlimited", "bytes"
#define THEME TYPE_THEME, "kitchen or datacenter", ""
#define CLOSING TYPE_CLOSING, "finish or stop", ""
#define POLICY TYPE_POLICY, "policy", ""
#define SHARING TYPE_SHARING, "fifo or even", ""
#define NEXT TYPE_NEXT, "fifo or finish_first", ""
#define LOOP TYPE_LOOP, "shared or per_cook (per_worker)", ""
#define WAITS_LIST TYPE_WAITS, "list of waits", ""
#define ARRIVALS TYPE_ARRIVALS, "rate, plan of rates, {every}, {times} or {file}", "1/time"
#define MEASURE TYPE_MEASURE, "measure", ""
#define ON_OFF TYPE_ON_OFF, "on or off", ""
#define GROUP(takes) TYPE_GROUP, takes, ""

/* What it is a property of, and where; with the flag of an optional duration. */
#define S(member) OF_SCENARIO, offsetof(struct scenario, member), 0
#define W(member) OF_WORLD, offsetof(struct world, member), 0
#define W_IF(member, flag) OF_WORLD, offsetof(struct world, member), offsetof(struct world, flag)
#define R(member) OF_RECIPE, offsetof(struct recipe, member), 0
#define R_IF(member, flag) OF_RECIPE, offsetof(struct recipe, member), offsetof(struct recipe, flag)

/* Called and explained alike in both themes. */
#define SAME(text)                                                                                 \
    {                                                                                              \
        text, text                                                                                 \
    }
#define ANY 0, 0
#define MANY 1e9
#define CREW 1e6 /* each cook costs memory */

/* clang-format off */
static const struct key keys[] = {
    {SAME("title"), NULL, TEXT, S(title), ANY, NULL,
     SAME("The scenario's name; without it, that of the file.")},
    {SAME("about"), NULL, TEXT, S(about), ANY, "",
     SAME("A paragraph that the dashboard and the report show.")},
    {SAME("theme"), NULL, THEME, S(theme), ANY, "kitchen",
     SAME("The words used for the one model: a pizza kitchen or a data center.")},
    {SAME("base"), NULL, GROUP("file, or built-in scenario"), OF_FILE, 0, 0, ANY, NULL,
     SAME("Another scenario to start from; this file's keys come on top of it.")},
    {SAME("seed"), NULL, SEED, W(seed), ANY, "1",
     SAME("Picks the random numbers: the same seed, the same day.")},
    {SAME("open"), NULL, CLOCK, W(open), ANY, "00:00",
     SAME("The clock time at which simulated time begins.")},
    {SAME("hours"), NULL, TIME, W(hours), ANY, "8 h",
     SAME("How long calls are taken, from open to closing.")},
    {SAME("warmup"), NULL, TIME_OR_AUTO, W_IF(warmup, warmup_auto), ANY, "0 s",
     SAME("What happens this long after opening is not measured; auto: until it has settled (MSER-5).")},
    {SAME("closing"), NULL, CLOSING, W(closing), ANY, "finish",
     SAME("After closing, finish what was begun, or stop at once.")},

    {{"callers.arrivals", "clients.arrivals"}, NULL, ARRIVALS, W(arrivals), ANY, NULL,
     {"When first-time callers call; the one key that must be given.",
      "When new requests come; the one key that must be given."}},
    {{"callers.patience", "clients.patience"}, NULL, PATIENCE, W(patience), ANY, "unlimited",
     {"How long a caller holds the line before he hangs up.",
      "How long a client waits to be accepted before it gives up."}},
    {{"callers.lines", "clients.backlog"}, NULL, LIMIT, W(lines), 0, MANY, "unlimited",
     {"How many callers can be connected, on hold or talking; others get the busy tone.",
      "How many clients can be connected, waiting or being accepted; others are refused."}},
    {{"callers.demand", "clients.demand"}, NULL, SHARE, W(demand), 0, 1e6, "100 %",
     SAME("Multiplies rates and plans of arrivals.")},
    {{"callers.redial.attempts", "clients.retry.attempts"}, NULL, LIMIT, W(redial_attempts), 0, MANY, "0",
     {"How many times a caller dials again after a busy tone.",
      "How many times a client that was refused tries again."}},
    {{"callers.redial.after", "clients.retry.after"}, NULL, DIST, W(redial_after), ANY, "0 s",
     {"How long he waits before he dials again.",
      "How long it waits before it tries again."}},

    {{"call_center.agents", "listener.acceptors"}, NULL, PLAN, W(agents), 0, MANY, "unlimited",
     {"How many answer calls.",
      "How many accept connections."}},
    {{"call_center.call", "listener.accept"}, NULL, DIST, W(call), ANY, "0 s",
     {"How long a call takes.",
      "How long accepting a connection takes."}},
    {{"call_center.rail", "listener.queue"}, NULL, LIMIT, W(rail), 0, MANY, "unlimited",
     {"How many tickets can wait for a cook before agents are blocked.",
      "How many requests can wait for a worker before acceptors are blocked."}},

    {{"kitchen.policy", "server.policy"}, NULL, POLICY, W(policy), ANY, "synchronous",
     {"What a cook does while an order waits: the heart of the matter.",
      "What a worker does while a request waits: the heart of the matter."}},
    {{"kitchen.cooks", "server.workers"}, NULL, PLAN, W(cooks), 0, CREW, "1",
     {"How many cooks; with one cook per order, how many at most.",
      "How many workers (threads); with one per request, how many at most."}},
    {{"kitchen.worktops", "server.cores"}, NULL, LIMIT, W(worktops), 0, MANY, "unlimited",
     {"How many cooks can work at the same time.",
      "How many workers can compute at the same time."}},
    {{"kitchen.sharing", "server.sharing"}, NULL, SHARING, W(sharing), ANY, "fifo",
     {"Cooks wait for a worktop in line, or share all of them evenly (processor sharing).",
      "Workers wait for a core in line, or share all of them evenly (processor sharing)."}},
    {{"kitchen.prep", "server.compute"}, NULL, DIST, W(prep), ANY, "0 s",
     {"How long preparing a pizza takes.",
      "How long computing an answer takes."}},
    {{"kitchen.box", "server.respond"}, NULL, DIST, W(box), ANY, "0 s",
     {"How long boxing a pizza takes.",
      "How long writing a response takes, once everything is there."}},
    {{"kitchen.switch", "server.switch"}, NULL, DIST, W(swtch), ANY, "0 s",
     SAME("What turning to another task costs, before each work (context switch).")},
    {{"kitchen.next", "server.next"}, NULL, NEXT, W(next), ANY, "fifo",
     {"Which ready task a cook takes: the one ready longest, or the order furthest on.",
      "Which ready task a worker takes: the one ready longest, or the request furthest on."}},
    {{"kitchen.loop", "server.loop"}, NULL, LOOP, W(loop), ANY, "shared",
     {"Ready tasks are for any cook, or come back to the cook who took the ticket.",
      "Ready tasks are for any worker, or come back to the worker that took the request."}},
    {{"kitchen.in_flight", "server.in_flight"}, NULL, LIMIT, W(in_flight), 0, MANY, "unlimited",
     {"How many orders can be between taken and delivered.",
      "How many requests can be between accepted and answered."}},
    {{"kitchen.blocking", "server.blocking"}, NULL, WAITS_LIST, W(blocking), ANY, "[]",
     {"Waits that hold an event-driven cook all the same.",
      "Waits that hold an event-driven worker all the same."}},
    {{"kitchen.stages.start", "server.stages.start"}, NULL, COUNT, W(stages[WORK_START]), 0, CREW, "1",
     {"Staged: how many cooks take up tickets.",
      "Staged: how many workers take up requests."}},
    {{"kitchen.stages.prep", "server.stages.compute"}, NULL, COUNT, W(stages[WORK_PREP]), 0, CREW, "1",
     {"Staged: how many cooks prepare.",
      "Staged: how many workers compute."}},
    {{"kitchen.stages.box", "server.stages.respond"}, NULL, COUNT, W(stages[WORK_BOX]), 0, CREW, "1",
     {"Staged: how many cooks box.",
      "Staged: how many workers respond."}},
    {{"kitchen.crowding.contention", "server.crowding.contention"}, NULL, SHARE, W(contention), 0, 1e6, "0 %",
     {"By how much each further cook slows down all work (queueing for what is shared).",
      "By how much each further worker slows down all work (queueing for what is shared)."}},
    {{"kitchen.crowding.coherency", "server.crowding.coherency"}, NULL, SHARE, W(coherency), 0, 1e6, "0 %",
     {"By how much each pair of cooks slows down all work (agreeing with each other).",
      "By how much each pair of workers slows down all work (agreeing with each other)."}},

    {{"warehouse.clerks", "api.connections"}, NULL, LIMIT, W(clerks), 0, MANY, "unlimited",
     {"How many orders can be fetched for at the same time.",
      "How many calls to the API can be under way at the same time."}},
    {{"warehouse.fetch", "api.latency"}, NULL, DIST, W(fetch), ANY, "0 s",
     {"How long fetching takes.",
      "How long a call to the API takes."}},
    {{"warehouse.restock.every", "api.restock.every"}, NULL, DIST_OR_NEVER, W_IF(restock_every, truck_again), ANY, "never",
     {"How long from one truck to the next, which fills everything up.",
      "How long from one new quota to the next, which fills everything up."}},
    {{"warehouse.restock.first", "api.restock.first"}, NULL, DIST_OR_SAME, W_IF(restock_first, restock_first_given), ANY, "same",
     {"When the first truck comes; \"same\" is as long as from one truck to the next.",
      "When the first new quota comes; \"same\" is as long as from one to the next."}},
    {{"warehouse.ingredients.NAME", "api.ingredients.NAME"}, NULL, LIMIT, OF_INGREDIENT, offsetof(struct ingredient, level), 0, 0, MANY, NULL,
     {"The level to which the truck fills an ingredient, and with which the day begins.",
      "The level to which a new quota fills it, and with which the day begins."}},

    {SAME("recipes.NAME.share"), NULL, NUMBER, R(share), 0, 1e9, "1",
     SAME("How often it is ordered, in proportion to the other recipes.")},
    {SAME("recipes.NAME.needs.INGREDIENT"), NULL, COUNT, OF_NEED, 0, 0, 0, MANY, "0",
     SAME("How much of an ingredient it takes.")},
    {{"recipes.NAME.prep", "recipes.NAME.compute"}, "recipes.NAME.prep", DIST_OR_SAME, R_IF(prep, own_prep), ANY, "same",
     {"How long preparing it takes; \"same\" is as for all recipes.",
      "How long computing it takes; \"same\" is as for all recipes."}},
    {{"recipes.NAME.bake", "recipes.NAME.write"}, "recipes.NAME.bake", DIST_OR_SAME, R_IF(bake, own_bake), ANY, "same",
     {"How long baking it takes; \"same\" is as for all recipes.",
      "How long writing it takes; \"same\" is as for all recipes."}},

    {{"ovens.places", "database.writers"}, NULL, LIMIT, W(ovens), 0, MANY, "unlimited",
     {"How many pizzas can bake at the same time.",
      "How many requests can write to the database at the same time."}},
    {{"ovens.bake", "database.write"}, NULL, DIST, W(bake), ANY, "0 s",
     {"How long baking takes.",
      "How long writing to the database takes."}},

    {{"delivery.couriers", "network.links"}, NULL, PLAN, W(couriers), 0, MANY, "unlimited",
     {"How many deliver; each carries one order.",
      "How many links send answers; each carries one at a time."}},
    {{"delivery.ride", "network.transfer"}, NULL, DIST, W(ride), ANY, "0 s",
     {"How long the ride to the customer takes.",
      "How long sending the answer to the client takes."}},
    {{"delivery.return", "network.close"}, NULL, DIST_OR_SAME, W_IF(back, back_given), ANY, "same",
     {"How long the ride back takes; \"same\" is as long as the ride there.",
      "How long a link is then still taken; \"same\" is as long as sending took."}},

    {SAME("memory.total"), NULL, SIZE_OR_LIMIT, W(memory_total), ANY, "unlimited",
     {"The room that cooks and orders must fit in.",
      "The room that workers and requests must fit in."}},
    {{"memory.per_cook", "memory.per_worker"}, NULL, SIZE, W(memory_per_cook), ANY, "0 B",
     {"The room that a cook takes (a thread's stack).",
      "The room that a worker takes (a thread's stack)."}},
    {{"memory.per_order", "memory.per_request"}, NULL, SIZE, W(memory_per_order), ANY, "0 B",
     {"The room that an order in flight takes.",
      "The room that a request in flight takes."}},

    {SAME("money.currency"), NULL, TEXT, W(currency), ANY, "EUR",
     SAME("What the amounts are in.")},
    {SAME("money.cook"), "money.worker", PAY, W(pay_cook), 0, 1e12, "0 per hour",
     {"Wages of a cook, while on the floor.",
      "What a worker costs, while it exists."}},
    {SAME("money.agent"), "money.acceptor", PAY, W(pay_agent), 0, 1e12, "0 per hour",
     {"Wages of an agent.",
      "What an acceptor costs."}},
    {SAME("money.courier"), "money.link", PAY, W(pay_courier), 0, 1e12, "0 per hour",
     {"Wages of a courier.",
      "What a link costs."}},
    {SAME("money.oven"), "money.writer", PAY, W(pay_oven), 0, 1e12, "0 per hour",
     {"What an oven place costs.",
      "What a database writer costs."}},
    {SAME("money.sale"), NULL, MONEY, W(sale), 0, 1e12, "0",
     {"What a delivered order brings in.",
      "What an answered request brings in."}},
    {SAME("money.ingredients"), NULL, MONEY, W(ingredients_cost), 0, 1e12, "0",
     {"What the ingredients of an order cost.",
      "What a request uses up costs."}},
    {SAME("money.lost"), NULL, MONEY, W(lost_cost), 0, 1e12, "0",
     {"What a lost call costs in goodwill.",
      "What a lost request costs in goodwill."}},
    {SAME("money.late.after"), NULL, TIME_OR_NEVER, W(late_after), ANY, "never",
     {"From first dial to delivery, how long is too late.",
      "From the first try to the answer, how long is too late."}},
    {SAME("money.late.refund"), NULL, MONEY, W(late_refund), 0, 1e12, "0",
     {"What is paid back for an order that is late.",
      "What is paid back for an answer that is late."}},

    {SAME("variants.NAME.KEY"), NULL, GROUP("as the key"), OF_FILE, 0, 0, ANY, NULL,
     SAME("Sets any key above, from seed on, for one variant of the world.")},
    {SAME("analysis.replications"), NULL, COUNT_32, S(replications), 1, 1e6, "20",
     SAME("How many days are simulated for each variant.")},
    {SAME("analysis.confidence"), NULL, SHARE, S(confidence), 0.5, 0.999, "95 %",
     SAME("How sure the intervals are to contain the true mean.")},
    {SAME("analysis.precision"), NULL, SHARE, S(precision), 0, 1, "0 %",
     SAME("Add replications until the mean time is known this well; 0 % asks for nothing.")},
    {SAME("analysis.precision_of"), NULL, MEASURE, S(precision_of), ANY, "time.total.mean",
     SAME("What is to be known that well instead; a share to so many points of a hundred.")},
    {SAME("analysis.at_most"), NULL, COUNT_32, S(at_most), 2, 1e6, "1000",
     SAME("With precision: the most replications.")},
    {SAME("analysis.control_variates"), NULL, ON_OFF, S(control_variates), ANY, "off",
     SAME("Make intervals shorter by what is known of how lucky each day was.")},
};
/* clang-format on */

#define KEYS (sizeof keys / sizeof keys[0])

size_t key_count(void)
{
    return KEYS;
}

const struct key *key_at(size_t index)
{
    return &keys[index];
}

/* The length of the first segment of a dotted name. */
static size_t segment(const char *name)
{
    return strcspn(name, ".");
}

/* Segments in capitals stand for any name. */
static bool is_wild(const char *pattern)
{
    return pattern[0] >= 'A' && pattern[0] <= 'Z';
}

static const char *last_word(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

/*
 * Follows pattern and name segment by segment while they agree. Returns what is left of the pattern
 * when the name is used up ("" when both end together), or NULL when they differ.
 */
static const char *follow(const char *pattern, const char *name, struct key_part parts[2])
{
    size_t wild = 0;
    for (;;) {
        size_t expected = segment(pattern), got = segment(name);
        if (is_wild(pattern)) {
            if (!got)
                return NULL;
            parts[wild++] = (struct key_part){name, got};
        } else if (expected != got || strncmp(pattern, name, got) != 0) {
            return NULL;
        }
        pattern += expected;
        name += got;
        if (!*name)
            return *pattern ? pattern + 1 : "";
        if (!*pattern)
            return NULL;
        pattern++;
        name++;
    }
}

/* The names of a key in a theme: its own and perhaps one more. */
static const char *name_of(const struct key *key, enum theme theme, size_t which)
{
    if (which == 0)
        return key->name[theme];
    return theme == THEME_DATACENTER ? key->also : NULL;
}

const struct key *key_find(enum theme theme, const char *name, struct key_part parts[2])
{
    for (size_t i = 0; i < KEYS; i++) {
        for (size_t which = 0; which < 2; which++) {
            const char *pattern = name_of(&keys[i], theme, which);
            const char *rest = pattern ? follow(pattern, name, parts) : NULL;
            if (rest && !*rest && keys[i].type != TYPE_GROUP)
                return &keys[i];
        }
    }
    return NULL;
}

bool key_is_group(enum theme theme, const char *name)
{
    struct key_part parts[2];
    for (size_t i = 0; i < KEYS; i++) {
        const char *rest = follow(keys[i].name[theme], name, parts);
        if (rest && *rest)
            return true;
    }
    return false;
}

#define NAME_MOST 200

/* The pattern with the name's segments in the places that stand for any. */
static void expand(char expanded[NAME_MOST], const char *pattern, const char *name)
{
    size_t used = 0;
    while (*pattern) {
        size_t length = segment(pattern), got = segment(name);
        const char *from = pattern;
        size_t size = length;
        if (is_wild(pattern) && got) {
            from = name;
            size = got;
        }
        pattern += length;
        name += got;
        if (*name)
            name++;
        if (used + size + 2 > NAME_MOST)
            break;
        memcpy(expanded + used, from, size);
        used += size;
        if (*pattern) {
            expanded[used++] = '.';
            pattern++;
        }
    }
    expanded[used] = 0;
}

/* The name cut off so that it has as many segments as another. */
static void cut_like(char *name, const char *like)
{
    for (;;) {
        name += segment(name);
        like += segment(like);
        if (!*name || !*like)
            break;
        name++;
        like++;
    }
    *name = 0;
}

/* What the other theme's name for a key or a group is called in this one; false: it is none. */
static bool translate(enum theme theme, const char *name, char own[NAME_MOST])
{
    enum theme other = theme == THEME_KITCHEN ? THEME_DATACENTER : THEME_KITCHEN;
    struct key_part parts[2];
    for (size_t i = 0; i < KEYS; i++) {
        if (!follow(keys[i].name[other], name, parts))
            continue;
        expand(own, keys[i].name[theme], name);
        cut_like(own, name);
        return true;
    }
    return false;
}

/* The key of this theme that is called by the last word of the name in the other theme. */
static bool other_word(enum theme theme, const char *name, char own[NAME_MOST])
{
    enum theme other = theme == THEME_KITCHEN ? THEME_DATACENTER : THEME_KITCHEN;
    const char *last = last_word(name);
    bool found = false;
    for (size_t i = 0; i < KEYS; i++) {
        if (strcmp(last_word(keys[i].name[theme]), last) == 0)
            return false; /* a word of this theme as well */
        if (!found && strcmp(last_word(keys[i].name[other]), last) == 0) {
            expand(own, keys[i].name[theme], name);
            found = true;
        }
    }
    return found;
}

/* The nearest name in the same group: keys, and groups where no dot was typed. */
static bool nearest_inside(enum theme theme, const char *name, size_t inside, char found[NAME_MOST])
{
    struct nearest nearest = nearest_to(name + inside, strlen(name + inside));
    char candidate[NAME_MOST];
    for (size_t i = 0; i < KEYS; i++) {
        expand(candidate, keys[i].name[theme], name);
        if (strncmp(candidate, name, inside) != 0)
            continue;
        if (!strchr(name + inside, '.'))
            candidate[inside + segment(candidate + inside)] = 0;
        unsigned before = nearest.distance;
        nearest_try(&nearest, candidate + inside);
        if (nearest.distance < before)
            memcpy(found, candidate + inside, strlen(candidate + inside) + 1);
    }
    return nearest.best != NULL;
}

/* A key anywhere whose last word is that of the name. */
static bool elsewhere(enum theme theme, const char *name, char found[NAME_MOST])
{
    for (size_t i = 0; i < KEYS; i++) {
        if (strcmp(last_word(keys[i].name[theme]), last_word(name)) == 0) {
            expand(found, keys[i].name[theme], name);
            return true;
        }
    }
    return false;
}

void key_hint(enum theme theme, const char *name, size_t inside, char *hint, size_t size)
{
    static const char *const whose[THEMES] = {"the data center theme's word; in a kitchen",
                                              "the kitchen theme's word; in a data center"};
    char found[NAME_MOST];
    hint[0] = 0;
    if (strlen(name) >= NAME_MOST || inside > strlen(name))
        return;
    if (translate(theme, name, found) || other_word(theme, name, found))
        snprintf(hint, size, ": that is %s it is \"%s\"", whose[theme], found);
    else if (nearest_inside(theme, name, inside, found) || elsewhere(theme, name, found))
        snprintf(hint, size, "; did you mean \"%s\"?", found);
}

const char *const *key_words(const struct key *key, enum theme theme, size_t *count)
{
    static const char *const closings[] = {"finish", "stop"};
    static const char *const sharings[] = {"fifo", "even"};
    static const char *const nexts[] = {"fifo", "finish_first"};
    static const char *const switches[] = {"off", "on"};
    static const char *const loops[THEMES][2] = {{"shared", "per_cook"}, {"shared", "per_worker"}};
    *count = 2;
    switch (key->type) {
    case TYPE_THEME:
        return theme_names;
    case TYPE_CLOSING:
        return closings;
    case TYPE_ON_OFF:
        return switches;
    case TYPE_SHARING:
        return sharings;
    case TYPE_NEXT:
        return nexts;
    case TYPE_LOOP:
        return loops[theme];
    case TYPE_POLICY:
        *count = POLICIES;
        return theme_policies[theme];
    case TYPE_WAITS:
        *count = WAITS;
        return theme_waits[theme];
    default:
        *count = 0;
        return NULL;
    }
}
