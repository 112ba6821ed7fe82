//! Events about the set, its pods and its PVCs.

use kubewire::health::Health;
use kubewire::resource::EVENTS;
use leptos::prelude::*;
use workload::text::Text;

use crate::i18n::t;
use crate::pages::statefulsets::detail::denied::Denied;
use crate::pages::statefulsets::detail::model::Model;
use crate::pages::statefulsets::detail::waiting::Waiting;
use crate::ui::chip::Chip;
use crate::widgets::event_list::EventList;

const FILTER: Text = Text { zh: "按类型筛选", en: "Filter by type" };
const ALL: Text = Text { zh: "全部", en: "All" };
const WARNINGS: Text = Text { zh: "警告", en: "Warnings" };
const LOADING: Text = Text { zh: "正在加载事件…", en: "Loading the events…" };
/// The shape of what is to come.
const WIDTHS: &[&str] = &["70%", "50%"];
const NONE: Text = Text {
    zh: "没有事件。Kubernetes 一般只保留约一小时的事件，这里会实时显示新的事件。",
    en: "No events. Kubernetes keeps them for about an hour; new ones appear here as they happen.",
};
const NO_WARNINGS: Text = Text { zh: "没有警告事件。", en: "No warnings." };
const ABOUT: Text = Text {
    zh: "该有状态副本集、其容器组与存储卷声明的事件，一般保留约一小时",
    en: "About the set, its pods and its PVCs; kept for about an hour",
};

/// The tab.
#[component]
pub fn EventsTab(
    /// What is known.
    model: Model,
) -> impl IntoView {
    let only_warnings = RwSignal::new(false);
    let warnings = Memo::new(move |_| {
        model.events.with(|events| events.iter().filter(|event| event.is_warning()).count())
    });
    let events = Memo::new(move |_| {
        let only = only_warnings.get();
        model.events.with(|events| {
            events.iter().filter(|event| !only || event.is_warning()).cloned().collect::<Vec<_>>()
        })
    });
    let is_empty = Memo::new(move |_| events.with(Vec::is_empty));
    let is_denied =
        Memo::new(move |_| model.events_health.with(|health| matches!(health, Health::Denied(_))));
    let total = Signal::derive(move || model.events.with(Vec::len));
    let waits =
        move || view! { <Show when=move || !is_denied.get()><Waiting label=LOADING widths=WIDTHS /></Show> };
    let empty = move || {
        let text = if only_warnings.get() { NO_WARNINGS } else { NONE };
        view! { <p class="detail-empty">{t(text)}</p> }
    };
    view! {
        <section class="detail-panel">
            <Denied resource=EVENTS set=model.set health=model.events_health />
            <Show when=move || model.events_known.get() fallback=waits>
                <div class="detail-bar" role="group" aria-label=t(FILTER)>
                    <Chip
                        label=t(ALL)
                        pressed=Signal::derive(move || !only_warnings.get())
                        count=total
                        on_press=move |()| only_warnings.set(false)
                    />
                    <Chip
                        label=t(WARNINGS)
                        pressed=only_warnings
                        count=Signal::derive(move || warnings.get())
                        on_press=move |()| only_warnings.set(true)
                    />
                    <span class="detail-aside">{t(ABOUT)}</span>
                </div>
                <Show when=move || !is_empty.get() fallback=empty>
                    <EventList events now=model.now />
                </Show>
            </Show>
        </section>
    }
}
