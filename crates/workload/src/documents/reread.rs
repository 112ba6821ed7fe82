//! Reading a text again after a change: what is the same as before is not read a second time.

use crate::documents::problem::Problem;
use crate::documents::split::{Piece, pieces};
use crate::documents::{Document, bytes, documents};

/// The documents of a text. `before` is what another text was found to be, `written` single documents with what each
/// was found to be on its own; both spare reading, and change nothing of what is found.
pub(crate) fn reread(
    text: &str,
    before: (&str, Vec<Document>),
    written: Vec<(String, Document)>,
) -> Result<Vec<Document>, Problem> {
    bytes::check(text)?;
    let (old, now) = (pieces(before.0), pieces(text));
    let same = |(one, other): &(&Piece<'_>, &Piece<'_>)| one.text == other.text;
    let head = old.iter().zip(&now).take_while(same).count();
    let rest = old.len().min(now.len()) - head;
    let tail = old.iter().rev().zip(now.iter().rev()).take(rest).take_while(same).count();
    let mut known = Known { before: before.1.into_iter().map(Some).collect(), written };
    let mut found = Vec::new();
    for (at, piece) in now.iter().enumerate() {
        let was = if at < head {
            old.get(at)
        } else {
            at.checked_sub(now.len() - tail).and_then(|at| old.get(old.len() - tail + at))
        };
        let spared = match was {
            Some(was) => known.before(was, piece),
            None => known.written(piece),
        };
        found.extend(spared.unwrap_or_else(|| documents(*piece)));
    }
    Ok(found)
}

/// What has been read.
struct Known {
    before: Vec<Option<Document>>,
    written: Vec<(String, Document)>,
}

impl Known {
    /// The documents of a piece that was there before; none where one of them says where it stands.
    fn before(&mut self, was: &Piece<'_>, now: &Piece<'_>) -> Option<Vec<Document>> {
        let end = was.start + was.text.len();
        let is_of = |document: &Document| document.span.start >= was.start && document.span.end <= end;
        let own = self.before.iter_mut().filter(|document| document.as_ref().is_some_and(is_of));
        let own: Vec<Document> = own.filter_map(Option::take).collect();
        own.into_iter().map(|document| moved(document, was, now)).collect()
    }

    /// The document of a piece that was read on its own.
    fn written(&mut self, now: &Piece<'_>) -> Option<Vec<Document>> {
        let at = self.written.iter().position(|(text, _)| text == now.text)?;
        let (text, document) = self.written.swap_remove(at);
        let was = Piece { text: &text, start: 0, first_line: 1 };
        Some(vec![moved(document, &was, now)?])
    }
}

/// A document whose piece stands elsewhere now; none where it cannot be read, as the parser's words name lines.
fn moved(mut document: Document, was: &Piece<'_>, now: &Piece<'_>) -> Option<Document> {
    if was.first_line != now.first_line && document.content.is_err() {
        return None;
    }
    let line = |line: usize| line - was.first_line + now.first_line;
    let byte = |byte: usize| byte - was.start + now.start;
    document.span = byte(document.span.start)..byte(document.span.end);
    document.first_line = line(document.first_line);
    document.last_line = line(document.last_line);
    for warning in &mut document.warnings {
        warning.line = line(warning.line);
    }
    Some(document)
}
