//! The log: to standard error, never to standard output, and through the redacting sink.

use std::io::{self, Write};
use std::sync::Arc;

use shopper_browser::Redactor;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// Our own crates, by the name their events carry.
const OURS: [&str; 4] = ["mystery_shopper", "shopper_browser", "shopper_steps", "storefront"];

/// Starts the log. `RUST_LOG` decides when it is set, else the number of `-v`.
pub(crate) fn start(verbose: u8, colour: bool, redactor: Arc<Redactor>) {
    let asked = std::env::var("RUST_LOG").unwrap_or_default();
    let filter = if asked.trim().is_empty() { by_flag(verbose) } else { asked };
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::builder().parse_lossy(filter))
        .with_ansi(colour)
        .with_writer(Clean { redactor })
        .finish();
    // Set once per process; a team's own binary may have set its own before.
    let _ = tracing::subscriber::set_global_default(subscriber);
}

fn by_flag(verbose: u8) -> String {
    let level = match verbose {
        0 => "warn",
        1 => "debug",
        _ => "trace",
    };
    let ours: Vec<String> = OURS.iter().map(|name| format!("{name}={level}")).collect();
    let others = match verbose {
        0 => "error",
        1 | 2 => "warn",
        _ => "debug",
    };
    format!("{others},{}", ours.join(","))
}

/// Hands out one writer per event; what it was given is cleaned when it ends, so no secret is cut in two.
struct Clean {
    redactor: Arc<Redactor>,
}

struct CleanLine<'a> {
    redactor: &'a Redactor,
    line: Vec<u8>,
}

impl<'a> MakeWriter<'a> for Clean {
    type Writer = CleanLine<'a>;

    fn make_writer(&'a self) -> Self::Writer {
        CleanLine { redactor: &self.redactor, line: Vec::new() }
    }
}

impl CleanLine<'_> {
    fn cleaned(&self) -> String {
        self.redactor.clean(&String::from_utf8_lossy(&self.line)).into_owned()
    }
}

impl Write for CleanLine<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.line.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for CleanLine<'_> {
    fn drop(&mut self) {
        let _ = io::stderr().lock().write_all(self.cleaned().as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_and_no_card_number_reaches_the_log_even_in_pieces() {
        let redactor = Redactor::default();
        redactor.hide("SHOP_PASSWORD", "open sesame");
        let mut line = CleanLine { redactor: &redactor, line: Vec::new() };
        for piece in ["typed open", " sesame and 4242 4242", " 4242 4242\n"] {
            line.write_all(piece.as_bytes()).unwrap();
        }
        assert_eq!(line.cleaned(), "typed [SHOP_PASSWORD] and 4242 42** **** 4242\n");
        line.line.clear();
    }

    #[test]
    fn each_v_tells_more_and_the_loud_crates_of_others_stay_quiet() {
        assert!(by_flag(0).starts_with("error,mystery_shopper=warn,"));
        assert!(by_flag(1).starts_with("warn,mystery_shopper=debug,"));
        assert!(by_flag(2).contains("shopper_browser=trace"));
        assert!(by_flag(3).starts_with("debug,"));
    }
}
