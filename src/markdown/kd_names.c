#include "markdown/kd.h"

/* The languages that rouge 3.30 knows. Code in another one gets no wrapper from kramdown. */
static const char lexers[] =
    " Dockerfile HAML Isabelle LaTeX OCL R S TeX abap actionscript ada apache apex apib"
    " apiblueprint applescript armasm as as3 aug augeas awk bash bat batch batchfile bbcbasic"
    " behat bib bibtex biml bpf brainfuck brightscript brs bs bsdmake bsl c c# c++ ceylon cfc"
    " cfscript cl clean clj cljs clojure cmake cmhg cmm coffee coffee-script coffeescript"
    " common-lisp common_lisp conf config configuration console coq cpp cr crystal cs csharp"
    " css csvs cucumber cuda cypher cython d dafny dart datastudio diff digdag django dlang"
    " docker dockerfile dosbatch dot e-mail ecl eex eiffel elisp elixir elm emacs-lisp email"
    " eml epp eps erb erl erlang eruby esc escape ex exs factor fea ff fluent fortran freefem"
    " fsharp ftl gd gdscript ghc-cmm ghc-core gherkin glsl gnumake go golang gradle graphql"
    " groovy hack haml handlebars haskell haxe hbs hcl heex hh hlsl hocon hql hs html http hx"
    " hy hylang idlang idr idris igorpro ini io irb irb_output isa isabelle isbl j janet java"
    " javascript jdn jinja jl js jsl json json-doc jsonc jsonnet jsp jsx julia kdb+ kotlin ksh"
    " lasso lassoscript latex lean leex lhaskell lhs liquid lisp litcoffee"
    " literate_coffeescript literate_haskell lithaskell livescript llvm ls lua lustre lutin m"
    " m68k magik make makefile markdown mason mathematica matlab md meson mf microsoftshell"
    " minizinc mkd ml moon moonscript mosel msgtrans msshell mustache mxml nasm nes nesasm"
    " nginx nial nim nimrod nix nixos obj-c obj-c++ obj-cpp obj_c obj_c++ obj_cpp objc objc++"
    " objcpp objective_c objective_cpp objectivec objectivec++ objectivecpp ocaml ocl openedge"
    " opentype opentype_feature_file opentypefeature pascal patch perl php php3 php4 php5 pl"
    " plaintext plist plsql pony posh postscr postscript powershell pp praat prolog prometheus"
    " properties proto protobuf pry ps puppet py pyrex python pyx q qml r racket rb react"
    " realbasic reasonml rego rescript rhtml robot robot-framework robot_framework rs"
    " rs,ignore rs,no_run rs,should_panic ruby rust rust,ignore rust,no_run rust,should_panic"
    " s sas sass scala scheme scss sed sh shell shell-session shell_session sieve slice slim"
    " smalltalk smarty sml solidity sparql sqf sql squeak ssh st stan stata supercollider"
    " swift systemd syzlang syzprog tap tcl terminal terraform tex text tf toml ts tsx ttcn3"
    " tulip turtle twig typescript udiff unit-file vala varnish varnishconf vb vcl velocity"
    " verilog vhdl vim viml vimscript visualbasic vue vuejs winbatch wl wollok xml xojo xpath"
    " xquery yaml yang yml zig zir zsh"
    " ";

/* The entities that kramdown up to 2.4 knows: HTML 4's and two more. Others stay text. */
static const char entities[] =
    " AElig Aacute Acirc Agrave Alpha Aring Atilde Auml Beta Ccedil Chi Dagger Delta ETH"
    " Eacute Ecirc Egrave Epsilon Eta Euml Gamma Iacute Icirc Igrave Iota Iuml Kappa Lambda Mu"
    " Ntilde Nu OElig Oacute Ocirc Ograve Omega Omicron Oslash Otilde Ouml Phi Pi Prime Psi"
    " Rho Scaron Sigma THORN Tau Theta Uacute Ucirc Ugrave Upsilon Uuml Xi Yacute Yuml Zeta"
    " aacute acirc acute aelig agrave alefsym alpha amp and ang apos aring asymp atilde auml"
    " bdquo beta brvbar bull cap ccedil cedil cent chi circ clubs cong copy crarr cup curren"
    " dArr dagger darr deg delta diams divide eacute ecirc egrave empty emsp ensp epsilon"
    " equiv eta eth euml euro exist fnof forall frac12 frac14 frac34 frasl gamma ge gt hArr"
    " harr hearts hellip iacute icirc iexcl igrave image infin int iota iquest isin iuml kappa"
    " lArr lambda lang laquo larr lceil ldquo le lfloor lowast loz lrm lsaquo lsquo lt macr"
    " mdash micro middot minus mu nabla nbsp ndash ne ni not notin nsub ntilde nu oacute ocirc"
    " oelig ograve oline omega omicron oplus or ordf ordm oslash otilde otimes ouml para part"
    " permil perp phi pi piv plusmn pound prime prod prop psi quot rArr radic rang raquo rarr"
    " rceil rdquo real reg rfloor rho rlm rsaquo rsquo sbquo scaron sdot sect shy sigma sigmaf"
    " sim spades sub sube sum sup sup1 sup2 sup3 supe szlig tau there4 theta thetasym thinsp"
    " thorn tilde times trade uArr uacute uarr ucirc ugrave uml upsih upsilon uuml vellip"
    " weierp xi yacute yen yuml zeta zwj zwnj"
    " ";

static bool is_in(str names, str name) {
    enum { LONGEST = 64 };
    char key[LONGEST + 2];
    if (!name.n || name.n > LONGEST || str_find_char(name, ' ') != STR_NONE)
        return false;
    key[0] = key[name.n + 1] = ' ';
    for (size_t i = 0; i < name.n; i++)
        key[i + 1] = name.p[i];
    return str_has(names, (str){key, name.n + 2});
}

bool kd_is_lexer(str name) {
    return is_in(str_of(lexers), name);
}

/* Since 2.5 all of HTML 5's are known, as they are to cmark, which is left to tell them from
 * others. */
bool kd_is_entity(const kd_doc *doc, str name) {
    return doc->o.version >= KRAMDOWN_2_5 || is_in(str_of(entities), name);
}
