#include <string.h>

#include "base/path.h"
#include "base/utf8.h"
#include "encoding/convert.h"
#include "encoding/encoding.h"
#include "encoding/guess.h"

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

/* What one call of decode knows. */
typedef struct job {
    arena *a;
    str path, bytes;
    size_t skip;   /* bytes of the byte order mark */
    size_t unit;   /* bytes that are skipped together where they are wrong */
    bool declared; /* the encoding was named by the site, not found out */
    diags *d;
    decoded out;
} job;

typedef struct bom {
    const char *bytes;
    size_t n;
    const char *encoding;
    size_t unit;
} bom;

/* UTF-32LE before UTF-16LE, whose mark it begins with. */
static const bom boms[] = {
    {"\xEF\xBB\xBF", 3, "UTF-8", 1},    {"\xFF\xFE\0\0", 4, "UTF-32LE", 4},
    {"\0\0\xFE\xFF", 4, "UTF-32BE", 4}, {"\xFF\xFE", 2, "UTF-16LE", 2},
    {"\xFE\xFF", 2, "UTF-16BE", 2},
};

static const bom *find_bom(str bytes) {
    for (size_t i = 0; i < sizeof boms / sizeof *boms; i++)
        if (str_starts(bytes, (str){boms[i].bytes, boms[i].n}))
            return &boms[i];
    return NULL;
}

static void describe_bytes(buf *out, str bytes) {
    buf_printf(out, bytes.n == 1 ? "byte 0x%02X" : "bytes 0x%02X", (unsigned char)bytes.p[0]);
    for (size_t i = 1; i < bytes.n; i++)
        buf_printf(out, " 0x%02X", (unsigned char)bytes.p[i]);
}

static span span_in(const job *j, size_t text_at) {
    return span_of(source_new(j->d->a, j->path, j->out.text), text_at, strlen(replacement));
}

/* The names as `"a"`, `"a" or "b"`, `"a", "b" or "c"`. */
static str join_names(arena *a, const str *names, size_t n) {
    buf b = buf_new(a, 64);
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s%.*s", i == 0 ? "" : i + 1 == n ? " or " : ", ", STR_FMT(names[i]));
    return buf_str(&b);
}

static void help_declare(job *j, diag *g, str name) {
    buf lower = buf_new(j->a, name.n);
    for (size_t i = 0; i < name.n; i++)
        buf_char(&lower, ascii_lower(name.p[i]));
    str s = buf_str(&lower);
    diag_help(
        j->d, g,
        "save the file as UTF-8, or name its encoding in the configuration: \"encoding: %.*s\" for "
        "all files, \"letoon: {encodings: {\"**/%.*s\": %.*s}}\" for this one",
        STR_FMT(s), STR_FMT(path_base(j->path)), STR_FMT(s));
}

/* How many bytes of the text are wrong together: what is left of a cut sequence, or one. */
static size_t bad_utf8_length(str rest) {
    unsigned char lead = (unsigned char)rest.p[0];
    size_t want = lead < 0xC2 || lead > 0xF4 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, n = 1;
    while (n < want && n < rest.n && (rest.p[n] & 0xC0) == 0x80)
        n++;
    return n == want ? 1 : n;
}

/* Is this UTF-8 with a few wounds rather than another encoding? */
static bool is_wounded_utf8(str bytes) {
    size_t good = 0, bad = 0;
    for (size_t i = 0; i < bytes.n;) {
        uint32_t cp;
        size_t n = utf8_decode(str_from(bytes, i), &cp);
        bool wrong = n == 1 && (bytes.p[i] & 0x80) != 0;
        good += n > 1;
        bad += wrong;
        i += wrong ? bad_utf8_length(str_from(bytes, i)) : n;
    }
    return good >= 4 && good >= 4 * bad;
}

static void report_not_utf8(job *j, size_t at, size_t text_at, size_t n) {
    buf what = buf_new(j->a, 64);
    describe_bytes(&what, str_slice(j->bytes, at, at + n));
    str names[GUESS_MAX], text = buf_str(&what);
    bool wounded = is_wounded_utf8(str_from(j->bytes, j->skip));
    size_t guesses = 0;
    names[0] = encoding_guess_wide(j->bytes, 64);
    if (!j->out.had_bom && !wounded)
        guesses = names[0].n ? 1 : encoding_guess(j->a, j->bytes, at, names);
    str list = join_names(j->a, names, guesses);
    const char *verb = n == 1 ? "is" : "are";
    diag *g;
    if (guesses)
        g = diag_add(j->d, RULE_ENCODING_INVALID, span_in(j, text_at),
                     "%.*s at offset %zu %s not valid UTF-8; likely the file's encoding is %.*s",
                     STR_FMT(text), at, verb, STR_FMT(list));
    else
        g = diag_add(j->d, RULE_ENCODING_INVALID, span_in(j, text_at),
                     "%.*s at offset %zu %s not valid UTF-8", STR_FMT(text), at, verb);
    if (guesses)
        help_declare(j, g, names[0]);
    else if (wounded || j->out.had_bom)
        diag_help(j->d, g,
                  "the rest of the file is UTF-8: a character was cut, or pasted in "
                  "another encoding; write it again");
    else
        diag_help(j->d, g,
                  "save the file as UTF-8, or name its encoding in the configuration: "
                  "\"encoding: NAME\"");
}

static void decode_utf8(job *j) {
    str text = str_from(j->bytes, j->skip);
    size_t bad;
    j->out.encoding = S("UTF-8");
    j->out.text = text;
    j->out.ok = utf8_valid(text, &bad);
    if (j->out.ok)
        return;
    buf out = buf_new(j->a, text.n + text.n / 8 + 64);
    size_t from = 0, next = bad;
    do {
        buf_add(&out, str_slice(text, from, from + next));
        buf_lit(&out, "\xEF\xBF\xBD");
        from += next;
        from += bad_utf8_length(str_from(text, from));
    } while (!utf8_valid(str_from(text, from), &next));
    buf_add(&out, str_from(text, from));
    j->out.text = buf_str(&out);
    report_not_utf8(j, j->skip + bad, bad, bad_utf8_length(str_from(text, bad)));
}

/* The encoding that the world means by the name, where it holds more than the standard's. */
static str superset_of(str name) {
    static const char *const over[][2] = {
        {"shift_jis", "CP932"},
        {"shift-jis", "CP932"},
        {"sjis", "CP932"},
        {"x-sjis", "CP932"},
        {"gb2312", "GB18030"},
        {"euc-cn", "GB18030"},
        {"gbk", "GB18030"},
        {"cp936", "GB18030"},
        {"euc-kr", "CP949"},
        {"big5", "BIG5-HKSCS"},
        {"cp950", "BIG5-HKSCS"},
        {"ascii", "UTF-8"},
        {"us-ascii", "UTF-8"},
        {"iso-8859-1", "windows-1252"},
        {"latin1", "windows-1252"},
        {"iso8859-1", "windows-1252"},
        {"iso-8859-9", "windows-1254"},
        {"tis-620", "windows-874"},
    };
    for (size_t i = 0; i < sizeof over / sizeof *over; i++)
        if (str_eq_fold(name, str_of(over[i][0])))
            return str_of(over[i][1]);
    return (str){"", 0};
}

/* Would the whole file be valid in `name`? */
static bool is_valid_in(const job *j, str name) {
    size_t at = j->skip;
    if (str_eq(name, S("UTF-8")))
        return utf8_valid(str_from(j->bytes, at), &at);
    converter *c = converter_open(j->a, name);
    if (!c)
        return false;
    buf out = buf_new(j->a, 0);
    bool valid = convert(c, j->bytes, &at, &out) == CONVERT_DONE;
    converter_close(c);
    return valid;
}

static void help_declared(job *j, diag *g) {
    str over = superset_of(j->out.encoding);
    size_t bad;
    if (utf8_valid(str_from(j->bytes, j->skip), &bad))
        diag_help(j->d, g,
                  "the file is valid UTF-8: exempt it from \"encoding\", \"letoon: "
                  "{encodings: {\"**/%.*s\": utf-8}}\"",
                  STR_FMT(path_base(j->path)));
    else if (over.n && is_valid_in(j, over))
        help_declare(j, g, over);
    else if (j->declared)
        diag_help(j->d, g,
                  "correct \"encoding\" or \"letoon: {encodings: …}\" in _config.yml, or "
                  "save the file as UTF-8");
}

static void report_invalid(job *j, size_t at, size_t text_at, convert_result why) {
    size_t n = why == CONVERT_SHORT ? j->bytes.n - at : j->unit;
    str wrong = str_slice(j->bytes, at, at + (n < 8 ? n : 8));
    buf what = buf_new(j->a, 64);
    describe_bytes(&what, wrong);
    str text = buf_str(&what);
    const char *fault =
        why == CONVERT_SHORT ? "are only the beginning of a character in" : "are not valid";
    if (wrong.n == 1)
        fault = why == CONVERT_SHORT ? "is only the beginning of a character in" : "is not valid";
    diag *g = diag_add(j->d, RULE_ENCODING_INVALID, span_in(j, text_at),
                       "%.*s at offset %zu %s %.*s, the encoding %s", STR_FMT(text), at, fault,
                       STR_FMT(j->out.encoding),
                       j->declared ? "declared for this file" : "of the byte order mark");
    help_declared(j, g);
}

/* ISO-8859-x have control codes where windows-125x have quotes and dashes; iconv hands them out as
 * if somebody had meant them. */
static size_t find_c1(str encoding, str bytes) {
    bool iso = str_eq_fold(str_slice(encoding, 0, 8), S("iso-8859")) ||
               str_eq_fold(str_slice(encoding, 0, 7), S("iso8859")) ||
               str_eq_fold(encoding, S("latin1"));
    for (size_t i = 0; iso && i < bytes.n; i++)
        if ((unsigned char)bytes.p[i] >= 0x80 && (unsigned char)bytes.p[i] <= 0x9F)
            return i;
    return STR_NONE;
}

static void report_c1(job *j, size_t at) {
    str over = superset_of(j->out.encoding);
    size_t text_at = utf8_offset(j->out.text, at); /* each byte is one character */
    j->out.ok = false;
    diag *g = diag_add(j->d, RULE_ENCODING_INVALID, span_in(j, text_at),
                       "byte 0x%02X at offset %zu is a control code in %.*s, the encoding declared "
                       "for this file",
                       (unsigned char)j->bytes.p[at], at, STR_FMT(j->out.encoding));
    if (over.n)
        help_declare(j, g, over);
    else
        help_declared(j, g);
}

static void decode_by(job *j, converter *c) {
    buf out = buf_new(j->a, 0);
    size_t at = j->skip, first = 0, first_text = 0;
    convert_result why = CONVERT_DONE, r;
    while ((r = convert(c, j->bytes, &at, &out)) != CONVERT_DONE) {
        if (why == CONVERT_DONE) {
            why = r;
            first = at;
            first_text = out.n;
        }
        buf_lit(&out, "\xEF\xBF\xBD");
        if (r == CONVERT_SHORT || j->bytes.n - at <= j->unit)
            break;
        at += j->unit;
        converter_reset(c);
    }
    converter_close(c);
    j->out.text = buf_str(&out);
    j->out.ok = why == CONVERT_DONE;
    if (!j->out.ok) {
        report_invalid(j, first, first_text, why);
        return;
    }
    size_t control = j->declared ? find_c1(j->out.encoding, j->bytes) : STR_NONE;
    if (control != STR_NONE)
        report_c1(j, control);
}

/* "UTF-16" and "UTF-32" without a mark: by the zero bytes of spaces and line ends, else big-endian
 * as the standard says. iconv's answer depends on the machine. */
static str with_byte_order(str declared, str bytes, size_t *unit) {
    bool is16 = str_eq_fold(str_slice(declared, 0, 6), S("utf-16"));
    bool is32 = str_eq_fold(str_slice(declared, 0, 6), S("utf-32"));
    *unit = is16 ? 2 : is32 ? 4 : 1;
    if (declared.n > 6 || !(is16 || is32))
        return declared;
    str wide = encoding_guess_wide(bytes, 64);
    if (str_starts(wide, is16 ? S("UTF-16") : S("UTF-32")))
        return wide;
    return is16 ? S("UTF-16BE") : S("UTF-32BE");
}

static void decode_as(job *j, str name) {
    j->out.encoding = name;
    converter *c = converter_open(j->a, name);
    if (c) {
        decode_by(j, c);
        return;
    }
    diag *g = diag_add_path(j->d, RULE_ENCODING_UNKNOWN, j->path,
                            "the system does not know the encoding \"%.*s\" declared for this file",
                            STR_FMT(name));
    diag_help(j->d, g,
              "\"iconv -l\" lists the names it knows; correct \"encoding\" or \"letoon: "
              "{encodings: …}\" in _config.yml");
    /* Something usable: its ASCII. That its bytes are no UTF-8 either is no second fault. */
    diags quiet, *loud = j->d;
    diags_new(&quiet, j->a);
    j->d = &quiet;
    decode_utf8(j);
    j->d = loud;
    j->out.ok = false;
}

static void report_wide(job *j, str wide) {
    j->out.ok = false;
    size_t nul = str_find_char(j->out.text, '\0');
    diag *g = diag_add(j->d, RULE_ENCODING_INVALID,
                       span_of(source_new(j->d->a, j->path, j->out.text), nul, 1),
                       "byte 0x00 at offset %zu; likely the file's encoding is %.*s without a byte "
                       "order mark",
                       nul, STR_FMT(wide));
    help_declare(j, g, wide);
}

static bool is_utf8_name(str name) {
    return str_eq_fold(name, S("utf-8")) || str_eq_fold(name, S("utf8"));
}

decoded decode(arena *a, str path, str bytes, str declared, diags *d) {
    job j = {.a = a, .path = path, .bytes = bytes, .unit = 1, .d = d};
    declared = str_trim(declared);
    const bom *mark = find_bom(bytes);
    if (mark) {
        j.skip = mark->n;
        j.unit = mark->unit;
        j.out.had_bom = true;
    }
    if (mark && mark->unit > 1) {
        decode_as(&j, str_of(mark->encoding));
    } else if (mark || declared.n == 0 || is_utf8_name(declared)) {
        decode_utf8(&j);
        if (!mark && j.out.ok && memchr(bytes.n ? bytes.p : "", '\0', bytes.n)) {
            str wide = encoding_guess_wide(bytes, 4);
            if (wide.n)
                report_wide(&j, wide);
        }
    } else {
        j.declared = true;
        decode_as(&j, with_byte_order(declared, bytes, &j.unit));
    }
    return j.out;
}
