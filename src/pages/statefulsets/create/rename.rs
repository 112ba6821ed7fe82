//! Gives an object of the draft another name. What names it in the other documents follows.

use leptos::prelude::*;
use serde_json::Value;
use workload::creation::entry::Entry;
use workload::draft::edit::{Change, Edit};
use workload::shown::shown;
use workload::text::Locale;

use crate::i18n::{say, t};
use crate::pages::shell::CLOSE;
use crate::pages::statefulsets::create::model::Model;
use crate::pages::statefulsets::create::words;
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::field::TextField;

/// The dialog.
#[component]
pub(super) fn RenameDialog(
    model: Model,
    entry: Entry,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let name = RwSignal::new(entry.name().to_owned());
    let about = format!("{} {}", shown(entry.kind()), shown(entry.name()));
    let title = say(move |locale| match locale {
        Locale::En => format!("Rename {about}"),
        Locale::Zh => format!("重命名 {about}"),
    });
    let entry = StoredValue::new(entry);
    let unready = Signal::derive(move || name.with(String::is_empty));
    let submit = move |()| {
        if unready.get_untracked() {
            return;
        }
        let edit = entry.with_value(|entry| Edit::Value {
            document: entry.document,
            change: Change::Set(entry.path("metadata.name"), Value::String(name.get_untracked())),
        });
        model.change(edit);
        on_close.run(());
    };
    let foot = move || {
        view! {
            <Button on_press=on_close>{t(words::CANCEL)}</Button>
            <Button submit=true kind=Kind::Main disabled=unready>{t(words::RENAME)}</Button>
        }
    };
    view! {
        <Dialog title lead=t(words::RENAME_LEAD) close_label=t(CLOSE) on_close on_submit=submit foot>
            <TextField
                label=t(words::NAME)
                value=name
                on_input=move |typed| name.set(typed)
                machine=true
                autofocus=true
            />
        </Dialog>
    }
}
