//! One run of the record.

use leptos::prelude::*;
use workload::run::item::State;
use workload::run::{Run, Tally, result};
use workload::text::Text;

use crate::i18n::{t, use_locale};
use crate::pages::shell::runs::rows::{Line, ObjectRow};
use crate::pages::shell::runs::taking::save;
use crate::pages::shell::runs::words::{FOLD, Title, UNFOLD, title};
use crate::ui::badge::ToneMark;
use crate::ui::button::{Button, IconButton};
use crate::ui::callout::Note;
use crate::ui::icon::Glyph;
use crate::ui::times::use_times;
use crate::ui::toast::use_toaster;
use crate::ui::tone::Tone;

const UNDO: Text = Text { zh: "撤销…", en: "Undo…" };
const OLDER: Text = Text {
    zh: "由旧版本记录：只能查看，不能继续或撤销",
    en: "Recorded by an earlier version: for reading only, it cannot be resumed or undone",
};
const SAVE: Text = Text { zh: "将结果保存为 CSV", en: "Save the result as CSV" };

/// What stands in an entry's first line.
#[derive(Debug, Clone, PartialEq, Default)]
struct Head {
    title: Title,
    tally: Tally,
    at: u64,
    who: String,
    has_way_back: bool,
    older: bool,
}

impl Head {
    fn of(run: &Run) -> Self {
        Self {
            title: Title::of(run),
            tally: run.tally(),
            at: run.at,
            who: run.who.clone(),
            has_way_back: run.items.iter().any(|item| item.state == State::Done && !item.undo.is_empty()),
            older: run.older,
        }
    }

    fn tone(&self) -> Tone {
        match self.tally {
            tally if tally.failed > 0 => Tone::Bad,
            tally if tally.ended() < tally.all() => Tone::Busy,
            tally if tally.done > 0 => Tone::Good,
            _ => Tone::Idle,
        }
    }
}

fn find<T: Default>(record: Signal<Vec<Run>>, id: &str, read: impl FnOnce(&Run) -> T) -> T {
    record.with(|runs| runs.iter().find(|run| run.id == id).map(read).unwrap_or_default())
}

/// A line, and its objects when it is unfolded.
#[component]
pub(super) fn Entry(
    id: String,
    record: Signal<Vec<Run>>,
    undoing: RwSignal<Option<String>>,
) -> impl IntoView {
    let (locale, times, toaster) = (use_locale(), use_times(), use_toaster());
    let (open, id) = (RwSignal::new(false), StoredValue::new(id));
    let head = Memo::new(move |_| id.with_value(|id| find(record, id, Head::of)));
    let name = Signal::derive(move || head.with(|head| title(&head.title, locale.get())));
    let fold = Signal::derive(move || {
        format!("{}: {}", (if open.get() { FOLD } else { UNFOLD }).get(locale.get()), name.get())
    });
    let glyph = Signal::derive(move || if open.get() { Glyph::ChevronDown } else { Glyph::ChevronRight });
    let about = move || {
        let Head { at, who, .. } = head.get();
        let at = times.short(i64::try_from(at).unwrap_or(i64::MAX));
        if who.is_empty() { at } else { format!("{at} · {who}") }
    };
    let save = Callback::new(move |()| {
        let locale = locale.get_untracked();
        let table = untrack(|| id.with_value(|id| find(record, id, |run| result::table(run, locale))));
        save("csv", "text/csv", &table, toaster, locale);
    });
    view! {
        <li class="record-entry">
            <div class="record-head">
                <IconButton small=true label=fold glyph on_press=move |()| open.update(|open| *open = !*open) />
                <ToneMark tone=Signal::derive(move || head.with(Head::tone)) />
                <h2>{name}</h2>
                <span class="record-result">{move || result::numbers(head.with(|head| head.tally), locale.get())}</span>
                <span class="spacer"></span>
                <span class="record-about">{about}</span>
                <Show when=move || head.with(|head| head.has_way_back)>
                    <Button small=true on_press=move |()| undoing.set(Some(id.get_value()))>{t(UNDO)}</Button>
                </Show>
                <IconButton small=true label=t(SAVE) glyph=Glyph::Download on_press=save />
            </div>
            <Show when=move || head.with(|head| head.older)>
                <Note>{t(OLDER)}</Note>
            </Show>
            <Show when=move || open.get()>
                <table class="table record-objects" aria-label=name>
                    <tbody>{move || id.with_value(|id| find(record, id, rows))}</tbody>
                </table>
            </Show>
        </li>
    }
}

fn rows(run: &Run) -> Vec<AnyView> {
    let row = |item: &workload::run::item::Item| {
        let (line, target) = (Line::of(item), item.target.clone());
        view! { <ObjectRow target line=Signal::stored(line) requests=result::requests(item) /> }.into_any()
    };
    run.items.iter().map(row).collect()
}
