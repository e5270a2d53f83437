/* `letoon pipe`: another program's requests, one after the other, over standard input and output.
 * What goes over it is described in docs/manual/pipe.md. */
#ifndef LETOON_API_PIPE_H
#define LETOON_API_PIPE_H

#include "api/work.h"
#include "markdown/markdown.h"
#include "value/pack.h"

/* Grows with every change after which an older client is misunderstood. */
enum { PIPE_PROTOCOL = 1 };

/* What a frame may hold: a site of 100,000 notes takes half of it. */
#define PIPE_FRAME_MAX ((size_t)1 << 30)

struct held_state;

typedef struct pipe_state {
    arena *q;             /* of the request under way */
    arena *conf;          /* of what the last "configure" left */
    arena *site;          /* of what the last "site" left */
    bool is_over;         /* the other end has gone away, or nothing more can be understood */
    str why;              /* why a request failed */
    const config *config; /* NULL: none yet */
    markdown_options markdown;
    codebook *codes;
    struct held_state *held; /* the site; NULL: none yet */
} pipe_state;

/* A request; false: p->why says why not. What it answers is a map in `reply`. */
typedef bool pipe_request(pipe_state *p, value request, buf *reply);

pipe_request pipe_markdown, pipe_check, pipe_site, pipe_render;

/* Fails a request. */
bool pipe_fail(pipe_state *p, const char *fmt, ...) PRINTF(2, 3);
/* The same with the first error among the findings. */
bool pipe_fail_with(pipe_state *p, const diags *d);

/* One frame more from the other end, in `a`. False: there is none any more. Things in it are
 * collected where that is wanted (NULL: not). */
bool pipe_receive(pipe_state *p, arena *a, str *frame);
void pipe_send(pipe_state *p, str frame);

/* Asks for what is missing, keyed as in codes.missing, and notes the answers. */
bool pipe_ask(pipe_state *p, const map *missing);

/* For maps in replies. */
void pipe_key(buf *out, const char *key);
void pipe_text(buf *out, const char *key, str text);

#endif
