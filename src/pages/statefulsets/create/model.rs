//! The state of the page: one text, what it says, and what became of it.

use leptos::prelude::*;
use workload::creation::entry::{Entry, entries};
use workload::creation::finding::{Refusal, refusal};
use workload::creation::outcome::{Outcomes, Tally};
use workload::documents::{self, Document, problem::Problem};
use workload::text::Locale;

use crate::pages::statefulsets::create::draft::Draft;
use crate::pages::statefulsets::create::starter::starter;
use crate::ui::editor::{EditorControl, Marker, Severity};

/// Where a document goes that names no namespace while none is picked, as with kubectl.
const DEFAULT_NAMESPACE: &str = "default";

/// What the page is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    Idle,
    Checking,
    Creating,
}

/// The state. Cheap to copy; it lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct Model {
    pub text: RwSignal<String>,
    pub read: Memo<Result<Vec<Document>, Problem>>,
    pub entries: Memo<Vec<Entry>>,
    pub outcomes: RwSignal<Outcomes>,
    pub work: RwSignal<Work>,
    pub tally: Memo<Tally>,
    /// Whether the browser keeps the draft.
    pub kept: RwSignal<bool>,
    pub editor: EditorControl,
    pub draft: StoredValue<Draft>,
    locale: Signal<Locale>,
    picked: Signal<String>,
    /// The text is still this example, so it follows the language and the namespace.
    example: RwSignal<Option<String>>,
}

impl Model {
    /// Begins with the draft of this tab, or else with the example.
    pub fn new(locale: Signal<Locale>, picked: Signal<String>, draft: Draft) -> Self {
        let example = starter(locale.get_untracked(), &picked.get_untracked());
        let drafted = draft.load();
        let is_example = drafted.is_none();
        let text = RwSignal::new(drafted.unwrap_or_else(|| example.clone()));
        let read = Memo::new(move |_| text.with(|text| documents::read(text)));
        let entries = Memo::new(move |_| {
            let picked = picked.get();
            let namespace = if picked.is_empty() { DEFAULT_NAMESPACE } else { &picked };
            text.with(|text| read.with(|read| entries(text, read.as_deref().unwrap_or_default(), namespace)))
        });
        let outcomes = RwSignal::new(Outcomes::default());
        let tally =
            Memo::new(move |_| entries.with(|entries| outcomes.with(|outcomes| outcomes.tally(entries))));
        let model = Self {
            text,
            read,
            entries,
            outcomes,
            work: RwSignal::new(Work::Idle),
            tally,
            kept: RwSignal::new(true),
            editor: EditorControl::default(),
            draft: StoredValue::new(draft),
            locale,
            picked,
            example: RwSignal::new(is_example.then_some(example)),
        };
        model.follow_example();
        model
    }

    /// Takes what the user wrote, or a file's text. What was checked is no longer what is there.
    pub fn write(self, text: String) {
        if self.text.with_untracked(|before| *before == text) {
            return;
        }
        if self.outcomes.with_untracked(Outcomes::has_checks) {
            self.outcomes.update(Outcomes::forget_checks);
        }
        let is_example = self.example.with_untracked(|example| example.as_deref() == Some(text.as_str()));
        if is_example {
            self.draft.with_value(Draft::forget);
        } else {
            self.example.set(None);
            self.kept.set(self.draft.with_value(|draft| draft.keep(&text)));
        }
        self.text.set(text);
    }

    /// Back to the example; the editor's undo brings the text back.
    pub fn start_over(self) {
        let example = starter(self.locale.get_untracked(), &self.picked.get_untracked());
        self.example.set(Some(example.clone()));
        self.write(example);
    }

    /// Whether there is a draft to lose, rather than the example.
    pub fn is_draft(self) -> bool {
        self.example.with(Option::is_none)
    }

    fn follow_example(self) {
        Effect::new(move |first: Option<()>| {
            let example = starter(self.locale.get(), &self.picked.get());
            if first.is_some() && self.example.with_untracked(Option::is_some) {
                self.example.set(Some(example.clone()));
                self.write(example);
            }
        });
    }

    /// Why documents were refused, with lines, in the language of the page; by the document's index.
    pub fn refusals(self) -> Memo<Vec<(usize, Refusal)>> {
        Memo::new(move |_| {
            let locale = self.locale.get();
            let (text, entries) = (self.text.read(), self.entries.read());
            self.outcomes.with(|outcomes| {
                let refused = |entry: &Entry| {
                    let refusal = refusal(locale, &text, entry, outcomes.get(entry)?)?;
                    Some((entry.index, refusal))
                };
                entries.iter().filter_map(refused).collect()
            })
        })
    }

    /// Everything that is wrong, for the editor's margin.
    pub fn markers(self, refusals: Memo<Vec<(usize, Refusal)>>) -> Signal<Vec<Marker>> {
        Signal::derive(move || {
            let locale = self.locale.get();
            let mark = |(line, column): (usize, usize), severity, message| Marker {
                line: small(line),
                column: small(column),
                severity,
                message,
            };
            let mut markers = Vec::new();
            if let Err(problem) = &*self.read.read() {
                markers.push(mark((problem.line, problem.column), Severity::Error, problem.say(locale)));
            }
            for entry in self.entries.read().iter() {
                let errors = entry.problems.iter();
                markers.extend(
                    errors.map(|problem| mark(problem.place(), Severity::Error, problem.say(locale))),
                );
                let warnings = entry.warnings.iter();
                markers.extend(warnings.map(|problem| {
                    mark((problem.line, problem.column), Severity::Warning, problem.say(locale))
                }));
            }
            for (_, refusal) in refusals.read().iter() {
                let findings = refusal.findings.iter();
                markers.extend(
                    findings.map(|finding| mark((finding.line, 0), Severity::Error, finding.message.clone())),
                );
            }
            markers
        })
    }
}

/// A line or column as the editor counts them.
pub(super) fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
