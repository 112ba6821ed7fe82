//! The top bar: which cluster, which namespace, whether what one sees is live, language and theme.

use leptos::prelude::*;
use workload::text::Text;

use crate::i18n::t;
use crate::pages::shell::appearance_menu::{AppearanceMenu, LanguageButton};
use crate::pages::shell::brand::BrandMark;
use crate::pages::shell::cluster_picker::ClusterPicker;
use crate::pages::shell::live::LiveIndicator;
use crate::pages::shell::namespace_picker::NamespacePicker;
use crate::pages::shell::notices::Notices;
use crate::pages::shell::person::PersonMenu;
use crate::pages::shell::rail::RailState;
use crate::ui::button::IconButton;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::kbd::Keys;

const FIND: Text = Text { zh: "打开命令面板", en: "Open the command palette" };
const FIND_SHORT: Text = Text { zh: "查找或前往", en: "Find or go to" };
const OPEN_RAIL: Text = Text { zh: "打开导航", en: "Open navigation" };

/// The top bar.
#[component]
pub fn TopBar(
    /// The rail, which a narrow window opens from here.
    rail: RailState,
    /// Called when the user wants to find something.
    #[prop(into)]
    on_find: Callback<()>,
) -> impl IntoView {
    view! {
        <header class="top-bar">
            <span class="narrow-only">
                <IconButton label=t(OPEN_RAIL) glyph=Glyph::Lines on_press=move |()| rail.open_sheet() />
            </span>
            <a class="brand" href=rail.list() aria-label="Ordinal">
                <BrandMark />
                <span>"Ordinal"</span>
            </a>
            <ClusterPicker />
            <NamespacePicker />
            <span class="spacer"></span>
            <button type="button" class="bar-find" aria-label=t(FIND) aria-keyshortcuts="Control+K Meta+K" on:click=move |_| on_find.run(())>
                <Icon glyph=Glyph::Search />
                <span class="bar-find-word">{t(FIND_SHORT)}</span>
                <Keys keys="Ctrl+K" />
            </button>
            <LiveIndicator />
            <Notices />
            // On a phone they are in the settings: here they would leave no room.
            <span class="bar-looks">
                <LanguageButton />
                <AppearanceMenu />
            </span>
            <PersonMenu />
        </header>
    }
}
