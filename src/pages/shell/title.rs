//! What the browser's tab is called. Pure.

use workload::text::{Locale, Text};

use crate::pages::shell::places::{ACTIVITY, CREATE, SETS, SETTINGS};
use crate::route::Route;

const NOT_FOUND: Text = Text { zh: "没有这个页面", en: "No such page" };
const EDIT: Text = Text { zh: "编辑", en: "Edit" };
const PRODUCT: &str = "Ordinal";

/// The title of a place, what is special about it first: of many tabs one sees the beginnings.
pub fn title(route: &Route, locale: Locale) -> String {
    let parts = match route {
        Route::Sets(query) => vec![SETS.label.get(locale).to_owned(), query.namespaces.names().join(", ")],
        Route::Set { namespace, name, .. } => vec![name.clone(), namespace.clone()],
        Route::Create { namespace } => vec![CREATE.label.get(locale).to_owned(), namespace.clone()],
        Route::Edit { namespace, name } => {
            vec![format!("{} {name}", EDIT.get(locale)), namespace.clone()]
        }
        Route::Record { .. } => vec![ACTIVITY.label.get(locale).to_owned()],
        Route::Settings => vec![SETTINGS.label.get(locale).to_owned()],
        Route::NotFound => vec![NOT_FOUND.get(locale).to_owned()],
    };
    let parts = parts.iter().map(String::as_str).chain([PRODUCT]).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use workload::text::Locale;

    use super::title;
    use crate::route::Route;

    #[test]
    fn a_tab_is_called_by_what_is_special_about_it() {
        for (address, en, zh) in [
            ("", "StatefulSets · Ordinal", "有状态副本集 · Ordinal"),
            (
                "#/statefulsets?namespace=shop,data&search=x",
                "StatefulSets · data, shop · Ordinal",
                "有状态副本集 · data, shop · Ordinal",
            ),
            ("#/statefulsets/shop/web?tab=yaml", "web · shop · Ordinal", "web · shop · Ordinal"),
            ("#/settings", "Settings · Ordinal", "设置 · Ordinal"),
            ("#/nowhere", "No such page · Ordinal", "没有这个页面 · Ordinal"),
        ] {
            let route = Route::parse(address);
            assert_eq!(
                (title(&route, Locale::En), title(&route, Locale::Zh)),
                (en.to_owned(), zh.to_owned())
            );
        }
    }
}
