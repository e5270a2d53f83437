/* The base protocol of language servers: messages with a header that says how long they are. */
#ifndef LETOON_LSP_FRAME_H
#define LETOON_LSP_FRAME_H

#include "base/buf.h"

typedef struct frames {
    arena *a; /* its own: the bytes that came and are not yet used */
    buf in;
    size_t at;   /* in.p[at..n) are not yet used */
    size_t skip; /* bytes of a message that is passed over */
} frames;

typedef enum {
    FRAME_NONE,      /* not all of it is there */
    FRAME_MESSAGE,   /* *body is one, valid until frames_room */
    FRAME_TOO_LARGE, /* one is passed over */
    FRAME_BROKEN,    /* where the next message begins cannot be told any more */
} frame_state;

void frames_new(frames *f, arena *a);

/* Room for `n` more bytes, behind f->in.n. */
char *frames_room(frames *f, size_t n);

/* The next message. For the last two *why says what is wrong. */
frame_state frames_next(frames *f, str *body, str *why);

/* Appends a message with its header. */
void frame_put(buf *out, str body);

#endif
