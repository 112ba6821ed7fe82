//! What was measured, as a table and as JSON, and which budgets it misses.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::objects::Size;
use crate::test::size::{self, Measured};

/// The number of sets that the budgets are for. Other sizes show how the cost grows; rows must be right at any.
const BUDGETED: u32 = 2_000;
/// Where a run says how many rows are not the server's.
const WRONG_ROWS: &str = "/rows/wrong";
/// The first row may take this many times as long as the bare page.
const FIRST_ROW: f64 = 2.0;
/// No task of the page may take more of the processor's time while updates stream, in milliseconds.
const TASK: f64 = 50.0;
/// The heap after 60 s of updates may be this many times that after 10 s.
const HEAP: f64 = 1.1;
/// Reading 2,000 lines and writing what they say may take a frame, in milliseconds.
const FRAME: f64 = 16.0;
/// From a key in the editor to the marker that it brings, in milliseconds.
const MARKER: f64 = 150.0;
/// Opening the editor may take this many times as long as a bare page that only starts the same bundle.
const EDITOR: f64 = 1.5;

/// All of it.
pub struct Report {
    files: Vec<Measured>,
    runs: Vec<(Size, Value)>,
}

/// A line of the table: what it is called, and where the value is in a run's JSON.
const LINES: [(&str, &str, Unit); 34] = [
    ("the bare page has parsed the list", "/load/bare", Unit::Milliseconds),
    ("first row is painted", "/load/firstRow", Unit::Milliseconds),
    ("  times the bare page", "/load/firstRowRatio", Unit::Times),
    ("all rows are there", "/load/complete", Unit::Milliseconds),
    ("  times the bare page", "/load/completeRatio", Unit::Times),
    ("pods and events are there", "/load/settled", Unit::Milliseconds),
    ("tasks over 50 ms of the load, by the clock", "/load/tasks/count", Unit::Count),
    ("  the longest", "/load/tasks/longest", Unit::Milliseconds),
    ("keystroke to paint, median", "/filter/median", Unit::Milliseconds),
    ("keystroke to paint, longest", "/filter/longest", Unit::Milliseconds),
    ("changes a second", "/stream/rate", Unit::Count),
    ("tasks over 50 ms while they stream", "/stream/tasks/count", Unit::Count),
    ("  the longest", "/stream/tasks/longest", Unit::Milliseconds),
    ("  the longest, by the clock", "/stream/byTheClock/longest", Unit::Milliseconds),
    ("share of the time that the page works", "/stream/tasks/busy", Unit::Percent),
    ("keystroke to paint meanwhile, longest", "/stream/filter/longest", Unit::Milliseconds),
    ("heap after 10 s", "/stream/early/total", Unit::Megabytes),
    ("heap at the end", "/stream/late/total", Unit::Megabytes),
    ("  times that after 10 s", "/stream/heapRatio", Unit::Times),
    ("rows that are the server's", "/rows/right", Unit::Count),
    ("rows that are not", WRONG_ROWS, Unit::Count),
    ("2,000 lines: text to value to text", "/draft/read/median", Unit::Milliseconds),
    ("  the longest, once it is warm", "/draft/read/longest", Unit::Milliseconds),
    ("  the first time", "/draft/read/first", Unit::Milliseconds),
    ("2,000 lines: one edit of a field", "/draft/edit/median", Unit::Milliseconds),
    ("2,000 lines: what is wrong", "/draft/issues/median", Unit::Milliseconds),
    ("a bare page shows the editor", "/editor/bare", Unit::Milliseconds),
    ("the editor is opened from the list", "/editor/open", Unit::Milliseconds),
    ("  times the bare page", "/editor/openRatio", Unit::Times),
    ("the editor is opened by its address", "/editor/byAddress", Unit::Milliseconds),
    ("  times the bare page", "/editor/byAddressRatio", Unit::Times),
    ("keystroke to marker, median", "/editor/markers/median", Unit::Milliseconds),
    ("keystroke to marker, longest", "/editor/markers/longest", Unit::Milliseconds),
    ("load of the machine", "/machine/load", Unit::Times),
];

#[derive(Debug, Clone, Copy)]
enum Unit {
    Milliseconds,
    Times,
    Count,
    Percent,
    Megabytes,
}

impl Report {
    /// Of a build with these files.
    pub const fn new(files: Vec<Measured>) -> Self {
        Self { files, runs: Vec::new() }
    }

    /// Adds what was measured at a size.
    pub fn add(&mut self, size: Size, measured: Value) {
        self.runs.push((size, measured));
    }

    /// The whole of it.
    pub fn json(&self) -> Value {
        let runs = self.runs.iter().map(|(size, measured)| {
            let mut run = json!({ "sets": size.sets, "pods": size.pods });
            if let (Some(run), Some(measured)) = (run.as_object_mut(), measured.as_object()) {
                run.extend(measured.clone());
            }
            run
        });
        json!({ "transfer": self.files, "runs": runs.collect::<Vec<_>>(), "missed": self.missed() })
    }

    /// For people: the files, then a column for each size.
    pub fn table(&self) -> String {
        let mut out = size::table(&self.files);
        let mut row = |label: &str, cells: Vec<String>| {
            // Writing to a String does not fail.
            _ = write!(out, "{label:<42}");
            for cell in cells {
                _ = write!(out, "{cell:>14}");
            }
            out.push('\n');
        };
        row("", self.runs.iter().map(|(size, _)| format!("{} sets", size.sets)).collect());
        row("", self.runs.iter().map(|(size, _)| format!("{} pods", size.pods)).collect());
        for (label, pointer, unit) in LINES {
            let cell = |run: &Value| number(run, pointer).map_or("–".to_owned(), |value| unit.say(value));
            row(label, self.runs.iter().map(|(_, run)| cell(run)).collect());
        }
        out
    }

    /// A sentence for each budget that a run misses. A value that was not measured misses its budget.
    pub fn missed(&self) -> Vec<String> {
        self.runs.iter().flat_map(|(size, run)| missed(*size, run)).collect()
    }
}

fn missed(size: Size, run: &Value) -> Vec<String> {
    let budgets = [
        ("the first row takes", "/load/firstRowRatio", FIRST_ROW, Unit::Times, "the bare page's time"),
        (
            "the longest task while updates stream takes",
            "/stream/tasks/longest",
            TASK,
            Unit::Milliseconds,
            "",
        ),
        ("the heap grows to", "/stream/heapRatio", HEAP, Unit::Times, "what it was after 10 s"),
        ("rows differ from the server's:", WRONG_ROWS, 0.0, Unit::Count, ""),
        ("2,000 lines to value to text take", "/draft/read/median", FRAME, Unit::Milliseconds, ""),
        ("a key is answered by a marker after", "/editor/markers/median", MARKER, Unit::Milliseconds, ""),
        ("the editor opens in", "/editor/openRatio", EDITOR, Unit::Times, "the bare page's time"),
    ];
    let sentence = |(what, pointer, most, unit, of): (&str, &str, f64, Unit, &str)| {
        let value = number(run, pointer).unwrap_or(f64::INFINITY);
        (value > most).then(|| {
            format!("at {} sets {what} {} {of} (at most {})", size.sets, unit.say(value), unit.say(most))
        })
    };
    let holds = |budget: &(_, &str, _, _, _)| size.sets == BUDGETED || budget.1 == WRONG_ROWS;
    budgets.into_iter().filter(holds).filter_map(sentence).collect()
}

fn number(run: &Value, pointer: &str) -> Option<f64> {
    run.pointer(pointer).and_then(Value::as_f64)
}

impl Unit {
    fn say(self, value: f64) -> String {
        match self {
            Self::Milliseconds => format!("{value:.0} ms"),
            Self::Times => format!("{value:.2} ×"),
            Self::Count => format!("{value:.0}"),
            Self::Percent => format!("{:.0} %", value * 100.0),
            Self::Megabytes => format!("{:.1} MB", value / 1e6),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Report, Size};

    #[test]
    fn a_budget_is_missed_by_more_than_it_and_by_nothing_measured() {
        let mut report = Report::new(Vec::new());
        let good = json!({
            "load": { "firstRowRatio": 2.0 }, "rows": { "wrong": 0 },
            "stream": { "tasks": { "longest": 0 }, "heapRatio": 1.1 },
            "draft": { "read": { "median": 16.0 } },
            "editor": { "markers": { "median": 90 }, "openRatio": 1.5 },
        });
        report.add(Size::new(2_000, 5_000), good.clone());
        assert_eq!(report.missed(), Vec::<String>::new());
        let mut slow = good;
        slow["stream"]["tasks"]["longest"] = json!(81);
        report.add(Size::new(2_000, 1), slow.clone());
        assert_eq!(report.missed().len(), 1);
        assert!(report.missed()[0].contains("2000 sets") && report.missed()[0].contains("81 ms"));
        report.add(Size::new(2_000, 1), json!({}));
        assert_eq!(report.missed().len(), 8);
        assert!(report.table().contains("81 ms"));
        report.add(Size::new(500, 1), slow.clone());
        assert_eq!(report.missed().len(), 8, "another size only shows how the cost grows");
        slow["rows"]["wrong"] = json!(2);
        report.add(Size::new(10_000, 1), slow);
        assert!(report.missed()[8].contains("10000 sets rows differ from the server's: 2"));
    }
}
