use proptest::prelude::*;
use workload::csv;

fn body(cell: &str) -> String {
    let text = csv::write([[cell]]);
    text.strip_prefix('\u{feff}')
        .and_then(|text| text.strip_suffix("\r\n"))
        .expect("mark and line end")
        .to_owned()
}

#[test]
fn a_cell_is_quoted_only_where_it_must_be() {
    for (cell, written) in [
        ("web", "web"),
        ("", ""),
        ("数据库", "数据库"),
        ("a,b", "\"a,b\""),
        ("say \"hi\"", "\"say \"\"hi\"\"\""),
        ("two\nlines", "\"two\nlines\""),
    ] {
        assert_eq!(body(cell), written);
    }
}

/// A description such as `=HYPERLINK(…)` must not run in the spreadsheet of whoever opens the file.
#[test]
fn no_cell_is_a_formula() {
    for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x\",\"y\")"] {
        assert!(body(cell).starts_with("\"'"), "{cell}");
    }
}

#[test]
fn rows_end_with_both_line_characters_after_a_mark() {
    assert_eq!(csv::write([["a", "b"], ["1", "2"]]), "\u{feff}a,b\r\n1,2\r\n");
}

/// RFC 4180, read strictly.
fn read(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.push(chars.next().unwrap_or_default()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(chars.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(rows in proptest::collection::vec(proptest::collection::vec("[^=+@\t\r-].*|", 2), 1..4)) {
        let text = csv::write(&rows);
        prop_assert_eq!(read(text.strip_prefix('\u{feff}').unwrap_or(&text)), rows);
    }

    #[test]
    fn no_text_at_all_begins_a_cell_as_a_formula(cell in ".*") {
        let written = body(&cell);
        prop_assert!(!written.strip_prefix('"').unwrap_or(&written).starts_with(['=', '+', '-', '@', '\t', '\r']));
    }
}
