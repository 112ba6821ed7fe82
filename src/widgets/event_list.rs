//! Events, newest first, each message in full.

use std::sync::Arc;

use leptos::prelude::*;
use workload::age::{Timestamp, humanise};
use workload::rows::event::EventRow;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::ui::badge::ToneMark;
use crate::ui::tone::Tone;
use crate::widgets::since::Since;

const LABEL: Text = Text { zh: "事件，最新在前", en: "Events, newest first" };
const WARNING: Text = Text { zh: "警告", en: "Warning" };
const NORMAL: Text = Text { zh: "正常", en: "Normal" };

/// The list.
#[component]
pub fn EventList(
    /// The events, in the order in which they are shown.
    #[prop(into)]
    events: Signal<Vec<Arc<EventRow>>>,
    /// The time of day.
    #[prop(into)]
    now: Signal<Timestamp>,
) -> impl IntoView {
    view! {
        <ol class="events" aria-label=t(LABEL)>
            <For
                each=move || events.get()
                // Another count or time is another content of the same event: the line is drawn anew.
                key=|event| (event.meta.key.uid.clone(), event.meta.key.resource_version.clone())
                let(event)
            >
                <EventLine event now />
            </For>
        </ol>
    }
}

#[component]
fn EventLine(event: Arc<EventRow>, now: Signal<Timestamp>) -> impl IntoView {
    let locale = use_locale();
    let tone = if event.is_warning() { Tone::Warn } else { Tone::Idle };
    let kind = if event.is_warning() { WARNING } else { NORMAL };
    let (first, last, times) = (event.first_seen(), event.last_seen(), event.times());
    let often = move || often(locale.get(), times, first, last);
    let about = format!("{}/{}", event.about.kind, event.about.name);
    let field = event.about.field_path.clone();
    let from = event.from();
    view! {
        <li class="event" data-tone=tone.name()>
            <ToneMark tone=Signal::stored(tone) />
            <div class="event-what">
                <span class="unseen">{t(kind)}": "</span>
                <span class="event-reason">{event.reason.clone()}</span>
                <span class="event-about" title=field>{about}</span>
            </div>
            <div class="event-body">
                <p class="event-message">{event.message.clone()}</p>
                <span class="event-from">{from}</span>
            </div>
            <div class="event-when">
                <Since at=last now sentence=true />
                {move || often().map(|often| view! { <span class="event-times">{often}</span> })}
            </div>
        </li>
    }
}

/// `×3 over 5 min`; none for an event seen once.
fn often(locale: Locale, times: u32, first: Option<Timestamp>, last: Option<Timestamp>) -> Option<String> {
    let span = humanise(locale, first?.elapsed(last?));
    match locale {
        _ if times < 2 => None,
        Locale::En => Some(format!("×{times} over {span}")),
        Locale::Zh => Some(format!("{span}内 {times} 次")),
    }
}

#[cfg(test)]
mod tests {
    use super::often;
    use workload::age::Timestamp;
    use workload::text::Locale;

    #[test]
    fn an_event_seen_often_says_how_often_and_over_which_time() {
        let (first, last) = (Some(Timestamp { millis: 0 }), Some(Timestamp { millis: 300_000 }));
        assert_eq!(often(Locale::En, 3, first, last).as_deref(), Some("×3 over 5 min"));
        assert_eq!(often(Locale::Zh, 3, first, last).as_deref(), Some("5 分钟内 3 次"));
        assert_eq!(often(Locale::En, 1, first, last), None);
    }
}
