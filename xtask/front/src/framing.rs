//! Where one event ends and the next begins, in the two framings a watch can have: a text message per event over
//! a WebSocket (RFC 6455 §5), or a line per event in a streamed answer.
//!
//! Bytes are taken in as they come and given out as whole [`Unit`]s, so that whatever is put between two units is
//! well formed, and whatever is cut is cut inside one.

use bytes::{Buf, Bytes, BytesMut};

const FIN: u8 = 0x80;
const OPCODE: u8 = 0x0f;
const CONTINUATION: u8 = 0;
const TEXT: u8 = 1;
/// Opcodes from here on are control frames: never fragmented, allowed between fragments.
const FIRST_CONTROL: u8 = 8;
const MASKED: u8 = 0x80;

/// How a stream is framed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// WebSocket frames from a server (unmasked).
    WebSocket,
    /// Lines.
    Lines,
}

/// A piece of a stream that belongs together.
#[derive(Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its bytes as they came.
    pub raw: Bytes,
    /// The event it carries, without framing; `None` for a control frame.
    pub event: Option<Bytes>,
}

/// A frame of more than this is not from a Kubernetes API server (etcd holds objects of 1.5 MB at most), and a
/// stream that claims one is not parsed any further.
const LONGEST: u64 = 64 << 20;

/// The bytes are not what the framing says.
#[derive(Debug, PartialEq, Eq)]
pub struct Malformed;

impl Framing {
    /// Takes the next whole unit off the buffer; `Ok(None)` if more bytes are needed.
    pub fn next(self, buffer: &mut BytesMut) -> Result<Option<Unit>, Malformed> {
        match self {
            Self::Lines => Ok(next_line(buffer)),
            Self::WebSocket => next_message(buffer),
        }
    }

    /// Frames an event.
    pub fn encode(self, event: &[u8]) -> Vec<u8> {
        match self {
            Self::Lines => [event, b"\n"].concat(),
            Self::WebSocket => {
                let mut frame = vec![FIN | TEXT];
                match event.len() {
                    length @ 0..=125 => frame.push(u8::try_from(length).unwrap_or_default()),
                    length @ 126..=0xffff => {
                        frame.push(126);
                        frame.extend(u16::try_from(length).unwrap_or_default().to_be_bytes());
                    }
                    length => {
                        frame.push(127);
                        frame.extend((length as u64).to_be_bytes());
                    }
                }
                frame.extend(event);
                frame
            }
        }
    }
}

fn next_line(buffer: &mut BytesMut) -> Option<Unit> {
    let end = buffer.iter().position(|&byte| byte == b'\n')?;
    let raw = buffer.split_to(end + 1).freeze();
    let event = raw.slice(..end);
    Some(Unit { raw, event: Some(event) })
}

/// The head of one frame.
struct Head {
    is_final: bool,
    opcode: u8,
    header: usize,
    payload: usize,
}

fn next_message(buffer: &mut BytesMut) -> Result<Option<Unit>, Malformed> {
    let mut at = 0;
    let mut event = Vec::new();
    loop {
        let Some(head) = head(&buffer[at..])? else { return Ok(None) };
        let end = at + head.header + head.payload;
        if buffer.len() < end {
            return Ok(None);
        }
        if head.opcode >= FIRST_CONTROL {
            // Between two fragments it may go first: control frames are independent of the message around them.
            let raw = take(buffer, at, end);
            return Ok(Some(Unit { raw, event: None }));
        }
        if (head.opcode == CONTINUATION) != (at > 0) {
            return Err(Malformed);
        }
        event.extend_from_slice(&buffer[at + head.header..end]);
        at = end;
        if head.is_final {
            let raw = buffer.split_to(end).freeze();
            return Ok(Some(Unit { raw, event: Some(event.into()) }));
        }
    }
}

/// Cuts `start..end` out of the buffer.
fn take(buffer: &mut BytesMut, start: usize, end: usize) -> Bytes {
    let mut rest = buffer.split_off(start);
    let taken = rest.split_to(end - start).freeze();
    buffer.unsplit(rest);
    taken
}

fn head(mut bytes: &[u8]) -> Result<Option<Head>, Malformed> {
    let length = bytes.len();
    if length < 2 {
        return Ok(None);
    }
    let (first, second) = (bytes.get_u8(), bytes.get_u8());
    if second & MASKED != 0 {
        return Err(Malformed);
    }
    let payload = match second {
        126 if bytes.len() < 2 => return Ok(None),
        126 => u64::from(bytes.get_u16()),
        127 if bytes.len() < 8 => return Ok(None),
        127 => bytes.get_u64(),
        short => u64::from(short),
    };
    if payload > LONGEST {
        return Err(Malformed);
    }
    let payload = usize::try_from(payload).map_err(|_| Malformed)?;
    let header = length - bytes.len();
    Ok(Some(Head { is_final: first & FIN != 0, opcode: first & OPCODE, header, payload }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(framing: Framing, chunks: &[&[u8]]) -> Vec<Unit> {
        let mut buffer = BytesMut::new();
        let mut units = Vec::new();
        for chunk in chunks {
            buffer.extend_from_slice(chunk);
            while let Some(unit) = framing.next(&mut buffer).unwrap() {
                units.push(unit);
            }
        }
        assert!(buffer.is_empty(), "nothing may be left over: {buffer:?}");
        units
    }

    fn events(units: &[Unit]) -> Vec<&[u8]> {
        units.iter().filter_map(|unit| unit.event.as_deref()).collect()
    }

    #[test]
    fn messages_come_out_whole_however_the_bytes_arrive() {
        for length in [0, 1, 125, 126, 127, 0xffff, 0x1_0000, 200_000] {
            let first = vec![b'a'; length];
            let wire = [Framing::WebSocket.encode(&first), Framing::WebSocket.encode(b"second")].concat();
            for size in [1, 2, 3, 7, 1000, wire.len()] {
                if length > 1000 && size < 1000 {
                    continue;
                }
                let chunks: Vec<&[u8]> = wire.chunks(size).collect();
                let units = units(Framing::WebSocket, &chunks);
                assert_eq!(events(&units), [&first[..], b"second"], "{length} bytes in chunks of {size}");
                assert_eq!(units.iter().map(|unit| &unit.raw[..]).collect::<Vec<_>>().concat(), wire);
            }
        }
    }

    #[test]
    fn fragments_are_one_message_and_a_ping_between_them_goes_first() {
        let ping = [0x89, 0x02, b'h', b'i'];
        let wire = [&[0x01, 3, b'o', b'n', b'e'][..], &ping, &[0x00, 1, b'-'], &[0x80, 3, b't', b'w', b'o']];
        let units = units(Framing::WebSocket, &wire);
        assert_eq!(units[0], Unit { raw: Bytes::copy_from_slice(&ping), event: None });
        assert_eq!(events(&units), [b"one-two"]);
        assert_eq!(units[1].raw, [wire[0], wire[2], wire[3]].concat());
    }

    #[test]
    fn a_close_frame_is_no_event() {
        let units = units(Framing::WebSocket, &[&[0x88, 0x02, 0x03, 0xe8]]);
        assert_eq!(events(&units), Vec::<&[u8]>::new());
        assert_eq!(units.len(), 1);
    }

    #[test]
    fn what_is_no_server_frame_is_malformed() {
        for wire in [
            &[0x81, 0x81, 1, 2, 3, 4, 5][..],
            &[0x80, 0x01, b'x'],
            &[0x01, 0x01, b'x', 0x81, 0x01, b'y'],
            &[0x81, 127, 0xff, 0, 0, 0, 0, 0, 0, 0],
        ] {
            let mut buffer = BytesMut::from(wire);
            assert_eq!(Framing::WebSocket.next(&mut buffer), Err(Malformed), "{wire:?}");
        }
    }

    #[test]
    fn lines_come_out_whole() {
        let units = units(Framing::Lines, &[b"{\"a\":", b"1}\n{\"b\":2}\n", b"\n"]);
        assert_eq!(events(&units), [&b"{\"a\":1}"[..], b"{\"b\":2}", b""]);
        assert_eq!(Framing::Lines.encode(b"x"), b"x\n");
    }
}
