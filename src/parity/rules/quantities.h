/* What stands beside numbers: signs, units, currencies, times of the day, months. */
#ifndef LETOON_PARITY_RULES_QUANTITIES_H
#define LETOON_PARITY_RULES_QUANTITIES_H

#include "parity/number.h"
#include "parity/pair.h"

/* A block of both sides, with its numbers. */
typedef struct counted {
    const pair *p;
    const leaf *from, *to;
    const numbers *lost, *got; /* of the original, of the translation */
    value there, here;         /* names of the months in the two languages, see dates_months */
} counted;

/* What is read of a leaf of the original once, for all its translations. */
typedef struct figures {
    bool is_read, matter, have_signs, have_times;
    bool are_counted; /* `all` was read as well: few are asked for */
    numbers all;
} figures;

/* Does anything stand beside a number of the original that the next two look at? `months` are its
 * language's. Most blocks have nothing of the kind, and their numbers need not be read. */
bool quantities_matter(str text, value months);

/* Of blocks whose numbers are the same. */
void quantities_check(const counted *c);

/* The list of a language's months, or nil. */
value dates_months(const pair *p, const version *v);

/* 1 to 12; 0: the word is no month, or might be two. "Sept" and "март" begin as the table's. */
unsigned dates_month_named(value months, str word);

/* Is what stands behind a number the sign that makes a month of it: "5月", "5월"? */
bool dates_is_month_sign(str behind);

/* Dates with the name of a month, and times of the day. */
void dates_check(const counted *c);

/* "halb acht", "下午3點半" */
bool dates_says_part_of_hour(str text);

/* Has a text of the original what the next two look for? */
bool quantities_have_signs(str text);

/* ½ and its like, of any two blocks. */
void quantities_check_fractions(const pair *p, const leaf *from, const leaf *to);
/* Roman numerals. */
void quantities_check_roman(const pair *p, const leaf *from, const leaf *to);

/* Chinese numerals of the original that are digits in the translation. */
void numerals_check(const pair *p, const leaf *from, const leaf *to);

bool quantities_in(const numbers *all, uint64_t what);

/* Does a text of the language have the number, in digits or spelled out? */
bool quantities_has(const counted *c, uint64_t what);

/* The number as a whole one; UINT64_MAX: it is none. */
uint64_t quantities_whole(const number *x);

void quantities_tell(const counted *c, const number *x, const number *y, const char *what, str want,
                     str got);

#endif
