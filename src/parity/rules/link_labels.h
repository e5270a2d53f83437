/* Labels of links, "[text][label]", that a note itself does not define. */
#ifndef LETOON_PARITY_RULES_LINK_LABELS_H
#define LETOON_PARITY_RULES_LINK_LABELS_H

#include "parity/pair.h"

/* Is a label, with its brackets, in a text, on however many lines? */
bool label_is_in(str text, str label);

/* Tells of labels of the original that a block lacks, where a file that is included defines what no
 * line of the note does: to Markdown as it is read here these links are text. */
void link_labels(const pair *p, const leaf *from, const leaf *to);

#endif
