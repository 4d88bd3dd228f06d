/* Tables of a forest as compiled_forest.py writes them, and the functions that read them. */

#ifndef FOREBAY_FOREST_H
#define FOREBAY_FOREST_H

#include <stdint.h>

#define FOREBAY_FOREST_VERSION 2

/* Values of ForestView.missing, as in forest.py. */
enum { MISSING_NONE, MISSING_ZERO, MISSING_NAN, MISSING_EXACT, CATEGORY = 255 };

/* Values of ForestColumn.type. */
enum { DOUBLES, FLOATS, LONGS, INTS };

/* Bits of FoldStep.kind. */
enum { LEFT_IS_LEAF = 1, RIGHT_IS_LEAF = 2, TESTS_BIT = 4 };

typedef struct {
    const char *data;
    int64_t stride; /* in bytes */
    int64_t type;
} ForestColumn;

/* A feature as some nodes see it. The code of a number is how many of the view's thresholds, which
   ascend, send it to the right; the code of a category is its number plus one, 0 if it is unknown. */
typedef struct {
    uint32_t feature;
    uint32_t first, count;              /* thresholds; for categories `count` is the highest code */
    uint32_t first_narrow, stop_narrow; /* its narrow parts */
    uint32_t first_wide, stop_wide;     /* its wide parts */
    uint8_t missing, default_left, cut_at_zero, unused;
} ForestView;

/* One column of bytes of a block: a code less `start`, held within 0 to 255, or, where `start` is
   less than 0, the byte of the table at `~start` for the code: a bit for each of eight nodes. */
typedef struct {
    int64_t start;
} NarrowPart;

/* One step of a small tree: choose, for each row, between two answers that are already there. */
typedef struct {
    uint32_t part;
    uint8_t test; /* left if the byte is at most this; with TESTS_BIT, if it has this bit */
    uint8_t kind;
    uint8_t into;        /* where the answer goes */
    uint8_t left, right; /* where an answer is, or the number of a leaf */
    uint8_t unused[3];
} FoldStep;

/* A node, followed by the children of another: the right child stands after the left one. A leaf
   leads to itself. */
typedef struct {
    uint32_t child;
    uint16_t part;
    uint16_t limit; /* left if the code is at most this, and, for categories, in the set */
} WalkNode;

typedef struct {
    int64_t n_outputs, n_trees, n_views, n_narrow, n_wide;
    int64_t is_double, has_sets; /* whether thresholds are float64; whether nodes have sets */
    const void *thresholds;      /* of all views */
    const ForestView *views;
    const NarrowPart *narrow;
    const uint8_t *bit_tables;
    const int64_t *wide_start;    /* what is taken from the code of a wide part */
    const int64_t *step_start;    /* n_trees + 1; no steps: a single leaf, or a tree to walk */
    const FoldStep *steps;
    const uint8_t *folds;         /* whether a tree is folded, n_trees */
    const int64_t *leaf_start;    /* n_trees + 1 */
    const double *leaf_values;    /* padded with 32 values */
    const uint32_t *roots;        /* n_trees */
    const WalkNode *nodes;
    const double *node_values;    /* a leaf's value */
    const uint32_t *sets;         /* where the words of a node's set begin, if has_sets */
    const uint32_t *words;        /* after 2,048 words of ones, for nodes that compare */
} ForestTables;

/* Add leaf values to out[output * out_stride + row]. Returns 0, or 1 without memory. */
typedef int ForestRows(const ForestTables *, const ForestColumn *, int64_t n_rows, double *out,
                       int64_t out_stride);

ForestRows forest_rows_plain, forest_rows_avx2, forest_rows_avx512;

/* A branch of a tree as TreePaths has it. The branches of tree t are those from tree_start[t] on: the
   first stands for the root, the two of a node side by side, the left one first. */
typedef struct {
    int32_t parent, earlier; /* within the tree */
    int32_t feature, is_leaf;
    double share, value; /* the value of a leaf */
} PartBranch;

/* Of a node: left if the view is at most the threshold; with a set, if its byte at the code is 1. */
typedef struct {
    int64_t set_start, set_size; /* no size: the node compares */
    double threshold;
    int32_t source, unused;
} PartDecision;

typedef struct {
    int64_t n_outputs, n_features, n_trees, is_double;
    const int64_t *tree_start; /* n_trees + 1; a tree has one node fewer than half its branches */
    const int64_t *n_points;   /* n_trees */
    const double *points, *weights;
    const PartBranch *branches;
    const PartDecision *decisions;
    const uint8_t *sets;
} PartTables;

/* Add parts to out[(output * n_features + feature) * out_stride + row]; `views` and `codes` as
   NodeViews has them, in rows of `stride` numbers. Returns 0, or 1 without memory. */
typedef int ForestParts(const PartTables *, const void *views, const int64_t *codes, int64_t stride,
                        int64_t n_rows, double *out, int64_t out_stride);

ForestParts forest_parts_plain, forest_parts_avx2, forest_parts_avx512;

/* What Python calls. `level`: 0 plain, 1 AVX2, 2 AVX-512; not above forebay_forest_level(). */
int64_t forebay_forest_version(void);
int64_t forebay_forest_level(void);
int64_t forebay_forest_score(const ForestTables *, const ForestColumn *, int64_t n_rows,
                             double *out, int64_t out_stride, int64_t level);
int64_t forebay_forest_parts(const PartTables *, const void *views, const int64_t *codes,
                             int64_t stride, int64_t n_rows, double *out, int64_t out_stride,
                             int64_t level);

#endif
