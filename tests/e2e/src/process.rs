use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

const START_TIME: Duration = Duration::from_secs(20);

/// A child process that ends when this value is dropped.
pub(crate) struct Process {
    child: Child,
    output: Output,
}

/// The lines that a process wrote.
type Output = Arc<Mutex<Vec<String>>>;

impl Process {
    #[track_caller]
    pub(crate) fn start(command: &mut Command) -> Self {
        Self::start_with(command, Stdio::null())
    }

    /// Starts a process that ends by itself when its standard input ends.
    #[track_caller]
    pub(crate) fn start_watching(command: &mut Command) -> Self {
        Self::start_with(command, Stdio::piped())
    }

    #[track_caller]
    fn start_with(command: &mut Command, input: Stdio) -> Self {
        let mut child = command
            .stdin(input)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let output = Output::default();
        collect(child.stdout.take(), &output);
        collect(child.stderr.take(), &output);
        Self { child, output }
    }

    /// Waits for a line that contains `marker`, and returns what follows it.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, marker: &str) -> String {
        self.try_wait_for(marker)
            .unwrap_or_else(|lines| panic!("no \"{marker}\" in the output: {lines:#?}"))
    }

    /// As [`Self::wait_for`]. The error is the output of a process that ends without such a line, or takes too long.
    pub(crate) fn try_wait_for(&mut self, marker: &str) -> Result<String, Vec<String>> {
        let start = Instant::now();
        loop {
            // Checked before the lines are read, so that the last ones are not missed.
            let ended = self.child.try_wait().ok().flatten().is_some();
            let lines = self.lines();
            let found = lines.iter().find_map(|line| line.split_once(marker));
            if let Some((_, rest)) = found {
                return Ok(rest.trim().to_owned());
            }
            if ended || start.elapsed() > START_TIME {
                return Err(lines);
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.output
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    pub(crate) fn stop(&mut self) {
        if self.child.stdin.is_none() {
            let _ = self.child.kill();
        }
        // Closes its standard input first.
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.stop();
    }
}

fn collect(pipe: Option<impl Read + Send + 'static>, output: &Output) {
    let (pipe, output) = (pipe.expect("a pipe"), Arc::clone(output));
    thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            output
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(line);
        }
    });
}
