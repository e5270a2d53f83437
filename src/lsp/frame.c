#include "lsp/frame.h"

#include "base/limits.h"

/* Content-Length and Content-Type are all there may be; a longer header is none. */
enum { HEADER_MOST = 4096 };

/* Kept between messages; what a large one took is given back. */
#define KEEP (1 * MIB)

void frames_new(frames *f, arena *a) {
    *f = (frames){.a = a, .in = {.a = a}};
}

char *frames_room(frames *f, size_t n) {
    size_t left = f->in.n - f->at;
    if (!left && f->in.cap > KEEP) {
        arena_reset(f->a);
        f->in = (buf){.a = f->a};
    } else if (f->at && left) {
        memmove(f->in.p, f->in.p + f->at, left);
    }
    f->in.n = left;
    f->at = 0;
    buf_reserve(&f->in, n);
    return f->in.p + f->in.n;
}

/* One line of a header; false: it has no colon. */
static bool read_field(str line, bool *has_length, int64_t *length) {
    str name, text;
    if (!str_cut(line, S(":"), &name, &text))
        return false;
    if (!str_eq_fold(str_trim(name), S("Content-Length")))
        return true;
    text = str_trim(text);
    *has_length = text.n && ascii_is_digit(text.p[0]) && str_to_int(text, length);
    return *has_length;
}

static bool read_header(str header, int64_t *length) {
    bool has_length = false;
    while (header.n) {
        str line;
        str_cut(header, S("\r\n"), &line, &header);
        if (!read_field(line, &has_length, length))
            return false;
    }
    return has_length;
}

/* What is passed over and has come; true: all of it. */
static bool skip(frames *f) {
    size_t left = f->in.n - f->at;
    size_t n = f->skip < left ? f->skip : left;
    f->at += n;
    f->skip -= n;
    return f->skip == 0;
}

frame_state frames_next(frames *f, str *body, str *why) {
    static const char ends[] = "\r\n\r\n";
    int64_t length = 0;
    if (!skip(f))
        return FRAME_NONE;
    str rest = {f->in.p + f->at, f->in.n - f->at};
    size_t end = rest.n ? str_find(str_slice(rest, 0, HEADER_MOST), str_of(ends)) : STR_NONE;
    if (end == STR_NONE && rest.n < HEADER_MOST)
        return FRAME_NONE;
    if (end == STR_NONE || !read_header(str_slice(rest, 0, end), &length)) {
        *why = S("a message's header has no Content-Length");
        return FRAME_BROKEN;
    }
    end += sizeof ends - 1;
    if ((uint64_t)length > LIMIT_MESSAGE) {
        f->at += end;
        f->skip = (size_t)length;
        skip(f);
        *why = S("a message is larger than the limit, so it was passed over");
        return FRAME_TOO_LARGE;
    }
    if (rest.n - end < (size_t)length)
        return FRAME_NONE;
    *body = str_slice(rest, end, end + (size_t)length);
    f->at += end + (size_t)length;
    return FRAME_MESSAGE;
}

void frame_put(buf *out, str body) {
    buf_printf(out, "Content-Length: %zu\r\n\r\n", body.n);
    buf_add(out, body);
}
