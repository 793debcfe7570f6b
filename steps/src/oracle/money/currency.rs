//! Currencies by their signs and their codes of ISO 4217.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::settle::{Settled, Unknown};

/// A currency as a text names it: by its ISO 4217 code, or by a sign that several currencies may share.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Currency(pub(super) String);

/// Signs and the currencies they may stand for; the first one is the one that is meant without further notice.
const SIGNS: &[(&str, &[&str])] = &[
    ("$", &["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"]),
    ("US$", &["USD"]),
    ("€", &["EUR"]),
    ("£", &["GBP"]),
    ("¥", &["JPY", "CNY"]),
    ("Fr.", &["CHF"]),
    ("kr", &["SEK", "NOK", "DKK", "ISK"]),
    ("kr.", &["DKK"]),
    ("zł", &["PLN"]),
    ("Kč", &["CZK"]),
    ("₹", &["INR"]),
    ("₩", &["KRW"]),
    ("¤", &[]),
];

/// The codes of the currencies that are in use (ISO 4217, list one).
const ISO_4217: &str = "\
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF CLP \
    CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR \
    ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT \
    MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD \
    SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES \
    VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

impl Currency {
    /// The currency named by `sign_or_code`, when it is one.
    pub fn named(sign_or_code: &str) -> Option<Self> {
        let is_code = sign_or_code.len() == 3 && sign_or_code.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_sign = SIGNS.iter().any(|(sign, _)| *sign == sign_or_code);
        (is_code || is_sign).then(|| Self(sign_or_code.to_owned()))
    }

    /// Its code of ISO 4217: the one that a sign means without further notice.
    pub(super) fn code(&self) -> Option<&str> {
        let sign = SIGNS.iter().find(|(sign, _)| *sign == self.0);
        match sign {
            Some((_, codes)) => codes.first().copied(),
            None => Some(&self.0),
        }
    }

    /// Whether both names can mean the same currency: `$` and `USD` can, `$` and `€` cannot. The sign of an unknown
    /// currency, `¤`, can mean every one.
    pub fn may_be(&self, other: &Currency) -> bool {
        if self == other || self.0 == "¤" || other.0 == "¤" {
            return true;
        }
        let (left, right) = (self.codes(), other.codes());
        left.iter().any(|code| right.contains(code))
    }

    fn codes(&self) -> Vec<&str> {
        match SIGNS.iter().find(|(sign, _)| *sign == self.0) {
            Some((_, codes)) => codes.to_vec(),
            None => vec![&self.0],
        }
    }
}

impl Currency {
    /// Three capitals are a currency's code only if they stand in ISO 4217.
    pub(crate) fn settle(&self) -> Settled {
        let is_sign = SIGNS.iter().any(|(sign, _)| *sign == self.0);
        if is_sign || ISO_4217.split_whitespace().any(|code| code == self.0) {
            return Ok(None);
        }
        Err(Unknown {
            what: format!("{} is the code of no currency", self.0),
            mend: "write the currency's sign or its ISO 4217 code: $18.00, 18.00 USD".to_owned(),
        })
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
