#include "parity/anchors.h"

#include <stdlib.h>
#include <string.h>

#include "base/byte_set.h"
#include "base/hash.h"
#include "parity/number.h"

/* ---- numbers and names ---- */

enum { NUMBER_DIGITS = 18 }; /* longer ones are cut */

/* Does a group of three digits follow, and what parts it from those before? Gives the length of
 * that. */
static size_t part_length(str text) {
    size_t sep = number_separator(text), at = sep, n;
    for (int i = 0; sep && i < 3; i++, at += n)
        if (number_digit(str_from(text, at), &n) < 0)
            return 0;
    return sep && number_digit(str_from(text, at), &n) < 0 ? sep : 0;
}

/* ".5" and ",10" behind a number, of one or two digits, and not of a date or version of three
 * parts. Gives its length; 0: there is none. */
static size_t fraction_length(str text, size_t i) {
    size_t n = 1;
    if (i >= text.n || (text.p[i] != '.' && text.p[i] != ','))
        return 0;
    while (i + n < text.n && ascii_is_digit(text.p[i + n]))
        n++;
    bool goes_on =
        i + n + 1 < text.n && strchr(".,-/", text.p[i + n]) && ascii_is_digit(text.p[i + n + 1]);
    return n == 1 || n > 3 || goes_on ? 0 : n;
}

static void add_number(anchors *s, const char *digits, size_t n) {
    while (n && digits[n - 1] == '0')
        n--;
    while (n && *digits == '0') {
        digits++;
        n--;
    }
    if (n > 1)
        *vec_push(s->a, &s->all) = hash64((str){digits, n}, ATOM_KINDS);
}

/* Numbers of more than one digit: a lone one is often spelled out elsewhere. What parts thousands,
 * and zeros at either end, are a matter of the language: 12,000 is 12.000 and 1.2万. Gives the
 * place behind what begins with a digit at i. */
static size_t read_number(anchors *s, str text, size_t i) {
    char digits[NUMBER_DIGITS];
    size_t n = 0, len;
    while (i < text.n) {
        int digit = number_digit(str_from(text, i), &len);
        if (digit < 0 && !(len = part_length(str_from(text, i))))
            break;
        if (digit >= 0 && n < NUMBER_DIGITS)
            digits[n++] = (char)('0' + digit);
        i += len;
    }
    size_t more = n < NUMBER_DIGITS - 2 ? fraction_length(text, i) : 0;
    for (size_t k = 1; k < more; k++)
        digits[n++] = text.p[i + k];
    add_number(s, digits, n);
    return i + more;
}

/* The place behind a word, which is a name when it begins with a capital. */
static size_t read_name(anchors *s, str text, size_t i) {
    enum { NAME_LETTERS = 3, NAMES = 32 }; /* of a leaf: more tell no more */
    size_t end = i + 1;
    while (end < text.n && byte_class(text.p[end]) & BYTE_ALNUM)
        end++;
    bool begins = !i || !(byte_class(text.p[i - 1]) & BYTE_ALNUM);
    if (begins && end - i >= NAME_LETTERS && s->names.n < NAMES)
        *vec_push(s->a, &s->names) = hash64(str_slice(text, i, end), ATOM_KINDS + 2);
    return i + 1;
}

/* A number with the letters of ASCII around it: "v1.10", "3rd", "1f2e3d". */
static str word_around(str text, size_t from, size_t end) {
    while (from && ascii_is_word(text.p[from - 1]))
        from--;
    while (end < text.n && ascii_is_word(text.p[end]))
        end++;
    return str_slice(text, from, end);
}

/* What parts a number from the next, as in a version: "2.6.7" and "2,6.7" have the same figures. */
static char part_behind(str text, size_t end) {
    bool is_part = end + 1 < text.n && (text.p[end] == '.' || text.p[end] == ',') &&
                   ascii_is_digit(text.p[end + 1]);
    return is_part ? text.p[end] : 0;
}

/* What a number or a name begins with, and what else is asked for. */
#define IS_WANTED(c)                                                                               \
    (((c) >= 'A' && (c) <= 'Z') || ((c) >= '0' && (c) <= '9') || (c) == 0xD9 || (c) == 0xDB ||     \
     (c) == 0xE0 || (c) == 0xE1 || (c) == 0xEF || (c) == '$' || (c) == '%' || (c) == '/' ||        \
     (c) == ':' || (c) == '@' || (c) == '_' || (c) == '{' || (c) == '*' || (c) == '[' ||           \
     (c) == ']')

static const byte_set wanted = BYTE_SET(IS_WANTED);

/* Most bytes are neither a number's nor a name's. */
void anchors_read(anchors *s, leaf *l) {
    str text = l->text;
    byte_scan scan = {.set = &wanted, .text = text};
    unsigned all = 0;
    s->all.n = s->names.n = 0;
    for (size_t i = 0, n; (i = byte_next(&scan, i)) < text.n;) {
        unsigned class = byte_class(text.p[i]);
        all |= class;
        if (class & BYTE_UPPER) {
            i = read_name(s, text, i);
        } else if (class & BYTE_SIGN) {
            i++;
        } else if (number_digit(str_from(text, i), &n) < 0) {
            i += n;
        } else {
            size_t end = read_number(s, text, i);
            l->has_digits = true;
            l->figures += hash64(word_around(text, i, end), (unsigned char)part_behind(text, end));
            i = end;
        }
    }
    l->bytes = (uint16_t)all;
}

/* ---- all of them ---- */

/* Short as they are, cells of figures and symbols tell rows apart. */
static void find_cells(anchors *s, str row) {
    str cell;
    bool more = true;
    while (more) {
        more = str_cut(row, S("\t"), &cell, &row);
        cell = str_trim(cell);
        if (cell.n)
            *vec_push(s->a, &s->all) = hash64(cell, ATOM_KINDS + 1);
    }
}

static int by_value(const void *x, const void *y) {
    uint64_t p = *(const uint64_t *)x, q = *(const uint64_t *)y;
    return p < q ? -1 : p > q;
}

/* Of attribute lists an id does. */
static bool tells_leaves_apart(const atom *x) {
    switch (x->kind) {
    case ATOM_STRONG:
    case ATOM_EMPH:
    case ATOM_HTML: return false;
    case ATOM_ATTRIBUTES: return str_has(x->text, S("#"));
    default: return x->key.n > 0;
    }
}

/* `boil()` and `boil/2` are known by `boil`: one of them is often written for another. */
static uint64_t anchor_of(const atom *x) {
    str name = x->text;
    char last = x->kind == ATOM_CODE && name.n > 3 ? name.p[name.n - 1] : 0;
    bool is_call = last == ')' && name.p[name.n - 2] == '(';
    bool is_counted = ascii_is_digit(last) && name.p[name.n - 2] == '/';
    return is_call || is_counted ? hash64(str_slice(name, 0, name.n - 2), ATOM_CODE) : x->hash;
}

static void find_anchors(anchors *s, const leaf *l, str label) {
    if (label.n)
        *vec_push(s->a, &s->all) = hash64(label, ATOM_KINDS + 3);
    for (size_t i = 0; i < l->natoms; i++) {
        const atom *x = &l->atoms[i];
        if (x->kind == ATOM_HTML)
            *vec_push(s->a, &s->names) = x->hash;
        else if (tells_leaves_apart(x))
            *vec_push(s->a, &s->all) = anchor_of(x);
    }
    if (l->class == LEAF_ROW)
        find_cells(s, l->text);
}

/* A few at a time: what qsort does besides would cost more. */
static void sort(uint64_t *p, size_t n) {
    enum { FEW = 16 };
    if (n > FEW) {
        qsort(p, n, sizeof *p, by_value);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        uint64_t x = p[i];
        size_t k = i;
        for (; k && p[k - 1] > x; k--)
            p[k] = p[k - 1];
        p[k] = x;
    }
}

const uint64_t *anchors_sorted(arena *a, uint64_t *hashes, size_t n) {
    if (!n)
        return NULL;
    uint64_t *p = arena_make(a, uint64_t, n);
    sort(hashes, n);
    memcpy(p, hashes, n * sizeof *p);
    return p;
}

static void keep_all(anchors *s, leaf *l) {
    l->anchors = anchors_sorted(s->a, s->all.p, s->all.n);
    l->nanchors = (uint32_t)s->all.n;
}

/* Each once. */
static void keep_names(anchors *s, leaf *l) {
    size_t n = 0;
    uint64_t *names = s->names.p;
    sort(names, s->names.n);
    for (size_t i = 0; i < s->names.n; i++)
        if (!n || names[n - 1] != names[i])
            names[n++] = names[i];
    l->names = anchors_sorted(s->a, names, n);
    l->nnames = (uint32_t)n;
}

void anchors_keep(anchors *s, leaf *l, str label) {
    find_anchors(s, l, label);
    keep_all(s, l);
    keep_names(s, l);
}
