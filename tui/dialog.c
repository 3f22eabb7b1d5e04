/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See dialog.h. */
#include "tui/dialog.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "report/text.h"

void dialog_begin(struct dialog *dialog, const char *title, const char *hint,
                  void (*done)(struct app *app, size_t choice, const char *text))
{
    *dialog = (struct dialog){.open = true, .done = done};
    snprintf(dialog->title, sizeof dialog->title, "%s", title);
    snprintf(dialog->hint, sizeof dialog->hint, "%s", hint);
}

void dialog_item(struct dialog *dialog, const char *format, ...)
{
    if (dialog->item_count == DIALOG_ITEMS)
        return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(dialog->items[dialog->item_count++], DIALOG_TEXT, format, arguments);
    va_end(arguments);
}

static int widest(const struct dialog *dialog)
{
    unsigned width = text_width(dialog->title) + 6, hint = text_width(dialog->hint) + 2;
    width = hint > width ? hint : width;
    unsigned typed = dialog->input ? text_width(dialog->text) + 5 : 0;
    width = typed > width ? typed : width;
    for (size_t n = 0; n < dialog->item_count; n++) {
        unsigned item = text_width(dialog->items[n]) + 6;
        width = item > width ? item : width;
    }
    return (int)(width < 40 ? 40 : width);
}

/* The items that fit, the chosen one among them. */
static void draw_items(const struct dialog *dialog, struct canvas canvas)
{
    size_t rows = canvas.height > 0 ? (size_t)canvas.height : 0;
    size_t first = dialog->chosen >= rows ? dialog->chosen - rows + 1 : 0;
    for (size_t n = 0; n < rows && first + n < dialog->item_count; n++) {
        size_t item = first + n;
        int y = (int)n;
        bool chosen = item == dialog->chosen && !(dialog->input && dialog->text[0]);
        canvas_text_within(canvas, 3, y, canvas.width - 4, STYLE_TEXT, dialog->items[item]);
        if (chosen) {
            canvas_glyph(canvas, 1, y, STYLE_TEXT, GLYPH_POINT);
            canvas_mark(canvas, 0, y, canvas.width, STYLE_CHOSEN);
        }
        canvas_hot(canvas, 0, y, canvas.width, 1, PRESS_CHOOSE + (uint32_t)item);
    }
}

/* The last so many columns of a text. */
static const char *end_of(const char *text, unsigned columns)
{
    while (text_width(text) > columns) {
        size_t length;
        text_decode(text, &length);
        text += length;
    }
    return text;
}

void dialog_draw(const struct dialog *dialog, struct canvas canvas)
{
    canvas.picture->hot_count = 0; /* what is behind the dialog is not to be clicked */
    int width = widest(dialog) + 2, extra = dialog->input ? 2 : 0;
    int height = (int)dialog->item_count + 4 + extra;
    width = width < canvas.width ? width : canvas.width;
    height = height < canvas.height ? height : canvas.height;
    struct canvas box = canvas_part(canvas, (canvas.width - width) / 2,
                                    (canvas.height - height) / 2, width, height);
    canvas_fill(box, STYLE_TEXT);
    struct canvas inside = canvas_frame(box, STYLE_FRAME, dialog->title);
    int y = 0;
    if (dialog->input) {
        const char *end = end_of(dialog->text, (unsigned)(inside.width - 5));
        int x = canvas_print(inside, 1, y, STYLE_STRONG, "> %s", end);
        canvas_text(inside, x, y, STYLE_CHOSEN, " ");
        y += extra;
    }
    draw_items(dialog, canvas_part(inside, 0, y, inside.width, inside.height - y - 2));
    canvas_text_within(inside, 1, inside.height - 1, inside.width - 2, STYLE_FAINT, dialog->hint);
}

static void choose(struct dialog *dialog, struct app *app, size_t choice)
{
    struct dialog chosen = *dialog;
    dialog->open = false;
    if (choice > chosen.item_count || (choice == chosen.item_count && !chosen.input))
        return;
    chosen.done(app, choice, chosen.text);
}

/* A character as UTF-8; returns its length. */
static size_t encode(uint32_t code, char bytes[4])
{
    if (code < 0x80) {
        bytes[0] = (char)code;
        return 1;
    }
    size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t n = length; n-- > 1; code >>= 6)
        bytes[n] = (char)(0x80 | (code & 0x3F));
    bytes[0] = (char)(0xF0U << (4 - length) | code);
    return length;
}

static void type(struct dialog *dialog, uint32_t code)
{
    char bytes[4];
    size_t length = strlen(dialog->text);
    if (code == PRESS_BACKSPACE || code == 8) {
        while (length > 0 && ((unsigned char)dialog->text[length - 1] & 0xC0) == 0x80)
            length--;
        dialog->text[length - (length > 0)] = '\0';
    } else if (code == PRESS_CONTROL('u')) {
        dialog->text[0] = '\0';
    } else {
        size_t more = encode(code, bytes);
        if (length + more >= sizeof dialog->text)
            return;
        memcpy(dialog->text + length, bytes, more);
        dialog->text[length + more] = '\0';
    }
}

/* Whether a key is one to type with. */
static bool is_typed(uint32_t code)
{
    bool character = code >= ' ' && code != PRESS_BACKSPACE && code < 0x110000 &&
                     !(code >= 0x80 && code < 0xA0) && !(code >= 0xD800 && code < 0xE000);
    return character || code == PRESS_BACKSPACE || code == 8 || code == PRESS_CONTROL('u');
}

void dialog_key(struct dialog *dialog, struct app *app, struct press press)
{
    uint32_t code = press.code;
    if (code >= PRESS_CHOOSE) {
        choose(dialog, app, code - PRESS_CHOOSE);
    } else if (code == PRESS_ESCAPE || (code == 'q' && !dialog->input)) {
        dialog->open = false;
    } else if (code == PRESS_ENTER) {
        bool typed = dialog->input && (dialog->text[0] || dialog->item_count == 0);
        choose(dialog, app, typed ? dialog->item_count : dialog->chosen);
    } else if (code == PRESS_UP || (code == 'k' && !dialog->input) || code == PRESS_WHEEL_UP) {
        dialog->chosen -= dialog->chosen > 0;
    } else if (code == PRESS_DOWN || (code == 'j' && !dialog->input) || code == PRESS_WHEEL_DOWN) {
        dialog->chosen += dialog->chosen + 1 < dialog->item_count;
    } else if (dialog->input && is_typed(code)) {
        type(dialog, code);
    }
}
