//! The dock under the page: what is being done to many objects, wherever one moves about meanwhile, and what an earlier
//! visit left undone. It takes room instead of covering what one works with.

mod awaited;
pub mod rows;
pub mod taking;
pub mod words;

use leptos::prelude::*;
use workload::run::queue::Queue;
use workload::run::{Run, Tally};

use crate::i18n::{t, use_locale};
use crate::pages::parts;
use crate::pages::shell::CLOSE;
use crate::pages::shell::runs::awaited::Reasons;
use crate::pages::shell::runs::rows::Rows;
use crate::pages::shell::runs::taking::Taking;
use crate::pages::shell::runs::words::{self as say, Standing};
use crate::store::batch::Batch;
use crate::store::use_store;
use crate::ui::button::{Button, IconButton, Kind};
use crate::ui::icon::Glyph;
use crate::ui::times::use_times;
use crate::ui::toast::{Toast, use_toaster};
use crate::ui::tone::Tone;

/// One run of the queue, found anew for each look: the queue holds the truth.
#[derive(Debug, Clone, Copy)]
pub struct Of {
    id: StoredValue<String>,
    queue: Signal<Queue>,
}

impl Of {
    fn id(self) -> String {
        self.id.get_value()
    }

    /// Reads the run; the default of `T` where it is gone.
    pub fn read<T: Default>(self, read: impl FnOnce(&Run) -> T) -> T {
        self.id.with_value(|id| {
            self.queue.with(|queue| queue.runs.iter().find(|run| run.id == *id).map(read).unwrap_or_default())
        })
    }
}

/// The runs. Nothing is there, and nothing is loaded, where there are none.
#[component]
pub fn Runs() -> impl IntoView {
    let queue = use_store().batch().queue();
    let any = Memo::new(move |_| queue.with(|queue| !queue.runs.is_empty()));
    view! {
        <Show when=move || any.get()>
            <section class="runs" aria-label=t(say::RUNS)>{parts::RUNS.view(parts::runs)}</section>
        </Show>
    }
}

/// The docks of the runs, the latest first.
#[component]
pub fn Docks() -> impl IntoView {
    let queue = use_store().batch().queue();
    let ids = Memo::new(move |_| {
        queue.with(|queue| queue.runs.iter().rev().map(|run| run.id.clone()).collect::<Vec<_>>())
    });
    view! { <For each=move || ids.get() key=Clone::clone children=|id| view! { <Dock id /> } /> }
}

#[component]
fn Dock(id: String) -> impl IntoView {
    let (locale, store) = (use_locale(), use_store());
    let run = Of { id: StoredValue::new(id), queue: store.batch().queue() };
    let reader = Reader::of(run);
    let open = RwSignal::new(reader.many.get_untracked() && !reader.left.get_untracked());
    farewell(reader);
    // Why the one object failed is said at once; of many the numbers tell that some did.
    Effect::new(move || {
        if !reader.many.get() && reader.tally.with(|tally| tally.failed > 0) {
            open.set(true);
        }
    });
    let name = Signal::derive(move || say::title(&reader.title.get(), locale.get()));
    let fold = Signal::derive(move || {
        (if open.get() { say::FOLD } else { say::UNFOLD }).get(locale.get()).to_owned()
    });
    let glyph = Signal::derive(move || if open.get() { Glyph::ChevronDown } else { Glyph::ChevronRight });
    let reasons = awaited::reasons(run);
    let dismiss = Callback::new(move |()| store.batch().dismiss(&run.id()));
    view! {
        <article class="run" aria-label=name>
            <div class="run-head">
                <IconButton small=true label=fold glyph on_press=move |()| open.update(|open| *open = !*open) />
                <h2>{name}</h2>
                <Bar reader />
                <p class="run-count">{move || say::progress(reader.tally.get(), locale.get())}</p>
                <span class="spacer"></span>
                <Buttons run reader />
                <Show when=move || reader.tally.with(|tally| tally.ended() == tally.all())>
                    <Taking run />
                    <IconButton small=true label=t(CLOSE) glyph=Glyph::Close on_press=dismiss />
                </Show>
            </div>
            <StandingLine run reader reasons />
            <Show when=move || open.get()><Rows run reasons /></Show>
        </article>
    }
}

/// What the dock says of its run, each part told only when it changes.
#[derive(Debug, Clone, Copy)]
struct Reader {
    run: Of,
    title: Memo<say::Title>,
    tally: Memo<Tally>,
    left: Memo<bool>,
    many: Memo<bool>,
}

impl Reader {
    fn of(run: Of) -> Self {
        Self {
            run,
            title: Memo::new(move |_| run.read(|run| Some(say::Title::of(run))).unwrap_or_default()),
            tally: Memo::new(move |_| run.read(Run::tally)),
            left: Memo::new(move |_| run.read(|run| run.left)),
            many: Memo::new(move |_| run.read(|run| run.items.len() > 1)),
        }
    }
}

/// A run of one object that went well needs no dock: a message says so.
fn farewell(reader: Reader) {
    let (store, toaster, locale) = (use_store(), use_toaster(), use_locale());
    Effect::new(move || {
        let tally = reader.tally.get();
        if tally.done == 1 && tally.all() == 1 {
            let title = say::done(&reader.title.get_untracked(), locale.get_untracked());
            // What of it was not needed any more.
            let locale = locale.get_untracked();
            let text = reader.run.read(|run| run.items.first().map(|item| item.told.get(locale).to_owned()));
            toaster.show(Toast { tone: Tone::Good, title, text: text.unwrap_or_default() });
            store.batch().dismiss(&reader.run.id());
        }
    });
}

/// How much of it has ended, and how.
#[component]
fn Bar(reader: Reader) -> impl IntoView {
    let locale = use_locale();
    let parts = move || {
        let tally = reader.tally.get();
        [
            ("good", tally.done),
            ("bad", tally.failed),
            ("idle", tally.skipped + tally.cancelled),
            ("busy", tally.running),
            ("rest", tally.waiting),
        ]
        .map(|(tone, count)| view! { <i data-tone=tone style=format!("flex-grow:{count}")></i> })
    };
    let label = move || say::progress(reader.tally.get(), locale.get());
    view! {
        <div
            class="run-bar"
            role="progressbar"
            aria-label=label
            aria-valuemin="0"
            aria-valuemax=move || reader.tally.with(|tally| tally.all())
            aria-valuenow=move || reader.tally.with(|tally| tally.ended())
        >
            {parts}
        </div>
    }
}

#[component]
fn Buttons(run: Of, reader: Reader) -> impl IntoView {
    let (locale, store) = (use_locale(), StoredValue::new(use_store()));
    let act = move |what: fn(&Batch, &str)| {
        store.with_value(|store| what(store.batch(), &run.id()));
    };
    let is_going = move || !reader.left.get() && reader.tally.with(|tally| tally.ended() < tally.all());
    let failed =
        Memo::new(move |_| if reader.left.get() { 0 } else { reader.tally.with(|tally| tally.failed) });
    view! {
        <Show when=move || reader.left.get()>
            <Button small=true on_press=move |()| act(Batch::forget)>{t(say::FORGET)}</Button>
            <Button small=true kind=Kind::Main on_press=move |()| act(Batch::go_on)>{t(say::GO_ON)}</Button>
        </Show>
        <Show when=move || { failed.get() > 0 }>
            <Button small=true icon=Glyph::Refresh on_press=move |()| act(Batch::retry)>
                {move || say::retry(failed.get(), locale.get())}
            </Button>
        </Show>
        <Show when=is_going>
            <Button small=true on_press=move |()| act(Batch::cancel)>
                {move || say::cancel(reader.tally.get(), locale.get())}
            </Button>
        </Show>
    }
}

/// Why it does not go on now; and for who cannot see the bar, how it ended.
#[component]
fn StandingLine(run: Of, reader: Reader, reasons: Signal<Reasons>) -> impl IntoView {
    let (locale, times, store) = (use_locale(), use_times(), use_store());
    let (queue, link, unkept) = (store.batch().queue(), store.link(), store.batch().unkept());
    let standing = Memo::new(move |_| {
        let hold = queue.with(|queue| queue.hold.map(|hold| hold.why));
        run.read(|run| Standing::of(run, hold, link.get(), unkept.get()))
    });
    let count = Memo::new(move |_| run.read(|run| awaited::awaited(run).count()));
    let awaited = Memo::new(move |_| {
        let (count, locale) = (count.get(), locale.get());
        reasons.with(|reasons| say::waits(count, reasons, locale))
    });
    let words = move || {
        let at = |millis: u64| times.short(i64::try_from(millis).unwrap_or(i64::MAX));
        let standing = standing.get();
        let told = standing.say(awaited.get(), &at, locale.get());
        (!told.is_empty())
            .then(|| view! { <p class="run-standing" data-tone=standing.tone().name()>{told}</p> })
    };
    let ended = move || {
        let tally = reader.tally.get();
        (tally.ended() == tally.all()).then(|| say::ended(&reader.title.get(), tally, locale.get()))
    };
    view! {
        <div role="status">{words}<span class="unseen">{ended}</span></div>
    }
}
