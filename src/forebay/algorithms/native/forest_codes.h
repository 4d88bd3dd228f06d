/* Columns become codes. Part of forest_rows.c, so that it is compiled for each set of instructions. */

#ifndef FOREBAY_FOREST_CODES_H
#define FOREBAY_FOREST_CODES_H

#include "forest.h"

#include <math.h>

enum {
    NARROW_MOST = 255,
    WIDE_MOST = 65535,
};

static const float NEARLY_ZERO = 1e-35f; /* LightGBM's kZeroThreshold */

typedef struct {
    int64_t rows;    /* room for so many rows */
    uint32_t *codes; /* of one view */
    void *values;    /* of one view, as the nodes see them */
    uint8_t *narrow; /* n_narrow columns of `rows` bytes */
    uint16_t *wide;  /* `rows` rows of n_wide codes */
    uint8_t *stack;  /* STACK columns of `rows` bytes */
} Room;

#define READ(NAME, FROM, TO, VALUE)                                                         \
    static void NAME(const ForestColumn *column, int64_t first, int64_t n, TO *into)        \
    {                                                                                       \
        const char *data = column->data + first * column->stride;                           \
        const int64_t stride = column->stride;                                              \
        if (stride == (int64_t)sizeof(FROM)) {                                              \
            const FROM *from = (const FROM *)data;                                          \
            for (int64_t i = 0; i < n; i++) {                                               \
                const FROM x = from[i];                                                     \
                into[i] = (VALUE);                                                          \
            }                                                                               \
            return;                                                                         \
        }                                                                                   \
        for (int64_t i = 0; i < n; i++) {                                                   \
            const FROM x = *(const FROM *)(data + i * stride);                              \
            into[i] = (VALUE);                                                              \
        }                                                                                   \
    }

/* A category is a whole number from 0 on; beyond 32 bits, negative or NaN it is unknown. */
#define AS_CODE (x > -1 && x < 4294967295.0 ? (uint32_t)x + 1u : 0u)
#define AS_LONG_CODE (x >= 0 && x < 4294967295 ? (uint32_t)x + 1u : 0u)

READ(doubles_as_float, double, float, (float)x)
READ(floats_as_float, float, float, x)
READ(longs_as_float, int64_t, float, x < 0 ? NAN : (float)x)
READ(ints_as_float, int32_t, float, x < 0 ? NAN : (float)x)
READ(doubles_as_double, double, double, x)
READ(floats_as_double, float, double, (double)x)
READ(longs_as_double, int64_t, double, x < 0 ? NAN : (double)x)
READ(ints_as_double, int32_t, double, x < 0 ? NAN : (double)x)
READ(doubles_as_codes, double, uint32_t, AS_CODE)
READ(floats_as_codes, float, uint32_t, AS_CODE)
READ(longs_as_codes, int64_t, uint32_t, AS_LONG_CODE)
READ(ints_as_codes, int32_t, uint32_t, AS_LONG_CODE)

#define READ_ANY(NAME, KIND, TO)                                                            \
    static void NAME(const ForestColumn *column, int64_t first, int64_t n, TO *into)        \
    {                                                                                       \
        switch (column->type) {                                                             \
        case DOUBLES: doubles_as_##KIND(column, first, n, into); break;                     \
        case FLOATS: floats_as_##KIND(column, first, n, into); break;                       \
        case LONGS: longs_as_##KIND(column, first, n, into); break;                         \
        default: ints_as_##KIND(column, first, n, into);                                    \
        }                                                                                   \
    }

READ_ANY(read_float, float, float)
READ_ANY(read_double, double, double)
READ_ANY(read_codes, codes, uint32_t)

/* Replace missing values by what sends them in the nodes' direction, then look up the codes. */
#define NUMBERS(NAME, REAL, ABS)                                                            \
    static void NAME##_missing(const ForestView *view, int64_t n, REAL *v)                  \
    {                                                                                       \
        const REAL side = view->default_left ? (REAL)-INFINITY : (REAL)NAN;                 \
        if (view->missing == MISSING_ZERO) {                                                \
            for (int64_t i = 0; i < n; i++)                                                 \
                v[i] = ABS(v[i]) > NEARLY_ZERO ? v[i] : side;                               \
            return;                                                                         \
        }                                                                                   \
        if (view->missing == MISSING_NONE) {                                                \
            for (int64_t i = 0; i < n; i++)                                                 \
                v[i] = v[i] != v[i] ? (REAL)0 : v[i];                                       \
        } else if (view->default_left) {                                                    \
            for (int64_t i = 0; i < n; i++)                                                 \
                v[i] = v[i] != v[i] ? side : v[i];                                          \
        }                                                                                   \
        if (view->cut_at_zero && view->missing != MISSING_EXACT) {                          \
            for (int64_t i = 0; i < n; i++)                                                 \
                v[i] = ABS(v[i]) <= NEARLY_ZERO ? (REAL)0 : v[i];                           \
        }                                                                                   \
    }                                                                                       \
                                                                                            \
    static void NAME##_codes(const REAL *edges, uint32_t count, int64_t n, const REAL *v,   \
                             uint32_t *codes)                                               \
    {                                                                                       \
        for (int64_t i = 0; i < n; i++) {                                                   \
            const REAL x = v[i];                                                            \
            uint32_t at = 0, left = count;                                                  \
            while (left > 1) {                                                              \
                const uint32_t half = left / 2;                                             \
                at += x <= edges[at + half - 1] ? 0 : half;                                 \
                left -= half;                                                               \
            }                                                                               \
            codes[i] = at + !(x <= edges[at]);                                              \
        }                                                                                   \
    }

NUMBERS(float, float, fabsf)
NUMBERS(double, double, fabs)

static void read_view(const ForestTables *tables, const ForestView *view,
                      const ForestColumn *column, int64_t first, int64_t n, Room *room)
{
    if (view->missing == CATEGORY) {
        read_codes(column, first, n, room->codes);
        for (int64_t i = 0; i < n; i++)
            room->codes[i] = room->codes[i] <= view->count ? room->codes[i] : 0;
    } else if (tables->is_double) {
        const double *edges = (const double *)tables->thresholds + view->first;
        read_double(column, first, n, room->values);
        double_missing(view, n, room->values);
        double_codes(edges, view->count, n, room->values, room->codes);
    } else {
        const float *edges = (const float *)tables->thresholds + view->first;
        read_float(column, first, n, room->values);
        float_missing(view, n, room->values);
        float_codes(edges, view->count, n, room->values, room->codes);
    }
}

/* Write the codes of a block: bytes for folding, or 16 bits for walking, or both. */
static void read_block(const ForestTables *tables, const ForestColumn *columns, int64_t first,
                       int64_t n, int fold, int walk, Room *room)
{
    for (int64_t v = 0; v < tables->n_views; v++) {
        const ForestView *view = tables->views + v;
        const uint32_t *codes = room->codes;
        read_view(tables, view, columns + view->feature, first, n, room);
        for (uint32_t p = view->first_narrow; fold && p < view->stop_narrow; p++) {
            uint8_t *into = room->narrow + p * room->rows;
            const int64_t start = tables->narrow[p].start;
            if (start < 0) {
                const uint8_t *table = tables->bit_tables + ~start;
                for (int64_t i = 0; i < n; i++)
                    into[i] = table[codes[i]];
                continue;
            }
            for (int64_t i = 0; i < n; i++) {
                const int32_t code = (int32_t)codes[i] - (int32_t)start;
                into[i] = (uint8_t)(code < 0 ? 0 : code > NARROW_MOST ? NARROW_MOST : code);
            }
        }
        for (uint32_t p = view->first_wide; walk && p < view->stop_wide; p++) {
            uint16_t *into = room->wide + p;
            const int64_t width = tables->n_wide;
            const int32_t start = (int32_t)tables->wide_start[p];
            if (view->missing == CATEGORY) {
                for (int64_t i = 0; i < n; i++) /* unknown becomes the highest number */
                    into[i * width] = (uint16_t)(codes[i] - 1u);
                continue;
            }
            for (int64_t i = 0; i < n; i++) {
                const int32_t code = (int32_t)codes[i] - start;
                into[i * width] = (uint16_t)(code < 0 ? 0 : code > WIDE_MOST ? WIDE_MOST : code);
            }
        }
    }
}

#endif
