//! What happens when one comes to another place: the tab is called by it, the keyboard is at its heading, and it is
//! scrolled as one left it, or to its beginning.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::i18n::use_locale;
use crate::pages::shell::title::title;
use crate::platform::history::{self, Step};
use crate::platform::{appearance, focus, frame, location, task};
use crate::router::use_router;
use crate::ui::scroll_area::{ScrollArea, use_scroll_area};

/// A list that one returns to may have to be read again before it is as long as it was.
const PATIENCE_FRAMES: usize = 180;

/// Follows the address; stands in the main region and shows nothing.
#[component]
pub fn Arrival() -> impl IntoView {
    let (route, locale, area) = (use_router().route(), use_locale(), use_scroll_area());
    Effect::new(move || appearance::set_title(&route.with(|route| title(route, locale.get()))));
    let (first, _) = history::arrive();
    let here = StoredValue::new((first, page(&location::hash())));
    let left = StoredValue::new(HashMap::<Step, i32>::new());
    let waiting = StoredValue::new(None::<futures::future::AbortHandle>);
    let heading = StoredValue::new_local(None::<focus::HeadingWatch>);
    let stop_waiting = move || {
        if let Some(earlier) = waiting.try_update_value(Option::take).flatten() {
            earlier.abort();
        }
    };
    on_cleanup(stop_waiting);
    location::on_hash_change(move |hash| {
        let (from, before) = here.get_value();
        left.update_value(|left| {
            left.insert(from, area.top().get_untracked());
        });
        let (step, is_return) = history::arrive();
        let now = page(&hash);
        let is_other = now != before;
        here.set_value((step, now));
        let returned = is_return.then(|| left.with_value(|left| left.get(&step).copied())).flatten();
        let top = returned.or_else(|| is_other.then_some(0));
        stop_waiting();
        if is_other {
            heading.set_value(None);
        }
        waiting.set_value(Some(task::spawn_abortable(async move {
            frame::next().await;
            if is_other {
                heading.set_value(focus::heading());
            }
            if let Some(top) = top {
                scroll(area, top).await;
            }
        })));
    });
}

/// Scrolls as soon as the page is long enough, unless the user does first.
async fn scroll(area: ScrollArea, top: i32) {
    let began = area.position();
    for _ in 0..PATIENCE_FRAMES {
        if area.position() != began {
            return;
        }
        if area.reach() >= top {
            return area.scroll_to(top);
        }
        frame::next().await;
    }
    area.scroll_to(top);
}

/// What of an address names the page; the rest is how it is shown.
fn page(hash: &str) -> String {
    hash.split('?').next().unwrap_or_default().trim_matches('/').to_owned()
}
