//! The answer as Markdown: front matter, comments and unanswered questions cut out, everything else byte for byte.

mod blanks;
mod comments;

use pulldown_cmark::{OffsetIter, Parser, Tag};

use crate::export::Report;
use crate::text::front_matter;
use crate::text::markdown::options;

const BOM: char = '\u{feff}';
const COACH: &str = "<!-- ssmr";

/// The answer as it was written.
pub fn write(report: &Report) -> String {
    report.body.clone()
}

/// The text without front matter, HTML comments, unanswered questions and the sections that are empty without them.
///
/// - Front matter that is never closed, or is not YAML keys, is text and stays.
/// - A comment goes with its line where it stands alone on it, and with the blank line below it where there is one
///   above too. Comments in code stay; so does one that is never closed.
/// - A level-3 heading with nothing below it but comments or tables without a filled cell goes; so does a level-2
///   heading that then has nothing below it. In a text without any comment of the coach a heading goes only if a
///   comment stood there: an outline is not an unanswered form.
pub fn clean(text: &str) -> String {
    let (mark, text) = match text.strip_prefix(BOM) {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let (head, body) = text.split_at(front_matter(text).map_or(0, |front| front.whole.end));
    let bare = comments::cut(&body[blank_lines(body, !head.is_empty())..]);
    let coached = bare.coached || head.lines().any(|line| line.starts_with("ssmr:"));
    format!("{mark}{}", blanks::cut(&bare.text, &bare.traces, coached))
}

/// The text as the HTML parser gets it: no byte order mark, plain line breaks, and a comment that is never closed as
/// visible text, so that it swallows nothing.
pub(super) fn source(body: &str) -> String {
    let body = body.strip_prefix(BOM).unwrap_or(body);
    let mut text = body.replace("\r\n", "\n").replace('\r', "\n");
    // Making one visible can uncover another. Real texts have one at most; what is left shows as raw text.
    for _ in 0..4 {
        let Some(at) = comments::never_closed(&text) else { break };
        text.replace_range(at..=at, "&lt;");
    }
    text
}

/// The byte at which a comment starts that is never closed.
pub(super) fn never_closed(body: &str) -> Option<usize> {
    comments::never_closed(body)
}

/// How many bytes of blank lines a text starts with; 0 if `cut` is false.
fn blank_lines(text: &str, cut: bool) -> usize {
    if !cut {
        return 0;
    }
    text.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum()
}

/// Every event of a text with its bytes, in the dialect that is exported.
fn events(text: &str) -> OffsetIter<'_> {
    Parser::new_ext(text, options()).into_offset_iter()
}

/// Whether a tag opens something whose headings are not the document's own.
fn is_container(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cases: &[(&str, &str)]) {
        for (text, clean_text) in cases {
            assert_eq!(clean(text), *clean_text, "{text:?}");
            let marked = format!("\u{feff}{text}");
            assert_eq!(clean(&marked), format!("\u{feff}{clean_text}"), "with a mark: {text:?}");
            let windows = |text: &str| text.replace('\n', "\r\n");
            assert_eq!(clean(&windows(text)), windows(clean_text), "with CRLF: {text:?}");
        }
    }

    #[test]
    fn front_matter_goes() {
        check(&[
            ("---\na: 1\n---\n\n# T\n", "# T\n"),
            ("---\na: 1\nb:\n  - c\n...\n# T", "# T"),
            ("---\n---\ntext\n", "text\n"),
            ("---\nssmr: 1\n---", ""),
        ]);
    }

    #[test]
    fn what_only_looks_like_front_matter_stays() {
        for text in [
            "---\na: 1\n# never closed\n\n## Section\n",
            "---\n\n# T\n\nNote: text\n\n---\n\nmore\n",
            "---\n# T\n---\n",
            "----\na: 1\n---\n",
            "\n---\na: 1\n---\n",
            "---",
            "",
            "   \n\n\ttext  \n\n\n",
        ] {
            check(&[(text, text)]);
        }
    }

    #[test]
    fn comments_go() {
        check(&[
            ("a <!-- x --> b\n", "a  b\n"),
            ("a <!-- x -->\nb", "a\nb"),
            ("<!-- x --> a\n", "a\n"),
            ("a\n\n<!-- x -->\n\nb\n", "a\n\nb\n"),
            ("a\n\n<!-- x -->\nb\n", "a\n\nb\n"),
            ("a\n\n<!-- x\n\n y\n-->\n\nb\n", "a\n\nb\n"),
            ("a\n\n<!-- x --> <!-- y -->\n<!-- z -->\n\nb\n", "a\n\nb\n"),
            ("a\n\n<!-- x -->\n", "a\n"),
            ("a\n\n<!-- x -->", "a\n"),
            ("<!-- x -->\n\na\n", "a\n"),
            ("<!-- x -->", ""),
            ("- a\n\n  <!-- x -->\n\n  b\n", "- a\n\n  b\n"),
            ("> a\n> <!-- x\n> y -->\n> b\n", "> a\n>\n> b\n"),
            ("| a <!-- x --> | b |\n|---|---|\n| c | d |\n", "| a  | b |\n|---|---|\n| c | d |\n"),
            ("a\n    <!-- x -->\nb\n", "a\nb\n"),
            ("# A\n<!-- x -->\nb\n", "# A\nb\n"),
            ("<div>\n<!-- x -->\n</div>\n", "<div>\n</div>\n"),
            ("a <!--> b\n", "a  b\n"),
        ]);
    }

    #[test]
    fn cutting_a_comment_makes_no_new_structure() {
        check(&[
            // Two paragraphs stay two, a rule does not become the underline of a heading.
            ("a\n<!-- x -->\nb\n", "a\n\nb\n"),
            ("a\n<!-- x -->\n---\n", "a\n\n---\n"),
            ("a\n- <!-- x -->\n- b\n", "a\n- b\n"),
            // Two spaces at the end of a line would be a line break.
            ("a  <!-- x -->\nb\n", "a\nb\n"),
            ("<!-- x -->    a\n", "a\n"),
        ]);
    }

    #[test]
    fn what_is_not_a_comment_stays() {
        for text in [
            "```\n<!-- x -->\n```\n",
            "~~~html\n<!-- ssmr x -->\n",
            "a `<!-- x -->` b\n",
            "    <!-- x -->\n",
            "a \\<!-- x --> b\n",
            "a <!-- never closed\n\nb\n",
            "<!-- never closed\n\n## B\n\nb\n",
            "a <!-- x\n\ny --> b\n",
            "&lt;!-- x --&gt;\n",
        ] {
            check(&[(text, text)]);
        }
    }

    #[test]
    fn unanswered_questions_go_and_empty_sections_with_them() {
        check(&[
            (
                "## S\n\n### Q\n\n<!-- ssmr q: why? -->\n\n### R\n\n<!-- ssmr r: -->\n\nyes\n",
                "## S\n\n### R\n\nyes\n",
            ),
            ("## S\n\n<!-- ssmr section: -->\n\n### Q\n\n<!-- ssmr q: -->\n\n## T\n\nt\n", "## T\n\nt\n"),
            ("# T\n\n> b\n\n## S\n\n### Q\n\n<!-- ssmr q: -->\n", "# T\n\n> b\n"),
            ("## S\n\ns\n\n### Q\n\n<!-- ssmr q: -->\n\n", "## S\n\ns\n"),
            ("## S\n\n### Q\n<!-- ssmr q: -->\n\n| a | b |\n|---|---|\n|  |  |\n|  |  |\n", ""),
            ("### Q\n<!-- ssmr q: -->\n\n| a |\n|---|\n", ""),
            (
                "Q\n---\n\n<!-- ssmr section -->\n\n### R\n\n<!-- ssmr r: -->\n\n### S\n\ns\n",
                "Q\n---\n\n### S\n\ns\n",
            ),
            // In a form of the coach a question whose prompt was deleted is unanswered too.
            ("### Q\n\n### R\n\n<!-- ssmr r: -->\n\nr\n", "### R\n\nr\n"),
            ("---\nssmr: 1\n---\n### Q\n\n### R\n\nr\n", "### R\n\nr\n"),
            // Notes and link targets are needed by other answers.
            ("a[^1]\n\n### Q\n\n<!-- ssmr q: -->\n\n[^1]: note\n", "a[^1]\n\n[^1]: note\n"),
            (
                "## S\n\n### Q\n\n<!-- ssmr q: -->\n\n[^1]: note\n\n[b]: /c\n\n## T\n\n[b][^1]\n",
                "[^1]: note\n\n[b]: /c\n\n## T\n\n[b][^1]\n",
            ),
            // Anybody's comment is a prompt where nothing else stands.
            ("### Q\n\n<!-- todo -->\n\n### R\n\nr\n", "### R\n\nr\n"),
        ]);
    }

    #[test]
    fn what_has_content_stays() {
        for text in ["### Q\n\n### R\n\nr\n", "## S\n\n## T\n", "| a |\n|---|\n|   |\n"] {
            check(&[(text, text)]);
        }
        let kept = [
            "#### deeper\n",
            "| a | b |\n|---|---|\n|  | x |\n",
            "---\n",
            "```\n```\n",
            "| a |\n|---|\n|   |\n\nand text\n",
            "> ### quoted\n",
        ];
        for rest in kept {
            let expected = format!("## S\n\n### Q\n\n{rest}");
            check(&[(&format!("## S\n\n### Q\n\n<!-- ssmr q: -->\n\n{rest}"), &expected)]);
        }
    }

    #[test]
    fn the_parser_gets_plain_lines_and_visible_open_comments() {
        let cases = [
            ("\u{feff}a\r\nb\rc\n", "a\nb\nc\n"),
            ("a\n\n<!-- b\n\n# C\n", "a\n\n&lt;!-- b\n\n# C\n"),
            ("<!-- a\n\n<!-- b\n", "&lt;!-- a\n\n&lt;!-- b\n"),
            ("> <!-- a\n\n<!-- b -->\n", "> &lt;!-- a\n\n<!-- b -->\n"),
            ("```\n<!-- a\n```\n", "```\n<!-- a\n```\n"),
        ];
        for (body, text) in cases {
            assert_eq!(source(body), text, "{body:?}");
        }
    }
}
