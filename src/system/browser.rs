//! Browsers that can print a page: Chromium, Chrome, Brave and Edge.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::system::leash::Leash;
use crate::system::timed::TimedError;

/// How long printing may take.
const LIMIT: Duration = Duration::from_secs(30);

/// Names on the search path, most likely first.
const NAMES: [&str; 9] = [
    "google-chrome-stable",
    "google-chrome",
    "chromium",
    "chromium-browser",
    "brave-browser",
    "brave",
    "microsoft-edge-stable",
    "microsoft-edge",
    "msedge",
];

/// Places below the folder for applications of macOS.
const MAC: [&str; 4] = [
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Brave Browser.app/Contents/MacOS/Brave Browser",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/// Places below the folders for programs of Windows.
const WINDOWS: [&str; 4] = [
    "Google\\Chrome\\Application\\chrome.exe",
    "Chromium\\Application\\chrome.exe",
    "BraveSoftware\\Brave-Browser\\Application\\brave.exe",
    "Microsoft\\Edge\\Application\\msedge.exe",
];

/// A browser: its program and what has to be said to it first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Browser {
    program: PathBuf,
    arguments: Vec<String>,
}

/// Why no PDF came out.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// It could not be started, took too long, or ended with a failure.
    #[error("the browser {0} made no PDF: {1}")]
    Child(String, TimedError),
    /// It said that all was well, and wrote nothing.
    #[error("the browser {0} made no PDF, and did not say why")]
    Nothing(String),
}

/// Where browsers are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// `SSMR_BROWSER`: a program, or a program with arguments.
    pub chosen: Option<String>,
    /// The folders of `PATH`.
    pub path: Vec<PathBuf>,
    /// Folders that hold applications by their full names.
    pub programs: Vec<PathBuf>,
}

impl Browser {
    /// The browser that was chosen, else the first that is found. `is_file` tells whether a program is there.
    pub fn find(places: &Places, is_file: impl Fn(&Path) -> bool) -> Option<Browser> {
        if let Some(chosen) = places.chosen.as_deref().map(str::trim).filter(|chosen| !chosen.is_empty()) {
            return Some(Self::chosen(chosen, &is_file));
        }
        let named = NAMES.iter().flat_map(|name| places.path.iter().map(move |folder| folder.join(name)));
        let placed = places
            .programs
            .iter()
            .flat_map(|folder| MAC.iter().chain(&WINDOWS).map(|name| folder.join(name)));
        let program = named.chain(placed).find(|program| is_file(program))?;
        Some(Browser { program, arguments: Vec::new() })
    }

    /// A path may hold spaces; if the whole is no file, what is behind the first word is said to the program.
    fn chosen(chosen: &str, is_file: impl Fn(&Path) -> bool) -> Browser {
        let whole = PathBuf::from(chosen);
        if is_file(&whole) {
            return Browser { program: whole, arguments: Vec::new() };
        }
        let mut words = chosen.split_whitespace().map(str::to_owned);
        Browser { program: words.next().unwrap_or_default().into(), arguments: words.collect() }
    }

    /// The name of its program.
    pub fn name(&self) -> String {
        self.program.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }

    /// Prints `page.html` of a folder to `page.pdf` in it, with a profile of its own there and without any network.
    /// `is_printed` tells whether the PDF is there and whole; `tick` is called again and again meanwhile.
    ///
    /// # Errors
    /// See [`PrintError`].
    pub fn print(
        &self,
        folder: &Path,
        is_root: bool,
        is_printed: &dyn Fn() -> bool,
        tick: &mut dyn FnMut(),
    ) -> Result<(), PrintError> {
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .args(arguments(folder, is_root))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let fault = |error| PrintError::Child(self.name(), error);
        let leash = Leash::default();
        leash.start(command).map_err(fault)?;
        let status = leash.wait(LIMIT, tick).map_err(fault)?;
        // Some versions print and then do not end.
        match status {
            _ if is_printed() => Ok(()),
            None => Err(fault(TimedError::TooSlow(LIMIT.as_secs()))),
            Some(status) if !status.success() => Err(fault(TimedError::Failed(status))),
            Some(_) => Err(PrintError::Nothing(self.name())),
        }
    }
}

fn arguments(folder: &Path, is_root: bool) -> Vec<String> {
    let mut all: Vec<String> = [
        "--headless",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-extensions",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-sync",
        "--no-default-browser-check",
        "--no-first-run",
        "--no-pings",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--no-pdf-header-footer",
        "--export-tagged-pdf",
        "--generate-pdf-document-outline",
    ]
    .map(str::to_owned)
    .into();
    if is_root {
        // The sandbox refuses to work for the superuser. The page holds no script and loads nothing.
        all.push("--no-sandbox".into());
    }
    all.push(format!("--user-data-dir={}", folder.join("profile").display()));
    all.push(format!("--print-to-pdf={}", folder.join("page.pdf").display()));
    all.push(file_url(&folder.join("page.html")));
    all
}

/// A path as an address. Everything but letters, digits and a few marks is written as `%XX`.
fn file_url(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let start = if text.starts_with('/') { "file://" } else { "file:///" };
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte);
    text.bytes().fold(start.to_owned(), |mut url, byte| {
        if kept(byte) {
            url.push(char::from(byte));
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
        url
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(places: &Places, there: &[&str]) -> Option<Browser> {
        Browser::find(places, |path| there.iter().any(|known| Path::new(known) == path))
    }

    #[test]
    fn the_chosen_browser_comes_first_then_the_usual_ones() {
        let places = Places {
            chosen: None,
            path: vec!["/a".into(), "/b".into()],
            programs: vec!["/Applications".into()],
        };
        let program =
            |there: &[&str]| find(&places, there).map(|browser| browser.program.display().to_string());
        assert_eq!(program(&["/b/chromium", "/b/google-chrome"]), Some("/b/google-chrome".into()));
        assert_eq!(
            program(&["/a/brave", "/Applications/Chromium.app/Contents/MacOS/Chromium"]),
            Some("/a/brave".into())
        );
        let edge = "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge";
        assert_eq!(program(&[edge]), Some(edge.into()));
        assert_eq!(program(&[]), None);
        let chosen = |text: &str| Places { chosen: Some(text.into()), ..places.clone() };
        let whole = find(&chosen("/opt/my browser"), &["/opt/my browser"]).expect("chosen");
        assert_eq!((whole.name(), whole.arguments.len()), ("my browser".into(), 0));
        let words = find(&chosen("chromium --no-sandbox"), &["/b/google-chrome"]).expect("chosen");
        assert_eq!((words.name(), words.arguments), ("chromium".into(), vec!["--no-sandbox".to_owned()]));
        assert_eq!(find(&chosen(" "), &[]), None);
    }

    #[test]
    fn it_is_told_where_to_print_and_to_stay_off_the_network() {
        let told = arguments(Path::new("/tmp/a b"), false);
        assert_eq!(told.last().map(String::as_str), Some("file:///tmp/a%20b/page.html"));
        for needed in
            ["--headless", "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=/tmp/a b/profile"]
        {
            assert!(told.iter().any(|argument| argument == needed), "{needed}");
        }
        assert!(!told.iter().any(|argument| argument == "--no-sandbox"));
        assert!(arguments(Path::new("/"), true).iter().any(|argument| argument == "--no-sandbox"));
        assert_eq!(file_url(Path::new("C:\\Temp\\ü\\page.html")), "file:///C:/Temp/%C3%BC/page.html");
    }

    #[cfg(unix)]
    #[test]
    fn a_browser_that_fails_or_prints_nothing_is_named() {
        let folder = Path::new("/no/such/folder");
        let print = |program: &str| {
            let browser = Browser { program: program.into(), arguments: Vec::new() };
            browser.print(folder, false, &|| false, &mut || {}).expect_err("no PDF").to_string()
        };
        assert!(print("false").starts_with("the browser false made no PDF: it ended with exit status: 1"));
        assert_eq!(print("true"), "the browser true made no PDF, and did not say why");
        assert!(
            print("/no/such/browser").starts_with("the browser browser made no PDF: it could not be started")
        );
    }
}
