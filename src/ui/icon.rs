//! The icon set: one stroke, 16 px, drawn for this product.
//!
//! An icon is decoration: it is hidden from assistive technology, and the control or text it stands in carries the name.

use leptos::prelude::*;

macro_rules! glyphs {
    ($($(#[$doc:meta])* $name:ident = $path:literal;)*) => {
        /// A drawing of the set.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Glyph { $($(#[$doc])* $name,)* }

        impl Glyph {
            /// Every drawing of the set.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            const fn path(self) -> &'static str {
                match self { $(Self::$name => $path,)* }
            }
        }
    };
}

glyphs! {
    /// Create.
    Add = "M8 3v10M3 8h10";
    /// Fewer.
    Remove = "M3 8h10";
    /// Close, clear.
    Close = "M4 4l8 8M12 4l-8 8";
    /// Done, chosen.
    Check = "M3 8.5l3.2 3.2L13 5";
    /// More actions.
    More = "M8 3.5h.01M8 8h.01M8 12.5h.01";
    /// Opens downwards.
    ChevronDown = "M4 6l4 4 4-4";
    /// Opens to the right.
    ChevronRight = "M6 4l4 4-4 4";
    /// Back.
    ChevronLeft = "M10 4L6 8l4 4";
    /// Ascending.
    ArrowUp = "M8 13V3M4 7l4-4 4 4";
    /// Descending.
    ArrowDown = "M8 3v10M4 9l4 4 4-4";
    /// Leads to.
    ArrowRight = "M3 8h10M9 4l4 4-4 4";
    /// Leaves the console.
    External = "M6.5 3H3v10h10V9.5M9.5 3H13v3.5M13 3L7.5 8.5";
    /// Find.
    Search = "M11.5 7a4.5 4.5 0 1 1-9 0a4.5 4.5 0 0 1 9 0zM10.5 10.5L14 14";
    /// Narrow down.
    Filter = "M2 3.5h12L9.3 8.8v4L6.7 11.5V8.8z";
    /// Navigation.
    Lines = "M2 4h12M2 8h12M2 12h12";
    /// Row density.
    Density = "M2 3h12M2 6.3h12M2 9.7h12M2 13h12";
    /// Fold the side away.
    FoldRail = "M2 3h12v10H2zM6 3v10M11 6.5L9.5 8l1.5 1.5";
    /// Unfold the side.
    UnfoldRail = "M2 3h12v10H2zM6 3v10M9.3 6.5L10.8 8l-1.5 1.5";
    /// A row of ordinals.
    Sets = "M2 3h3v10H2zM6.5 3h3v10h-3zM11 3h3v10h-3z";
    /// A pod.
    Pod = "M8 1.8l5.4 3.1v6.2L8 14.2l-5.4-3.1V4.9z";
    /// A machine or an API server.
    Server = "M2 2.5h12V7H2zM2 9h12v4.5H2zM5 4.8h.01M5 11.2h.01";
    /// Storage.
    Disk = "M13.5 4c0 1.2-2.5 2.2-5.5 2.2S2.5 5.2 2.5 4 5 1.8 8 1.8s5.5 1 5.5 2.2zM2.5 4v8c0 1.2 2.5 2.2 5.5 2.2s5.5-1 5.5-2.2V4";
    /// A namespace.
    Layers = "M8 2l6 3-6 3-6-3zM2.5 8.2L8 11l5.5-2.8M2.5 11.2L8 14l5.5-2.8";
    /// How many.
    Scale = "M5 13V3M2.5 5.5L5 3l2.5 2.5M11 3v10M8.5 10.5L11 13l2.5-2.5";
    /// Remove for good.
    Trash = "M2.5 4h11M6 4V2.3h4V4M4 4l.7 9.7h6.6L12 4M6.6 6.8v4M9.4 6.8v4";
    /// Source text.
    Code = "M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5";
    /// Edit.
    Pencil = "M10.8 2.7l2.5 2.5L6 12.5l-3.2.7.7-3.2z";
    /// Copy.
    Copy = "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3";
    /// One step back.
    Undo = "M5.5 3.5L2.5 6.5l3 3M2.5 6.5H9a3.5 3.5 0 0 1 0 7H6";
    /// One step forth.
    Redo = "M10.5 3.5l3 3-3 3M13.5 6.5H7a3.5 3.5 0 0 0 0 7h3";
    /// Save as a file.
    Download = "M8 2.5V10M4.8 7L8 10.2 11.2 7M3 13.2h10";
    /// Again.
    Refresh = "M13 5.5A5.5 5.5 0 1 0 13.5 8M13.5 2.5v3.2h-3.2";
    /// Start.
    Play = "M5 3l8 5-8 5z";
    /// Stop.
    Stop = "M4 4h8v8H4z";
    /// Settings.
    Sliders = "M2 5h4M9 5h5M2 11h6M11 11h3M6 3.3v3.4M8 9.3v3.4";
    /// Pin.
    Star = "M8 2l1.8 3.9 4.2.5-3.1 2.9.8 4.2L8 11.4l-3.7 2.1.8-4.2L2 6.4l4.2-.5z";
    /// Help.
    Help = "M14 8a6 6 0 1 1-12 0a6 6 0 0 1 12 0zM6.2 6.3A1.8 1.8 0 1 1 8.8 7.9c-.6.3-.8.6-.8 1.2M8 11.3h.01";
    /// Good to know.
    Info = "M14 8a6 6 0 1 1-12 0a6 6 0 0 1 12 0zM8 7.3V11M8 5h.01";
    /// Went well.
    CheckCircle = "M14 8a6 6 0 1 1-12 0a6 6 0 0 1 12 0zM5.4 8.2l1.8 1.8 3.4-3.6";
    /// Went wrong.
    ErrorCircle = "M14 8a6 6 0 1 1-12 0a6 6 0 0 1 12 0zM8 4.8v3.6M8 11.1h.01";
    /// Attention.
    Warning = "M8 2.2l6.3 11.1H1.7zM8 6.5v3.2M8 11.5h.01";
    /// Time.
    Clock = "M14 8a6 6 0 1 1-12 0a6 6 0 0 1 12 0zM8 4.5V8l2.5 1.6";
    /// Not allowed.
    Lock = "M3.5 7.5h9v6h-9zM5.5 7.5v-2a2.5 2.5 0 0 1 5 0v2";
    /// No connection.
    Offline = "M2 2l12 12M4.6 6.1A3 3 0 0 0 5 12h6.5M8.1 4.1a3.6 3.6 0 0 1 3.4 2.5 2.7 2.7 0 0 1 2.1 4.2";
    /// Light theme.
    Sun = "M10.8 8a2.8 2.8 0 1 1-5.6 0a2.8 2.8 0 0 1 5.6 0zM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9";
    /// Dark theme.
    Moon = "M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z";
    /// The system's theme.
    Monitor = "M2 3h12v8H2zM5.5 14h5M8 11v3";
    /// Language.
    Globe = "M14 8a6 6 0 1 1-12 0a6 6 0 0 1 12 0zM2 8h12M8 2c1.8 1.8 2.6 3.9 2.6 6S9.8 12.2 8 14c-1.8-1.8-2.6-3.9-2.6-6S6.2 3.8 8 2z";
    /// Who one is.
    Person = "M10.5 5.2a2.5 2.5 0 1 1-5 0a2.5 2.5 0 0 1 5 0zM2.8 13.8c.4-2.8 2.4-4.3 5.2-4.3s4.8 1.5 5.2 4.3";
    /// Events.
    Bell = "M4 11V7.5a4 4 0 0 1 8 0V11l1 1.5H3zM6.8 14.3h2.4";
    /// Look at.
    Eye = "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM10 8a2 2 0 1 1-4 0a2 2 0 0 1 4 0z";
    /// Labels.
    Label = "M2.5 2.5h5l6 6-5 5-6-6zM5.3 5.3h.01";
}

/// One drawing, in the colour of the text around it.
#[component]
pub fn Icon(
    /// Which.
    #[prop(into)]
    glyph: Signal<Glyph>,
) -> impl IntoView {
    view! {
        <svg
            class="icon"
            viewBox="0 0 16 16"
            aria-hidden="true"
            focusable="false"
            data-dots=move || (glyph.get() == Glyph::More).then_some("")
        >
            <path d=move || glyph.get().path() />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::Glyph;

    #[test]
    fn no_two_icons_are_drawn_alike() {
        for (index, glyph) in Glyph::ALL.iter().enumerate() {
            assert!(glyph.path().starts_with('M'), "{glyph:?} begins in the air");
            assert!(
                Glyph::ALL[..index].iter().all(|other| other.path() != glyph.path()),
                "{glyph:?} is drawn twice"
            );
        }
    }
}
