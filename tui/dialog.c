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
        int x = canvas_print(inside, 1, y, STYLE_STRONG, "> %s", dialog->text);
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

static void type(struct dialog *dialog, uint32_t code)
{
    size_t length = strlen(dialog->text);
    if (code == PRESS_BACKSPACE || code == 8) {
        if (length > 0)
            dialog->text[length - 1] = '\0';
    } else if (length + 1 < sizeof dialog->text) {
        dialog->text[length] = (char)code;
        dialog->text[length + 1] = '\0';
    }
}

void dialog_key(struct dialog *dialog, struct app *app, struct press press)
{
    uint32_t code = press.code;
    bool letter = code >= ' ' && code < 127;
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
    } else if (dialog->input && (letter || code == PRESS_BACKSPACE || code == 8)) {
        type(dialog, code);
    }
}
