//! The way to the page that changes a set as YAML, as menus, keys and the palette offer it.

use kubewire::access::Ask;
use kubewire::resource::STATEFUL_SETS;
use workload::rows::set::SetRow;
use workload::text::{Locale, Text};

use crate::pages::permit::why_not;
use crate::route::Route;
use crate::ui::icon::Glyph;
use crate::ui::menu::{Does, MenuItem};

/// What it is called.
pub const EDIT: Text = Text { zh: "编辑 YAML", en: "Edit YAML" };
/// Its key.
pub const KEYS: &[&str] = &["e"];

/// The page.
pub fn route(set: &SetRow) -> Route {
    Route::Edit { namespace: set.meta.namespace().to_owned(), name: set.meta.name().to_owned() }
}

/// The right that it needs: what was changed is sent as a patch.
pub fn ask(namespace: &str, name: &str) -> Ask {
    Ask::new("patch", STATEFUL_SETS, namespace).named(name)
}

/// The line of a menu.
pub fn item(set: &SetRow, locale: Locale) -> MenuItem {
    let item = MenuItem::new(EDIT.get(locale), Does::Go(route(set).href())).glyph(Glyph::Code);
    item.unless(why_not(ask(set.meta.namespace(), set.meta.name())))
}
