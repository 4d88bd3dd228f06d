/* What each column adds to the sums of leaf values: path-dependent Shapley values. Compiled once for
   each set of instructions, under the name FOREST_PARTS.

   tree_attribution.py writes down the formula. Here 16 rows go down a tree together, one in each
   lane. A row takes a branch or does not, so that all that depends on the branch and the
   point of Gauss's rule alone is one of two numbers, which are computed once for all rows. */

#include "forest.h"

#include <stdlib.h>
#include <string.h>

enum { LANES = 8, VECTORS = 2, WIDTH = LANES * VECTORS };

/* The compiler makes of them what the processor has. */
typedef double Wide __attribute__((vector_size(LANES * sizeof(double))));
typedef int64_t Mask __attribute__((vector_size(LANES * sizeof(int64_t))));

typedef struct {
    Mask takes[VECTORS]; /* all bits where the row takes the branch and all above it on its feature */
} Rows;

typedef struct {
    Wide at[VECTORS];
} Numbers;

#define ALL(NUMBER) ((Wide){0} + (NUMBER))
#define PICK(MASK, YES, NO) ((Wide)(((MASK) & (Mask)(YES)) | (~(MASK) & (Mask)(NO))))

/* Of a branch at one point: its factor is `share` without the row and `share` + point with it. */
typedef struct {
    double share, without, with; /* `without` and `with`: the inverse of the factor */
    double lost, won;            /* what a unit that is paid adds to the feature */
} AtPoint;

static void decide(const PartTables *tables, int64_t first_decision, int64_t n, const void *views,
                   const int64_t *codes, int64_t stride, int64_t row, int64_t n_rows, Rows *takes)
{
    for (int64_t d = 0; d < n; d++) {
        const PartDecision *decision = tables->decisions + first_decision + d;
        const int64_t from = (int64_t)decision->source * stride + row;
        int64_t left[WIDTH] __attribute__((aligned(64))) = {0};
        if (decision->set_size) {
            const int64_t last = decision->set_size - 1;
            const uint8_t *set = tables->sets + decision->set_start;
            for (int64_t i = 0; i < n_rows; i++)
                left[i] = -(int64_t)set[codes[from + i] < last ? codes[from + i] : last];
        } else if (tables->is_double) {
            const double *view = (const double *)views + from, threshold = decision->threshold;
            for (int64_t i = 0; i < n_rows; i++)
                left[i] = -(int64_t)(view[i] <= threshold);
        } else {
            const float *view = (const float *)views + from, threshold = (float)decision->threshold;
            for (int64_t i = 0; i < n_rows; i++)
                left[i] = -(int64_t)(view[i] <= threshold);
        }
        for (int64_t v = 0; v < VECTORS; v++) {
            const Mask goes_left = *(const Mask *)(left + v * LANES);
            takes[2 * d + 1].takes[v] = goes_left;
            takes[2 * d + 2].takes[v] = ~goes_left;
        }
    }
}

/* Write what depends on the branch and the point alone. */
static void prepare(const PartBranch *branches, int64_t n, double point, double weight, AtPoint *at)
{
    for (int64_t b = 1; b < n; b++) {
        const double share = branches[b].share * (1.0 - point);
        at[b].share = share;
        at[b].without = 1.0 / share;
        at[b].with = 1.0 / (share + point);
        at[b].lost = -weight / (1.0 - point);
        at[b].won = weight * (1.0 - branches[b].share) * at[b].with;
    }
}

/* Write for each branch the product of the factors down to it, of a leaf times its value. */
static void go_down(const PartBranch *branches, int64_t n, double point, const AtPoint *at,
                    const Rows *takes, Numbers *paid)
{
    for (int64_t v = 0; v < VECTORS; v++)
        paid[0].at[v] = ALL(1.0);
    for (int64_t b = 1; b < n; b++) {
        const Numbers *above = paid + branches[b].parent;
        const int64_t e = branches[b].earlier;
        const double value = branches[b].is_leaf ? branches[b].value : 1.0;
        const Wide with = ALL(at[b].share + point), without = ALL(at[b].share);
        for (int64_t v = 0; v < VECTORS; v++) {
            Wide here = above->at[v] * PICK(takes[b].takes[v], with, without);
            if (e)
                here *= PICK(takes[e].takes[v], ALL(at[e].with), ALL(at[e].without));
            paid[b].at[v] = here * value;
        }
    }
}

/* From the leaves up, products become what the leaves below pay; features get their shares. */
static void go_up(const PartBranch *branches, int64_t n, const AtPoint *at, const Rows *takes,
                  Numbers *paid, Numbers *parts)
{
    for (int64_t b = n - 1; b > 0; b--) {
        const int64_t e = branches[b].earlier;
        Numbers *above = paid + branches[b].parent, *into = parts + branches[b].feature;
        /* The later of two children comes first and ends what was a product. */
        const int is_later = !(b & 1);
        for (int64_t v = 0; v < VECTORS; v++) {
            const Wide here = paid[b].at[v];
            Wide gain = PICK(takes[b].takes[v], ALL(at[b].won), ALL(at[b].lost));
            if (e)
                gain -= PICK(takes[e].takes[v], ALL(at[e].won), ALL(at[e].lost));
            above->at[v] = is_later ? here : above->at[v] + here;
            into->at[v] += gain * here;
        }
    }
}

typedef struct {
    Rows *takes;
    Numbers *paid, *parts;
    AtPoint *at;
} PartRoom;

/* Add the parts of one tree to out[feature * out_stride + row]. */
static void add_tree(const PartTables *tables, int64_t tree, const void *views,
                     const int64_t *codes, int64_t stride, int64_t n_rows, double *out,
                     int64_t out_stride, const PartRoom *room)
{
    const int64_t first = tables->tree_start[tree], n = tables->tree_start[tree + 1] - first;
    const int64_t n_points = tables->n_points[tree];
    const PartBranch *branches = tables->branches + first;
    /* Rules of 1, 2, ... points stand one after the other. */
    const double *points = tables->points + n_points * (n_points - 1) / 2;
    const double *weights = tables->weights + n_points * (n_points - 1) / 2;
    for (int64_t p = 0; p < n_points; p++)
        prepare(branches, n, points[p], weights[p], room->at + p * n);
    for (int64_t row = 0; row < n_rows; row += WIDTH) {
        const int64_t here = n_rows - row < WIDTH ? n_rows - row : WIDTH;
        /* A tree has one node fewer than half its branches. */
        decide(tables, (first - tree) / 2, n / 2, views, codes, stride, row, here, room->takes);
        for (int64_t b = 1; b < n; b++) {
            const Rows *before = room->takes + branches[b].earlier;
            for (int64_t v = 0; branches[b].earlier && v < VECTORS; v++)
                room->takes[b].takes[v] &= before->takes[v];
            memset(room->parts + branches[b].feature, 0, sizeof(Numbers));
        }
        for (int64_t p = 0; p < n_points; p++) {
            go_down(branches, n, points[p], room->at + p * n, room->takes, room->paid);
            go_up(branches, n, room->at + p * n, room->takes, room->paid, room->parts);
        }
        for (int64_t b = 1; b < n; b++) {
            double *part = (double *)(room->parts + branches[b].feature);
            double *into = out + (int64_t)branches[b].feature * out_stride + row;
            for (int64_t i = 0; i < here; i++) {
                into[i] += part[i];
                part[i] = 0.0; /* a feature has several branches, and adds once */
            }
        }
    }
}

int FOREST_PARTS(const PartTables *tables, const void *views, const int64_t *codes, int64_t stride,
                 int64_t n_rows, double *out, int64_t out_stride)
{
    int64_t most = 1, most_points = 1;
    for (int64_t t = 0; t < tables->n_trees; t++) {
        const int64_t n = tables->tree_start[t + 1] - tables->tree_start[t];
        most = n > most ? n : most;
        most_points = tables->n_points[t] > most_points ? tables->n_points[t] : most_points;
    }
    const size_t of_rows = (size_t)most * sizeof(Rows);
    const size_t of_parts = (size_t)tables->n_features * sizeof(Numbers);
    const size_t of_points = (size_t)(most * most_points) * sizeof(AtPoint);
    char *memory = malloc(2 * of_rows + of_parts + of_points + 64);
    if (!memory)
        return 1;
    char *at = memory + (64 - (uintptr_t)memory % 64);
    PartRoom room = {(Rows *)at, (Numbers *)(at + of_rows), (Numbers *)(at + 2 * of_rows),
                     (AtPoint *)(at + 2 * of_rows + of_parts)};
    for (int64_t t = 0; t < tables->n_trees; t++) {
        double *into = out + t % tables->n_outputs * tables->n_features * out_stride;
        if (tables->tree_start[t + 1] - tables->tree_start[t] > 1)
            add_tree(tables, t, views, codes, stride, n_rows, into, out_stride, &room);
    }
    free(memory);
    return 0;
}
