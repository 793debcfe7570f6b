//! One conversation in IMAP (RFC 3501): commands go out, one at a time, and what comes back until each is done.
//!
//! Where an answer ends is found here; what data in it means is `imap-proto`'s. Lines that it does not know are passed
//! over, and those that only say how it went are read here.

use imap_proto::{AttributeValue, Capability, MailboxDatum, Response};
use shopper_browser::Stream;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};

/// What is read of one mail at most, in bytes.
pub(super) const LARGEST: usize = 20 * 1024 * 1024;
/// The longest line that is read, in bytes, and what is read in one answer at most.
const LONGEST_LINE: usize = 1024 * 1024;
const LONGEST_ANSWER: usize = 4 * LARGEST;
/// Characters of what the server says that are shown.
const SHOWN: usize = 160;

/// Why a command brought nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The connection broke, or nobody could understand what came.
    Broken(String),
    /// The server refuses the command, in these words; whether it may do it another time.
    Refused { words: String, for_now: bool },
}

/// What a command brought.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    /// What the server can, in capitals: `AUTH=PLAIN`.
    pub(super) capabilities: Vec<String>,
    /// How many mails the folder holds, when that was said.
    pub(super) exists: Option<u32>,
    /// The number that the next mail will have, and what such numbers are valid for.
    pub(super) next: Option<u32>,
    pub(super) validity: Option<u32>,
    /// Mails by their number (UID), with the part that was asked for.
    pub(super) parts: Vec<(u32, Vec<u8>)>,
}

/// An open conversation.
pub(super) struct Talk {
    stream: BufReader<Box<dyn Stream>>,
    commands: u32,
}

impl Talk {
    /// Hears the greeting; tells whether the server knows us already.
    pub(super) async fn begin(stream: Box<dyn Stream>) -> Result<(Self, bool), Trouble> {
        let mut talk = Self { stream: BufReader::new(stream), commands: 0 };
        let greeting = talk.response().await?;
        match status(&greeting, b"*") {
            Some(("OK", _)) => Ok((talk, false)),
            Some(("PREAUTH", _)) => Ok((talk, true)),
            Some(("BYE", words)) => Err(Trouble::Refused { words: shown(words), for_now: true }),
            _ => Err(Trouble::Refused { words: "it does not speak IMAP".to_owned(), for_now: false }),
        }
    }

    /// Gives a command, and `reply` when the server asks for more.
    pub(super) async fn ask(&mut self, command: &str, reply: Option<&str>) -> Result<Answer, Trouble> {
        self.commands += 1;
        let tag = format!("S{}", self.commands);
        self.say(&format!("{tag} {command}")).await?;
        let (mut answer, mut read, mut reply) = (Answer::default(), 0, reply);
        loop {
            let response = self.response().await?;
            read += response.len();
            if read > LONGEST_ANSWER {
                return Err(Trouble::Broken(format!("more than {} MB came in one answer", LONGEST_ANSWER >> 20)));
            }
            if response.starts_with(b"+") {
                // Without a reply, an empty line ends what the server waits for.
                self.say(reply.take().unwrap_or_default()).await?;
                continue;
            }
            match (status(&response, tag.as_bytes()), status(&response, b"*")) {
                (Some(("OK", words)), _) => {
                    answer.hear_code(words);
                    return Ok(answer);
                }
                (Some((_, words)), _) => return Err(Trouble::Refused { words: shown(words), for_now: for_now(words) }),
                (_, Some(("BYE", words))) => {
                    return Err(Trouble::Broken(format!("the server ends the conversation: {}", shown(words))));
                }
                (_, Some((_, words))) => answer.hear_code(words),
                (None, None) => answer.hear(&response),
            }
        }
    }

    async fn say(&mut self, line: &str) -> Result<(), Trouble> {
        let stream = self.stream.get_mut();
        stream.write_all(format!("{line}\r\n").as_bytes()).await.map_err(broken)?;
        stream.flush().await.map_err(broken)
    }

    /// One response: a line, with the literals in it (section 4.3) and what stands behind them.
    async fn response(&mut self) -> Result<Vec<u8>, Trouble> {
        let mut response = Vec::new();
        loop {
            let begin = response.len();
            let mut bounded = (&mut self.stream).take(LONGEST_LINE as u64);
            bounded.read_until(b'\n', &mut response).await.map_err(broken)?;
            if !response.ends_with(b"\n") {
                let cut = response.len() - begin >= LONGEST_LINE;
                let why = if cut { "a line of it never ends" } else { "the server has closed the connection" };
                return Err(Trouble::Broken(why.to_owned()));
            }
            let Some(length) = literal(&response[begin..]) else { return Ok(response) };
            if length > LONGEST_ANSWER || response.len() + length > LONGEST_ANSWER {
                return Err(Trouble::Broken(format!("it holds a mail of more than {} MB", LARGEST >> 20)));
            }
            let read = (&mut self.stream).take(length as u64).read_to_end(&mut response).await.map_err(broken)?;
            if read < length {
                return Err(Trouble::Broken("the server has closed the connection in the midst of a mail".to_owned()));
            }
        }
    }
}

impl Answer {
    /// The code at the beginning of what a server says of how it went: `[UIDNEXT 101] Predicted next UID.`
    fn hear_code(&mut self, words: &str) {
        let Some((code, _)) = words.strip_prefix('[').and_then(|words| words.split_once(']')) else { return };
        match code.to_ascii_uppercase().split_once(' ') {
            Some(("UIDNEXT", number)) => self.next = number.trim().parse().ok().or(self.next),
            Some(("UIDVALIDITY", number)) => self.validity = number.trim().parse().ok().or(self.validity),
            _ => {}
        }
    }

    fn hear(&mut self, response: &[u8]) {
        match Response::parse(response) {
            Ok((_, Response::Capabilities(all))) => self.capabilities = all.iter().map(capability).collect(),
            Ok((_, Response::MailboxData(MailboxDatum::Exists(count)))) => self.exists = Some(count),
            Ok((_, Response::Fetch(_, attributes))) => {
                let (mut uid, mut part) = (None, None);
                for attribute in attributes {
                    match attribute {
                        AttributeValue::Uid(number) => uid = Some(number),
                        AttributeValue::BodySection { data, .. } => part = Some(data.unwrap_or_default().into_owned()),
                        _ => {}
                    }
                }
                self.parts.extend(uid.zip(part));
            }
            _ => {}
        }
    }
}

fn capability(one: &Capability<'_>) -> String {
    match one {
        Capability::Imap4rev1 => "IMAP4REV1".to_owned(),
        Capability::Auth(way) => format!("AUTH={}", way.to_ascii_uppercase()),
        Capability::Atom(name) => name.to_ascii_uppercase(),
    }
}

/// How it went, and the words for it, in a line that begins with this tag.
fn status<'line>(response: &'line [u8], tag: &[u8]) -> Option<(&'static str, &'line str)> {
    let line = response.strip_prefix(tag)?.strip_prefix(b" ")?;
    let word = line.split(u8::is_ascii_whitespace).next().unwrap_or_default();
    let known = ["OK", "NO", "BAD", "BYE", "PREAUTH"];
    let found = known.into_iter().find(|known| word.eq_ignore_ascii_case(known.as_bytes()))?;
    // Whatever is no UTF-8 was never promised to be readable.
    let words = std::str::from_utf8(&line[word.len()..]).unwrap_or_default();
    Some((found, words.trim()))
}

/// The length of the literal that begins where this line ends.
fn literal(line: &[u8]) -> Option<usize> {
    let line = line.strip_suffix(b"\n")?;
    let line = line.strip_suffix(b"\r").unwrap_or(line).strip_suffix(b"}")?;
    let begin = line.iter().rposition(|byte| *byte == b'{')?;
    let digits = &line[begin + 1..];
    let whole = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    std::str::from_utf8(digits).ok().filter(|_| whole)?.parse().ok()
}

/// Codes of RFC 5530 with which a server refuses what it may do another time.
fn for_now(words: &str) -> bool {
    let words = words.to_ascii_uppercase();
    ["[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]"].iter().any(|code| words.starts_with(code))
}

/// What a server says, as it may be shown in one line.
fn shown(words: &str) -> String {
    let plain = words.chars().map(|sign| if sign.is_control() { ' ' } else { sign });
    let words: String = plain.take(SHOWN).collect();
    if words.is_empty() { "without a word".to_owned() } else { format!("\"{words}\"") }
}

fn broken(error: std::io::Error) -> Trouble {
    Trouble::Broken(error.to_string())
}

#[cfg(test)]
#[path = "talk_tests.rs"]
mod tests;
