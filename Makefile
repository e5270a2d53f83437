# letoon: see README.md for the two commands (make site, make test).
MODE ?= release
B    := build/$(MODE)

PKGS := yaml-0.1 libcmark-gfm libxxhash libutf8proc jansson

CC      ?= cc
CFLAGS  ?= -O2 -g
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
           -Wvla -Wundef
MODE_asan := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
STD     := -std=c11 -Isrc -Iinclude -fvisibility=hidden -fPIC
ALL_CFLAGS = $(STD) $(WARN) $(CFLAGS) $(MODE_$(MODE)) $(shell pkg-config --cflags $(PKGS))
LIBS    = $(shell pkg-config --libs $(PKGS))

LIB_SRC := $(filter-out src/cli/%,$(shell find src -name '*.c'))
LIB_OBJ := $(LIB_SRC:%.c=$(B)/%.o)
CLI_OBJ := $(patsubst %.c,$(B)/%.o,$(wildcard src/cli/*.c))
TESTS   := $(patsubst tests/unit/%.c,$(B)/tests/unit/%,$(wildcard tests/unit/test_*.c))

all: $(B)/libletoon.a

$(B)/.flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(ALL_CFLAGS)' | cmp -s - $@ || echo '$(CC) $(ALL_CFLAGS)' > $@

$(B)/%.o: %.c $(B)/.flags
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(B)/libletoon.a: $(LIB_OBJ)
	@rm -f $@
	ar rcs $@ $^

$(B)/tests/unit/%: tests/unit/%.c $(B)/libletoon.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP $< -o $@ $(B)/libletoon.a $(LIBS) $(shell pkg-config --cflags --libs cmocka)

check-unit: $(TESTS)
	@for t in $(TESTS); do $$t || exit 1; done

clean:
	rm -rf build

FORCE:
.PHONY: all check-unit clean FORCE
-include $(shell find $(B) -name '*.d' 2>/dev/null)
