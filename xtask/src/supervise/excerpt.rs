//! What of a long log tells why a program failed.

/// Lines that are shown of a compiler's errors.
const LINES: usize = 40;
/// Lines that are shown where nothing says which of them matter.
const TAIL: usize = 20;
/// How much of a line is shown, in characters: it would run over several lines of a terminal.
const WIDTH: usize = 400;

/// The errors that a compiler told, from the first one on; the last lines of a log without any. What a program says of
/// itself when it fails because the compiler did (a log line, a stack trace) is left out.
pub fn of_failure(text: &str) -> String {
    let text = plain(text);
    let lines: Vec<&str> = text.lines().take_while(|line| !is_trace(line)).collect();
    let Some(first) = lines.iter().position(|line| is_error(line)) else { return tail(&lines) };
    let told = lines[first..].iter().take_while(|line| !is_log_of_error(line));
    let told: Vec<&str> = told.copied().collect();
    let more = told.len().saturating_sub(LINES);
    let shown = short(&told[..told.len() - more]);
    if more == 0 { shown } else { format!("{shown}\n… and {more} more lines") }
}

/// The last lines of a text.
pub fn last_lines(text: &str) -> String {
    tail(&plain(text).lines().collect::<Vec<_>>())
}

fn tail(lines: &[&str]) -> String {
    let end = lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1);
    short(&lines[end.saturating_sub(TAIL)..end])
}

fn short(lines: &[&str]) -> String {
    let cut = |line: &&str| line.chars().take(WIDTH).collect::<String>();
    lines.iter().map(cut).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// As rustc, cargo and npm begin one.
fn is_error(line: &str) -> bool {
    ["error:", "error[", "npm error", "npm ERR!"].iter().any(|start| line.starts_with(start))
}

fn is_trace(line: &str) -> bool {
    line.trim_start().to_ascii_lowercase().starts_with("stack backtrace:")
}

/// A line of a program's own log, with its time: `2026-11-30T05:55:04.123456Z ERROR ❌ error`.
fn is_log_of_error(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next().is_some_and(|time| time.starts_with(|c: char| c.is_ascii_digit()) && time.ends_with('Z'))
        && words.next() == Some("ERROR")
}

/// Without colours and whatever else moves a terminal's cursor.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            // A sequence that begins with `[` ends with a letter; any other has one character.
            '\u{1b}' => {
                if letters.next() == Some('[') {
                    letters.by_ref().find(char::is_ascii_alphabetic);
                }
            }
            '\n' | '\t' => plain.push(letter),
            control if control.is_control() => {}
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Trunk's log holds after a mistake in the source, with `RUST_BACKTRACE=1` and colours.
    const TRUNK: &str = "\
2026-11-30T05:55:01.000001Z  INFO 🚀 Starting trunk 0.21.14
2026-11-30T05:55:01.100001Z  INFO 📦 starting build
   Compiling ordinal v0.1.0 (/checkout)
\u{1b}[1m\u{1b}[91merror[E0425]\u{1b}[0m: cannot find value `replicas` in this scope
  --> src/main.rs:3:5
   |
3  |     replicas
   |     ^^^^^^^^ not found in this scope

error: could not compile `ordinal` (bin \"ordinal\") due to 1 previous error
2026-11-30T05:55:04.123456Z ERROR ❌ error
error from build pipeline

Caused by:
    0: HTML build pipeline failed (1 errors), showing first
    1: error from asset pipeline

Stack backtrace:
   0: anyhow::error::<impl core::convert::From<E> for anyhow::Error>::from
   1: trunk::pipelines::rust::RustApp::cargo_build
";

    #[test]
    fn of_a_build_that_fails_the_compilers_error_is_shown_and_no_stack_trace() {
        let shown = of_failure(TRUNK);
        assert!(
            shown.starts_with(
                "error[E0425]: cannot find value `replicas` in this scope\n  --> src/main.rs:3:5"
            )
        );
        assert!(shown.ends_with("due to 1 previous error"), "{shown}");
    }

    #[test]
    fn of_many_errors_the_first_are_shown() {
        let shown = of_failure(&format!("error: one\n{}", "  | more\n".repeat(100)));
        assert!(shown.starts_with("error: one\n") && shown.ends_with("\n… and 61 more lines"), "{shown}");
    }

    #[test]
    fn of_a_log_without_an_error_the_end_is_shown_without_the_trace() {
        let shown = of_failure(&format!(
            "{}no space left on device\n\nstack backtrace:\n 0: main\n",
            "ok\n".repeat(30)
        ));
        assert!(shown.ends_with("ok\nno space left on device") && shown.lines().count() == TAIL, "{shown}");
        assert_eq!(of_failure(""), "");
    }

    #[test]
    fn what_npm_says_is_shown_from_its_first_error_on() {
        assert_eq!(
            of_failure("up to date\nnpm error code E404\nnpm error 404\n"),
            "npm error code E404\nnpm error 404"
        );
    }

    #[test]
    fn lines_are_cut_and_what_moves_the_cursor_is_left_out() {
        assert_eq!(last_lines("\u{1b}[2K\u{1b}[1mbold\u{1b}[0m\r\n"), "bold");
        assert_eq!(last_lines(&"x".repeat(1000)).len(), WIDTH);
    }
}
