//! What stands around every page: the top bar, the rail, the main region, messages, the palette and the help sheet.
//!
//! With `?embed` before the `#` of the address there are neither rail nor top bar, for a page within another page.

pub mod appearance_menu;
pub mod arrival;
pub mod brand;
mod clock;
pub mod cluster_picker;
pub mod commands;
pub mod help;
pub mod live;
pub mod namespace_picker;
pub mod not_found;
pub mod notices;
pub mod palette;
pub mod person;
pub mod places;
pub mod rail;
pub mod remembered;
pub mod runs;
pub mod standing;
pub mod title;
pub mod top_bar;

use leptos::prelude::*;
use workload::text::Text;

use crate::i18n::t;
use crate::pages::freshness::provide_freshness;
use crate::pages::parts;
use crate::pages::shell::arrival::Arrival;
use crate::pages::shell::clock::tell_of_the_clock;
use crate::pages::shell::commands::use_shell_commands;
use crate::pages::shell::live::StaleBanner;
use crate::pages::shell::palette::{Palette, use_palette};
use crate::pages::shell::rail::{Rail, RailSheet, provide_rail};
use crate::pages::shell::runs::Runs;
use crate::pages::shell::top_bar::TopBar;
use crate::platform::location;
use crate::ui::scroll_area::MainArea;
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
    tell_of_the_clock();
    // In the query before `#`, so that it holds wherever one goes within the frame.
    let embedded = location::has_flag("embed");
    let rail = provide_rail();
    let help = RwSignal::new(false);
    let close_help = Callback::new(move |()| help.set(false));
    let palette = use_palette();
    use_shell_commands(rail, help, palette);
    view! {
        <a class="skip" href="#main" on:click=skip>{t(SKIP)}</a>
        <div class="shell" data-embedded=embedded.then_some("") data-rail=move || if rail.is_folded().get() { "folded" } else { "open" }>
            {(!embedded).then(|| view! {
                <TopBar rail on_find=move |()| palette.set(true) />
                <Rail rail on_help=move |()| help.set(true) />
            })}
            <MainArea>
                <Arrival />
                {children()}
            </MainArea>
            <Runs />
            <StaleBanner />
        </div>
        <Show when=move || rail.is_sheet_open().get()>
            <RailSheet rail on_help=move |()| help.set(true) />
        </Show>
        <Show when=move || help.get()>
            {parts::HELP.dialog(close_help, move || parts::help(close_help))}
        </Show>
        <Show when=move || palette.get()>
            <Palette on_close=move |()| palette.set(false) />
        </Show>
        <Toasts label=t(MESSAGES) close_label=t(CLOSE) />
    }
}

/// The fragment names a page here, so the skip link moves the focus itself.
fn skip(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    crate::platform::focus::main_region();
}
