/* copy SOURCE DESTINATION: reads every file of a directory and creates one of as many bytes: what
 * the file system alone costs. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LARGEST = 1 << 20 };

static int copy_file(int from, int to, const char *name) {
    static char bytes[LARGEST];
    int in = openat(from, name, O_RDONLY | O_CLOEXEC);
    if (in < 0) {
        return -1;
    }
    ssize_t n = read(in, bytes, sizeof bytes);
    close(in);
    int out = openat(to, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (n < 0 || out < 0) {
        return -1;
    }
    ssize_t written = write(out, bytes, (size_t)n);
    return close(out) == 0 && written == n ? 0 : -1;
}

int main(int argc, char **argv) {
    DIR *notes = argc == 3 ? opendir(argv[1]) : NULL;
    int to = argc == 3 ? open(argv[2], O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (notes == NULL || to < 0) {
        fputs("usage: copy SOURCE DESTINATION\n", stderr);
        return 2;
    }
    for (const struct dirent *e; (e = readdir(notes)) != NULL;) {
        if (e->d_name[0] != '.' && copy_file(dirfd(notes), to, e->d_name) != 0) {
            perror(e->d_name);
            return 2;
        }
    }
    close(to);
    closedir(notes);
    return 0;
}
