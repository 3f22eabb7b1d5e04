/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts that are compared with files in tests/report/golden. With PIZZERIA_RENEW set the files are
 * written anew instead; then look at the difference.
 */
#ifndef TESTS_REPORT_GOLDEN_H
#define TESTS_REPORT_GOLDEN_H

/* Fails the test where the text is not that of the file. */
void assert_golden(const char *file, const char *text);

/* Fails it where a line is wider than so many columns, or has blanks at its end. */
void assert_fits(const char *text, unsigned width);

#endif
