//! One text editor in an element, from [`load`] to drop.

use js_sys::Object;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

use crate::bindings::{self, Handle, Module, Options};
use crate::error::{EditorError, words};
use crate::marker::{self, Marker};

/// The loaded editor: makes as many as are wanted.
#[derive(Clone)]
pub struct Library {
    module: Module,
}

/// Loads the editor's files once for the page; a failed load may be tried again.
///
/// `folder` is where the bundle is, relative to the page, with a slash at its end. The language of the editor's
/// own menus is that of the first successful load.
///
/// # Errors
/// [`EditorError::Load`] where a file is missing or the network is.
pub async fn load(folder: &str, chinese: bool) -> Result<Library, EditorError> {
    let loaded = JsFuture::from(bindings::load_editor(folder, chinese)).await;
    loaded
        .map(|module| Library { module: module.unchecked_into() })
        .map_err(|thrown| EditorError::Load(words(&thrown)))
}

/// What an editor is created with.
#[derive(Debug, Clone, Default)]
pub struct EditorOptions {
    value: String,
    language: &'static str,
    read_only: bool,
    dark: bool,
    label: String,
}

impl EditorOptions {
    /// An empty text in a language such as `yaml`.
    pub fn new(language: &'static str) -> Self {
        Self { language, ..Self::default() }
    }

    /// The first text.
    #[must_use]
    pub fn value(mut self, text: impl Into<String>) -> Self {
        self.value = text.into();
        self
    }

    /// Whether the text can only be read.
    #[must_use]
    pub fn read_only(mut self, on: bool) -> Self {
        self.read_only = on;
        self
    }

    /// Whether the page is dark.
    #[must_use]
    pub fn dark(mut self, on: bool) -> Self {
        self.dark = on;
        self
    }

    /// What assistive technology calls it.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }
}

/// One editor. Dropping it disposes the editor, its model, its schema and its listeners.
pub struct Editor {
    handle: Handle,
    _on_change: Closure<dyn Fn(String)>,
    _on_fix: Closure<dyn Fn(u32)>,
}

impl Library {
    pub(crate) fn module(&self) -> &Module {
        &self.module
    }

    /// Puts an editor into an element, which it fills. `on_change` hears each change with the whole text, those
    /// by [`Editor::set_value`] included; `on_fix` the place of a marker, in what [`Editor::set_markers`] was given, whose
    /// fix was chosen.
    ///
    /// # Errors
    /// [`EditorError::Create`] where the editor throws.
    pub fn create(
        &self,
        element: &HtmlElement,
        options: &EditorOptions,
        on_change: impl Fn(String) + 'static,
        on_fix: impl Fn(u32) + 'static,
    ) -> Result<Editor, EditorError> {
        let on_change = Closure::<dyn Fn(String)>::new(on_change);
        let on_fix = Closure::<dyn Fn(u32)>::new(on_fix);
        let arguments: Options = Object::new().unchecked_into();
        arguments.set_value(&options.value);
        arguments.set_language(options.language);
        arguments.set_read_only(options.read_only);
        arguments.set_dark(options.dark);
        arguments.set_label(&options.label);
        arguments.set_on_change(on_change.as_ref().unchecked_ref());
        arguments.set_on_fix(on_fix.as_ref().unchecked_ref());
        let handle = self.module.create(element, &arguments);
        let handle = handle.map_err(|thrown: JsValue| EditorError::Create(words(&thrown)))?;
        Ok(Editor { handle, _on_change: on_change, _on_fix: on_fix })
    }
}

impl Editor {
    /// The whole text.
    pub fn value(&self) -> String {
        self.handle.value()
    }

    /// Replaces the whole text; the user can undo it.
    pub fn set_value(&self, text: &str) {
        self.handle.set_value(text);
    }

    /// Whether the text can only be read. Tab then leaves the editor.
    pub fn set_read_only(&self, on: bool) {
        self.handle.set_read_only(on);
    }

    /// Takes the text for another language, such as `json`.
    pub fn set_language(&self, name: &str) {
        self.handle.set_language(name);
    }

    /// What assistive technology calls it.
    pub fn set_label(&self, text: &str) {
        self.handle.set_label(text);
    }

    /// Takes the colours of the page's theme. All editors of a page share them.
    pub fn set_dark(&self, on: bool) {
        self.handle.set_dark(on);
    }

    /// The JSON schema that the text is checked against and completed from; `None` takes it away.
    ///
    /// # Errors
    /// [`EditorError::Schema`] where the text is not JSON.
    pub fn set_schema(&self, schema: Option<&str>) -> Result<(), EditorError> {
        let set = self.handle.set_schema(schema.unwrap_or_default());
        set.map_err(|thrown| EditorError::Schema(words(&thrown)))
    }

    /// Replaces the remarks made by the application; those of the schema are the editor's own.
    pub fn set_markers(&self, markers: &[Marker]) {
        self.handle.set_markers(&marker::array(markers));
    }

    /// Puts the caret at a line and column, both from 1, and shows it.
    pub fn reveal(&self, line: u32, column: u32) {
        self.handle.reveal(line, column);
    }

    /// Opens the search box.
    pub fn find(&self) {
        self.handle.find();
    }

    /// Puts the keyboard into the text.
    pub fn focus(&self) {
        self.handle.focus();
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.handle.dispose();
    }
}
