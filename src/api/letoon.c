#include "letoon/letoon.h"

uint32_t letoon_abi(void) {
    return LETOON_ABI;
}

const char *letoon_version(void) {
    return LETOON_VERSION;
}
