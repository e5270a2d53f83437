#include "links/doubt.h"

void doubt_put(const doubt *d, buf *out) {
    wire_put_u32(out, (uint32_t)d->kind);
    wire_put_str(out, d->written);
    wire_put_str(out, d->path);
    wire_put_str(out, d->fragment);
    wire_put_u32(out, (uint32_t)d->at.kind);
    wire_put_u32(out, d->at.at);
    wire_put_u32(out, d->at.n);
}

doubt doubt_take(wire *in) {
    doubt d;
    d.kind = (doubt_kind)wire_u32(in);
    d.written = wire_str(in);
    d.path = wire_str(in);
    d.fragment = wire_str(in);
    d.at.kind = (place_kind)wire_u32(in);
    d.at.at = wire_u32(in);
    d.at.n = wire_u32(in);
    return d;
}
