#include "report/diff.h"

#include "base/vec.h"

/* Myers' greedy search for the fewest lines that go and come (An O(ND) Difference Algorithm, 1986).
 * Its memory grows with the square of their number, so past this one change will do. */
enum { MOST_STEPS = 1000 };

typedef struct search {
    arena *a;
    const str *was, *is; /* without the lines that both begin and end with */
    long n, m;
    int **reach; /* after d steps, how far diagonal k - d is got: reach[d][k], k of 0 … 2d */
} search;

/* How far the best way of d steps leads on diagonal k, before lines that are equal. */
static long step_to(const search *s, long d, long k) {
    const int *last = d ? s->reach[d - 1] : NULL;
    if (!last)
        return 0;
    bool is_lowest = k == -d, is_highest = k == d;
    long below = is_lowest ? -1 : last[k - 1 + d - 1],
         above = is_highest ? -1 : last[k + 1 + d - 1];
    return is_lowest || (!is_highest && below < above) ? above : below + 1;
}

/* The least number of steps; 0: too many. */
static long find_steps(search *s) {
    for (long d = 0; d <= MOST_STEPS; d++) {
        s->reach[d] = arena_make(s->a, int, (size_t)(2 * d + 1));
        for (long k = -d; k <= d; k += 2) {
            long x = step_to(s, d, k), y = x - k;
            while (x < s->n && y >= 0 && y < s->m && str_eq(s->was[x], s->is[y]))
                x++, y++;
            s->reach[d][k + d] = (int)x;
            if (x >= s->n && y >= s->m)
                return d;
        }
    }
    return 0;
}

/* Marks the lines that go and come along the way back. */
static void walk_back(const search *s, long d, bool *gone, bool *come) {
    long x = s->n, y = s->m;
    for (; d > 0; d--) {
        long k = x - y, at = step_to(s, d, k);
        const int *last = s->reach[d - 1];
        bool is_down = k == -d || (k != d && last[k - 1 + d - 1] < last[k + 1 + d - 1]);
        long y_at = at - k;
        if (is_down)
            come[y_at - 1] = true;
        else
            gone[at - 1] = true;
        x = is_down ? at : at - 1;
        y = is_down ? y_at - 1 : y_at;
    }
}

typedef vec(diff_change) changes;

static void collect(const search *s, const bool *gone, const bool *come, size_t top, changes *out) {
    size_t x = 0, y = 0, n = (size_t)s->n, m = (size_t)s->m;
    while (x < n || y < m) {
        size_t from = x, to = y;
        while (x < n && gone[x])
            x++;
        while (y < m && come[y])
            y++;
        if (x > from || y > to)
            *vec_push(s->a, out) = (diff_change){top + from, top + x, top + to, top + y};
        x++, y++;
    }
}

const diff_change *diff_changes(arena *a, const diff_lines *was, const diff_lines *is, size_t *n) {
    size_t top = 0, x = was->n, y = is->n;
    changes out = {0};
    while (top < x && top < y && str_eq(was->p[top], is->p[top]))
        top++;
    while (x > top && y > top && str_eq(was->p[x - 1], is->p[y - 1]))
        x--, y--;
    search s = {.a = a, .n = (long)(x - top), .m = (long)(y - top)};
    if (s.n || s.m) {
        s.was = was->p + top;
        s.is = is->p + top;
        s.reach = arena_make(a, int *, MOST_STEPS + 1);
        bool *gone = arena_make(a, bool, x - top + 1), *come = arena_make(a, bool, y - top + 1);
        long d = find_steps(&s);
        if (d)
            walk_back(&s, d, gone, come);
        if (d)
            collect(&s, gone, come, top, &out);
        else
            *vec_push(a, &out) = (diff_change){top, x, top, y};
    }
    *n = out.n;
    return out.p;
}
