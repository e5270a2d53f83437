#include "report/progress.h"

#include "base/clock.h"

#define MILLISECOND ((uint64_t)1000000)
enum { PATIENCE_MS = 500, BETWEEN_MS = 100, BAR_MOST = 40 };

void progress_start(progress *p, FILE *to, unsigned columns, const char *what, size_t total) {
    *p = (progress){.to = columns ? to : NULL,
                    .what = what,
                    .total = total,
                    .now = clock_monotonic_ns,
                    .columns = (int)columns};
    if (columns)
        p->start = p->now();
}

static void draw(const progress *p, size_t done) {
    char text[96];
    if (p->total == 0) {
        fprintf(p->to, "\r\033[K%s: %zu", p->what, done);
    } else {
        int n = snprintf(text, sizeof text, " %zu of %zu", done, p->total);
        int named = fprintf(p->to, "\r\033[K%s ", p->what) - 4;
        int bar = p->columns - 1 - n - named - 2;
        if (bar > BAR_MOST)
            bar = BAR_MOST;
        if (bar >= 4) {
            int full = done >= p->total ? bar : (int)((double)done / (double)p->total * bar);
            fputc('[', p->to);
            for (int i = 0; i < bar; i++)
                fputc(i < full ? '#' : '.', p->to);
            fputc(']', p->to);
        }
        fputs(text, p->to);
    }
    fflush(p->to);
}

void progress_tick(progress *p, size_t done) {
    if (!p->to)
        return;
    uint64_t now = p->now();
    if (now - p->start < PATIENCE_MS * MILLISECOND ||
        (p->drawn && now - p->drawn < BETWEEN_MS * MILLISECOND))
        return;
    draw(p, done);
    p->drawn = now;
}

void progress_end(progress *p) {
    if (!p->to || !p->drawn)
        return;
    fputs("\r\033[K", p->to);
    fflush(p->to);
    p->drawn = 0;
}
