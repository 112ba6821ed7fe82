//! The pods of the set, narrowed by state.

use kubewire::health::Health;
use kubewire::resource::PODS;
use leptos::prelude::*;
use workload::strip::CellState;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::detail::by_name::{self, ByName};
use crate::pages::statefulsets::detail::denied::Denied;
use crate::pages::statefulsets::detail::model::Model;
use crate::pages::statefulsets::detail::waiting::Waiting;
use crate::ui::chip::Chip;
use crate::widgets::ordinal_mark::OrdinalMark;
use crate::widgets::pod_table::{Open, PodLine, PodTable};

const FILTER: Text = Text { zh: "按状态筛选", en: "Filter by state" };
const ALL: Text = Text { zh: "全部", en: "All" };
const LOADING: Text = Text { zh: "正在加载容器组…", en: "Loading the pods…" };
/// The shape of what is to come.
const WIDTHS: &[&str] = &["60%", "60%", "60%"];
const NONE: Text = Text {
    zh: "没有容器组：期望副本数为 0。扩容后容器组会按序号逐个创建。",
    en: "No pods: no replicas are wanted. Scale it up and its pods are created ordinal by ordinal.",
};

/// The tab.
#[component]
pub fn PodsTab(
    /// What is known.
    model: Model,
    /// What is open.
    open: Open,
) -> impl IntoView {
    let wanted = RwSignal::new(None::<CellState>);
    // A state that no ordinal has any more is no filter: an empty table would look like missing pods.
    let filter = Memo::new(move |_| {
        let wanted = wanted.get()?;
        model.lines.with(|lines| lines.iter().any(|line| line.cell.state == wanted)).then_some(wanted)
    });
    // A pod chosen in the strip is shown even where the filter would hide it.
    Effect::new(move || {
        if open.chosen.get().is_some() {
            wanted.set(None);
        }
    });
    let lines = Memo::new(move |_| model.lines.with(|lines| narrow(lines, filter.get())));
    let is_known = Memo::new(move |_| model.pods.with(Option::is_some));
    let is_denied = Memo::new(move |_| model.pods_health.with(|health| matches!(health, Health::Denied(_))));
    let is_empty = Memo::new(move |_| lines.with(Vec::is_empty));
    let waits =
        move || view! { <Show when=move || !is_denied.get()><Waiting label=LOADING widths=WIDTHS /></Show> };
    view! {
        <section class="detail-panel">
            <Denied resource=PODS set=model.set health=model.pods_health />
            <ByName health=model.pods_health what=by_name::PODS />
            <Show when=move || is_known.get() fallback=waits>
                <Show when=move || !is_empty.get() fallback=|| view! { <p class="detail-empty">{t(NONE)}</p> }>
                    <Filter model filter wanted />
                    <PodTable lines now=model.now open />
                </Show>
            </Show>
        </section>
    }
}

#[component]
fn Filter(
    model: Model,
    filter: Memo<Option<CellState>>,
    wanted: RwSignal<Option<CellState>>,
) -> impl IntoView {
    let locale = use_locale();
    let counts = Memo::new(move |_| model.lines.with(|lines| counts(lines)));
    let total = Signal::derive(move || model.lines.with(Vec::len));
    let chip = move |(state, count): (CellState, usize)| {
        view! {
            <Chip
                label=Signal::derive(move || capital(state.text(), locale.get()))
                pressed=Signal::derive(move || filter.get() == Some(state))
                count=Signal::stored(count)
                on_press=move |()| wanted.set((filter.get_untracked() != Some(state)).then_some(state))
            >
                <OrdinalMark state />
            </Chip>
        }
    };
    view! {
        <div class="detail-bar" role="group" aria-label=t(FILTER)>
            <Chip
                label=t(ALL)
                pressed=Signal::derive(move || filter.get().is_none())
                count=total
                on_press=move |()| wanted.set(None)
            />
            {move || counts.get().into_iter().map(chip).collect_view()}
        </div>
    }
}

fn capital(text: Text, locale: Locale) -> String {
    let text = text.get(locale);
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

fn narrow(lines: &[PodLine], filter: Option<CellState>) -> Vec<PodLine> {
    lines.iter().filter(|line| filter.is_none_or(|state| line.cell.state == state)).cloned().collect()
}

fn counts(lines: &[PodLine]) -> Vec<(CellState, usize)> {
    let count = |state| (state, lines.iter().filter(|line| line.cell.state == state).count());
    CellState::ALL.into_iter().map(count).filter(|(_, count)| *count > 0).collect()
}
