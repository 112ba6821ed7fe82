//! The line breaks of a text: what is added to it has the same ones, and an editor does not change them.

const WINDOWS: &str = "\r\n";

/// The line break that most lines of a text have.
pub(super) fn line_break(text: &str) -> &'static str {
    let windows = text.matches(WINDOWS).count();
    if windows * 2 > text.matches('\n').count() { WINDOWS } else { "\n" }
}

/// What is added to a text, with the line breaks of that.
pub(super) fn in_breaks_of(text: &str, added: String) -> String {
    with_breaks(line_break(text), added)
}

/// What is added, with such line breaks.
pub(super) fn with_breaks(line_break: &str, added: String) -> String {
    if line_break == "\n" { added } else { added.replace(WINDOWS, "\n").replace('\n', WINDOWS) }
}

/// By what the first indented line of a text is indented; two spaces where none is.
pub(super) fn indent(text: &str) -> &str {
    let blank = |line: &'_ str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let line = text.lines().find(|line| blank(line) > 0 && blank(line) < line.len());
    line.map_or("  ", |line| &line[..blank(line)])
}

/// What an editor gives that has all line breaks alike, with those that the text had before where it is the same.
pub(super) fn kept(before: &str, given: &str) -> String {
    if !before.contains('\r') {
        return given.to_owned();
    }
    let (old, new) = (alike(before), alike(given));
    let pairs = || old.bytes().zip(new.bytes());
    let mut head = pairs().take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(head) || !new.is_char_boundary(head) {
        head -= 1;
    }
    let most = old.len().min(new.len()) - head;
    let pairs = old.bytes().rev().zip(new.bytes().rev()).take(most);
    let mut tail = pairs.take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(old.len() - tail) || !new.is_char_boundary(new.len() - tail) {
        tail -= 1;
    }
    let middle = &new[head..new.len() - tail];
    let middle = middle.replace('\n', line_break(before));
    [&before[..place(before, head)], &middle, &before[place(before, old.len() - tail)..]].concat()
}

fn alike(text: &str) -> String {
    text.replace(WINDOWS, "\n").replace('\r', "\n")
}

/// Where a place of a text that has all line breaks alike is in the text itself.
fn place(text: &str, alike: usize) -> usize {
    let (mut at, mut count) = (0, 0);
    let bytes = text.as_bytes();
    while count < alike {
        at += if bytes[at..].starts_with(WINDOWS.as_bytes()) { 2 } else { 1 };
        count += 1;
    }
    at
}
