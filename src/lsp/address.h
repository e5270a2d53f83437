/* Addresses of files, as editors write them: file:///home/me/notes/tea%20time.md */
#ifndef LETOON_LSP_ADDRESS_H
#define LETOON_LSP_ADDRESS_H

#include "base/buf.h"

/* The normal path; empty when it is no file of this machine. */
str address_path(arena *a, str uri);

/* Of an absolute path. */
str address_of(arena *a, str path);

#endif
