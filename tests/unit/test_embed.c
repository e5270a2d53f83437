/* The table of built-in layouts: sorted, without repeats, readable. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/embed.h"

static void table_is_sorted(void **state) {
    (void)state;
    for (size_t i = 0; i < embedded_layouts_count; i++) {
        assert_true(embedded_layouts[i].path.n > 0);
        if (i)
            assert_true(str_cmp(embedded_layouts[i - 1].path, embedded_layouts[i].path) < 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(table_is_sorted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
