/* What language models say before and after the text they were asked for, in many languages. */
#ifndef LETOON_PARITY_RULES_REMARK_H
#define LETOON_PARITY_RULES_REMARK_H

#include "base/str.h"

typedef enum {
    REMARK_NONE,
    REMARK_MAYBE, /* people say that too: enough for an original to have it */
    REMARK_SURE,
} remark;

/* Texts are folded (phrase_fold). */
remark remark_before(str folded); /* "Here is the translation:", "Okay, let me translate …" */
bool remark_offers(str folded);   /* "Let me know if …", whatever else */
remark remark_after(str folded);  /* "Let me know if …", "Note: I have kept …" */

/* "Traduction :", "翻訳は以下の通りです。": does it say of itself what it is, and nothing else? */
bool remark_is_label(str folded);

/* "[End of translation]" */
bool remark_is_end(str folded);

#endif
