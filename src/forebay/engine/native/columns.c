/* What is done with every value of an Arrow column: a digest of its row, or a place in a matrix; and
   whether digests repeat. */

#include <math.h>
#include <stdint.h>
#include <string.h>

#define FOREBAY_COLUMNS_VERSION 6

/* Values of Column.type, as in column_library.py. */
enum { BITS, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, FLOAT, DOUBLE, TEXT, LONG_TEXT };

typedef struct {
    const void *data;     /* values, bits, or the offsets of texts */
    const uint8_t *texts; /* their bytes */
    const uint8_t *valid; /* bits; 0: no value is NULL */
    int64_t first;        /* the position of the first row in data and valid */
    int64_t type;
    uint64_t odd, null; /* the column's numbers: see row_digests.py */
} Column;

enum { AT_ONCE = 1024 };

int64_t forebay_columns_version(void) { return FOREBAY_COLUMNS_VERSION; }

static inline uint64_t mix(uint64_t x, uint64_t odd)
{
    x = (x ^ (x >> 32)) * odd;
    return x ^ (x >> 29);
}

static inline int is_valid(const Column *column, int64_t row)
{
    int64_t at = column->first + row;
    return !column->valid || (column->valid[at >> 3] >> (at & 7) & 1);
}

static uint64_t text_word(const uint8_t *text, int64_t length, uint64_t odd)
{
    uint64_t word = mix((uint64_t)length, odd);
    for (int64_t begin = 0; begin < length; begin += 8) {
        uint64_t block = 0;
        int64_t left = length - begin < 8 ? length - begin : 8;
        if (left == 8)
            memcpy(&block, text + begin, 8); /* the first byte is the lowest */
        else
            for (int64_t i = 0; i < left; i++)
                block |= (uint64_t)text[begin + i] << (8 * i);
        word = mix(word ^ block, odd);
    }
    return word;
}

static inline uint64_t number_word(double value)
{
    uint64_t word;
    value += 0.0; /* -0.0 + 0.0 is 0.0 */
    if (isnan(value))
        return 0x7ff8000000000000u;
    memcpy(&word, &value, sizeof word);
    return word;
}

#define ADD(kind, word)                                                                            \
    {                                                                                              \
        const kind *values = (const kind *)column->data + column->first + start;                   \
        for (int64_t i = 0; i < n; i++)                                                            \
            words[i] = word;                                                                       \
        break;                                                                                     \
    }

#define ADD_TEXT(kind)                                                                             \
    {                                                                                              \
        const kind *offsets = (const kind *)column->data + column->first + start;                  \
        for (int64_t i = 0; i < n; i++)                                                            \
            words[i] = is_valid(column, start + i)                                                 \
                           ? text_word(column->texts + offsets[i], offsets[i + 1] - offsets[i],    \
                                       text_odd)                                                   \
                           : 0;                                                                    \
        break;                                                                                     \
    }

static int set_words(const Column *column, int64_t start, int64_t n, uint64_t text_odd,
                     uint64_t *words)
{
    switch (column->type) {
    case BITS: {
        const uint8_t *bits = column->data;
        for (int64_t i = 0; i < n; i++) {
            int64_t at = column->first + start + i;
            words[i] = bits[at >> 3] >> (at & 7) & 1;
        }
        break;
    }
    case INT8: ADD(int8_t, (uint64_t)(int64_t)values[i])
    case INT16: ADD(int16_t, (uint64_t)(int64_t)values[i])
    case INT32: ADD(int32_t, (uint64_t)(int64_t)values[i])
    case INT64: ADD(int64_t, (uint64_t)values[i])
    case UINT8: ADD(uint8_t, values[i])
    case UINT16: ADD(uint16_t, values[i])
    case UINT32: ADD(uint32_t, values[i])
    case UINT64: ADD(uint64_t, values[i])
    case DOUBLE: ADD(double, number_word(values[i]))
    case TEXT: ADD_TEXT(int32_t)
    case LONG_TEXT: ADD_TEXT(int64_t)
    default: return 1;
    }
    return 0;
}

/* Set the digest of each row; 1 if a column has a type that has none. */
int64_t forebay_row_digests(const Column *columns, int64_t n_columns, int64_t n_rows,
                            uint64_t text_odd, uint64_t row_odd, uint64_t *digests)
{
    uint64_t words[AT_ONCE];
    for (int64_t start = 0; start < n_rows; start += AT_ONCE) {
        int64_t n = n_rows - start < AT_ONCE ? n_rows - start : AT_ONCE;
        uint64_t *totals = digests + start;
        memset(totals, 0, (size_t)n * sizeof *totals);
        for (int64_t c = 0; c < n_columns; c++) {
            const Column *column = columns + c;
            uint64_t odd = column->odd, null = column->null;
            if (set_words(column, start, n, text_odd, words))
                return 1;
            if (!column->valid)
                for (int64_t i = 0; i < n; i++)
                    totals[i] += mix(words[i], odd);
            else
                for (int64_t i = 0; i < n; i++)
                    totals[i] += is_valid(column, start + i) ? mix(words[i], odd) : null;
        }
        for (int64_t i = 0; i < n; i++)
            totals[i] = mix(mix(totals[i], row_odd), row_odd);
    }
    return 0;
}

/* Put digests into a table of 2^n_bits places, of which more than `n` are free, and which are 0 where
   there is none. 1 if one may have been there before: then the rest is left out. */
int64_t forebay_put_digests(uint64_t *table, int64_t n_bits, const uint64_t *digests, int64_t n)
{
    const int64_t ahead = 16; /* the table is far larger than any cache */
    uint64_t last = ((uint64_t)1 << n_bits) - 1;
    for (int64_t i = 0; i < n; i++) {
        if (i + ahead < n)
            __builtin_prefetch(table + (digests[i + ahead] & last), 1);
        uint64_t digest = digests[i] ? digests[i] : 1;
        uint64_t at = digest & last;
        for (; table[at]; at = (at + 1) & last)
            if (table[at] == digest)
                return 1;
        table[at] = digest;
    }
    return 0;
}

typedef struct {
    uint64_t bits; /* of a DOUBLE */
    int64_t n, n_sampled;
} Counted;

/* Count the values of a DOUBLE column in a table of 2^n_bits places, all 0 before the first rows:
   how often each occurs, and how often in rows that are sampled. Return how many values there are
   in it, of which `n_known` were before; -1 if they are more than `most`, or of another type. */
int64_t forebay_count_values(const Column *column, int64_t n_rows, const uint8_t *is_sampled,
                             Counted *table, int64_t n_bits, int64_t n_known, int64_t most)
{
    if (column->type != DOUBLE)
        return -1;
    const uint64_t *values = (const uint64_t *)column->data + column->first;
    uint64_t last = ((uint64_t)1 << n_bits) - 1;
    for (int64_t row = 0; row < n_rows; row++) {
        if (!is_valid(column, row))
            continue;
        uint64_t bits = values[row], at = (bits * 0x9e3779b97f4a7c15u) >> (64 - n_bits);
        while (table[at].n && table[at].bits != bits)
            at = (at + 1) & last;
        if (!table[at].n) {
            if (n_known == most)
                return -1;
            n_known++;
            table[at].bits = bits;
        }
        table[at].n++;
        table[at].n_sampled += is_sampled[row];
    }
    return n_known;
}

#define PUT(kind, number)                                                                          \
    {                                                                                              \
        const kind *values = (const kind *)column->data + column->first + start;                   \
        for (int64_t i = 0; i < n; i++)                                                            \
            out[i * stride] = is_valid(column, start + i) && !(is_code && values[i] < 0)           \
                                  ? (float)(number)                                                \
                                  : missing;                                                       \
        break;                                                                                     \
    }

static int put(const Column *column, int64_t start, int64_t n, int is_code, float *out,
               int64_t stride)
{
    const float missing = NAN;
    switch (column->type) {
    case BITS: {
        const uint8_t *bits = column->data;
        for (int64_t i = 0; i < n; i++) {
            int64_t at = column->first + start + i;
            out[i * stride] = is_valid(column, start + i) ? bits[at >> 3] >> (at & 7) & 1 : missing;
        }
        break;
    }
    case INT8: PUT(int8_t, values[i])
    case INT16: PUT(int16_t, values[i])
    case INT32: PUT(int32_t, (double)values[i])
    case INT64: PUT(int64_t, (double)values[i])
    case UINT8: PUT(uint8_t, values[i])
    case UINT16: PUT(uint16_t, values[i])
    case UINT32: PUT(uint32_t, (double)values[i])
    case UINT64: PUT(uint64_t, (double)values[i])
    case FLOAT: PUT(float, values[i])
    case DOUBLE: PUT(double, values[i])
    default: return 1;
    }
    return 0;
}

/* Write columns as the first columns of a row-major matrix, some rows at a time so that what is
   written stays in the cache: NaN for NULL, and for a code that is negative. `codes` says which
   columns are codes. 1 if a column has a type that is no number. */
int64_t forebay_fill_floats(const Column *columns, const uint8_t *codes, int64_t n_columns,
                            int64_t n_rows, float *out, int64_t stride)
{
    for (int64_t start = 0; start < n_rows; start += AT_ONCE) {
        int64_t n = n_rows - start < AT_ONCE ? n_rows - start : AT_ONCE;
        for (int64_t c = 0; c < n_columns; c++)
            if (put(columns + c, start, n, codes[c], out + start * stride + c, stride))
                return 1;
    }
    return 0;
}
