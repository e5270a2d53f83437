/* What the public functions share. */
#ifndef LETOON_API_HANDLE_H
#define LETOON_API_HANDLE_H

#include "diag/diag.h"
#include "letoon/letoon.h"
#include "site/config.h"

struct letoon {
    arena *a; /* the options' texts */
    config_options options;
    unsigned jobs;
    bool force;
    char error[512];
};

struct letoon_findings {
    arena *a;
    diags d; /* sorted; every text in it is NUL-ended besides */
};

/* Clears or sets the last error; the code is given back. */
int32_t handle_ok(letoon *l);
int32_t handle_fail(letoon *l, int32_t code, const char *fmt, ...) PRINTF(3, 4);

/* The first error among the findings as the handle's, "line:column: message". */
int32_t handle_fail_with(letoon *l, const diags *d);

/* A text in memory of its own, for letoon_text_free. NULL when out of memory. */
char *handle_text(str s);

/* Findings of their own; NULL when out of memory. */
letoon_findings *handle_findings(const diags *d);

#endif
