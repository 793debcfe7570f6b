//! A mail server that keeps what it is given and passes nothing on: as much of RFC 5321 as shops need to send. The
//! crates that would do it bring TLS, queues and a resolver.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::Email;

/// The largest mail that is taken, in bytes.
const LARGEST: usize = 20 * 1024 * 1024;
/// The longest line of a command, RFC 5321 section 4.5.3.1.4 with room for extensions.
const LONGEST_COMMAND: u64 = 4096;
/// Whoever says nothing for so long is left.
const SILENCE: Duration = Duration::from_secs(300);
/// No more mails than this are kept; the oldest go first.
const MOST_KEPT: usize = 10_000;

type Kept = Arc<Mutex<Vec<(Vec<String>, Email)>>>;

/// A running sink; it closes when it is dropped.
pub struct SmtpSink {
    address: SocketAddr,
    kept: Kept,
    server: JoinHandle<()>,
}

impl SmtpSink {
    /// Opens a sink at `HOST:PORT`; port 0 takes a free one. What is wrong is told in one line.
    pub async fn listen(address: &str) -> Result<Self, String> {
        let listener =
            TcpListener::bind(address).await.map_err(|error| format!("mails cannot be taken at {address}: {error}"))?;
        let address = listener.local_addr().map_err(|error| format!("mails cannot be taken at {address}: {error}"))?;
        let kept = Kept::default();
        let server = tokio::spawn(serve(listener, Arc::clone(&kept)));
        Ok(Self { address, kept, server })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub(super) fn mails_to(&self, address: &str) -> Vec<Email> {
        let wanted = address.to_lowercase();
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let own = |(to, _): &&(Vec<String>, Email)| to.contains(&wanted);
        kept.iter().filter(own).map(|(_, mail)| mail.clone()).collect()
    }
}

impl Drop for SmtpSink {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn serve(listener: TcpListener, kept: Kept) {
    let mut talks = tokio::task::JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let kept = Arc::clone(&kept);
        talks.spawn(async move {
            let (read, write) = stream.into_split();
            // A sender that goes away in mid-sentence has sent nothing.
            let _ = Talk { read: BufReader::new(read), write, kept, from: false, to: Vec::new() }.go_on().await;
        });
        while talks.try_join_next().is_some() {}
    }
}

/// One connection.
struct Talk<R, W> {
    read: R,
    write: W,
    kept: Kept,
    /// A sender has been named.
    from: bool,
    to: Vec<String>,
}

impl<R: AsyncBufRead + Unpin, W: AsyncWrite + Unpin> Talk<R, W> {
    async fn go_on(mut self) -> std::io::Result<()> {
        self.say("220 mystery-shopper takes mails and passes none on").await?;
        loop {
            let Some(line) = self.line().await? else { return Ok(()) };
            let (verb, rest) = line.split_once(' ').unwrap_or((&line, ""));
            match verb.to_ascii_uppercase().as_str() {
                "EHLO" => {
                    self.start_again();
                    let size = format!("250-SIZE {LARGEST}");
                    for line in
                        ["250-mystery-shopper", "250-PIPELINING", "250-8BITMIME", "250-SMTPUTF8", &size, "250 OK"]
                    {
                        self.say(line).await?;
                    }
                }
                "HELO" => {
                    self.start_again();
                    self.say("250 mystery-shopper").await?;
                }
                "MAIL" => self.mail(rest).await?,
                "RCPT" => match path(rest, "TO:").filter(|to| !to.is_empty()) {
                    Some(to) if self.from => {
                        self.to.push(to.to_lowercase());
                        self.say("250 OK").await?;
                    }
                    Some(_) => self.say("503 say MAIL FROM first").await?,
                    None => self.say("501 say RCPT TO:<address>").await?,
                },
                "DATA" if self.to.is_empty() => self.say("503 say RCPT TO first").await?,
                "DATA" => {
                    self.say("354 end with a dot on a line of its own").await?;
                    self.data().await?;
                }
                "RSET" => {
                    self.start_again();
                    self.say("250 OK").await?;
                }
                "NOOP" => self.say("250 OK").await?,
                "VRFY" => self.say("252 send it, and see").await?,
                "QUIT" => {
                    self.say("221 good-bye").await?;
                    return Ok(());
                }
                "STARTTLS" | "AUTH" => self.say("502 this server needs neither encryption nor a login").await?,
                _ => self.say("500 this command is not known").await?,
            }
        }
    }

    async fn mail(&mut self, rest: &str) -> std::io::Result<()> {
        let size = rest.to_ascii_uppercase().split(" SIZE=").nth(1).and_then(|size| {
            let digits: String = size.chars().take_while(char::is_ascii_digit).collect();
            digits.parse::<usize>().ok()
        });
        match path(rest, "FROM:") {
            _ if self.from => self.say("503 one mail after the other").await,
            Some(_) if size.is_some_and(|size| size > LARGEST) => self.say("552 the mail is too large").await,
            Some(_) => {
                self.from = true;
                self.say("250 OK").await
            }
            None => self.say("501 say MAIL FROM:<address>").await,
        }
    }

    async fn data(&mut self) -> std::io::Result<()> {
        let mut raw: Vec<u8> = Vec::new();
        let mut too_large = false;
        loop {
            let mut line = Vec::new();
            let room = (LARGEST + 2) as u64;
            let mut bounded = (&mut self.read).take(room);
            let read = bounded.read_until(b'\n', &mut line);
            let read = tokio::time::timeout(SILENCE, read).await.map_err(|_| std::io::ErrorKind::TimedOut)??;
            if read == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            if line == b".\r\n" || line == b".\n" {
                break;
            }
            // Section 4.5.2: a dot at the beginning of a line was doubled by the sender.
            let line = line.strip_prefix(b".").unwrap_or(&line);
            too_large |= raw.len() + line.len() > LARGEST;
            if !too_large {
                raw.extend_from_slice(line);
            }
        }
        let to = std::mem::take(&mut self.to);
        self.start_again();
        if too_large {
            return self.say("552 the mail is too large").await;
        }
        let Some(mail) = Email::read(&raw) else { return self.say("554 this is no mail").await };
        {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() >= MOST_KEPT {
                kept.remove(0);
            }
            kept.push((to, mail));
        }
        self.say("250 OK, kept").await
    }

    fn start_again(&mut self) {
        self.from = false;
        self.to.clear();
    }

    /// The next command; nothing when the sender has gone.
    async fn line(&mut self) -> std::io::Result<Option<String>> {
        let mut line = Vec::new();
        let mut bounded = (&mut self.read).take(LONGEST_COMMAND);
        let read = bounded.read_until(b'\n', &mut line);
        let read = tokio::time::timeout(SILENCE, read).await.map_err(|_| std::io::ErrorKind::TimedOut)??;
        if read == 0 || !line.ends_with(b"\n") {
            return Ok(None);
        }
        Ok(Some(String::from_utf8_lossy(&line).trim_end().to_owned()))
    }

    async fn say(&mut self, line: &str) -> std::io::Result<()> {
        self.write.write_all(format!("{line}\r\n").as_bytes()).await?;
        self.write.flush().await
    }
}

/// `FROM:<a@b.c> SIZE=1` -> `a@b.c`; the empty path of bounces too.
fn path(rest: &str, word: &str) -> Option<String> {
    let start = rest.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word))?;
    let path = rest[start.len()..].trim_start().strip_prefix('<')?;
    path.split_once('>').map(|(path, _)| path.to_owned())
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpStream;

    use super::*;

    /// Says all lines at once, as a sender with PIPELINING does, and gives what comes back.
    async fn talk(sink: &SmtpSink, said: &str) -> String {
        let mut stream = TcpStream::connect(sink.address()).await.unwrap();
        stream.write_all(said.replace('\n', "\r\n").as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    fn codes(answer: &str) -> Vec<&str> {
        answer.lines().filter(|line| line.as_bytes()[3] == b' ').map(|line| &line[..3]).collect()
    }

    #[tokio::test]
    async fn mails_are_kept_for_each_recipient_and_dots_are_undoubled() {
        let sink = SmtpSink::listen("127.0.0.1:0").await.unwrap();
        let answer = talk(
            &sink,
            "EHLO shop\nMAIL FROM:<> SIZE=100\nRCPT TO:<Ann@example.com>\nrcpt to:<b@example.com>\nDATA\n\
             Subject: Hello\nTo: undisclosed\n\n..dotted\n.\nQUIT\n",
        )
        .await;
        assert_eq!(codes(&answer), ["220", "250", "250", "250", "250", "354", "250", "221"], "{answer}");
        for address in ["ann@example.com", "B@example.com"] {
            let mails = sink.mails_to(address);
            assert_eq!((mails.len(), mails[0].subject.as_str(), mails[0].text.as_str()), (1, "Hello", ".dotted"));
        }
        assert!(sink.mails_to("c@example.com").is_empty());
    }

    #[tokio::test]
    async fn bad_commands_are_answered_and_the_talk_goes_on() {
        let sink = SmtpSink::listen("127.0.0.1:0").await.unwrap();
        let answer = talk(
            &sink,
            "HELLO\nDATA\nRCPT TO:<a@b.c>\nMAIL a@b.c\nMAIL FROM:<a@b.c> SIZE=99999999999\nSTARTTLS\n\
             MAIL FROM:<a@b.c>\nMAIL FROM:<a@b.c>\nRCPT TO:a@b.c\nRSET\nNOOP\nQUIT\n",
        )
        .await;
        let expected = ["220", "500", "503", "503", "501", "552", "502", "250", "503", "501", "250", "250", "221"];
        assert_eq!(codes(&answer), expected, "{answer}");
        assert!(SmtpSink::listen(&sink.address().to_string()).await.is_err());
    }
}
