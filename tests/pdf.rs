//! PDF through a browser: what is asked of it, and what happens when it fails. The browser is a script that says what
//! it was told; a real one prints in `.ci/html`.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests look at the files that the program wrote")]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use support::Place;

/// Copies the page into a PDF that begins and ends like one.
const PRINTS: &str = r#"#!/bin/sh
for word in "$@"; do
    case "$word" in --print-to-pdf=*) pdf=${word#--print-to-pdf=} ;; file://*) page=${word#file://} ;; esac
done
{ echo "%PDF-1.4 /CreationDate (D:20261125013000+00'00')"; cat "$page"; echo "%%EOF"; } > "$pdf"
"#;

fn place(script: &str) -> Place {
    let place = Place::new();
    place.write("answer.md", "---\ncandidate: Sam Poe\n---\n\n# A case\n\nText.\n");
    place.write("browser", script);
    let file = place.path().join("browser");
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).expect("an executable");
    place
}

fn export(place: &Place, arguments: &[&str], source_date: Option<&str>) -> (String, String) {
    let mut program = place.program();
    program.env("SSMR_BROWSER", place.path().join("browser"));
    if let Some(seconds) = source_date {
        program.env("SOURCE_DATE_EPOCH", seconds);
    }
    let output =
        program.args(["export", "answer.md", "--to", "pdf"]).args(arguments).output().expect("it runs");
    let all =
        format!("{}exit {}", String::from_utf8_lossy(&output.stderr), output.status.code().unwrap_or(-1));
    (
        all.replace(&place.path().display().to_string(), "[DIR]"),
        String::from_utf8_lossy(&output.stdout).into_owned(),
    )
}

#[test]
fn the_page_is_printed_and_nothing_is_left_behind() {
    let place = place(PRINTS);
    assert_eq!(export(&place, &[], None), ("printing with browser\nexit 0".into(), "answer.pdf\n".into()));
    let pdf = place.read("answer.pdf");
    assert!(pdf.starts_with("%PDF-1.4 /CreationDate (D:20261125013000"), "{pdf}");
    assert!(pdf.contains("<h1>A case</h1>") && pdf.contains("Sam Poe"));
    let mut names: Vec<_> = fs::read_dir(place.path())
        .expect("a folder")
        .map(|entry| entry.expect("readable").file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["answer.md", "answer.pdf", "browser"]);
}

#[test]
fn its_times_are_those_that_were_asked_for() {
    let place = place(PRINTS);
    export(&place, &["--force"], Some("1577934245"));
    assert!(place.read("answer.pdf").contains("(D:20200102030405+00'00')"));
    export(&place, &["--force", "--anonymous"], None);
    let pdf = place.read("answer.pdf");
    assert!(pdf.contains("(D:19700101000000+00'00')") && !pdf.contains("Sam Poe"));
}

#[test]
fn it_goes_to_standard_output_as_bytes() {
    let place = place(PRINTS);
    let (said, pdf) = export(&place, &["-o", "-"], None);
    assert_eq!(said, "printing with browser\nexit 0");
    assert!(pdf.starts_with("%PDF-1.4") && pdf.ends_with("%%EOF\n"));
}

#[test]
fn a_browser_that_sees_no_temporary_folder_gets_one_beside_the_file() {
    let place = place(PRINTS);
    let blind =
        PRINTS.replace("for word", "case \"$*\" in *\"file://$PWD/ssmr-\"*) ;; *) exit 0 ;; esac\nfor word");
    place.write("browser", &blind);
    assert_eq!(export(&place, &[], None).0, "printing with browser\nexit 0");
    assert!(place.read("answer.pdf").contains("A case"));
}

#[test]
fn without_a_pdf_the_page_is_written_all_the_same() {
    let place = place("#!/bin/sh\nexit 7\n");
    place.write("answer.html", "mine");
    let (said, printed) = export(&place, &[], None);
    let expected = "printing with browser\nerror: the browser browser made no PDF: it ended with exit status: 7\n  \
                    hint: the page is in answer-2.html; open it in a browser, choose Print, save as PDF, and turn off headers and footers\nexit 3";
    assert_eq!((said.as_str(), printed.as_str()), (expected, ""));
    assert!(place.read("answer-2.html").contains("<h1>A case</h1>"));
    assert_eq!(place.read("answer.html"), "mine");
    assert!(!place.has("answer.pdf"));
}
