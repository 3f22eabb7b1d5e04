/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values of a replication as bytes that are the same on every machine: see store_file.h. */
#ifndef LAB_STORE_VALUES_H
#define LAB_STORE_VALUES_H

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Bytes of a value. */
#define STORE_VALUE sizeof(uint64_t)

static inline void store_values_write(unsigned char *bytes, const double *values, size_t count)
{
    for (size_t n = 0; n < count; n++) {
        uint64_t bits;
        memcpy(&bits, &values[n], sizeof bits);
        bits = htole64(bits);
        memcpy(bytes + n * STORE_VALUE, &bits, sizeof bits);
    }
}

static inline void store_values_read(double *values, const unsigned char *bytes, size_t count)
{
    for (size_t n = 0; n < count; n++) {
        uint64_t bits;
        memcpy(&bits, bytes + n * STORE_VALUE, sizeof bits);
        bits = le64toh(bits);
        memcpy(&values[n], &bits, sizeof bits);
    }
}

#endif
