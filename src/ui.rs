//! Generic components. They never fetch, never know Kubernetes, and take their words from the caller.
//!
//! Invariants: every control has a role and a name; state is an attribute (`data-*`, `aria-*`), never a class; a
//! floating layer is the browser's own (`<dialog>`, `popover`), so that Escape, focus and stacking are its matter;
//! each component's look is in `style/<name>.css`. Imports `i18n` and `platform` only.

pub mod badge;
pub mod button;
pub mod callout;
pub mod check;
pub mod chip;
pub mod choice_group;
pub mod combo_input;
pub mod command;
pub mod copy;
pub mod density;
pub mod dialog;
pub mod editor;
pub mod empty;
pub mod field;
pub mod icon;
pub mod id;
pub mod kbd;
pub mod kept;
pub mod language;
pub mod menu;
pub mod modal;
pub mod part;
pub mod popover;
pub mod scroll_area;
pub mod search;
pub mod select;
pub mod skeleton;
pub mod stepper;
pub mod switch;
pub mod table;
pub mod tabs;
pub mod theme;
pub mod times;
pub mod toast;
pub mod tone;
pub mod tooltip;
pub mod virtual_rows;
