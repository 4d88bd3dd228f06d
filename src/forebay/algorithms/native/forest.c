/* The way in: picks the widest instructions that this processor has. */

#include "forest.h"

int64_t forebay_forest_version(void) { return FOREBAY_FOREST_VERSION; }

int64_t forebay_forest_level(void)
{
#ifdef FOREBAY_X86
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"))
        return 2;
    if (__builtin_cpu_supports("avx2"))
        return 1;
#endif
    return 0;
}

int64_t forebay_forest_score(const ForestTables *tables, const ForestColumn *columns,
                             int64_t n_rows, double *out, int64_t out_stride, int64_t level)
{
#ifdef FOREBAY_X86
    if (level >= 2)
        return forest_rows_avx512(tables, columns, n_rows, out, out_stride);
    if (level == 1)
        return forest_rows_avx2(tables, columns, n_rows, out, out_stride);
#endif
    (void)level;
    return forest_rows_plain(tables, columns, n_rows, out, out_stride);
}

int64_t forebay_forest_parts(const PartTables *tables, const void *views, const int64_t *codes,
                             int64_t stride, int64_t n_rows, double *out, int64_t out_stride,
                             int64_t level)
{
#ifdef FOREBAY_X86
    if (level >= 2)
        return forest_parts_avx512(tables, views, codes, stride, n_rows, out, out_stride);
    if (level == 1)
        return forest_parts_avx2(tables, views, codes, stride, n_rows, out, out_stride);
#endif
    (void)level;
    return forest_parts_plain(tables, views, codes, stride, n_rows, out, out_stride);
}
