//! What stands between values, of which events do not tell: blanks, comments, anchors, tags, and the marks of keys and
//! items.

/// What breaks a line for libyaml; editors know the first two.
const BREAKS: [char; 5] = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];

/// Where what is neither blank nor a comment stands next.
pub(in crate::documents) fn behind_blanks(text: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        let rest = &text[at..];
        let blank = rest.len() - rest.trim_start_matches(is_blank).len();
        at += blank;
        let is_comment = text[at..].starts_with('#') && (blank > 0 || text[..at].ends_with(is_blank));
        if !is_comment {
            return at;
        }
        at += text[at..].find(BREAKS).unwrap_or(text.len() - at);
    }
}

/// Behind the anchor and the tag that stand at a place, and where what they belong to begins; a lone `!` makes that
/// text.
pub(super) struct Properties {
    pub end: usize,
    pub next: usize,
    pub is_text: bool,
}

pub(super) fn properties(text: &str, from: usize) -> Properties {
    let mut found = Properties { end: from, next: from, is_text: false };
    while text[found.next..].starts_with(['&', '!']) {
        let rest = &text[found.next..];
        let is_verbatim = rest.starts_with("!<");
        let ends = |c: char| is_blank(c) || !is_verbatim && matches!(c, ',' | '[' | ']' | '{' | '}');
        let length = rest.find(ends).unwrap_or(rest.len());
        found.is_text |= &rest[..length] == "!";
        found.end = found.next + length;
        found.next = behind_blanks(text, found.end);
    }
    found
}

/// Behind the next mark such as `:`, if that is what comes next.
pub(super) fn behind_mark(text: &str, from: usize, mark: char, in_flow: bool) -> Option<usize> {
    let rest = text[behind_blanks(text, from)..].strip_prefix(mark)?;
    (in_flow || rest.starts_with(is_blank) || rest.is_empty()).then(|| text.len() - rest.len())
}

/// Where a block string ends: behind the break of its last line that has something, or with `+` behind those that have
/// nothing too.
pub(super) fn block_end(text: &str, start: usize, end: usize) -> usize {
    let written = &text[start..end];
    let header = written.find(BREAKS).unwrap_or(written.len());
    let keeps = written[..header].trim_start_matches(['|', '>']).chars().take(2).any(|c| c == '+');
    let content = written.trim_end_matches(is_blank).len().max(header);
    if keeps || content == written.len() {
        return end;
    }
    // Behind the break of that line.
    let line = &written[content..];
    let Some(at) = line.find(BREAKS) else { return end };
    let first = line[at..].chars().next().map_or(0, char::len_utf8);
    let length = if line[at..].starts_with("\r\n") { 2 } else { first };
    start + content + at + length
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t') || BREAKS.contains(&c)
}
