//! The parts of the program that a first visit does not load: the pages beside the list, and dialogs.

use std::time::Duration;

use leptos::prelude::*;
use workload::run::Run;

use crate::pages::record::RecordPage;
use crate::pages::settings::SettingsPage;
use crate::pages::shell::help::HelpSheet;
use crate::pages::shell::runs::Docks;
use crate::pages::sign_in::SignInPage;
use crate::pages::statefulsets::actions::dialog::PlanDialog;
use crate::pages::statefulsets::actions::undo::UndoDialog;
use crate::pages::statefulsets::actions::verb::Verb;
use crate::pages::statefulsets::actions::{Asked, Known};
use crate::pages::statefulsets::create::{CreatePage, EditPage};
use crate::pages::statefulsets::detail::DetailPage;
use crate::pages::statefulsets::list::Listing;
use crate::pages::statefulsets::list::export_dialog::ExportDialog;
use crate::part;
use crate::platform::{task, timer};
use crate::store::cache::Uid;
use crate::ui::part::Part;

part! {
    /// The page of one StatefulSet.
    DETAIL, set, load_detail, fn detail(namespace: String, name: String) {
        view! { <DetailPage namespace name /> }
    }
}

part! {
    /// Where documents are written.
    CREATE, writing, load_create, fn create(namespace: Signal<String>) {
        view! { <CreatePage namespace /> }
    }
}

part! {
    /// Where a set is changed as YAML.
    EDIT, writing, load_edit, fn edit(namespace: String, name: String) {
        view! { <EditPage namespace name /> }
    }
}

part! {
    /// How the console is.
    SETTINGS, aside, load_settings, fn settings() {
        view! { <SettingsPage /> }
    }
}

part! {
    /// What was done.
    RECORD, aside, load_record, fn record() {
        view! { <RecordPage /> }
    }
}

part! {
    /// What is being done to many objects.
    RUNS, aside, load_runs, fn runs() {
        view! { <Docks /> }
    }
}

part! {
    /// Asks for a token.
    SIGN_IN, aside, load_sign_in, fn sign_in() {
        view! { <SignInPage /> }
    }
}

part! {
    /// Says what the keys do.
    HELP, aside, load_help, fn help(on_close: Callback<()>) {
        view! { <HelpSheet on_close /> }
    }
}

part! {
    /// Asks what of the chosen sets goes into a file.
    EXPORT, aside, load_export, fn export(listing: Listing, on_close: Callback<()>) {
        view! { <ExportDialog listing on_close /> }
    }
}

part! {
    /// Says what an action will do, before it is done.
    PLAN, acting, load_plan, fn plan(
        asked: Asked,
        find: Callback<Uid, Option<Known>>,
        on_start: Option<Callback<Verb>>,
        on_close: Callback<()>
    ) {
        view! { <PlanDialog asked find on_start on_close /> }
    }
}

part! {
    /// Says what taking back a run will do, before it is done.
    UNDO, acting, load_undo, fn undo(run: Run, on_close: Callback<()>) {
        view! { <UndoDialog run on_close /> }
    }
}

/// In the order in which people come to need them.
static ALL: [&Part; 11] =
    [&DETAIL, &PLAN, &RUNS, &CREATE, &EDIT, &SETTINGS, &RECORD, &UNDO, &HELP, &EXPORT, &SIGN_IN];

/// After this, what a page shows first has been asked for.
const QUIET: Duration = Duration::from_secs(4);

/// After this, a part that did not load is asked for again.
const AGAIN: Duration = Duration::from_secs(30);

/// Loads the parts one after the other once the first page is busy no more, so that nobody waits for them later, and so
/// that they are there when the connection is not.
pub fn load_ahead() {
    task::spawn_scoped(async {
        timer::sleep(QUIET).await;
        for part in ALL {
            // Whoever needs it meanwhile is told, and can try again.
            while part.load().await.is_err() {
                timer::sleep(AGAIN).await;
            }
        }
    });
}
