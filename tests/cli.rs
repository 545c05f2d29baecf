//! Whole outputs of every command, in an environment that the test builds from nothing. Expected output stands in
//! `tests/cli/COMMAND.trycmd`; `TRYCMD=overwrite cargo test --test cli` writes it anew.

#[test]
fn every_command_says_what_its_file_expects() {
    let cases = trycmd::TestCases::new();
    for name in ["EDITOR", "VISUAL", "PAGER", "CLICOLOR_FORCE", "CLICOLOR", "XDG_DATA_HOME", "TERM"] {
        cases.env(name, "");
    }
    cases
        .env("SSMR_HOME", ".ssmr")
        .env("SSMR_NOW", "2026-11-24T09:00:00Z")
        .env("SSMR_SEED", "7")
        .env("SSMR_BROWSER", "/no/such/browser")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80");
    cases.case("tests/cli/*.trycmd");
    cases.run();
}
