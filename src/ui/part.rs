//! Parts of the program that are loaded when they are first needed, so that the first visit loads little.
//!
//! [`part!`](crate::part) declares one: a view whose code, and whatever only it uses, is a file of its own in a build with the
//! feature `parts` (`js/parts.js` splits it off). In any other build it is there from the start. A page or a dialog
//! is a good part; what a first visit shows is not.

use std::sync::atomic::{AtomicBool, Ordering};

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use workload::text::Text;

use crate::i18n::{t, use_locale};
use crate::platform::{focus, task};
use crate::ui::button::Button;
use crate::ui::empty::EmptyState;
use crate::ui::icon::Glyph;
use crate::ui::modal::Modal;
use crate::ui::skeleton::Skeleton;
use crate::ui::toast::{Toast, use_toaster};
use crate::ui::tone::Tone;

const LOADING: Text = Text { zh: "正在加载…", en: "Loading…" };
const TITLE: Text = Text { zh: "这一部分没有加载成功", en: "This part did not load" };
const TEXT: Text = Text {
    zh: "Ordinal 的一个程序文件无法取得。请检查提供本页面的服务是否仍在运行，然后重试。",
    en: "One of Ordinal's program files could not be had. Check that whatever serves this page is still running, then \
         try again.",
};
const AGAIN: Text = Text { zh: "重试", en: "Try again" };

/// The file of a part could not be had. The browser's console has the cause.
#[derive(Debug, Clone, Copy)]
pub struct Missing;

#[cfg(feature = "parts")]
impl From<leptos::wasm_split::SplitLoaderError> for Missing {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// A part of the program.
#[derive(Debug)]
pub struct Part {
    load: fn() -> LocalBoxFuture<'static, Result<(), Missing>>,
    is_loaded: AtomicBool,
}

impl Part {
    /// Of the function that loads its file. For [`part!`](crate::part).
    pub const fn new(load: fn() -> LocalBoxFuture<'static, Result<(), Missing>>) -> Self {
        Self { load, is_loaded: AtomicBool::new(false) }
    }

    /// Loads it, unless it is there.
    pub async fn load(&self) -> Result<(), Missing> {
        if !self.is_loaded.load(Ordering::Relaxed) {
            (self.load)().await?;
            self.is_loaded.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Its view on a page: at once where it is loaded, else after it came; a way to try again where it did not come.
    pub fn view(&'static self, build: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
        if self.is_loaded.load(Ordering::Relaxed) {
            return build();
        }
        let (state, load) = self.follow();
        let view = move || match state.get() {
            State::Loading => loading(),
            State::Loaded => build(),
            State::Missing => missing(load),
        };
        view.into_any()
    }

    /// Its view as a dialog, which can be left while it loads. Where it does not come, a message says so and the dialog
    /// is closed.
    pub fn dialog(
        &'static self,
        on_close: Callback<()>,
        build: impl Fn() -> AnyView + Send + Sync + 'static,
    ) -> AnyView {
        if self.is_loaded.load(Ordering::Relaxed) {
            return build();
        }
        // The layer that waits takes the focus before the dialog does, so where it came from is known here only.
        focus::return_on_cleanup();
        let (state, _) = self.follow();
        let (toaster, locale) = (use_toaster(), use_locale());
        Effect::new(move || {
            if state.get() == State::Missing {
                let locale = locale.get_untracked();
                let (title, text) = (TITLE.get(locale).to_owned(), TEXT.get(locale).to_owned());
                toaster.show(Toast { tone: Tone::Bad, title, text });
                on_close.run(());
            }
        });
        let view = move || match state.get() {
            State::Loading => waiting(on_close),
            State::Loaded => build(),
            State::Missing => ().into_any(),
        };
        view.into_any()
    }

    /// Loads it for a view; the callback does so again.
    fn follow(&'static self) -> (RwSignal<State>, Callback<()>) {
        let (state, attempt) = (RwSignal::new(State::Loading), Trigger::new());
        // Within the view as a whole: a press on "Try again" takes away the button, and whatever belongs to it.
        Effect::new(move || {
            attempt.track();
            state.set(State::Loading);
            task::spawn_scoped(async move {
                let loaded = self.load().await;
                state.set(if loaded.is_ok() { State::Loaded } else { State::Missing });
            });
        });
        (state, Callback::new(move |()| attempt.notify()))
    }
}

/// How far the loading of a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Loading,
    Loaded,
    Missing,
}

fn loading() -> AnyView {
    view! {
        <div class="part-loading" role="status" aria-busy="true">
            <span class="unseen">{t(LOADING)}</span>
            <Skeleton width="40%" />
            <Skeleton width="64%" />
        </div>
    }
    .into_any()
}

/// The layer of a dialog that is still loading. It is seen only where that takes long, and takes the keys at once: who
/// presses Escape after opening a dialog must not be met by it a moment later.
fn waiting(on_leave: Callback<()>) -> AnyView {
    view! { <Modal class="part-waits" label=t(LOADING) on_leave>{loading()}</Modal> }.into_any()
}

fn missing(again: Callback<()>) -> AnyView {
    view! {
        <div role="alert">
            <EmptyState glyph=Glyph::Warning title=t(TITLE) text=t(TEXT)>
                <Button on_press=again>{t(AGAIN)}</Button>
            </EmptyState>
        </div>
    }
    .into_any()
}

/// What the view of a loaded part is. For [`part!`](crate::part): it is asked for after the part was loaded, so it is
/// there at once.
pub fn at_once(view: impl Future<Output = Result<AnyView, Missing>>) -> AnyView {
    match view.now_or_never() {
        Some(Ok(view)) => view,
        Some(Err(Missing)) | None => missing(Callback::new(|()| ())),
    }
}

/// Declares a part of the program: `part! { NAME, file, loader, fn view(argument: Type) { … a view … } }` gives the
/// [`Part`] `NAME` and the function `view`, to be called within [`Part::view`]. Parts may share a file.
#[macro_export]
macro_rules! part {
    (
        $(#[$doc:meta])*
        $name:ident, $file:ident, $loader:ident,
        fn $view:ident($($argument:ident: $type:ty),*) $body:block
    ) => {
        #[cfg(feature = "parts")]
        #[allow(unsafe_code, reason = "how the macro declares what is in the other file")]
        mod $loader {
            use super::*;

            #[leptos::wasm_split::wasm_split(
                $file,
                wasm_split_path = leptos::wasm_split,
                fallible,
                preload($loader)
            )]
            pub fn $view($($argument: $type),*) -> Result<AnyView, $crate::ui::part::Missing> {
                Ok($body.into_any())
            }

            pub async fn load() -> Result<(), $crate::ui::part::Missing> {
                Ok($loader().await?)
            }
        }

        #[cfg(not(feature = "parts"))]
        mod $loader {
            use super::*;

            pub async fn load() -> Result<(), $crate::ui::part::Missing> {
                Ok(())
            }

            pub async fn $view($($argument: $type),*) -> Result<AnyView, $crate::ui::part::Missing> {
                Ok($body.into_any())
            }
        }

        $(#[$doc])*
        pub static $name: $crate::ui::part::Part = $crate::ui::part::Part::new(|| {
            Box::pin($loader::load())
        });

        /// Its view, where it is loaded.
        pub fn $view($($argument: $type),*) -> AnyView {
            $crate::ui::part::at_once($loader::$view($($argument),*))
        }
    };
}
