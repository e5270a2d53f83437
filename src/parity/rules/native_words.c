#include "parity/rules/native_words.h"

#include "parity/script.h"

static bool has_native(const pair *p, str line) {
    const tongue *own = NULL;
    for (size_t i = 0; i < line.n; i += script_char((unsigned char)line.p[i])) {
        int which = script_of(str_from(line, i));
        if (which <= SCRIPT_LATIN)
            continue;
        if (!own)
            own = tongue_of(p->a, p->lore->words, p->from->tag);
        if (tongue_has_script(own, (script)which))
            return true;
    }
    return false;
}

/* Layout is nobody's words. */
static str without_blanks(arena *a, str line) {
    buf out = buf_new(a, line.n);
    for (size_t i = 0; i < line.n; i++)
        if (!ascii_is_space(line.p[i]))
            buf_char(&out, line.p[i]);
    return buf_str(&out);
}

/* What is code: the next bytes of ASCII. */
static str next_code(str line, size_t *at) {
    size_t from = *at;
    while (from < line.n && line.p[from] & 0x80)
        from++;
    *at = from;
    while (*at < line.n && !(line.p[*at] & 0x80))
        ++*at;
    return str_slice(line, from, *at);
}

/* Letters among words, as "ip" in "你的ip地址", are words. */
static bool is_word(str code) {
    for (size_t i = 0; i < code.n; i++)
        if (!ascii_is_alnum(code.p[i]))
            return false;
    return true;
}

/* Words of another language stand there, and not nothing. */
static bool has_letter(str gap) {
    for (size_t i = 0; i < gap.n; i++)
        if (ascii_is_alpha(gap.p[i]) || gap.p[i] & 0x80)
            return true;
    return false;
}

bool native_words_translated(const pair *p, str line, str got) {
    if (!has_native(p, line))
        return false;
    line = without_blanks(p->a, line);
    got = without_blanks(p->a, got);
    bool begins = !(line.p[0] & 0x80), is_first = true, has_gap = false;
    for (size_t at = 0; at < line.n;) {
        size_t from = at;
        str code = next_code(line, &at);
        bool is_end = at == line.n && !(line.p[line.n - 1] & 0x80);
        if (!is_end && !(is_first && begins) && (!code.n || is_word(code)))
            continue;
        size_t where = is_first && begins ? (str_starts(got, code) ? 0 : STR_NONE)
                       : is_end           ? (str_ends(got, code) ? got.n - code.n : STR_NONE)
                                          : str_find(got, code);
        if (where == STR_NONE || (from && !has_letter(str_slice(got, 0, where))))
            return false;
        has_gap = has_gap || where > 0;
        got = str_from(got, where + code.n);
        is_first = false;
    }
    return has_gap || has_letter(got);
}
