/* libletoon: multilingual Jekyll sites, read, built and checked.
 *
 * Made so that any language's foreign function interface can call it: no struct by value, no
 * varargs, no callbacks, fixed-width integers, a length beside every pointer. */
#ifndef LETOON_LETOON_H
#define LETOON_LETOON_H

#include <stddef.h>
#include <stdint.h>

#define LETOON_VERSION "0.1.0"

/* Grows by one with every change that breaks a caller; it is the shared library's number too. */
#define LETOON_ABI 1

#if defined(__GNUC__) || defined(__clang__)
#define LETOON_API __attribute__((visibility("default")))
#else
#define LETOON_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What the library at hand is, as against LETOON_ABI and LETOON_VERSION, which are what the
 * caller was compiled with. Static text. */
LETOON_API uint32_t letoon_abi(void);
LETOON_API const char *letoon_version(void);

/* ---- Codes ----------------------------------------------------------------------------------
 *
 * What functions return: LETOON_OK or a negative code; letoon_error then says more. Findings (a
 * note with bad YAML, a missing layout) are results, not errors. */
#define LETOON_OK        0
#define LETOON_EWORLD    (-1) /* a file or directory that cannot be read or written */
#define LETOON_ELIMIT    (-2) /* memory, or a limit of letoon(1) */
#define LETOON_EKEY      (-3) /* letoon_set: no such option */
#define LETOON_EVALUE    (-4) /* an option's value, or a text, that cannot be used */
#define LETOON_ENOTFOUND (-5) /* an index or name that is not there */

/* ---- A handle: options and the last error ----------------------------------------------------
 *
 * One thread uses a handle, and what came from it, at a time; different handles are independent. */
typedef struct letoon letoon;

/* NULL when out of memory. letoon_free accepts NULL; sites and findings may outlive the handle. */
LETOON_API letoon *letoon_new(void);
LETOON_API void letoon_free(letoon *l);

/* Sets an option, both as text: "config" (files with commas between), "baseurl", "layouts" (a
 * directory), "drafts", "future", "unpublished", "strict_front_matter", "force" ("true", "false"),
 * "jobs" (workers of letoon_site_build; "0", the default, works in this process; set more
 * only where the process has one thread). LETOON_EKEY, LETOON_EVALUE. */
LETOON_API int32_t letoon_set(letoon *l, const char *key, const char *value);

/* Why the last call on this handle failed; "" when it did not. Never NULL. Valid until the next
 * call on the handle. */
LETOON_API const char *letoon_error(const letoon *l);

/* ---- Texts -----------------------------------------------------------------------------------
 *
 * Input is UTF-8 (or has a byte order mark) of n bytes; the results are UTF-8, NUL-ended as well as
 * counted, and the caller's: free them with letoon_text_free. */

/* The front matter of a note as a JSON object ("null" when it has none); *body_at is the byte
 * offset of the body in the input as UTF-8. LETOON_EVALUE: it cannot be used; letoon_error says
 * where and why, as "line:column: message". */
LETOON_API int32_t letoon_front_matter(letoon *l, const char *p, size_t n, char **json,
                                       size_t *json_n, size_t *body_at);

/* Markdown as an HTML fragment, as a site without configuration renders it. */
LETOON_API int32_t letoon_markdown(letoon *l, const char *p, size_t n, char **html, size_t *html_n);

LETOON_API void letoon_text_free(char *text); /* NULL is fine */

/* ---- Sites -----------------------------------------------------------------------------------
 *
 * A site is read once and does not change; it keeps the options its handle had. */
typedef struct letoon_site letoon_site;
typedef struct letoon_findings letoon_findings;

/* Reads the site in directory `root`. Faults of single notes are findings, to be had from
 * letoon_site_findings and letoon_site_build. */
LETOON_API int32_t letoon_site_open(letoon *l, const char *root, letoon_site **out);
LETOON_API void letoon_site_close(letoon_site *s); /* NULL is fine */

/* What was found while reading. Free with letoon_findings_free. */
LETOON_API int32_t letoon_site_findings(letoon_site *s, letoon_findings **out);

/* Builds the site into directory `dest` (NULL: the configured one, else "_site"). *out gets all
 * findings, also when the answer is LETOON_EWORLD: not everything could be written, or
 * LETOON_EVALUE: nothing was, by "strict_front_matter". Once a site. */
LETOON_API int32_t letoon_site_build(letoon_site *s, const char *dest, letoon_findings **out);

/* The site's documents (posts, other collections, pages); where it is made in several languages,
 * those of each, one language after the other, the default one first. Texts are valid until the
 * site is closed; NULL when i is too large. */
LETOON_API size_t letoon_site_count(const letoon_site *s);
LETOON_API const char *letoon_doc_path(const letoon_site *s, size_t i);
LETOON_API const char *letoon_doc_url(const letoon_site *s, size_t i);
LETOON_API const char *letoon_doc_lang(const letoon_site *s, size_t i); /* "" when unknown */
LETOON_API const char *letoon_doc_set(const letoon_site *s,
                                      size_t i); /* the set's key, "" if none */
/* The front matter as a JSON object of *n bytes; NULL also when memory is short. */
LETOON_API const char *letoon_doc_json(letoon_site *s, size_t i, size_t *n); /* front matter */

/* ---- Findings --------------------------------------------------------------------------------
 *
 * Sorted by path and place. Texts are valid until the findings are freed; NULL or 0 when i is too
 * large. Lines and columns count from 1, columns in code points; line 0 is the file as a whole. */
#define LETOON_NOTE    1
#define LETOON_WARNING 2
#define LETOON_ERROR   3

LETOON_API size_t letoon_findings_count(const letoon_findings *f);
LETOON_API int32_t letoon_finding_severity(const letoon_findings *f, size_t i);
LETOON_API const char *letoon_finding_rule(const letoon_findings *f, size_t i); /* "area/name" */
LETOON_API const char *letoon_finding_path(const letoon_findings *f, size_t i);
LETOON_API const char *letoon_finding_message(const letoon_findings *f, size_t i);
LETOON_API const char *letoon_finding_help(const letoon_findings *f, size_t i); /* may be "" */
LETOON_API uint32_t letoon_finding_line(const letoon_findings *f, size_t i);
LETOON_API uint32_t letoon_finding_column(const letoon_findings *f, size_t i);
LETOON_API uint32_t letoon_finding_end_line(const letoon_findings *f, size_t i);
LETOON_API uint32_t letoon_finding_end_column(const letoon_findings *f, size_t i);

/* All of them in a format: "text" (as the program prints them) or "json". LETOON_EVALUE for any
 * other. Free *out with letoon_text_free. */
LETOON_API int32_t letoon_findings_write(const letoon_findings *f, const char *format, char **out,
                                         size_t *n);
LETOON_API void letoon_findings_free(letoon_findings *f); /* NULL is fine */

#ifdef __cplusplus
}
#endif

#endif
