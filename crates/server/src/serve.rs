//! From a configuration to a server that listens, and its orderly end.

use std::io::{self, Write};
use std::net::Ipv4Addr;
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

use crate::fault::NoAnswer;
use crate::limit::REQUEST_TIME;
use crate::{Config, Sandbox, StartError};

/// How long what is in flight may take when the server is told to stop.
const STOP_TIME: Duration = Duration::from_secs(4);

/// The largest head of a request: a longer one is answered 431.
const MAX_HEAD: usize = 32 * 1024;

/// How long to wait when a connection cannot be taken, which is when there are too many of them.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Runs the server until SIGINT or SIGTERM.
///
/// # Errors
///
/// When it cannot start.
pub fn run(config: &Config) -> Result<(), StartError> {
    let runtime = tokio::runtime::Runtime::new().map_err(StartError::System)?;
    let ended = runtime.block_on(async {
        let stop = stop_signal().map_err(StartError::System)?;
        // The port first: a second start of the same server must not drop the first one's key.
        let listener = listen(config.port).await?;
        let port = listener.local_addr().map_err(StartError::System)?.port();
        let sandbox = Sandbox::open(config, port)?;
        let key = sandbox.mint_key().await?;
        if config.faults {
            eprintln!(
                "WARNING: --faults is on: any local program may make answers go wrong and take keys"
            );
        }
        announce(port, &key).map_err(StartError::System)?;
        drop(key);
        serve(listener, sandbox.router(), stop).await;
        Ok(())
    });
    runtime.shutdown_timeout(Duration::from_millis(500));
    ended
}

async fn listen(port: u16) -> Result<TcpListener, StartError> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => StartError::PortBusy { port },
            _ => StartError::System(error),
        })
}

/// The only two lines on stdout, and the only place where the key is ever printed.
fn announce(port: u16, key: &SecretString) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    writeln!(
        stdout,
        "Console: http://127.0.0.1:{port}/\nAPI key: {}",
        key.expose_secret()
    )?;
    stdout.flush()
}

fn stop_signal() -> io::Result<impl Future<Output = ()>> {
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

/// Takes connections until `stop`, then finishes what is in flight.
async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let connections = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, _)) => take(stream, router.clone(), &connections),
            Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
    }
    drop(listener);
    if tokio::time::timeout(STOP_TIME, connections.shutdown())
        .await
        .is_err()
    {
        eprintln!("stopped with requests in flight");
    }
}

/// `axum::serve` has no limit on how slowly a head may arrive, hyper has.
fn take(stream: TcpStream, router: Router, connections: &GracefulShutdown) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let router = router.clone();
        async move {
            let Ok(response) = router.oneshot(request.map(Body::new)).await;
            answered(response)
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(REQUEST_TIME)
        .max_buf_size(MAX_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    let connection = connections.watch(connection);
    tokio::spawn(async move {
        // An error here is a connection that ended early: there is nobody left to tell.
        let _ = connection.await;
    });
}

/// An error closes the connection without an answer.
fn answered(response: Response) -> Result<Response, io::Error> {
    if response.extensions().get::<NoAnswer>().is_some() {
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    Ok(response)
}
