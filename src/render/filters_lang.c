#include "render/filters.h"

#include "site/language.h"
#include "value/date.h"

/* Languages of other kinds than text (a list in the front matter) are as good as none. */
static str code_of(value v) {
    return v.kind == V_STR ? str_trim(value_as_str(v)) : S("");
}

value render_lang_info(liquid_call *c, value in) {
    const site *s = render_job(c->run)->r->site;
    return language_info(s->languages, c->a, code_of(in), s->lang);
}

value render_lang_date(liquid_call *c, value in) {
    const site *s = render_job(c->run)->r->site;
    date d;
    if (!liquid_to_date(c->run, in, &d))
        return in;
    str code = code_of(liquid_arg(c, 0));
    buf b = buf_new(c->a, 32);
    language_date(s->languages, &d, code.n ? code : s->lang, &b);
    return value_str(buf_str(&b));
}
