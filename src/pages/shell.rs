//! What stands around every page: the top bar, the rail, the main region, messages, and the help sheet.

pub mod appearance_menu;
pub mod brand;
pub mod help;
pub mod live;
pub mod namespace_options;
pub mod namespace_picker;
pub mod not_found;
pub mod rail;
pub mod standing;
pub mod top_bar;

use leptos::prelude::*;
use workload::text::Text;

use crate::i18n::t;
use crate::pages::freshness::provide_freshness;
use crate::pages::shell::help::HelpSheet;
use crate::pages::shell::live::StaleBanner;
use crate::pages::shell::rail::{Rail, RailSheet, provide_rail};
use crate::pages::shell::top_bar::TopBar;
use crate::route::Route;
use crate::router::use_router;
use crate::ui::scroll_area::MainArea;
use crate::ui::shortcut::use_shortcut;
use crate::ui::toast::Toasts;

/// The button that closes something.
pub const CLOSE: Text = Text { zh: "关闭", en: "Close" };
const SKIP: Text = Text { zh: "跳到内容", en: "Skip to content" };
const MESSAGES: Text = Text { zh: "消息", en: "Messages" };

/// The frame of the application.
#[component]
pub fn Shell(
    /// The page.
    children: Children,
) -> impl IntoView {
    provide_freshness();
    let rail = provide_rail();
    let help = RwSignal::new(false);
    let router = use_router();
    use_shortcut("?", move || help.set(true));
    use_shortcut("g s", move || router.navigate(&Route::default()));
    let route = router.route();
    use_shortcut("Escape", move || {
        if matches!(route.get_untracked(), Route::Set { .. }) {
            router.navigate(&Route::parse(&rail.list().get_untracked()));
        }
    });
    view! {
        <a class="skip" href="#main" on:click=skip>{t(SKIP)}</a>
        <div class="shell" data-rail=move || if rail.is_folded().get() { "folded" } else { "open" }>
            <TopBar rail />
            <Rail rail on_help=move |()| help.set(true) />
            <MainArea>{children()}</MainArea>
            <StaleBanner />
        </div>
        <Show when=move || rail.is_sheet_open().get()>
            <RailSheet rail on_help=move |()| help.set(true) />
        </Show>
        <Show when=move || help.get()>
            <HelpSheet on_close=move |()| help.set(false) />
        </Show>
        <Toasts label=t(MESSAGES) close_label=t(CLOSE) />
    }
}

/// The fragment names a page here, so the skip link moves the focus itself.
fn skip(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    crate::platform::focus::main_region();
}
