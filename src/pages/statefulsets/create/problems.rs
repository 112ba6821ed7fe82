//! What is wrong with the draft, as far as it can be told without a server: at its lines in the editor, and below the
//! document that it is of, each with what mends it.

use leptos::prelude::*;
use workload::creation::entry::Entry;
use workload::draft::issue::{Issue, Severity as Grave};
use workload::path::Step;
use workload::shown::shown;
use workload::text::{Locale, Message};

use crate::i18n::use_locale;
use crate::pages::statefulsets::create::model::{Model, Work, small};
use crate::pages::statefulsets::create::words;
use crate::ui::button::Button;
use crate::ui::editor::{Marker, Severity};

/// Something that is wrong, and where.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Remark {
    issue: Issue,
    /// Its place among all, by which it is mended.
    at: usize,
}

impl Model {
    /// What is wrong with a document; of a list, with one of its items.
    pub(super) fn remarks(self, entry: &Entry) -> Vec<Remark> {
        self.issues.with(|issues| {
            let all = issues.iter().enumerate().filter(|(_, issue)| is_of(issue, entry));
            let mut all: Vec<Remark> = all.map(|(at, issue)| Remark { issue: issue.clone(), at }).collect();
            if !all.iter().any(|remark| remark.issue.severity == Grave::Error) {
                all.extend(
                    entry
                        .problems
                        .iter()
                        .map(|problem| Remark { issue: problem.issue(entry), at: usize::MAX }),
                );
            }
            all
        })
    }

    /// Mends what is wrong, by its place among the issues.
    pub(super) fn mend(self, at: usize) {
        let edit = self.issues.with_untracked(|issues| {
            issues.get(at).and_then(|issue| issue.fix.as_ref()).map(|fix| fix.edit.clone())
        });
        if let (Some(edit), Work::Idle) = (edit, self.work.get_untracked()) {
            self.change(edit);
        }
    }
}

/// How many of them stand in the way.
pub(super) fn errors(remarks: &[Remark]) -> usize {
    remarks.iter().filter(|remark| remark.issue.severity == Grave::Error).count()
}

fn is_of(issue: &Issue, entry: &Entry) -> bool {
    let item = match issue.path.0.as_slice() {
        [Step::Key(items), Step::Index(at), ..] if items == "items" => Some(*at),
        // What is wrong with the list as a whole stands at its first object.
        _ => entry.item.map(|_| 0),
    };
    issue.document == Some(entry.document) && (entry.item.is_none() || item == entry.item)
}

/// An issue as the editor marks it.
pub(super) fn marker(locale: Locale, issue: &Issue) -> Marker {
    let span = issue.span;
    Marker {
        line: small(span.line),
        column: small(span.column),
        end: Some((small(span.end_line), small(span.end_column))),
        severity: match issue.severity {
            Grave::Error => Severity::Error,
            Grave::Warning => Severity::Warning,
            Grave::Note => Severity::Info,
        },
        message: shown(issue.message.get(locale)).into_owned(),
        fix: issue.fix.as_ref().map(|fix| shown(fix.label.get(locale)).into_owned()),
    }
}

/// The remarks on one document.
#[component]
pub(super) fn Remarks(model: Model, remarks: Memo<Vec<Remark>>) -> impl IntoView {
    view! {
        <Show when=move || remarks.with(|all| !all.is_empty())>
            <div class="create-remarks">
                {move || remarks.get().into_iter().map(|remark| view! { <One model remark /> }).collect_view()}
            </div>
        </Show>
    }
}

#[component]
fn One(model: Model, remark: Remark) -> impl IntoView {
    let locale = use_locale();
    let Remark { issue, at } = remark;
    let span = issue.span;
    let tone = match issue.severity {
        Grave::Error => "bad",
        Grave::Warning => "warn",
        Grave::Note => "idle",
    };
    let (message, busy) = (issue.message, Signal::derive(move || model.work.get() != Work::Idle));
    let say = move |message: &Message| shown(message.get(locale.get())).into_owned();
    let fix = issue.fix.map(|fix| {
        view! {
            <Button small=true disabled=busy on_press=move |()| model.mend(at)>{move || say(&fix.label)}</Button>
        }
    });
    view! {
        <div class="create-remark" data-tone=tone>
            <p>
                <button
                    type="button"
                    class="create-line"
                    on:click=move |_| model.editor.reveal(small(span.line), small(span.column))
                >
                    {move || words::line(locale.get(), span.line)}
                </button>
                " "
                {move || say(&message)}
            </p>
            {fix}
        </div>
    }
}
