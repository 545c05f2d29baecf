//! What single pieces of Markdown become. Whole pages are compared in `tests/exports.rs`.

use super::*;
use crate::export::Meta;

fn page(text: &str) -> String {
    write(&Report::assemble(text, Meta::default()), Paper::A4)
}

/// What stands between two marks of a page, white space at both ends left out.
fn between(text: &str, start: &str, end: &str) -> String {
    let page = page(text);
    let (_, rest) = page.split_once(start).expect("the start");
    let (part, _) = rest.split_once(end).expect("the end");
    part.trim().to_owned()
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, html) in cases {
        assert_eq!(between(text, "<main>", "</main>"), *html, "{text:?}");
    }
}

#[test]
fn raw_html_is_text() {
    check(&[
        ("<b onclick=\"x\">a</b>", "<p>&lt;b onclick=&quot;x&quot;&gt;a&lt;/b&gt;</p>"),
        ("<script>\nx\n</script>", "<p class=\"raw\">&lt;script&gt;\nx\n&lt;/script&gt;</p>"),
        ("`<b>`{=html}", "<p><code>&lt;b&gt;</code>{=html}</p>"),
        ("a <!-- b\n\n<!-- c\n\n*d*", "<p>a &lt;!-- b</p>\n<p>&lt;!-- c</p>\n<p><em>d</em></p>"),
        (
            "```a\"><script>\n```",
            "<pre tabindex=\"0\"><code class=\"language-a&quot;&gt;&lt;script&gt;\"></code></pre>",
        ),
    ]);
}

#[test]
fn a_plain_table_of_html_is_a_table() {
    let row = "<table><tr><th>a</th></tr><tr><td>&lt;b&gt;</td></tr></table>";
    let expected = "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table 1\">\n<table>\n<thead>\n\
        <tr><th scope=\"col\">a</th></tr>\n</thead>\n<tbody>\n<tr><td>&lt;b&gt;</td></tr>\n</tbody>\n</table>\n</div>";
    check(&[(row, expected)]);
}

#[test]
fn a_link_works_or_is_its_label() {
    check(&[
        ("[a](https://e.org/b)", "<p><a href=\"https://e.org/b\" class=\"web\">a</a></p>"),
        ("<https://e.org/b>", "<p><a href=\"https://e.org/b\">https://e.org/b</a></p>"),
        ("[a](#b \"c\\\"d\")", "<p><a href=\"#b\" title=\"c&quot;d\">a</a></p>"),
        ("[*a*](javascript:alert(1))", "<p><em>a</em></p>"),
        ("[a](&#106;avascript:x)", "<p>a</p>"),
        ("[a](b.md)", "<p>a</p>"),
        (
            "[a [b](https://e.org)](https://f.org)",
            "<p>[a <a href=\"https://e.org\" class=\"web\">b</a>](<a href=\"https://f.org\">https://f.org</a>)</p>",
        ),
    ]);
}

#[test]
fn a_picture_is_its_description() {
    check(&[
        ("![a *b*](c.png)", "<p><span class=\"image\">a b</span></p>"),
        ("![a](javascript:x)", "<p><span class=\"image\">a</span></p>"),
        (
            "![a](http://e.org/c.png)",
            "<p><span class=\"image\"><a href=\"http://e.org/c.png\" class=\"web\">a</a></span></p>",
        ),
        (
            "![](http://e.org/)",
            "<p><span class=\"image\"><a href=\"http://e.org/\">http://e.org/</a></span></p>",
        ),
        ("[![a](http://e.org/c.png)](#d)", "<p><a href=\"#d\"><span class=\"image\">a</span></a></p>"),
    ]);
}

#[test]
fn tasks_are_characters() {
    check(&[(
        "- [x] a\n- [ ] b",
        "<ul>\n<li class=\"task\"><span class=\"mark\">☑</span> a</li>\n<li class=\"task\"><span class=\"mark\">☐</span> b</li>\n</ul>",
    )]);
}

#[test]
fn sections_are_named_once() {
    check(&[
        (
            "## A\n\na\n\n### B\n\n## A",
            "<section aria-labelledby=\"a\">\n<h2 id=\"a\">A</h2>\n<p>a</p>\n<h3 id=\"b\">B</h3>\n</section>\n<section>\n<h2 id=\"a-1\">A</h2>\n</section>",
        ),
        (
            "# T\n\n## A\n\n- # b",
            "<section aria-labelledby=\"a\">\n<h2 id=\"a\">A</h2>\n<ul>\n<li>\n<h3>b</h3>\n</li>\n</ul>\n</section>",
        ),
    ]);
}

#[test]
fn what_turns_or_hides_text_is_shown() {
    check(&[
        ("a\u{202e}b\u{7}", "<p>a\\u{202e}b\\u{7}</p>"),
        ("`&#x202e;` &#x202e;", "<p><code>&amp;#x202e;</code> \\u{202e}</p>"),
        ("[a](https://e.org/\u{202e})", "<p><a href=\"https://e.org/%E2%80%AE\" class=\"web\">a</a></p>"),
    ]);
}

#[test]
fn notes_stand_at_the_end_used_or_not() {
    let notes = |text| between(text, "<ol>\n<li id", "</section>");
    let one = notes("a[^x] b[^x]\n\n[^x]: *n*\n\n[^y]: unused");
    let expected = "=\"note:1\">\n<p><em>n</em> \
        <a href=\"#mark:1:1\" class=\"back\" role=\"doc-backlink\" aria-label=\"Back to reference 1, place 1\">↩</a> \
        <a href=\"#mark:1:2\" class=\"back\" role=\"doc-backlink\" aria-label=\"Back to reference 1, place 2\">↩</a></p>\n\
        </li>\n<li id=\"note:2\">\n<p>unused</p>\n</li>\n</ol>";
    assert_eq!(one, expected);
    assert!(page("## notes\n\na[^x]\n\n[^x]: n").contains("<h2 id=\"page:notes\">Footnotes</h2>"));
    assert!(!page("a").contains("page:notes"));
}

#[test]
fn the_title_block_says_what_is_known() {
    let block = |title: &str, meta: Meta| {
        let page = write(&Report::assemble(title, meta), Paper::A4);
        let (_, rest) = page.split_once("<header>\n").expect("a header");
        rest.split_once("</header>").map(|(block, _)| block.trim().to_owned())
    };
    let none = Meta::default();
    assert_eq!(block("# A `b`", none.clone()).as_deref(), Some("<h1>A <code>b</code></h1>"));
    let same = Meta { case_title: Some("A".into()), candidate: Some(" ".into()), ..none.clone() };
    assert_eq!(block("# A", same).as_deref(), Some("<h1>A</h1>"));
    let odd = Meta { case_title: Some("<b>".into()), date: Some("<soon>".into()), ..none.clone() };
    let facts = "<h1>&lt;b&gt;</h1>\n<dl>\n<div><dt>Date</dt><dd>&lt;soon&gt;</dd></div>\n</dl>";
    assert_eq!(block("", odd).as_deref(), Some(facts));
    let german = Meta { date: Some("2026-11-04".into()), lang: "de-CH".into(), ..none };
    let page = write(&Report::assemble("", german), Paper::A4);
    assert!(page.contains("<html lang=\"de-CH\">"));
    assert!(page.contains("<time datetime=\"2026-11-04\">2026-11-04</time>"));
}

#[test]
fn days_and_languages_are_read_or_left() {
    assert_eq!(day("2026-11-04", "en-GB"), "<time datetime=\"2026-11-04\">4 November 2026</time>");
    assert_eq!(day("2026-02-30", "en"), "2026-02-30");
    for (tag, good) in
        [("en", true), ("pt-BR", true), ("zh-Hant-TW", true), ("", false), ("e", false), ("en\" x", false)]
    {
        assert_eq!(is_language(tag), good, "{tag:?}");
    }
}

#[test]
fn only_a_long_answer_gets_contents() {
    let short = "## A\n\n### B\n\n## C\n\n## D\n";
    assert!(!page(short).contains("<nav"));
    let long = format!("#### Z\n\n{short}{}", "word ".repeat(300));
    let expected = "<li><a href=\"#z\">Z</a></li>\n<li><a href=\"#a\">A</a>\n<ol>\n<li><a href=\"#b\">B</a></li>\n</ol>\n</li>\n\
        <li><a href=\"#c\">C</a></li>\n<li><a href=\"#d\">D</a></li>";
    assert_eq!(between(&long, "Contents</p>\n<ol>\n", "</ol>\n</nav>"), expected);
}
