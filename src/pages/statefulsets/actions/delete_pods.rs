//! The second step of a change that does not reach pods which are not ready: to delete them afterwards. Nobody is made
//! to: it is off until the person ticks it.

use leptos::prelude::*;
use workload::plan::stuck::stuck_pods;
use workload::plan::{Action, PodRef};
use workload::text::Locale;

use crate::i18n::say;
use crate::pages::statefulsets::actions::dialog::Seen;
use crate::ui::check::Check;

/// The pods that an action does not reach by itself and that come back with the new template when they are deleted.
pub fn offered(action: &Action, sets: &[Seen]) -> Vec<PodRef> {
    let there = sets.iter().filter(|seen| !seen.gone).map(|seen| &seen.known);
    let stuck =
        there.flat_map(|known| stuck_pods(action, &known.set, known.pods.as_deref().unwrap_or_default()));
    stuck.filter(|stuck| stuck.comes_back).map(|stuck| stuck.pod).collect()
}

/// The box; none where no pod needs it.
#[component]
pub fn DeletePods(
    /// The pods.
    offered: Memo<Vec<PodRef>>,
    /// Whether they go.
    chosen: RwSignal<bool>,
) -> impl IntoView {
    let label = Signal::derive(say(move |locale| offered.with(|pods| words(pods, locale))));
    view! {
        <Show when=move || offered.with(|pods| !pods.is_empty())>
            <Check label checked=chosen on_change=move |on| chosen.set(on) />
        </Show>
    }
}

fn words(pods: &[PodRef], locale: Locale) -> String {
    match (pods, locale) {
        ([pod], Locale::En) => {
            format!("After the change, delete {} so that it comes back with the new template", pod.name)
        }
        ([pod], Locale::Zh) => format!("更改之后删除 {}，使其以新模板重建", pod.name),
        (pods, Locale::En) => format!(
            "After the change, delete the {} pods that are not ready so that they come back with the new template",
            pods.len()
        ),
        (pods, Locale::Zh) => format!("更改之后删除 {} 个未就绪的容器组，使其以新模板重建", pods.len()),
    }
}
