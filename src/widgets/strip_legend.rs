//! What the marks of the ordinal strip mean.

use leptos::prelude::*;
use workload::strip::{CellState, Revision};
use workload::text::Text;

use crate::i18n::t;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::popover::Popover;
use crate::widgets::ordinal_mark::OrdinalMark;

const NAME: Text = Text { zh: "图例", en: "Legend" };
const NEW: Text =
    Text { zh: "上方短线：容器组属于新版本", en: "notch on top: made from the new revision" };
const HERE: Text = Text {
    zh: "下方箭头：控制器正在处理此序号",
    en: "caret below: the controller is at this ordinal",
};
const CUT: Text = Text {
    zh: "竖线：分区，左侧序号保持旧版本",
    en: "line: the partition, ordinals left of it keep the old revision",
};

/// A button that opens the legend.
#[component]
pub fn StripLegend() -> impl IntoView {
    let name = Signal::derive(t(NAME));
    view! {
        <Popover
            label=name
            class="icon-button"
            trigger=|| view! { <Icon glyph=Glyph::Help /> }
        >
            <Legend />
        </Popover>
    }
}

#[component]
fn Legend() -> impl IntoView {
    let states = CellState::ALL
        .map(|state| view! { <li><OrdinalMark state /> <span>{t(state.text())}</span></li> })
        .into_iter()
        .collect_view();
    let ready = CellState::Ready;
    view! {
        <ul class="strip-legend">
            {states}
            <li><OrdinalMark state=ready revision=Signal::stored(Revision::New) /> <span>{t(NEW)}</span></li>
            <li><OrdinalMark state=ready at=true /> <span>{t(HERE)}</span></li>
            <li><i class="strip-cut"></i> <span>{t(CUT)}</span></li>
        </ul>
    }
}
