#include "markdown/kd.h"

/* What an item's first line says of the lines to come. */
typedef struct shape {
    size_t indent; /* columns before its text */
    char kind;     /* 'u', 'o', 'd' */
    size_t most;   /* spaces before the next item's marker */
} shape;

typedef struct item {
    kd_block *block;
    vec(buf) parts; /* its text, cut where a list inside begins */
} item;

/* `{: … }` at the beginning; not a definition or an extension. */
static size_t item_ial(str s, str *list) {
    size_t at = 0;
    while (at < s.n && ascii_is_space(s.p[at]))
        at++;
    if (!str_starts(str_from(s, at), S("{:")))
        return 0;
    size_t name = kd_name(s, at + 2);
    if ((name < s.n && s.p[name] == ':') || (at + 2 < s.n && s.p[at + 2] == '/'))
        return 0;
    size_t to = kd_brace_end(s, at + 2);
    if (to == STR_NONE || to == at + 2)
        return 0;
    *list = str_slice(s, at + 2, to);
    for (to++; to < s.n && ascii_is_space(s.p[to]);)
        to++;
    return to;
}

/* The first line's text after its marker, tabs before it made spaces; and its indentation. */
static str first_line(arena *a, str s, size_t *indent) {
    str list;
    size_t ial = item_ial(s, &list);
    if (str_trim(str_from(s, ial)).n == 0) {
        *indent = 4;
        return str_ltrim(s);
    }
    size_t col = *indent, i = 0;
    for (; i < s.n && (s.p[i] == ' ' || s.p[i] == '\t'); i++)
        col += s.p[i] == '\t' ? 4 - col % 4 : 1;
    *indent = col;
    return str_copy(a, str_ltrim(str_from(s, i)));
}

/* Opens an item at a line whose marker ends at `marker`. */
static item open_item(kd_reader *r, kd_block *list, size_t marker, shape *sh) {
    arena *a = r->doc->a;
    str s = r->src->s;
    size_t from = r->src->at, end = str_line_end(s, from);
    sh->indent = marker - from;
    str text = first_line(a, str_slice(s, marker, end), &sh->indent), attrs;
    item it = {.block = kd_bare(a, sh->kind == 'd' ? KD_DD : KD_LI)};
    size_t ial = item_ial(text, &attrs);
    if (ial) {
        it.block->ial = arena_make(a, kd_attrs, 1);
        kd_attr_parse(a, it.block->ial, attrs);
        text = str_from(text, ial);
    }
    buf *part = vec_push(a, &it.parts);
    *part = buf_new(a, text.n);
    buf_add(part, text);
    sh->most = sh->indent >= 1 && sh->indent <= 3 ? sh->indent - 1 : 3;
    r->src->at = end;
    kd_append(list, it.block);
    return it;
}

static bool has_text(str s, size_t at) {
    return str_trim(str_slice(s, at, str_line_end(s, at))).n > 0;
}

/* Is the line indented as the item's content? */
static bool is_content(str s, size_t at, size_t indent) {
    if (at >= s.n)
        return false;
    size_t units = indent / 4, rest = indent % 4, i = at;
    for (size_t k = 0; k < units; k++) {
        if (i < s.n && s.p[i] == '\t')
            i++;
        else if (kd_after_spaces(s, i, 4) == i + 4)
            i += 4;
        else
            return false;
    }
    bool more = (i < s.n && s.p[i] == '\t') || kd_after_spaces(s, i, 4) == i + 4;
    return (more || kd_after_spaces(s, i, rest) == i + rest) && has_text(s, i);
}

static bool is_lazy(str s, size_t at, size_t indent) {
    size_t most = indent < 3 ? indent : 3;
    str list;
    return at < s.n && has_text(s, at) && !kd_ial_line(s, at, most, &list) &&
           !kd_is_html_line(s, at, most);
}

/* A line of content without the item's indentation; *was says whether it had it. */
static str outdent(arena *a, str line, size_t indent, bool *was) {
    size_t tabs = 0;
    while (tabs < line.n && line.p[tabs] == '\t')
        tabs++;
    buf b = buf_new(a, line.n + tabs * 3);
    buf_repeat(&b, ' ', tabs * 4);
    buf_add(&b, str_from(line, tabs));
    str out = buf_str(&b);
    *was = kd_after_spaces(out, 0, indent) == indent;
    return *was ? str_from(out, indent) : out;
}

typedef struct list_state {
    shape sh;
    bool nested, last_is_blank, eob;
    vec(item) items;
} list_state;

static void add_content(kd_reader *r, list_state *l) {
    arena *a = r->doc->a;
    size_t end = str_line_end(r->src->s, r->src->at);
    item *it = &l->items.p[l->items.n - 1];
    bool was;
    str line = outdent(a, str_slice(r->src->s, r->src->at, end), l->sh.indent, &was);
    bool starts = kd_is_list_start(line, 0);
    if (!l->nested && was && starts) {
        *vec_push(a, &it->parts) = buf_new(a, line.n);
        l->nested = true;
    }
    buf *part = &it->parts.p[it->parts.n - 1];
    if (l->nested && !was && starts)
        buf_repeat(part, ' ', l->sh.indent + 4);
    buf_add(part, line);
    l->last_is_blank = false;
    r->src->at = end;
}

/* One line of the list, or several blank ones; false at its end. */
static bool list_line(kd_reader *r, kd_block *list, list_state *l) {
    kd_src *src = r->src;
    size_t end;
    if (l->last_is_blank && kd_rule(src->s, src->at))
        return false;
    if ((end = kd_eob_marker(src->s, src->at)) != 0) {
        src->at = end;
        l->eob = true;
        return false;
    }
    if ((end = kd_marker(src->s, src->at, l->sh.kind, l->sh.most)) != 0) {
        item it = open_item(r, list, end, &l->sh);
        l->nested = kd_is_list_start(buf_str(&it.parts.p[0]), 0);
        l->last_is_blank = false;
        *vec_push(r->doc->a, &l->items) = it;
        return true;
    }
    if (is_content(src->s, src->at, l->sh.indent) ||
        (!l->last_is_blank && is_lazy(src->s, src->at, l->sh.indent))) {
        add_content(r, l);
        return true;
    }
    if ((end = kd_blank(src->s, src->at)) == 0)
        return false;
    item *it = &l->items.p[l->items.n - 1];
    buf_add(&it->parts.p[it->parts.n - 1], str_slice(src->s, src->at, end));
    l->nested = l->last_is_blank = true;
    src->at = end;
    return true;
}

/* An attribute list after the first paragraph is that paragraph's, and no block. */
static void drop_eob(kd_block *li) {
    kd_block *p = li->first, *eob = p->next;
    if (p->kind != KD_P || !eob || eob->kind != KD_EOB || !p->ial)
        return;
    p->next = eob->next;
    if (eob->next)
        eob->next->prev = p;
    else
        li->last = p;
}

/* `any`: an item before has its text without <p>. */
static void make_transparent(kd_block *li, const list_state *l, bool any) {
    kd_block *p = li->first, *second = p->next;
    bool is_last = !li->next, alone = is_last && !li->prev;
    if (p->kind != KD_P)
        return;
    bool tight = !second || second->kind != KD_BLANK || (is_last && !second->next && !l->eob);
    if (!tight || (is_last && !alone && !any))
        return;
    if (second && second->kind != KD_BLANK)
        buf_char(&p->text, '\n');
    p->transparent = true;
}

static kd_block *finish_items(kd_reader *r, list_state *l) {
    kd_block *last = NULL;
    bool any = false;
    for (size_t i = 0; i < l->items.n; i++) {
        item *it = &l->items.p[i];
        for (size_t k = 0; k < it->parts.n; k++)
            kd_blocks_of(r, it->block, buf_str(&it->parts.p[k]));
        if (it->block->first) {
            drop_eob(it->block);
            make_transparent(it->block, l, any);
            last = it->block->last->kind == KD_BLANK ? kd_take_last(it->block) : NULL;
        }
        kd_block *first = it->block->first;
        any = any || !first || first->kind != KD_P || first->transparent;
    }
    return last;
}

/* `[ ] ` and `[x] ` at the beginning of items. */
static void find_tasks(kd_doc *doc, kd_block *list) {
    bool is_task_list = false;
    for (kd_block *li = list->first; li; li = li->next) {
        if (!li->first || li->first->kind != KD_P)
            continue;
        str text = str_ltrim(buf_str(&li->first->text));
        bool on = str_starts(text, S("[x]")) || str_starts(text, S("[X]"));
        bool is_task =
            (on || str_starts(text, S("[ ]"))) && text.n > 3 && ascii_is_space(text.p[3]);
        if (is_task) {
            buf b = buf_new(doc->a, text.n + 128);
            buf_lit(&b, "<input type=\"checkbox\" class=\"task-list-item-checkbox\" "
                        "disabled=\"disabled\"");
            buf_add(&b, on ? S(" checked=\"checked\" />") : S(" />"));
            buf_add(&b, str_ltrim(str_from(text, 3)));
            li->first->text = b;
        }
        is_task_list = is_task_list || is_task;
        if (is_task_list)
            kd_attr_set(doc->a, &li->attrs, S("class"), S("task-list-item"));
    }
    if (is_task_list)
        kd_attr_set(doc->a, &list->attrs, S("class"), S("task-list"));
}

bool kd_list(kd_reader *r) {
    str s = r->src->s;
    list_state l = {.sh = {.kind = 'u', .most = 3}};
    if (!kd_marker(s, r->src->at, 'u', 3)) {
        if (!kd_marker(s, r->src->at, 'o', 3))
            return false;
        l.sh.kind = 'o';
    }
    kd_block *list = kd_new(r, l.sh.kind == 'u' ? KD_UL : KD_OL);
    while (r->src->at < s.n && list_line(r, list, &l))
        ;
    kd_append(r->tree, list);
    kd_block *last = finish_items(r, &l);
    if (last && !l.eob)
        kd_append(r->tree, last);
    if (!r->doc->o.is_plain)
        find_tasks(r->doc, list);
    return true;
}

/* --- definition lists --------------------------------------------------------------------------
 */

static bool may_define(const kd_block *tree) {
    const kd_block *last = tree->last;
    if (!last)
        return false;
    if (last->kind == KD_P)
        return true;
    return last->kind == KD_BLANK && last->prev && last->prev->kind == KD_P &&
           str_eq(buf_str(&last->text), S("\n"));
}

static void add_terms(kd_reader *r, kd_block *dl, kd_block *para) {
    arena *a = r->doc->a;
    for (str rest = buf_str(&para->text), line; rest.n;) {
        str_cut(rest, S("\n"), &line, &rest);
        kd_block *dt = kd_bare(a, KD_DT);
        str attrs;
        size_t ial = item_ial(line, &attrs);
        if (ial) {
            dt->ial = arena_make(a, kd_attrs, 1);
            kd_attr_parse(a, dt->ial, attrs);
        }
        buf_add(&dt->text, str_from(line, ial));
        kd_append(dl, dt);
    }
    dl->ial = para->ial;
}

typedef struct definitions {
    shape sh;
    bool first_as_para, last_is_blank;
    item it;
    vec(item) items;
} definitions;

static bool definition_line(kd_reader *r, kd_block *dl, definitions *d) {
    kd_src *src = r->src;
    size_t end = kd_marker(src->s, src->at, 'd', d->sh.most);
    if (end) {
        item it = open_item(r, dl, end, &d->sh);
        it.block->first_as_para = d->first_as_para;
        d->first_as_para = d->last_is_blank = false;
        *vec_push(r->doc->a, &d->items) = it;
        return true;
    }
    if (kd_eob_marker(src->s, src->at))
        return false;
    buf *text = &d->items.p[d->items.n - 1].parts.p[0];
    if (is_content(src->s, src->at, d->sh.indent) ||
        (!d->last_is_blank && is_lazy(src->s, src->at, d->sh.indent))) {
        bool was;
        end = str_line_end(src->s, src->at);
        buf_add(text, outdent(r->doc->a, str_slice(src->s, src->at, end), d->sh.indent, &was));
        d->first_as_para = d->last_is_blank = false;
    } else if ((end = kd_blank(src->s, src->at)) != 0) {
        buf_add(text, str_slice(src->s, src->at, end));
        d->first_as_para = d->last_is_blank = true;
    } else {
        return false;
    }
    src->at = end;
    return true;
}

static kd_block *finish_definitions(kd_reader *r, definitions *d) {
    kd_block *last = NULL;
    for (size_t i = 0; i < d->items.n; i++) {
        kd_block *dd = d->items.p[i].block;
        kd_blocks_of(r, dd, buf_str(&d->items.p[i].parts.p[0]));
        if (!dd->first)
            continue;
        last = dd->last->kind == KD_BLANK ? kd_take_last(dd) : NULL;
        if (dd->first && dd->first->kind == KD_P && !dd->first_as_para) {
            if (dd->first->next)
                buf_char(&dd->first->text, '\n');
            dd->first->transparent = true;
        }
    }
    return last;
}

static void join(kd_block *tree, kd_block *dl) {
    kd_block *last = tree->last;
    bool blank = last && last->kind == KD_BLANK && last->prev && last->prev->kind == KD_DL;
    if (blank) {
        kd_take_last(tree);
        last = tree->last;
    }
    if (!last || last->kind != KD_DL) {
        kd_append(tree, dl);
        return;
    }
    for (kd_block *b = dl->first, *next; b; b = next) {
        next = b->next;
        kd_append(last, b);
    }
}

bool kd_definition_list(kd_reader *r) {
    if (!kd_marker(r->src->s, r->src->at, 'd', 3) || !may_define(r->tree))
        return false;
    definitions d = {.sh = {.kind = 'd', .most = 3}};
    kd_block *dl = kd_new(r, KD_DL), *para = kd_take_last(r->tree);
    if (para->kind == KD_BLANK) {
        para = kd_take_last(r->tree);
        d.first_as_para = true;
    }
    add_terms(r, dl, para);
    while (r->src->at < r->src->s.n && definition_line(r, dl, &d))
        ;
    kd_block *last = finish_definitions(r, &d);
    join(r->tree, dl);
    if (last)
        kd_append(r->tree, last);
    return true;
}
