//! A row for each object of a run.

use leptos::prelude::*;
use workload::plan::Target;
use workload::run::item::{Item, State};
use workload::status::reason::Reason;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::shell::runs::awaited::Reasons;
use crate::pages::shell::runs::{Of, words};
use crate::route::Route;
use crate::ui::badge::ToneMark;
use crate::ui::chip::Chip;
use crate::ui::tone::Tone;

const OBJECTS: Text = Text { zh: "对象", en: "Objects" };
const SET: Text = Text { zh: "有状态副本集", en: "Set" };
const STATE: Text = Text { zh: "状态", en: "State" };
const WHY: Text = Text { zh: "说明", en: "Why" };

/// What can be shown alone.
const GROUPS: [State; 5] = [State::Failed, State::Waiting, State::Done, State::Skipped, State::Cancelled];

/// What a row shows of its object.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    state: State,
    doubt: bool,
    zh: String,
    en: String,
}

impl Line {
    /// The line of an object.
    pub fn of(item: &Item) -> Self {
        let doubt = item.doubt && !item.state.is_final();
        Self { state: item.state, doubt, zh: item.told.zh.clone(), en: item.told.en.clone() }
    }

    /// The same with why what it waits for has not come.
    fn waiting_for(self, reason: Option<&Reason>) -> Self {
        match reason.filter(|_| self.state == State::Watching) {
            Some(reason) => Self { zh: reason.say(Locale::Zh), en: reason.say(Locale::En), ..self },
            None => self,
        }
    }

    fn told(&self, locale: Locale) -> String {
        match locale {
            _ if self.doubt && self.en.is_empty() => words::IN_DOUBT.get(locale).to_owned(),
            Locale::En => self.en.clone(),
            Locale::Zh => self.zh.clone(),
        }
    }
}

/// The tone of a state.
const fn tone(state: State) -> Tone {
    match state {
        State::Done => Tone::Good,
        State::Failed => Tone::Bad,
        State::Sent | State::Looking | State::Watching => Tone::Busy,
        State::Waiting | State::Skipped | State::Cancelled => Tone::Idle,
    }
}

fn group(state: State) -> State {
    if state.is_final() { state } else { State::Waiting }
}

/// The rows, and chips that show some of them alone.
#[component]
pub(super) fn Rows(run: Of, reasons: Signal<Reasons>) -> impl IntoView {
    let (locale, only) = (use_locale(), RwSignal::new(None::<State>));
    let chip = move |state: State| {
        let count = Memo::new(move |_| {
            run.read(|run| run.items.iter().filter(|item| group(item.state) == state).count())
        });
        let label = Signal::derive(move || {
            let open = Text { zh: "未结束", en: "not ended" };
            (if state == State::Waiting { open } else { state.text() }).get(locale.get()).to_owned()
        });
        let pressed = Signal::derive(move || only.get() == Some(state));
        let turn = move |()| only.update(|only| *only = (*only != Some(state)).then_some(state));
        view! { <Show when=move || { count.get() > 0 }><Chip label pressed count=Signal::from(count) on_press=turn /></Show> }
    };
    let shown = Memo::new(move |_| {
        let only = only.get();
        run.read(|run| {
            let items = run.items.iter().enumerate();
            let fits = items.filter(|(_, item)| only.is_none_or(|only| group(item.state) == only));
            fits.map(|(index, _)| index).collect::<Vec<_>>()
        })
    });
    view! {
        <div class="run-chips">{GROUPS.map(chip)}</div>
        <div class="run-rows" tabindex="0" role="region" aria-label=t(OBJECTS)>
            <table class="table">
                <thead>
                    <tr><th scope="col">{t(SET)}</th><th scope="col">{t(STATE)}</th><th scope="col">{t(WHY)}</th></tr>
                </thead>
                <tbody><For each=move || shown.get() key=|index| *index children=move |index| view! { <Row run index reasons /> } /></tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(run: Of, index: usize, reasons: Signal<Reasons>) -> impl IntoView {
    let target = untrack(|| run.read(|run| run.items.get(index).map(|item| item.target.clone())));
    let line = Memo::new(move |_| {
        let line = run.read(|run| run.items.get(index).map(Line::of)).unwrap_or_default();
        reasons.with(|reasons| line.waiting_for(reasons.get(&index)))
    });
    target.map(|target| view! { <ObjectRow target line /> })
}

/// An object, how far it is, and why.
#[component]
pub fn ObjectRow(
    /// Which object.
    target: Target,
    /// What is said of it.
    #[prop(into)]
    line: Signal<Line>,
    /// Its requests, where they are shown.
    #[prop(optional)]
    requests: Vec<String>,
) -> impl IntoView {
    let locale = use_locale();
    let Target { namespace, name, .. } = target;
    let href = Route::Set { namespace: namespace.clone(), name: name.clone(), tab: String::new() }.href();
    let mark = Signal::derive(move || line.with(|line| tone(line.state)));
    view! {
        <tr>
            <th scope="row"><a href=href>{name}</a><small>{namespace}</small></th>
            <td class="run-state"><ToneMark tone=mark />{move || line.with(|line| line.state.text().get(locale.get()))}</td>
            <td class="run-why">{move || line.with(|line| line.told(locale.get()))}{requests.into_iter().map(|request| view! { <code>{request}</code> }).collect_view()}</td>
        </tr>
    }
}
