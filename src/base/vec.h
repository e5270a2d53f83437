/* Typed growing arrays in an arena, by macro. `vec(T) v = {0};` then *vec_push(a, &v) = x; */
#ifndef LETOON_BASE_VEC_H
#define LETOON_BASE_VEC_H

#include "base/arena.h"

#define vec(T)                                                                                     \
    struct {                                                                                       \
        T *p;                                                                                      \
        size_t n, cap;                                                                             \
    }

/* A zeroed slot at the end. */
#define vec_push(a, v)                                                                             \
    ((v)->n < (v)->cap ? (void)0                                                                   \
                       : vec_grow_((a), (void **)&(v)->p, &(v)->cap, sizeof *(v)->p, (v)->n),      \
     &(v)->p[(v)->n++])

void vec_grow_(arena *a, void **p, size_t *cap, size_t size, size_t n);

#endif
