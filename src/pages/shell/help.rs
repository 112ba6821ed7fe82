//! The keys, on one sheet.

use leptos::prelude::*;
use workload::text::Text;

use crate::i18n::t;
use crate::pages::shell::CLOSE;
use crate::ui::button::Button;
use crate::ui::dialog::Dialog;
use crate::ui::kbd::Kbd;

const TITLE: Text = Text { zh: "键盘快捷键", en: "Keyboard" };

struct Group {
    title: Text,
    keys: &'static [(&'static [&'static str], Text)],
}

/// Only keys that exist.
const GROUPS: [Group; 3] = [
    Group {
        title: Text { zh: "任何位置", en: "Anywhere" },
        keys: &[
            (&["g", "s"], Text { zh: "前往有状态副本集列表", en: "Go to the StatefulSets" }),
            (&["?"], Text { zh: "显示本帮助", en: "Show these keys" }),
            (&["Esc"], Text { zh: "返回上一层", en: "One level back" }),
        ],
    },
    Group {
        title: Text { zh: "列表", en: "In the list" },
        keys: &[
            (&["/"], Text { zh: "搜索名称", en: "Search by name" }),
            (&["j", "↓"], Text { zh: "下一行", en: "Next row" }),
            (&["k", "↑"], Text { zh: "上一行", en: "Previous row" }),
            (&["Enter"], Text { zh: "打开", en: "Open" }),
            (&["c"], Text { zh: "创建", en: "Create" }),
        ],
    },
    Group {
        title: Text { zh: "菜单、标签页和序号条", en: "In menus, tabs and the ordinal strip" },
        keys: &[
            (&["←", "→"], Text { zh: "上一个、下一个", en: "Previous, next" }),
            (&["Home", "End"], Text { zh: "第一个、最后一个", en: "First, last" }),
        ],
    },
];

/// The help sheet.
#[component]
pub fn HelpSheet(
    /// Called when the user leaves it.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let foot = move || view! { <Button on_press=on_close>{t(CLOSE)}</Button> };
    view! {
        <Dialog title=t(TITLE) close_label=t(CLOSE) on_close foot>
            {GROUPS.into_iter().map(group).collect_view()}
        </Dialog>
    }
}

fn group(group: Group) -> impl IntoView {
    let lines = group.keys.iter().map(|(keys, what)| {
        let keys = keys.iter().map(|key| view! { <Kbd key=*key /> }).collect_view();
        view! { <div><dt>{t(*what)}</dt><dd>{keys}</dd></div> }
    });
    view! {
        <section class="help-group">
            <h3>{t(group.title)}</h3>
            <dl>{lines.collect_view()}</dl>
        </section>
    }
}
