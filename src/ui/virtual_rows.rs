//! Which rows of a long list are worth drawing: those in view and a few around them. All rows have one height, so
//! this is arithmetic, and the scroll bar is right.

/// A stretch of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// Index of the first row drawn.
    pub first: usize,
    /// One past the last row drawn.
    pub end: usize,
}

/// Rows drawn beyond each edge, so that a short scroll shows no gap. Windows begin at multiples of it: a scroll of a
/// few pixels changes nothing.
const SPARE: usize = 8;

/// The rows to draw of `count` rows, each `row` pixels high, the first of which begins `above` pixels over the upper
/// edge of a window that is `height` pixels high (negative: below it).
pub fn window(count: usize, row: i32, above: i32, height: i32) -> Window {
    let index = |pixels: i32| usize::try_from(pixels / row.max(1)).unwrap_or(0);
    let first = (index(above.max(0)) / SPARE).saturating_sub(1) * SPARE;
    let end = (index((above + height).max(0)) / SPARE + 2) * SPARE;
    Window { first: first.min(count), end: end.min(count) }
}

#[cfg(test)]
mod tests {
    use super::{Window, window};

    #[test]
    fn what_is_in_view_is_drawn_and_little_more() {
        for above in (-500..90_000).step_by(37) {
            let Window { first, end } = window(2_000, 40, above, 700);
            let seen = |pixels: i32| usize::try_from(pixels.max(0) / 40).unwrap_or(0).min(1_999);
            assert!(first <= seen(above) || first == 2_000, "the first row in view is drawn at {above}");
            assert!(end > seen(above + 699) || end == 2_000, "the last row in view is drawn at {above}");
            assert!(end - first <= 700 / 40 + 4 * 8, "no more than needed at {above}");
        }
    }

    #[test]
    fn a_short_list_is_drawn_whole_and_an_empty_one_not_at_all() {
        assert_eq!(window(5, 40, -120, 700), Window { first: 0, end: 5 });
        assert_eq!(window(0, 40, 0, 700), Window { first: 0, end: 0 });
    }
}
