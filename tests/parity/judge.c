/* Lays what `letoon check` found beside what was to be found. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "diag/diag.h"
#include "mutate.h"
#include "value/json.h"

enum { NEAR = 2 }; /* lines: a finding so far off is still in the right place */

/* Of error-class faults in a hundred: found as errors in the right place, and told once. */
static const double bar = 98;

typedef struct finding {
    struct finding *next;
    severity sev;
    unsigned line;
    str rule, message;
} finding;

typedef struct score {
    unsigned tries, unclean;
    unsigned found;  /* as severe as wanted or more, in the right place */
    unsigned named;  /* of these: by the rule that was wanted */
    unsigned single; /* with one finding or none */
    unsigned errors; /* harmless: with an error, or with a warning where that is too much */
    str missed;      /* the first one that went wrong */
} score;

typedef struct judge {
    arena *a;
    str below;   /* names of kinds that do not reach the bar yet, one a line */
    map by_path; /* finding lists */
    const table *kinds;
    score *scores;
    unsigned n; /* TAP */
    bool has_failed;
} judge;

static severity severity_of(str s) {
    return str_eq(s, S("error"))     ? SEV_ERROR
           : str_eq(s, S("warning")) ? SEV_WARNING
           : str_eq(s, S("note"))    ? SEV_NOTE
                                     : SEV_OFF;
}

static void read_findings(judge *j, const char *path) {
    value all;
    str why;
    size_t at;
    if (!json_read(j->a, file_text(j->a, path), &all, &why, &at))
        fail("%s: %.*s at byte %zu", path, STR_FMT(why), at);
    if (all.kind == V_MAP)
        all = value_at(all, S("findings"));
    for (size_t i = 0; i < all.n; i++) {
        value g = all.u.list[i];
        finding *f = arena_make(j->a, finding, 1);
        void **list = map_at(&j->by_path, value_as_str(value_at(g, S("path"))));
        value line = value_at(g, S("line"));
        *f = (finding){.next = *list,
                       .sev = severity_of(value_as_str(value_at(g, S("severity")))),
                       .line = line.kind == V_INT ? (unsigned)line.u.i : 0,
                       .rule = value_as_str(value_at(g, S("rule"))),
                       .message = value_as_str(value_at(g, S("message")))};
        *list = f;
    }
}

static bool has_errors(const judge *j, str path) {
    for (const finding *f = map_get(&j->by_path, path); f; f = f->next)
        if (f->sev == SEV_ERROR)
            return true;
    return false;
}

/* Was the same said of the clean pair? */
static bool is_known(const judge *j, const finding *g, str pure) {
    for (const finding *f = map_get(&j->by_path, pure); f; f = f->next)
        if (str_eq(f->rule, g->rule) && str_eq(f->message, g->message))
            return true;
    return false;
}

static bool is_near(unsigned line, str lines) {
    str one;
    while (lines.n) {
        int64_t want = 0;
        str_cut(lines, S(","), &one, &lines);
        str_to_int(one, &want);
        if (llabs(want - (int64_t)line) <= NEAR)
            return true;
    }
    return false;
}

static void judge_one(judge *j, const row *r, score *s, str path, str pure, str lines) {
    bool is_found = false, is_named = false, has_error = false;
    bool is_silent = str_eq(r->severity, S("silent"));
    unsigned n = 0;
    if (has_errors(j, pure)) {
        s->unclean++;
        return;
    }
    s->tries++;
    for (const finding *f = map_get(&j->by_path, path); f; f = f->next) {
        if (is_known(j, f, pure))
            continue;
        n += f->sev >= SEV_WARNING;
        has_error = has_error || f->sev == SEV_ERROR || (is_silent && f->sev == SEV_WARNING);
        if (f->sev < severity_of(r->severity) || !is_near(f->line, lines))
            continue;
        is_found = true;
        is_named = is_named || str_eq(f->rule, r->rule);
    }
    s->found += is_found;
    s->named += is_named;
    s->single += n <= 1;
    s->errors += has_error;
    bool is_harmless = !r->rule.n;
    if (!s->missed.n && (is_harmless ? has_error : !is_found || n > 1))
        s->missed = path;
}

static void judge_all(judge *j, const char *path) {
    str text = file_text(j->a, path), line;
    while (text.n) {
        str name, to, pure, lines;
        str_cut(text, S("\n"), &line, &text);
        str_cut(line, S("\t"), &name, &line);
        str_cut(line, S("\t"), &to, &line);
        str_cut(line, S("\t"), &pure, &line);
        str_cut(line, S("\t"), &lines, &line);
        for (size_t i = 0; i < j->kinds->n; i++)
            if (str_eq(name, j->kinds->p[i].name))
                judge_one(j, &j->kinds->p[i], &j->scores[i], to, pure, lines);
    }
}

/* ---- what is printed ---- */

static bool has_rule(str name) {
    for (size_t i = 0; i < RULE_COUNT; i++)
        if (str_eq(name, str_of(diag_rules[i].name)))
            return true;
    return false;
}

static double percent(unsigned n, unsigned of) {
    return of ? 100.0 * n / of : 0;
}

static bool is_good(const row *r, const score *s) {
    if (!r->rule.n)
        return !s->errors;
    return !str_eq(r->severity, S("error")) ||
           (percent(s->found, s->tries) >= bar && percent(s->single, s->tries) >= bar);
}

static bool is_listed(const judge *j, str name) {
    str rest = j->below, line;
    while (rest.n) {
        str_cut(rest, S("\n"), &line, &rest);
        if (str_eq(line, name))
            return true;
    }
    return false;
}

static void print_tap(judge *j, const row *r, const score *s) {
    bool is_below = is_listed(j, r->name), reaches = is_good(r, s);
    const char *skip = !s->tries                         ? "no place for it in these notes"
                       : r->rule.n && !has_rule(r->rule) ? "no rule yet"
                       : is_below && !reaches            ? "known to be below the bar"
                       : is_below ? "reaches the bar in these notes, but is listed in below.txt"
                                  : NULL;
    bool ok = skip || reaches;
    j->has_failed = j->has_failed || !ok;
    printf("%sok %u - %.*s", ok ? "" : "not ", ++j->n, STR_FMT(r->name));
    if (skip) {
        printf(" # SKIP %s\n", skip);
        return;
    }
    printf("\n");
    if (ok)
        return;
    if (r->rule.n)
        printf("# of %u found %u, told at most once %u", s->tries, s->found, s->single);
    else
        printf("# of %u with an error %u", s->tries, s->errors);
    printf("; see %.*s\n", STR_FMT(s->missed));
}

static void print_markdown(const row *r, const score *s) {
    if (!r->rule.n)
        printf("| %.*s | harmless | %u | | %u errors | |\n", STR_FMT(r->name), s->tries, s->errors);
    else
        printf("| %.*s | %.*s | %u | %.1f %% | %.1f %% | %.1f %% |\n", STR_FMT(r->name),
               STR_FMT(r->severity), s->tries, percent(s->found, s->tries),
               percent(s->single, s->tries), percent(s->named, s->found));
}

int judge_findings(arena *a, const table *kinds, int argc, char **argv) {
    judge j = {.a = a, .by_path = map_new(a), .kinds = kinds};
    bool is_tap = strcmp(argv[0], "tap") == 0;
    j.scores = arena_make(a, score, kinds->n);
    j.below = file_text(a, argv[2]);
    for (int i = 3; i < argc; i++)
        read_findings(&j, argv[i]);
    judge_all(&j, argv[1]);
    if (!is_tap)
        printf("| kind | severity | tries | found there | told once | by its rule |\n"
               "|---|---|--:|--:|--:|--:|\n");
    for (size_t i = 0; i < kinds->n; i++) {
        if (is_tap)
            print_tap(&j, &kinds->p[i], &j.scores[i]);
        else
            print_markdown(&kinds->p[i], &j.scores[i]);
    }
    if (is_tap)
        printf("1..%u\n", j.n);
    return is_tap && j.has_failed;
}
