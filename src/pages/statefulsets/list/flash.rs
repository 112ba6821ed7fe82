//! What of a row has just changed, for a short light on its cells.

use crate::pages::statefulsets::list::line::Line;

/// For each cell that lights up 0 at first, then 1 and 2 by turns with each change: the style sheet animates the change
/// of the attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flash {
    /// Of the status.
    pub status: u8,
    /// Of ready and desired.
    pub ready: u8,
    /// Of the rollout's numbers.
    pub rollout: u8,
}

impl Flash {
    /// After a line of the same set. That its pods become known is no change of it.
    #[must_use]
    pub fn after(self, before: &Line, now: &Line) -> Self {
        if before.knows_pods() != now.knows_pods() {
            return self;
        }
        let turned = |of: u8, is_other: bool| if is_other { of % 2 + 1 } else { of };
        let ready = |line: &Line| (line.view.counts.ready, line.view.counts.desired);
        Self {
            status: turned(self.status, before.view.status != now.view.status),
            ready: turned(self.ready, ready(before) != ready(now)),
            rollout: turned(self.rollout, before.rollout() != now.rollout()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Flash;
    use crate::pages::statefulsets::list::board::tests::{lines, set};

    #[test]
    fn what_changed_lights_up_each_time_and_nothing_else_does() {
        let line =
            |replicas, ready| lines(&[set("1", "web", "shop", replicas, ready)]).get("1").expect("a line");
        let first = Flash::default().after(&line(2, 2), &line(2, 2));
        assert_eq!(first, Flash::default());
        let fewer = first.after(&line(2, 2), &line(2, 1));
        assert_eq!((fewer.ready, fewer.rollout), (1, 0));
        let fewer_still = fewer.after(&line(2, 1), &line(2, 0));
        assert_eq!((fewer_still.status, fewer_still.ready), (fewer.status, 2));
        assert_eq!(fewer_still.after(&line(2, 0), &line(2, 1)).ready, 1);
    }
}
