//! Two texts side by side, or one in the other where there is little room, with what differs marked.

use js_sys::Object;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::bindings::{Handle, Options};
use crate::editor::Library;
use crate::error::{EditorError, words};

/// What a diff is created with.
#[derive(Debug, Clone, Copy)]
pub struct DiffOptions<'a> {
    /// The text as it was.
    pub before: &'a str,
    /// The text as it is to be.
    pub after: &'a str,
    /// A language such as `yaml`.
    pub language: &'static str,
    /// Whether the page is dark.
    pub dark: bool,
    /// What assistive technology calls it.
    pub label: &'a str,
}

/// One diff. Dropping it disposes both texts.
pub struct Diff {
    handle: Handle,
}

impl Library {
    /// Puts a diff into an element, which it fills. It can only be read.
    ///
    /// # Errors
    /// [`EditorError::Create`] where the editor throws.
    pub fn diff(&self, element: &HtmlElement, options: &DiffOptions<'_>) -> Result<Diff, EditorError> {
        let arguments: Options = Object::new().unchecked_into();
        arguments.set_before(options.before);
        arguments.set_value(options.after);
        arguments.set_language(options.language);
        arguments.set_dark(options.dark);
        arguments.set_label(options.label);
        let handle = self.module().create_diff(element, &arguments);
        handle.map(|handle| Diff { handle }).map_err(|thrown| EditorError::Create(words(&thrown)))
    }
}

impl Diff {
    /// Takes the colours of the page's theme.
    pub fn set_dark(&self, on: bool) {
        self.handle.set_dark(on);
    }
}

impl Drop for Diff {
    fn drop(&mut self) {
        self.handle.dispose();
    }
}
