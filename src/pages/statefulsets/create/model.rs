//! The state of the page: one text, what it says, and what became of it.

use leptos::prelude::*;
use workload::api_versions::Served;
use workload::creation::entry::{Entry, entries};
use workload::creation::finding::{Refusal, refusal};
use workload::creation::outcome::{Outcomes, Tally};
use workload::documents::identity::Identity;
use workload::documents::problem::Problem;
use workload::draft::Draft;
use workload::draft::edit::Edit;
use workload::draft::issue::Issue;
use workload::draft::keep::Unreadable;
use workload::shown::shown;
use workload::text::Locale;

use crate::pages::statefulsets::create::compare::Comparison;
use crate::pages::statefulsets::create::edited::{Beginning, Edited};
use crate::pages::statefulsets::create::kept::{Keeping, KeptDraft};
use crate::pages::statefulsets::create::problems::marker;
use crate::pages::statefulsets::create::starter::starter;
use crate::pages::statefulsets::create::words;
use crate::ui::editor::{EditorControl, Marker, Severity};
use crate::ui::toast::{Toast, Toaster, use_toaster};
use crate::ui::tone::Tone;

/// Where a document goes that names no namespace while none is picked, as with kubectl.
const DEFAULT_NAMESPACE: &str = "default";

/// What the page is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    Idle,
    Checking,
    Creating,
    Removing,
}

/// The state. Cheap to copy; it lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct Model {
    pub draft: RwSignal<Draft>,
    pub text: Memo<String>,
    /// Why the text as a whole cannot be read.
    pub unreadable: Memo<Option<Problem>>,
    pub entries: Memo<Vec<Entry>>,
    /// What is wrong, as far as it can be told before the server checks it.
    pub issues: Memo<Vec<Issue>>,
    /// Which kinds of the text the cluster serves, as far as that is known.
    pub served: RwSignal<Served>,
    pub outcomes: RwSignal<Outcomes>,
    pub work: RwSignal<Work>,
    pub tally: Memo<Tally>,
    /// Whether the browser keeps the draft.
    pub kept: RwSignal<Keeping>,
    pub editor: EditorControl,
    pub kept_draft: StoredValue<KeptDraft>,
    /// Where documents without a namespace go.
    pub picked: Signal<String>,
    /// The object that was pressed in the list, by its place.
    pub chosen: RwSignal<Option<usize>>,
    /// The object that is being given another name.
    pub renaming: RwSignal<Option<Entry>>,
    /// What is looked at line by line.
    pub comparing: RwSignal<Option<Comparison>>,
    /// The set that one began with.
    pub edited: Edited,
    locale: Signal<Locale>,
    toaster: Toaster,
    /// The text is still this example, so it follows the language and the namespace.
    example: RwSignal<Option<String>>,
}

impl Model {
    /// Begins with the draft of this tab, or else with the set that is to be changed, or else with the example.
    pub fn new(
        locale: Signal<Locale>,
        picked: Signal<String>,
        kept: KeptDraft,
        edited: Option<Beginning>,
    ) -> Self {
        let edited = Edited::of(edited);
        let example =
            edited.text().unwrap_or_else(|| starter(locale.get_untracked(), &picked.get_untracked()));
        let (drafted, keeping) = match kept.load() {
            Ok(drafted) => (drafted, Keeping::Kept),
            Err(Unreadable) => (None, Keeping::Unreadable),
        };
        let is_example = drafted.is_none();
        let draft = RwSignal::new(drafted.unwrap_or_else(|| Draft::new(example.clone())));
        let entries = Memo::new(move |_| {
            let namespace = namespace(picked);
            draft.with(|draft| entries(draft.text(), draft.documents().unwrap_or_default(), &namespace))
        });
        let outcomes = RwSignal::new(Outcomes::default());
        let served = RwSignal::new(Served::default());
        let tally =
            Memo::new(move |_| entries.with(|entries| outcomes.with(|outcomes| outcomes.tally(entries))));
        let model = Self {
            draft,
            text: Memo::new(move |_| draft.with(|draft| draft.text().to_owned())),
            unreadable: Memo::new(move |_| draft.with(|draft| draft.documents().err().cloned())),
            entries,
            issues: Memo::new(move |_| {
                draft.with(|draft| {
                    let all = served.with(|served| draft.issues_for(served)).into_iter();
                    all.filter(|issue| !edited.knows(draft, issue)).collect()
                })
            }),
            served,
            outcomes,
            work: RwSignal::new(Work::Idle),
            tally,
            kept: RwSignal::new(keeping),
            editor: EditorControl::default(),
            kept_draft: StoredValue::new(kept),
            picked,
            chosen: RwSignal::new(None),
            renaming: RwSignal::new(None),
            comparing: RwSignal::new(None),
            edited,
            locale,
            toaster: use_toaster(),
            example: RwSignal::new(is_example.then_some(example)),
        };
        if !is_example {
            // What an earlier version kept, this one may not.
            model.keep();
        }
        model.follow_example();
        model
    }

    /// Takes what the user wrote, or a file's text.
    pub fn write(self, text: String) {
        self.change(Edit::Text(text));
    }

    /// Puts another text behind what there is; in the place of the example.
    pub fn add(self, text: String) {
        let is_example = self.example.with_untracked(Option::is_some);
        self.change(if is_example { Edit::Text(text) } else { Edit::Add(text) });
    }

    /// Changes the draft. What was checked is no longer what is there. Says what could not be done, and what was
    /// lost by it.
    pub fn change(self, edit: Edit) {
        let pressed = self.pressed();
        // What is in a field and no value yet changes no text.
        let is_in_field = matches!(edit, Edit::Type { .. });
        let done = self.draft.try_maybe_update(|draft| {
            let before = draft.text().to_owned();
            let done = draft.apply(edit);
            (is_in_field || draft.text() != before, done)
        });
        match done {
            // The page may have been left meanwhile.
            None => return,
            Some(Err(refused)) => {
                self.say(Tone::Warn, words::NOT_CHANGED, words::refused(self.locale(), &refused));
            }
            Some(Ok(applied)) if !applied.anew.is_empty() => {
                self.say(
                    Tone::Warn,
                    words::WRITTEN_ANEW,
                    words::WRITTEN_ANEW_TEXT.get(self.locale()).to_owned(),
                );
            }
            Some(Ok(_)) => {}
        }
        self.follow(pressed);
        if self.outcomes.with_untracked(Outcomes::has_checks) {
            self.outcomes.update(Outcomes::forget_checks);
        }
        self.keep();
    }

    /// Keeps the draft in the browser, unless it is only the example.
    fn keep(self) {
        if self.kept.get_untracked() == Keeping::Unreadable {
            // It is for the person to say that it may go.
            return;
        }
        let is_example = self.draft.with_untracked(|draft| {
            draft.unfinished().is_none()
                && self.example.with_untracked(|example| example.as_deref() == Some(draft.text()))
        });
        if is_example {
            self.kept_draft.with_value(KeptDraft::forget);
        } else {
            self.example.set(None);
            let beginning = self.edited.beginning().map(|beginning| beginning.to_value());
            let keep =
                |draft: &Draft| self.kept_draft.with_value(|kept| kept.keep(draft, beginning.as_ref()));
            self.kept.set(self.draft.with_untracked(keep));
        }
    }

    /// Takes the place of a draft that another version kept.
    pub fn discard_kept(self) {
        self.kept.set(Keeping::Kept);
        self.kept_draft.with_value(KeptDraft::forget);
        self.keep();
    }

    /// How many objects there are, and which of them was pressed.
    fn pressed(self) -> Option<(usize, Identity)> {
        let chosen = self.chosen.get_untracked()?;
        self.entries.with_untracked(|all| Some((all.len(), all.get(chosen)?.identity.clone()?)))
    }

    /// It stays the pressed one where others came or went before it; with as many objects as before it keeps its place,
    /// for then it may have another name now.
    fn follow(self, pressed: Option<(usize, Identity)>) {
        let Some((count, identity)) = pressed else { return };
        let now = self.entries.with_untracked(|all| {
            let is_it = |entry: &Entry| entry.identity.as_ref() == Some(&identity);
            all.iter().position(is_it).filter(|_| all.len() != count)
        });
        if now.is_some() {
            self.chosen.set(now);
        }
    }

    fn say(self, tone: Tone, title: workload::text::Text, text: String) {
        let title = title.get(self.locale()).to_owned();
        self.toaster.show(Toast { tone, title, text: shown(&text).into_owned() });
    }

    /// The set that was edited is gone: what is written becomes a new one.
    pub fn create_anew(self) {
        self.edited.let_go();
        self.outcomes.update(Outcomes::forget_checks);
    }

    /// Back to the example; undo brings the text back.
    pub fn start_over(self) {
        let example = untrack(|| self.first());
        self.example.set(Some(example.clone()));
        self.write(example);
    }

    /// What one begins with.
    fn first(self) -> String {
        self.edited.text().unwrap_or_else(|| starter(self.locale.get(), &self.picked.get()))
    }

    /// Where a document goes that names no namespace.
    pub fn namespace(self) -> String {
        namespace(self.picked)
    }

    /// The language now.
    pub fn locale(self) -> Locale {
        self.locale.get_untracked()
    }

    /// Whether there is a draft to lose, rather than the example.
    pub fn is_draft(self) -> bool {
        self.example.with(Option::is_none)
    }

    fn follow_example(self) {
        Effect::new(move |first: Option<()>| {
            let example = self.first();
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

    /// Everything that is wrong, for the editor's margin: the issues first, so that what mends one is found by its place.
    pub fn markers(self, refusals: Memo<Vec<(usize, Refusal)>>) -> Signal<Vec<Marker>> {
        Signal::derive(move || {
            let locale = self.locale.get();
            let mark = |line: usize, message: &str| Marker {
                line: small(line),
                column: 0,
                end: None,
                severity: Severity::Error,
                message: shown(message).into_owned(),
                fix: None,
            };
            let issues = self.issues.read();
            let mut markers: Vec<Marker> = issues.iter().map(|issue| marker(locale, issue)).collect();
            for (_, refusal) in refusals.read().iter() {
                let findings = refusal.findings.iter();
                markers.extend(findings.map(|finding| mark(finding.line, &finding.message)));
            }
            markers
        })
    }
}

fn namespace(picked: Signal<String>) -> String {
    let picked = picked.get();
    if picked.is_empty() { DEFAULT_NAMESPACE.to_owned() } else { picked }
}

/// A line or column as the editor counts them.
pub(super) fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
