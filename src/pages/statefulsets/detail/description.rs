//! What people wrote about the set: where it is long its beginning, and all of it on request.

use leptos::prelude::*;
use workload::text::Text;

use crate::i18n::t;

const MORE: Text = Text { zh: "显示全部", en: "Show all" };
const LESS: Text = Text { zh: "收起", en: "Show less" };
/// What is longer, in characters or lines, takes the page from what one came for.
const MOST: (usize, usize) = (300, 3);

/// The description, as it may be shown; nothing where there is none.
#[component]
pub fn Description(
    /// The whole of it.
    text: Memo<Option<String>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let is_long =
        Memo::new(move |_| text.with(|text| text.as_deref().is_some_and(|text| beginning(text).is_some())));
    let seen = move || match (text.get().unwrap_or_default(), open.get()) {
        (text, true) => text,
        (text, false) => beginning(&text).unwrap_or(text),
    };
    let is_open = move || if open.get() { "true" } else { "false" };
    view! {
        <Show when=move || text.with(Option::is_some)>
            <p class="detail-about" tabindex=move || open.get().then_some("0") data-open=move || open.get().then_some("")>{seen}</p>
            <Show when=move || is_long.get()>
                <button
                    type="button"
                    class="button detail-about-more"
                    data-kind="quiet"
                    data-size="small"
                    aria-expanded=is_open
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {move || if open.get() { t(LESS)() } else { t(MORE)() }}
                </button>
            </Show>
        </Show>
    }
}

/// The beginning of a text that is too long.
fn beginning(text: &str) -> Option<String> {
    let line = text.match_indices('\n').nth(MOST.1 - 1).map(|(end, _)| end);
    let letter = text.char_indices().nth(MOST.0).map(|(end, _)| end);
    let end = line.into_iter().chain(letter).min()?;
    Some(format!("{}…", text[..end].trim_end()))
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn a_text_is_cut_where_it_has_too_many_letters_or_lines() {
        assert_eq!(beginning("short"), None);
        assert_eq!(beginning(&"有".repeat(300)), None);
        assert_eq!(beginning(&"有".repeat(301)), Some(format!("{}…", "有".repeat(300))));
        assert_eq!(beginning("a\nb\nc\nd"), Some("a\nb\nc…".to_owned()));
        assert_eq!(beginning("a\nb\nc"), None);
    }
}
