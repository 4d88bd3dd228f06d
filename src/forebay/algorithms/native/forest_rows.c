/* Scores rows, block by block. Compiled once for each set of instructions, named by FOREST_ROWS.

   Per block the columns become codes: the place of a value among the thresholds that the forest
   compares it with, so that a node compares small whole numbers and missing values need no care.

   Small trees are folded: each node picks, for all rows of the block, between the answers of its
   children, children first, until the root's answer is the row's leaf. There is no branch and no
   walk; a node costs one comparison of bytes and one choice.

   Large trees, and all trees where the rows are few, are walked from the root, some rows or trees
   in lock-step. Leaf values are added in the order of the trees, as NumPy does. */

#include "forest_codes.h"

#include <stdlib.h>
#include <string.h>

#ifdef __AVX512F__
#include <immintrin.h>
#endif

#ifdef __clang__
#define EACH_APART _Pragma("clang loop vectorize(assume_safety)")
#else
#define EACH_APART _Pragma("GCC ivdep")
#endif

enum {
    MOST_ROWS = 2048, /* of a block: a multiple of 64; the answers of a tree fit the first cache */
    LEAST_ROWS = 256, /* of a block, however many columns there are */
    FEW_ROWS = 64,    /* below this, trees are walked */
    CODE_BYTES = 1 << 19,
    STACK = 10, /* answers that wait: 256 leaves need no more than 8 */
    LANES = 8,
};

/* Both answers are read and one is kept by a mask, which compilers turn into vectors. */
#define CHOOSE(LEFT, RIGHT)                                                                 \
    if (step->kind & TESTS_BIT) {                                                           \
        EACH_APART for (int64_t i = 0; i < n; i++)                                          \
        {                                                                                   \
            const uint8_t goes_left = (part[i] & test) == test ? 255 : 0;                   \
            into[i] = (uint8_t)(((LEFT) & goes_left) | ((RIGHT) & ~goes_left));             \
        }                                                                                   \
    } else {                                                                                \
        EACH_APART for (int64_t i = 0; i < n; i++)                                          \
        {                                                                                   \
            const uint8_t goes_left = part[i] <= test ? 255 : 0;                            \
            into[i] = (uint8_t)(((LEFT) & goes_left) | ((RIGHT) & ~goes_left));             \
        }                                                                                   \
    }

/* Do one step of a small tree; `n` is a multiple of 64. */
static void fold_step(const FoldStep *step, const Room *room, int64_t n)
{
    const uint8_t *part = room->narrow + step->part * room->rows;
    uint8_t *into = room->stack + step->into * room->rows;
    const uint8_t *below = room->stack + step->left * room->rows;
    const uint8_t *above = room->stack + step->right * room->rows;
    const uint8_t left = step->left, right = step->right, test = step->test;

    switch (step->kind & (LEFT_IS_LEAF | RIGHT_IS_LEAF)) {
    case LEFT_IS_LEAF | RIGHT_IS_LEAF: CHOOSE(left, right) break;
    case LEFT_IS_LEAF: CHOOSE(left, above[i]) break;
    case RIGHT_IS_LEAF: CHOOSE(below[i], right) break;
    default: CHOOSE(below[i], above[i])
    }
}

static void add_values(const double *values, int64_t n_leaves, const uint8_t *leaf, int64_t n,
                       double *out)
{
    int64_t i = 0;
#ifdef __AVX512F__
    if (n_leaves <= 32) {
        const __m512d a = _mm512_loadu_pd(values), b = _mm512_loadu_pd(values + 8);
        const __m512d c = _mm512_loadu_pd(values + 16), d = _mm512_loadu_pd(values + 24);
        for (; i + 8 <= n; i += 8) {
            const __m512i at = _mm512_cvtepu8_epi64(_mm_loadl_epi64((const __m128i *)(leaf + i)));
            const __m512d low = _mm512_permutex2var_pd(a, at, b);
            const __m512d high = _mm512_permutex2var_pd(c, at, d);
            const __mmask8 upper = _mm512_test_epi64_mask(at, _mm512_set1_epi64(16));
            const __m512d value = _mm512_mask_blend_pd(upper, low, high);
            _mm512_storeu_pd(out + i, _mm512_add_pd(_mm512_loadu_pd(out + i), value));
        }
    }
#else
    (void)n_leaves;
#endif
    for (; i < n; i++)
        out[i] += values[leaf[i]];
}

static void fold_tree(const ForestTables *tables, int64_t tree, const Room *room, int64_t n,
                      double *out)
{
    const int64_t first_leaf = tables->leaf_start[tree];
    const double *values = tables->leaf_values + first_leaf;
    const int64_t first = tables->step_start[tree], stop = tables->step_start[tree + 1];
    const int64_t whole = (n + 63) / 64 * 64;

    if (first == stop) {
        for (int64_t i = 0; i < n; i++)
            out[i] += values[0];
        return;
    }
    for (int64_t s = first; s < stop; s++)
        fold_step(tables->steps + s, room, whole);
    add_values(values, tables->leaf_start[tree + 1] - first_leaf, room->stack, n, out);
}

/* Lead LANES walks to their leaves. */
#define WALK(NAME, IN_SET)                                                                  \
    static void NAME(const ForestTables *tables, const uint16_t *const *row, uint32_t *at)  \
    {                                                                                       \
        const WalkNode *nodes = tables->nodes;                                              \
        uint32_t moved;                                                                     \
        do {                                                                                \
            moved = 0;                                                                      \
            _Pragma("GCC unroll 8") for (int k = 0; k < LANES; k++) {                       \
                const WalkNode node = nodes[at[k]];                                         \
                const uint32_t code = row[k][node.part], limit = node.limit;                \
                const uint32_t next = node.child + ((code > limit) | !(IN_SET));            \
                moved |= next ^ at[k];                                                      \
                at[k] = next;                                                               \
            }                                                                               \
        } while (moved);                                                                    \
    }

static inline uint32_t in_set(const ForestTables *tables, uint32_t at, uint32_t code,
                              uint32_t limit)
{
    const uint32_t bit = code < limit ? code : limit;
    return (tables->words[tables->sets[at] + (bit >> 5)] >> (bit & 31)) & 1;
}

WALK(walk_numbers, 1)
WALK(walk_sets, in_set(tables, at[k], code, limit))

static void walk(const ForestTables *tables, const uint16_t *const *row, uint32_t *at)
{
    if (tables->has_sets)
        walk_sets(tables, row, at);
    else
        walk_numbers(tables, row, at);
}

static void walk_tree(const ForestTables *tables, int64_t tree, const Room *room, int64_t n,
                      double *out)
{
    for (int64_t first = 0; first < n; first += LANES) {
        const uint16_t *row[LANES];
        uint32_t at[LANES];
        for (int64_t k = 0; k < LANES; k++) {
            const int64_t i = first + k < n ? first + k : n - 1;
            row[k] = room->wide + i * tables->n_wide;
            at[k] = tables->roots[tree];
        }
        walk(tables, row, at);
        for (int64_t k = 0; k < LANES && first + k < n; k++)
            out[first + k] += tables->node_values[at[k]];
    }
}

/* Walk several trees at once with each of a few rows. */
static void walk_few_rows(const ForestTables *tables, const Room *room, int64_t n, double *out,
                          int64_t out_stride)
{
    for (int64_t i = 0; i < n; i++) {
        for (int64_t first = 0; first < tables->n_trees; first += LANES) {
            const uint16_t *row[LANES];
            uint32_t at[LANES];
            for (int64_t k = 0; k < LANES; k++) {
                row[k] = room->wide + i * tables->n_wide;
                at[k] = tables->roots[first + k < tables->n_trees ? first + k : first];
            }
            walk(tables, row, at);
            for (int64_t k = 0; k < LANES && first + k < tables->n_trees; k++)
                out[(first + k) % tables->n_outputs * out_stride + i] +=
                    tables->node_values[at[k]];
        }
    }
}

static int64_t rows_of_block(const ForestTables *tables, int64_t n_rows)
{
    const int64_t width = tables->n_narrow + 2 * tables->n_wide + 1;
    int64_t rows = CODE_BYTES / width / 64 * 64;
    rows = rows < LEAST_ROWS ? LEAST_ROWS : rows > MOST_ROWS ? MOST_ROWS : rows;
    const int64_t needed = (n_rows + 63) / 64 * 64;
    return needed < rows ? needed : rows;
}

/* Return a place of whole cache lines within `memory`, or only count where that is NULL. */
static void *place(char *memory, size_t *used, size_t bytes)
{
    void *at = memory ? memory + *used : NULL;
    *used += (bytes + 63) / 64 * 64;
    return at;
}

static size_t lay_out(const ForestTables *tables, Room *room, char *memory)
{
    const size_t rows = (size_t)room->rows;
    size_t used = 0;
    room->codes = place(memory, &used, rows * sizeof(uint32_t));
    room->values = place(memory, &used, rows * sizeof(double));
    room->narrow = place(memory, &used, rows * (size_t)tables->n_narrow);
    room->wide = place(memory, &used, rows * (size_t)(tables->n_wide + 1) * sizeof(uint16_t));
    room->stack = place(memory, &used, rows * STACK);
    return used;
}

int FOREST_ROWS(const ForestTables *tables, const ForestColumn *columns, int64_t n_rows,
                double *out, int64_t out_stride)
{
    if (n_rows <= 0)
        return 0;
    Room room = {.rows = rows_of_block(tables, n_rows)};
    const size_t bytes = lay_out(tables, &room, NULL) + 64;
    char *memory = malloc(bytes);
    if (!memory)
        return 1;
    memset(memory, 0, bytes); /* a block may end within a vector: its last bytes are read */
    lay_out(tables, &room, memory + (64 - (uintptr_t)memory % 64));

    int any_folds = 0, any_walks = 0;
    for (int64_t t = 0; t < tables->n_trees; t++) {
        any_folds |= tables->folds[t];
        any_walks |= !tables->folds[t];
    }
    for (int64_t first = 0; first < n_rows; first += room.rows) {
        const int64_t n = n_rows - first < room.rows ? n_rows - first : room.rows;
        const int few = n < FEW_ROWS;
        read_block(tables, columns, first, n, any_folds && !few, any_walks || few, &room);
        if (n < LANES) {
            walk_few_rows(tables, &room, n, out + first, out_stride);
            continue;
        }
        for (int64_t t = 0; t < tables->n_trees; t++) {
            double *into = out + t % tables->n_outputs * out_stride + first;
            if (tables->folds[t] && !few)
                fold_tree(tables, t, &room, n, into);
            else
                walk_tree(tables, t, &room, n, into);
        }
    }
    free(memory);
    return 0;
}
