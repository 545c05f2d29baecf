//! Which links survive, and in what spelling.

use std::net::Ipv4Addr;

/// The address to put into `href`, percent-encoded but not yet escaped for HTML; nothing if the link must not work.
///
/// Places in the page, `http`, `https` and `mailto` survive. User names and bare IPv6 addresses do not: they serve
/// to deceive more often than to lead anywhere.
pub(super) fn target(url: &str) -> Option<String> {
    let url = url.trim();
    if let Some(fragment) = url.strip_prefix('#') {
        return Some(format!("#{}", encoded(fragment, true)));
    }
    let (scheme, rest) = url.split_once(':')?;
    match scheme.to_ascii_lowercase().as_str() {
        "mailto" if !rest.is_empty() => Some(format!("mailto:{}", encoded(rest, false))),
        scheme @ ("http" | "https") => {
            let rest = rest.strip_prefix("//")?;
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (authority, path) = rest.split_at(end);
            is_authority(authority).then(|| format!("{scheme}://{authority}{}", encoded(path, false)))
        }
        _ => None,
    }
}

/// Whether a target leads out of the page onto the web.
pub(super) fn is_web(target: &str) -> bool {
    target.starts_with("http")
}

fn is_authority(authority: &str) -> bool {
    let (host, port) = authority.split_once(':').unwrap_or((authority, "80"));
    let host = host.strip_suffix('.').unwrap_or(host);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    // A host whose last label starts with a digit is read as a number.
    let numeric = host
        .rsplit('.')
        .next()
        .is_some_and(|label| label.starts_with(|letter: char| letter.is_ascii_digit()));
    port.parse::<u16>().is_ok()
        && host.len() <= 253
        && host.split('.').all(is_label)
        && (!numeric || host.parse::<Ipv4Addr>().is_ok())
}

/// Everything but the characters of a valid URL as `%XX`. A percent sign that starts such an escape stays, and so
/// does the first `#` unless the text is a fragment already.
fn encoded(text: &str, mut in_fragment: bool) -> String {
    let bytes = text.as_bytes();
    let mut result = String::with_capacity(text.len());
    for (index, byte) in bytes.iter().enumerate() {
        let keep = match byte {
            b'%' => {
                matches!(bytes.get(index + 1..index + 3), Some(hex) if hex.iter().all(u8::is_ascii_hexdigit))
            }
            b'#' => !std::mem::replace(&mut in_fragment, true),
            _ => byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(byte),
        };
        if keep {
            result.push(char::from(*byte));
        } else {
            result.push_str(&format!("%{byte:02X}"));
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmless_links_survive() {
        let cases = [
            ("https://example.org", "https://example.org"),
            ("HTTP://example.org:8080/a?b=c&d#e", "http://example.org:8080/a?b=c&d#e"),
            ("https://example.org/a b|c[d]\\\"<é>", "https://example.org/a%20b%7Cc%5Bd%5D%5C%22%3C%C3%A9%3E"),
            ("https://example.org/100%/%20/#a#b", "https://example.org/100%25/%20/#a%23b"),
            ("https://bücher.example/", "https://bücher.example/"),
            ("http://192.0.2.1/", "http://192.0.2.1/"),
            ("mailto:a@example.org?subject=x y", "mailto:a@example.org?subject=x%20y"),
            ("#risks", "#risks"),
            ("#a#ü", "#a%23%C3%BC"),
            ("#", "#"),
            (" https://example.org ", "https://example.org"),
        ];
        for (url, expected) in cases {
            assert_eq!(target(url).as_deref(), Some(expected), "{url:?}");
        }
    }

    #[test]
    fn all_others_do_not() {
        for url in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,<script>",
            "vbscript:x",
            "file:///etc/passwd",
            "ftp://example.org",
            "//example.org",
            "/path",
            "other.md",
            "",
            "https:example.org",
            "https:///example.org",
            "https://",
            "https://user@example.org/",
            "https://good.example\\@bad.example/",
            "https://[::1]/",
            "https://exa mple.org",
            "https://example..org",
            "https://example.org:port/",
            "https://1.2.3.256/",
            "https://999999999999/",
            "https://ex%61mple.org/",
            "mailto:",
            "http\u{202e}://example.org",
        ] {
            assert_eq!(target(url), None, "{url:?}");
        }
    }
}
