//! The browser-level CDP socket: commands out, answers and events in. Several commands may be on their way at once.

mod message;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use url::Url;

use self::message::{Envelope, classify, read};
use crate::session::http::{credentials, shown};
use crate::session::{Stream, way_to};
use crate::wire::{Awaiting, Meter, WireError};

/// A full-page picture is the largest message there is.
const LARGEST_MESSAGE: usize = 256 << 20;

/// Each read clears that much memory first, in bytes; most messages are shorter.
const READ_AT_ONCE: usize = 16 << 10;

type Answer = Result<Value, WireError>;
type Waiting = HashMap<u64, (Option<String>, oneshot::Sender<Answer>)>;

/// Where the events of one CDP session go.
pub(super) trait Listener: Send + Sync {
    /// Whether events of that name are wanted.
    fn hears(&self, method: &str) -> bool;
    /// Takes one event; must not block.
    fn event(&self, method: &str, params: &Value);
    /// The connection has ended: no event will come any more.
    fn closed(&self) {}
}

struct Shared {
    waiting: Mutex<Waiting>,
    listeners: Mutex<HashMap<String, Arc<dyn Listener>>>,
    closed: AtomicBool,
    next: AtomicU64,
}

/// A handle on the socket; cheap to clone. The connection ends when the last handle is gone or [`Socket::close`] is called.
#[derive(Clone)]
pub(super) struct Socket {
    out: mpsc::UnboundedSender<Message>,
    shared: Arc<Shared>,
    /// Where it is noted that an answer is awaited.
    meter: Option<Arc<Meter>>,
}

/// An answer that is still to come.
pub(super) struct Pending {
    answer: oneshot::Receiver<Answer>,
    method: &'static str,
    sent: Instant,
    /// Until it is there.
    awaiting: Option<Awaiting>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A connection to the host of that address, over TLS for `wss`.
async fn way(address: &Url) -> Result<Box<dyn Stream>, String> {
    let host = address.host_str().ok_or("it names no host")?;
    let port = address.port_or_known_default().unwrap_or(80);
    way_to(host, port, address.scheme() == "wss").await.map(|(stream, _)| stream)
}

impl Socket {
    /// Connects to `ws://host:port/devtools/browser/…`, or to a grid's `wss://host/session/…/se/cdp`.
    pub(super) async fn connect(address: &Url, deadline: Instant) -> Result<Self, WireError> {
        let lost =
            |why: String| WireError::Lost(format!("the browser's socket {} cannot be opened: {why}", shown(address)));
        let connect = async {
            let stream = way(address).await?;
            let config = WebSocketConfig::default()
                .read_buffer_size(READ_AT_ONCE)
                .max_message_size(Some(LARGEST_MESSAGE))
                .max_frame_size(Some(LARGEST_MESSAGE));
            let mut request = shown(address).as_str().into_client_request().map_err(|error| error.to_string())?;
            if let Some(credentials) = credentials(address).and_then(|text| text.parse().ok()) {
                request.headers_mut().insert(http::header::AUTHORIZATION, credentials);
            }
            let opened = tokio_tungstenite::client_async_with_config(request, stream, Some(config)).await;
            opened.map_err(|error| error.to_string())
        };
        let (socket, _) = tokio::time::timeout_at(deadline, connect)
            .await
            .map_err(|_| lost("no answer".to_owned()))?
            .map_err(lost)?;
        let (mut sink, mut stream) = socket.split();
        let (out, mut commands) = mpsc::unbounded_channel::<Message>();
        let shared = Arc::new(Shared {
            waiting: Mutex::default(),
            listeners: Mutex::default(),
            closed: AtomicBool::new(false),
            next: AtomicU64::new(1),
        });
        let reader = Arc::clone(&shared);
        tokio::spawn(async move {
            loop {
                tokio::select! {
                    command = commands.recv() => {
                        let Some(command) = command else { break };
                        if sink.feed(command).await.is_err() {
                            break;
                        }
                        // Whatever else is ready goes out in the same packet.
                        let mut failed = false;
                        while let Ok(more) = commands.try_recv() {
                            failed |= sink.feed(more).await.is_err();
                        }
                        if failed || sink.flush().await.is_err() {
                            break;
                        }
                    }
                    message = stream.next() => match message {
                        Some(Ok(Message::Text(text))) => reader.take(text.as_str()),
                        Some(Ok(Message::Close(_)) | Err(_)) | None => break,
                        Some(Ok(_)) => {}
                    },
                }
            }
            reader.end();
        });
        Ok(Self { out, shared, meter: None })
    }

    /// The same socket, for one whose waiting is noted there.
    pub(super) fn metered(&self, meter: &Arc<Meter>) -> Self {
        Self { meter: Some(Arc::clone(meter)), ..self.clone() }
    }

    /// Sends a command and does not wait; commands sent one after the other are carried out in that order.
    pub(super) fn send(&self, session: Option<&str>, method: &'static str, params: Value) -> Pending {
        let awaiting = self.meter.as_ref().map(Meter::begin_to_wait);
        let (tell, answer) = oneshot::channel();
        let id = self.shared.next.fetch_add(1, Ordering::Relaxed);
        let mut message = json!({"id": id, "method": method, "params": params});
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        lock(&self.shared.waiting).insert(id, (session.map(str::to_owned), tell));
        // Both checks are needed: the socket may close between them, and then nobody would answer.
        let sent = self.out.send(Message::text(message.to_string())).is_ok();
        if !sent || self.shared.closed.load(Ordering::SeqCst) {
            self.shared.end();
        }
        Pending { answer, method, sent: Instant::now(), awaiting }
    }

    /// Sends a command and waits for its answer.
    pub(super) async fn call(
        &self,
        session: Option<&str>,
        method: &'static str,
        params: Value,
        deadline: Instant,
    ) -> Answer {
        self.send(session, method, params).answer(deadline).await
    }

    /// Events of `session` (the empty name: of the browser itself) go to `listener` from now on.
    pub(super) fn listen(&self, session: &str, listener: Arc<dyn Listener>) {
        lock(&self.shared.listeners).insert(session.to_owned(), listener);
    }

    /// Nobody listens to `session` any longer; what still waits for it is told.
    pub(super) fn forget(&self, session: &str) {
        lock(&self.shared.listeners).remove(session);
        self.shared.abandon(session, &WireError::Gone);
    }

    /// Everything that waits on `session` is answered with `error`: a dialog holds its page, or it is gone.
    pub(super) fn abandon(&self, session: &str, error: &WireError) {
        self.shared.abandon(session, error);
    }

    /// Whether the browser has closed the connection.
    pub(super) fn is_closed(&self) -> bool {
        self.shared.closed.load(Ordering::SeqCst)
    }

    /// Closes the connection.
    pub(super) fn close(&self) {
        let _ = self.out.send(Message::Close(None));
    }
}

impl Pending {
    /// Waits for the answer; a page that gives none by `deadline` is [`WireError::Hung`].
    pub(super) async fn answer(self, deadline: Instant) -> Answer {
        let answer = tokio::time::timeout_at(deadline, self.answer).await;
        drop(self.awaiting);
        tracing::trace!(method = self.method, ms = self.sent.elapsed().as_secs_f64() * 1e3, "answered");
        match answer {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Err(browser_left()),
            Err(_) => {
                tracing::debug!(method = self.method, "no answer before the deadline");
                Err(WireError::Hung)
            }
        }
    }
}

impl Shared {
    fn take(self: &Arc<Self>, text: &str) {
        let message: Envelope<'_> = match serde_json::from_str(text) {
            Ok(message) => message,
            Err(error) => {
                tracing::warn!(%error, "a message from the browser is no JSON");
                return;
            }
        };
        if let Some(id) = message.id {
            let Some((_, tell)) = lock(&self.waiting).remove(&id) else { return };
            let answer = match message.error {
                Some(error) => Err(classify(&error.message)),
                None => message.result.map_or(Ok(Value::Null), read),
            };
            let _ = tell.send(answer);
            return;
        }
        let Some(method) = message.method else { return };
        let detached = method == "Target.detachedFromTarget";
        let listener = lock(&self.listeners).get(message.session).cloned().filter(|one| one.hears(method));
        if !detached && listener.is_none() {
            return;
        }
        let Ok(params) = message.params.map_or(Ok(Value::Null), read) else {
            tracing::warn!(method, "an event of the browser cannot be read");
            return;
        };
        if detached {
            // A window that closes itself leaves what was asked of it without an answer.
            self.abandon(params["sessionId"].as_str().unwrap_or_default(), &WireError::Gone);
        }
        if let Some(listener) = listener {
            listener.event(method, &params);
        }
    }

    fn abandon(&self, session: &str, error: &WireError) {
        let mut waiting = lock(&self.waiting);
        let ids: Vec<u64> =
            waiting.iter().filter(|(_, (of, _))| of.as_deref() == Some(session)).map(|(id, _)| *id).collect();
        for id in ids {
            if let Some((_, tell)) = waiting.remove(&id) {
                let _ = tell.send(Err(error.clone()));
            }
        }
    }

    fn end(&self) {
        self.closed.store(true, Ordering::SeqCst);
        lock(&self.waiting).clear();
        let listeners = std::mem::take(&mut *lock(&self.listeners));
        listeners.values().for_each(|listener| listener.closed());
    }
}

/// Nobody is at the other end any more.
pub(super) fn browser_left() -> WireError {
    WireError::Lost("the browser went away: its socket has closed".to_owned())
}
