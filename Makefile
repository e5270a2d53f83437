# letoon. Two commands: `make site` turns posts/ into _site/, `make test` runs all tests; both
# install first what they lack. `make help` lists the rest.

MODE ?= release
# release, asan (with undefined), tsan, cover, fuzz (clang's libFuzzer)
B := build/$(MODE)

PREFIX     ?= /usr/local
BINDIR     ?= $(PREFIX)/bin
LIBDIR     ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
MANDIR     ?= $(PREFIX)/share/man
GEMDIR     ?= $(PREFIX)/share/letoon/jekyll
INSTALL    ?= install
PKG_CONFIG ?= pkg-config
PYTHON     ?= python3

PKGS      := yaml-0.1 libcmark-gfm libxxhash libutf8proc jansson
TEST_PKGS := cmocka

header_value = $(shell sed -n 's/^.define $(1) *//p' include/letoon/letoon.h | tr -d '"')
VERSION := $(call header_value,LETOON_VERSION)
ABI     := $(call header_value,LETOON_ABI)

# V=1 shows the commands.
Q := $(if $(V),,@)
say = $(if $(V),@:,@printf '  %-5s %s\n' $(1) '$(patsubst $(B)/%,%,$@)')

.DELETE_ON_ERROR:
.SUFFIXES:
all:

# --- compiler and flags -------------------------------------------------------------------------

ifeq ($(MODE),fuzz)
  ifeq ($(origin CC),default)
    CC := clang
  endif
endif
CC     ?= cc
HOSTCC ?= $(CC)

MODES := release asan tsan cover fuzz
ifeq ($(filter $(MODE),$(MODES)),)
  $(error MODE=$(MODE) is none of: $(MODES))
endif

# What needs neither a compiler nor libraries also works before they are there.
NO_BUILD := clean dist help uninstall site test deps
ifneq ($(or $(filter-out $(NO_BUILD),$(MAKECMDGOALS)),$(if $(MAKECMDGOALS),,all)),)
  include $(B)/probe.mk
  PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PKGS) 2>/dev/null)
  # Static linking wants the extensions before the library they extend.
  PKG_LIBS   := -lcmark-gfm-extensions $(shell $(PKG_CONFIG) --libs $(PKGS) 2>/dev/null)
  TEST_FLAGS := $(shell $(PKG_CONFIG) --cflags --libs $(TEST_PKGS) 2>/dev/null)
  MISSING    := $(if $(shell $(PKG_CONFIG) --exists $(PKGS) 2>/dev/null && echo there),,yes)
endif

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
        -Wvla -Wundef $(WARN_MORE)
ifneq ($(CI)$(DEV),)
  WARN += -Werror
endif

SANITIZE := -fno-omit-frame-pointer -fno-sanitize-recover=all
MODE_CFLAGS_release := $(HARDEN_CFLAGS) $(FORTIFY) $(NO_PLT)
MODE_LDFLAGS_release := $(HARDEN_LDFLAGS)
MODE_CFLAGS_asan  := -fsanitize=address,undefined $(SANITIZE) -DARENA_DEBUG
MODE_CFLAGS_tsan  := -fsanitize=thread $(SANITIZE)
MODE_CFLAGS_cover := --coverage -O0 -DCOVERAGE
MODE_CFLAGS_fuzz  := -fsanitize=fuzzer-no-link,address,undefined $(SANITIZE)
OPT_release := -O3 -g
OPT_asan    := -O1 -g
OPT_tsan    := -O1 -g
OPT_cover   := -g
OPT_fuzz    := -O1 -g

CFLAGS      ?= $(OPT_$(MODE))
MODE_CFLAGS := $(MODE_CFLAGS_$(MODE))
ALL_CFLAGS   = -std=c11 -Isrc -Iinclude -fvisibility=hidden -fPIC $(WARN) $(CFLAGS) \
               $(MODE_CFLAGS) $(CPPFLAGS) $(PKG_CFLAGS)
ALL_LDFLAGS  = $(CFLAGS) $(MODE_CFLAGS) $(MODE_LDFLAGS_$(MODE)) $(LDFLAGS)
# ICONV=-liconv or ICONV=libc overrides what the probe found.
ICONV       ?= $(ICONV_LIBS)
# Before glibc 2.34 threads are a library of their own.
LIBS         = $(PKG_LIBS) $(filter-out libc,$(ICONV)) -lm -pthread

# --- files --------------------------------------------------------------------------------------

LIB_SRC := $(sort $(filter-out src/cli/% src/tools/% src/jekyll/%,$(shell find src -name '*.c')))
CLI_SRC := $(sort $(wildcard src/cli/*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(B)/%.o) $(B)/gen/layouts.o $(B)/gen/rules.o $(B)/gen/page.o $(B)/gen/jekyll.o
CLI_OBJ := $(CLI_SRC:%.c=$(B)/%.o)
HEADERS := $(sort $(shell find src include -name '*.h'))
LAYOUTS := $(sort $(shell find layouts -type f ! -name '.*' 2>/dev/null))
PAGE    := $(sort $(wildcard src/report/page/*))
GEM     := $(sort $(shell find src/jekyll/lib -name '*.rb'))
RULES   := $(sort $(wildcard docs/rules/*-*.md))
SCRIPTS := $(sort $(wildcard .ci/run .github/actions/letoon/*.sh tests/*.sh tests/*/run src/tools/*.sh))

UNIT    := $(patsubst %.c,$(B)/%,$(sort $(wildcard tests/unit/test_*.c)))
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
CORPUS  := $(FUZZERS:%=$(B)/tests/fuzz/corpus_%)
PARITY  := $(patsubst %.c,$(B)/%.o,$(sort $(wildcard tests/parity/*.c)))
TALK    := $(B)/tests/lsp/talk
CONFORM := $(patsubst %.c,$(B)/%,$(sort $(wildcard tests/conformance/test_*.c)))

ifeq ($(shell uname -s),Darwin)
  SONAME  := libletoon.$(ABI).dylib
  SOLINK  := libletoon.dylib
  SOFLAGS := -dynamiclib -install_name $(LIBDIR)/$(SONAME)
else
  SONAME  := libletoon.so.$(ABI)
  SOLINK  := libletoon.so
  # A sanitizer's own symbols come with the program only.
  NO_UNDEFINED_release := -Wl,-z,defs
  SOFLAGS := -shared -Wl,-soname,$(SONAME) $(NO_UNDEFINED_$(MODE))
endif

PRODUCTS := $(B)/inner.a $(B)/libletoon.a $(B)/$(SONAME) $(B)/letoon.pc \
            $(if $(CLI_SRC),$(B)/letoon)

all: $(PRODUCTS)

# --- compiling ----------------------------------------------------------------------------------

# A stamp is rewritten only when what it holds has changed, so nothing is compiled for nothing.
stamp = @mkdir -p $(@D); printf '%s\n' '$(subst ','\'',$(1))' | cmp -s - $@ || \
        printf '%s\n' '$(subst ','\'',$(1))' > $@

$(B)/.compiler: FORCE
	$(call stamp,$(CC) $(shell $(CC) --version 2>/dev/null | sed 1q))

$(B)/probe.mk: $(B)/.compiler src/tools/probe.sh
	@sh src/tools/probe.sh '$(CC)' > $@

$(B)/.flags: FORCE
	$(call stamp,$(CC) $(ALL_CFLAGS))

$(B)/.ldflags: FORCE
	$(call stamp,$(CC) $(ALL_LDFLAGS) $(LIBS))

$(B)/.layouts: FORCE
	$(call stamp,$(LAYOUTS))

$(B)/.rules: FORCE
	$(call stamp,$(RULES))

$(B)/.gem: FORCE
	$(call stamp,$(GEM))

# The sources by name: an archive must not keep the object of a file that is gone.
$(B)/.sources: FORCE
	$(call stamp,$(LIB_SRC) $(CLI_SRC))

$(B)/%.o: %.c $(B)/.flags | require
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(B)/gen/%.o: $(B)/gen/%.c $(B)/.flags | require
	$(call say,CC)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(B)/embed: src/tools/embed.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(HOSTCC) -std=c11 -O1 $< -o $@

$(B)/gen/layouts.c: $(B)/embed $(B)/.layouts $(LAYOUTS)
	@mkdir -p $(@D)
	$(call say,GEN)
	$(Q)$(B)/embed layouts layouts $(LAYOUTS) > $@

$(B)/gen/rules.c: $(B)/embed $(B)/.rules $(RULES)
	@mkdir -p $(@D)
	$(call say,GEN)
	$(Q)$(B)/embed rules docs/rules $(RULES) > $@

$(B)/gen/page.c: $(B)/embed $(PAGE)
	@mkdir -p $(@D)
	$(call say,GEN)
	$(Q)$(B)/embed page src/report/page $(PAGE) > $@

$(B)/gen/jekyll.c: $(B)/embed $(B)/.gem $(GEM)
	@mkdir -p $(@D)
	$(call say,GEN)
	$(Q)$(B)/embed jekyll src/jekyll/lib $(GEM) > $@

# All inner names visible, for the program and the tests.
$(B)/inner.a: $(LIB_OBJ) $(B)/.sources
	@rm -f $@
	$(call say,AR)
	$(Q)$(AR) rcs $@ $(LIB_OBJ)

# What is shipped: one object in which only letoon_* is left to the linker.
$(B)/libletoon.a: $(LIB_OBJ) $(B)/.sources
	@rm -f $@ $(B)/libletoon.o
ifdef OBJCOPY
	$(call say,AR)
	$(Q)$(LD) -r $(LIB_OBJ) -o $(B)/libletoon.o
	$(Q)$(OBJCOPY) --localize-hidden $(B)/libletoon.o
	$(Q)$(AR) rcs $@ $(B)/libletoon.o
else
	$(call say,AR)
	$(Q)$(AR) rcs $@ $(LIB_OBJ)
endif

$(B)/$(SONAME): $(LIB_OBJ) $(B)/.sources $(B)/.ldflags
	$(call say,LINK)
	$(Q)$(CC) $(SOFLAGS) $(ALL_LDFLAGS) $(LIB_OBJ) $(LIBS) -o $@
	@ln -sf $(SONAME) $(B)/$(SOLINK)

$(B)/letoon: $(CLI_OBJ) $(B)/inner.a $(B)/.ldflags
	$(call say,LINK)
	$(Q)$(CC) $(PIE_LDFLAGS) $(ALL_LDFLAGS) $(CLI_OBJ) $(B)/inner.a $(LIBS) -o $@

$(B)/.prefix: FORCE
	$(call stamp,$(PREFIX) $(LIBDIR) $(INCLUDEDIR) $(VERSION) $(PKG_LIBS) $(ICONV))

$(B)/letoon.pc: docs/letoon.pc.in $(B)/.prefix
	@sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' \
	    -e 's|@INCLUDEDIR@|$(INCLUDEDIR)|' -e 's|@VERSION@|$(VERSION)|' \
	    -e 's|@LIBS_PRIVATE@|-lcmark-gfm-extensions $(shell $(PKG_CONFIG) --libs libcmark-gfm) $(filter-out libc,$(ICONV)) -lm -pthread|' \
	    $< > $@

$(B)/tests/unit/%: tests/unit/%.c $(B)/inner.a $(B)/.ldflags
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) -Itests -MMD -MP $< -o $@ $(ALL_LDFLAGS) $(B)/inner.a $(LIBS) $(TEST_FLAGS)

$(B)/tests/conformance/%: tests/conformance/%.c $(B)/inner.a $(B)/.ldflags
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) -Itests -MMD -MP $< -o $@ $(ALL_LDFLAGS) $(B)/inner.a $(LIBS)

$(TALK): tests/lsp/talk.c $(B)/inner.a $(B)/.ldflags
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP $< -o $@ $(ALL_LDFLAGS) $(B)/inner.a $(LIBS)

$(B)/tests/parity/mutate: $(PARITY) $(B)/inner.a $(B)/.ldflags
	$(call say,LINK)
	$(Q)$(CC) $(PARITY) -o $@ $(ALL_LDFLAGS) $(B)/inner.a $(LIBS)

# --- what is missing ----------------------------------------------------------------------------

PACKAGES := PKG_CONFIG='$(PKG_CONFIG)' CC='$(CC)' sh src/tools/packages.sh

ifeq ($(MISSING),yes)
require:
	@$(PACKAGES) missing site
else
require:
endif

deps:
	@$(PACKAGES) install test

# --- the two commands ---------------------------------------------------------------------------

# make is entered again so that pkg-config is asked anew.
site:
	@$(PACKAGES) install site
	@$(MAKE) --no-print-directory build-site

build-site: all
	@$(B)/letoon build posts -d _site

test:
	@$(PACKAGES) install test
	@$(MAKE) --no-print-directory check

# --- checks -------------------------------------------------------------------------------------

# tests/check.sh runs suites, each "NAME: COMMAND" that prints TAP, and closes with one line.
CHECK := B='$(B)' MODE='$(MODE)' CC='$(CC)' CXX='$(CXX)' MAKE='$(MAKE)' \
         CHECK_CFLAGS='-std=c11 -Isrc -Iinclude $(PKG_CFLAGS)' MODE_CFLAGS='$(MODE_CFLAGS)' \
         PKG_CONFIG='$(PKG_CONFIG)' SONAME='$(SONAME)' PYTHON='$(PYTHON)' sh tests/check.sh

SUITES_style       := 'style: sh tests/style.sh'
SUITES_floors      := 'floors: sh tests/floors.sh'
SUITES_packages    := 'packages: sh tests/packages.sh'
SUITES_headers     := 'headers: sh tests/headers.sh'
SUITES_symbols     := 'symbols: sh tests/symbols.sh'
SUITES_unit        := $(foreach t,$(UNIT),'unit/$(patsubst test_%,%,$(notdir $(t))): $(t)')
SUITES_golden      := 'golden: sh tests/golden/run'
SUITES_fuzz-corpus := $(foreach f,$(FUZZERS),'corpus/$(f:fuzz_%=%): sh tests/fuzz/corpus.sh $(f)')
SUITES_conformance := $(foreach f,$(sort $(wildcard tests/conformance/*.sh)),'conformance/$(basename $(notdir $(f))): sh $(f)')
SUITES_parity      := 'parity: sh tests/parity/run tap'
SUITES_repro       := 'repro: sh tests/repro.sh'
SUITES_install     := 'install: sh tests/install.sh'
SUITES_man         := 'man: sh tests/man.sh'
SUITES_rules       := 'rules: sh tests/rules.sh'
SUITES_verdicts    := 'verdicts: sh tests/verdicts.sh'
SUITES_pages       := 'pages: sh tests/pages.sh'
SUITES_jekyll      := 'jekyll: sh tests/jekyll.sh' 'jekyll/serve: sh tests/jekyll/serve.sh'
SUITES_ci          := 'ci: sh tests/ci.sh'
SUITES_lsp         := 'lsp: sh tests/lsp.sh'

# A sanitizer reserves more address space than a hostile case may have.
SUITES_pathological := 'pathological: $(if $(filter asan tsan,$(MODE)),HOSTILE_KIB=0 )sh tests/pathological/run'

FAMILIES := style floors packages headers symbols unit golden rules verdicts pages jekyll fuzz-corpus \
            conformance parity pathological repro install man ci lsp

check: $(PRODUCTS) $(UNIT) $(CORPUS) $(CONFORM) $(B)/tests/parity/mutate $(TALK)
	@$(CHECK) $(foreach f,$(FAMILIES),$(SUITES_$(f)))

check-style check-floors check-packages: check-%:
	@$(CHECK) $(SUITES_$*)

check-headers: check-%: require
	@$(CHECK) $(SUITES_$*)

check-conformance: $(CONFORM)

check-golden: $(TALK)

check-parity: $(B)/tests/parity/mutate

# The same as a table, for docs/parity.md.
parity-recall: $(PRODUCTS) $(B)/tests/parity/mutate
	@B='$(B)' sh tests/parity/run markdown

check-symbols check-golden check-rules check-verdicts check-conformance check-install check-man check-pages check-jekyll check-parity \
  check-pathological check-repro check-ci check-lsp: check-%: $(PRODUCTS)
	@$(CHECK) $(SUITES_$*)

repro: check-repro

check-unit: $(UNIT)
	@$(CHECK) $(SUITES_unit)

check-fuzz-corpus: $(CORPUS)
	@$(CHECK) $(SUITES_fuzz-corpus)

# Builds killed at random moments leave whole pages only.
KILL_ROUNDS ?= 40
kill-test: $(PRODUCTS)
	@sh tests/kill-test.sh $(B)/letoon $(KILL_ROUNDS)

# The golden cases under valgrind.
valgrind: $(PRODUCTS) $(TALK)
	@$(CHECK) 'valgrind: sh tests/valgrind.sh'

# --- fuzzing ------------------------------------------------------------------------------------

FUZZ_SECONDS ?= 60

$(CORPUS): $(B)/tests/fuzz/corpus_%: tests/fuzz/%.c tests/fuzz/driver.c $(B)/inner.a $(B)/.ldflags
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) tests/fuzz/$*.c tests/fuzz/driver.c -o $@ $(ALL_LDFLAGS) $(B)/inner.a $(LIBS)

$(B)/tests/fuzz/run_%: tests/fuzz/%.c $(B)/inner.a $(B)/.ldflags
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer $< -o $@ $(ALL_LDFLAGS) $(B)/inner.a $(LIBS)

ifeq ($(MODE),fuzz)
fuzz-%: $(B)/tests/fuzz/run_fuzz_%
	@mkdir -p $(B)/corpus/$* tests/fuzz/corpus/$*
	$< -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=2048 \
	    -artifact_prefix=$(B)/ $(B)/corpus/$* tests/fuzz/corpus/$*
else
fuzz-%:
	@$(MAKE) --no-print-directory MODE=fuzz CC='$(if $(filter default,$(origin CC)),clang,$(CC))' $@
endif

# --- looking closer -----------------------------------------------------------------------------

bench: $(PRODUCTS)
	@B='$(B)' CC='$(CC)' sh tests/bench/run

bench-quick bench-check bench-instructions: bench-%: $(PRODUCTS)
	@B='$(B)' CC='$(CC)' sh tests/bench/run $*

cover:
	@rm -rf build/cover
	@$(MAKE) --no-print-directory MODE=cover check; status=$$?; \
	    sh tests/cover.sh build/cover; exit $$status

C_FILES := $(LIB_SRC) $(CLI_SRC) $(sort $(wildcard src/tools/*.c tests/*/*.c))

lint: require
	clang-format --dry-run -Werror $(C_FILES) $(HEADERS)
	printf '%s\n' $(LIB_SRC) $(CLI_SRC) | xargs -P 2 -I FILE \
	    clang-tidy --quiet FILE -- -std=c11 -Isrc -Iinclude $(PKG_CFLAGS)
	cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
	    --suppressions-list=.cppcheck-suppressions --suppress=missingIncludeSystem --error-exitcode=1 -Isrc -Iinclude src
	shellcheck -S warning $(SCRIPTS)

format:
	clang-format -i $(C_FILES) $(HEADERS)

# --- installing ---------------------------------------------------------------------------------

MAN1 := $(sort $(wildcard docs/man/*.1))
MAN3 := $(sort $(wildcard docs/man/*.3))
MAN5 := $(sort $(wildcard docs/man/*.5))

# The gem, for a Gemfile that names its directory.
GEM_FILES := src/jekyll/jekyll-letoon.gemspec $(GEM)
GEM_DIRS  := lib/jekyll/letoon

install: $(PRODUCTS)
	$(INSTALL) -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(INCLUDEDIR)/letoon
	$(INSTALL) -m 755 $(B)/letoon $(DESTDIR)$(BINDIR)/letoon
	$(INSTALL) -m 755 $(B)/$(SONAME) $(DESTDIR)$(LIBDIR)/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/$(SOLINK)
	$(INSTALL) -m 644 $(B)/libletoon.a $(DESTDIR)$(LIBDIR)/libletoon.a
	$(INSTALL) -m 644 $(B)/letoon.pc $(DESTDIR)$(LIBDIR)/pkgconfig/letoon.pc
	$(INSTALL) -m 644 include/letoon/letoon.h $(DESTDIR)$(INCLUDEDIR)/letoon/letoon.h
	$(foreach n,1 3 5,$(if $(MAN$(n)),$(INSTALL) -d $(DESTDIR)$(MANDIR)/man$(n) && \
	    $(INSTALL) -m 644 $(MAN$(n)) $(DESTDIR)$(MANDIR)/man$(n) &&)) true
	$(INSTALL) -d $(GEM_DIRS:%=$(DESTDIR)$(GEMDIR)/%)
	$(foreach f,$(GEM_FILES),$(INSTALL) -m 644 $(f) $(DESTDIR)$(GEMDIR)/$(f:src/jekyll/%=%) &&) true

# Directories that became empty go too where they bear our name or DESTDIR holds them.
UNINSTALL_DIRS := $(BINDIR) $(LIBDIR)/pkgconfig $(INCLUDEDIR)/letoon \
                  $(foreach n,1 3 5,$(MANDIR)/man$(n)) $(addprefix $(GEMDIR)/,$(GEM_DIRS))

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/letoon $(DESTDIR)$(LIBDIR)/$(SONAME) $(DESTDIR)$(LIBDIR)/$(SOLINK) \
	    $(DESTDIR)$(LIBDIR)/libletoon.a $(DESTDIR)$(LIBDIR)/pkgconfig/letoon.pc \
	    $(DESTDIR)$(INCLUDEDIR)/letoon/letoon.h \
	    $(foreach n,1 3 5,$(patsubst docs/man/%,$(DESTDIR)$(MANDIR)/man$(n)/%,$(MAN$(n)))) \
	    $(GEM_FILES:src/jekyll/%=$(DESTDIR)$(GEMDIR)/%)
	$(if $(DESTDIR),cd $(DESTDIR) && rmdir -p $(UNINSTALL_DIRS:%=.%) 2>/dev/null || true,\
	    rmdir $(INCLUDEDIR)/letoon $(addprefix $(GEMDIR)/,lib/jekyll/letoon lib/jekyll lib) $(GEMDIR) \
        $(dir $(GEMDIR)) 2>/dev/null || true)

# --- shipping -----------------------------------------------------------------------------------

DIST := letoon-$(VERSION)

dist:
	@mkdir -p build
	git archive --format=tar --prefix=$(DIST)/ HEAD | gzip -9n > build/$(DIST).tar.gz
	@echo build/$(DIST).tar.gz

distcheck: dist
	rm -rf build/distcheck && mkdir -p build/distcheck
	gzip -dc build/$(DIST).tar.gz | tar -xf - -C build/distcheck
	$(MAKE) -C build/distcheck/$(DIST) check
	$(MAKE) -C build/distcheck/$(DIST) install DESTDIR=../root PREFIX=/usr
	rm -rf build/distcheck

clean:
	rm -rf build

help:
	@echo 'make site              turns posts/ into _site/'
	@echo 'make test              all tests; MODE=asan the same under the sanitizers'
	@echo 'make                   the program and the library, in build/release'
	@echo 'make install           to PREFIX (/usr/local), under DESTDIR'
	@echo 'make check-FAMILY      one of: $(FAMILIES)'
	@echo 'make kill-test         builds killed at random moments'
	@echo 'make parity-recall     what letoon check finds, by kind of fault; SEED=1 TRIES=24'
	@echo 'make valgrind          the golden tests under valgrind'
	@echo 'make fuzz-NAME         one of: $(FUZZERS:fuzz_%=%); FUZZ_SECONDS=60'
	@echo 'make bench             docs/performance.md; bench-quick, bench-check, bench-instructions print only'
	@echo 'make cover lint format dist distcheck uninstall clean'
	@echo 'DEV=1 makes warnings errors; LETOON_NO_INSTALL=1 forbids installing packages'

FORCE:
.PHONY: all require deps site build-site test check check-style check-floors check-packages check-headers \
        check-symbols check-golden check-rules check-verdicts check-conformance check-install check-man check-pages check-jekyll check-unit \
        check-fuzz-corpus check-parity check-pathological check-repro check-ci check-lsp parity-recall kill-test repro valgrind bench bench-quick bench-check \
        bench-instructions cover lint format install uninstall dist distcheck clean \
        help FORCE
.SECONDARY:

-include $(shell find $(B) -name '*.d' 2>/dev/null)
