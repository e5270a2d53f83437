/* What a tongue is, for profiles and guesses; the rest goes through language.h. */
#ifndef LETOON_PARITY_TONGUE_H
#define LETOON_PARITY_TONGUE_H

#include "parity/babel.h"
#include "parity/language.h"

struct tongue {
    const babel *all;
    uint32_t scripts; /* bits */
    uint32_t langs;   /* its bit among all; 0: we have no words of it */
};

#endif
