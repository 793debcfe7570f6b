//! One-time codes by the clock (TOTP, RFC 6238). Own lines over `ring`, which TLS brings anyway: the crates for it bring
//! their own hashes, base32 and random numbers.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use ring::hmac::{self, Algorithm, Key};

/// What an authenticator app keeps of one account. No secret of it is shown.
pub(crate) struct Authenticator {
    key: Key,
    digits: u32,
    /// In seconds.
    period: u64,
}

impl Authenticator {
    /// Reads a secret in base32 (RFC 4648 section 6; blanks and dashes are allowed) or an `otpauth://totp/...` address as
    /// it stands in the QR code. What is wrong is told in one line, without the secret.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let Some((kind, _)) = text.trim().strip_prefix("otpauth://").and_then(|rest| rest.split_once('/')) else {
            return Self::new(text, hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, 6, 30);
        };
        if kind != "totp" {
            return Err(format!("it is an address for codes of the kind \"{kind}\": only totp goes by the clock"));
        }
        let address = url::Url::parse(text.trim()).map_err(|_| "it is no address that can be read".to_owned())?;
        let field =
            |name: &str| address.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        let number = |name: &str, otherwise: u64| match field(name) {
            Some(text) => text.parse().map_err(|_| format!("its {name} are no whole number")),
            None => Ok(otherwise),
        };
        let algorithm = match field("algorithm").unwrap_or_default().to_uppercase().as_str() {
            "" | "SHA1" => hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
            "SHA256" => hmac::HMAC_SHA256,
            "SHA512" => hmac::HMAC_SHA512,
            other => return Err(format!("its algorithm \"{other}\" is none of SHA1, SHA256 and SHA512")),
        };
        let secret = field("secret").ok_or("it is an address without a secret")?;
        Self::new(&secret, algorithm, number("digits", 6)?, number("period", 30)?)
    }

    fn new(secret: &str, algorithm: Algorithm, digits: u64, period: u64) -> Result<Self, String> {
        let secret = base32(secret).ok_or("it is not written in base32 (A to Z and 2 to 7)")?;
        if !(6..=8).contains(&digits) || !(10..=300).contains(&period) {
            return Err(format!("codes of {digits} digits for {period} seconds are not known"));
        }
        Ok(Self { key: Key::new(algorithm, &secret), digits: digits as u32, period })
    }

    /// The code at a time, in seconds of the Unix clock.
    pub(crate) fn code_at(&self, time: u64) -> String {
        let tag = hmac::sign(&self.key, &(time / self.period).to_be_bytes());
        let bytes = tag.as_ref();
        // RFC 4226 section 5.3: the last four bits say where the number stands.
        let from = usize::from(bytes[bytes.len() - 1] & 0xf);
        let number = bytes[from..from + 4].iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
        format!("{:0width$}", (number & 0x7fff_ffff) % 10_u32.pow(self.digits), width = self.digits as usize)
    }

    /// For how many seconds the code at that time is still good.
    pub(crate) fn good_for(&self, time: u64) -> u64 {
        self.period - time % self.period
    }
}

/// What the Unix clock shows, in seconds.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

impl fmt::Debug for Authenticator {
    /// Without the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authenticator")
            .field("digits", &self.digits)
            .field("period", &self.period)
            .finish_non_exhaustive()
    }
}

/// The secret alone, where it stands in an address.
pub fn secret_in(text: &str) -> Option<String> {
    let address = url::Url::parse(text.trim()).ok().filter(|address| address.scheme() == "otpauth")?;
    address.query_pairs().find(|(key, _)| key == "secret").map(|(_, secret)| secret.into_owned())
}

/// The bytes; nothing when it is not base32, or empty. Bits that fill no byte are left out, as authenticator apps do.
fn base32(text: &str) -> Option<Vec<u8>> {
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for sign in text.chars().filter(|sign| !sign.is_whitespace() && !['-', '='].contains(sign)) {
        let value = match sign.to_ascii_uppercase() {
            letter @ 'A'..='Z' => u32::from(letter) - u32::from('A'),
            digit @ '2'..='7' => u32::from(digit) - u32::from('2') + 26,
            _ => return None,
        };
        bits = (bits << 5 | value) & 0xfff;
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    (!bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B, whose secrets are `1234567890...` as long as the hash.
    #[test]
    fn the_codes_are_those_of_the_rfc() {
        let sha1 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        let sha256 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA";
        let sha512 =
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNA";
        for (time, codes) in [
            (59, ["94287082", "46119246", "90693936"]),
            (1_111_111_109, ["07081804", "68084774", "25091201"]),
            (1_111_111_111, ["14050471", "67062674", "99943326"]),
            (1_234_567_890, ["89005924", "91819424", "93441116"]),
            (2_000_000_000, ["69279037", "90698825", "38618901"]),
            (20_000_000_000, ["65353130", "77737706", "47863826"]),
        ] {
            for ((algorithm, secret), code) in
                [("SHA1", sha1), ("SHA256", sha256), ("SHA512", sha512)].into_iter().zip(codes)
            {
                let address = format!("otpauth://totp/Shop:ada?secret={secret}&algorithm={algorithm}&digits=8");
                assert_eq!(Authenticator::read(&address).unwrap().code_at(time), code, "{algorithm} at {time}");
            }
            let plain = Authenticator::read(sha1).unwrap();
            assert_eq!(plain.code_at(time), codes[0][2..], "six digits at {time}");
        }
    }

    #[test]
    fn a_secret_is_read_as_people_write_it() {
        let code = |text: &str| Authenticator::read(text).map(|one| one.code_at(59));
        assert_eq!(code("gezd gnbv gy3t qojq gezd gnbv gy3t qojq"), Ok("287082".to_owned()));
        assert_eq!(code("GEZDGNBV-GY3TQOJQ-GEZDGNBV-GY3TQOJQ===="), Ok("287082".to_owned()));
        let soon = Authenticator::read("otpauth://totp/a?secret=GEZDGNBV&period=60").unwrap();
        assert_eq!((soon.good_for(59), soon.good_for(60)), (1, 60));
    }

    #[test]
    fn what_is_wrong_is_told_without_the_secret() {
        for (text, what) in [
            ("no s3cret!", "it is not written in base32 (A to Z and 2 to 7)"),
            ("", "it is not written in base32 (A to Z and 2 to 7)"),
            (
                "otpauth://hotp/a?secret=GEZDGNBV",
                "it is an address for codes of the kind \"hotp\": only totp goes by the clock",
            ),
            ("otpauth://totp/a", "it is an address without a secret"),
            (
                "otpauth://totp/a?secret=GEZDGNBV&algorithm=MD5",
                "its algorithm \"MD5\" is none of SHA1, SHA256 and SHA512",
            ),
            ("otpauth://totp/a?secret=GEZDGNBV&digits=four", "its digits are no whole number"),
            ("otpauth://totp/a?secret=GEZDGNBV&digits=4", "codes of 4 digits for 30 seconds are not known"),
        ] {
            assert_eq!(Authenticator::read(text).unwrap_err(), what, "{text}");
        }
        assert_eq!(secret_in("otpauth://totp/a?secret=GEZDGNBV").as_deref(), Some("GEZDGNBV"));
        assert!(!format!("{:?}", Authenticator::read("GEZDGNBV")).contains("GEZDGNBV"));
    }
}
