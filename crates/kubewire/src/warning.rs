//! The `Warning` header (RFC 7234 §5.5): how the API server says "done, but".

/// The texts of a header's value, which may hold several warnings: `299 - "text", 299 - "text"`. What is not of
/// that form is given as it stands: it was meant to be read.
pub fn parse(header: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = header.trim();
    while !rest.is_empty() {
        let Some((text, after)) = quoted(rest) else {
            texts.push(rest.to_owned());
            break;
        };
        texts.push(text);
        rest = after.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
    }
    texts
}

/// The first quoted string with its escapes undone, and what follows it (a quoted date may).
fn quoted(text: &str) -> Option<(String, &str)> {
    let start = text.find('"')? + 1;
    let mut out = String::new();
    let mut escaped = false;
    for (at, c) in text[start..].char_indices() {
        match c {
            _ if escaped => {
                out.push(c);
                escaped = false;
            }
            '\\' => escaped = true,
            '"' => return Some((out, skip_date(&text[start + at + 1..]))),
            _ => out.push(c),
        }
    }
    None
}

fn skip_date(after: &str) -> &str {
    match after.trim_start().strip_prefix('"') {
        Some(date) => date.split_once('"').map_or("", |(_, rest)| rest),
        None => after,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_whatever_they_hold() {
        for (header, expected) in [
            ("", vec![]),
            (r#"299 - "unknown field \"spec.foo\"""#, vec![r#"unknown field "spec.foo""#]),
            (r#"299 - "a, b", 299 - "c""#, vec!["a, b", "c"]),
            (r#"299 - "a" "Wed, 21 Oct 2015 07:28:00 GMT", 299 - "b""#, vec!["a", "b"]),
            (r#"299 - "back\\slash""#, vec![r"back\slash"]),
            ("something else", vec!["something else"]),
            (r#"299 - "never ends"#, vec![r#"299 - "never ends"#]),
        ] {
            assert_eq!(parse(header), expected, "{header}");
        }
    }
}
