#include "report/fingerprint.h"

#include <stdio.h>

#include "base/hash.h"
#include "base/map.h"

static fingerprint hashed(str bytes) {
    fingerprint f;
    snprintf(f.hex, sizeof f.hex, "%016llx", (unsigned long long)hash64(bytes, 0));
    return f;
}

/* Puts a message without the numbers behind "line", "lines" and "to". */
static void add_message(buf *out, str msg) {
    while (msg.n) {
        size_t at = str_find(msg, S("line"));
        if (at == STR_NONE)
            break;
        size_t i = at + 4 + (at + 4 < msg.n && msg.p[at + 4] == 's');
        buf_add(out, str_slice(msg, 0, i));
        msg = str_from(msg, i);
        while (msg.n &&
               (msg.p[0] == ' ' || ascii_is_digit(msg.p[0]) || str_starts(msg, S("to ")))) {
            bool is_to = msg.p[0] == 't';
            msg = str_from(msg, is_to ? 3 : 1);
        }
    }
    buf_add(out, msg);
}

fingerprint fingerprint_of(arena *scratch, const diag *g, str path) {
    buf b = buf_new(scratch, path.n + g->msg.n + 64);
    buf_add(&b, path);
    buf_char(&b, '\0');
    buf_add(&b, str_of(diag_rules[g->rule].name));
    buf_char(&b, '\0');
    add_message(&b, g->msg);
    return hashed(buf_str(&b));
}

const fingerprint *fingerprints(arena *a, const diags *d) {
    fingerprint *all = arena_make(a, fingerprint, d->n);
    map seen = map_new(a);
    for (size_t i = 0; i < d->n; i++) {
        fingerprint f = fingerprint_of(a, &d->p[i], d->p[i].path);
        str key = str_copy(a, str_of(f.hex));
        uintptr_t n = (uintptr_t)map_get(&seen, key);
        map_set(&seen, key, (void *)(n + 1));
        if (n) {
            buf b = buf_new(a, 32);
            buf_printf(&b, "%s %zu", f.hex, (size_t)n);
            f = hashed(buf_str(&b));
        }
        all[i] = f;
    }
    return all;
}
