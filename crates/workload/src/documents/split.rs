//! Cuts a text into its documents at the markers `---` and `...`.
//!
//! A marker stands at the very beginning of a line, where YAML allows no content of a multi-line scalar (YAML 1.2.2
//! §9.1.2 c-forbidden), so cutting by lines is exact.

/// The text of one document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    /// Directives, marker and content.
    pub text: &'a str,
    /// Where `text` begins in the whole.
    pub start: usize,
    /// Line of `text` in the whole, from 1.
    pub first_line: usize,
}

impl Piece<'_> {
    /// First and last line of the content, in the whole text.
    pub fn lines(&self) -> (usize, usize) {
        let is_content = |line: &str| !line.trim().is_empty() && line.trim_end() != "---";
        let first = self.text.lines().position(is_content).unwrap_or(0);
        let last = self.text.trim_end().lines().count().max(1) - 1;
        (self.first_line + first, self.first_line + last.max(first))
    }

    /// The line of a place in `text`, in the whole text.
    pub fn line_at(&self, offset: usize) -> usize {
        self.first_line + self.text.get(..offset).unwrap_or(self.text).matches('\n').count()
    }
}

pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let whole = text.len();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = whole - text.len();
    let mut pieces = Vec::new();
    let (mut start, mut start_line) = (0, 1);
    let (mut offset, mut is_prolog) = (0, true);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let (opens, ends) = (is_marker(line, "---"), is_marker(line, "..."));
        // Directives belong to the marker that follows them, so they open the piece and the marker continues it.
        if (opens && !(is_prolog && has_directive(&text[start..offset]))) || ends {
            pieces.push(Piece { text: &text[start..offset], start: skipped + start, first_line: start_line });
            let skipped = if ends { line.len() } else { 0 };
            (start, start_line) = (offset + skipped, index + 1 + usize::from(ends));
            is_prolog = true;
        }
        is_prolog &= ends || is_empty(line);
        offset += line.len();
    }
    pieces.push(Piece { text: &text[start..], start: skipped + start, first_line: start_line });
    pieces
}

fn is_marker(line: &str, marker: &str) -> bool {
    line.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
}

fn is_empty(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with(['#', '%'])
}

fn has_directive(prolog: &str) -> bool {
    prolog.lines().any(|line| line.starts_with('%'))
}
