/* Whether the fields of the lines of a CSV file without quotes hold what they should. */

#include <stdint.h>
#include <string.h>

/* Values of a field's form, as in csv_lines.py. */
enum { ANYTHING, BOOLEAN, BIGINT, DOUBLE, DATE, TIMESTAMP };

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
