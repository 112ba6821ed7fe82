//! The button that chooses the columns, and how high rows are.

use leptos::prelude::*;
use workload::text::Text;

use crate::i18n::t;
use crate::pages::statefulsets::list::column::Column;
use crate::pages::statefulsets::list::columns::Columns;
use crate::ui::button::Button;
use crate::ui::check::Check;
use crate::ui::density::use_density;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::popover::{Align, Popover};

const COLUMNS: Text = Text { zh: "列", en: "Columns" };
const RESET: Text = Text { zh: "恢复默认", en: "Reset" };
const COMPACT: Text = Text { zh: "紧凑行高", en: "Compact rows" };

/// The button.
#[component]
pub fn ColumnChooser(columns: Columns) -> impl IntoView {
    let trigger = || {
        view! {
            <span>{t(COLUMNS)}</span>
            <Icon glyph=Glyph::ChevronDown />
        }
    };
    view! {
        <Popover label=t(COLUMNS) class="chip" align=Align::End trigger>
            <Panel columns />
        </Popover>
    }
}

#[component]
fn Panel(columns: Columns) -> impl IntoView {
    let density = use_density();
    let compact = density.is_compact();
    // The name is always there: without it a row is nobody's.
    let one = move |column: Column| {
        view! {
            <li>
                <Check
                    label=t(column.text())
                    checked=Signal::derive(move || columns.has(column))
                    on_change=move |on| columns.turn(column, on)
                />
            </li>
        }
    };
    let choices = Column::ALL.into_iter().filter(|column| *column != Column::Name).map(one).collect_view();
    view! {
        <div class="chooser">
            <ul aria-label=t(COLUMNS)>{choices}</ul>
            <hr class="menu-rule" />
            <Check label=t(COMPACT) checked=compact on_change=move |on| density.choose(on) />
            <Button small=true disabled=Signal::derive(move || !columns.is_own()) on_press=move |()| columns.reset()>
                {t(RESET)}
            </Button>
        </div>
    }
}
