//! One record of a log from a sample with placeholders: times, numbers in a range, a pod's own and its peers' names.

use super::clock::Moment;

/// Small fast random numbers (xorshift64*), so that each pod writes its own log and the same one after a restart.
pub struct Dice(u64);

impl Dice {
    /// Dice whose numbers depend on the text alone.
    pub fn of(text: &str) -> Self {
        Self(
            text.bytes().fold(0x9e37_79b9_7f4a_7c15, |seed, byte| {
                (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            }) | 1,
        )
    }

    /// A number from `low` to `high`, both included.
    pub fn within(&mut self, low: u64, high: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        low + self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) % (high - low + 1)
    }
}

/// The lines of a record, one for each line of the container's output, as the container runtime writes them to its file.
pub fn lines(sample: &str, pod: &str, peers: u32, moment: &Moment, dice: &mut Dice) -> String {
    let text = fill(sample, pod, peers, moment, dice);
    let stream = if text.contains("ERROR") || text.contains("[error]") { "stderr" } else { "stdout" };
    let stamp = moment.cri();
    let mut record = String::new();
    for line in text.split("\\n") {
        for part in [&stamp, " ", stream, " F ", &line.replace("\\t", "\t"), "\n"] {
            record.push_str(part);
        }
    }
    record
}

fn fill(sample: &str, pod: &str, peers: u32, moment: &Moment, dice: &mut Dice) -> String {
    let mut text = String::with_capacity(sample.len());
    let mut rest = sample;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let value =
            after.split_once('}').and_then(|(name, _)| Some((name, value(name, pod, peers, moment, dice)?)));
        if let Some((name, value)) = value {
            text.push_str(&value);
            rest = &after[name.len() + 1..];
        } else {
            text.push('{');
            rest = after;
        }
    }
    text.push_str(rest);
    text
}

/// What stands for the placeholder; none where the braces are the program's own.
fn value(name: &str, pod: &str, peers: u32, moment: &Moment, dice: &mut Dice) -> Option<String> {
    if let Some(range) = name.strip_prefix("n:") {
        let (low, high) = range.split_once('-')?;
        return Some(dice.within(low.parse().ok()?, high.parse().ok()?).to_string());
    }
    match name {
        "pod" => Some(pod.to_owned()),
        "peer" => {
            let (set, _) = pod.rsplit_once('-')?;
            Some(format!("{set}-{}", dice.within(0, u64::from(peers.max(1)) - 1)))
        }
        "hex" => Some(format!("{:08x}", dice.within(0, 0xffff_ffff))),
        _ => moment.named(name),
    }
}

#[cfg(test)]
mod tests {
    use super::{Dice, lines};
    use crate::demo::clock::Moment;

    #[test]
    fn placeholders_are_filled_and_other_braces_stay() {
        let moment = Moment::at(1_795_248_930_123);
        let mut dice = Dice::of("shop/db-1");
        let text = lines(r#"{"ts":"{iso}","n":{n:7-7}} {} {pod} {other}"#, "db-1", 3, &moment, &mut dice);
        assert_eq!(
            text,
            "2026-11-21T08:15:30.123000000Z stdout F {\"ts\":\"2026-11-21T08:15:30.123Z\",\"n\":7} {} db-1 {other}\n"
        );
    }

    #[test]
    fn a_record_of_several_lines_has_the_stamp_on_each() {
        let moment = Moment::at(0);
        let text = lines(r"ERROR boom\n\tat a.b", "db-1", 3, &moment, &mut Dice::of("x"));
        assert_eq!(
            text,
            "1970-01-01T00:00:00.000000000Z stderr F ERROR boom\n1970-01-01T00:00:00.000000000Z stderr F \tat a.b\n"
        );
    }

    #[test]
    fn numbers_stay_within_their_range() {
        let mut dice = Dice::of("any");
        let all: Vec<u64> = (0..1000).map(|_| dice.within(3, 5)).collect();
        assert!(all.iter().all(|number| (3..=5).contains(number)));
        assert!([3, 4, 5].iter().all(|number| all.contains(number)));
    }
}
