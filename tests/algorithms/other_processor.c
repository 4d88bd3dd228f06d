/* Reads tables, rows and the answer of this machine from standard input; computes it again. */

#include "forest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t number(void)
{
    int64_t value;
    if (fread(&value, sizeof value, 1, stdin) != 1)
        exit(3);
    return value;
}

/* As aligned as NumPy's arrays are at least, and no longer than they are. */
static void *array(void)
{
    const int64_t bytes = number();
    char *into = malloc((size_t)bytes + !bytes);
    if (!into || fread(into, 1, (size_t)bytes, stdin) != (size_t)bytes)
        exit(3);
    return into;
}

static void fill(void *into, int numbers, int arrays)
{
    int64_t *at = into;
    for (int i = 0; i < numbers; i++)
        *at++ = number();
    for (int i = 0; i < arrays; i++) {
        void *pointer = array();
        memcpy(at++, &pointer, sizeof pointer);
    }
}

int main(void)
{
    const int64_t is_parts = number(), n_rows = number(), n_columns = number();
    const int64_t out_bytes = number();
    double *out = calloc(1, (size_t)out_bytes);
    if (is_parts) {
        PartTables tables;
        fill(&tables, 4, 7);
        const void *views = array();
        const int64_t *codes = array();
        if (forebay_forest_parts(&tables, views, codes, n_rows, n_rows, out, n_rows, 0))
            return 3;
    } else {
        ForestTables tables;
        fill(&tables, 7, 15);
        ForestColumn *columns = malloc((size_t)n_columns * sizeof *columns);
        for (int64_t i = 0; i < n_columns; i++) {
            columns[i].type = number();
            columns[i].stride = 8;
            columns[i].data = array();
        }
        if (forebay_forest_score(&tables, columns, n_rows, out, n_rows, 0))
            return 3;
    }
    puts(memcmp(out, array(), (size_t)out_bytes) ? "different" : "same");
    return 0;
}
