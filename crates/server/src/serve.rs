//! Runs the server: listens, serves connections, shuts down gracefully.

use std::io::{self, Write};
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use secrecy::{ExposeSecret, SecretString};
use tokio::net::{TcpListener, TcpStream};
use tokio::signal::unix::{SignalKind, signal};
use tower::ServiceExt;

use crate::config::Config;
use crate::fault::DropConnection;
use crate::limit::REQUEST_TIMEOUT;
use crate::state::{AppState, StartError};

/// How long requests in flight may take after a shutdown signal.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(4);

/// The maximum size of a request head. The response to a larger one is 431.
const MAX_HEAD_BYTES: usize = 32 * 1024;

/// The pause after a failed accept, for example because there are too many connections.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Runs the server until SIGINT or SIGTERM.
///
/// # Errors
///
/// When it cannot start.
pub fn run(config: &Config) -> Result<(), StartError> {
    let runtime = tokio::runtime::Runtime::new().map_err(StartError::System)?;
    let result = runtime.block_on(async {
        let shutdown = shutdown_signal().map_err(StartError::System)?;
        // The port first: a second server that cannot listen must not delete the API keys of the first.
        let listener = listen(config).await?;
        let port = listener.local_addr().map_err(StartError::System)?.port();
        let state = AppState::open(config, port)?;
        let key = state.create_key().await?;
        if config.faults {
            eprintln!(
                "WARNING: --faults is on: any local program may make answers go wrong and take keys"
            );
        }
        if !config.bind.is_loopback() {
            eprintln!(
                "WARNING: --bind {}: whoever reaches port {port} of this machine can use the sandbox",
                config.bind
            );
        }
        let origin = format!("http://{}:{port}", config.own_host());
        print_startup(&origin, &key).map_err(StartError::System)?;
        drop(key);
        serve(listener, crate::router(state), shutdown).await;
        Ok(())
    });
    runtime.shutdown_timeout(Duration::from_millis(500));
    result
}

async fn listen(config: &Config) -> Result<TcpListener, StartError> {
    let (address, port) = (config.bind, config.port);
    TcpListener::bind((address, port))
        .await
        .map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => StartError::PortBusy { port },
            io::ErrorKind::AddrNotAvailable => StartError::NotLocal { address },
            _ => StartError::System(error),
        })
}

/// Prints the only two lines on stdout. The key is printed nowhere else.
fn print_startup(origin: &str, key: &SecretString) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    writeln!(
        stdout,
        "Console: {origin}/\nAPI key: {}",
        key.expose_secret()
    )?;
    stdout.flush()
}

fn shutdown_signal() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        eprintln!("stopping");
    })
}

/// Accepts connections until `shutdown`, then waits for the requests in flight.
async fn serve(listener: TcpListener, router: Router, shutdown: impl Future<Output = ()>) {
    let connections = GracefulShutdown::new();
    let mut shutdown = pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut shutdown => break,
        };
        match accepted {
            Ok((stream, _)) => serve_connection(stream, router.clone(), &connections),
            Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
    }
    drop(listener);
    if tokio::time::timeout(SHUTDOWN_TIMEOUT, connections.shutdown())
        .await
        .is_err()
    {
        eprintln!("stopped with requests in flight");
    }
}

/// Uses hyper directly, because `axum::serve` has no timeout for the head of a request.
fn serve_connection(stream: TcpStream, router: Router, connections: &GracefulShutdown) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let router = router.clone();
        async move {
            let Ok(response) = router.oneshot(request.map(Body::new)).await;
            close_if_dropped(response)
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(REQUEST_TIMEOUT)
        .max_buf_size(MAX_HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    let connection = connections.watch(connection);
    tokio::spawn(async move {
        // An error is a connection that closed early. Nothing is left to do.
        let _ = connection.await;
    });
}

/// An error closes the connection without a response.
fn close_if_dropped(response: Response) -> Result<Response, io::Error> {
    if response.extensions().get::<DropConnection>().is_some() {
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    Ok(response)
}
