//! One WebDriver session: a deadline and an error class for every command, and an end that is made sure of.
//!
//! fantoccini makes the session and sends its commands, one after the other. It knows no deadlines, a command that was
//! given up still holds the queue, and its `close` says yes to everything; so the end goes past it, over a connection of
//! its own, and is checked.

mod capabilities;
mod error;
pub(crate) mod http;
mod opening;
mod way;

pub use self::http::{NoAnswer, ask};
pub use self::way::{Stream, way_to};

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ::http::Method;
use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::{Map, Value};
use tokio::time::timeout;
use url::Url;

use crate::driver::Driver;
use crate::failure::Failure;
use crate::options::BrowserOptions;
use crate::process::Life;

pub(crate) use capabilities::is_here;
pub(crate) use error::CommandError;
pub use error::is_full;
use opening::{connect, no_session};

/// How long a session may take to come about: busy grids queue, busy machines take ten seconds.
const OPENING_DEADLINE: Duration = Duration::from_secs(60);
/// How long the server may take to delete a session before the browser is killed.
const ENDING_DEADLINE: Duration = Duration::from_secs(5);
/// A driver that dies takes its browser with it; which of the two went first is clear after this time.
const GRACE: Duration = Duration::from_millis(100);

/// A WebDriver session. End it with [`Session::end`]; a drop ends it too, but blocks for a moment.
#[derive(Debug)]
pub(crate) struct Session {
    client: Client,
    url: Url,
    capabilities: Map<String, Value>,
    life: Option<Life>,
    here: bool,
    late: AtomicBool,
    ended: AtomicBool,
}

impl Session {
    /// Makes a session with a driver of ours, or with the server that the options name.
    pub(crate) async fn open(options: &BrowserOptions, driver: Option<&Driver>) -> Result<Self, Failure> {
        let base = match (driver, &options.webdriver) {
            (Some(driver), _) => driver.url().clone(),
            (None, Some(given)) => capabilities::base_url(given)?,
            (None, None) => {
                return Err(Failure::lost("there is neither a driver of ours nor a WebDriver server to use"));
            }
        };
        let wanted = capabilities::capabilities(options, driver.map(Driver::browser));
        let life = driver.map(Driver::life);
        let opening = connect(base.clone(), wanted);
        let opened = match unless_ended(life.clone(), timeout(OPENING_DEADLINE, opening)).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Err(format!("no answer within {} s", OPENING_DEADLINE.as_secs())),
            Err(end) => Err(end),
        };
        let (client, id) = match opened {
            Ok(opened) => opened,
            Err(why) => return Err(no_session(why, &base, driver).await),
        };
        // The end is ours: fantoccini shall not send one of its own after it.
        let _ = client.persist().await;
        let capabilities = client.capabilities().cloned().unwrap_or_default();
        let url = base
            .join(&format!("session/{id}"))
            .map_err(|why| Failure::lost(format!("the server gave a session a name that is none: {why}")))?;
        tracing::debug!(url = %http::shown(&url), "session opened");
        Ok(Self {
            client,
            url,
            capabilities,
            life,
            here: is_here(&base),
            late: AtomicBool::new(false),
            ended: AtomicBool::new(false),
        })
    }

    /// A granted capability that is a text, by its path: `["chrome", "chromedriverVersion"]`.
    pub(crate) fn capability(&self, path: &[&str]) -> Option<&str> {
        let (first, rest) = path.split_first()?;
        rest.iter().try_fold(self.capabilities.get(*first)?, |value, key| value.get(key))?.as_str()
    }

    /// Sends one command; `path` follows `session/{id}/` and is escaped already.
    pub(crate) async fn command(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
        deadline: Duration,
    ) -> Result<Value, CommandError> {
        let sent = self.client.issue_cmd(Raw { method: method.clone(), path: path.to_owned(), body });
        match unless_ended(self.life.clone(), timeout(deadline, sent)).await {
            Ok(Ok(Ok(value))) => Ok(value),
            Ok(Ok(Err(error))) => match CommandError::from(error) {
                CommandError::Lost(why) => Err(CommandError::Lost(self.what_was_lost(why).await)),
                other => Err(other),
            },
            Ok(Err(_)) => {
                self.late.store(true, Ordering::SeqCst);
                Err(CommandError::Late { command: format!("{method} {path}"), seconds: deadline.as_secs_f64() })
            }
            Err(end) => Err(CommandError::Lost(end)),
        }
    }

    /// The browser-level CDP socket of this session, where it has one that can be reached from here.
    pub(crate) async fn cdp_socket(&self, deadline: Duration) -> Result<Option<Url>, Failure> {
        if let Some(proxied) = self.capability(&["se:cdp"]).and_then(|text| Url::parse(text).ok()) {
            return Ok(Some(self.with_credentials(proxied)));
        }
        let Some(address) = self.debugger_address().filter(|_| self.here) else { return Ok(None) };
        let failed =
            |why: String| Failure::lost(format!("the browser's debugging port does not answer: {why}")).at(address);
        let version = Url::parse(&format!("http://{address}/json/version")).map_err(|why| failed(why.to_string()))?;
        let answer = http::get(&version, deadline).await.map_err(failed)?;
        let told: Value = serde_json::from_slice(&answer).map_err(|why| failed(why.to_string()))?;
        let socket = told["webSocketDebuggerUrl"].as_str().and_then(|text| Url::parse(text).ok());
        socket.map(Some).ok_or_else(|| failed("it names no socket".to_owned()))
    }

    /// The address of another door of the server, with the user and password that the server was given with.
    fn with_credentials(&self, mut door: Url) -> Url {
        let as_safe = door.scheme() == "wss" || self.url.scheme() == "http";
        if as_safe && door.host_str() == self.url.host_str() && http::credentials(&door).is_none() {
            let _ = door.set_username(self.url.username());
            let _ = door.set_password(self.url.password());
        }
        door
    }

    /// Host and port of the browser's debugging port, as seen from the driver's machine.
    pub(crate) fn debugger_address(&self) -> Option<&str> {
        self.capability(&["goog:chromeOptions", "debuggerAddress"])
            .or_else(|| self.capability(&["ms:edgeOptions", "debuggerAddress"]))
    }

    /// The address and title of a window as the browser itself knows them, past the page and past commands that hang;
    /// `None` where the browser cannot be asked.
    pub(crate) async fn glance(&self, window: &str, deadline: Duration) -> Option<(String, String)> {
        let address = self.debugger_address().filter(|_| self.here)?;
        let list = Url::parse(&format!("http://{address}/json/list")).ok()?;
        let answer = http::get(&list, deadline).await.ok()?;
        let tabs: Vec<Value> = serde_json::from_slice(&answer).ok()?;
        let tab = tabs.iter().find(|tab| tab["id"] == window)?;
        Some((tab["url"].as_str()?.to_owned(), tab["title"].as_str().unwrap_or_default().to_owned()))
    }

    /// Whether a command has not been answered in time: what comes after it may have to wait for it.
    pub(crate) fn is_late(&self) -> bool {
        self.late.load(Ordering::SeqCst)
    }

    /// Says what went away, for somebody who has noticed `sign` (a closed socket, say): the driver, with its exit
    /// status, or the browser.
    pub(crate) async fn explain_loss(&self, sign: &str) -> Failure {
        Failure::lost(self.what_was_lost(sign.to_owned()).await)
    }

    async fn what_was_lost(&self, sign: String) -> String {
        if let Some(mut life) = self.life.clone()
            && let Ok(end) = timeout(GRACE, life.wait()).await
        {
            return end;
        }
        match self.browser_process() {
            Some(process) if kill(process, None).is_err() => {
                format!("the browser went away (its process {process} is gone)")
            }
            _ => sign,
        }
    }

    /// The browser's main process, when it runs under a driver of ours.
    fn browser_process(&self) -> Option<Pid> {
        self.life.as_ref().filter(|life| life.ended().is_none())?;
        let number = self.capabilities.get("goog:processID")?.as_i64()?;
        i32::try_from(number).ok().filter(|number| *number > 1).map(Pid::from_raw)
    }

    /// Deletes the session and makes sure of it, whatever its commands are doing: a browser of ours that cannot listen
    /// any more, or whose driver does not delete the session in time, is killed.
    pub(crate) async fn end(&self) -> Result<(), Failure> {
        self.delete().await
    }

    async fn delete(&self) -> Result<(), Failure> {
        if self.ended.swap(true, Ordering::SeqCst) || self.life.as_ref().is_some_and(|life| life.ended().is_some()) {
            return Ok(());
        }
        let process = self.browser_process();
        // The server deletes a session only after the command that hangs: no use to wait for that.
        if let Some(process) = process.filter(|_| self.is_late()) {
            let _ = kill(process, Signal::SIGKILL);
        }
        let refused = match http::send(Method::DELETE, &self.url, ENDING_DEADLINE).await {
            // An unknown session is an ended one.
            Ok((status, _)) if status.is_success() || status.as_u16() == 404 => return Ok(()),
            Ok((status, body)) => format!("{status}: {}", error::shortened(&String::from_utf8_lossy(&body[..]))),
            Err(why) => why,
        };
        let Some(process) = process else {
            return Err(Failure::lost(format!("the session could not be ended: {refused}"))
                .at(http::shown(&self.url))
                .mend("end it by hand: its browser may still be running there"));
        };
        tracing::warn!(%refused, %process, "session does not end: its browser is killed");
        let _ = kill(process, Signal::SIGKILL);
        Ok(())
    }
}

impl Drop for Session {
    /// Only for sessions that nobody ended, as after a panic: a thread of its own, for the runtime may be gone.
    fn drop(&mut self) {
        if self.ended.load(Ordering::SeqCst) {
            return;
        }
        let session: &Session = self;
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                if let Ok(runtime) = runtime {
                    let _ = runtime.block_on(session.delete());
                }
            });
        });
    }
}

/// What a WebDriver server says of itself (`GET status`, W3C WebDriver 8.3), or why it does not.
///
/// # Errors
/// A text that follows the server's address: `does not answer: Connection refused`.
pub async fn webdriver_status(server: &Url, deadline: Duration) -> Result<Value, String> {
    let base = capabilities::base_url(server).map_err(|failure| format!("cannot be used: {}", failure.what))?;
    let url = base.join("status").map_err(|why| why.to_string())?;
    let (status, body) =
        http::send(Method::GET, &url, deadline).await.map_err(|why| format!("does not answer: {why}"))?;
    if matches!(status.as_u16(), 401 | 403) {
        return Err(format!("wants another user or password: it answers {status}"));
    }
    serde_json::from_slice(&body).map_err(|_| format!("answers {status}, but not as a WebDriver does"))
}

/// What `work` gives, or how the driver ended meanwhile.
async fn unless_ended<T>(life: Option<Life>, work: impl Future<Output = T>) -> Result<T, String> {
    match life {
        None => Ok(work.await),
        Some(mut life) => tokio::select! {
            biased;
            end = life.wait() => Err(end),
            done = work => Ok(done),
        },
    }
}

/// A command as it goes over the line.
#[derive(Debug)]
struct Raw {
    method: Method,
    path: String,
    body: Option<Value>,
}

impl WebDriverCompatibleCommand for Raw {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (self.method.clone(), self.body.as_ref().map(Value::to_string))
    }
}
