//! The part of the page that scrolls, for what must know which of its rows are in view.

use leptos::{ev, html, prelude::*};

/// Pixels at which the page is scrolled, and how many of them one sees.
#[derive(Debug, Clone, Copy)]
pub struct ScrollArea {
    node: NodeRef<html::Main>,
    top: RwSignal<i32>,
    height: RwSignal<i32>,
}

/// The scrolling part that one stands in.
///
/// # Panics
/// Outside of a [`MainArea`].
pub fn use_scroll_area() -> ScrollArea {
    expect_context()
}

impl ScrollArea {
    /// How far it is scrolled, in pixels.
    pub fn top(self) -> Signal<i32> {
        self.top.into()
    }

    /// How high its window is, in pixels.
    pub fn height(self) -> Signal<i32> {
        self.height.into()
    }

    /// Scrolls so that the stretch from `from` to `to` is in view, leaving `margin` above it for what is sticky.
    pub fn reveal(self, from: i32, to: i32, margin: i32) {
        let Some(node) = self.node.get_untracked() else { return };
        let (top, height) = (node.scroll_top(), node.client_height());
        if from - margin < top {
            node.set_scroll_top(from - margin);
        } else if to > top + height {
            node.set_scroll_top(to - height);
        }
    }

    /// How far it is scrolled now; unlike [`ScrollArea::top`] not a signal, and never behind.
    pub fn position(self) -> i32 {
        self.node.get_untracked().map_or(0, |node| node.scroll_top())
    }

    /// How far it can be scrolled.
    pub fn reach(self) -> i32 {
        self.node.get_untracked().map_or(0, |node| node.scroll_height() - node.client_height())
    }

    /// Scrolls so that what begins at this pixel is at the upper edge.
    pub fn scroll_to(self, top: i32) {
        if let Some(node) = self.node.get_untracked() {
            node.set_scroll_top(top);
        }
    }

    fn measure(self) {
        if let Some(node) = self.node.get_untracked() {
            self.top.set(node.scroll_top());
            self.height.set(node.client_height());
        }
    }
}

/// The main region of the page: it scrolls, and the skip link and a closing dialog lead the focus to it.
#[component]
pub fn MainArea(
    /// The page.
    children: Children,
) -> impl IntoView {
    let area = ScrollArea { node: NodeRef::new(), top: RwSignal::new(0), height: RwSignal::new(800) };
    provide_context(area);
    area.node.on_load(move |_| area.measure());
    let resized = window_event_listener(ev::resize, move |_| area.measure());
    on_cleanup(move || resized.remove());
    view! {
        <main node_ref=area.node id="main" class="main" tabindex="-1" on:scroll=move |_| area.measure()>
            {children()}
        </main>
    }
}
