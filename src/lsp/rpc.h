/* JSON-RPC 2.0 as language servers speak it. */
#ifndef LETOON_LSP_RPC_H
#define LETOON_LSP_RPC_H

#include "value/value.h"

typedef enum {
    RPC_PARSE_ERROR = -32700,
    RPC_INVALID_REQUEST = -32600,
    RPC_METHOD_NOT_FOUND = -32601,
    RPC_INVALID_PARAMS = -32602,
    RPC_INTERNAL_ERROR = -32603,
    RPC_NOT_INITIALIZED = -32002,
    RPC_SERVER_CANCELLED = -32802,
    RPC_REQUEST_CANCELLED = -32800,
} rpc_code;

typedef enum { RPC_REQUEST, RPC_NOTIFICATION, RPC_RESPONSE, RPC_INVALID } rpc_kind;

typedef struct rpc_message {
    rpc_kind kind;
    str id; /* as JSON; "null" where there is none */
    str method;
    value params;  /* a map, a list or nil */
    rpc_code code; /* of what is invalid, and why */
    str why;
} rpc_message;

/* Lives in `a`. */
rpc_message rpc_read(arena *a, str text);

/* Each appends one message, framed. `result` and `params` are JSON. */
void rpc_result(buf *out, arena *scratch, str id, str result);
void rpc_error(buf *out, arena *scratch, str id, rpc_code code, str message);
void rpc_notify(buf *out, arena *scratch, str method, str params);
void rpc_request(buf *out, arena *scratch, str id, str method, str params);

#endif
