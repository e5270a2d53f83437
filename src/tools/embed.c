/* A host tool of the build: prints the C source of a table of files (base/embed.h).
 * Usage: embed TABLE ROOT FILE… ; the table is embedded_TABLE, names in it are relative to ROOT. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *path) {
    perror(path);
    exit(1);
}

/* Octal escapes of three digits end by themselves, so any byte may follow; '?' is escaped lest
 * two of them begin a trigraph. */
static void print_byte(int c) {
    if (c == '\n')
        fputs("\\n", stdout);
    else if (c < ' ' || c > '~' || c == '"' || c == '\\' || c == '?')
        printf("\\%03o", (unsigned)c);
    else
        putchar(c);
}

static void print_name(const char *s) {
    putchar('"');
    for (; *s; s++)
        print_byte((unsigned char)*s);
    putchar('"');
}

/* One array a file: an array's size, unlike a string literal's, has no portable bound. */
static void print_bytes(size_t number, const char *path) {
    FILE *f = fopen(path, "rb");
    if (!f)
        fail(path);
    printf("static const unsigned char file%zu[] = {", number);
    size_t n = 0;
    for (int c; (c = getc(f)) != EOF; n++)
        printf("%s%d,", n % 24 ? "" : "\n    ", c);
    if (ferror(f))
        fail(path);
    fclose(f);
    printf("%s};\nenum { SIZE%zu = %zu };\n", n ? "\n" : "0", number, n);
}

int main(int argc, char **argv) {
    if (argc < 3)
        return 1;
    const char *table = argv[1];
    size_t root = strlen(argv[2]), n = (size_t)argc - 3;
    char **files = argv + 3;
    puts("#include \"base/embed.h\"\n");
    for (size_t i = 0; i < n; i++)
        print_bytes(i, files[i]);
    printf("\nconst embedded embedded_%s[] = {\n", table);
    for (size_t i = 0; i < n; i++) {
        const char *name = files[i];
        if (strncmp(name, argv[2], root) == 0 && name[root] == '/')
            name += root + 1;
        printf("    {{");
        print_name(name);
        printf(", %zu}, {(const char *)file%zu, SIZE%zu}},\n", strlen(name), i, i);
    }
    if (n == 0)
        puts("    {{\"\", 0}, {\"\", 0}},");
    printf("};\nconst size_t embedded_%s_count = %zu;\n", table, n);
    return fflush(stdout) || ferror(stdout);
}
