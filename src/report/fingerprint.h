/* What a finding is, wherever its lines have moved to. */
#ifndef LETOON_REPORT_FINGERPRINT_H
#define LETOON_REPORT_FINGERPRINT_H

#include "diag/diag.h"

/* The same for findings of one rule that say the same of the same file: 16 hexadecimal digits and a
 * NUL. Numbers of lines in the message do not count. `path` stands for the finding's. */
typedef struct fingerprint {
    char hex[17];
} fingerprint;
fingerprint fingerprint_of(arena *scratch, const diag *g, str path);

/* Those of all findings, one for each: where several would have the same, the second and following
 * are numbered, so that no two are equal. */
const fingerprint *fingerprints(arena *a, const diags *d);

#endif
