//! The keys of the editor that are not those of every text field, for the help sheet; Monaco hears them itself.

use workload::text::Text;

use crate::ui::command::{Command, use_command};

const AREA: Text = Text { zh: "编辑器", en: "In the editor" };
const KEYS: [(&[&str], Text); 6] = [
    (&["Ctrl+Space"], Text { zh: "补全", en: "Complete the field or the value" }),
    (&["F1"], Text { zh: "说明光标处的字段", en: "Explain the field at the caret" }),
    (&["F8"], Text { zh: "下一个问题", en: "The next problem" }),
    (&["Ctrl+."], Text { zh: "修正光标处的问题", en: "Mend the problem at the caret" }),
    (&["Ctrl+F"], Text { zh: "查找", en: "Find" }),
    (&["Esc Tab"], Text { zh: "离开编辑器", en: "Leave the editor" }),
];

/// Puts them into the help sheet for as long as the component lives that calls it.
pub(super) fn tell() {
    for (keys, label) in KEYS {
        use_command(Command::hint(AREA, keys, label));
    }
}
