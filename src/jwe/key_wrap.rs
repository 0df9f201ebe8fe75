//! AES Key Wrap (RFC 3394) over the blocks of the library, whose own has no keys of 192 bits.

use aws_lc_rs::cipher::{
    self, DecryptingKey, DecryptionContext, EncryptingKey, EncryptionContext, UnboundCipherKey,
};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use zeroize::Zeroizing;

use super::Hidden;

/// What is wrapped in blocks of so many octets.
const HALF: usize = 8;
/// RFC 3394 §2.2.3.1
const INITIAL: [u8; HALF] = [0xa6; HALF];
const ROUNDS: u64 = 6;

fn block(key: &[u8]) -> Option<UnboundCipherKey> {
    let algorithm = match key.len() {
        16 => &cipher::AES_128,
        24 => &cipher::AES_192,
        32 => &cipher::AES_256,
        _ => return None,
    };
    UnboundCipherKey::new(algorithm, key).ok()
}

/// Wraps a key (RFC 3394 §2.2.1).
pub(super) fn wrap(key: &[u8], content: &[u8]) -> Option<Vec<u8>> {
    let key = EncryptingKey::ecb(block(key)?).ok()?;
    if !content.len().is_multiple_of(HALF) || content.len() < 2 * HALF {
        return None;
    }
    let mut wrapped = [&INITIAL, content].concat();
    let mut step = 0_u64;
    for _ in 0..ROUNDS {
        for at in (HALF..wrapped.len()).step_by(HALF) {
            step += 1;
            let mut both =
                Zeroizing::new([wrapped.get(..HALF)?, wrapped.get(at..at + HALF)?].concat());
            key.less_safe_encrypt(&mut both, EncryptionContext::None)
                .ok()?;
            let (first, second) = both.split_at_mut_checked(HALF)?;
            count(first, step);
            wrapped.get_mut(..HALF)?.copy_from_slice(first);
            wrapped.get_mut(at..at + HALF)?.copy_from_slice(second);
        }
    }
    Some(wrapped)
}

/// Unwraps a key (RFC 3394 §2.2.2); `None` where its check value is wrong.
pub(super) fn unwrap(key: &[u8], wrapped: &[u8]) -> Option<Hidden> {
    let key = DecryptingKey::ecb(block(key)?).ok()?;
    if !wrapped.len().is_multiple_of(HALF) || wrapped.len() < 3 * HALF {
        return None;
    }
    let mut content = Zeroizing::new(wrapped.to_vec());
    let blocks = u64::try_from(wrapped.len() / HALF - 1).ok()?;
    let mut step = ROUNDS.checked_mul(blocks)?;
    for _ in 0..ROUNDS {
        for at in (HALF..wrapped.len()).step_by(HALF).rev() {
            let mut both =
                Zeroizing::new([content.get(..HALF)?, content.get(at..at + HALF)?].concat());
            count(both.get_mut(..HALF)?, step);
            step -= 1;
            key.decrypt(&mut both, DecryptionContext::None).ok()?;
            let (first, second) = both.split_at_checked(HALF)?;
            content.get_mut(..HALF)?.copy_from_slice(first);
            content.get_mut(at..at + HALF)?.copy_from_slice(second);
        }
    }
    verify_slices_are_equal(content.get(..HALF)?, &INITIAL).ok()?;
    content.drain(..HALF);
    Some(content)
}

/// Mixes the number of a step in.
fn count(half: &mut [u8], step: u64) {
    for (octet, count) in half.iter_mut().zip(step.to_be_bytes()) {
        *octet ^= count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::HEX;

    /// RFC 3394 §4.1 to §4.6: the length of the key, that of the content, what comes of it.
    const VECTORS: [(usize, usize, &str); 6] = [
        (16, 16, "1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5"),
        (24, 16, "96778b25ae6ca435f92b5b97c050aed2468ab8a17ad84e5d"),
        (32, 16, "64e8c3f9ce0f5ba263e9777905818a2a93c8191e7d6e8ae7"),
        (
            24,
            24,
            "031d33264e15d33268f24ec260743edce1c6c7ddee725a936ba814915c6762d2",
        ),
        (
            32,
            24,
            "a8f9bc1612c68b3ff6e6f4fbe30e71e4769c8b80a32cb8958cd5d17d6b254da1",
        ),
        (
            32,
            32,
            "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21",
        ),
    ];

    #[test]
    fn the_vectors_of_rfc_3394_hold() {
        let content = HEX
            .decode(b"00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f")
            .unwrap();
        let kek: Vec<u8> = (0..32).collect();
        for (key, length, expected) in VECTORS {
            let content = &content[..length];
            let wrapped = wrap(&kek[..key], content).unwrap();
            assert_eq!(HEX.encode(&wrapped), expected);
            assert_eq!(unwrap(&kek[..key], &wrapped).unwrap().as_slice(), content);
            for at in 0..wrapped.len() {
                let mut changed = wrapped.clone();
                changed[at] ^= 1;
                assert_eq!(unwrap(&kek[..key], &changed), None);
            }
        }
        assert_eq!(unwrap(&kek, &[0; 16]), None);
        assert_eq!(unwrap(&kek, &[0; 25]), None);
        assert_eq!(wrap(&kek[..5], &[0; 16]), None);
        assert_eq!(wrap(&kek, &[0; 12]), None);
    }
}
