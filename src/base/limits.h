/* Every limit of the program, each with its reason. Sizes in bytes. */
#ifndef LETOON_BASE_LIMITS_H
#define LETOON_BASE_LIMITS_H

#define MIB ((size_t)1 << 20)

/* cmark-gfm 0.29.0.gfm.6 has inputs that cost quadratic time; a note for reading is far smaller. */
#define LIMIT_NOTE (8 * MIB)
/* Texts that a check keeps from when it read the site, 11,000 notes; more are read again. */
#define LIMIT_KEPT_TEXTS (64 * MIB)
/* Offsets are 32 bits; data files of a blog stay below. */
#define LIMIT_FILE (16 * MIB)
/* A front matter is a page of text; libyaml has quadratic paths above. */
#define LIMIT_FRONT (1 * MIB)
/* libyaml 0.2.5 has no depth limit and is quadratic in it. */
#define LIMIT_YAML_DEPTH 64
#define LIMIT_YAML_NODES 100000
/* Lists and maps within one another, wherever values are walked: as JSON.generate's max_nesting. */
#define LIMIT_VALUE_DEPTH 100
/* As Liquid's own MAX_DEPTH. */
#define LIMIT_LIQUID_DEPTH 100
/* Includes and layouts within one another: enough for any theme, small enough for the stack. */
#define LIMIT_INCLUDES 32
/* Steps of one page's rendering: a loop over 10,000 notes with 100 tags each is 1 million. */
#define LIMIT_STEPS 10000000
/* One page's output. */
#define LIMIT_OUTPUT (64 * MIB)
/* Findings a file: more helps nobody. */
#define LIMIT_FINDINGS 1000
/* One document's arena, or one page's scratch. */
#define LIMIT_ARENA (256 * MIB)
/* Tables: columns, and cells in all (gfm.6 makes up missing cells: 16 KiB cost 981 MB). */
#define LIMIT_TABLE_COLUMNS 256
#define LIMIT_TABLE_CELLS   200000
/* Nested block quotes and lists: gfm.6 is quadratic in their depth. */
#define LIMIT_MARKDOWN_DEPTH 100
/* One line of Markdown. */
#define LIMIT_LINE (1 * MIB)
/* A first heading that is taken for a title: read while no worker contains what it may cost. */
#define LIMIT_TITLE 1024
/* What an alignment of two notes may weigh: 4,000 blocks, half of which are missing, take less. */
#define LIMIT_ALIGN_CELLS ((size_t)16 << 20)
/* CPU seconds one note may take. */
#define LIMIT_NOTE_SECONDS 20
/* Languages that a site may be made in, each time with all its pages; there are 88 in the table. */
#define LIMIT_LANGUAGES 256
/* Seconds by the clock for other programs: Ruby starts in one, a large framework of Sass takes a
 * few. */
#define LIMIT_RUBY_SECONDS 30
#define LIMIT_SASS_SECONDS 60

/* A message from an editor: a note's text, of which each byte may take six in JSON, and more. */
#define LIMIT_MESSAGE (64 * MIB)
/* What an editor has not taken yet of what it was told: beyond, it is not listened to. */
#define LIMIT_UNTAKEN (16 * MIB)
/* Requests of an editor that wait for their answer: people make one at a time. */
#define LIMIT_ASKS 100
/* Seconds by the clock for an editor's check of the notes that are open, and for an answer: by then
 * nobody waits any more. */
#define LIMIT_CHECK_SECONDS 60
#define LIMIT_ASK_SECONDS   20

/* Links of one page that lead nowhere: each is looked for in all of the page's source. */
#define LIMIT_BROKEN_LINKS 200

#endif
