//! Messages out of a byte stream: the framing of a watch over plain HTTP, one JSON value a line.

/// A line of an unreasonable length: an object is limited to 3 MiB on its way in
/// (`apiserver:pkg/server/config.go` `MaxRequestBodyBytes`), and managed fields do not multiply it.
pub const LIMIT: usize = 16 * 1024 * 1024;

/// A line exceeded [`LIMIT`]; the stream cannot be understood any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong;

/// Splits at newlines. Works on bytes, so that a character may be cut anywhere; what follows the last newline when
/// the stream ends was cut off and is never handed out.
#[derive(Debug, Default)]
pub struct Lines {
    rest: Vec<u8>,
}

impl Lines {
    /// Takes the next bytes and returns the lines that are now complete, empty ones left out.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<Vec<u8>>, TooLong> {
        let mut lines = Vec::new();
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            if self.rest.len() + piece.len() > LIMIT {
                return Err(TooLong);
            }
            self.rest.extend_from_slice(piece);
            if self.rest.last() == Some(&b'\n') {
                let line = std::mem::take(&mut self.rest);
                let text = line.trim_ascii();
                if !text.is_empty() {
                    lines.push(text.to_vec());
                }
            }
        }
        Ok(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cut_line_is_never_handed_out() {
        let mut lines = Lines::default();
        assert_eq!(lines.push(b"{\"a\":").unwrap(), Vec::<Vec<u8>>::new());
        assert_eq!(lines.push(b"1}\r\n\n{\"b\"").unwrap(), vec![b"{\"a\":1}".to_vec()]);
    }

    #[test]
    fn a_line_without_end_is_refused() {
        let mut lines = Lines::default();
        let chunk = vec![b'x'; LIMIT / 2];
        assert!(lines.push(&chunk).is_ok());
        assert!(lines.push(&chunk).is_ok());
        assert_eq!(lines.push(&chunk), Err(TooLong));
    }

    proptest! {
        #[test]
        fn however_the_bytes_arrive_the_lines_are_the_same(
            texts in proptest::collection::vec("[^\\s\\p{C}]{1,12}", 0..12),
            cuts in proptest::collection::vec(1usize..7, 1..40),
        ) {
            let bytes: Vec<u8> = texts.iter().flat_map(|t| format!("{t}\n").into_bytes()).collect();
            let mut lines = Lines::default();
            let mut out = Vec::new();
            let (mut at, mut turn) = (0, 0);
            while at < bytes.len() {
                let end = (at + cuts[turn % cuts.len()]).min(bytes.len());
                out.extend(lines.push(&bytes[at..end]).unwrap());
                (at, turn) = (end, turn + 1);
            }
            let out: Vec<String> = out.into_iter().map(|l| String::from_utf8(l).unwrap()).collect();
            prop_assert_eq!(out, texts);
        }
    }
}
