//! The rows of the first load.

use leptos::prelude::*;

use crate::pages::statefulsets::list::column::Column;
use crate::ui::skeleton::Skeleton;

const ROWS: usize = 8;
const WIDTHS: [&str; 4] = ["62%", "48%", "74%", "55%"];

/// Some rows without words.
#[component]
pub fn SkeletonRows(columns: Memo<Vec<Column>>) -> impl IntoView {
    let cell = |row: usize, at: usize, column: Column| {
        let width = WIDTHS[(row + at) % WIDTHS.len()];
        let drawn = column != Column::Progress;
        view! { <td role="cell" class=column.class()>{drawn.then(|| view! { <Skeleton width=width /> })}</td> }
    };
    let row = move |row: usize| {
        let cells = columns.get_untracked().into_iter().enumerate();
        view! {
            <tr role="row" class="set" data-skeleton="">
                <td role="cell" class="col-check"></td>
                {cells.map(|(at, column)| cell(row, at, column)).collect_view()}
                <td role="cell" class="col-menu"></td>
            </tr>
        }
    };
    (0..ROWS).map(row).collect_view()
}
