/* Runs a fuzz target over stored inputs under any compiler: each argument is a file or a folder.
 * Prints TAP, one test an input, before the next begins: the last line names what crashed. */
#define _DEFAULT_SOURCE
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned tests, failures;

static void report(const char *path, const char *why) {
    tests++;
    failures += why != NULL;
    printf("%sok %u - %s%s%s\n", why ? "not " : "", tests, path, why ? ": " : "", why ? why : "");
    fflush(stdout);
}

static void run_file(const char *path, size_t size) {
    FILE *f = fopen(path, "rb");
    /* Exactly as large as the input, so that a sanitizer sees one byte too many. */
    uint8_t *data = malloc(size ? size : 1);
    if (f && data && fread(data, 1, size, f) == size) {
        printf("# %s\n", path);
        fflush(stdout);
        LLVMFuzzerTestOneInput(data, size);
        report(path, NULL);
    } else {
        report(path, "cannot be read");
    }
    free(data);
    if (f)
        fclose(f);
}

static void run(const char *path, unsigned depth);

static void run_folder(const char *path, unsigned depth) {
    struct dirent **entries;
    int n = scandir(path, &entries, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        char inner[4096];
        const char *name = entries[i]->d_name;
        int length = snprintf(inner, sizeof inner, "%s/%s", path, name);
        if (name[0] != '.' && length > 0 && (size_t)length < sizeof inner)
            run(inner, depth + 1);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

static void run(const char *path, unsigned depth) {
    struct stat st;
    if (stat(path, &st) != 0)
        report(path, "does not exist");
    else if (S_ISDIR(st.st_mode) && depth < 8)
        run_folder(path, depth);
    else if (S_ISREG(st.st_mode))
        run_file(path, (size_t)st.st_size);
}

int main(int argc, char **argv) {
    static const uint8_t nothing[1];
    LLVMFuzzerTestOneInput(nothing, 0);
    report("empty input", NULL);
    for (int i = 1; i < argc; i++)
        run(argv[i], 0);
    printf("1..%u\n", tests);
    return failures > 0;
}
