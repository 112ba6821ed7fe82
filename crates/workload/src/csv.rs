//! Tables as CSV (RFC 4180) that spreadsheets open as they are meant: UTF-8 with a byte order mark, and no text of
//! the cluster taken for a formula.

/// What a spreadsheet takes for the beginning of a formula or of a command
/// (<https://owasp.org/www-community/attacks/CSV_Injection>).
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Writes rows, the head first.
pub fn write<R>(rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator,
    R::Item: AsRef<str>,
{
    // Excel reads UTF-8 only where this mark says so.
    let mut out = String::from('\u{feff}');
    for row in rows {
        for (index, cell) in row.into_iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            push(&mut out, cell.as_ref());
        }
        out.push_str("\r\n");
    }
    out
}

fn push(out: &mut String, cell: &str) {
    let is_formula = cell.starts_with(FORMULA);
    if !is_formula && !cell.contains([',', '"', '\r', '\n']) {
        out.push_str(cell);
        return;
    }
    out.push('"');
    if is_formula {
        // A spreadsheet shows what follows as text.
        out.push('\'');
    }
    out.push_str(&cell.replace('"', "\"\""));
    out.push('"');
}
