/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results as comma-separated values. */
#include "report/csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/measures.h"

void csv_text(FILE *to, const char *text)
{
    if (!text[strcspn(text, ",\"\r\n")]) {
        fputs(text, to);
        return;
    }
    fputc('"', to);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', to);
        fputc(*text, to);
    }
    fputc('"', to);
}

void csv_number(FILE *to, double value)
{
    if (!isfinite(value))
        return;
    char text[32];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    fputs(text, to);
}

void csv_write_header(FILE *to)
{
    fputs("variant,policy,measure,unit,mean,half_width,sd,n,against,scenario\n", to);
}

static void write_row(FILE *to, const struct scenario *scenario, size_t variant,
                      const struct measure *measure, const struct estimate *estimate,
                      const char *against)
{
    const struct variant *v = &scenario->variants[variant];
    csv_text(to, v->name);
    fprintf(to, ",%s,%s,%s,", theme_policies[scenario->theme][v->world.policy],
            measure->name[scenario->theme], measure->unit);
    csv_number(to, estimate->mean);
    fputc(',', to);
    csv_number(to, estimate->half_width);
    fputc(',', to);
    csv_number(to, estimate->sd);
    fprintf(to, ",%llu,", (unsigned long long)estimate->n);
    csv_text(to, against);
    fputc(',', to);
    csv_text(to, scenario->title);
    fputc('\n', to);
}

void csv_write_result(FILE *to, const struct result *result)
{
    const struct scenario *scenario = result->scenario;
    for (size_t v = 0; v < scenario->variant_count; v++) {
        for (size_t n = 0; n < measure_count(); n++) {
            struct estimate estimate = result_estimate(result, v, n);
            if (result_measures(result, v, n))
                write_row(to, scenario, v, measure_at(n), &estimate, "");
        }
    }
    for (size_t v = 1; v < scenario->variant_count; v++) {
        for (size_t n = 0; n < measure_count(); n++) {
            struct estimate estimate = result_difference(result, v, n);
            if (result_measures(result, v, n) && result_measures(result, 0, n))
                write_row(to, scenario, v, measure_at(n), &estimate, scenario->variants[0].name);
        }
    }
}
