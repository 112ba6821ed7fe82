//! What one writes in when Monaco cannot be had: a plain text field, and why.

use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::web_sys::HtmlTextAreaElement;
use workload::text::Text;

use crate::i18n::t;

const NOTICE: Text = Text {
    zh: "代码编辑器未能加载，已改用纯文本框；检查、提交等功能照常可用。",
    en: "The code editor did not load, so this is a plain text field. Checking and creating work as usual.",
};
const RETRY: Text = Text { zh: "重新加载编辑器", en: "Load the editor again" };

/// The text field with its notice.
#[component]
pub(super) fn PlainEditor(
    value: Signal<String>,
    read_only: Signal<bool>,
    label: Signal<String>,
    changed: Callback<String>,
    field: NodeRef<Textarea>,
    /// What the loader said.
    why: String,
    retry: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="editor-plain">
            <div class="editor-notice" role="status">
                <p title=why>{t(NOTICE)}</p>
                <button type="button" on:click=move |_| retry.run(())>{t(RETRY)}</button>
            </div>
            <textarea
                node_ref=field
                class="editor-text"
                spellcheck="false"
                autocapitalize="off"
                aria-label=label
                readonly=read_only
                prop:value=value
                on:input:target=move |event| changed.run(event.target().value())
            ></textarea>
        </div>
    }
}

/// Selects a line, counted from 1, and gives the field the keyboard.
pub(super) fn reveal(field: &HtmlTextAreaElement, line: u32) {
    let text = field.value();
    let (start, end) = line_range(&text, line);
    let selected = field.focus().and_then(|()| field.set_selection_range(start, end));
    if selected.is_err() {
        leptos::logging::warn!("line {line} could not be shown");
    }
}

/// Where a line, counted from 1, begins and ends, in UTF-16 units as the DOM counts.
fn line_range(text: &str, line: u32) -> (u32, u32) {
    let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    let before: u32 = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1) as usize)
        .map(units)
        .fold(0, u32::saturating_add);
    let own = text.split('\n').nth(line.saturating_sub(1) as usize).map_or(0, units);
    (before, before + own)
}

#[cfg(test)]
mod tests {
    use super::line_range;

    #[test]
    fn a_line_is_found_in_utf16_units() {
        let text = "有状态: 1\n😀: 2\nlast";
        assert_eq!(line_range(text, 1), (0, 6));
        assert_eq!(line_range(text, 2), (7, 12));
        assert_eq!(line_range(text, 3), (13, 17));
        assert_eq!(line_range(text, 9), (17, 17));
    }
}
