/* Whether the fields of the lines of a CSV file without quotes hold what they should, and what. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Values of a field's form, as in csv_lines.py. */
enum { ANYTHING, BOOLEAN, BIGINT, DOUBLE, DATE, TIMESTAMP, TEXT };

static inline int is_digit(uint8_t c) { return c >= '0' && c <= '9'; }

/* Return where at most `most` digits end that begin with 0 only if there is no other; 0: none. */
static const uint8_t *whole(const uint8_t *p, const uint8_t *end, int64_t most)
{
    if (p == end || !is_digit(*p))
        return 0;
    if (*p == '0')
        return p + 1;
    const uint8_t *last = end - p < most ? end : p + most;
    while (p < last && is_digit(*p))
        p++;
    return p;
}

static const uint8_t *word(const uint8_t *p, const uint8_t *end, const char *letters)
{
    for (; *letters; letters++, p++)
        if (p == end || (*p | 0x20) != *letters)
            return 0;
    return p;
}

/* Return the number that two digits make; -1: they are none. */
static inline int two(const uint8_t *p)
{
    return is_digit(p[0]) && is_digit(p[1]) ? (p[0] - '0') * 10 + p[1] - '0' : -1;
}

/* 2026-02-28, a day that there is. */
static const uint8_t *day_end(const uint8_t *p, const uint8_t *end)
{
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (end - p < 10 || p[4] != '-' || p[7] != '-')
        return 0;
    int century = two(p), year = two(p + 2), month = two(p + 5), day = two(p + 8);
    if (century < 0 || year < 0 || century + year == 0 || month < 1 || month > 12 || day < 1)
        return 0;
    year += 100 * century;
    int is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month - 1] + (is_leap && month == 2) ? p + 10 : 0;
}

/* A day, or one with 10:30, 10:30:59 or 10:30:59.5 after T or a blank, and with Z at the end. */
static const uint8_t *moment_end(const uint8_t *p, const uint8_t *end)
{
    p = day_end(p, end);
    if (!p || p == end || (*p != 'T' && *p != ' '))
        return p;
    if (end - p < 6 || p[3] != ':')
        return 0;
    int hour = two(p + 1), minute = two(p + 4);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
        return 0;
    p += 6;
    if (p < end && *p == ':') {
        int second = end - p < 3 ? -1 : two(p + 1);
        if (second < 0 || second > 59)
            return 0;
        p += 3;
        if (p < end && *p == '.') {
            const uint8_t *first = ++p;
            while (p < end && is_digit(*p) && p - first < 6)
                p++;
            if (p == first)
                return 0;
        }
    }
    return p < end && *p == 'Z' ? p + 1 : p;
}

/* Return where a text of a form ends that begins at p; 0: there is none. */
static const uint8_t *form_end(const uint8_t *p, const uint8_t *end, int form)
{
    const uint8_t *found;
    if (form == BOOLEAN)
        return (found = word(p, end, "true")) ? found : word(p, end, "false");
    if (form == DATE)
        return day_end(p, end);
    if (form == TIMESTAMP)
        return moment_end(p, end);
    int is_negative = p < end && *p == '-';
    p += is_negative;
    if (form == BIGINT) {
        if (is_negative && p < end && *p == '0')
            return 0;
        return whole(p, end, 18);
    }
    found = whole(p, end, 15);
    if (!found) {
        found = p;
        if (end - p < 2 || *p != '.' || !is_digit(p[1]))
            return 0;
    }
    if (found < end && *found == '.')
        for (found++; found < end && is_digit(*found);)
            found++;
    return found;
}

static int is_null(const uint8_t *p, int64_t length, const uint8_t *nulls, const int64_t *null_ends,
                   int64_t n_nulls)
{
    int64_t begin = 0;
    for (int64_t i = 0; i < n_nulls; begin = null_ends[i++])
        if (null_ends[i] - begin == length && !memcmp(p, nulls + begin, (size_t)length))
            return 1;
    return 0;
}

/* Add to `misfits` for each field the lines in which it has neither its form nor is one of the
   texts for NULL. Lines end with \n, with \r before it if `has_returns`; the last may do without.
   Return how many there are; -1 if one has another number of fields or more than `most` bytes. */
int64_t forebay_check_lines(const uint8_t *p, int64_t n_bytes, int64_t delimiter,
                            int64_t has_returns, const uint8_t *forms, int64_t n_fields,
                            const uint8_t *nulls, const int64_t *null_ends, int64_t n_nulls,
                            int64_t most, int64_t *misfits)
{
    const uint8_t *all = p + n_bytes;
    int64_t n_lines = 0;
    while (p < all) {
        const uint8_t *newline = memchr(p, '\n', (size_t)(all - p));
        const uint8_t *end = newline ? newline : all;
        if (end - p > most)
            return -1;
        if (has_returns && end > p && end[-1] == '\r')
            end--;
        for (int64_t field = 0; field < n_fields; field++) {
            int form = forms[field];
            const uint8_t *next = form == ANYTHING ? 0 : form_end(p, end, form);
            if (!next || (next < end && *next != delimiter)) {
                next = p;
                while (next < end && *next != delimiter)
                    next++;
                if (form != ANYTHING && !is_null(p, next - p, nulls, null_ends, n_nulls))
                    misfits[field]++;
            }
            if ((next == end) != (field == n_fields - 1))
                return -1;
            p = next < end ? next + 1 : next;
        }
        n_lines++;
        p = newline ? newline + 1 : all;
    }
    return n_lines;
}

/* Where the values of a field go: of each line one. */
typedef struct {
    void *values;   /* int64, double, int32 for days, a byte for a Boolean, int32 where a text ends */
    uint8_t *texts; /* their bytes: as many as all lines have are enough */
    uint8_t *valid; /* a bit for each line, 0 before */
    int64_t n_nulls;
} Field;

static double small_power(int exponent)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    return powers[exponent];
}

/* The number that a text of the form of a DOUBLE is, rounded once; 0 if that cannot be said. */
static int read_double(const uint8_t *p, const uint8_t *end, double *value)
{
    const uint8_t *first = p;
    int is_negative = *p == '-', n_after = 0, is_after = 0;
    uint64_t digits = 0;
    for (p += is_negative; p < end && digits < 100000000000000000u; p++) {
        if (*p == '.') {
            is_after = 1;
            continue;
        }
        digits = 10 * digits + (uint64_t)(*p - '0');
        n_after += is_after;
    }
    /* Two numbers that are exact give a quotient that is rounded once (Clinger 1990). */
    if (p == end && digits <= (uint64_t)1 << 53 && n_after <= 22) {
        double size = (double)digits / small_power(n_after);
        *value = is_negative ? -size : size;
        return 1;
    }
    char copy[64], *last;
    size_t length = (size_t)(end - first);
    if (length >= sizeof copy)
        return 0;
    memcpy(copy, first, length);
    copy[length] = 0;
    *value = strtod(copy, &last);
    return last == copy + length; /* not where a program has set another point */
}

static int64_t read_digits(const uint8_t *p, const uint8_t *end)
{
    int64_t number = 0;
    for (; p < end; p++)
        number = 10 * number + (*p - '0');
    return number;
}

/* Days since 1970, by counting from the 1st of March of the year 0. */
static int64_t read_day(const uint8_t *p)
{
    int64_t year = read_digits(p, p + 4), month = two(p + 5), day = two(p + 8);
    if (month <= 2) {
        year--;
        month += 12;
    }
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * (month - 3) + 2) / 5 + day -
           719469;
}

/* Microseconds since 1970. */
static int64_t read_moment(const uint8_t *p, const uint8_t *end)
{
    int64_t seconds = read_day(p) * 86400, micros = 0;
    if (end - p > 10) {
        seconds += two(p + 11) * 3600 + two(p + 14) * 60;
        p += 16;
        if (p < end && *p == ':') {
            seconds += two(p + 1);
            p += 3;
        }
        if (p < end && *p == '.') {
            int64_t unit = 100000;
            for (p++; p < end && is_digit(*p); p++, unit /= 10)
                micros += unit * (*p - '0');
        }
    }
    return seconds * 1000000 + micros;
}

static int put_value(Field *field, int form, int64_t line, const uint8_t *p, const uint8_t *end)
{
    switch (form) {
    case BOOLEAN: ((uint8_t *)field->values)[line] = (*p | 0x20) == 't'; return 1;
    case BIGINT: {
        int64_t size = read_digits(p + (*p == '-'), end);
        ((int64_t *)field->values)[line] = *p == '-' ? -size : size;
        return 1;
    }
    case DOUBLE: return read_double(p, end, (double *)field->values + line);
    case DATE: ((int32_t *)field->values)[line] = (int32_t)read_day(p); return 1;
    default: ((int64_t *)field->values)[line] = read_moment(p, end); return 1;
    }
}

static void put_null(Field *field, int form, int64_t line)
{
    field->n_nulls++;
    if (form == BOOLEAN)
        ((uint8_t *)field->values)[line] = 0;
    else if (form == DATE)
        ((int32_t *)field->values)[line] = 0;
    else if (form != TEXT)
        ((int64_t *)field->values)[line] = 0;
}

/* Put the values of each field that has a form or is a TEXT where they go. Lines are those of
   forebay_check_lines. Return how many there are; -1 if one has another number of fields or more
   than `most` bytes, or if a field has neither its form nor is NULL. */
int64_t forebay_read_lines(const uint8_t *p, int64_t n_bytes, int64_t delimiter,
                           int64_t has_returns, const uint8_t *forms, int64_t n_fields,
                           const uint8_t *nulls, const int64_t *null_ends, int64_t n_nulls,
                           int64_t most, Field *fields)
{
    const uint8_t *all = p + n_bytes;
    int64_t line = 0;
    while (p < all) {
        const uint8_t *newline = memchr(p, '\n', (size_t)(all - p));
        const uint8_t *end = newline ? newline : all;
        if (end - p > most)
            return -1;
        if (has_returns && end > p && end[-1] == '\r')
            end--;
        for (int64_t i = 0; i < n_fields; i++) {
            Field *field = fields + i;
            int form = forms[i], is_text = form == TEXT || form == ANYTHING;
            const uint8_t *next = is_text ? 0 : form_end(p, end, form);
            int is_value = form == TEXT || (next && (next == end || *next == delimiter));
            if (is_text || !is_value)
                for (next = p; next < end && *next != delimiter;)
                    next++;
            if ((next == end) != (i == n_fields - 1))
                return -1;
            if (form != ANYTHING) {
                int32_t *ends = field->values, length = 0;
                if (is_null(p, next - p, nulls, null_ends, n_nulls)) {
                    put_null(field, form, line);
                } else if (!is_value || (!is_text && !put_value(field, form, line, p, next))) {
                    return -1;
                } else {
                    field->valid[line >> 3] |= (uint8_t)(1 << (line & 7));
                    if (is_text) {
                        length = (int32_t)(next - p);
                        memcpy(field->texts + ends[line], p, (size_t)length);
                    }
                }
                if (is_text)
                    ends[line + 1] = ends[line] + length;
            }
            p = next < end ? next + 1 : next;
        }
        line++;
        p = newline ? newline + 1 : all;
    }
    return line;
}
