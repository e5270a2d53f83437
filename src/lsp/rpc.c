#include "lsp/rpc.h"

#include "lsp/frame.h"
#include "value/json.h"

static rpc_message invalid(rpc_message m, rpc_code code, str why) {
    m.kind = RPC_INVALID;
    m.code = code;
    m.why = why;
    return m;
}

/* An id is a number or a text. */
static bool read_id(arena *a, value id, str *out) {
    buf b = buf_new(a, 32);
    if (id.kind != V_INT && id.kind != V_STR)
        return false;
    json_write(id, a, &b, 0);
    *out = buf_str(&b);
    return true;
}

rpc_message rpc_read(arena *a, str text) {
    rpc_message m = {.kind = RPC_NOTIFICATION, .id = S("null")};
    value v;
    str why;
    size_t at;
    if (!json_read(a, text, &v, &why, &at)) {
        buf b = buf_new(a, 64);
        buf_printf(&b, "no JSON, at byte %zu: %.*s", at, STR_FMT(why));
        return invalid(m, RPC_PARSE_ERROR, buf_str(&b));
    }
    const member *id = value_member(v, S("id"));
    value method = value_at(v, S("method"));
    m.params = value_at(v, S("params"));
    m.method = value_as_str(method);
    if (v.kind != V_MAP)
        return invalid(m, RPC_INVALID_REQUEST, S("a message is an object"));
    if (id && !read_id(a, id->val, &m.id) && (method.kind == V_STR || id->val.kind != V_NIL))
        return invalid(m, RPC_INVALID_REQUEST, S("\"id\" is a number or a text"));
    if (!str_eq(value_as_str(value_at(v, S("jsonrpc"))), S("2.0")))
        return invalid(m, RPC_INVALID_REQUEST, S("\"jsonrpc\" is \"2.0\""));
    if (!value_member(v, S("method")) &&
        (value_member(v, S("result")) || value_member(v, S("error"))))
        m.kind = RPC_RESPONSE;
    else if (method.kind != V_STR)
        return invalid(m, RPC_INVALID_REQUEST, S("\"method\" is a text"));
    else if (m.params.kind != V_MAP && m.params.kind != V_LIST && m.params.kind != V_NIL)
        return invalid(m, RPC_INVALID_REQUEST, S("\"params\" is an object or an array"));
    else if (id)
        m.kind = RPC_REQUEST;
    return m;
}

static void finish(buf *out, buf *body) {
    buf_char(body, '}');
    frame_put(out, buf_str(body));
}

static buf begin(arena *scratch, size_t n) {
    buf b = buf_new(scratch, n + 128);
    buf_lit(&b, "{\"jsonrpc\":\"2.0\"");
    return b;
}

void rpc_result(buf *out, arena *scratch, str id, str result) {
    buf b = begin(scratch, result.n);
    buf_printf(&b, ",\"id\":%.*s,\"result\":", STR_FMT(id));
    buf_add(&b, result);
    finish(out, &b);
}

void rpc_error(buf *out, arena *scratch, str id, rpc_code code, str message) {
    buf b = begin(scratch, message.n);
    buf_printf(&b, ",\"id\":%.*s,\"error\":{\"code\":%d,\"message\":", STR_FMT(id), (int)code);
    json_write_str(message, &b);
    buf_char(&b, '}');
    finish(out, &b);
}

static void call(buf *out, buf *b, str method, str params) {
    buf_lit(b, ",\"method\":");
    json_write_str(method, b);
    buf_lit(b, ",\"params\":");
    buf_add(b, params);
    finish(out, b);
}

void rpc_notify(buf *out, arena *scratch, str method, str params) {
    buf b = begin(scratch, params.n);
    call(out, &b, method, params);
}

void rpc_request(buf *out, arena *scratch, str id, str method, str params) {
    buf b = begin(scratch, params.n);
    buf_printf(&b, ",\"id\":%.*s", STR_FMT(id));
    call(out, &b, method, params);
}
