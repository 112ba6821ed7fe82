//! Names that nobody can guess.

use std::{fs::File, io::Read};

use anyhow::Context;

/// 128 random bits as 32 hexadecimal digits.
pub fn name() -> anyhow::Result<String> {
    let mut bytes = [0; 16];
    let read = File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut bytes));
    read.context("the system gives no random numbers")?;
    Ok(format!("{:032x}", u128::from_le_bytes(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_names_are_the_same_and_all_fit_into_an_address() {
        let (one, other) = (name().unwrap(), name().unwrap());
        assert_ne!(one, other);
        assert!(one.len() == 32 && one.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
}
