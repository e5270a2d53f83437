/* What a translation may have in the original's language. */
#ifndef LETOON_PARITY_RULES_MAY_STAY_H
#define LETOON_PARITY_RULES_MAY_STAY_H

#include "parity/pair.h"

/* The item in whose place kramdown puts the table of contents, for the line {:toc} below it. */
bool may_stay_contents(const pair *p, const leaf *l);

/* "tea.pour(cup[, milk])": what is called, and no words. */
bool may_stay_signature(str text);

/* "https://tea.example/how-to-pour", which not all Markdown makes a link of. */
bool may_stay_address(str text);

/* "[//]: # (for writers)", also where it is no comment, for the brackets in it. */
bool may_stay_comment(const pair *p, const leaf *l);

/* "import Tabs from '@theme/Tabs'", of programs that put components into pages. */
bool may_stay_import(str text);

/* "Tea, A., & Pot, B. (2025). How to pour": what a work is cited by. */
bool may_stay_citation(str text);

/* "{{< mermaid >}}": what it draws is compared as code is. */
bool may_stay_diagram(const pair *p, const leaf *l);

/* Words without sense that fill an example, Lorem ipsum. */
bool may_stay_filler(str text);

/* "$$ … $$" and nothing else: text/formula looks at it. */
bool may_stay_formula(str text);

/* Nothing but links to other sites, and names: titles of what is not translated stay. */
bool may_stay_reference(const pair *p, const leaf *l);

/* A quotation, but for a box that is written as one. */
bool may_stay_quotation(const pair *p, const leaf *l);

/* Are all quotations, of several, in the language that they were made in? */
bool may_stay_quotations(const pair *p);

/* Does its translation stand beside it? */
bool may_stay_beside(const pair *p, const leaf *l);

/* Are its words the original's for the most part, as in a title with a date? */
bool may_stay_mostly(const leaf *from, const leaf *to);

#endif
