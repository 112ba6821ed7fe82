//! Kubernetes quantities: `250m`, `1.5Gi`, `2e3` (`apimachinery:pkg/api/resource/quantity.go`).

use std::fmt;

/// An amount, exact to a billionth; what is finer is rounded up, as Kubernetes does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Quantity {
    nanos: i128,
}

const NANO: i128 = 1_000_000_000;
const DECIMAL: [(&str, i128); 9] = [
    ("n", 1),
    ("u", 1_000),
    ("m", 1_000_000),
    ("", NANO),
    ("k", 1_000 * NANO),
    ("M", 1_000_000 * NANO),
    ("G", NANO * NANO),
    ("T", 1_000 * NANO * NANO),
    ("P", 1_000_000 * NANO * NANO),
];
const BINARY: [&str; 6] = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

impl Quantity {
    /// Reads a quantity; none where it is not one or too large to be held.
    pub fn parse(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let digits = unsigned.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(unsigned.len());
        let (number, suffix) = unsigned.split_at(digits);
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if (whole.is_empty() && fraction.is_empty()) || fraction.contains('.') {
            return None;
        }
        let nanos = scaled(whole, fraction, scale(suffix)?)?;
        Some(Self { nanos: if text.starts_with('-') { -nanos } else { nanos } })
    }

    /// So many thousandths: `250` for `250m`.
    pub const fn from_millis(millis: i64) -> Self {
        Self { nanos: millis as i128 * 1_000_000 }
    }

    /// So many wholes, for example bytes.
    pub const fn from_units(units: i64) -> Self {
        Self { nanos: units as i128 * NANO }
    }

    /// Wholes, rounded up: bytes of a memory quantity.
    pub const fn units(self) -> i128 {
        -(-self.nanos).div_euclid(NANO)
    }

    /// Thousandths, rounded up: milli-cores of a CPU quantity.
    pub const fn millis(self) -> i128 {
        -(-self.nanos).div_euclid(1_000_000)
    }

    /// As bytes, in the unit a person would say: `1.5 GiB`, `512 MiB`, `0 B`. At most one digit after the point.
    pub fn say_bytes(self) -> String {
        let bytes = self.units();
        let sign = if bytes < 0 { "-" } else { "" };
        let bytes = bytes.unsigned_abs();
        let unit = (0..BINARY.len()).rev().find(|power| bytes >= 1 << (10 * (power + 1)));
        match unit {
            None => format!("{sign}{bytes} B"),
            Some(power) => {
                let tenths = (bytes * 10 + (1 << (10 * (power + 1) - 1))) >> (10 * (power + 1));
                format!("{sign}{} {}B", tenths_of(tenths), BINARY[power])
            }
        }
    }

    /// As CPU cores, in the unit a person would say: `250 m`, `1.5`, `2`.
    pub fn say_cores(self) -> String {
        let millis = self.millis();
        if millis.abs() < 1_000 {
            return format!("{millis} m");
        }
        let sign = if millis < 0 { "-" } else { "" };
        let text = format!("{sign}{}.{:03}", millis.abs() / 1_000, millis.abs() % 1_000);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

fn tenths_of(tenths: u128) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

/// What a suffix multiplies with, in billionths, as a fraction.
fn scale(suffix: &str) -> Option<(i128, i128)> {
    if let Some((_, nanos)) = DECIMAL.iter().find(|(known, _)| *known == suffix) {
        return Some((*nanos, 1));
    }
    if let Some(power) = BINARY.iter().position(|known| *known == suffix) {
        return Some((NANO << (10 * (power + 1)), 1));
    }
    if suffix == "E" {
        return Some((NANO * NANO * NANO, 1));
    }
    let exponent: i32 = suffix.strip_prefix(['e', 'E'])?.parse().ok()?;
    let power = 10_i128.checked_pow(exponent.unsigned_abs())?;
    if exponent >= 0 { Some((NANO.checked_mul(power)?, 1)) } else { Some((NANO, power)) }
}

fn scaled(whole: &str, fraction: &str, (times, over): (i128, i128)) -> Option<i128> {
    // Digits beyond these cannot matter to a billionth of the largest unit but by rounding, which goes up.
    let fraction = fraction.trim_end_matches('0');
    let kept = &fraction[..fraction.len().min(18)];
    let more = i128::from(kept.len() < fraction.len());
    let digits: i128 = format!("0{whole}{kept}").parse().ok()?;
    let over = over.checked_mul(10_i128.pow(u32::try_from(kept.len()).ok()?))?;
    let product = digits.checked_mul(times)?;
    product.checked_add(over - 1 + more)?.checked_div(over)
}

impl fmt::Display for Quantity {
    /// As a quantity that reads back to the same amount, in the largest of n, u, m and wholes that is exact.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exact = DECIMAL[..4].iter().rev().find(|(_, nanos)| self.nanos % nanos == 0);
        let (suffix, nanos) = exact.copied().unwrap_or(("n", 1));
        write!(f, "{}{suffix}", self.nanos / nanos)
    }
}
