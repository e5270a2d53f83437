/* hostile [-k FACTOR] PART…: writes hostile input on standard output.
 *
 * A part is text, or COUNTxTEXT: the text COUNT times (times FACTOR, to see how a cost grows). In
 * the text stand for something else:
 *
 *   \n \r \t \0 \\ \xHH   that byte
 *   \i                    the number of the repetition, from 1
 *   \p                    that number less one
 *   \*C                   the byte C, as many times as that number says
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int hex_digit(char c) {
    const char *digits = "0123456789abcdef", *at = strchr(digits, c);
    return c != '\0' && at != NULL ? (int)(at - digits) : -1;
}

static void fail(const char *part) {
    fprintf(stderr, "hostile: an escape that is none in '%.60s'\n", part);
    exit(2);
}

/* Writes what the escape after a backslash stands for; the place after it. */
static const char *put_escape(const char *s, unsigned long index) {
    const char *const plain = "nrt0\\", *at = *s != '\0' ? strchr(plain, *s) : NULL;
    if (at != NULL) {
        putchar("\n\r\t\0\\"[at - plain]);
    } else if (*s == 'i' || *s == 'p') {
        printf("%lu", *s == 'i' ? index : index - 1);
    } else if (*s == '*' && s[1] != '\0') {
        s++;
        for (unsigned long i = 0; i < index; i++) {
            putchar(*s);
        }
    } else if (*s == 'x' && hex_digit(s[1]) >= 0 && hex_digit(s[2]) >= 0) {
        putchar(hex_digit(s[1]) * 16 + hex_digit(s[2]));
        s += 2;
    } else {
        fail(s);
    }
    return s + 1;
}

static void put_part(const char *part, unsigned long factor) {
    char *text;
    unsigned long count = strtoul(part, &text, 10);
    bool repeats = *part >= '0' && *part <= '9' && *text == 'x';
    text = repeats ? text + 1 : (char *)part;
    count = repeats ? count * factor : 1;
    for (unsigned long i = 1; i <= count; i++) {
        for (const char *s = text; *s != '\0';) {
            if (*s == '\\') {
                s = put_escape(s + 1, i);
            } else {
                putchar(*s++);
            }
        }
    }
}

int main(int argc, char **argv) {
    unsigned long factor = 1;
    for (int c; (c = getopt(argc, argv, "+k:")) != -1;) {
        if (c != 'k') {
            fputs("usage: hostile [-k FACTOR] PART...\n", stderr);
            return 2;
        }
        factor = strtoul(optarg, NULL, 10);
    }
    for (int i = optind; i < argc; i++) {
        put_part(argv[i], factor);
    }
    return fflush(stdout) == 0 ? 0 : 2;
}
