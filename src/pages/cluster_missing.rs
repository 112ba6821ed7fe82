//! The address names a cluster that this console does not have. Showing another one in its place would let people
//! act on the wrong cluster, so they choose.

use leptos::prelude::*;
use workload::text::{Locale, Text};

use crate::i18n::{say, t};
use crate::store::site::{NoSuchCluster, address_of};
use crate::ui::button::LinkButton;
use crate::ui::empty::EmptyState;
use crate::ui::icon::Glyph;

const TEXT: Text = Text {
    zh: "可能已被改名或从 config.json 中移除。请选择一个现有的集群：",
    en: "It may have been renamed, or taken out of config.json. Choose one that there is:",
};

/// The page.
#[component]
pub fn ClusterMissing(
    /// What was looked for, and what there is.
    missing: NoSuchCluster,
) -> impl IntoView {
    let name = missing.name;
    let title = say(move |locale| match locale {
        Locale::En => format!("There is no cluster “{name}” here"),
        Locale::Zh => format!("这里没有集群“{name}”"),
    });
    let link = |name: String| view! { <LinkButton href=address_of(&name)>{name}</LinkButton> };
    let links = missing.clusters.into_iter().map(|cluster| link(cluster.name)).collect_view();
    view! {
        <main>
            <EmptyState glyph=Glyph::Server title text=t(TEXT) whole_page=true>{links}</EmptyState>
        </main>
    }
}
