//! What can be read of a bearer token without its issuer: when it ends. Most are JSON Web Tokens (RFC 7519), and
//! those that are not just tell nothing. Nothing here is verified: that is the API server's task.

use serde::Deserialize;

#[derive(Deserialize)]
struct Claims {
    exp: Option<f64>,
}

/// When the token ends, in Unix milliseconds.
pub fn expires_ms(token: &str) -> Option<u64> {
    let mut parts = token.split('.');
    let (_header, payload, _signature) = (parts.next()?, parts.next()?, parts.next()?);
    let claims: Claims = serde_json::from_slice(&decode(payload)?).ok()?;
    let seconds = claims.exp.filter(|seconds| seconds.is_finite() && *seconds > 0.0)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive, and saturates")]
    Some((seconds * 1000.0) as u64)
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// base64url without padding (RFC 4648 §5), as the subprotocol that carries a token wants it.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut group = u32::from(chunk[0]) << 16;
        group |= chunk.get(1).map_or(0, |byte| u32::from(*byte)) << 8;
        group |= chunk.get(2).map_or(0, |byte| u32::from(*byte));
        for place in 0..=chunk.len() {
            let index = (group >> (18 - 6 * place)) & 63;
            text.push(char::from(ALPHABET[index as usize]));
        }
    }
    text
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut group, mut bits) = (Vec::with_capacity(text.len() * 3 / 4), 0_u32, 0_u32);
    for byte in text.trim_end_matches('=').bytes() {
        let value = ALPHABET.iter().position(|other| *other == byte)?;
        group = (group << 6) | u32::try_from(value).ok()?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((group >> bits) & 0xff).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(payload: &str) -> String {
        format!("{}.{}.c2ln", encode(br#"{"alg":"RS256"}"#), encode(payload.as_bytes()))
    }

    #[test]
    fn what_is_encoded_is_decoded_again() {
        for text in ["", "a", "ab", "abc", "abcd", "令牌?>~ÿ"] {
            assert_eq!(decode(&encode(text.as_bytes())).unwrap(), text.as_bytes(), "{text}");
        }
        assert_eq!(encode(b"\xff\xfe?>"), "__4_Pg");
    }

    #[test]
    fn a_service_account_token_says_when_it_ends() {
        assert_eq!(expires_ms(&token(r#"{"aud":["x"],"exp":1763729000,"iat":1}"#)), Some(1_763_729_000_000));
    }

    #[test]
    fn a_token_that_says_nothing_readable_is_no_error() {
        for other in ["", "3a9f", "a.b", "a.!!.c", &token("{}"), &token("not json"), &token(r#"{"exp":-5}"#)]
        {
            assert_eq!(expires_ms(other), None, "{other}");
        }
    }
}
