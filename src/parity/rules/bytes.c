/* What went wrong with single characters: lost, decoded twice, unseen, decomposed, left over. */
#include "parity/rules/bytes.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "parity/comment.h"
#include "parity/pair.h"

/* On more lines than that a kind is one finding: then it is the whole text that went wrong. */
enum { FEW_LINES = 3, WORD_BYTES = 24, WHOLE = 500 /* hits: nothing else is worth telling */ };

static const struct kind {
    rule_id id;
    bool explains; /* whatever else differs in the block? */
    const char *help;
} kinds[HIT_KINDS] = {
    {RULE_BYTES_REPLACEMENT, true, "write it anew, with the original's meaning"},
    {RULE_BYTES_DOUBLE_ENCODING, true, NULL},
    {RULE_BYTES_BIDI, true, NULL},
    {RULE_BYTES_INVISIBLE, false, "remove it"},
    {RULE_BYTES_NORMAL_FORM, false, "searching does not find it; write it composed (NFC)"},
    {RULE_LEAK_PLACEHOLDER, true, "put what the original has there in its place"},
    {RULE_LEAK_PLACEHOLDER, false, "remove it"},
    {RULE_LEAK_PLACEHOLDER, false, "write the character itself"},
    {RULE_BYTES_REPLACEMENT, false, "write the letters anew, in UTF-8"},
    {RULE_BYTES_CONFUSABLE, false, "type the word anew, searching does not find it"},
};

/* ---- is it new? ---- */

/* Where a break between words may be marked by U+200B, as there are no spaces. */
static bool breaks_words(str tag) {
    static const str tags[] = {{"th", 2}, {"km", 2}, {"lo", 2}, {"my", 2}, {"ja", 2}, {"bo", 2}};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (str_starts(tag, tags[i]))
            return true;
    return false;
}

/* What a place is within; NULL: plain text. */
static const atom *atom_at(const pair *p, const leaf *l, const hit *h) {
    for (uint32_t i = 0; l && i < l->natoms; i++) {
        const atom *x = &l->atoms[i];
        span at = x->text.n ? outline_atom(&p->to->o, l, x) : (span){0};
        if (at.n && h->at + h->n > at.at && h->at < at.at + at.n)
            return x;
    }
    return NULL;
}

/* Code and addresses have rules of their own. */
static bool is_in_atom(const pair *p, const hit *h) {
    const leaf *l = pair_leaf_at(&p->to->o, h->at);
    return atom_at(p, l, h) || (l && l->class == LEAF_CODE);
}

/* Are both written in Latin letters, so that no word has others? */
static bool is_latin(const pair *p) {
    const tongue *from = tongue_of(p->a, p->lore->words, p->from->tag);
    const tongue *to = tongue_of(p->a, p->lore->words, p->to->tag);
    return tongue_has_script(from, SCRIPT_LATIN) && tongue_has_script(to, SCRIPT_LATIN);
}

/* A word of Cyrillic or Greek with one letter of ASCII, which is no name. */
static bool is_long_foreign(const hit *h) {
    enum { LONG = 8 };
    return h->n >= LONG && !utf8_is_ascii(h->fix);
}

/* Is it code outside of comments, or where a link leads? There it is another name or address. NUL
 * is wrong everywhere, as U+FFFD is shown for it, and "httрs://" is no address. */
static bool is_grave(const pair *p, const hit *h) {
    const leaf *l = pair_leaf_at(&p->to->o, h->at);
    str text = p->to->src->text, c = str_slice(text, h->at, h->at + h->n);
    if (h->kind == HIT_MIXED)
        return str_starts(str_from(text, h->at + h->n), S("://"));
    if (h->kind != HIT_INVISIBLE || !h->cp)
        return h->kind == HIT_INVISIBLE;
    if (l && l->class == LEAF_CODE)
        return code_kind_of(l->info) != CODE_OUTPUT &&
               str_has(code_bare(p->a, str_line_at(text, h->at), l->info), c);
    const atom *x = atom_at(p, l, h);
    return x && (x->kind == ATOM_CODE || x->kind == ATOM_LINK || x->kind == ATOM_URL ||
                 x->kind == ATOM_IMAGE);
}

/* Was it told of as what is put around the text? */
static bool is_said_of(const pair *p, const hit *h) {
    for (size_t i = 0; i < p->d->n; i++) {
        const diag *e = &p->d->p[i];
        if (e->rule == RULE_LEAK_COMMENT && str_eq(e->path, p->to->src->path) && h->at >= e->at &&
            h->at < e->at + e->n)
            return true;
    }
    return false;
}

/* A character the original has in the same block was taken over, a longer text wherever it has it.
 */
static bool is_new(const pair *p, const hit *h) {
    str text = str_slice(p->to->src->text, h->at, h->at + h->n);
    const leaf *from = pair_counterpart(p, pair_leaf_at(&p->to->o, h->at));
    if (h->kind == HIT_INVISIBLE && h->cp == 0x200B && breaks_words(p->to->tag) &&
        !is_in_atom(p, h))
        return false;
    str where = p->from->src->text;
    if (from && h->cp && (h->kind == HIT_INVISIBLE || h->kind == HIT_REPLACED))
        where = str_slice(where, from->at, from->at + from->n);
    if (h->kind == HIT_TURN && is_said_of(p, h))
        return false;
    if (h->kind == HIT_QUESTIONS)
        return !str_has(where, S("???"));
    if (h->kind == HIT_MIXED) /* no name of the original's, and not in code or an address */
        return (str_has(where, h->fix) || is_latin(p) || is_long_foreign(h)) &&
               !str_has(where, text) && !is_in_atom(p, h);
    return !str_has(where, text);
}

/* Is most of the text composed, so that `n` decomposed words stand out? */
static bool is_composed(str text, size_t n) {
    for (size_t i = 0; i < text.n;) {
        uint32_t cp = (unsigned char)text.p[i];
        if (cp < 0x80) {
            i++;
            continue;
        }
        i += utf8_decode(str_from(text, i), &cp);
        if (utf8_is_composed(cp) && --n == 0)
            return true;
    }
    return false;
}

static size_t count(const hits *all, hit_kind kind) {
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++)
        n += all->p[i].kind == kind;
    return n;
}

/* A control character, or a soft hyphen behind a letter of Latin-1: the second byte of something.
 */
static bool is_half(str text, const hit *h) {
    bool is_behind = h->at > 1 && (unsigned char)text.p[h->at - 2] == 0xC3;
    return (h->cp >= 0x80 && h->cp < 0xA0) || (h->cp == 0xAD && is_behind);
}

/* Keeps what is to be told. */
static void choose(const pair *p, hits *all) {
    size_t kept = 0, decomposed = count(all, HIT_DECOMPOSED);
    bool is_odd = decomposed && is_composed(p->to->src->text, decomposed);
    bool is_doubled = count(all, HIT_DOUBLED) > 0;
    for (size_t i = 0; i < all->n; i++) {
        const hit *h = &all->p[i];
        if (is_doubled && h->kind == HIT_INVISIBLE && is_half(p->to->src->text, h))
            continue; /* half of a letter that was decoded twice */
        if ((h->kind != HIT_DECOMPOSED || is_odd) && is_new(p, h))
            all->p[kept++] = *h;
    }
    all->n = kept;
}

/* ---- findings ---- */

static const char *name_of(uint32_t cp) {
    switch (cp) {
    case 0xAD: return "a soft hyphen";
    case 0x200B: return "a zero-width space";
    case 0x2028: return "a line separator";
    case 0x2029: return "a paragraph separator";
    case 0x202A:
    case 0x202B: return "an embedding";
    case 0x202D:
    case 0x202E: return "an override of the direction";
    case 0x202C: return "an end of embedding";
    case 0x2060: return "a word joiner";
    case 0x2069: return "an end of isolate";
    case 0xFEFF: return "a byte order mark";
    default: break;
    }
    if ((cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000)
        return "of private use";
    return cp >= 0x2066 && cp < 0x2069 ? "an isolate"
           : cp < 0xA0                 ? "a control character"
                                       : "a character nobody sees";
}

/* A lost character with the letters beside it. */
static str with_neighbours(str text, const hit *h) {
    size_t from = h->at, to = h->at + h->n;
    while (from > 0 && h->at - from < WORD_BYTES && !ascii_is_space(text.p[from - 1]))
        from--;
    while (from < h->at && ((unsigned char)text.p[from] & 0xC0) == 0x80)
        from++;
    while (to < text.n && to - h->at < WORD_BYTES && !ascii_is_space(text.p[to]))
        to++;
    while (to < text.n && to > h->at + h->n && ((unsigned char)text.p[to] & 0xC0) == 0x80)
        to--;
    return str_slice(text, from, to);
}

static diag *weakened(diags *d, diag *e) {
    diag_weaken(d, e, SEV_WARNING);
    return e;
}

static const char *page_of(const hit *h) {
    return h->cp == 1251 ? "Windows-1251" : h->cp == 10000 ? "Mac Roman" : "Windows-1252";
}

static diag *tell(const pair *p, const hit *h, str more) {
    span at = span_of(p->to->src, h->at, h->n);
    str text = str_slice(p->to->src->text, h->at, h->at + h->n);
    rule_id id = kinds[h->kind].id;
    switch (h->kind) {
    case HIT_REPLACED:
        return diag_add(p->d, id, at, "a character was lost in %.*s, %s stands for it%.*s",
                        STR_FMT(text_quote(p->a, with_neighbours(p->to->src->text, h))),
                        h->n > 3 ? "锟斤拷" : "U+FFFD", STR_FMT(more));
    case HIT_DOUBLED:
        return diag_add(
            p->d, id, at, "%.*s is UTF-8 read as %s, wanted %.*s%.*s",
            STR_FMT(code_quote(p->a, text)), page_of(h),
            STR_FMT(str_eq(h->fix, S("\xEF\xBB\xBF")) ? S("nothing") : code_quote(p->a, h->fix)),
            STR_FMT(more));
    case HIT_BIDI:
        return diag_add(p->d, id, at, "U+%04X (%s) %s in this paragraph%.*s", h->cp, name_of(h->cp),
                        h->cp == 0x202C || h->cp == 0x2069 ? "ends nothing" : "does not end",
                        STR_FMT(more));
    case HIT_INVISIBLE:
        return diag_add(p->d, id, at, "U+%04X (%s), which the original does not have here%.*s",
                        h->cp, name_of(h->cp), STR_FMT(more));
    case HIT_DECOMPOSED:
        return diag_add(p->d, id, at,
                        "%.*s has letters and marks apart, the rest of the text has not%.*s",
                        STR_FMT(code_quote(p->a, text)), STR_FMT(more));
    case HIT_TURN:
        return diag_add(p->d, id, at, "%.*s is a mark between the turns of a model's talk%.*s",
                        STR_FMT(code_quote(p->a, text)), STR_FMT(more));
    case HIT_ESCAPE:
        return diag_add(p->d, id, at, "%.*s stands for a character, and is shown as it is%.*s",
                        STR_FMT(code_quote(p->a, text)), STR_FMT(more));
    case HIT_QUESTIONS:
        return weakened(p->d, diag_add(p->d, id, at,
                                       "letters were lost here, question marks stand for them%.*s",
                                       STR_FMT(more)));
    case HIT_MIXED:
        return diag_add(p->d, id, at, "a letter of %.*s is another script's, wanted %.*s%.*s",
                        STR_FMT(code_quote(p->a, text)), STR_FMT(code_quote(p->a, h->fix)),
                        STR_FMT(more));
    default: break;
    }
    return diag_add(p->d, id, at, "%.*s is a placeholder of a tool%.*s",
                    STR_FMT(code_quote(p->a, text)), STR_FMT(more));
}

static uint32_t line_of(const pair *p, const hit *h) {
    return source_place(p->to->src, h->at).line;
}

typedef struct hit_group {
    const hit **p;
    size_t n, cap;
} hit_group;

/* " (also on lines 4, 7, 9, … in all 40 times)" */
static str where_else(const pair *p, const hit_group *g) {
    enum { SHOWN = 6 };
    buf b = buf_new(p->a, 96);
    uint32_t last = line_of(p, g->p[0]);
    size_t lines = 0;
    for (size_t i = 1; i < g->n && lines <= SHOWN; i++) {
        uint32_t line = line_of(p, g->p[i]);
        if (line == last)
            continue;
        if (++lines > SHOWN)
            buf_lit(&b, ", …");
        else
            buf_printf(&b, "%s%u", lines == 1 ? " (also on lines " : ", ", line);
        last = line;
    }
    if (lines)
        buf_char(&b, ')');
    else if (g->n > 1)
        buf_printf(&b, " (%zu times on this line)", g->n);
    return buf_str(&b);
}

/* "é" of "\u00e9", "&nbsp;" of "&amp;nbsp;" */
static void help_escape(const pair *p, diag *e, str text) {
    uint32_t cp = 0;
    char utf8[4];
    if (str_starts(text, S("&amp;"))) {
        diag_help(p->d, e, "write &%.*s in its place, or the character itself",
                  STR_FMT(str_from(text, 5)));
        return;
    }
    for (size_t i = 2; i < text.n; i++)
        cp = cp * 16 + (uint32_t)ascii_hex(text.p[i]);
    if (cp < 0xA0 || (cp >= 0xD800 && cp < 0xE000)) {
        diag_help(p->d, e, "write the character itself");
        return;
    }
    size_t n = utf8_encode(cp, utf8);
    diag_help(p->d, e, "write %.*s in its place", (int)n, utf8);
}

static void help_bytes(const pair *p, diag *e, const hit *h, const char *help) {
    uint32_t end = h->cp >= 0x2066 && h->cp <= 0x2068 ? 0x2069 : 0x202C;
    if (h->kind == HIT_DOUBLED && str_eq(h->fix, S("\xEF\xBB\xBF")))
        diag_help(p->d, e, "remove it, it is a byte order mark");
    else if (h->kind == HIT_DOUBLED)
        diag_help(p->d, e, "write %.*s in its place, and save the file as UTF-8", STR_FMT(h->fix));
    else if (h->kind == HIT_BIDI && h->cp != 0x202C && h->cp != 0x2069)
        diag_help(p->d, e, "remove it, or put U+%04X where it ends", end);
    else if (h->kind == HIT_ESCAPE)
        help_escape(p, e, str_slice(p->to->src->text, h->at, h->at + h->n));
    else
        diag_help(p->d, e, "%s", help ? help : "remove it");
}

static void tell_group(pair *p, const hit_group *g) {
    const hit *first = g->p[0];
    const struct kind *k = &kinds[first->kind];
    diag *e = tell(p, first, where_else(p, g));
    bool is_error = false;
    help_bytes(p, e, first, k->help);
    for (size_t i = 0; i < g->n; i++) {
        const leaf *l = pair_leaf_at(&p->to->o, g->p[i]->at);
        bool explains = k->explains || is_grave(p, g->p[i]);
        is_error = is_error || explains;
        if (g->p[i]->is_fixable)
            diag_fix(p->d, e, span_of(p->to->src, g->p[i]->at, g->p[i]->n), g->p[i]->fix);
        if (l && explains)
            pair_tell(p, pair_counterpart(p, l), l);
    }
    if (!is_error && (first->kind == HIT_INVISIBLE || first->kind == HIT_MIXED))
        diag_weaken(p->d, e, SEV_WARNING);
    for (size_t i = 0; k->explains && g->n >= WHOLE && i < p->al.n; i++)
        pair_tell(p, NULL, pair_to(p, &p->al.p[i]));
    const leaf *from = pair_counterpart(p, pair_leaf_at(&p->to->o, first->at));
    if (from && (first->kind == HIT_REPLACED || first->kind == HIT_PLACEHOLDER ||
                 first->kind == HIT_QUESTIONS))
        pair_original(p, e, from, "the original");
}

/* Tags and selectors of forms: one after the other they spell a text that nobody sees. */
static bool is_hidden_text(uint32_t cp) {
    return (cp >= 0xFE00 && cp <= 0xFE0F) || cp >= 0xE0000;
}

/* Do both spoil the same block, so that it is to be written anew? */
static bool are_in_one_leaf(const pair *p, const hit *x, const hit *y) {
    const leaf *l = kinds[x->kind].explains ? pair_leaf_at(&p->to->o, x->at) : NULL;
    return l && l == pair_leaf_at(&p->to->o, y->at);
}

/* Are two of a kind told at once? */
static bool are_one(const pair *p, const hit *x, const hit *y) {
    if (are_in_one_leaf(p, x, y))
        return true;
    return line_of(p, x) == line_of(p, y) && (x->kind != HIT_INVISIBLE || x->cp == y->cp ||
                                              (is_hidden_text(x->cp) && is_hidden_text(y->cp)));
}

/* Of a text that was read in a wrong encoding, what became of its letters is one thing: some are
 * others, some are lost, some are unseen. */
static void join_decoded(const pair *p, hits *all) {
    size_t lines[HIT_KINDS] = {0}, kept = 0;
    uint32_t last[HIT_KINDS] = {0};
    for (size_t i = 0; i < all->n; i++) {
        hit_kind kind = all->p[i].kind;
        uint32_t line = line_of(p, &all->p[i]);
        lines[kind] += line != last[kind];
        last[kind] = line;
    }
    bool is_decoded = lines[HIT_DOUBLED] > FEW_LINES;
    if (!is_decoded && lines[HIT_REPLACED] <= FEW_LINES)
        return;
    for (size_t i = 0; i < all->n; i++) {
        const hit *h = &all->p[i];
        bool follows = (h->kind == HIT_INVISIBLE && h->cp >= 0x7F && h->cp <= 0xAD) ||
                       (h->kind == HIT_REPLACED && is_decoded);
        if (!follows)
            all->p[kept++] = *h;
    }
    all->n = kept;
}

static void tell_kind(pair *p, const hits *all, hit_kind kind) {
    hit_group g = {0};
    size_t lines = 0;
    uint32_t last = 0;
    for (size_t i = 0; i < all->n; i++) {
        if (all->p[i].kind != kind)
            continue;
        uint32_t line = line_of(p, &all->p[i]);
        lines += line != last;
        last = line;
        *vec_push(p->a, &g) = &all->p[i];
    }
    for (size_t i = 0; i < g.n;) {
        hit_group part = {.p = g.p + i};
        while (i < g.n && (lines > FEW_LINES || !part.n || are_one(p, g.p[i], part.p[0]))) {
            part.n++;
            i++;
        }
        tell_group(p, &part);
    }
}

void rule_bytes(pair *p) {
    hits all = {0};
    const tongue *to = tongue_of(p->a, p->lore->words, p->to->tag);
    bytes_find(p->a, p->to->src->text, tongue_has_script(to, SCRIPT_CYRILLIC), &all);
    if (!all.n)
        return;
    choose(p, &all);
    join_decoded(p, &all);
    for (int kind = 0; kind < HIT_KINDS; kind++)
        tell_kind(p, &all, (hit_kind)kind);
}
